import type { KeyHint } from './state.svelte';

export const ALL_KEYS: { where: string; keys: KeyHint[] }[] = [
  {
    where: 'keys-everywhere',
    keys: [
      { keys: ['/'], does: 'key-search' },
      { keys: ['Ctrl', 'K'], does: 'key-palette' },
      { keys: ['G', 'D'], does: 'key-go-doors' },
      { keys: ['G', 'R'], does: 'key-go-read' },
      { keys: ['G', 'C'], does: 'key-go-documents' },
      { keys: ['G', 'T'], does: 'key-go-chronology' },
      { keys: ['G', 'I'], does: 'key-go-timeline' },
      { keys: ['G', 'W'], does: 'key-go-shared' },
      { keys: ['G', 'P'], does: 'key-go-people' },
      { keys: ['G', 'L'], does: 'key-go-places' },
      { keys: ['G', 'B'], does: 'key-go-bodies' },
      { keys: ['G', 'N'], does: 'key-go-network' },
      { keys: ['G', 'S'], does: 'key-go-shelfmarks' },
      { keys: ['G', 'V'], does: 'key-go-review' },
      { keys: ['G', 'X'], does: 'key-go-schemes' },
      { keys: ['G', 'Y'], does: 'key-go-system' },
      { keys: ['?'], does: 'keys-all' },
      { keys: ['Alt', '←'], does: 'key-back' },
    ],
  },
  {
    where: 'keys-reading',
    keys: [
      { keys: ['↓', '↑'], does: 'key-next-finding' },
      { keys: ['J', 'K'], does: 'key-next-undecided' },
      { keys: ['[', ']'], does: 'key-outward' },
      { keys: ['Enter'], does: 'key-open-entity' },
      { keys: ['Esc'], does: 'key-let-go' },
      { keys: ['C'], does: 'copy-with-reference' },
      { keys: ['N'], does: 'key-notes' },
      { keys: ['V'], does: 'page-picture' },
    ],
  },
  {
    where: 'keys-lists',
    keys: [
      { keys: ['↓', '↑'], does: 'key-next-row' },
      { keys: ['Home', 'End'], does: 'key-first-row' },
      { keys: ['Enter'], does: 'key-to-words' },
      { keys: ['O'], does: 'key-alone' },
      { keys: ['F'], does: 'key-filter' },
      { keys: ['Esc'], does: 'key-let-go' },
    ],
  },
  {
    where: 'keys-timeline',
    keys: [
      { keys: ['←', '→', '↑', '↓'], does: 'key-dating' },
      { keys: ['+', '−'], does: 'key-zoom' },
      { keys: ['Shift', '←', '→'], does: 'key-pan' },
      { keys: ['0'], does: 'zoom-all' },
      { keys: ['Enter'], does: 'key-to-words' },
      { keys: ['O'], does: 'key-alone' },
    ],
  },
  {
    where: 'keys-collation',
    keys: [
      { keys: ['J', 'K'], does: 'key-next-variant' },
      { keys: ['B'], does: 'key-next-base' },
      { keys: ['V'], does: 'key-columns' },
    ],
  },
  {
    where: 'keys-network',
    keys: [
      { keys: ['↓', '↑'], does: 'key-next-link' },
      { keys: ['Enter'], does: 'key-open-link' },
      { keys: ['S'], does: 'key-start-there' },
      { keys: ['O'], does: 'key-open-entity' },
    ],
  },
  {
    where: 'keys-review',
    keys: [
      { keys: ['J', 'K'], does: 'key-next-undecided' },
      { keys: ['A', 'R'], does: 'key-judge' },
      { keys: ['C'], does: 'correct' },
      { keys: ['T'], does: 'retype' },
      { keys: ['L'], does: 'leave-open' },
      { keys: [';'], does: 'comment' },
      { keys: ['U'], does: 'undo' },
      { keys: ['Ctrl', 'Shift', 'Z'], does: 'redo' },
      { keys: ['Enter'], does: 'key-to-words' },
    ],
  },
  {
    where: 'keys-schemes',
    keys: [
      { keys: ['↓', '↑', '←', '→'], does: 'key-cell' },
      { keys: ['Enter'], does: 'key-cell-words' },
      { keys: ['J', 'K'], does: 'key-next-proposal' },
      { keys: ['A', 'R'], does: 'key-judge' },
      { keys: ['M'], does: 'key-move' },
      { keys: ['D'], does: 'key-redate' },
    ],
  },
];

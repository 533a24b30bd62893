// The cards in the margin: which there are, and where they lie. They never push the text apart.
import type { Mark, MarkKind } from '../api/types';

export type Card = { key: string; kind: 'one'; mark: Mark } | { key: string; kind: 'names'; marks: Mark[]; block: number } | { key: string; kind: 'rest'; marks: Mark[]; count: number; block: number };

const NAMES: MarkKind[] = ['person', 'place', 'body'];

/** One card for each finding whose layer is on; names of a block fold into one, which can be opened. The chosen one stands alone. */
export function cardsOf(block: number, marks: Mark[], on: (kind: MarkKind) => boolean, namesOpen: boolean, chosen: string | null): Card[] {
  const cards: Card[] = [];
  let names: Extract<Card, { kind: 'names' }> | null = null;
  const shown = marks.filter((mark) => on(mark.kind) && mark.status !== 'rejected');
  shown.sort((a, b) => (a.pieces[0]?.[0] ?? 0) - (b.pieces[0]?.[0] ?? 0));
  for (const mark of shown) {
    // a happening has its ring in the margin; its words are the sentence itself
    if (mark.kind === 'event' && mark.id !== chosen) continue;
    if (!NAMES.includes(mark.kind) || namesOpen || mark.id === chosen) cards.push({ key: mark.id, kind: 'one', mark });
    else if (names) names.marks.push(mark);
    else cards.push((names = { key: `names-${block}`, kind: 'names', marks: [mark], block }));
  }
  if (names && names.marks.length === 1) {
    cards[cards.indexOf(names)] = { key: names.marks[0]!.id, kind: 'one', mark: names.marks[0]! };
  }
  return cards;
}

export type Lying = { key: string; wanted: number; height: number };

/** Lays cards level with their words where there is room, pushed down where not, and never beyond `limit`. */
export function layCards(cards: Lying[], limit: number, gap = 2): Map<string, number> {
  const tops: number[] = [];
  let free = 0;
  for (const card of cards) {
    const top = Math.max(card.wanted, free);
    tops.push(top);
    free = top + card.height + gap;
  }
  let ceiling = limit;
  for (let at = cards.length - 1; at >= 0; at--) {
    const top = Math.min(tops[at]!, ceiling - cards[at]!.height);
    tops[at] = Math.max(0, top);
    ceiling = tops[at]! - gap;
  }
  return new Map(cards.map((card, at) => [card.key, tops[at]!]));
}

/** Cuts a block's cards to `limit`; what is left out is counted on the last one, and the chosen one stays. */
export function cutCards(cards: Card[], limit: number, block: number, chosen: string | null): Card[] {
  if (cards.length <= limit) return cards;
  const kept = cards.slice(0, Math.max(0, limit - 1));
  const rest = cards.slice(kept.length);
  const own = rest.find((card) => card.kind === 'one' && card.mark.id === chosen);
  const left = rest.filter((card) => card !== own);
  const marks = left.flatMap((card) => (card.kind === 'one' ? [card.mark] : card.marks));
  return [...kept, ...(own ? [own] : []), { key: `rest-${block}`, kind: 'rest', marks, count: marks.length, block }];
}

export type Row = { block: number; cards: number; top: number; bottom: number };

/** How many cards each block may show, so that none slips more than `slack` cards below its paragraph. At the end of a stretch nothing slips. */
export function limitsOf(rows: Row[], cardHeight: number, slack: number, end: number): Map<number, number> {
  const limits = new Map<number, number>();
  let free = 0;
  rows.forEach((row, at) => {
    const start = Math.max(free, row.top);
    const bottom = Math.min(row.bottom + (at === rows.length - 1 ? 0 : slack * cardHeight), end);
    const room = Math.max(1, Math.floor((bottom - start) / cardHeight));
    const shown = Math.min(row.cards, room);
    limits.set(row.block, room);
    if (shown > 0) free = start + shown * cardHeight;
  });
  return limits;
}

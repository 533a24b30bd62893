// The cards in the margin: which there are, and where they lie. They never push the text apart.
import type { Mark, MarkKind } from '../api/types';

export type Card = { key: string; kind: 'one'; mark: Mark } | { key: string; kind: 'names'; marks: Mark[]; block: number } | { key: string; kind: 'rest'; count: number; block: number };

const NAMES: MarkKind[] = ['person', 'place', 'body'];

/** One card for each finding whose layer is on; names of a block fold into one, which can be opened. */
export function cardsOf(block: number, marks: Mark[], on: (kind: MarkKind) => boolean, namesOpen: boolean): Card[] {
  const cards: Card[] = [];
  let names: Extract<Card, { kind: 'names' }> | null = null;
  const shown = marks.filter((mark) => on(mark.kind) && mark.status !== 'rejected');
  shown.sort((a, b) => (a.pieces[0]?.[0] ?? 0) - (b.pieces[0]?.[0] ?? 0));
  for (const mark of shown) {
    if (!NAMES.includes(mark.kind) || namesOpen) cards.push({ key: mark.id, kind: 'one', mark });
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

/** How many cards a block may show when its stretch is too full for all. */
export function roomFor(height: number, cardHeight: number): number {
  return Math.max(1, Math.floor(height / (cardHeight + 2)));
}

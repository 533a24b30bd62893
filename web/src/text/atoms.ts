// Findings nest and overlap. The text is cut at every border; each atom knows all findings over it, the widest first.
import type { Mark } from '../api/types';

/** What lies over a stretch of text. Marks, repairs and note calls all cut. */
export type Span<T> = { start: number; end: number; of: T };
export type Atom<T> = { start: number; end: number; over: T[] };

/** Cuts [start, end) at each border of the spans. Every code point is in one atom; the atoms touch. */
export function atoms_of<T>(start: number, end: number, spans: Span<T>[]): Atom<T>[] {
  const inside = spans
    .map((span) => ({ start: Math.max(span.start, start), end: Math.min(span.end, end), of: span.of, width: span.end - span.start }))
    .filter((span) => span.start < span.end)
    .sort((a, b) => b.width - a.width || a.start - b.start);
  const cuts = [...new Set([start, end, ...inside.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
  const atoms: Atom<T>[] = [];
  const begins = [...inside].sort((a, b) => a.start - b.start);
  let next = 0;
  let open: typeof inside = [];
  for (let at = 0; at + 1 < cuts.length; at++) {
    const from = cuts[at]!;
    open = open.filter((span) => span.end > from);
    while (next < begins.length && begins[next]!.start <= from) open.push(begins[next++]!);
    const over = [...open].sort((a, b) => b.width - a.width || a.start - b.start).map((span) => span.of);
    atoms.push({ start: from, end: cuts[at + 1]!, over });
  }
  return atoms;
}

const WITH_LINE = new Set(['date', 'person', 'place', 'body']);
export const LANES = 2;

/** The lane of each mark that draws a line: the inner mark lies nearest the words. Beyond the last lane it is the margin (-1). */
export function lanes_of(marks: Mark[]): Map<string, number> {
  const lined = marks.filter((mark) => WITH_LINE.has(mark.kind));
  lined.sort((a, b) => width(a) - width(b) || first(a) - first(b) || (a.id < b.id ? -1 : 1));
  const lanes = new Map<string, number>();
  const placed: Mark[] = [];
  for (const mark of lined) {
    const taken = new Set(placed.filter((other) => overlap(mark, other)).map((other) => lanes.get(other.id)!));
    let lane = 0;
    while (taken.has(lane)) lane++;
    lanes.set(mark.id, lane < LANES ? lane : -1);
    placed.push(mark);
  }
  return lanes;
}

const first = (mark: Mark) => mark.pieces[0]?.[0] ?? 0;
const width = (mark: Mark) => mark.pieces.reduce((sum, [start, end]) => sum + end - start, 0);
const overlap = (a: Mark, b: Mark) => a.pieces.some(([s, e]) => b.pieces.some(([s2, e2]) => s < e2 && s2 < e));

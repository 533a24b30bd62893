// Going from finding to finding, through parts of the text that are not here yet.
import type { Mark, MarkKind } from '../api/types';
import type { Place } from './arrange';
import type { TextStore } from './text_store.svelte';

const first = (mark: Mark) => mark.pieces[0]?.[0] ?? 0;
const width = (mark: Mark) => mark.pieces.reduce((sum, [start, end]) => sum + end - start, 0);

export class FindingWalk {
  constructor(private readonly places: Place[], private readonly store: TextStore, private readonly on: (kind: MarkKind) => boolean) {}

  find(id: string): Mark | undefined {
    for (const block of this.store.blocks.values()) {
      const mark = block.marks.find((one) => one.id === id);
      if (mark) return mark;
    }
    return undefined;
  }

  /** The findings that begin in a block, in the order of the text; of two that begin together the wider first. */
  #marksOf(number: number): Mark[] {
    const block = this.store.blocks.get(number);
    if (!block) return [];
    const begins = (mark: Mark) => block.pieces.some((piece) => first(mark) >= piece.start && first(mark) < piece.end);
    return block.marks
      .filter((mark) => this.on(mark.kind) && mark.status !== 'rejected' && begins(mark))
      .sort((a, b) => first(a) - first(b) || width(b) - width(a) || (a.id < b.id ? -1 : 1));
  }

  async step(from: string | null, topBlock: number, direction: 1 | -1, undecided: boolean): Promise<Mark | null> {
    const current = from === null ? undefined : this.find(from);
    const start = current ? this.#placeOf(current) : Math.max(0, this.places.findIndex((place) => place.block.block >= topBlock));
    const fits = (mark: Mark) => !undecided || mark.status === 'undecided';
    for (let at = start; at >= 0 && at < this.places.length; at += direction) {
      const { block } = this.places[at]!;
      if (block.findings === 0 && at !== start) continue;
      await this.store.need([block.block]);
      const marks = this.#marksOf(block.block);
      const here = current ? marks.findIndex((mark) => mark.id === current.id) : -1;
      const rest = at === start && here >= 0 ? (direction === 1 ? marks.slice(here + 1) : marks.slice(0, here)) : marks;
      const next = direction === 1 ? rest.find(fits) : rest.findLast(fits);
      if (next) return next;
    }
    return null;
  }

  #placeOf(mark: Mark): number {
    const at = this.places.findIndex(({ block }) => this.store.blocks.get(block.block)?.pieces.some((piece) => first(mark) >= piece.start && first(mark) < piece.end));
    return Math.max(0, at);
  }

  /** From a finding to the next wider (1) or narrower (-1) one over the same words. */
  outward(id: string, direction: 1 | -1): Mark | null {
    const mark = this.find(id);
    if (!mark) return null;
    const point = first(mark);
    const over = [...this.store.blocks.values()]
      .flatMap((block) => block.marks)
      .filter((one) => this.on(one.kind) && one.pieces.some(([start, end]) => (direction === 1 ? start <= point && end > point : start < mark.pieces[0]![1] && end > point)))
      .filter((one, at, all) => all.findIndex((other) => other.id === one.id) === at)
      .sort((a, b) => width(a) - width(b) || (a.id < b.id ? -1 : 1));
    const at = over.findIndex((one) => one.id === id);
    return over[at + direction] ?? null;
  }

  /** The print between two code points, from the parts that are here. */
  print(start: number, end: number): string {
    return [...this.store.blocks.values()]
      .flatMap((block) => block.pieces)
      .filter((piece) => piece.start < end && piece.end > start)
      .sort((a, b) => a.start - b.start)
      .map((piece) => Array.from(piece.text).slice(Math.max(0, start - piece.start), end - piece.start).join(''))
      .join('\n');
  }
}

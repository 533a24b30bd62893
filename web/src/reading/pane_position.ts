// Where the pane stands in the text. Heights of what is not yet here are guesses, so each place is found in rounds.
import { tick } from 'svelte';
import type { OutlineBlock } from '../api/types';
import { blockAt } from './arrange';
import { ranges_of_code_points } from './offsets';

const nextFrame = () => new Promise(requestAnimationFrame);

export class PanePosition {
  constructor(
    private readonly pane: HTMLElement,
    private readonly blocks: OutlineBlock[],
    private readonly stretchOf: Map<number, number>,
    private readonly bringNear: (stretch: number) => Promise<void>,
  ) {}

  /** Brings a code point into view, if it is not. */
  async reveal(point: number): Promise<void> {
    const block = blockAt(this.blocks, point);
    if (!block) return;
    const stretch = this.stretchOf.get(block.block)!;
    await Promise.all([this.bringNear(stretch), this.bringNear(stretch - 1)]);
    await tick();
    for (let round = 0; round < 3; round++) {
      const range = ranges_of_code_points(this.pane.querySelector(`[data-block="${block.block}"]`) ?? this.pane, point, point + 1)[0];
      const target = range?.getBoundingClientRect() ?? this.pane.querySelector(`[data-stretch="${stretch}"]`)?.getBoundingClientRect();
      if (!target) return;
      const box = this.pane.getBoundingClientRect();
      if (target.top >= box.top + 40 && target.bottom <= box.bottom - 120) return;
      this.pane.scrollTop += target.top - box.top - box.height * 0.3;
      await nextFrame();
    }
  }

  /** The place at the top, as block number and the share of it that is scrolled past. */
  top(): number {
    const top = this.pane.getBoundingClientRect().top;
    if (this.pane.scrollTop < 4) return 0;
    for (const row of this.pane.querySelectorAll<HTMLElement>('[data-block]')) {
      const rect = row.getBoundingClientRect();
      if (rect.bottom > top) return Number(row.dataset.block) + Math.min(0.999, Math.max(0, (top - rect.top) / rect.height));
    }
    return 0;
  }

  async goTo(place: number): Promise<void> {
    const block = Math.floor(place);
    const stretch = this.stretchOf.get(block);
    if (place === 0 || stretch === undefined) return;
    await Promise.all([this.bringNear(stretch), this.bringNear(stretch + 1)]);
    await tick();
    for (let round = 0; round < 3; round++) {
      const rect = this.pane.querySelector(`[data-block="${block}"]`)?.getBoundingClientRect();
      if (!rect) return;
      this.pane.scrollTop += rect.top - this.pane.getBoundingClientRect().top + (place - block) * rect.height;
      await nextFrame();
    }
  }
}

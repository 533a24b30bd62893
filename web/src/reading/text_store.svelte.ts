// The blocks of one text, asked for as they come near.
import { SvelteMap } from 'svelte/reactivity';
import { server } from '../api/server.svelte';
import type { Block } from '../api/types';

const RUN = 60;

export class TextStore {
  readonly blocks = new SvelteMap<number, Block>();
  failed = $state<unknown>(null);
  #asked = new Map<number, Promise<void>>();

  constructor(private readonly project: string, private readonly source: string) {}

  /** Resolves when all these blocks are here. */
  async need(numbers: number[]): Promise<void> {
    const missing = [...new Set(numbers)].filter((number) => !this.#asked.has(number)).sort((a, b) => a - b);
    for (let at = 0; at < missing.length; ) {
      let last = at;
      while (last + 1 < missing.length && missing[last + 1]! - missing[last]! <= 2 && missing[last + 1]! - missing[at]! < RUN) last++;
      const run = missing.slice(at, last + 1);
      const coming = this.#load(run[0]!, run[run.length - 1]!);
      for (let number = run[0]!; number <= run[run.length - 1]!; number++) this.#asked.set(number, coming);
      at = last + 1;
    }
    await Promise.all(numbers.map((number) => this.#asked.get(number)));
  }

  /** Asks again for what is here: something was decided. */
  async refresh(numbers: number[] = [...this.blocks.keys()]): Promise<void> {
    const wanted = [...numbers].sort((a, b) => a - b);
    for (let at = 0; at < wanted.length; ) {
      let last = at;
      while (last + 1 < wanted.length && wanted[last + 1]! - wanted[last]! <= 2 && wanted[last + 1]! - wanted[at]! < RUN) last++;
      await this.#load(wanted[at]!, wanted[last]!);
      at = last + 1;
    }
  }

  async #load(first: number, last: number): Promise<void> {
    for (let from = first; from <= last; ) {
      try {
        const part = await server.text(this.project, this.source, from, last);
        for (const block of part.blocks) this.blocks.set(block.block, block);
        if (part.last < from) return;
        from = part.last + 1;
      } catch (failure) {
        this.failed = failure;
        for (let number = from; number <= last; number++) this.#asked.delete(number);
        return;
      }
    }
  }
}

// The rows of one list under one set of filters: pages come as they are looked at, and stay in place.
import { server } from '../api/server.svelte';
import type { Facet, Histogram, ListName, Row } from '../api/types';

const PAGE = 100;

export class RowStore {
  total = $state<number | null>(null);
  unfiltered = $state(0);
  undated = $state(0);
  facets = $state.raw<Facet[]>([]);
  histogram = $state.raw<Histogram | null>(null);
  failure = $state.raw<unknown>(null);
  /** Grows when rows have come. */
  version = $state(0);
  #rows = new Map<number, Row>();
  #asked = new Set<number>();
  #filters = '';
  #turn = 0;
  /** How many decisions this window had made when the rows were asked for. */
  #decided = 0;

  constructor(private readonly project: string, private readonly list: ListName) {}

  /** Takes up other filters; what is on the screen stays until the answer is here. */
  async filter(filters: URLSearchParams, decided = 0): Promise<void> {
    const text = filters.toString();
    if (this.total !== null && text === this.#filters && decided === this.#decided) return;
    this.#decided = decided;
    const turn = ++this.#turn;
    this.#filters = text;
    try {
      const page = await server.list(this.project, this.list, filters, 0, PAGE);
      if (turn !== this.#turn) return;
      this.#rows = new Map(page.rows.map((row, at) => [at, row]));
      this.#asked = new Set([0]);
      this.total = page.total;
      this.unfiltered = page.unfiltered;
      this.undated = page.undated;
      this.facets = page.facets;
      this.histogram = page.histogram;
      this.failure = null;
      this.version++;
    } catch (failure) {
      if (turn === this.#turn) this.failure = failure;
    }
  }

  at(index: number): Row | undefined {
    void this.version;
    return this.#rows.get(index);
  }

  indexOf(id: string): number {
    void this.version;
    for (const [index, row] of this.#rows) if (row.id === id) return index;
    return -1;
  }

  async need(first: number, last: number): Promise<void> {
    const turn = this.#turn;
    const filters = new URLSearchParams(this.#filters);
    const coming: Promise<void>[] = [];
    for (let page = Math.floor(Math.max(0, first) / PAGE); page <= Math.floor(last / PAGE); page++) {
      if (this.#asked.has(page)) continue;
      this.#asked.add(page);
      coming.push(
        server.list(this.project, this.list, filters, page * PAGE, PAGE).then(
          (answer) => {
            if (turn !== this.#turn) return;
            answer.rows.forEach((row, at) => this.#rows.set(page * PAGE + at, row));
            this.version++;
          },
          (failure) => {
            this.#asked.delete(page);
            this.failure = failure;
          },
        ),
      );
    }
    await Promise.all(coming);
  }
}

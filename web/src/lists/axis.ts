import type { Histogram } from '../api/types';
import { boundsOf, shapeOf } from '../dates/edtf';

/** The axis on which the dates of a list are drawn: the stretch filtered to, else all that the list spans. */
export function axisOf(histogram: Histogram | null, filters: URLSearchParams): [number, number] | null {
  const from = boundsOf(shapeOf(filters.get('from') ?? histogram?.from ?? null))?.[0];
  const to = boundsOf(shapeOf(filters.get('to') ?? histogram?.to ?? null))?.[1];
  return from !== undefined && to !== undefined && to > from ? [from, to] : null;
}

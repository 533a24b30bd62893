// Lays the datings of each lane into rows, so that none lies over another. Pixels.
import type { TimelinePage } from '../api/types';
import { boundsOf, shapeOf, type Shape } from '../dates/edtf';
import { xOf, type Span } from './scale';

export type Item = TimelinePage['lanes'][number]['items'][number];
export type Placed = { key: string; item: Item; shape: Shape; lane: number; row: number; x: number; long: number; label: string };
export type Lane = { value: string; label: string; count: number; top: number; height: number; rows: number; folded: number };
export type Layout = { lanes: Lane[]; placed: Placed[]; height: number };

export const ROW = 20;
export const LANE_PAD = 8;
const MOST_ROWS = 14;
const LETTER = 6.4;
/** How far the hatching of an open side reaches. */
export const FADE = 44;

/** What a shape takes up on the axis, cut to the window: start and length; null outside. */
export function extentOf(shape: Shape, span: Span, width: number): [x: number, long: number] | null {
  if (shape.kind === 'before') {
    const x = xOf(shape.to, span, width);
    return shape.to <= span[0] ? null : [Math.min(x, width) - FADE, FADE];
  }
  if (shape.kind === 'after') {
    const x = xOf(shape.from, span, width);
    return shape.from >= span[1] ? null : [Math.max(x, 0), FADE];
  }
  const bounds = boundsOf(shape, 0);
  if (!bounds || bounds[1] <= span[0] || bounds[0] >= span[1]) return null;
  const from = Math.max(0, xOf(bounds[0], span, width));
  return [from, Math.max(3, Math.min(width, xOf(bounds[1], span, width)) - from)];
}

/** Rows for all that lies in the window. Labels are given up where a lane would grow too high with them. */
export function layOut(page: TimelinePage, span: Span, width: number, top: number, labelOf: (item: Item) => string): Layout {
  const lanes: Lane[] = [];
  const placed: Placed[] = [];
  let y = top;
  page.lanes.forEach((lane, at) => {
    const here = lane.items
      .map((item, n) => ({ item, n, shape: shapeOf(item.edtf) }))
      .map((one) => ({ ...one, extent: extentOf(one.shape, span, width) }))
      .filter((one): one is typeof one & { extent: [number, number] } => one.extent !== null)
      .sort((a, b) => a.extent[0] - b.extent[0] || a.extent[1] - b.extent[1] || a.n - b.n);
    const pack = (labels: boolean) => {
      const rows: { row: number; label: string }[] = [];
      let [used, folded] = [0, 0];
      // what fills the window says least: it lies below the rest
      for (const wide of [false, true]) {
        const ends: number[] = [];
        const first = used;
        here.forEach(({ item, extent }, n) => {
          if (extent[1] > width / 2 !== wide) return;
          const label = labels ? labelOf(item) : '';
          const end = extent[0] + extent[1] + (label ? label.length * LETTER + 14 : 3);
          let row = ends.findIndex((one) => one <= extent[0]);
          if (row < 0) row = ends.length;
          if (first + row >= MOST_ROWS) { folded++; rows[n] = { row: -1, label }; return; }
          ends[row] = end;
          rows[n] = { row: first + row, label };
        });
        used = first + ends.length;
      }
      return { rows, used, folded };
    };
    let packed = pack(true);
    if (packed.used > 8) packed = pack(false);
    here.forEach(({ item, n, shape, extent }, place) => {
      const { row, label } = packed.rows[place]!;
      if (row >= 0) placed.push({ key: `${at}:${n}`, item, shape, lane: at, row, x: extent[0], long: extent[1], label });
    });
    const rows = Math.max(1, packed.used);
    const height = rows * ROW + 2 * LANE_PAD;
    lanes.push({ value: lane.value, label: lane.label, count: lane.count, top: y, height, rows, folded: packed.folded });
    y += height;
  });
  return { lanes, placed, height: y };
}

/** The middle of a row. */
export const yOf = (layout: Layout, one: Placed): number => layout.lanes[one.lane]!.top + LANE_PAD + one.row * ROW + ROW / 2;

/** The next one to the right or left in the lane, or the nearest in the lane above or below. */
export function neighbour(layout: Layout, from: Placed | undefined, key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'): Placed | undefined {
  if (!from) return layout.placed[0];
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const lane = layout.placed.filter((one) => one.lane === from.lane);
    return lane[lane.indexOf(from) + (key === 'ArrowRight' ? 1 : -1)] ?? from;
  }
  const by = key === 'ArrowDown' ? 1 : -1;
  for (let lane = from.lane + by; lane >= 0 && lane < layout.lanes.length; lane += by) {
    const there = layout.placed.filter((one) => one.lane === lane);
    if (there.length > 0) return there.reduce((best, one) => (Math.abs(one.x - from.x) < Math.abs(best.x - from.x) ? one : best));
  }
  return from;
}

/** Datings of one thing that differ: joined by a line from one to the next. */
export function rivals(layout: Layout): { id: string; points: [number, number][] }[] {
  const by = new Map<string, Placed[]>();
  for (const one of layout.placed) if (one.item.datings > 1) by.set(`${one.item.id} ${one.item.role}`, [...(by.get(`${one.item.id} ${one.item.role}`) ?? []), one]);
  return [...by].filter(([, all]) => new Set(all.map((one) => one.item.edtf)).size > 1)
    .map(([id, all]) => ({ id, points: all.map((one): [number, number] => [one.x + Math.min(one.long, 12) / 2, yOf(layout, one)]).sort((a, b) => a[1] - b[1]) }));
}

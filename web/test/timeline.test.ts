import { describe, expect, it, vi } from 'vitest';
import type { TimelinePage } from '../src/api/types';
import { layOut, neighbour, rivals, yOf } from '../src/timeline/layout';
import { DAY, HOUR, moved, NARROWEST, spanAround, spanOf, spanText, ticksOf, timeAt, WIDEST, xOf, zoomed, type Span } from '../src/timeline/scale';

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
const day = (text: string) => Date.parse(`${text}T00:00Z`);
const MAY: Span = [day('1920-05-01'), day('1920-06-01')];

describe('the axis', () => {
  it('leads from time to place and back', () => {
    for (const x of [0, 77, 500]) expect(xOf(timeAt(x, MAY, 500), MAY, 500)).toBeCloseTo(x, 6);
  });
  it('has ticks for hours, days, months and years, never closer than asked', () => {
    const grains = ([[6 * HOUR, 'hour'], [31 * DAY, 'day'], [900 * DAY, 'month'], [40000 * DAY, 'year']] as const).map(([long, grain]) => {
      const span: Span = [MAY[0], MAY[0] + long];
      const ticks = ticksOf(span, 800);
      expect(ticks.length).toBeGreaterThan(1);
      const places = ticks.map((tick) => xOf(tick.at, span, 800));
      places.slice(1).forEach((place, at) => expect(place - places[at]!).toBeGreaterThan(30));
      return ticks[0]!.grain === grain;
    });
    expect(grains).toEqual([true, true, true, true]);
  });
  it('has a tick on the first of a month, in the year nought too', () => {
    expect(ticksOf(MAY, 800).find((tick) => tick.major)?.at).toBe(MAY[0]);
    const old: Span = [Date.parse('0000-01-01T00:00Z') - 400 * DAY, Date.parse('0000-01-01T00:00Z') + 400 * DAY];
    expect(ticksOf(old, 600).some((tick) => tick.at === Date.parse('0000-01-01T00:00Z'))).toBe(true);
  });
  it('zooms around a moment, to six hours and to a thousand years and no further', () => {
    const at = day('1920-05-10');
    const near = zoomed(MAY, 0.5, at);
    expect(near[1] - near[0]).toBeCloseTo(15.5 * DAY, -3);
    expect(xOf(at, near, 600)).toBeCloseTo(xOf(at, MAY, 600), 6);
    expect(zoomed(MAY, 0, at)[1] - zoomed(MAY, 0, at)[0]).toBe(NARROWEST);
    expect(zoomed(MAY, 1e9, at)[1] - zoomed(MAY, 1e9, at)[0]).toBeCloseTo(WIDEST, -3);
    expect(moved(MAY, 1)[0]).toBe(MAY[1]);
  });
  it('goes into an address and comes back', () => {
    expect(spanOf(spanText(MAY))).toEqual(MAY);
    const hours: Span = [day('1920-05-10') + 2 * HOUR, day('1920-05-10') + 20 * HOUR];
    expect(spanOf(spanText(hours))).toEqual(hours);
    for (const bad of [null, '', 'x_y', '1920-05-02_1920-05-01', '1920-05-01_1920-05-01', '1920-99-01_1920-99-09']) expect(spanOf(bad)).toBe(null);
  });
  it('begins where most lies, not with what is known to a century', () => {
    const days = Array.from({ length: 30 }, (_, at): Span => [MAY[0] + at * DAY, MAY[0] + (at + 1) * DAY]);
    const span = spanAround([...days, [day('1801-01-01'), day('1901-01-01')], [NaN, NaN]])!;
    expect(span[0]).toBeGreaterThan(day('1920-04-20'));
    expect(span[1]).toBeLessThan(day('1920-06-15'));
    expect(spanAround([])).toBe(null);
  });
});

const item = (id: string, edtf: string, more = {}) => ({ id, n: null, kind: 'event', type: 'battle', edtf, as_written: '', role: 'happened', datings: 1, modality: 'asserted', place: null, agents: [], text: '', sources: ['a'], source: 'a', start: 0, end: 1, ...more });
const page = (...lanes: ReturnType<typeof item>[][]): TimelinePage => ({ lanes_by: 'source', more_lanes: 0, total: 0, unfiltered: 0, left_out: 0, histogram: null, lanes: lanes.map((items, at) => ({ value: `v${at}`, label: `lane ${at}`, count: items.length, items })) });

describe('lanes', () => {
  it('lay nothing over another, labels included', () => {
    const items = Array.from({ length: 40 }, (_, at) => item(`e${at}`, `1920-05-${String((at % 28) + 1).padStart(2, '0')}`));
    const layout = layOut(page(items), MAY, 800, 30, () => 'label');
    expect(layout.placed.length).toBe(40);
    for (const one of layout.placed) for (const other of layout.placed) {
      if (one === other || one.row !== other.row || one.x > other.x) continue;
      expect(one.x + one.long + (one.label ? one.label.length * 6.4 : 0)).toBeLessThanOrEqual(other.x);
    }
  });
  it('leave out what lies outside the window, and draw what reaches into it from one side', () => {
    const layout = layOut(page([item('in', '1920-05-10'), item('out', '1921'), item('before', '../1920-05-03'), item('over', '../1919'), item('year', '1920'), item('none', '')]), MAY, 800, 0, () => '');
    expect(layout.placed.map((one) => one.item.id).sort()).toEqual(['before', 'in', 'year']);
    const year = layout.placed.find((one) => one.item.id === 'year')!;
    expect([year.x, year.long]).toEqual([0, 800]);
    expect(Math.max(...layout.placed.filter((one) => one !== year).map((one) => one.row))).toBeLessThan(year.row);
  });
  it('fold what would make a lane too high, and say how many', () => {
    const layout = layOut(page(Array.from({ length: 60 }, (_, at) => item(`e${at}`, '1920-05-10'))), MAY, 800, 0, () => '');
    expect(layout.placed.length + layout.lanes[0]!.folded).toBe(60);
    expect(layout.lanes[0]!.folded).toBeGreaterThan(0);
  });
  it('join the datings of one thing across lanes, where they differ', () => {
    const two = { datings: 2, role: 'sent', kind: 'document' };
    const layout = layOut(page([item('d', '1920-05-09', two)], [item('d', '1920-05-10', two), item('e', '1920-05-10')]), MAY, 800, 0, () => '');
    expect(rivals(layout)).toEqual([{ id: 'd sent', points: [[expect.any(Number), yOf(layout, layout.placed[0]!)], [expect.any(Number), yOf(layout, layout.placed[1]!)]] }]);
    const same = layOut(page([item('d', '1920-05-09', two)], [item('d', '1920-05-09', two)]), MAY, 800, 0, () => '');
    expect(rivals(same)).toEqual([]);
  });
  it('lead the arrows to the next in the lane and the nearest in the other', () => {
    const layout = layOut(page([item('a', '1920-05-03'), item('b', '1920-05-20')], [], [item('c', '1920-05-04'), item('d', '1920-05-21')]), MAY, 800, 0, () => '');
    const at = (id: string) => layout.placed.find((one) => one.item.id === id);
    expect(neighbour(layout, undefined, 'ArrowRight')).toBe(at('a'));
    expect(neighbour(layout, at('a'), 'ArrowRight')).toBe(at('b'));
    expect(neighbour(layout, at('b'), 'ArrowRight')).toBe(at('b'));
    expect(neighbour(layout, at('b'), 'ArrowDown')).toBe(at('d'));
    expect(neighbour(layout, at('c'), 'ArrowUp')).toBe(at('a'));
  });
});

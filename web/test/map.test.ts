import { describe, expect, it } from 'vitest';
import { bow, nameOf, neighbour, sizeOf, withNames, type Drawn, type Place } from '../src/map/layout';
import { boxInSight, core, onScreen, projectionFor, viewOf, wholeBox, zoomed, type Bounds, type Point } from '../src/map/projection';

const CAUCASUS: Bounds = [38, 38, 51, 45];
const place = (id: string, more: Partial<Place> = {}): Place => ({ id, label: id, lat: 40, lon: 45, position_source: '', kind: 'city', names: [], variants: [], mentions: 1, possible: 0, entries: 0, sources: [], first: { source: '', short: '', page: null, start: 0, end: 1, block: 0, exact: '', before: '', after: '' }, ...more });
const drawn = (id: string, x: number, y: number, size = 5): Drawn => ({ place: place(id), name: id, x, y, size, number: 1, label: null, end: false });

describe('the projection', () => {
  it('keeps angles: a small square stays a square', () => {
    for (const [box, kind] of [[CAUCASUS, 'conic'], [[-30, -20, 40, 30], 'mercator'], [[-170, 10, 170, 70], 'mercator']] as [Bounds, string][]) {
      const { forward, name } = projectionFor(box);
      expect(name).toBe(kind);
      const [lon, lat] = [(box[0] + box[2]) / 2 + 2, (box[1] + box[3]) / 2 + 1];
      const [a, b, c] = [forward(lon, lat), forward(lon + 0.01, lat), forward(lon, lat + 0.01 * Math.cos((lat * Math.PI) / 180))];
      const [wide, high] = [Math.hypot(b[0] - a[0], b[1] - a[1]), Math.hypot(c[0] - a[0], c[1] - a[1])];
      expect(Math.abs(wide / high - 1)).toBeLessThan(0.001);
      expect(Math.abs((b[0] - a[0]) * (c[0] - a[0]) + (b[1] - a[1]) * (c[1] - a[1]))).toBeLessThan(1e-6);
    }
  });
  it('has north above and east at the right', () => {
    const { forward } = projectionFor(CAUCASUS);
    expect(forward(45, 44)[1]).toBeLessThan(forward(45, 39)[1]);
    expect(forward(50, 41)[0]).toBeGreaterThan(forward(40, 41)[0]);
  });
  it('shows the south the right way up too', () => {
    const { forward, name } = projectionFor([140, -44, 154, -28]);
    expect(name).toBe('conic');
    expect(forward(147, -30)[1]).toBeLessThan(forward(147, -42)[1]);
  });
});

describe('the view', () => {
  const { forward } = projectionFor(CAUCASUS);
  const points: Point[] = [[41.6, 41.6], [44.8, 41.7], [49.9, 40.4]].map(([lon, lat]) => forward(lon!, lat!));
  it('holds all points, and one alone with what lies around it', () => {
    const view = viewOf(points, 800, 600);
    for (const point of points) { const [x, y] = onScreen(view, 800, 600, point); expect(x > 0 && x < 800 && y > 0 && y < 600).toBe(true); }
    expect(viewOf([points[0]!], 800, 600).scale).toBeLessThan(800);
  });
  it('zooms around a point that stays', () => {
    const view = viewOf(points, 800, 600);
    const before = onScreen(view, 800, 600, points[1]!);
    const after = onScreen(zoomed(view, 2, before, 800, 600, 0.1, 1e6), 800, 600, points[1]!);
    expect(after[0]).toBeCloseTo(before[0], 6);
    expect(after[1]).toBeCloseTo(before[1], 6);
  });
  it('asks for a box of the earth that holds what is in sight', () => {
    const whole = wholeBox(CAUCASUS);
    const box = boxInSight(projectionFor(whole), whole, viewOf(points, 800, 600), 800, 600);
    expect(box[0] <= 41.6 && box[2] >= 49.9 && box[1] <= 40.4 && box[3] >= 41.7).toBe(true);
    expect(box[0] < box[2] && box[1] < box[3] && box[0] >= -180 && box[3] <= 90).toBe(true);
  });
  it('is not pressed together by one far place', () => {
    const near = Array.from({ length: 20 }, (_, at) => ({ lon: 44 + at / 10, lat: 40 + at / 20 }));
    expect(core([...near, { lon: -70, lat: 42 }]).some((one) => one.lon < 0)).toBe(false);
  });
});

describe('what stands on the map', () => {
  it('never writes one name over another', () => {
    const { drawn: laid } = withNames([drawn('aaaaaaaa', 100, 100), drawn('bbbbbbbb', 104, 103), drawn('cccccccc', 98, 108)], 400, 300);
    const boxes = laid.filter((one) => one.label).map((one) => { const long = one.name.length * 6.6; const left = one.end ? one.label![0] - long : one.label![0]; return [left, one.label![1] - 12, left + long, one.label![1] + 3]; });
    expect(boxes.length).toBeGreaterThan(0);
    for (const [at, a] of boxes.entries()) for (const b of boxes.slice(at + 1)) expect(a![2]! <= b[0]! || a![0]! >= b[2]! || a![3]! <= b[1]! || a![1]! >= b[3]!).toBe(true);
  });
  it('gives the name of the time, of the texts and of today', () => {
    const one = place('x', { label: 'Ангора', names: [{ name: 'Ангора', lang: 'ru', from: null, to: 1930 }, { name: 'Анкара', lang: 'ru', from: null, to: null }] });
    expect(nameOf(one, 'time', 'ru', [1920, 1920])).toBe('Ангора');
    expect(nameOf(one, 'time', 'ru', [1950, 1960])).toBe('Анкара');
    expect(nameOf(one, 'now', 'ru', [1920, 1920])).toBe('Анкара');
    expect(nameOf(one, 'printed', 'ru', null)).toBe('Ангора');
    expect(nameOf(place('Nowhere'), 'now', 'en', null)).toBe('Nowhere');
  });
  it('goes to the nearest in a direction and stays where there is none', () => {
    const all = [drawn('a', 0, 0), drawn('b', 50, 5), drawn('c', 20, 90)];
    expect(neighbour(all, all[0], 'ArrowRight')?.place.id).toBe('b');
    expect(neighbour(all, all[0], 'ArrowDown')?.place.id).toBe('c');
    expect(neighbour(all, all[0], 'ArrowLeft')?.place.id).toBe('a');
    expect(neighbour(all, undefined, 'ArrowLeft')?.place.id).toBe('a');
  });
  it('draws ways there and back apart, and marks by their area', () => {
    expect(bow(drawn('a', 0, 0), drawn('b', 100, 0))).not.toBe(bow(drawn('b', 100, 0), drawn('a', 0, 0)));
    expect(sizeOf(100, 100)).toBeGreaterThan(sizeOf(25, 100));
    expect(sizeOf(0, 100)).toBeGreaterThan(0);
  });
});

// What stands where on the map: sizes of places, their names where there is room, ways from place to place. Pixels.
import type { MapPage } from '../api/types';
import type { Point } from './projection';

export type Place = MapPage['places'][number];
export type Drawn = { place: Place; name: string; x: number; y: number; size: number; number: number; label: Point | null; end: boolean };
export type NameLayer = 'time' | 'printed' | 'now';

/** Kinds of places whose point is the place; of all others it is a middle or a capital. */
export const isPoint = (kind: string): boolean => ['city', 'village', 'station'].includes(kind);

/** The area of a mark grows with the number of findings. */
export const sizeOf = (number: number, most: number): number => (number === 0 ? 2.5 : 3.5 + 12 * Math.sqrt(number / Math.max(most, 12)));

/** The name of a place in a layer; where the lists have none in this language and time, the form of the sources. */
export function nameOf(place: Place, layer: NameLayer, language: string, years: number[] | null): string {
  if (layer === 'printed' || place.names.length === 0) return place.label;
  const own = place.names.filter((name) => name.lang === language);
  const names = own.length > 0 ? own : place.names.filter((name) => name.lang === 'en');
  // of names without years the one that the sources have
  const lasting = names.filter((name) => name.from === null && name.to === null);
  const undated = lasting.find((name) => place.variants.includes(name.name)) ?? lasting[0];
  if (layer === 'now') return (names.find((name) => name.to === null && name.from !== null) ?? undated)?.name ?? place.label;
  if (!years) return undated?.name ?? place.label;
  const middle = (years[0]! + years[1]!) / 2;
  const dated = names.filter((name) => name.from !== null || name.to !== null);
  const then = dated.find((name) => (name.from ?? -Infinity) <= middle && middle <= (name.to ?? Infinity) + 1);
  return (then ?? undated)?.name ?? place.label;
}

const LETTER = 6.6;
const HIGH = 15;

/** Gives names to places from the greatest down, at the right, left, above or below, and none where it would cover another. */
export function withNames(drawn: Drawn[], width: number, height: number): { drawn: Drawn[]; taken: Box[] } {
  const taken: Box[] = drawn.map((one) => [one.x - one.size, one.y - one.size, one.x + one.size, one.y + one.size]);
  const named = drawn.map((one, at) => {
    const long = one.name.length * LETTER;
    const spots: [x: number, y: number, end: boolean][] = [
      [one.x + one.size + 4, one.y + 4, false], [one.x - one.size - 4, one.y + 4, true],
      [one.x - long / 2, one.y - one.size - 5, false], [one.x - long / 2, one.y + one.size + 13, false],
    ];
    for (const [x, y, end] of spots) {
      const left = end ? x - long : x;
      const box: Box = [left, y - HIGH + 3, left + long, y + 3];
      if (!isFree(box, taken, width, height, at)) continue;
      taken.push(box);
      return { ...one, label: [x, y] as Point, end };
    }
    return one;
  });
  return { drawn: named, taken };
}

/** Left, top, right, bottom. */
export type Box = [number, number, number, number];
const isFree = (box: Box, taken: Box[], width: number, height: number, own = -1) =>
  box[0] >= 2 && box[2] <= width - 2 && box[1] >= 2 && box[3] <= height - 2 &&
  taken.every((other, at) => at === own || box[2] <= other[0] || box[0] >= other[2] || box[3] <= other[1] || box[1] >= other[3]);

/** The nearest place in a direction, within a quarter turn. */
export function neighbour(drawn: Drawn[], from: Drawn | undefined, key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'): Drawn | undefined {
  if (!from) return drawn[0];
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] as [number, number];
  let best: Drawn | undefined;
  let least = Infinity;
  for (const one of drawn) {
    const [x, y] = [one.x - from.x, one.y - from.y];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (one === from || along <= 0 || aside > along) continue;
    const far = Math.hypot(x, y) + aside;
    if (far < least) [best, least] = [one, far];
  }
  return best ?? from;
}

/** A bow from one point to another, so that ways there and back lie apart; both ends at the rim of their marks. */
export function bow(from: Drawn, to: Drawn): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy) || 1;
  const bent = Math.min(40, long * 0.18);
  const [mx, my] = [(from.x + to.x) / 2 + (dy / long) * bent, (from.y + to.y) / 2 - (dx / long) * bent];
  const rim = (one: Drawn, x: number, y: number): Point => { const far = Math.hypot(x - one.x, y - one.y) || 1; return [one.x + ((x - one.x) / far) * (one.size + 3), one.y + ((y - one.y) / far) * (one.size + 3)]; };
  const [a, b] = [rim(from, mx, my), rim(to, mx, my)];
  const t = (n: number) => n.toFixed(1);
  return `M${t(a[0])} ${t(a[1])}Q${t(mx)} ${t(my)} ${t(b[0])} ${t(b[1])}`;
}

export type Way = { key: string; from: string; to: string; number: number; words: string; kind: 'letters' | 'stations' };

/** Documents from place to place, one way for each pair and direction. */
export function lettersOf(page: MapPage): Way[] {
  const ways = new Map<string, Way>();
  for (const letter of page.letters) {
    const key = `${letter.from} ${letter.to}`;
    const way = ways.get(key) ?? { key, from: letter.from, to: letter.to, number: 0, words: '', kind: 'letters' as const };
    way.number++;
    ways.set(key, way);
  }
  return [...ways.values()].sort((a, b) => b.number - a.number || (a.key < b.key ? -1 : 1));
}

/** The places of what one person or body did, in the order of the dates: where the texts put it, not how it went there. */
export function stationsOf(page: MapPage, agent: string): Way[] {
  const events = page.events.filter((event) => event.agents.some((one) => one.id === agent) && !['planned', 'ordered', 'conditional'].includes(event.modality));
  const ways: Way[] = [];
  for (let at = 1; at < events.length; at++) {
    const [a, b] = [events[at - 1]!, events[at]!];
    if (a.place !== b.place) ways.push({ key: `${a.id} ${b.id}`, from: a.place, to: b.place, number: 1, words: b.date, kind: 'stations' });
  }
  return ways;
}

export type Status = MapPage['statuses'][number];
export const CLAIM = 28;
export type Claim = { spot: Drawn; claimants: string[]; words: string; at: Point | null };

/** The places whose status texts tell: who is named beside it, who says so, and where there is room to write it. */
export function claimsOf(statuses: Status[], byId: Map<string, Drawn>, taken: Box[], width: number, height: number): Claim[] {
  const found = new Map<string, { spot: Drawn; claimants: Set<string>; by: Set<string> }>();
  for (const status of statuses) {
    const spot = status.place === null ? undefined : byId.get(status.place);
    if (!spot) continue;
    const known = found.get(spot.place.id) ?? { spot, claimants: new Set(), by: new Set() };
    for (const name of status.claimants) known.claimants.add(name);
    known.by.add(status.by);
    found.set(spot.place.id, known);
  }
  const boxes = [...taken];
  return [...found.values()].map(({ spot, claimants, by }) => {
    const authors = [...by];
    const words = `${[...claimants].join(' / ')} (${authors.slice(0, 2).join(', ')}${authors.length > 2 ? ` + ${authors.length - 2}` : ''})`;
    const long = words.length * 6.2;
    const spots: Point[] = [[spot.x - long / 2, spot.y + CLAIM + 13], [spot.x - long / 2, spot.y - CLAIM - 4], [spot.x + CLAIM + 4, spot.y + 16], [spot.x - CLAIM - 4 - long, spot.y + 16]];
    const at = spots.find(([x, y]) => isFree([x, y - HIGH + 3, x + long, y + 3], boxes, width, height)) ?? null;
    if (at) boxes.push([at[0], at[1] - HIGH + 3, at[0] + long, at[1] + 3]);
    return { spot, claimants: [...claimants], words, at };
  });
}
/** Claimants in a fixed order, each with an angle of hatching. */
export function anglesOf(statuses: Status[]): Map<string, number> {
  const names = [...new Set(statuses.flatMap((one) => one.claimants))].sort((a, b) => (a < b ? -1 : 1));
  return new Map(names.map((name, at) => [name, (at % 4) * 45]));
}

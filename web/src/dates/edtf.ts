// Reads an EDTF value for drawing: what is known, and how long it may be. It decides nothing: the server did.

const DAY = 86_400_000;
export type Shape =
  | { kind: 'moment'; from: number; to: number; doubt: boolean }
  | { kind: 'day'; from: number; to: number; doubt: boolean; soft: boolean }
  | { kind: 'stretch'; from: number; to: number; doubt: boolean; soft: boolean; night: boolean; step: Step; grain?: 'year' | 'month' | 'day' }
  | { kind: 'before'; to: number; doubt: boolean }
  | { kind: 'after'; from: number; doubt: boolean }
  | { kind: 'several'; parts: Shape[]; oneOf: boolean }
  | { kind: 'none' };
export type Step = 'day' | 'month' | 'season' | 'year' | 'decade' | 'century' | 'range';

type Point = { from: number; to: number; soft: boolean; doubt: boolean; step: Step | 'moment' };

export function shapeOf(edtf: string | null, flags: readonly string[] = []): Shape {
  const value = edtf?.trim() ?? '';
  if (value === '') return { kind: 'none' };
  const set = /^([[{])(.+)[\]}]$/.exec(value);
  if (set) return setOf(set[2]!, set[1] === '[', flags);
  if (value.includes('/')) return rangeOf(value, flags);
  const point = pointOf(value);
  return point ? shapeOfPoint(point) : { kind: 'none' };
}

function shapeOfPoint(point: Point): Shape {
  if (point.step === 'moment') return { kind: 'moment', from: point.from, to: point.to, doubt: point.doubt };
  if (point.step === 'day') return { kind: 'day', from: point.from, to: point.to, doubt: point.doubt, soft: point.soft };
  return { kind: 'stretch', from: point.from, to: point.to, doubt: point.doubt, soft: point.soft, night: false, step: point.step };
}

function setOf(inside: string, oneOf: boolean, flags: readonly string[]): Shape {
  const ends = /^(.*)\.\.(.*)$/.exec(inside);
  if (ends && !inside.includes(',')) {
    const [start, end] = [pointOf(ends[1]!), pointOf(ends[2]!)];
    if (start && end) return rangeOf(`${ends[1]}/${ends[2]}`, flags);
    if (end) return { kind: 'before', to: end.to, doubt: end.doubt };
    if (start) return { kind: 'after', from: start.from, doubt: start.doubt };
    return { kind: 'none' };
  }
  const parts = inside.split(',').map((part) => shapeOf(part)).filter((part) => part.kind !== 'none');
  return parts.length === 1 ? parts[0]! : parts.length === 0 ? { kind: 'none' } : { kind: 'several', parts, oneOf };
}

function rangeOf(value: string, flags: readonly string[]): Shape {
  const [left = '', right = ''] = value.split('/');
  const [start, end] = [pointOf(left), pointOf(right)];
  if (start && end) {
    const soft = start.soft || end.soft;
    return { kind: 'stretch', from: start.from, to: end.to, doubt: start.doubt || end.doubt, soft, night: flags.includes('night'), step: 'range', grain: grainOf(start, end) };
  }
  if (end) return { kind: 'before', to: end.to, doubt: end.doubt };
  if (start) return { kind: 'after', from: start.from, doubt: start.doubt };
  return { kind: 'none' };
}

function grainOf(start: Point, end: Point): 'year' | 'month' | 'day' {
  if (start.step === end.step && (start.step === 'year' || start.step === 'month')) return start.step;
  return 'day';
}

const SEASONS: Record<string, [number, number]> = { '21': [2, 5], '22': [5, 8], '23': [8, 11], '24': [11, 14] };

function pointOf(text: string): Point | null {
  const soft = /[~%]/.test(text);
  const doubt = /[?%]/.test(text);
  const plain = text.replace(/[~?%]/g, '');
  const moment = /^(-?\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(plain);
  if (moment) {
    const at = utc(+moment[1]!, +moment[2]! - 1, +moment[3]!) + (+moment[4]! * 60 + +moment[5]!) * 60_000;
    return { from: at, to: at + 60_000, soft, doubt, step: 'moment' };
  }
  const match = /^(-?[\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?$/.exec(plain);
  if (!match) return null;
  const [, year = '', month, day] = match;
  if (/^\d{2}XX$/.test(year)) return span(+year.slice(0, 2) * 100, 100, 'century', soft, doubt);
  if (/^\d{3}X$/.test(year)) return span(+year.slice(0, 3) * 10, 10, 'decade', soft, doubt);
  if (!/^-?\d{4}$/.test(year)) return null;
  if (!month || month === 'XX') return span(+year, 1, 'year', soft, doubt);
  const season = SEASONS[month];
  if (season) return { from: utc(+year, season[0], 1), to: utc(+year, season[1], 1), soft, doubt, step: 'season' };
  if (!/^\d\d$/.test(month) || +month < 1 || +month > 12) return null;
  const at = +month - 1;
  if (!day || day === 'XX') return { from: utc(+year, at, 1), to: utc(+year, at + 1, 1), soft, doubt, step: 'month' };
  const ten = /^(\d)X$/.exec(day);
  if (ten) {
    const first = Math.max(1, +ten[1]! * 10);
    return { from: utc(+year, at, first), to: Math.min(utc(+year, at, +ten[1]! * 10 + 10), utc(+year, at + 1, 1)), soft, doubt, step: 'range' };
  }
  if (!/^\d\d$/.test(day)) return null;
  return { from: utc(+year, at, +day), to: utc(+year, at, +day) + DAY, soft, doubt, step: 'day' };
}

function span(year: number, years: number, step: Step, soft: boolean, doubt: boolean): Point {
  return { from: utc(year, 0, 1), to: utc(year + years, 0, 1), soft, doubt, step };
}

export function utc(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime();
}

/** The bounds of a shape in time; an open side borrows `reach` from the known one. */
export function boundsOf(shape: Shape, reach = 7 * DAY): [number, number] | null {
  switch (shape.kind) {
    case 'none': return null;
    case 'before': return [shape.to - reach, shape.to];
    case 'after': return [shape.from, shape.from + reach];
    case 'several': {
      const all = shape.parts.map((part) => boundsOf(part, reach)).filter((part) => part !== null);
      return all.length === 0 ? null : [Math.min(...all.map((part) => part[0])), Math.max(...all.map((part) => part[1]))];
    }
    default: return [shape.from, shape.to];
  }
}

/** An axis that shows the shape with air on both sides, on whole days, months or years. */
export function axisAround(shapes: Shape[]): [number, number] | null {
  const all = shapes.map((shape) => boundsOf(shape)).filter((part) => part !== null);
  if (all.length === 0) return null;
  const from = Math.min(...all.map((part) => part[0]));
  const to = Math.max(...all.map((part) => part[1]));
  const air = Math.max(to - from, DAY) / 2;
  const floor = (at: number) => Math.floor(at / DAY) * DAY;
  return [floor(from - air), floor(to + air) + DAY];
}

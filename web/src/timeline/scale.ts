// The axis of the timeline: where a moment lies, which ticks there are, and how zooming moves it. Milliseconds, UTC.
import { utc } from '../dates/edtf';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const YEAR = 365.2425 * DAY;
export type Span = [from: number, to: number];
export type Grain = 'hour' | 'day' | 'month' | 'year';
export type Tick = { at: number; grain: Grain; major: boolean };

/** From six hours to a thousand years. */
export const NARROWEST = 6 * HOUR;
export const WIDEST = 1000 * YEAR;

const STEPS: { grain: Grain; by: number; long: number }[] = [
  { grain: 'hour', by: 1, long: HOUR }, { grain: 'hour', by: 3, long: 3 * HOUR }, { grain: 'hour', by: 6, long: 6 * HOUR }, { grain: 'hour', by: 12, long: 12 * HOUR },
  { grain: 'day', by: 1, long: DAY }, { grain: 'day', by: 2, long: 2 * DAY }, { grain: 'day', by: 5, long: 5 * DAY }, { grain: 'day', by: 10, long: 10 * DAY },
  { grain: 'month', by: 1, long: YEAR / 12 }, { grain: 'month', by: 3, long: YEAR / 4 }, { grain: 'month', by: 6, long: YEAR / 2 },
  { grain: 'year', by: 1, long: YEAR }, { grain: 'year', by: 2, long: 2 * YEAR }, { grain: 'year', by: 5, long: 5 * YEAR }, { grain: 'year', by: 10, long: 10 * YEAR },
  { grain: 'year', by: 25, long: 25 * YEAR }, { grain: 'year', by: 50, long: 50 * YEAR }, { grain: 'year', by: 100, long: 100 * YEAR }, { grain: 'year', by: 250, long: 250 * YEAR },
];

/** Ticks at least `apart` pixels from each other; the greater unit begins at a major one. */
export function ticksOf(span: Span, width: number, apart = 64): Tick[] {
  const perPixel = (span[1] - span[0]) / Math.max(1, width);
  const step = STEPS.find((one) => one.long >= perPixel * apart) ?? STEPS[STEPS.length - 1]!;
  const ticks: Tick[] = [];
  const first = new Date(span[0]);
  const year = first.getUTCFullYear();
  const add = (at: number, major: boolean) => { if (at >= span[0] && at <= span[1]) ticks.push({ at, grain: step.grain, major }); };
  if (step.grain === 'hour') {
    const long = step.by * HOUR;
    for (let at = Math.floor(span[0] / DAY) * DAY; at <= span[1]; at += long) add(at, at % DAY === 0);
  } else if (step.grain === 'day') {
    // days are counted from the first of each month: no tick two days before the next first
    for (let month = utc(year, first.getUTCMonth(), 1); month <= span[1];) {
      const date = new Date(month);
      const next = utc(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
      for (let day = 0; month + day * DAY < next; day += step.by) if (day === 0 || next - (month + day * DAY) > (step.by / 2) * DAY) add(month + day * DAY, day === 0);
      month = next;
    }
  } else if (step.grain === 'month') {
    for (let month = 0; utc(year, month, 1) <= span[1]; month += step.by) add(utc(year, month, 1), month % 12 === 0);
  } else {
    for (let at = Math.floor(year / step.by) * step.by; utc(at, 0, 1) <= span[1]; at += step.by) add(utc(at, 0, 1), at % (step.by * 5) === 0);
  }
  return ticks;
}

export const xOf = (at: number, span: Span, width: number): number => ((at - span[0]) / (span[1] - span[0])) * width;
export const timeAt = (x: number, span: Span, width: number): number => span[0] + (x / Math.max(1, width)) * (span[1] - span[0]);

/** Zooms by a factor (under 1: closer) around a moment, which stays where it is. */
export function zoomed(span: Span, by: number, around: number): Span {
  const long = Math.min(WIDEST, Math.max(NARROWEST, (span[1] - span[0]) * by));
  const share = Math.min(1, Math.max(0, (around - span[0]) / (span[1] - span[0])));
  const from = around - share * long;
  return [from, from + long];
}

export const moved = (span: Span, share: number): Span => { const by = (span[1] - span[0]) * share; return [span[0] + by, span[1] + by]; };

/** A span in the address: two days, or two hours where it is shorter than three days. */
export function spanText(span: Span): string {
  const close = span[1] - span[0] < 3 * DAY;
  const text = (at: number) => new Date(at).toISOString().slice(0, close ? 13 : 10);
  return `${text(span[0])}_${text(span[1])}`;
}
export function spanOf(text: string | null): Span | null {
  const match = /^(-?\d{4,6}-\d\d-\d\d(?:T\d\d)?)_(-?\d{4,6}-\d\d-\d\d(?:T\d\d)?)$/.exec(text ?? '');
  if (!match) return null;
  const [from, to] = [match[1]!, match[2]!].map((part) => Date.parse(part.includes('T') ? `${part}:00Z` : `${part}T00:00Z`));
  return from !== undefined && to !== undefined && Number.isFinite(from) && Number.isFinite(to) && to - from >= NARROWEST ? [from, to] : null;
}

/** The span in which most of what is narrow lies, with air: what is known to a century only does not press days together. */
export function spanAround(bounds: Span[]): Span | null {
  const known = bounds.filter(([from, to]) => Number.isFinite(from) && Number.isFinite(to) && to > from);
  if (known.length === 0) return null;
  const narrow = known.filter(([from, to]) => to - from <= 62 * DAY);
  const taken = narrow.length * 2 >= known.length ? narrow : known;
  const middles = taken.map(([from, to]) => (from + to) / 2).sort((a, b) => a - b);
  const cut = Math.floor(middles.length * 0.04);
  const [low, high] = [middles[cut]!, middles[middles.length - 1 - cut]!];
  const long = Math.max(high - low, DAY);
  return [low - long * 0.06 - DAY, high + long * 0.08 + DAY];
}

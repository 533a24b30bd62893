// A date in words, in the language of the reader. The printed words stand beside it, in theirs.
import { language, say } from '../app/words.svelte';
import { shapeOf, type Shape } from './edtf';

const DAY = 86_400_000;
const SEASONS: Record<number, string> = { 2: 'spring', 5: 'summer', 8: 'autumn' };
const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language.tag + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language.tag === 'en' ? 'en-GB' : language.tag, { timeZone: 'UTC', ...options });
    formats.set(key, found);
  }
  return found;
}

const day = () => format({ day: 'numeric', month: 'long', year: 'numeric' });
const month = () => format({ month: 'long', year: 'numeric' });
const clean = (text: string) => text.replace(/\s?г\.$/u, '').replace(/\u2009/g, ' ');

export const monthWords = (at: number): string => clean(month().format(at));
export const dayWords = (at: number): string => clean(day().format(at));
export const shortDay = (at: number): string => clean(format({ day: 'numeric', month: 'short' }).format(at));

export function dateWords(edtf: string | null, flags: readonly string[] = []): string {
  if (!edtf) return '';
  const words = wordsOfShape(shapeOf(edtf, flags));
  return words === '' ? edtf : words;
}

function wordsOfShape(shape: Shape): string {
  switch (shape.kind) {
    case 'none': return '';
    case 'moment':
      return doubted(shape, `${dayWords(shape.from)}, ${format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(shape.from)}`);
    case 'day': return doubted(shape, dayWords(shape.from));
    case 'before': return say('date-before', { date: dayWords(shape.to - DAY) });
    case 'after': return say('date-after', { date: dayWords(shape.from) });
    case 'several': return shape.parts.map(wordsOfShape).join(shape.oneOf ? ` ${say('date-or')} ` : ', ');
    case 'stretch': return doubted(shape, stretchWords(shape));
  }
}

function stretchWords(shape: Extract<Shape, { kind: 'stretch' }>): string {
  const year = new Date(shape.from).getUTCFullYear();
  switch (shape.step) {
    case 'month': return monthWords(shape.from);
    case 'year': return String(year);
    case 'decade': return say('date-decade', { year: String(year) });
    case 'century': return say('date-century', { number: Math.floor(year / 100) + 1 });
    case 'season': return say('date-season', { season: SEASONS[new Date(shape.from).getUTCMonth()] ?? 'winter', year: String(year) });
    default: {
      const last = shape.to - DAY;
      if (shape.night) return say('date-night', { dates: clean(day().formatRange(shape.from, last)) });
      if (shape.grain === 'year') return `${year}–${new Date(last).getUTCFullYear()}`;
      return clean((shape.grain === 'month' ? month() : day()).formatRange(shape.from, last));
    }
  }
}

function doubted(shape: { doubt: boolean; soft?: boolean }, words: string): string {
  const about = shape.soft ? say('date-about', { date: words }) : words;
  return shape.doubt ? `${about}?` : about;
}

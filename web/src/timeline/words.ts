import { language } from '../app/words.svelte';
import type { Tick } from './scale';

const formats = new Map<string, Intl.DateTimeFormat>();
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language.tag + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language.tag === 'en' ? 'en-GB' : language.tag, { timeZone: 'UTC', ...options });
  formats.set(key, known);
  return known;
}

/** What stands at a tick; a major one also says in what it begins. */
export function tickWords(tick: Tick): string {
  const year = String(new Date(tick.at).getUTCFullYear());
  switch (tick.grain) {
    case 'hour': return tick.major ? format({ day: 'numeric', month: 'short' }).format(tick.at) : format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(tick.at);
    case 'day': return tick.major ? `${format({ day: 'numeric', month: 'short' }).format(tick.at)}${new Date(tick.at).getUTCMonth() === 0 ? ` ${year}` : ''}` : String(new Date(tick.at).getUTCDate());
    case 'month': return tick.major ? year : format({ month: 'short' }).format(tick.at);
    case 'year': return year;
  }
}

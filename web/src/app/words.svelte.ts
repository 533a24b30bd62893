// The words of the interface: .ftl files, one a language, each the same keys.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { partOf } from '../text/part';
import english from '../../locales/en.ftl?raw';

export const LANGUAGES = { en: 'English', ru: 'Русский' } as const;
export type Language = keyof typeof LANGUAGES;
const KEPT = 'regesta.language';

function bundleOf(tag: Language, text: string): FluentBundle {
  const bundle = new FluentBundle(tag, { useIsolating: false });
  bundle.addResource(new FluentResource(text));
  return bundle;
}

const fallback = bundleOf('en', english);
export const language = $state<{ tag: Language }>({ tag: 'en' });
let bundle = $state.raw(fallback);

export function wantedLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept && kept in LANGUAGES) return kept as Language;
  return navigator.language.startsWith('ru') ? 'ru' : 'en';
}

export async function speak(tag: Language, keep = false): Promise<void> {
  bundle = tag === 'en' ? fallback : bundleOf(tag, (await import('../../locales/ru.ftl?raw')).default);
  language.tag = tag;
  document.documentElement.lang = tag;
  if (keep) localStorage.setItem(KEPT, tag);
}

/** The sentence of this key in the language of the reader. */
export function say(key: string, slots?: Record<string, FluentVariable>): string {
  for (const from of [bundle, fallback]) {
    const message = from.getMessage(key);
    if (message?.value) return from.formatPattern(message.value, slots);
  }
  return key;
}

/** The sentence, if the key is known: for words that come from the server. */
export function sayIfKnown(key: string): string | null {
  return fallback.hasMessage(key) ? say(key) : null;
}

/** A number in the reader's way; what was not counted is none. */
export const count = (number: number | undefined): string => new Intl.NumberFormat(language.tag).format(number ?? 0);

/** Where words stand: the page, or the part of a text without pages. */
export function sayPlace(label: string): string {
  const part = partOf(label);
  const number = part?.number ?? '';
  switch (part?.kind) {
    case '¶':
      return say('place-paragraph', { number });
    case 'fn.':
      return say('place-footnote', { number });
    case 'en.':
      return say('place-endnote', { number });
    case 'comment':
      return say('place-comment', { number });
    case 'running head':
      return say('place-running-head', { number });
    case 'text box':
      return say('place-text-box', { number });
    default:
      return say('page', { page: label });
  }
}

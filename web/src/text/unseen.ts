// Signs that steer the direction of text, or control a terminal, are shown by name and take no effect.

const NAMES: Record<string, string> = {
  '\u061c': 'ALM', '\u200e': 'LRM', '\u200f': 'RLM', '\u202a': 'LRE', '\u202b': 'RLE', '\u202c': 'PDF', '\u202d': 'LRO', '\u202e': 'RLO',
  '\u2066': 'LRI', '\u2067': 'RLI', '\u2068': 'FSI', '\u2069': 'PDI', '\ufeff': 'BOM', '\u2028': 'LS', '\u2029': 'PS',
};
const UNSEEN = /([\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u2028\u2029]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f])/;

export type Shown = { text: string; unseen: false } | { text: string; unseen: true; name: string };

export function name_of_unseen(sign: string): string {
  return NAMES[sign] ?? `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The text in stretches: as it is, or one sign to be shown in a box. */
export function shown_of(text: string): Shown[] {
  if (!UNSEEN.test(text)) return text ? [{ text, unseen: false }] : [];
  return text
    .split(UNSEEN)
    .filter((part) => part !== '')
    .map((part) => (part.length === 1 && UNSEEN.test(part) ? { text: part, unseen: true, name: name_of_unseen(part) } : { text: part, unseen: false }));
}

/** For places that take plain text only (options of a list, titles): signs without a shape by their name in brackets. */
export function plain(text: string): string {
  return shown_of(text).map((part) => (part.unseen ? `[${part.name}]` : part.text)).join('');
}

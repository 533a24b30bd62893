// A place in a text without pages, as the reader of files names it: "¶ 12", "fn. 3", "running head 1".

export type Part = { kind: '¶' | 'fn.' | 'en.' | 'comment' | 'running head' | 'text box'; number: string };

/** The part that a label names; null for the number of a page, whatever it is. */
export function partOf(label: string): Part | null {
  const match = /^(¶|fn\.|en\.|comment|running head|text box) (\d+)$/u.exec(label);
  return match ? { kind: match[1] as Part['kind'], number: match[2]! } : null;
}

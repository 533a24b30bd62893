// A collation laid out for reading: the base text cut into stretches, and in each what every witness has there.
import type { CollationPage } from '../api/types';

type Collation = CollationPage['collation'];
type Entry = Collation['apparatus'][number];

/** Differences that are the printer's or the reader's of the print, not the author's. */
export const SLIGHT = new Set(['orthography', 'recognition']);
export const GRADES = ['substitution', 'addition', 'omission_unmarked', 'pronoun', 'inflection', 'omission_marked', 'cut_in_base', 'supplement', 'recognition', 'orthography'] as const;

/** A word as a witness has it, or a gap where it has none of the words of the base. */
export type Token =
  | { kind: 'word'; word: string; after: string; entry: number | null; grade: string | null }
  | { kind: 'gap'; words: string; entry: number; grade: string };
/** What stands side by side: words of the base from `start` to `end` (half-open), one cell for each witness. */
export type Stretch = { start: number; end: number; cells: Token[][] };

const LONG = 28;
const LONG_GAP = 6;

/** The grade of an entry in one witness; null where it reads as the base does. */
export function gradeOf(entry: Entry, sigil: string): string | null {
  return entry.readings.find((reading) => reading.witnesses.includes(sigil))?.grades[0] ?? null;
}

/** Where the base text is cut: after sentences, around long gaps, and before a stretch grows too long. Word numbers. */
export function cutsOf(collation: Collation): number[] {
  const base = collation.witnesses.find((witness) => witness.sigil === collation.base);
  const words = base?.words ?? [];
  const cuts = new Set<number>([0, words.length]);
  words.forEach((word, at) => { if (/[.!?…]["»”’)\]]*\s*$/.test(word.after) || /[.!?…]["»”]?$/.test(word.word)) cuts.add(at + 1); });
  for (const entry of collation.apparatus) {
    if (entry.end - entry.start < LONG_GAP || !entry.readings.some((reading) => reading.words === '')) continue;
    for (const cut of [...cuts]) if (cut > entry.start && cut < entry.end) cuts.delete(cut);
    cuts.add(entry.start);
    cuts.add(entry.end);
  }
  const sorted = [...cuts].filter((cut) => cut >= 0 && cut <= words.length).sort((a, b) => a - b);
  // a stretch of three words is no stretch: it goes with the one before, unless a gap begins or ends there
  const kept: number[] = [];
  const gaps = new Set(collation.apparatus.filter((entry) => entry.end - entry.start >= LONG_GAP && entry.readings.some((reading) => reading.words === '')).flatMap((entry) => [entry.start, entry.end]));
  for (const cut of sorted) {
    const last = kept[kept.length - 1];
    if (last !== undefined && cut < words.length && cut - last < 4 && !gaps.has(cut)) continue;
    if (last !== undefined && !gaps.has(last)) for (let at = last + LONG; at < cut - 4; at += LONG) kept.push(at);
    kept.push(cut);
  }
  return kept;
}

/** The stretches of a collation, and each witness in each. Joined, the words of a witness are its words in their order. */
export function stretchesOf(collation: Collation): Stretch[] {
  const cuts = cutsOf(collation);
  const stretches: Stretch[] = [];
  for (let at = 0; at + 1 < cuts.length; at++) stretches.push({ start: cuts[at]!, end: cuts[at + 1]!, cells: [] });
  if (stretches.length === 0) return [];
  const stretchOf = (column: number) => {
    let [low, high] = [0, stretches.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (column >= stretches[middle]!.end) low = middle + 1;
      else high = middle;
    }
    return stretches[low]!;
  };
  collation.witnesses.forEach((witness, n) => {
    for (const stretch of stretches) stretch.cells[n] = [];
    const own = collation.apparatus.map((entry, place) => ({ entry, place, grade: gradeOf(entry, witness.sigil) })).filter((one) => one.grade !== null);
    const entryAt = entriesByColumn(own);
    const gaps = own.filter(({ entry }) => entry.readings.find((reading) => reading.witnesses.includes(witness.sigil))?.words === '');
    let nextGap = 0;
    const layGaps = (before: number) => {
      for (; nextGap < gaps.length && gaps[nextGap]!.entry.start <= before; nextGap++) {
        const { entry, place, grade } = gaps[nextGap]!;
        stretchOf(entry.start).cells[n]!.push({ kind: 'gap', words: entry.lemma, entry: place, grade: grade! });
      }
    };
    let column = -1;
    for (const word of witness.words) {
      if (word.column !== null && word.column !== undefined) {
        layGaps(word.column);
        column = word.column;
      }
      const added = word.column === null || word.column === undefined;
      const found = witness.sigil === collation.base ? null : added ? entryAt.added(column) : entryAt.at(column);
      stretchOf(Math.max(0, column)).cells[n]!.push({ kind: 'word', word: word.word, after: word.after, entry: found?.place ?? null, grade: found?.grade ?? null });
    }
    layGaps(Infinity);
  });
  return stretches;
}

type Own = { entry: Entry; place: number; grade: string | null };
function entriesByColumn(own: Own[]) {
  const covering = new Map<number, Own>();
  const adding = new Map<number, Own>();
  for (const one of own) {
    for (let column = one.entry.start; column < one.entry.end; column++) covering.set(column, one);
    if (one.entry.start === one.entry.end) adding.set(one.entry.start, one);
  }
  return {
    at: (column: number) => covering.get(column) ?? null,
    // a word without a column follows the word before it: an addition there, or part of what is put for it
    added: (column: number) => adding.get(column + 1) ?? covering.get(column) ?? covering.get(column + 1) ?? null,
  };
}

/** The base text in pieces: words under no entry, and the lemma of each entry, in order. */
export type Line = { text: string; after: string; entry: number | null };
export function lineOf(collation: Collation): Line[] {
  const words = collation.witnesses.find((witness) => witness.sigil === collation.base)?.words ?? [];
  const out: Line[] = [];
  let at = 0;
  const plain = (end: number) => {
    for (; at < Math.min(end, words.length); at++) out.push({ text: words[at]!.word, after: words[at]!.after, entry: null });
  };
  collation.apparatus.forEach((entry, place) => {
    plain(entry.start);
    if (entry.start === entry.end) { out.push({ text: '', after: '', entry: place }); return; }
    const lemma = words.slice(at, entry.end);
    if (lemma.length === 0) return;
    const text = lemma.map((word, n) => word.word + (n + 1 < lemma.length ? word.after : '')).join('');
    out.push({ text, after: lemma[lemma.length - 1]!.after, entry: place });
    at = Math.max(at, entry.end);
  });
  plain(words.length);
  return out;
}

/** One place of the apparatus as an editor prints it: `lemma ] reading B; other C`. */
export function apparatusLine(entry: Entry, left: string): string {
  const readings = entry.readings.map((reading) => `${reading.words || left} ${reading.witnesses.join(' ')}`);
  return `${entry.lemma || '–'} ] ${readings.join('; ')}`;
}

/** Whether a place is only about letters. */
export const isSlight = (entry: Entry): boolean => entry.readings.every((reading) => reading.grades.every((grade) => SLIGHT.has(grade)));

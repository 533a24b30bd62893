import { describe, expect, it } from 'vitest';
import type { CollationPage } from '../src/api/types';
import { apparatusLine, cutsOf, gradeOf, isSlight, lineOf, stretchesOf } from '../src/shared/collation';

type Collation = CollationPage['collation'];
type Word = Collation['witnesses'][number]['words'][number];

/** Words as a witness has them: `word@column`, a word without a column stands alone. */
function words(text: string): Word[] {
  return text.split(' ').map((part, at, all) => {
    const [word = '', column] = part.split('@');
    const stop = /([.,])$/.exec(word)?.[1] ?? '';
    return { word: stop ? word.slice(0, -1) : word, after: at + 1 < all.length ? `${stop} ` : stop, column: column === undefined ? null : Number(column) };
  });
}
const passage = (source: string) => ({ source, start: 0, end: 9, page: null, exact: '' });
const witness = (sigil: string, text: string) => ({ sigil, witness: { passage: passage(`${sigil}.txt`), quoted: true, cited: [] }, reading: '', words: words(text) });

const LONG = 'a.@0 b@1 c@2 d@3 e@4 f@5 g@6 h@7 i.@8 j@9 k@10 l@11 m@12';
const collation: Collation = {
  id: 'shared-0', base: 'A',
  witnesses: [witness('A', LONG), witness('B', 'a.@0 j@9 X@10 l@11 new m@12'), witness('C', 'a.@0 b@1 c@2 d@3 e@4 f@5 g@6 h@7 i.@8 j@9 k@10 l@11')],
  apparatus: [
    { start: 1, end: 9, lemma: 'b c d e f g h i', agreeing: ['A', 'C'], readings: [{ words: '', witnesses: ['B'], grades: ['omission_marked'] }] },
    { start: 10, end: 11, lemma: 'k', agreeing: ['A', 'C'], readings: [{ words: 'X', witnesses: ['B'], grades: ['substitution'] }] },
    { start: 12, end: 12, lemma: '', agreeing: ['A', 'C'], readings: [{ words: 'new', witnesses: ['B'], grades: ['addition'] }] },
    { start: 12, end: 13, lemma: 'm', agreeing: ['A', 'B'], readings: [{ words: '', witnesses: ['C'], grades: ['omission_unmarked'] }] },
  ],
};

describe('a collation side by side', () => {
  const stretches = stretchesOf(collation);
  it('keeps every word of every witness, in its order', () => {
    collation.witnesses.forEach((one, n) => {
      const laid = stretches.flatMap((stretch) => stretch.cells[n]!).flatMap((token) => (token.kind === 'word' ? [token.word] : []));
      expect(laid).toEqual(one.words.map((word) => word.word));
    });
  });
  it('has the base text without a gap and without a variant', () => {
    expect(stretches.flatMap((stretch) => stretch.cells[0]!).every((token) => token.kind === 'word' && token.grade === null)).toBe(true);
    expect(stretches[0]!.start).toBe(0);
    stretches.slice(1).forEach((stretch, at) => expect(stretch.start).toBe(stretches[at]!.end));
    expect(stretches[stretches.length - 1]!.end).toBe(13);
  });
  it('sets a long cut apart, as one gap at its place', () => {
    expect(cutsOf(collation)).toEqual(expect.arrayContaining([1, 9]));
    const cut = stretches.find((stretch) => stretch.start === 1 && stretch.end === 9)!;
    expect(cut.cells[1]).toEqual([{ kind: 'gap', words: 'b c d e f g h i', entry: 0, grade: 'omission_marked' }]);
    expect(cut.cells[2]!.length).toBe(8);
  });
  it('marks what is other, and what is added, in the witness that has it only', () => {
    const graded = (n: number) => stretches.flatMap((stretch) => stretch.cells[n]!).filter((token) => token.grade !== null).map((token) => [token.kind === 'word' ? token.word : '', token.grade]);
    expect(graded(1)).toEqual([['', 'omission_marked'], ['X', 'substitution'], ['new', 'addition']]);
    expect(graded(2)).toEqual([['', 'omission_unmarked']]);
  });
  it('cuts a text without a full stop into pieces that can be read', () => {
    const endless = { ...collation, apparatus: [], witnesses: [witness('A', Array.from({ length: 100 }, (_, at) => `w@${at}`).join(' '))] };
    const long = stretchesOf(endless).map((stretch) => stretch.end - stretch.start);
    expect(Math.max(...long)).toBeLessThanOrEqual(32);
    expect(long.reduce((sum, one) => sum + one, 0)).toBe(100);
  });
  it('of a collation without words makes nothing', () => {
    expect(stretchesOf({ ...collation, apparatus: [], witnesses: [] })).toEqual([]);
  });
});

describe('an apparatus', () => {
  it('has the base text in the line, each word once', () => {
    const line = lineOf(collation);
    expect(line.map((piece) => piece.text + piece.after).join('')).toBe('a. b c d e f g h i. j k l m');
    expect(line.filter((piece) => piece.entry !== null).map((piece) => piece.entry)).toEqual([0, 1, 2, 3]);
  });
  it('prints lemma, bracket, reading and sigla', () => {
    expect(apparatusLine(collation.apparatus[1]!, 'om.')).toBe('k ] X B');
    expect(apparatusLine(collation.apparatus[0]!, 'om.')).toBe('b c d e f g h i ] om. B');
    expect(apparatusLine(collation.apparatus[2]!, 'om.')).toBe('– ] new B');
  });
  it('knows what is only about letters', () => {
    const slight = { ...collation.apparatus[1]!, readings: [{ words: 'к', witnesses: ['B'], grades: ['orthography'] }] };
    expect([isSlight(slight), isSlight(collation.apparatus[1]!)]).toEqual([true, false]);
    expect(gradeOf(collation.apparatus[1]!, 'C')).toBe(null);
  });
});

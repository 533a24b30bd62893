import { expect, test } from 'vitest';
import { strokesOf, wordAt, wordsInside } from '../src/reading/page_words';

const word = (start: number, x: number, y: number) => ({ start, end: start + 4, x, y, width: 30, height: 12 });
const words = [word(0, 50, 100), word(5, 85, 100), word(10, 50, 116)];

test('the word under a point, or the nearest on its line', () => {
  expect(wordAt(words, 60, 105)).toBe(0);
  expect(wordAt(words, 117, 105)).toBe(1);
  expect(wordAt(words, 300, 300)).toBe(-1);
});

test('a rectangle takes the words that lie in it by more than half', () => {
  expect(wordsInside(words, 120, 130, 40, 98)).toEqual([0, 1, 2]);
  expect(wordsInside(words, 40, 98, 70, 110)).toEqual([0]);
});

test('neighbours on one line are one stroke', () => {
  expect(strokesOf(words)).toHaveLength(2);
  expect(strokesOf(words)[0]).toMatchObject({ x: 50, y: 100, width: 65, height: 12 });
});

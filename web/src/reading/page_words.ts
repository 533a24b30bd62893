// Words of a page by their boxes: which one is under a point, which lie between two, and what they say.
import type { PageWord } from '../api/types';

/** The word under a point of the page (in points), else the nearest on its line within `reach`; -1 for none. */
export function wordAt(words: PageWord[], x: number, y: number, reach = 12): number {
  let best = -1;
  let least = reach;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const aside = Math.max(word.x - x, x - word.x - word.width, 0);
    const off = Math.max(word.y - y, y - word.y - word.height, 0);
    const distance = aside + off * 2;
    if (distance === 0) return at;
    if (distance < least) [best, least] = [at, distance];
  }
  return best;
}

/** The words that lie in a rectangle by more than half, in the order of the text. */
export function wordsInside(words: PageWord[], x0: number, y0: number, x1: number, y1: number): number[] {
  const [left, right] = x0 < x1 ? [x0, x1] : [x1, x0];
  const [top, bottom] = y0 < y1 ? [y0, y1] : [y1, y0];
  const found: number[] = [];
  words.forEach((word, at) => {
    const x = word.x + word.width / 2;
    const y = word.y + word.height / 2;
    if (x >= left && x <= right && y >= top && y <= bottom) found.push(at);
  });
  return found;
}

/** Boxes of a run of words, neighbours on one line joined, so that a marked sentence is one stroke a line. */
export function strokesOf(words: PageWord[]): { x: number; y: number; width: number; height: number }[] {
  const strokes: { x: number; y: number; width: number; height: number; end: number }[] = [];
  for (const word of words) {
    const last = strokes[strokes.length - 1];
    const sameLine = last && Math.abs(last.y + last.height - word.y - word.height) < word.height * 0.5 && word.x >= last.x;
    if (last && sameLine && word.x - last.x - last.width < word.height * 1.5 && word.start - last.end < 3) {
      const bottom = Math.max(last.y + last.height, word.y + word.height);
      last.y = Math.min(last.y, word.y);
      last.height = bottom - last.y;
      last.width = word.x + word.width - last.x;
      last.end = word.end;
    } else strokes.push({ x: word.x, y: word.y, width: word.width, height: word.height, end: word.end });
  }
  return strokes;
}

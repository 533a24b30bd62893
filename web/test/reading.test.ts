import { describe, expect, it } from 'vitest';
import type { OutlineBlock } from '../src/api/types';
import { blockAt, placesOf, stretchesOf } from '../src/reading/arrange';
import { layCards, limitsOf } from '../src/reading/cards';
import { keyName } from '../src/app/keys';
import { folderOf } from '../src/start/given_folder';
import { shown_of } from '../src/text/unseen';

const block = (number: number, start: number, end: number, host: number | null = null): OutlineBlock => ({ block: number, kind: host === null ? 'body' : 'footnote', start, end, chars: end - start, page: null, host, findings: 0 });

describe('the order of blocks', () => {
  it('puts a note under the block of its call, and loses none', () => {
    const places = placesOf([block(0, 0, 10), block(1, 10, 20), block(2, 20, 30, 0), block(3, 30, 40, 99)]);
    expect(places.map((place) => place.block.block)).toEqual([0, 2, 1, 3]);
    expect(places.map((place) => place.hosted)).toEqual([false, true, false, false]);
  });
  it('survives notes that call each other', () => {
    expect(placesOf([block(0, 0, 5, 1), block(1, 5, 9, 0)]).map((place) => place.block.block)).toEqual([0, 1]);
  });
  it('finds the note inside the paragraph that it interrupts', () => {
    expect(blockAt([block(0, 0, 100), block(1, 40, 60, 0)], 45)!.block).toBe(1);
    expect(blockAt([block(0, 0, 10)], 500)!.block).toBe(0);
  });
  it('cuts a long text into stretches that hold everything', () => {
    const places = placesOf(Array.from({ length: 3000 }, (_, at) => block(at, at * 500, at * 500 + 400)));
    const stretches = stretchesOf(places);
    expect(stretches.flatMap((stretch) => stretch.places)).toEqual(places);
    for (const stretch of stretches) expect(stretch.places.length).toBeLessThanOrEqual(72);
  });
});

describe('cards', () => {
  it('lie level with their words, are pushed down, and stay inside', () => {
    const tops = layCards([{ key: 'a', wanted: 10, height: 28 }, { key: 'b', wanted: 12, height: 28 }, { key: 'c', wanted: 190, height: 28 }], 200);
    expect([tops.get('a'), tops.get('b'), tops.get('c')]).toEqual([10, 40, 172]);
  });
  it('leave out what would slip too far', () => {
    const limits = limitsOf([{ block: 1, cards: 20, top: 0, bottom: 120 }, { block: 2, cards: 2, top: 140, bottom: 260 }], 30, 2, 260);
    expect([limits.get(1), limits.get(2)]).toEqual([6, 2]);
  });
});

describe('small things', () => {
  it('shows signs that steer direction by name', () => {
    expect(shown_of('a\u202Eb').map((part) => (part.unseen ? part.name : part.text))).toEqual(['a', 'RLO', 'b']);
  });
  it('knows keys by their place, whatever the layout types', () => {
    expect(keyName({ code: 'KeyK', ctrlKey: true, metaKey: false, altKey: false, shiftKey: false })).toBe('Ctrl+KeyK');
  });
  it('takes the folder’s name off the places of its files and leaves hidden ones', () => {
    const file = {} as File;
    expect(folderOf([{ path: 'f/b.txt', file }, { path: 'f/.git/x', file }, { path: 'f/a/c.md', file }])).toEqual({ name: 'f', files: [{ path: 'a/c.md', file }, { path: 'b.txt', file }] });
  });
});

import { describe, expect, it } from 'vitest';
import type { Mark, MarkKind } from '../src/api/types';
import { atoms_of, lanes_of } from '../src/text/atoms';

const mark = (id: string, kind: MarkKind, ...pieces: [number, number][]): Mark => ({ id, kind, n: null, pieces, score: 1, entity: null, label: id, edtf: null, flags: [], status: 'undecided', parts: [], part_of: [] });
const shown = (atoms: { start: number; end: number; over: string[] }[]) => atoms.map((atom) => `${atom.start}-${atom.end}:${atom.over.join('>')}`);

describe('atoms', () => {
  it('nests a name inside a body, the wider first', () => {
    expect(shown(atoms_of(0, 20, [{ start: 8, end: 12, of: 'place' }, { start: 4, end: 16, of: 'body' }]))).toEqual(['0-4:', '4-8:body', '8-12:body>place', '12-16:body', '16-20:']);
  });
  it('cuts where findings overlap without nesting', () => {
    expect(shown(atoms_of(0, 10, [{ start: 1, end: 6, of: 'a' }, { start: 4, end: 9, of: 'b' }]))).toEqual(['0-1:', '1-4:a', '4-6:a>b', '6-9:b', '9-10:']);
  });
  it('covers the stretch without gap or overlap, whatever the spans', () => {
    const spans = [[0, 3], [2, 2], [-4, 5], [7, 40], [3, 7], [3, 4]].map(([start, end], at) => ({ start: start!, end: end!, of: String(at) }));
    const atoms = atoms_of(0, 12, spans);
    expect(atoms[0]!.start).toBe(0);
    expect(atoms.at(-1)!.end).toBe(12);
    atoms.slice(1).forEach((atom, at) => expect(atom.start).toBe(atoms[at]!.end));
    for (const atom of atoms) for (const span of spans) expect(atom.over.includes(span.of)).toBe(span.start <= atom.start && span.end >= atom.end && span.start < span.end);
  });
});

describe('lanes', () => {
  it('puts the inner line nearest the words and the outer under it', () => {
    const lanes = lanes_of([mark('office', 'body', [0, 30]), mark('name', 'person', [12, 20])]);
    expect([lanes.get('name'), lanes.get('office')]).toEqual([0, 1]);
  });
  it('sends a third line to the margin', () => {
    const lanes = lanes_of([mark('a', 'body', [0, 30]), mark('b', 'place', [0, 20]), mark('c', 'person', [0, 10])]);
    expect([lanes.get('c'), lanes.get('b'), lanes.get('a')]).toEqual([0, 1, -1]);
  });
  it('gives neighbours the same lane, and quotations none', () => {
    const lanes = lanes_of([mark('a', 'date', [0, 4]), mark('b', 'date', [4, 9]), mark('q', 'quote', [0, 9])]);
    expect([lanes.get('a'), lanes.get('b'), lanes.has('q')]).toEqual([0, 0, false]);
  });
  it('sees an overlap in the second piece of a broken name', () => {
    const lanes = lanes_of([mark('a', 'person', [0, 4], [10, 14]), mark('b', 'body', [8, 30])]);
    expect(lanes.get('a')).not.toBe(lanes.get('b'));
  });
});

import { describe, expect, it } from 'vitest';
import type { DocumentRow, Party } from '../src/api/types';
import { withoutVariables } from '../src/app/picture';
import { axisOf, channelsOf, dashOf, linksOf, unanswered } from '../src/network/correspondence';

const party = (id: string, label = id): Party => ({ id, label, as_written: label });
const document = (n: number, from: Party[], to: Party[], genre = 'telegram', edtf = '1861-03-04') => ({ id: `d${n}`, n, genre, dates: [{ edtf, sources: [] }], from, to }) as unknown as DocumentRow;
const [gatti, bellini, none] = [party('gatti'), party('bellini'), party('', 'the consul')];

describe('correspondence from one person', () => {
  const rows = [document(1, [gatti], [bellini]), document(2, [gatti], [bellini, none], 'letter'), document(3, [bellini], [gatti]), document(4, [gatti], []), document(5, [], [gatti]), document(6, [gatti], [gatti])];
  it('counts each direction, a document to two with both', () => {
    const links = linksOf('gatti', rows);
    expect(links.map((link) => [link.key, link.to.map((row) => row.n), link.from.map((row) => row.n)])).toEqual([['bellini', [1, 2], [3]], ['~the consul', [2], []]]);
  });
  it('tells of those whose other side nobody names', () => {
    expect(unanswered('gatti', rows)).toEqual({ sent: 2, got: 2 });
  });
  it('looks the same from the other side', () => {
    expect(linksOf('bellini', rows)[0]).toMatchObject({ key: 'gatti', to: [{ n: 3 }], from: [{ n: 1 }, { n: 2 }] });
    expect(linksOf('nobody', rows)).toEqual([]);
  });
  it('draws a wire, paper and what is not said each in its way', () => {
    expect(channelsOf(rows).map((one) => [one.genre, one.number])).toEqual([['telegram', 5], ['letter', 1]]);
    expect(new Set([dashOf(channelsOf(rows)), dashOf([{ genre: 'letter', number: 1 }]), dashOf([])]).size).toBe(3);
  });
  it('has one axis for all dates, which a century does not stretch', () => {
    const axis = axisOf([...rows, document(7, [], [], 'letter', '18XX')])!;
    expect(axis[0]).toBeLessThan(Date.parse('1861-03-04T00:00Z'));
    expect(axis[1] - axis[0]).toBeLessThan(10 * 86_400_000);
    expect(axisOf([])).toBe(null);
  });
});

describe('a picture to take away', () => {
  it('has its colours written out, and nothing that breaks out of an attribute', () => {
    const values: Record<string, string> = { '--ink': ' #1c1e22', '--serif': '"Source Serif 4", serif' };
    expect(withoutVariables('<path stroke="var(--ink)" style="var(--serif)" fill="var(--gone)"/>', (name) => values[name] ?? '')).toBe(`<path stroke="#1c1e22" style="'Source Serif 4', serif" fill="currentColor"/>`);
  });
});

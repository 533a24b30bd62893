import { describe, expect, it } from 'vitest';
import { code_point_from_utf16, code_point_length, slices_at, utf16_from_code_point } from '../src/text/code_points';

describe('code points and UTF-16', () => {
  it('counts an emoji as one code point and two units', () => {
    expect(utf16_from_code_point('a🗝b', 2)).toBe(3);
    expect(code_point_from_utf16('a🗝b', 3)).toBe(2);
    expect(code_point_length('🗝🗝')).toBe(2);
  });
  it('counts a combining mark as a code point of its own', () => {
    expect(utf16_from_code_point('е\u0301ж', 2)).toBe(2);
    expect(code_point_length('е\u0301ж')).toBe(3);
  });
  it('keeps ʿ and letters beyond Latin at one unit', () => {
    expect(utf16_from_code_point('ʿAbd ələ', 4)).toBe(4);
  });
  it('does not leave a pair in half', () => {
    expect(code_point_from_utf16('🗝b', 1)).toBe(0);
  });
  it('survives a lonely half of a pair', () => {
    expect(utf16_from_code_point('\ud800b', 1)).toBe(1);
    expect(code_point_length('\ud800b')).toBe(2);
  });
  it('stops at the end of the text', () => {
    expect(utf16_from_code_point('ab', 9)).toBe(2);
  });
  it('goes there and back at every place', () => {
    const text = 'ʿ🗝е\u0301😀 ğı';
    for (let point = 0; point <= code_point_length(text); point++) expect(code_point_from_utf16(text, utf16_from_code_point(text, point))).toBe(point);
  });
  it('cuts at many places in one pass', () => {
    expect(slices_at('a🗝bc', [1, 2, 3])).toEqual(['a', '🗝', 'b', 'c']);
    expect(slices_at('ab', [0, 2]).join('|')).toBe('|ab|');
  });
});

import { expect, test } from 'vitest';
import { partOf } from '../src/text/part';

test('parts of texts without pages are told from numbers of pages', () => {
  expect(partOf('¶ 12')).toEqual({ kind: '¶', number: '12' });
  expect(partOf('running head 1')).toEqual({ kind: 'running head', number: '1' });
  for (const page of ['12', 'xii', 'A-7', '¶', 'fn. x', 'comment']) expect(partOf(page)).toBeNull();
});

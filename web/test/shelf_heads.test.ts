import { expect, test } from 'vitest';
import { beginsGroup, headOf } from '../src/lists/shelf_heads';

test('a reference stands under its archive, fonds and inventory', () => {
  expect(headOf('РГИА, ф. 350, оп. 12, д. 77')).toEqual({ head: 'РГИА, ф. 350, оп. 12', own: 'д. 77' });
  expect(headOf('TNA, FO 371/4931')).toEqual({ head: 'TNA', own: 'FO 371/4931' });
  expect(headOf('TNA')).toEqual({ head: 'TNA', own: 'TNA' });
});

test('a head is shown once over its rows', () => {
  expect(beginsGroup('РГИА, ф. 350, оп. 12, д. 77', null)).toBe(true);
  expect(beginsGroup('РГИА, ф. 350, оп. 12, д. 78', 'РГИА, ф. 350, оп. 12, д. 77')).toBe(false);
  expect(beginsGroup('РГИА, ф. 350, оп. 13, д. 78', 'РГИА, ф. 350, оп. 12, д. 77')).toBe(true);
});

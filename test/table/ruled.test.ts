import { expect, test } from 'vitest';
import { layOut } from '../../src/table/index.js';
import { draw, gridText, onPage, plain, specText, tablesOf } from './draw.js';
import { REPORT } from './specs.js';

test('a ruled table with spans comes back cell by cell', () => {
  const [table] = tablesOf(layOut([onPage(draw(REPORT, 60, 100))]));
  expect(gridText(table?.cells ?? [])).toEqual(specText(REPORT));
  expect(table?.rows).toBe(8);
});

test('a page of prose has no table', () => {
  const prose = onPage(draw(plain([400], [['một hai ba'], ['bốn năm sáu']]), 60, 100));
  expect(tablesOf(layOut([{ ...prose, rulings: [] }]))).toEqual([]);
});

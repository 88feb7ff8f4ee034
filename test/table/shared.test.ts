import { expect, test } from 'vitest';
import type { Word } from '../../src/model/page.js';
import { findTables } from '../../src/table/index.js';
import { lineOf } from '../../src/table/lines.js';
import { accounted, type PageTable } from '../../src/table/pageTable.js';
import { line, page, word } from './draw.js';

/** A row whose label takes `labels.length` lines, with its number, unit and figure half way down. */
function centredRow(labels: readonly string[], code: string, figure: string, top: number): Word[] {
  const middle = top + ((labels.length - 1) * 14) / 2;
  return [
    ...labels.flatMap((label, i) => line(label, 100, top + i * 14)),
    ...line(code, 60, middle),
    ...line('hồ sơ', 320, middle),
    ...line(figure, 420, middle),
  ];
}

test.each([8, 10, 12])(
  'no word stands in two tables where a label of %i lines lies between rows without rulings',
  (lines) => {
    const rowsFrom = (top: number) =>
      ['1', '2', '3', '4', '5'].flatMap((code, i) => centredRow(['Tổng số'], code, '12', top + i * 14));
    const label = Array.from({ length: lines }, (_, i) => line('văn bản', 100, 170 + i * 14)).flat();
    const words = [...rowsFrom(100), ...label, ...rowsFrom(170 + lines * 14)];
    const grids = findTables(page(1, { words }));
    expect(grids).toHaveLength(2);
    expect(accounted(grids)).toEqual(grids);
  },
);

test('a table that holds a word twice, or one of another table, is given up', () => {
  const [one, two, three] = [word('1', 60, 100), word('2', 90, 100), word('3', 60, 200)];
  const tableOf = (words: readonly Word[]): PageTable => {
    const box = [50, 90, 120, 210] as const;
    const cells = [{ row: 0, col: 0, rowspan: 1, colspan: 1, box, lines: [lineOf(words)], text: '' }];
    return { page: 1, box, xs: [50, 120], ys: [90, 210], cells, words, method: 'whitespace' };
  };
  const [first, apart] = [tableOf([one, two]), tableOf([three])];
  expect(accounted([first, tableOf([two, three]), tableOf([three, three]), apart])).toEqual([first, apart]);
});

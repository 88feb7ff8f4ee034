import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Word } from '../../src/model/page.js';
import { layOut } from '../../src/table/index.js';
import { horizontal, line, page, tablesOf, vertical, word } from './draw.js';

function texts(words: readonly Word[]): string[] {
  return layOut([page(1, { words })]).blocks.flatMap((b) => (b.kind === 'text' ? [b.text] : []));
}

test('the columns of a letterhead are blocks of their own', () => {
  const words = [
    ...line('UBND XÃ HOẰNG THÀNH', 60, 80),
    ...line('CỘNG HÒA XÃ HỘI', 200, 80),
    ...line('Số: 12/BC-UBND', 70, 95),
    ...line('Độc lập - Tự do', 210, 95),
  ];
  expect(texts(words)).toEqual(['UBND XÃ HOẰNG THÀNH', 'CỘNG HÒA XÃ HỘI', 'Số: 12/BC-UBND', 'Độc lập - Tự do']);
});

test('a blank left in a line and a numbered heading stay whole', () => {
  expect(texts([...line('(Kèm theo Báo cáo số', 60, 80), ...line('/BC-UBND ngày 01/9/2021)', 250, 80)])).toEqual([
    '(Kèm theo Báo cáo số /BC-UBND ngày 01/9/2021)',
  ]);
  expect(texts([...line('I.', 60, 80), ...line('CÔNG TÁC CHỈ ĐẠO', 90, 80)])).toEqual(['I. CÔNG TÁC CHỈ ĐẠO']);
});

test('a raised note mark stays in its line', () => {
  const words = [...line('Số hồ sơ', 60, 80), word('1', 105, 76, { size: 7 }), ...line('đã tiếp nhận', 60, 96)];
  expect(texts(words)).toEqual(['Số hồ sơ 1', 'đã tiếp nhận']);
});

test('prose in two columns is read one column after the other', () => {
  const left = (i: number) => `left line number ${i} of the text`;
  const right = (i: number) => `right line number ${i} of the text`;
  const rows = [0, 1, 2, 3, 4, 5];
  const words = [
    ...line('A title over both columns of the page and of the text below it', 60, 80),
    ...rows.flatMap((i) => [...line(left(i), 60, 100 + 14 * i), ...line(right(i), 320, 100 + 14 * i)]),
  ];
  expect(texts(words).slice(1)).toEqual([...rows.map(left), ...rows.map(right)]);
});

test('what is known of a page is passed on', () => {
  const sheet = page(3, { readable: false, reasons: ['untrusted'], origin: 'ocr' });
  const { words: _words, rulings: _rulings, images: _images, ...reading } = sheet;
  expect(layOut([sheet], { trackedChanges: true })).toEqual({ pages: [reading], blocks: [], trackedChanges: true });
  expect(layOut([]).trackedChanges).toBe(false);
});

const anyWord = fc
  .record({
    x: fc.integer({ min: 0, max: 560 }),
    y: fc.integer({ min: 10, max: 830 }),
    text: fc.constantFrom('một', '12', '-', 'Số', '1.1'),
  })
  .map(({ x, y, text }) => word(text, x, y));
const at = fc.integer({ min: 0, max: 30 }).map((n) => n * 20);
const ruling = fc
  .tuple(fc.boolean(), at, at, at)
  .map(([h, place, a, b]) => (h ? horizontal : vertical)(place, Math.min(a, b), Math.max(a, b) + 20));

test('no word is lost or doubled, whatever the page holds', () => {
  fc.assert(
    fc.property(fc.array(anyWord, { maxLength: 80 }), fc.array(ruling, { maxLength: 40 }), (words, rulings) => {
      const { blocks } = layOut([page(1, { words, rulings })]);
      const shown = blocks.flatMap((b) => (b.kind === 'text' ? [b.text] : b.table.cells.map((cell) => cell.text)));
      const parts = (all: readonly string[]) =>
        all
          .flatMap((t) => t.split(/\s/u))
          .filter((t) => t !== '')
          .toSorted();
      expect(parts(shown)).toEqual(parts(words.map((w) => w.text)));
    }),
    { numRuns: 300 },
  );
});

test('pages of any words and rulings are laid out, and every table covers its grid', () => {
  const anyPage = fc.record({
    words: fc.array(anyWord, { maxLength: 60 }),
    rulings: fc.array(ruling, { maxLength: 30 }),
  });
  fc.assert(
    fc.property(fc.array(anyPage, { minLength: 2, maxLength: 4 }), fc.boolean(), (sheets, alike) => {
      const pages = sheets.map((sheet, i) =>
        page(i + 1, alike ? { ...sheet, rulings: sheets[0]?.rulings ?? [] } : sheet),
      );
      for (const { rows, cols, cells, seams, pages: on } of tablesOf(layOut(pages))) {
        expect(cells.reduce((sum, cell) => sum + cell.rowspan * cell.colspan, 0)).toBe(rows * cols);
        expect(seams).toHaveLength(on.length - 1);
      }
    }),
    { numRuns: 300 },
  );
});

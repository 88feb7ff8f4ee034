import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOut } from '../../src/table/index.js';
import { type CellSpec, cutAt, draw, gridText, specText, type TableSpec, tablesOf } from './draw.js';

const WORDS = ['hồ', 'sơ', 'tiếp', 'nhận', 'đúng', 'hạn', 'thủ', 'tục', 'kết', 'quả'];
const UNITS = ['Văn bản', 'Hồ sơ', 'Số lượng\nhồ sơ', 'Có = 1\nKhông = 0', '%'];

/** `Số hồ sơ tiếp\nnhận đúng`: a capital, then small letters, wrapped. */
const label = fc
  .array(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 })
  .map((lines) => `Số ${lines.map((words) => words.join(' ')).join('\n')}`);

const dataRow = fc.record({ label, unit: fc.constantFrom(...UNITS), value: fc.integer({ min: 0, max: 999 }) });

const section = fc.record({ own: dataRow, parts: fc.array(dataRow, { maxLength: 5 }) });

type Section = typeof section extends fc.Arbitrary<infer T> ? T : never;

/** An appendix: a header of two rows, coded rows, and groups of uncoded rows under one merged cell. */
function appendix(sections: readonly Section[]): TableSpec {
  const cells: CellSpec[] = [
    { row: 0, col: 0, rowspan: 2, text: 'STT', bold: true },
    { row: 0, col: 1, rowspan: 2, text: 'Chỉ tiêu', bold: true },
    { row: 0, col: 2, colspan: 2, text: 'Kết quả', bold: true },
    { row: 1, col: 2, text: 'Đơn vị', bold: true },
    { row: 1, col: 3, text: 'Số liệu', bold: true },
  ];
  let row = 2;
  for (const [i, { own, parts }] of sections.entries()) {
    const put = (data: (typeof parts)[number]) => {
      cells.push(
        { row, col: 1, text: data.label },
        { row, col: 2, text: data.unit },
        { row, col: 3, text: String(data.value) },
      );
      row++;
    };
    cells.push({ row, col: 0, text: `1.${i + 1}` });
    put(own);
    if (parts.length > 0) cells.push({ row, col: 0, rowspan: parts.length, text: 'Trong\nđó' });
    for (const part of parts) put(part);
  }
  return { widths: [45, 210, 90, 60], rows: row, cells };
}

const table = fc.array(section, { minLength: 4, maxLength: 8 }).map(appendix);
const header = fc.constantFrom(0, 2);

test('a table cut at any row boundary comes back cell by cell', () => {
  fc.assert(
    fc.property(table, header, (spec, repeated) => {
      const drawing = draw(spec, 60, 72);
      for (let row = 3; row < spec.rows; row++) {
        const tables = tablesOf(layOut(cutAt(drawing, [drawing.ys[row] ?? 0], repeated)));
        expect(tables.map((t) => gridText(t.cells))).toEqual([specText(spec)]);
      }
    }),
    { numRuns: 15 },
  );
});

test('a table cut between any two lines of a row comes back cell by cell', () => {
  fc.assert(
    fc.property(table, header, (spec, repeated) => {
      const drawing = draw(spec, 60, 72);
      for (let row = 2; row < spec.rows; row++) {
        const top = drawing.ys[row] ?? 0;
        for (let cut = top + 17; cut < (drawing.ys[row + 1] ?? 0) - 4; cut += 14) {
          const tables = tablesOf(layOut(cutAt(drawing, [cut], repeated)));
          expect(tables.map((t) => gridText(t.cells))).toEqual([specText(spec)]);
        }
      }
    }),
    { numRuns: 15 },
  );
});

test('a table over many pages comes back cell by cell', () => {
  fc.assert(
    fc.property(table, header, fc.integer({ min: 1, max: 4 }), (spec, repeated, step) => {
      const drawing = draw(spec, 60, 72);
      const cuts: number[] = [];
      for (let row = 2 + step; row < spec.rows; row += step) cuts.push(drawing.ys[row] ?? 0);
      const [whole, ...others] = tablesOf(layOut(cutAt(drawing, cuts, repeated)));
      expect(others).toEqual([]);
      expect(gridText(whole?.cells ?? [])).toEqual(specText(spec));
      expect(whole?.seams.reduce((sum, seam) => sum + seam.rowsOut, 0)).toBe(spec.rows - 2 - step);
    }),
    { numRuns: 25 },
  );
});

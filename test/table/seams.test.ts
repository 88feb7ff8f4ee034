import { describe, expect, test } from 'vitest';
import type { Page } from '../../src/model/page.js';
import { layOut } from '../../src/table/index.js';
import { cutAt, draw, gridText, line, onPage, plain, specText, type TableSpec, tablesOf } from './draw.js';
import { REPORT } from './specs.js';

function cells(pages: readonly Page[]): string[][] {
  return tablesOf(layOut(pages)).map((table) => gridText(table.cells));
}

describe.each([{ header: 0 }, { header: 2 }])('a report cut with $header header rows repeated', ({ header }) => {
  const drawing = draw(REPORT, 60, 100);

  test.each([3, 4, 5, 6, 7])('at the top of row %i', (row) => {
    expect(cells(cutAt(drawing, [drawing.ys[row] ?? 0], header))).toEqual([specText(REPORT)]);
  });

  test.each([3, 6])('inside row %i', (row) => {
    const cut = (drawing.ys[row] ?? 0) + 17;
    expect(cells(cutAt(drawing, [cut], header))).toEqual([specText(REPORT)]);
  });

  test('over four pages', () => {
    const cuts = [3, 5, 7].map((row) => drawing.ys[row] ?? 0);
    const [table] = tablesOf(layOut(cutAt(drawing, cuts, header)));
    expect(gridText(table?.cells ?? [])).toEqual(specText(REPORT));
    expect(table?.pages).toEqual([1, 2, 3, 4]);
    expect(table?.headerRows).toBe(header);
    expect(table?.seams.map((s) => s.headersRemoved)).toEqual([header, header, header]);
    const group = table?.cells.find((cell) => cell.text === 'Trong\nđó');
    expect(group?.places.map((place) => place.page)).toEqual([2, 3]);
  });
});

const WIDTHS = [40, 200, 80, 60];
const HEAD = ['STT', 'Chỉ tiêu', 'Đơn vị tính', 'Số liệu'];

/** Two pages, each with a table of its own rows and further words. */
function twoPages(
  first: readonly string[][],
  second: readonly string[][],
  extra: { above?: string; below?: string } = {},
) {
  const one = onPage(draw(plain(WIDTHS, first), 60, 600), 1);
  const two = onPage(draw(plain(WIDTHS, second), 60, 120), 2);
  return [
    { ...one, words: [...one.words, ...line(extra.below ?? '', 60, 760)] },
    { ...two, words: [...two.words, ...line(extra.above ?? '', 60, 100)] },
  ];
}

function rowsOf(pages: readonly Page[]): string[][] {
  return tablesOf(layOut(pages)).map((table) =>
    Array.from({ length: table.rows }, (_, row) =>
      table.cells
        .filter((cell) => cell.row === row)
        .map((cell) => cell.text.replaceAll('\n', ' '))
        .join('|'),
    ),
  );
}

const A = ['1', 'Số nhiệm vụ được giao', 'Nhiệm vụ', '12'];
const B = ['2', 'Số văn bản đã ban hành', 'Văn bản', '9'];

describe('the row after a page break is the rest of the row before it', () => {
  test('when only its unit goes on, even with a capital letter', () => {
    const above = ['5.2', 'Xây dựng kế hoạch\nkiểm tra', 'Có ban hành\nKH = 1', '1'];
    const pages = twoPages([HEAD, A, above], [HEAD, ['', '', 'Không ban\nhành = 0', ''], B]);
    expect(rowsOf(pages)).toEqual([
      [
        HEAD.join('|'),
        A.join('|'),
        '5.2|Xây dựng kế hoạch kiểm tra|Có ban hành KH = 1 Không ban hành = 0|1',
        B.join('|'),
      ],
    ]);
    const [table] = tablesOf(layOut(pages));
    expect(table?.seams).toEqual([{ page: 2, rowsIn: 3, rowsOut: 1, headersRemoved: 1, rowsJoined: 1 }]);
  });

  test('when its label goes on with a small letter', () => {
    const pages = twoPages([HEAD, ['1', 'Số nhiệm vụ', 'Nhiệm vụ', '12']], [['', 'được giao trong kỳ', '', ''], B]);
    expect(rowsOf(pages)).toEqual([[HEAD.join('|'), '1|Số nhiệm vụ được giao trong kỳ|Nhiệm vụ|12', B.join('|')]]);
  });

  test('when its label goes on with a capital that had no room above', () => {
    const above = ['1', 'Số thủ tục hành chính thuộc thẩm quyền', 'Thủ tục', '12'];
    const pages = twoPages([HEAD, A, above], [HEAD, ['', 'UBND cấp xã', '', ''], B]);
    expect(rowsOf(pages)[0]?.[2]).toBe('1|Số thủ tục hành chính thuộc thẩm quyền UBND cấp xã|Thủ tục|12');
  });

  test('when its label goes on behind a semicolon that had no room above', () => {
    const above = ['5.1', 'Thực hiện kỷ cương hành chính nhà nước;', '', ''];
    const pages = twoPages([HEAD, A, above], [HEAD, ['', 'Số liệu về xử lý kỷ luật', '', ''], B]);
    expect(rowsOf(pages)[0]?.[2]).toBe('5.1|Thực hiện kỷ cương hành chính nhà nước; Số liệu về xử lý kỷ luật||');
  });

  test('when words stand where its value should, and go on too', () => {
    const above = ['3', 'Số thủ tục đã tích hợp thanh', 'Thủ tục', 'Theo kế'];
    const pages = twoPages([HEAD, A, B, A, above], [HEAD, ['', 'toán trực tuyến', '', 'hoạch'], B]);
    expect(rowsOf(pages)[0]?.[4]).toBe('3|Số thủ tục đã tích hợp thanh toán trực tuyến|Thủ tục|Theo kế hoạch');
  });

  test('when of its value a word stands above and nothing but the figure below', () => {
    const above = ['3', 'Số thủ tục bãi bỏ, thay thế', 'Thủ tục', 'khoảng'];
    const pages = twoPages([HEAD, A, B, A, above], [HEAD, ['', '', '', '20'], B]);
    expect(rowsOf(pages)[0]?.[4]).toBe('3|Số thủ tục bãi bỏ, thay thế|Thủ tục|khoảng 20');
  });

  test('when its value stands only below', () => {
    const pages = twoPages([HEAD, ['1', 'Số nhiệm vụ', 'Nhiệm vụ', '']], [['', 'được giao trong kỳ', '', '12'], B]);
    expect(rowsOf(pages)).toEqual([[HEAD.join('|'), '1|Số nhiệm vụ được giao trong kỳ|Nhiệm vụ|12', B.join('|')]]);
  });
});

test.each([
  ['below', -5],
  ['above', 5],
])('a break through the margin %s a row cuts no row in two', (_, offset) => {
  const drawing = draw(REPORT, 60, 100);
  for (let row = 3; row < 8; row++)
    expect(cells(cutAt(drawing, [(drawing.ys[row] ?? 0) + offset], 2))).toEqual([specText(REPORT)]);
});

describe('the row after a page break is a row of its own', () => {
  test.each([
    ['it has a code', ['2', 'được giao', '', '']],
    ['it has a fresh label and a value', ['', 'Tiếp nhận trực tiếp', 'nt', '306']],
    ['it has a fresh label and nothing else', ['', 'Tiếp nhận trực tiếp', '', '']],
    ['it has a value again', ['', 'trong đó trực tiếp', '', '306']],
    ['it is blank', ['', '', '', '']],
    ['it is a bullet', ['', '- số hồ sơ', '', '']],
  ])('when %s', (_, row) => {
    const rows = rowsOf(twoPages([HEAD, A], [row, B]));
    expect(rows).toEqual([[HEAD.join('|'), A.join('|'), row.join('|'), B.join('|')]]);
  });

  test.each([
    ['a sign for nothing', '-', ['', '', '', '20']],
    ['words', 'Có', ['', 'trong đó trực tiếp', '', '20']],
  ])('when it has a figure where above stands %s', (_, value, row) => {
    const above = ['3', 'Số thủ tục bãi bỏ, thay thế', 'Thủ tục', value];
    const rows = rowsOf(twoPages([HEAD, A, B, A, above], [HEAD, row, B]));
    expect(rows[0]?.[5]).toBe(row.join('|'));
  });

  test('when it is bold and the row above is not', () => {
    const bold: TableSpec = {
      widths: WIDTHS,
      rows: 2,
      cells: [{ row: 0, col: 1, text: 'của cơ quan', bold: true }, ...B.map((text, col) => ({ row: 1, col, text }))],
    };
    const [one] = twoPages([HEAD, A], [HEAD]);
    const [table] = one === undefined ? [] : tablesOf(layOut([one, onPage(draw(bold, 60, 72), 2)]));
    expect(table?.rows).toBe(4);
  });

  test('when only its code and value stand below', () => {
    const rows = rowsOf(twoPages([HEAD, ['', 'Số nhiệm vụ', 'Nhiệm vụ', '']], [['2', '', '', '12'], B]));
    expect(rows[0]).toHaveLength(4);
  });

  test('when the label above had room for more', () => {
    const above = ['1', 'Số nhiệm vụ', 'Nhiệm vụ\nđược giao\ntrong kỳ', '12'];
    const rows = rowsOf(twoPages([HEAD, above], [['', 'trong đó đúng hạn', '', ''], B]));
    expect(rows[0]).toHaveLength(4);
  });
});

describe('tables on two pages', () => {
  test('are one when only page furniture stands between', () => {
    const pages = twoPages([HEAD, A], [B]).map((p) => ({
      ...p,
      words: [...p.words, ...line('Báo cáo cải cách hành chính quý 2', 60, 40), ...line(`Trang ${p.page}/2`, 280, 820)],
    }));
    expect(rowsOf(pages)).toEqual([[HEAD.join('|'), A.join('|'), B.join('|')]]);
  });

  test.each([
    ['a caption', { above: 'Biểu mẫu 2' }],
    ['text below the first', { below: 'Ghi chú: số liệu tạm tính' }],
  ])('are two when %s stands between', (_, extra) => {
    expect(rowsOf(twoPages([HEAD, A], [HEAD, B], extra))).toEqual([
      [HEAD.join('|'), A.join('|')],
      [HEAD.join('|'), B.join('|')],
    ]);
  });

  test('are one when a running header is drawn as a box', () => {
    const header = (no: number) =>
      draw(
        plain(
          [100, 200, 100],
          [
            ['Mã số', 'Quy trình', `Trang ${no}`],
            ['QT.01', 'Báo cáo', 'Lần 2'],
          ],
        ),
        60,
        20,
      );
    const pages = twoPages([HEAD, A], [B]).map((p) => {
      const box = onPage(header(p.page), p.page);
      return { ...p, words: [...p.words, ...box.words], rulings: [...p.rulings, ...box.rulings] };
    });
    expect(rowsOf(pages)).toEqual([[HEAD.join('|'), A.join('|'), B.join('|')]]);
  });

  test('are one when the caption says that it goes on', () => {
    expect(rowsOf(twoPages([HEAD, A], [HEAD, B], { above: 'Bảng 1 (tiếp theo)' }))).toHaveLength(1);
  });

  test('are two when captions at one height differ in their number only', () => {
    const [one, two] = twoPages([HEAD, A], [HEAD, B]);
    if (one === undefined || two === undefined) throw new Error('two pages');
    const pages = [one, two].map((p, i) => ({ ...p, words: [...p.words, ...line(`Biểu mẫu ${i + 1}`, 250, 60)] }));
    expect(rowsOf(pages)).toHaveLength(2);
  });

  test('are two when the second has a header of its own', () => {
    const other = ['TT', 'Nội dung', 'Đơn vị', 'Kết quả'];
    expect(rowsOf(twoPages([HEAD, A], [other, B]))).toHaveLength(2);
  });

  test('are two when a caption opens the second inside its frame', () => {
    const captioned: TableSpec = {
      widths: WIDTHS,
      rows: 3,
      cells: [
        { row: 0, col: 0, colspan: 4, text: 'Biểu mẫu 2' },
        ...[HEAD, B].flatMap((row, r) => row.map((text, col) => ({ row: r + 1, col, text }))),
      ],
    };
    const [one] = twoPages([HEAD, A], [HEAD]);
    if (one === undefined) throw new Error('a page');
    expect(tablesOf(layOut([one, onPage(draw(captioned, 60, 72), 2)]))).toHaveLength(2);
  });

  test('are one when the second draws only some of the columns', () => {
    const merged: TableSpec = {
      widths: WIDTHS,
      rows: 1,
      cells: [
        { row: 0, col: 0, text: '3' },
        { row: 0, col: 1, colspan: 3, text: 'Cải cách thủ tục hành chính' },
      ],
    };
    const [one] = twoPages([HEAD, A], [HEAD]);
    if (one === undefined) throw new Error('a page');
    const [table, ...others] = tablesOf(layOut([one, onPage(draw(merged, 75, 72), 2)]));
    expect(others).toEqual([]);
    expect(table?.cells.at(-1)).toMatchObject({ row: 2, col: 1, colspan: 3 });
  });
});

describe('repeated header rows', () => {
  test('are those that all pages repeat: a data row that equals the first one is kept', () => {
    const pages = [
      [A, A],
      [A, B],
      [B, A],
    ].map((rows, i) => onPage(draw(plain(WIDTHS, [HEAD, ...rows]), 60, 72), i + 1));
    const [table] = tablesOf(layOut(pages));
    expect(table).toMatchObject({ rows: 7, headerRows: 1 });
    expect(table?.seams.map((seam) => seam.headersRemoved)).toEqual([1, 1]);
  });

  test('may be read a little differently by an OCR engine', () => {
    const head = ['STT', 'Chi tiêu', 'Đơn vị tính', 'Số liệu'];
    const pages = twoPages([HEAD, A], [head, B]).map((p) => ({ ...p, origin: 'ocr' as const }));
    expect(rowsOf(pages)).toEqual([[HEAD.join('|'), A.join('|'), B.join('|')]]);
  });

  test('are not a whole table printed twice', () => {
    expect(rowsOf(twoPages([HEAD, A], [HEAD, A]))).toHaveLength(2);
  });
});

test('a table whose pages have mirrored margins is one', () => {
  const pages = [60, 90, 60].map((x, i) => onPage(draw(plain(WIDTHS, i === 0 ? [HEAD, A] : [B]), x, 72), i + 1));
  expect(rowsOf(pages)).toHaveLength(1);
});

/** Shapes that appendix tables come in, and what each row of them says. */
import { describe, expect, it } from 'vitest';
import type { Block, Cell } from '../../src/model/layout.js';
import { readAppendix } from '../../src/report/appendix.js';

/** A cell of a row: its text, or text with spans; null where a span covers the place. */
type Spec = string | null | { readonly text: string; readonly rows?: number; readonly cols?: number };

function table(rows: readonly (readonly Spec[])[], origin: 'docx' | 'ocr' = 'docx'): Block {
  const cols = rows[0]?.length ?? 0;
  const cells = rows.flatMap((row, r) =>
    row.flatMap((spec, c): Cell[] => {
      if (spec === null) return [];
      const { text, rows: rowspan = 1, cols: colspan = 1 } = typeof spec === 'string' ? { text: spec } : spec;
      return [{ row: r, col: c, rowspan, colspan, text, places: [], confidence: 1 }];
    }),
  );
  return {
    kind: 'table',
    table: {
      rows: rows.length,
      cols,
      cells,
      pages: [],
      headerRows: 0,
      seams: [],
      method: origin === 'docx' ? 'docx' : 'ruled',
      origin,
    },
  };
}

const text = (line: string): Block => ({
  kind: 'text',
  text: line,
  place: { page: null, box: null },
  bold: false,
  size: null,
});

/** Each row as `code|label|unit|value|note`, a part of the row above with a leading `>`. */
function rowsOf(...blocks: readonly Block[]): string[] {
  return readAppendix(blocks).flatMap(({ appendix }) =>
    appendix.rows.map(
      (row) => `${row.partOf ? '>' : ''}${[row.printedCode, row.label, row.unit, row.valueRaw, row.note].join('|')}`,
    ),
  );
}

const LABEL = 'Số nhiệm vụ đề ra';

it('what stands as a unit over the table or over its figures is known of each row', () => {
  const over = (caption: string, heading: string) => {
    const header = ['STT', 'Chỉ tiêu', 'Đơn vị tính', heading];
    const blocks = [text('Phụ lục I'), text(caption), table([header, ['1', LABEL, 'Nhiệm vụ', '5']])];
    return readAppendix(blocks).flatMap(({ appendix }) => appendix.rows.map((row) => row.unitsOver));
  };
  expect(over('Đơn vị tính: nghìn đồng', 'Số liệu')).toEqual([['nghìn đồng']]);
  expect(over('(ĐVT: Triệu đồng)', 'Số liệu')).toEqual([['Triệu đồng']]);
  expect(over('BẢNG TỔNG HỢP', 'Số liệu (tỷ đồng)')).toEqual([['tỷ đồng']]);
  expect(over('BẢNG TỔNG HỢP', 'Số liệu')).toEqual([undefined]);
});

it('a wide gap between the figures of a value parts them like a line end', () => {
  const header = ['STT', 'Chỉ tiêu', 'Đơn vị tính', 'Số liệu'];
  for (const [raw, read] of [
    ['168\t170', '168\n170'],
    ['168  170', '168\n170'],
    ['168\u2003170', '168\n170'],
    ['168 170', '168 170'],
    ['168\u00a0170', '168 170'],
    ['168\thồ sơ', '168 hồ sơ'],
  ] as const)
    expect(rowsOf(table([header, ['1.1', LABEL, 'Nhiệm vụ', raw]]))).toEqual([`1.1|${LABEL}|Nhiệm vụ|${read}|`]);
});

describe('the header', () => {
  it('of a scan may be nearly right: a deeper cell so read says more than the one over it', () => {
    const tall = (text: string) => ({ text, rows: 2 });
    const rows = [
      [tall('STT'), tall('Chỉ tiêu'), { text: 'Kết quả thống kê', cols: 2 }, null, tall('Ghi chú')],
      [null, null, 'Đứn vị tính', 'Số liệu', null],
      ['1.1', LABEL, 'Nhiệm vụ', '27', ''],
    ];
    expect(rowsOf(table(rows, 'ocr'))).toEqual([`1.1|${LABEL}|Nhiệm vụ|27|`]);
  });

  it('calls two columns by a word for labels: the one full of figures holds none', () => {
    const rows = [
      ['STT', 'Chỉ tiêu', 'Đơn vị tính', 'Chỉ tiêu giao', 'Kết quả'],
      ['1.1', LABEL, 'Nhiệm vụ', '30', '27'],
      ['1.2', LABEL, 'Nhiệm vụ', '31', '28'],
    ];
    expect(rowsOf(table(rows))).toEqual([`1.1|${LABEL}|Nhiệm vụ|27|30`, `1.2|${LABEL}|Nhiệm vụ|28|31`]);
  });

  it.each([
    ['the usual words', ['STT', 'Chỉ tiêu', 'Đơn vị tính', 'Số liệu', 'Ghi chú']],
    ['other words', ['TT', 'Nội dung', 'ĐVT', 'Kết quả', 'Ghi chú']],
    ['a period for a value', ['Số TT', 'Tiêu chí', 'Đơn vị', 'Quý III/2021', 'Ghi chú']],
    [
      'words in capitals over lines',
      ['SỐ\nTT', 'NỘI DUNG\nCÔNG VIỆC', 'ĐƠN VỊ\nTÍNH', 'KẾT QUẢ\nTHỰC HIỆN', 'GHI CHÚ'],
    ],
  ])('in %s', (_, header) => {
    expect(rowsOf(table([header, ['1.1', LABEL, 'Nhiệm vụ', '27', 'x']]))).toEqual([`1.1|${LABEL}|Nhiệm vụ|27|x`]);
  });

  it('with columns in another order, without unit or note', () => {
    const rows = [
      ['TT', 'Số liệu', 'Nội dung', 'ĐVT'],
      ['1', '27', LABEL, 'Nhiệm vụ'],
    ];
    expect(rowsOf(table(rows))).toEqual([`1|${LABEL}|Nhiệm vụ|27|`]);
    expect(
      rowsOf(
        table([
          ['TT', 'Nội dung', 'Số liệu'],
          ['1', LABEL, '27'],
        ]),
      ),
    ).toEqual([`1|${LABEL}||27|`]);
  });

  it('of two storeys, and a row of column numbers under it', () => {
    const rows: Spec[][] = [
      [{ text: 'STT', rows: 2 }, { text: 'Chỉ tiêu', rows: 2 }, { text: 'Kết quả thống kê', cols: 2 }, null],
      [null, null, 'Đơn vị tính', 'Số liệu'],
      ['(1)', '(2)', '(3)', '(4)'],
      ['1', LABEL, 'Nhiệm vụ', '27'],
    ];
    expect(rowsOf(table(rows))).toEqual([`1|${LABEL}|Nhiệm vụ|27|`]);
  });

  it('takes this period’s column, never the last one’s, the plan’s or the difference', () => {
    const header = ['STT', 'Chỉ tiêu', 'Đơn vị tính', 'Số liệu kỳ trước', 'Số liệu kỳ này', 'So sánh (%)'];
    const [row] = readAppendix([table([header, ['1', LABEL, 'Nhiệm vụ', '11', '27', '245']])]).flatMap(
      (t) => t.appendix.rows,
    );
    expect(row).toMatchObject({ valueRaw: '27', otherValueRaw: null });
  });

  it('that prefers neither of two columns leaves both readings', () => {
    const header = ['STT', 'Chỉ tiêu', 'Đơn vị tính', 'Trong kỳ', 'Lũy kế từ đầu năm'];
    const rows = readAppendix([
      table([header, ['1', LABEL, 'Nhiệm vụ', '11', '27'], ['2', LABEL, 'Nhiệm vụ', '5', '5']]),
    ]);
    expect(rows[0]?.appendix.rows).toMatchObject([
      { valueRaw: '11', otherValueRaw: '27' },
      { valueRaw: '5', otherValueRaw: null },
    ]);
  });

  it.each([
    ['Tổng số giao', 'Đã thực hiện', '27', null],
    ['Số liệu quý trước', 'Quý này', '27', null],
    ['KH', 'TH', '27', null],
    ['Số liệu đầu kỳ', 'Số liệu cuối kỳ', '27', null],
    ['Số liệu', '%', '11', null],
    ['Kết quả tại thời điểm báo cáo', 'Điểm tự chấm', '11', null],
    ['Kết quả tự đánh giá', 'Huyện thẩm định', '11', '27'],
    ['Số liệu báo cáo', 'Điều chỉnh', '11', '27'],
    ['Kết quả tháng 8', 'Tháng 9', '11', '27'],
  ])('with the columns "%s" and "%s" reads %s, the other reading %s', (one, two, value, other) => {
    const rows = [
      ['STT', 'Chỉ tiêu', 'Đơn vị tính', one, two],
      ['1', LABEL, 'x', '11', '27'],
      ['2', LABEL, 'x', '5', '6'],
    ];
    expect(readAppendix([table(rows)])[0]?.appendix.rows[0]).toMatchObject({ valueRaw: value, otherValueRaw: other });
  });

  it('never reaches over rows of data, however it is merged or marked', () => {
    const rows: Spec[][] = [
      ['STT', 'Chỉ tiêu', 'ĐVT', 'Số liệu', { text: 'Ghi chú', rows: 3 }],
      ['1', 'Số văn bản', 'x', '1', null],
      ['2', 'Số hồ sơ', 'x', '2', null],
    ];
    expect(rowsOf(table(rows)).map((row) => row.slice(0, 12))).toEqual(['1|Số văn bản', '2|Số hồ sơ|x']);
    const marked = table([
      ['STT', 'Chỉ tiêu', 'ĐVT', 'Số liệu'],
      ['1', 'Số văn bản', 'x', '1'],
      ['2', 'Số hồ sơ', 'x', '2'],
    ]);
    const all = marked.kind === 'table' ? { ...marked, table: { ...marked.table, headerRows: 3 } } : marked;
    expect(rowsOf(all)).toHaveLength(2);
    const below = table([
      ['1', 'Số văn bản', 'x', '1'],
      ['STT', 'Chỉ tiêu', 'ĐVT', 'Số liệu'],
      ['2', 'Số hồ sơ', 'x', '2'],
    ]);
    expect(rowsOf(below)).toHaveLength(2);
  });

  it('is not that of a letterhead, a list of people or a timetable', () => {
    expect(
      rowsOf(
        table([
          ['UBND XÃ X', 'CỘNG HÒA'],
          ['Số: 1', 'Độc lập'],
        ]),
      ),
    ).toEqual([]);
    expect(
      rowsOf(
        table([
          ['STT', 'Họ và tên', 'Chức vụ'],
          ['1', 'Nguyễn Văn A', 'Chủ tịch'],
        ]),
      ),
    ).toEqual([]);
  });
});

describe('a row', () => {
  const HEADER = ['STT', 'Chỉ tiêu', 'Đơn vị tính', 'Số liệu', 'Ghi chú'];

  it('under "Trong đó" is a part, whether the words stand in the first column or beside the label', () => {
    const first: Spec[][] = [
      HEADER,
      ['3', 'Hồ sơ', 'Hồ sơ', '3', ''],
      [{ text: 'Trong\nđó', rows: 2 }, 'Trực tiếp', 'nt', '1', ''],
      [null, 'Trực tuyến', 'nt', '2', ''],
    ];
    expect(rowsOf(table(first))).toEqual(['3|Hồ sơ|Hồ sơ|3|', '>|Trực tiếp|Hồ sơ|1|', '>|Trực tuyến|Hồ sơ|2|']);
    const beside: Spec[][] = [
      ['STT', { text: 'Chỉ tiêu', cols: 2 }, null, 'ĐVT', 'Số liệu'],
      ['3', { text: 'Hồ sơ', cols: 2 }, null, 'Hồ sơ', '3'],
      ['', { text: 'Trong đó', rows: 2 }, 'Trực tiếp', '"', '1'],
      ['', null, 'Trực tuyến', 'như trên', '2'],
    ];
    expect(rowsOf(table(beside))).toEqual(['3|Hồ sơ|Hồ sơ|3|', '>|Trực tiếp|Hồ sơ|1|', '>|Trực tuyến|Hồ sơ|2|']);
  });

  it('merged over the whole width is a heading with its number', () => {
    expect(rowsOf(table([HEADER, [{ text: '2. Cải cách thể chế', cols: 5 }, null, null, null, null]]))).toEqual([
      '2.|Cải cách thể chế|||',
    ]);
  });

  it('whose value is merged with the next one’s leaves the next blank', () => {
    const rows: Spec[][] = [HEADER, ['1', 'A', 'x', { text: '7', rows: 2 }, ''], ['2', 'B', 'x', null, '']];
    expect(rowsOf(table(rows))).toEqual(['1|A|x|7|', '2|B|x||']);
  });

  it('whose value is merged with that of a row with a label is in doubt: it may be the sum of both', () => {
    const doubts = (below: string) =>
      readAppendix([
        table([
          HEADER,
          ['1', 'A', 'x', { text: '7', rows: 2 }, ''],
          ['', below, 'x', null, ''],
          ['3', 'C', 'x', '8', ''],
        ]),
      ]).flatMap(({ appendix }) => appendix.rows.map(({ doubt }) => doubt?.value.confidence ?? 1));
    expect(doubts('B')).toEqual([0.5, 1, 1]);
    expect(doubts('')).toEqual([1, 1, 1]);
  });

  it('keeps what stands in a column without a name, as a note', () => {
    expect(
      rowsOf(
        table([
          [...HEADER, ''],
          ['1', 'A', 'x', '7', 'n', 'm'],
        ]),
      ),
    ).toEqual(['1|A|x|7|n; m']);
  });

  it('puts a date in a narrow note column together again, never figures in the value column', () => {
    const rows = [HEADER, ['1', 'A', 'x', '1\n2', 'Quý\nIV/20\n21'], ['2', 'B', 'x', '', '14/\n9/\n2021']];
    expect(rowsOf(table(rows))).toEqual(['1|A|x|1\n2|Quý IV/2021', '2|B|x||14/9/2021']);
  });
});

describe('tables', () => {
  const HEADER = ['STT', 'Chỉ tiêu', 'ĐVT', 'Số liệu'];

  it('are numbered and captioned, rows counted over all of them', () => {
    const found = readAppendix([
      text('Biểu mẫu 1'),
      text('CHỈ ĐẠO, ĐIỀU HÀNH'),
      table([HEADER, ['1', 'A', 'x', '1']]),
      text('Biểu mẫu 2: Thể chế'),
      table([HEADER, ['1', 'B', 'x', '2'], ['2', 'C', 'x', '3']]),
    ]);
    expect(found.map(({ appendix }) => [appendix.table, appendix.caption])).toEqual([
      [1, 'Biểu mẫu 1'],
      [2, 'Biểu mẫu 2: Thể chế'],
    ]);
    expect(found.flatMap(({ appendix }) => appendix.rows.map(({ row }) => row))).toEqual([1, 2, 3]);
  });

  it('that go on without a header keep the columns of the one before', () => {
    const blocks = [table([HEADER, ['1', 'A', 'x', '1']]), text('12'), table([['2', 'B', 'x', '2']])];
    expect(rowsOf(...blocks)).toEqual(['1|A|x|1|', '2|B|x|2|']);
  });

  it('that go on under a caption, or with a column less, are not lost', () => {
    const first = table([
      [...HEADER, 'Ghi chú'],
      ['1', 'Số văn bản', 'x', '1', ''],
    ]);
    const same = table([
      ['2', 'Số hồ sơ đã nhận', 'x', '2', ''],
      ['3', 'Số hồ sơ đã trả', 'x', '3', ''],
    ]);
    expect(rowsOf(first, text('Phụ lục 1 (tiếp theo)'), same)).toHaveLength(3);
    const narrower = table([
      ['2', 'Số hồ sơ đã nhận', 'x', '2'],
      ['3', 'Số hồ sơ đã trả', 'x', '3'],
    ]);
    expect(rowsOf(first, text('B. Công khai kết quả giải quyết'), narrower)).toEqual([
      '1|Số văn bản|x|1|',
      '2|Số hồ sơ đã nhận|x|2|',
      '3|Số hồ sơ đã trả|x|3|',
    ]);
  });

  it('without any header are known by what stands in them', () => {
    const rows = ['1.1', '1.2', '1.3', '1.4', '1.5'].map((code, i) => [
      code,
      `Số văn bản đã ban hành loại ${i}`,
      'Văn bản',
      `${i}`,
    ]);
    expect(rowsOf(table(rows))[4]).toBe('1.5|Số văn bản đã ban hành loại 4|Văn bản|4|');
  });
});

import { describe, expect, test } from 'vitest';
import type { Ruling, Word } from '../../src/model/page.js';
import { findTables, layOut } from '../../src/table/index.js';
import { draw, gridText, horizontal, line, page, plain, type TableSpec, tablesOf } from './draw.js';

/** Words right-aligned at x. */
function right(text: string, x: number, y: number): Word[] {
  const words = line(text, 0, y);
  const shift = x - (words.at(-1)?.box[2] ?? 0);
  return words.map((w) => ({ ...w, box: [w.box[0] + shift, w.box[1], w.box[2] + shift, w.box[3]] as const }));
}

function centred(text: string, x: number, y: number): Word[] {
  const words = line(text, 0, y);
  return right(text, x + (words.at(-1)?.box[2] ?? 0) / 2, y);
}

function tables(words: readonly Word[], rulings: readonly Ruling[] = []): string[][] {
  return tablesOf(layOut([page(1, { words, rulings })])).map((table) => gridText(table.cells));
}

/** A statistical table: labels left, figures right-aligned at 300 and 400, a header line. */
function statistics(rows: readonly (readonly string[])[], top = 120): Word[] {
  return rows.flatMap(([label = '', first = '', second = ''], i) => [
    ...line(label, 60, top + i * 16),
    ...right(first, 300, top + i * 16),
    ...right(second, 400, top + i * 16),
  ]);
}

const ROWS = [
  ['Sector', '2001', '2002'],
  ['Manufacturing', '1,204', '1,311'],
  ['Construction', '311', '-'],
  ['Education', '98.5', '102.4'],
];

const CELLS = ROWS.flatMap((row, r) => row.map((text, c) => `${r},${c} 1x1 ${text}`));

describe('a table without drawn cells', () => {
  test('is found by its figures', () => {
    expect(tables(statistics(ROWS))).toEqual([CELLS]);
  });

  test('is found between rules', () => {
    const rules = [105, 124, 172].map((y) => horizontal(y, 58, 402));
    expect(tables(statistics(ROWS), rules)).toEqual([CELLS]);
  });

  test('is found by rules in pieces over its columns', () => {
    const pieces = [105, 124, 172].flatMap((y) => [
      horizontal(y, 58, 230),
      horizontal(y, 240, 302),
      horizontal(y, 320, 402),
    ]);
    expect(tables(statistics(ROWS), pieces)).toEqual([CELLS]);
  });

  test('of words is found between rules, rows of several lines and all', () => {
    const words = [
      ...line('Measure', 60, 120),
      ...line('Authority', 220, 120),
      ...line('Survey of', 60, 140),
      ...line('National office', 220, 140),
      ...line('households', 60, 153),
      ...line('Census', 60, 173),
      ...line('Ministry', 220, 173),
    ];
    const rules = [107, 125, 158, 178].map((y) => horizontal(y, 58, 330));
    expect(tables(words, rules)).toEqual([
      [
        '0,0 1x1 Measure',
        '0,1 1x1 Authority',
        '1,0 1x1 Survey of households',
        '1,1 1x1 National office',
        '2,0 1x1 Census',
        '2,1 1x1 Ministry',
      ],
    ]);
  });

  test('joins the wrapped lines of a label', () => {
    const words = statistics([
      ['Sector', '2001', '2002'],
      ['Manufacturing and other industries', '1,204', '1,311'],
      ['of the region', '', ''],
      ['Construction', '311', '215'],
      ['Education', '98.5', '102.4'],
    ]);
    expect(tables(words)[0]?.slice(3, 9)).toEqual([
      '1,0 1x1 Manufacturing and other industries of the region',
      '1,1 1x1 1,204',
      '1,2 1x1 1,311',
      '2,0 1x1 Construction',
      '2,1 1x1 311',
      '2,2 1x1 215',
    ]);
  });

  test('joins the lines of cells that are centred one beside the other', () => {
    const words = [
      ...line('Sector', 60, 114),
      ...centred('Value', 200, 108),
      ...centred('added', 200, 120),
      ...centred('Note', 300, 114),
      ...line('Manufacturing', 60, 140),
      ...right('1,204', 215, 140),
      ...centred('under review', 300, 134),
      ...centred('since May', 300, 146),
      ...line('Construction and', 60, 164),
      ...right('311', 215, 170),
      ...centred('complete', 300, 170),
      ...line('civil engineering', 60, 176),
      ...line('Education', 60, 194),
      ...right('98.5', 215, 194),
      ...centred('complete', 300, 194),
    ];
    expect(tables(words)).toEqual([
      [
        ['Sector', 'Value added', 'Note'],
        ['Manufacturing', '1,204', 'under review since May'],
        ['Construction and civil engineering', '311', 'complete'],
        ['Education', '98.5', 'complete'],
      ].flatMap((row, r) => row.map((text, c) => `${r},${c} 1x1 ${text}`)),
    ]);
  });

  test('keeps the name of a group as a row', () => {
    const words = statistics([
      ...ROWS,
      ['Women', '', ''],
      ['Manufacturing', '204', '311'],
      ['Education', '8.5', '2.4'],
    ]);
    expect(tables(words)[0]?.slice(12, 15)).toEqual(['4,0 1x1 Women', '4,1 1x1 ', '4,2 1x1 ']);
  });

  test('widens a title over the columns whose middle it stands over', () => {
    const title = centred('Employment', 340, 104);
    expect(tables([...title, ...statistics(ROWS)])[0]?.slice(0, 2)).toEqual(['0,0 1x1 ', '0,1 1x2 Employment']);
  });

  test('has its years for titles, not for figures', () => {
    const wrapped = [...right('(in', 400, 104), ...statistics(ROWS)];
    expect(tables([...wrapped, ...line('Employed', 60, 104)])[0]?.slice(0, 3)).toEqual([
      '0,0 1x1 Employed Sector',
      '0,1 1x1 2001',
      '0,2 1x1 (in 2002',
    ]);
  });

  test('with leaders and two columns of figures is a table', () => {
    const words = [1, 2, 3, 4].flatMap((i) => [
      ...line(`Total ${'.'.repeat(30)}`, 60, 100 + 16 * i),
      ...right(String(i * 111), 300, 100 + 16 * i),
      ...right(String(i * 37), 400, 100 + 16 * i),
    ]);
    expect(tables(words)).toHaveLength(1);
  });

  test('goes on on the next page', () => {
    const first = page(1, { words: statistics(ROWS, 640) });
    const second = page(2, {
      words: statistics(
        [
          ['Sector', '2001', '2002'],
          ['Health', '7', '12'],
          ['Trade', '41', '1,002'],
        ],
        90,
      ),
    });
    const [table, ...others] = tablesOf(layOut([first, second]));
    expect(others).toEqual([]);
    expect(table).toMatchObject({ rows: 6, headerRows: 1, pages: [1, 2] });
  });

  test('goes on on a page where one of its columns is blank', () => {
    const first = page(1, { words: statistics(ROWS, 640) });
    const rest = [
      ['Health', '', '12'],
      ['Trade', '', '1,002'],
      ['Transport', '', '77'],
      ['Fishing', '', '8'],
    ];
    const [table, ...others] = tablesOf(layOut([first, page(2, { words: statistics(rest, 90) })]));
    expect(others).toEqual([]);
    expect(gridText(table?.cells ?? []).slice(12, 18)).toEqual(
      rest.slice(0, 2).flatMap((row, r) => row.map((text, c) => `${r + 4},${c} 1x1 ${text}`)),
    );
  });
});

describe('no table is', () => {
  const none: [string, Word[], Ruling[]?][] = [
    [
      'a letterhead',
      [
        ...centred('ỦY BAN NHÂN DÂN', 150, 80),
        ...centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 420, 80),
        ...centred('XÃ HOẰNG THÀNH', 150, 95),
        ...centred('Độc lập - Tự do - Hạnh phúc', 420, 95),
        ...centred('Số: 12/BC-UBND', 150, 115),
        ...centred('Hoằng Thành, ngày 01 tháng 9 năm 2021', 420, 115),
      ],
      [horizontal(99, 120, 180), horizontal(99, 350, 490)],
    ],
    [
      'a signature block',
      [
        ...line('Nơi nhận:', 60, 600),
        ...centred('CHỦ TỊCH', 420, 600),
        ...line('- Phòng Nội vụ (b/c);', 60, 615),
        ...line('- CT, PCT UBND xã (b/c);', 60, 630),
        ...line('- Lưu: VP', 60, 645),
        ...centred('Trương Văn An', 420, 660),
      ],
    ],
    [
      'a table of contents',
      Array.from({ length: 12 }, (_, i) => [
        ...line(`${i + 1}.`, 60, 100 + 15 * i),
        ...line(`Chương mục ${'.'.repeat(60 - i)}`, 80, 100 + 15 * i),
        ...right(String(3 * i + 1), 520, 100 + 15 * i),
      ]).flat(),
    ],
    [
      'a table of contents whose dots are set one by one',
      Array.from({ length: 12 }, (_, i) => [
        ...line('7.2.1', 60, 100 + 15 * i),
        ...line(`Chương mục ${'. '.repeat(40)}`, 100, 100 + 15 * i),
        ...right(String(3 * i + 1), 520, 100 + 15 * i),
      ]).flat(),
    ],
    [
      'a table of contents whose leaders are drawn',
      Array.from({ length: 12 }, (_, i) => [
        ...line(`${i + 1}.`, 60, 100 + 15 * i),
        ...line('Chương mục', 80, 100 + 15 * i),
        ...right(String(3 * i + 1), 520, 100 + 15 * i),
      ]).flat(),
      Array.from({ length: 12 }, (_, i) => horizontal(100 + 15 * i, 150, 490)),
    ],
    [
      'an index in two columns',
      Array.from({ length: 14 }, (_, i) => [
        ...line(`cipher ${i} ${'. '.repeat(18)}`, 60, 100 + 15 * i),
        ...right(String(3 * i + 1), 260, 100 + 15 * i),
        ...line(`digest ${i} ${'. '.repeat(18)}`, 320, 100 + 15 * i),
        ...right(String(5 * i + 1), 520, 100 + 15 * i),
      ]).flat(),
    ],
    [
      'a list',
      Array.from({ length: 8 }, (_, i) => [
        ...line(i % 2 === 0 ? '-' : `${i})`, 60, 100 + 15 * i),
        ...line('Tiếp tục triển khai thực hiện tốt cơ chế một cửa', 85, 100 + 15 * i),
      ]).flat(),
    ],
    [
      'prose in two columns',
      Array.from({ length: 14 }, (_, i) => [
        ...line('the number of persons employed in the sector', 60, 100 + 14 * i),
        ...line('while the average of the period was stable in', 320, 100 + 14 * i),
      ]).flat(),
    ],
    [
      'prose between two rules',
      Array.from({ length: 6 }, (_, i) =>
        line('the number of persons employed in the sector was stable', 60, 100 + 14 * i),
      ).flat(),
      [horizontal(85, 60, 540), horizontal(180, 60, 540)],
    ],
    [
      'a numbered listing of code between rules',
      ['int crc(byte b) {', 'return table[b]; // nothing else', '}', 'void init() {', 'for (;;) {', '}'].flatMap(
        (t, i) => [...right(String(i + 1), 80, 100 + 14 * i), ...line(t, 100, 100 + 14 * i)],
      ),
      [horizontal(85, 60, 400), horizontal(176, 60, 400)],
    ],
    [
      'the scale of a chart',
      ['2.5', '2', '1.5', '1', '0.5'].flatMap((t, i) => [
        ...right(t, 80, 100 + 20 * i),
        ...(i % 2 === 0 ? line('CL-128', 300, 100 + 20 * i) : []),
      ]),
      [horizontal(85, 60, 400), horizontal(190, 60, 400)],
    ],
    [
      'a formula',
      [0, 1, 2, 3, 4].flatMap((i) => [
        ...line('CRC', 60, 100 + 16 * i),
        ...line('(', 130, 100 + 16 * i),
        ...line('Q', 160, 100 + 16 * i),
        ...line('=', 190, 100 + 16 * i),
        ...line('B', 220, 100 + 16 * i),
        ...line(')', 250, 100 + 16 * i),
      ]),
    ],
    [
      'a form to fill in',
      ['Họ và tên:', 'Địa chỉ:', 'Chữ ký:'].flatMap((t, i) => line(t, 60, 100 + 20 * i)),
      [0, 1, 2].map((i) => horizontal(102 + 20 * i, 160, 400)),
    ],
  ];

  test.each(none)('%s', (_, words, rulings) => {
    expect(findTables(page(1, { words, rulings: rulings ?? [] }))).toEqual([]);
  });
});

test('a table in one column of a page of prose is found, the prose beside it is not', () => {
  const prose = Array.from({ length: 20 }, (_, i) => [
    ...line('the number of persons employed in the', 60, 100 + 14 * i),
    ...line('while the average of the period was', 320, 100 + 14 * i),
  ]).flat();
  const beside = Array.from({ length: 4 }, (_, i) =>
    line('and of the sector in the annual report', 60, 400 + 14 * i),
  ).flat();
  const small = ROWS.flatMap(([a = '', b = '', c = ''], i) => [
    ...line(a, 320, 400 + 14 * i),
    ...right(b, 460, 400 + 14 * i),
    ...right(c, 520, 400 + 14 * i),
  ]);
  expect(tables([...prose, ...beside, ...small])).toEqual([CELLS]);
});

test('what stands in no table is text, in reading order, each word once', () => {
  const spec: TableSpec = plain(
    [60, 200, 80],
    [
      ['STT', 'Chỉ tiêu', 'Số liệu'],
      ['1', 'Số hồ sơ', '12'],
      ['2', 'Số văn bản', '3'],
    ],
  );
  const table = draw(spec, 60, 200);
  const words = [...line('Phụ lục 1', 250, 180, { bold: true }), ...table.words, ...line('CHỦ TỊCH', 400, 300)];
  const rulings = table.cells.flatMap(({ box: [x0, y0, x1, y1] }) => [
    horizontal(y0, x0, x1),
    horizontal(y1, x0, x1),
    { orientation: 'v' as const, at: x0, from: y0, to: y1, width: 0.5 },
    { orientation: 'v' as const, at: x1, from: y0, to: y1, width: 0.5 },
  ]);
  const { blocks } = layOut([page(1, { words, rulings })]);
  expect(blocks.map((b) => (b.kind === 'table' ? 'table' : `${b.text}${b.bold ? ' (bold)' : ''}`))).toEqual([
    'Phụ lục 1 (bold)',
    'table',
    'CHỦ TỊCH',
  ]);
});

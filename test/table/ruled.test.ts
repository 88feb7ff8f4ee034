import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ruling } from '../../src/model/page.js';
import { findTables, layOut } from '../../src/table/index.js';
import {
  bordersOf,
  type Drawing,
  draw,
  frame,
  gridText,
  horizontal,
  line,
  onPage,
  page,
  plain,
  specText,
  type TableSpec,
  tablesOf,
  vertical,
} from './draw.js';
import { REPORT } from './specs.js';

function gridsOf(drawing: Drawing, rulings: readonly Ruling[]): string[][] {
  const layout = layOut([page(1, { words: drawing.words, rulings })]);
  return tablesOf(layout).map((table) => gridText(table.cells));
}

const drawing = draw(REPORT, 60, 100);
const borders = bordersOf(drawing.cells.map((cell) => cell.box));

test('a ruled table with spans comes back cell by cell', () => {
  const [table] = tablesOf(layOut([onPage(drawing)]));
  expect(gridText(table?.cells ?? [])).toEqual(specText(REPORT));
  expect(table).toMatchObject({
    rows: 8,
    cols: 5,
    pages: [1],
    headerRows: 0,
    seams: [],
    method: 'ruled',
    origin: 'text',
  });
});

test('a cell stands where its borders are, and is as sure as its least sure word', () => {
  const words = drawing.words.map((w) => (w.text === 'chú' ? { ...w, confidence: 0.4 } : w));
  const [table] = tablesOf(layOut([page(1, { words, rulings: borders, origin: 'ocr' })]));
  const note = table?.cells.find((cell) => cell.text === 'Ghi\nchú');
  expect(note?.confidence).toBe(0.4);
  expect(note?.places).toEqual([{ page: 1, box: drawing.cells.find((c) => c.spec.text === 'Ghi\nchú')?.box }]);
  expect(table?.cells.find((cell) => cell.text === '')?.confidence).toBe(1);
});

describe('the same cells are found', () => {
  const expected = [specText(REPORT)];

  test('when borders are doubled', () => {
    const doubled = borders.flatMap((r) => [
      { ...r, at: r.at - 1 },
      { ...r, at: r.at + 1 },
    ]);
    expect(gridsOf(drawing, doubled)).toEqual(expected);
  });

  test('when borders are dashed', () => {
    const dashed = borders.flatMap((r) => {
      const pieces: Ruling[] = [];
      for (let at = r.from; at < r.to; at += 6) pieces.push({ ...r, from: at, to: Math.min(at + 3, r.to) });
      return pieces;
    });
    expect(gridsOf(drawing, dashed)).toEqual(expected);
  });

  test('when borders overshoot or stop short', () => {
    const jitter = fc.record({
      at: fc.double({ min: -0.7, max: 0.7, noNaN: true }),
      end: fc.integer({ min: -2, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(jitter, { minLength: borders.length, maxLength: borders.length }), (jitters) => {
        const moved = borders.map((r, i) => {
          const { at, end } = jitters[i] ?? { at: 0, end: 0 };
          return { ...r, at: r.at + at, from: r.from - end, to: r.to + end };
        });
        expect(gridsOf(drawing, moved)).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  test('when the outer borders are not drawn', () => {
    const [left, right] = [drawing.xs[0], drawing.xs.at(-1)];
    const open = borders.filter((r) => r.orientation === 'h' || (r.at !== left && r.at !== right));
    expect(gridsOf(drawing, open)).toEqual(expected);
  });

  test('when a tick crosses a wide double border', () => {
    const [x = 0, y = 0, end = 0] = [drawing.xs[1], drawing.ys[7], drawing.ys[8]];
    const ticked = [vertical(x + 3.6, y, end), horizontal(y + 10, x - 3, x + 7)];
    expect(gridsOf(drawing, [...borders, ...ticked])).toEqual(expected);
  });

  test('when text is underlined and the page has a frame', () => {
    const underline = horizontal((drawing.ys[3] ?? 0) + 16, (drawing.xs[1] ?? 0) + 3, (drawing.xs[1] ?? 0) + 90);
    expect(gridsOf(drawing, [...borders, underline, ...frame([20, 20, 575, 820])])).toEqual(expected);
  });
});

test('a table drawn at random comes back cell by cell', () => {
  const widths = fc.array(fc.integer({ min: 40, max: 90 }), { minLength: 2, maxLength: 6 });
  const sheet = fc.tuple(widths, fc.integer({ min: 2, max: 8 })).chain(([w, rows]) =>
    fc
      .array(fc.constantFrom('', 'một', 'hai ba', 'bốn\nnăm', '12'), {
        minLength: w.length * rows,
        maxLength: w.length * rows,
      })
      .map((texts) =>
        plain(
          w,
          Array.from({ length: rows }, (_, r) => ['a', ...texts.slice(r * w.length + 1, (r + 1) * w.length)]),
        ),
      ),
  );
  const filled = sheet.filter((spec) => spec.cells.some((cell) => cell.col > 0 && cell.text !== ''));
  fc.assert(
    fc.property(filled, fc.integer({ min: 10, max: 60 }), (spec, x) => {
      const found = tablesOf(layOut([onPage(draw(spec, x, 80))]));
      expect(found.map((table) => gridText(table.cells))).toEqual([specText(spec)]);
    }),
    { numRuns: 100 },
  );
});

test('a line that stops half way loses no text', () => {
  const spec = plain(
    [80, 80, 80],
    [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
      ['g', 'h', 'i'],
    ],
  );
  const nine = draw(spec, 60, 100);
  const [, x1 = 0, x2 = 0] = nine.xs;
  const [, y1 = 0, y2 = 0] = nine.ys;
  // Without the border right of e and the one below f, e, f and i are one region that is no rectangle.
  const cut = bordersOf(nine.cells.map((cell) => cell.box)).flatMap((r) => {
    const gone =
      (r.orientation === 'v' && r.at === x2 && r.from >= y1 && r.to <= y2) ||
      (r.orientation === 'h' && r.at === y2 && r.from >= x2);
    return gone ? [] : [r];
  });
  const [table] = tablesOf(layOut([page(1, { words: nine.words, rulings: cut })]));
  const texts = table?.cells.map((cell) => cell.text) ?? [];
  expect(texts.join(' ').split(' ').toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
  expect(table?.cells.find((cell) => cell.text === 'e f')).toMatchObject({ row: 1, col: 1, colspan: 2 });
  expect(x1).toBeGreaterThan(0);
});

test('rows stacked in drawn columns are taken apart', () => {
  const stacked: TableSpec = {
    widths: [150, 60, 60],
    rows: 2,
    cells: [
      ...['Sector', '2001', '2002'].map((text, col) => ({ row: 0, col, text })),
      { row: 1, col: 0, text: 'Manufacturing\nConstruction\nEducation\nHealth and\nsocial work' },
      { row: 1, col: 1, text: '12\n13\n14\n15' },
      { row: 1, col: 2, text: '22\n23\n24\n25' },
    ],
  };
  const [table] = tablesOf(layOut([onPage(draw(stacked, 60, 100))]));
  expect(gridText(table?.cells.filter((cell) => cell.row > 2) ?? [])).toEqual([
    '3,0 1x1 Education',
    '3,1 1x1 14',
    '3,2 1x1 24',
    '4,0 1x1 Health and social work',
    '4,1 1x1 15',
    '4,2 1x1 25',
  ]);
});

test('numbered rows of a group without rulings between them are rows, though a value is missing', () => {
  const group = (numbers: string): TableSpec =>
    plain(
      [40, 200, 90, 50],
      [
        ['STT', 'Chỉ tiêu', 'Đơn vị', 'Số liệu'],
        [numbers, 'Số hồ sơ\nSố phản ánh\nSố cơ quan', 'Hồ sơ\nÝ kiến\nCơ quan', '98,7\n7'],
      ],
    );
  const read = (numbers: string) => tablesOf(layOut([onPage(draw(group(numbers), 60, 100))]))[0];
  for (const numbers of ['3\n4\n5', '2.9\n2.10\n3', '9.\n10.\n10.1.'])
    expect(gridText(read(numbers)?.cells.filter((cell) => cell.row > 1) ?? [])).toEqual([
      `2,0 1x1 ${numbers.split('\n')[1]}`,
      '2,1 1x1 Số phản ánh',
      '2,2 1x1 Ý kiến',
      '2,3 1x1 7',
      `3,0 1x1 ${numbers.split('\n')[2]}`,
      '3,1 1x1 Số cơ quan',
      '3,2 1x1 Cơ quan',
      '3,3 1x1 ',
    ]);
  for (const numbers of ['5\n4\n3', '3\n3\n4', '3\nII\n4', '3']) expect(read(numbers)?.rows).toBe(2);
});

test('figures stacked beside one label stay in their cell', () => {
  const spec = plain(
    [40, 200, 90, 50],
    [
      ['STT', 'Chỉ tiêu', 'Đơn vị', 'Số liệu'],
      ['1', 'Số hồ sơ', 'Hồ sơ', '10\n11\n12'],
    ],
  );
  const [table] = tablesOf(layOut([onPage(draw(spec, 60, 100))]));
  expect(gridText(table?.cells ?? [])).toEqual(specText(spec));
});

test('lines of a unit in one drawn cell stay one row', () => {
  const units = 'Trực tuyến =\n0\nPhát phiếu =\n1\nKết hợp = 2';
  const spec = plain(
    [40, 200, 90, 50],
    [
      ['STT', 'Chỉ tiêu', 'Đơn vị', 'Số liệu'],
      ['1.4.2', 'Hình thức khảo sát', units, '10'],
    ],
  );
  const [table] = tablesOf(layOut([onPage(draw(spec, 60, 100))]));
  expect(gridText(table?.cells ?? [])).toEqual(specText(spec));
});

describe('no table is', () => {
  const text = line('Báo cáo kết quả cải cách hành chính', 70, 120);

  test.each([
    ['a box around text', frame([60, 100, 400, 140])],
    ['a frame around the page', frame([20, 20, 575, 822])],
    ['an underline', [horizontal(122, 70, 200)]],
    ['a box with a line through it', [...frame([60, 100, 400, 180]), horizontal(140, 60, 400)]],
    ['two boxes side by side', [...frame([60, 100, 200, 140]), vertical(150, 100, 140)]],
  ])('%s', (_, rulings) => {
    const sheet = page(1, { words: text, rulings });
    expect(findTables(sheet)).toEqual([]);
    const blocks = layOut([sheet]).blocks;
    expect(blocks.flatMap((b) => (b.kind === 'text' ? [b.text] : [])).join(' ')).toBe(
      'Báo cáo kết quả cải cách hành chính',
    );
  });

  test('a chart with grid lines and labels', () => {
    const grid = [0, 1, 2, 3, 4].map((i) => horizontal(200 + 30 * i, 100, 480));
    const labels = [0, 1, 2, 3, 4, 5].flatMap((i) => [
      ...line(String(1999 + i), 110 + 60 * i, 335),
      ...line(String(10 + 7 * i), 112 + 60 * i, 230 + 13 * i),
    ]);
    expect(findTables(page(1, { words: labels, rulings: [...grid, vertical(100, 200, 320)] }))).toEqual([]);
  });

  test('a large mesh with a few words in it', () => {
    const mesh = Array.from({ length: 12 }, (_, i) => [
      horizontal(100 + i * 30, 60, 390),
      vertical(60 + i * 30, 100, 430),
    ]);
    const words = [...line('a', 65, 120), ...line('b', 65, 150), ...line('c', 95, 180)];
    expect(findTables(page(1, { words, rulings: mesh.flat() }))).toEqual([]);
  });

  test('a hatch', () => {
    const hatch = Array.from({ length: 200 }, (_, i) => [
      horizontal(100 + i * 2, 60, 460),
      vertical(60 + i * 2, 100, 500),
    ]);
    expect(findTables(page(1, { words: text, rulings: hatch.flat() }))).toEqual([]);
  });
});

/** Appendices as clerks lay them out and annotate them, from the bytes of a DOCX to rows and flags. */
import { expect, test } from 'vitest';
import { xaYear } from '../../fixtures/figures/xa-2021.js';
import { fill } from '../../fixtures/filled.js';
import { tinh2025, xa2021 } from '../../fixtures/forms.js';
import { Dice } from '../../fixtures/prng.js';
import { buildDataset, extractReport, loadCatalogue } from '../../src/index.js';
import { docx, p, tbl, tc, tr } from '../read/docx/build.js';

const HEADER = ['STT', 'Chỉ tiêu thống kê', 'Đơn vị tính', 'Số liệu', 'Ghi chú'];
const WIDTHS = [800, 4000, 1600, 900, 900];
const BLANK = ['', '', '', '', ''];

/** The form's rows, every figure another one (an enumeration's 1), a note where one is given. */
function rowsWith(notes: Readonly<Record<string, string>> = {}): string[][] {
  return xa2021.map((row, i) => {
    const value = row.indicatorCode === null ? '' : row.unit.includes('=') ? '1' : `${i + 1}`;
    return [row.printedCode, row.label, row.unit.replaceAll('\n', ' '), value, notes[row.indicatorCode ?? ''] ?? ''];
  });
}

const texts = (row: readonly string[] | undefined) => (row ?? BLANK).map((text) => tc(text));
const report = (table: string) =>
  docx(p('BÁO CÁO') + p('Kết quả công tác cải cách hành chính 9 tháng đầu năm 2021') + p('Phụ lục') + table);
const extract = async (table: string) =>
  (await extractReport(report(table), { source: 'bc.docx', ocr: 'off' })).extraction;

test('two halves of an appendix beside each other are read one after the other', async () => {
  const rows = rowsWith();
  const half = Math.ceil(rows.length / 2);
  const lines = Array.from({ length: half }, (_, i) => tr([...texts(rows[i]), ...texts(rows[half + i])]));
  const table = tbl([tr([...texts(HEADER), ...texts(HEADER)]), ...lines], [...WIDTHS, ...WIDTHS]);
  const { rows: read } = await extract(table);
  expect(read.map(({ indicatorCode, valueRaw }) => [indicatorCode, valueRaw])).toEqual(
    xa2021.map(({ indicatorCode }, i) => [indicatorCode ?? '', rows[i]?.[3]]),
  );
});

test('two columns of figures under one header stay one table', async () => {
  const table = tbl(
    [tr(texts([...HEADER, 'Số liệu'])), ...rowsWith().map((row) => tr(texts([...row, row[3] ?? ''])))],
    [...WIDTHS, 900],
  );
  expect((await extract(table)).tables).toBe(1);
});

test('a note that gives the figure another time leaves it out, with a word; a time of something done does not', async () => {
  const notes = { 'X-1.1.1': 'Số liệu 6 tháng đầu năm', 'X-1.1.3': 'Tính đến 30/6/2021', 'X-1.4.1': 'Tháng 8/2021' };
  const table = tbl(
    [HEADER, ...rowsWith(notes)].map((row) => tr(texts(row))),
    WIDTHS,
  );
  const { rows, flags } = await extract(table);
  const noted = rows.filter(({ note }) => note !== '');
  expect(noted.map(({ indicatorCode, value }) => [indicatorCode, value])).toEqual([
    ['X-1.1.1', null],
    ['X-1.1.3', null],
    ['X-1.4.1', expect.any(Number)],
  ]);
  const asked = flags.filter(({ code }) => code === 'VALUE_QUALIFIED').map(({ row }) => row);
  expect(asked).toEqual(noted.slice(0, 2).map(({ row }) => row));
});

test('a footnote says of the figure that bears its mark what a note would', async () => {
  const rows = rowsWith().map((row, i) => {
    const mark =
      ({ 'X-1.1.1': '*', 'X-1.1.3': ' (**)' } as Record<string, string>)[xa2021[i]?.indicatorCode ?? ''] ?? '';
    return row.map((text, col) => (col === 3 ? text + mark : text));
  });
  const table = tbl(
    [HEADER, ...rows].map((row) => tr(texts(row))),
    WIDTHS,
  );
  const { rows: read, flags } = await extract(`${table}${p('(*) Số liệu 6 tháng đầu năm')}${p('(**) Kể cả kế hoạch')}`);
  const asked = flags.filter(({ code }) => code === 'VALUE_QUALIFIED').map(({ indicatorCode }) => indicatorCode);
  expect(asked).toEqual(['X-1.1.1']);
  expect(read.find(({ indicatorCode }) => indicatorCode === 'X-1.1.3')?.value).toEqual(expect.any(Number));
});

test('a figure merged over three rows is nobody’s for certain', async () => {
  const rows = rowsWith();
  const first = xa2021.findIndex(({ indicatorCode }) => indicatorCode === 'X-3.2.1');
  const merged = (i: number) =>
    i < first || i > first + 2 ? '' : `<w:vMerge${i === first ? ' w:val="restart"' : ''}/>`;
  const lines = rows.map((row, i) =>
    tr(row.map((text, col) => (col === 3 ? tc(merged(i) === '<w:vMerge/>' ? '' : text, merged(i)) : tc(text)))),
  );
  const { flags } = await extract(tbl([tr(texts(HEADER)), ...lines], WIDTHS));
  const asked = [0, 1, 2].map(
    (k) => flags.find(({ row, severity }) => row === first + k + 1 && severity !== 'info')?.code,
  );
  expect(asked).toEqual(['LOW_CONFIDENCE', 'MISSING_VALUE', 'MISSING_VALUE']);
});

test('a power of ten beside no unit is brought to the form’s', async () => {
  const tables = [1, 2, 3, 4, 5, 6, 7].map((number) => {
    const rows = tinh2025.filter((row) => row.table === number);
    const lines = rows.map(({ printedCode, label, unit, indicatorCode }) => {
      const isMoney = indicatorCode === 'T-6.1.1';
      const value = isMoney ? '14.520 tỷ' : indicatorCode === null ? '' : '5';
      return tr(texts([printedCode, label, isMoney ? '' : unit.replaceAll('\n', ' '), value, '']));
    });
    return p(`Biểu mẫu ${number}`) + tbl([tr(texts(HEADER)), ...lines], WIDTHS);
  });
  const { rows } = await extract(tables.join(''));
  expect(rows.find(({ indicatorCode }) => indicatorCode === 'T-6.1.1')?.value).toBe(14_520_000);
});

/** The form filled in with figures that agree with one another. */
function consistentRows(): { cells: string[]; heading: boolean }[] {
  const style = { thousands: '.', leadingZero: true, percentSign: false } as const;
  return fill(xa2021, xaYear(new Dice(7))(0.7), style).map((row) => ({
    cells: [row.printedCode, row.label, row.unit.replaceAll('\n', ' '), row.valuePrinted, ''],
    heading: row.heading,
  }));
}

type Slip = 'a cell put in' | 'a cell taken out' | 'a list pasted a row too low' | 'a list pasted a row too high';

/** The figures from row `from` on, a row further down or up; pasted lists know no headings. */
function slipped(slip: Slip, from: number): string[][] {
  const rows = consistentRows();
  const column = rows.flatMap(({ heading }, i) => (i < from || (slip.startsWith('a list') && heading) ? [] : [i]));
  const step = slip === 'a cell put in' || slip.endsWith('low') ? -1 : 1;
  return rows.map(({ cells }, i) => {
    const at = column.indexOf(i);
    const figure = at < 0 ? cells[3] : (rows[column[at + step] ?? -1]?.cells[3] ?? '');
    return cells.with(3, figure ?? '');
  });
}

test.each<[Slip, number]>([
  ['a cell put in', 4],
  ['a cell put in', 40],
  ['a cell taken out', 4],
  ['a cell taken out', 40],
  ['a list pasted a row too low', 10],
  ['a list pasted a row too high', 10],
])('%s from row %i on: every figure of the table is doubted', async (slip, from) => {
  const table = tbl(
    [HEADER, ...slipped(slip, from)].map((row) => tr(texts(row))),
    WIDTHS,
  );
  const read = await extractReport(report(table), { source: 'bc.docx', ocr: 'off' });
  const { observations, flags } = buildDataset([read], await loadCatalogue());
  expect(flags.filter(({ flag }) => flag === 'VALUES_SHIFTED')).toHaveLength(1);
  expect(observations.filter(({ status }) => status !== 'review')).toEqual([]);
});

test('a few figures that are wrong, or blank, are no column that slipped', async () => {
  const rows = consistentRows().map(({ cells }, i) =>
    cells.with(3, { 28: '9', 36: '', 41: '7', 76: '' }[i] ?? cells[3] ?? ''),
  );
  const { flags } = await extract(
    tbl(
      [HEADER, ...rows].map((row) => tr(texts(row))),
      WIDTHS,
    ),
  );
  expect(flags.filter(({ code }) => code === 'SUM_MISMATCH')).not.toEqual([]);
  expect(flags.filter(({ code }) => code === 'VALUES_SHIFTED')).toEqual([]);
});

/** The figures of the rows behind a line of the table, by whether they are left in. */
async function withLine(line: (row: string[]) => string, at: number, figures?: (row: string[]) => string[]) {
  const rows = consistentRows().map(({ cells }) => cells);
  const lines = rows.map((row, i) => tr(texts(i < at || figures === undefined ? row : figures(row))));
  const { rows: read, flags } = await extract(
    tbl([tr(texts(HEADER)), ...lines.slice(0, at), line(HEADER), ...lines.slice(at)], WIDTHS),
  );
  const doubted = new Set(flags.filter(({ severity }) => severity !== 'info').map(({ row }) => row));
  const open = read.filter(
    ({ row, indicatorCode, value }) => indicatorCode !== '' && value !== null && !doubted.has(row),
  );
  return { before: open.filter(({ row }) => row <= at).length, behind: open.filter(({ row }) => row > at).length };
}

const wide = (text: string) => tr([tc(text, '<w:gridSpan w:val="5"/>')]);

test('a line of the table that gives the figures below it another time, or another unit, is heeded', async () => {
  const clean = await withLine(() => wide('Các chỉ tiêu khác'), 30);
  expect(clean.before).toBeGreaterThan(10);
  expect(clean.behind).toBeGreaterThan(30);
  expect(await withLine(() => wide('Số liệu 6 tháng đầu năm'), 30)).toEqual({ before: clean.before, behind: 0 });
  expect(await withLine(() => wide('Số liệu 9 tháng đầu năm'), 30)).toEqual(clean);
  // Shares and choices have no power of ten.
  const thousands = await withLine(() => wide('ĐVT: nghìn'), 30);
  expect(thousands.before).toBe(clean.before);
  expect(thousands.behind).toBeLessThan(clean.behind / 3);
});

test('another header in the middle of a table is that of the rows below it', async () => {
  const header = ['STT', 'Chỉ tiêu thống kê', 'Đơn vị tính', 'Kỳ trước', 'Kỳ này'];
  const rows = consistentRows().map(({ cells }) => cells);
  const lines = rows.map((row, i) => (i < 30 ? row : [...row.slice(0, 3), row[3] === '' ? '' : '55', row[3] ?? '']));
  const { rows: read } = await extract(
    tbl(
      [HEADER, ...lines.slice(0, 30), header, ...lines.slice(30)].map((row) => tr(texts(row))),
      WIDTHS,
    ),
  );
  expect(read.filter((_, i) => i !== 30).map(({ valueRaw }) => valueRaw)).toEqual(rows.map((row) => row[3]));
});

test('figures in the column of notes of a later piece without a header are as good as those of its values', async () => {
  const rows = consistentRows().map(({ cells }) => cells);
  const later = rows.slice(30).map((row) => [...row.slice(0, 3), row[3] === '' ? '' : '55', row[3] ?? '']);
  const pieces = [[HEADER, ...rows.slice(0, 30)], later].map((piece) =>
    tbl(
      piece.map((row) => tr(texts(row))),
      WIDTHS,
    ),
  );
  const { rows: read, flags } = await extract(pieces.join(p('')));
  const doubted = new Set(flags.filter(({ severity }) => severity !== 'info').map(({ row }) => row));
  const open = read.filter(
    ({ row, value, valueRaw, note }) => value !== null && valueRaw !== note && !doubted.has(row),
  );
  expect(open.every(({ row }) => row <= 30)).toBe(true);
});

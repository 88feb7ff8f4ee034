import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvTable, type Dialect, EXCEL, PLAIN, textOf } from '../../src/dataset/csv.js';
import { buildDataset } from '../../src/dataset/index.js';
import { TABLES } from '../../src/dataset/records.js';
import { hostileText, number } from './arbitrary.js';
import { catalogue, row, sourced } from './build.js';

const DIALECTS: readonly (readonly [string, Dialect])[] = [
  ['plain', PLAIN],
  ['Excel', EXCEL],
];

const [blank] = buildDataset([sourced('a.pdf', { rows: [row(1)] })], catalogue()).observations;
if (blank === undefined) throw new Error('no observation');
const observation = blank;

function cellsOf(record: Readonly<Record<string, unknown>>, dialect: Dialect): Record<string, string> {
  const table = new CsvTable(TABLES.observations, dialect);
  const [cells] = parse<Record<string, string>>(table.header() + table.line(record), {
    bom: true,
    columns: true,
    delimiter: dialect.delimiter,
    record_delimiter: '\n',
  });
  if (cells === undefined) throw new Error('no line');
  return cells;
}

function cell(text: string, dialect: Dialect): string {
  return cellsOf({ ...observation, label: text }, dialect).label ?? '';
}

describe.each(DIALECTS)('%s dialect', (_, dialect) => {
  test('every text comes back as it was', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (label, note) => {
        const cells = cellsOf({ ...observation, label, note }, dialect);
        expect(textOf(cells.label ?? '')).toBe(label);
        expect(textOf(cells.note ?? '')).toBe(note);
      }),
    );
  });

  test('every number comes back as it was, negative ones unguarded', () => {
    fc.assert(
      fc.property(number, (value) => {
        const text = cellsOf({ ...observation, value }, dialect).value ?? '';
        expect(text).toMatch(/^-?\d+([.,]\d+)?$/);
        expect(Number(text.replace(dialect.decimal, '.'))).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  test('no text begins as a formula does', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const guarded = /^="[^"]*"$/;
        const harmless = /^[+-]?[\s\d.,]*%?$/;
        const written = cell(text, dialect);
        expect(guarded.test(written) || harmless.test(written) || !/^\s*[=+\-@＝＋－＠]/.test(written)).toBe(true);
      }),
    );
  });

  test.each(['-', '+'])('the lone sign %s stays, as a form prints it', (sign) => {
    expect(cell(sign, dialect)).toBe(sign);
  });

  test.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '- Số hồ sơ', '＝A1'])('%j is neutralised', (text) => {
    expect(cell(text, dialect)).toBe(`'${text}`);
  });

  test('what is not known is an empty field', () => {
    expect(cellsOf(observation, dialect)).toMatchObject({ value: '', denominator: '', indicator_code: '', note: '' });
  });
});

test('plain: no BOM, comma, point, text as it is', () => {
  const table = new CsvTable(TABLES.observations, PLAIN);
  expect(table.header()).toMatch(/^document_id,source,/);
  const cells = cellsOf({ ...observation, value: -12.5, value_raw: '10/10', printed_code: '1.10' }, PLAIN);
  expect(cells).toMatchObject({ value: '-12.5', value_raw: '10/10', printed_code: '1.10', unit_code: '05911' });
});

test('Excel: BOM, semicolon, decimal comma, and text that would become a number or a date protected', () => {
  const table = new CsvTable(TABLES.observations, EXCEL);
  expect(table.header()).toMatch(/^\ufeffdocument_id;source;/);
  const cells = cellsOf({ ...observation, value: -12.5, value_raw: '10/10', printed_code: '1.10' }, EXCEL);
  expect(cells).toMatchObject({
    document_id: `="${observation.document_id}"`,
    unit_code: '="05911"',
    printed_code: '="1.10"',
    value_raw: '="10/10"',
    value: '-12,5',
    confidence: '1,0000',
    period: '2021-9M',
  });
});

test.each(['04', '1.1.1', '-5', '12:30', '1e5', '(5)', '2021-09-01', '5%', 'Jan 2021', '1-May', '1 234'])(
  'Excel: %s is text',
  (text) => {
    expect(cell(text, EXCEL)).toBe(`="${text}"`);
  },
);

test.each(['Số hồ sơ', '12/BC-UBND', 'Quý IV/2021', '2021-9M', 'a', '…'])('Excel: %s needs no guard', (text) => {
  expect(cell(text, EXCEL)).toBe(text);
});

test('confidence and scores have four decimals', () => {
  expect(cellsOf({ ...observation, match_score: 0.9, confidence: 1 }, PLAIN)).toMatchObject({
    match_score: '0.9000',
    confidence: '1.0000',
  });
});

test('text with the separator of either dialect is quoted, so that a file read in the wrong one keeps it whole', () => {
  const line = new CsvTable(TABLES.observations, PLAIN).line({ ...observation, note: 'a;=1+1' });
  expect(line).toContain(',"a;=1+1",');
});

test('a number is never quoted: some spreadsheets take a quoted field for text', () => {
  const record = { ...observation, value: -12.5, denominator: 0.25 };
  expect(new CsvTable(TABLES.observations, EXCEL).line(record)).toContain(';-12,5;0,25;');
  expect(new CsvTable(TABLES.observations, PLAIN).line(record)).toContain(',-12.5,0.25,');
});

/** The real report: exactly what a careful clerk objects to, and the catalogue's own checks on what is right. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/catalogue/index.js';
import { type CheckedRow, type CheckOutcome, checkReport, type ProseItem } from '../../src/check/index.js';
import type { Form } from '../../src/model/catalogue.js';
import type { ValueType } from '../../src/model/value.js';
import { VALUE_TYPES } from '../../src/model/value.js';
import { readValue, voteOnMarks } from '../../src/value/index.js';
import { brief } from './small.js';

const data = (file: string) => readFileSync(new URL(`../../fixtures/data/${file}`, import.meta.url), 'utf8');

type Line = Record<string, string>;
const lines = parse(data('hoang-thanh-2021.csv'), { columns: true }) as Line[];
const typeOf = (line: Line): ValueType => VALUE_TYPES.find((type) => type === line.value_type) ?? 'text';

/** The table as a person reads it, its values read by the value stage. */
function rowsOf(form: Form): { rows: CheckedRow[]; flags: string[] } {
  const marks = voteOnMarks(lines.map((line) => ({ raw: line.value_raw ?? '', type: typeOf(line) })));
  const flags: string[] = [];
  const rows = lines.map((line, index): CheckedRow => {
    const indicator = form.rows.find((row) => row.indicator?.code === line.indicator_code)?.indicator ?? null;
    const reading = readValue(line.value_raw ?? '', {
      type: indicator?.type ?? 'text',
      unit: line.unit ?? '',
      domain: indicator?.domain ?? null,
      marks,
      origin: 'text',
      note: line.note ?? '',
    });
    const heading = indicator === null;
    if (!heading) flags.push(...reading.flags.map((flag) => brief({ ...flag, indicatorCode: indicator.code })));
    return {
      table: 1,
      row: index + 1,
      page: Number(line.appendix_page),
      printedCode: line.printed_code ?? '',
      label: line.label ?? '',
      unit: line.unit ?? '',
      indicatorCode: indicator?.code ?? '',
      value: reading.value,
      denominator: reading.denominator,
      valueType: reading.type,
      valueState: reading.state,
      valueRaw: line.value_raw ?? '',
      heading,
      origin: 'text',
    };
  });
  return { rows, flags };
}

/** One paragraph a line, up to the table, which is kept with the text for other tests. */
function prose(): ProseItem[] {
  const paragraphs = data('hoang-thanh-2021.txt').normalize('NFC').split('\n');
  return paragraphs.filter((text) => /\d/.test(text)).map((text) => ({ text, page: null }));
}

describe('the report of Hoằng Thành', () => {
  let rows: CheckedRow[];
  let valueFlags: string[];
  let outcome: CheckOutcome;

  beforeAll(async () => {
    const catalogue = await loadCatalogue();
    const form = catalogue.forms.find(({ id }) => id === 'xa-2021') ?? null;
    if (form === null) throw new Error('form xa-2021 is not in the catalogue');
    ({ rows, flags: valueFlags } = rowsOf(form));
    outcome = checkReport(rows, form, prose(), catalogue);
  });

  it('reads every value as it is printed', () => {
    const read = rows.map(({ value, denominator, heading }) => (heading ? null : [value, denominator]));
    const number = (text: string | undefined) => (text === undefined || text === '' ? null : Number(text));
    const truth = lines.map((line) =>
      line.indicator_code === '' ? null : [number(line.value), number(line.denominator)],
    );
    expect(read).toEqual(truth);
  });

  it('raises what must be raised about single values', () => {
    expect(valueFlags).toEqual(['OUT_OF_DOMAIN error document X-1.4.2 0|1|2', 'MISSING_VALUE warning document X-1.5']);
  });

  it('raises what must be raised about rows together, and nothing else', () => {
    expect(outcome.flags.map(brief).sort()).toEqual([
      'NARRATIVE_INCONSISTENT warning document - 0',
      'NARRATIVE_INCONSISTENT warning document - 100',
      'PARTITION_EXCEEDED warning document X-7.2.2b <=100',
      'PARTITION_EXCEEDED warning document X-7.5.2 <=196',
      'REPEATED_NEIGHBOUR info unknown X-3.2.3',
      'REPEATED_NEIGHBOUR info unknown X-3.4.2',
      'REPEATED_NEIGHBOUR info unknown X-4.2',
      'SUM_MISMATCH error document X-3.3.1 478',
      'SUM_MISMATCH error document X-3.3.2 477',
    ]);
  });

  it('counts what holds', () => expect(outcome.passed).toBeGreaterThan(10));
});

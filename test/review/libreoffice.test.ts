/**
 * flags.csv through LibreOffice Calc and back. `recorded/` holds what Calc 7.4 with Vietnamese settings made of the
 * files below; where Calc is installed it is asked anew (RECORD=1 keeps its answers).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CsvTable, EXCEL, PLAIN } from '../../src/dataset/csv.js';
import { type FlagRecord, TABLES } from '../../src/dataset/records.js';
import { numbersIn } from '../../src/review/corrected-value.js';
import { readSheet } from '../../src/review/index.js';
import { HAS_CALC, savedByCalc } from './calc.js';

const FLAG: FlagRecord = {
  flag_id: 'f000000000000',
  severity: 'warning',
  flag: 'MISSING_VALUE',
  fault: 'document',
  document_id: 'd0123456789ab',
  source: 'a.pdf',
  page: 1,
  row: 1,
  printed_code: '1.10',
  indicator_code: 'X-1',
  label: '- Số hồ sơ',
  value_raw: '10/10',
  value: 12.5,
  expected: '0|1|2',
  message: 'Tổng 479 ≠ 478; lệch 1, hãy xem lại.',
  decision: 'correct',
  corrected_value: '',
  comment: '',
};

/** What the reviewer writes, by hand and in Vietnamese ways. */
const WRITTEN: readonly Pick<FlagRecord, 'decision' | 'corrected_value' | 'comment'>[] = [
  { decision: 'correct', corrected_value: '478', comment: '' },
  { decision: 'sửa', corrected_value: '12,5', comment: 'cộng; lại' },
  { decision: 'correct', corrected_value: '1.2340', comment: 'a, b' },
  { decision: 'correct', corrected_value: '-5', comment: 'dòng 1\ndòng 2' },
  { decision: 'correct', corrected_value: 'trống', comment: '=1+1' },
  { decision: 'correct', corrected_value: 'X-3.3.1b = 1', comment: '@SUM(A1)' },
  { decision: 'correct', corrected_value: '2021-9M', comment: '"ngoặc"' },
  { decision: 'correct', corrected_value: '15961', comment: '- gạch đầu dòng' },
  { decision: 'correct', corrected_value: '12/BC-UBND', comment: '' },
  { decision: 'đồng ý', corrected_value: '', comment: '' },
  { decision: 'bỏ', corrected_value: '', comment: 'xã báo sai' },
];

const DIALECTS = { plain: PLAIN, excel: EXCEL };

function flagsCsv(name: keyof typeof DIALECTS): string {
  const table = new CsvTable(TABLES.flags, DIALECTS[name]);
  const lines = WRITTEN.map((written, i) =>
    table.line({ ...FLAG, ...written, flag_id: `f${String(i).padStart(12, '0')}` }),
  );
  return table.header() + lines.join('');
}

function saved(name: keyof typeof DIALECTS, to: ',' | ';'): string {
  const recorded = `test/review/recorded/${name}-${to === ';' ? 'semicolon' : 'comma'}.csv`;
  if (!HAS_CALC) return readFileSync(recorded, 'utf8');
  const made = savedByCalc(flagsCsv(name), DIALECTS[name].delimiter, to);
  if (process.env.RECORD !== undefined) writeFileSync(recorded, made);
  return made;
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Figures as figures, so that 12,5 and 12.5 are one. */
const figure = (text: string) => numbersIn(text)[0] ?? text;

describe.each(['plain', 'excel'] as const)('flags.csv (%s) opened in Calc with Vietnamese settings', (name) => {
  it.each([
    [';', ''],
    [',', '\ufeff'],
  ] as const)('and saved with %s: every decision comes back', async (to, mark) => {
    const entries = await readSheet(bytes(mark + saved(name, to)), 'f.csv');
    expect(
      entries?.map(({ flagId, decision, correctedValue, comment }) => [
        flagId,
        decision,
        figure(correctedValue),
        comment,
      ]),
    ).toEqual(
      WRITTEN.map(({ decision, corrected_value, comment }, i) => [
        `f${String(i).padStart(12, '0')}`,
        decision,
        figure(corrected_value),
        comment,
      ]),
    );
  });
});

/** Random archives: hostile texts, twins, duplicates of rows, reports and bytes, unknown units and periods. */
import fc from 'fast-check';
import type { SourcedExtraction } from '../../src/dataset/index.js';
import { type ExtractedRow, type Extraction, nothingRead } from '../../src/model/extraction.js';
import { type Flag, flag } from '../../src/model/flags.js';
import { period, row, sha256, sourced } from './build.js';

/** Texts that spreadsheets, CSV readers and sorting stumble over. */
export const hostileText = fc.oneof(
  fc.constantFrom(
    '',
    '-',
    '+',
    '--',
    '-5',
    '+84',
    '-1,5 %',
    '- Số hồ sơ đã tiếp nhận',
    '=1+1',
    "'=1+1",
    "''-5",
    '\t=cmd|x',
    '  @SUM(A1)',
    '-2+3',
    '＝A1',
    '="1.10"',
    '1.10',
    '10/10',
    '1/2/2021',
    '04',
    '1e5',
    'May 2021',
    '(5)',
    '12:30',
    'a,b;c\td',
    'nói "có"',
    'hai\ndòng',
    'hai\r\ndòng',
    '\r',
    '﻿x',
    '𝟙',
    'ﬁ',
    '<script>alert(1)</script>',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

export const number = fc.oneof(
  fc.integer({ min: -20, max: 2_000_000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 1e21, -1.5e-7, 123456789012345680000, 0.1 + 0.2),
);

const indicatorCode = fc.constantFrom('', 'A-1', 'A-2', 'A-3', 'A-4', 'B-1');

interface RowSeed extends Pick<ExtractedRow, 'label' | 'valueRaw' | 'note' | 'value' | 'indicatorCode' | 'heading'> {
  readonly matchScore: number;
  readonly flagged: boolean;
}

const rowSeed: fc.Arbitrary<RowSeed> = fc.record({
  label: hostileText,
  valueRaw: hostileText,
  note: hostileText,
  value: fc.option(number, { nil: null }),
  indicatorCode,
  heading: fc.boolean(),
  matchScore: fc.double({ min: 0, max: 1, noNaN: true }),
  flagged: fc.boolean(),
});

function rowOf(seed: RowSeed, index: number): ExtractedRow {
  const { flagged: _, ...fields } = seed;
  return row(index + 1, fields.heading ? { ...fields, value: null, indicatorCode: '' } : fields);
}

function flagsOf(seeds: readonly RowSeed[]): Flag[] {
  return seeds.flatMap((seed, index) =>
    seed.flagged ? [flag('NOT_A_NUMBER', 'document', { raw: seed.valueRaw }, { row: index + 1 })] : [],
  );
}

const inconsistent = flag('NARRATIVE_INCONSISTENT', 'document', {
  what: 'share',
  sentence: 'Cao đẳng: 0 người = 10%',
  stated: 10,
  computed: 0,
});
const anyPeriod = fc.constantFrom(null, '2021-Q1', '2021-6M', '2021-Q3', '2021-9M', '2021-Y');

const extraction: fc.Arbitrary<Partial<Extraction>> = fc
  .record({
    rows: fc.array(rowSeed, { maxLength: 6 }),
    label: anyPeriod,
    unitCode: fc.constantFrom(null, '05911', '15961'),
    issuer: fc.constantFrom(null, 'xã Tân Thành', 'xã Hòa Bình', 'xã Hoà Bình'),
    issuedOn: fc.constantFrom(null, '2021-09-01', '2021-09-15'),
    replaces: fc.boolean(),
    title: hostileText,
    bytes: fc.integer({ min: 0, max: 1_000_000 }),
  })
  .map(({ rows, label, bytes, ...fields }) => ({
    ...fields,
    sha256: sha256(String(bytes)),
    period: label === null ? null : period(label),
    rows: rows.map(rowOf),
    flags: [
      ...flagsOf(rows),
      ...(label === null ? [flag('PERIOD_UNKNOWN', 'document', { readings: [] })] : []),
      inconsistent,
      inconsistent,
    ],
  }));

/** An archive without order: sources are unique, everything else may coincide. */
export const archive: fc.Arbitrary<SourcedExtraction[]> = fc
  .array(
    fc.record({
      name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
      kind: fc.constantFrom('report', 'report', 'report', 'failed', 'duplicate'),
      fields: extraction,
    }),
    { maxLength: 6 },
  )
  .map((entries) => {
    const reports: SourcedExtraction[] = [];
    for (const [i, { name, kind, fields }] of entries.entries()) {
      const source = `${name}/${i}`;
      const [original] = reports.filter(
        ({ duplicateOf, extraction: { status } }) => duplicateOf === null && status === 'ok',
      );
      if (kind === 'failed')
        reports.push(sourced(source, { ...nothingRead(sha256(''), null), status: 'failed', error: 'EMPTY' }));
      else if (kind === 'duplicate' && original !== undefined) {
        reports.push(sourced(source, original.extraction, original.source));
      } else reports.push(sourced(source, fields));
    }
    return reports;
  });

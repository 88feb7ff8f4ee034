import { describe, expect, test } from 'vitest';
import { buildDataset, type SourcedExtraction } from '../../src/dataset/index.js';
import { seriesBasis } from '../../src/dataset/series.js';
import type { Extraction } from '../../src/model/extraction.js';
import { type Flag, flag } from '../../src/model/flags.js';
import { type CatalogueFields, catalogue, figure, period, row, sha256, sourced } from './build.js';

function seriesOf(documents: SourcedExtraction[], fields: CatalogueFields = {}) {
  return buildDataset(documents, catalogue(fields)).series;
}

/** `code basis: period=value …` of each series. */
function drawn(documents: SourcedExtraction[], fields: CatalogueFields = {}): string[] {
  return seriesOf(documents, fields).map(
    (one) =>
      `${one.indicator_code} ${one.basis}: ${one.points.map((point) => `${point.period}=${point.value}`).join(' ')}`,
  );
}

const report = (source: string, label: string, value: number | null, fields: Partial<Extraction> = {}) =>
  sourced(source, { period: period(label), rows: [figure(1, 'A-1', value)], ...fields });

describe('curves', () => {
  test('three periods of a year make one curve in time order, whatever the files are called', () => {
    const documents = [report('a', '2021-9M', 3), report('b', '2021-Q1', 1), report('c', '2021-6M', 2)];
    expect(drawn(documents)).toEqual(['A-1 cumulative: 2021-Q1=1 2021-6M=2 2021-9M=3']);
  });

  test('a quarter alone and nine months never share a curve, for a count or a rate; a stock is the same in both', () => {
    const rows = [figure(1, 'A-1', 5), figure(2, 'A-2', 6), figure(3, 'A-3', 7)];
    const documents = ['2021-9M', '2021-Q3', '2021-Q1'].map((label) => sourced(label, { period: period(label), rows }));
    expect(drawn(documents)).toEqual([
      'A-1 cumulative: 2021-Q1=5 2021-9M=5',
      'A-1 period: 2021-Q3=5',
      'A-2 stock: 2021-Q1=6 2021-Q3=6 2021-9M=6',
      'A-3 period: 2021-Q3=7',
      'A-3 rate: 2021-Q1=7 2021-9M=7',
    ]);
  });

  test('where the report leaves its basis open, the dates of the label decide', () => {
    expect(seriesBasis('cumulative', { ...period('2021-9M'), basis: 'unknown' })).toBe('cumulative');
    expect(seriesBasis('cumulative', { ...period('2021-Q3'), basis: 'unknown' })).toBe('period');
    expect(seriesBasis('stock', period('2021-Q3'))).toBe('stock');
  });

  test('a missing value is no point, and neither is a heading or an unmatched row', () => {
    const rows = [figure(1, 'A-1', null), row(2, { value: 3 }), figure(3, 'A-2', 4, { heading: true })];
    expect(drawn([sourced('a', { rows })])).toEqual([]);
  });

  test('zero and a ratio are points', () => {
    const rows = [figure(1, 'A-1', 0), figure(2, 'A-2', 10, { denominator: 10 })];
    expect(seriesOf([sourced('a', { rows })]).map((one) => one.points[0])).toMatchObject([
      { value: 0, denominator: null },
      { value: 10, denominator: 10 },
    ]);
  });

  test('a report that does not say when or who is in no series', () => {
    const silent = [
      report('a', '2021-9M', 1, { period: null }),
      report('b', '2021-9M', 2, { unitCode: null, issuer: null }),
    ];
    expect(drawn(silent)).toEqual([]);
  });

  test('a unit without a code is told by level and names, however they are spelled', () => {
    const names = { unitCode: null, issuer: 'xã Hòa Bình', district: 'huyện A', province: null };
    const documents = [
      report('a', '2021-Q1', 1, names),
      report('b', '2021-6M', 2, { ...names, issuer: 'Xã Hoà Bình' }),
      report('c', '2021-9M', 3, { ...names, district: 'huyện B' }),
    ];
    expect(seriesOf(documents).map((one) => [one.issuer, one.district, one.points.length])).toEqual([
      ['Xã Hoà Bình', 'huyện A', 2],
      ['xã Hòa Bình', 'huyện B', 1],
    ]);
  });

  test('a point carries the flags and the state of its observation', () => {
    const flags = [
      flag(
        'SUM_MISMATCH',
        'document',
        { whole: { code: '', label: '', value: 1 }, parts: [], sum: 0, difference: 1, note: null },
        { row: 1 },
      ),
      flag('UNIT_AMBIGUOUS', 'document', { issuer: '', candidates: [] }),
    ];
    expect(seriesOf([report('a', '2021-9M', 1, { flags })])[0]?.points[0]).toMatchObject({
      flags: 'SUM_MISMATCH UNIT_AMBIGUOUS',
      status: 'review',
    });
  });
});

test('a point whose unit, or whose table, is in doubt says so', () => {
  const issuer = flag('ISSUER_UNKNOWN', 'document', { readings: ['xã A', 'xã B'] });
  const from = { code: '1', label: '' };
  const slipped = flag(
    'VALUES_SHIFTED',
    'document',
    { from, direction: 'down', contradictions: 3, left: 0 },
    { table: 2 },
  );
  const rows = [figure(1, 'A-1', 1, { table: 1 }), figure(2, 'A-2', 2, { table: 2 })];
  const points = (...flags: Flag[]) =>
    seriesOf([sourced('a', { rows, flags })]).map((one) => one.points.map((point) => [point.flags, point.status]));
  expect(points(issuer)).toEqual([[['ISSUER_UNKNOWN', 'review']], [['ISSUER_UNKNOWN', 'review']]]);
  expect(points(slipped)).toEqual([[['', 'ok']], [['VALUES_SHIFTED', 'review']]]);
});

describe('which report counts', () => {
  const chosen = (a: Partial<Extraction>, b: Partial<Extraction>) =>
    drawn([report('a', '2021-9M', 1, a), report('b', '2021-9M', 2, b)])[0]?.slice(-1);

  test('the later one', () => {
    expect(chosen({ issuedOn: '2021-09-20' }, { issuedOn: '2021-09-01' })).toBe('1');
    expect(chosen({ issuedOn: null, replaces: true }, { issuedOn: '2021-09-01' })).toBe('2');
  });
  test('of one day, the one that says it replaces another', () => {
    expect(chosen({}, { replaces: true })).toBe('2');
    expect(chosen({ replaces: true }, {})).toBe('1');
  });
  test('else text before DOCX before OCR', () => {
    const read = (origin: 'text' | 'docx' | 'ocr', value: number) => ({ rows: [figure(1, 'A-1', value, { origin })] });
    expect(chosen(read('ocr', 1), read('docx', 2))).toBe('2');
    expect(chosen(read('docx', 1), read('text', 2))).toBe('2');
    expect(chosen(read('text', 1), read('docx', 2))).toBe('1');
  });
  test('else the smaller hash', () => {
    expect(chosen({ sha256: 'f'.repeat(64) }, { sha256: '0'.repeat(64) })).toBe('2');
    expect(chosen({ sha256: '0'.repeat(64) }, { sha256: 'f'.repeat(64) })).toBe('1');
  });
  test('a later report that leaves the value blank does not take the earlier one’s away', () => {
    const documents = [
      report('a', '2021-9M', 1, { issuedOn: '2021-09-01' }),
      report('b', '2021-9M', null, { issuedOn: '2021-10-01' }),
    ];
    expect(drawn(documents)).toEqual(['A-1 cumulative: 2021-9M=1']);
  });
});

describe('two rows of one report that claim one indicator', () => {
  test('the better match stands, for review, with the flags of both', () => {
    const rows = [figure(1, 'A-1', 1, { matchScore: 0.8 }), figure(2, 'A-1', 2, { matchScore: 0.9 })];
    const flags = [flag('NOT_A_NUMBER', 'document', { raw: '' }, { row: 1 })];
    expect(seriesOf([sourced('a', { rows, flags })])[0]?.points).toMatchObject([
      { value: 2, flags: 'DUPLICATE_ROW NOT_A_NUMBER', status: 'review' },
    ]);
  });
});

describe('DUPLICATE_REPORT', () => {
  const found = (...documents: SourcedExtraction[]) =>
    buildDataset(documents, catalogue()).flags.map((one) => [one.source, one.severity, one.flag]);

  test('two that agree: an info on both', () => {
    expect(found(report('a', '2021-9M', 1), report('b', '2021-9M', 1, { format: 'docx' }))).toEqual([
      ['a', 'info', 'DUPLICATE_REPORT'],
      ['b', 'info', 'DUPLICATE_REPORT'],
    ]);
  });

  test('two that differ: a warning on both that names the indicators, and counts in documents', () => {
    const other = { rows: [figure(1, 'A-1', 1), figure(2, 'A-3', 7), figure(3, 'A-2', 5)] };
    const { flags, documents } = buildDataset(
      [sourced('a', { rows: [figure(1, 'A-1', 1), figure(2, 'A-3', 8)] }), sourced('b', other)],
      catalogue(),
    );
    expect(flags.map((one) => [one.source, one.severity])).toEqual([
      ['a', 'warning'],
      ['b', 'warning'],
    ]);
    for (const { message } of flags) expect(message).toMatch(/A-2.*A-3/);
    expect(documents.map((one) => [one.warnings, one.flags])).toEqual([
      [1, 'DUPLICATE_REPORT'],
      [1, 'DUPLICATE_REPORT'],
    ]);
  });

  test('a point on which they differ says so, unless the one that counts replaces the other', () => {
    const two = (fields: Partial<Extraction>, value = 2) =>
      seriesOf([report('a', '2021-9M', 1, { sha256: 'f'.repeat(64) }), report('b', '2021-9M', value, fields)]);
    const later = { issuedOn: '2021-10-01' };
    expect(two(later)[0]?.points).toMatchObject([{ value: 2, flags: 'DUPLICATE_REPORT', status: 'review' }]);
    expect(two({ ...later, replaces: true })[0]?.points).toMatchObject([{ value: 2, flags: '', status: 'ok' }]);
    expect(two(later, 1)[0]?.points).toMatchObject([{ value: 1, flags: '', status: 'ok' }]);
  });

  test('a blank and a row that is not there say the same: nothing', () => {
    expect(found(report('a', '2021-9M', null), report('b', '2021-9M', null, { rows: [row(1)] }))).toEqual([
      ['a', 'info', 'DUPLICATE_REPORT'],
      ['b', 'info', 'DUPLICATE_REPORT'],
    ]);
  });

  test('of three, each is compared with the one that counts', () => {
    const flags = buildDataset(
      [
        report('a', '2021-9M', 1, { issuedOn: '2021-09-01' }),
        report('b', '2021-9M', 2, { issuedOn: '2021-09-03' }),
        report('c', '2021-9M', 2, { issuedOn: '2021-09-02' }),
      ],
      catalogue(),
    ).flags;
    expect(flags.map((one) => `${one.source} ${one.severity}`)).toEqual(['a warning', 'b warning', 'b info', 'c info']);
    expect(new Set(flags.map((one) => one.flag_id)).size).toBe(4);
  });

  test('other periods, other units, other files of the same bytes and covering letters are none', () => {
    const a = report('a', '2021-9M', 1, { sha256: sha256('x') });
    expect(
      found(
        a,
        report('b', '2021-Q3', 1),
        report('c', '2021-9M', 1, { unitCode: '00001' }),
        sourced('d', a.extraction, 'a'),
        sourced('e', { status: 'no_appendix' }),
      ),
    ).toEqual([]);
  });

  test('the rows of twin reports share their keys, not their flag ids', () => {
    const flags = [flag('NOT_A_NUMBER', 'document', { raw: '' }, { row: 1 })];
    const dataset = buildDataset(
      [report('a', '2021-9M', 1, { flags }), report('b', '2021-9M', 1, { flags })],
      catalogue(),
    );
    expect(new Set(dataset.flags.map((one) => one.flag_id)).size).toBe(dataset.flags.length);
  });
});

describe('breaks', () => {
  const MERGER = { date: '2025-07-01', reason: 'sáp nhập', levels: ['xa' as const], indicators: null };
  const breaksOf = (documents: SourcedExtraction[], fields: CatalogueFields) =>
    seriesOf(documents, fields).map((one) => one.points.map((point) => `${point.period} ${point.break}`));

  test('stand on the first point whose period ends after the date, though it may begin before it', () => {
    const documents = ['2025-6M', '2025-9M', '2026-Q1', '2026-6M'].map((label, i) => report(label, label, i));
    expect(breaksOf(documents, { breaks: [MERGER] })).toEqual([
      ['2025-6M null', '2025-9M sáp nhập', '2026-Q1 null', '2026-6M null'],
    ]);
  });

  test('concern only the levels and indicators they name', () => {
    const documents = [report('a', '2025-6M', 1), report('b', '2026-Q1', 2)];
    const none = [['2025-6M null', '2026-Q1 null']];
    expect(breaksOf(documents, { breaks: [{ ...MERGER, levels: ['tinh'] }] })).toEqual(none);
    expect(breaksOf(documents, { breaks: [{ ...MERGER, indicators: ['A-2'] }] })).toEqual(none);
    expect(breaksOf(documents, { breaks: [{ ...MERGER, indicators: ['A-1'] }] })).not.toEqual(none);
  });

  test('two at one point are both named', () => {
    const documents = [report('a', '2025-6M', 1), report('b', '2026-Q1', 2)];
    const breaks = [MERGER, { ...MERGER, date: '2026-01-01', reason: 'biểu mẫu mới' }];
    expect(breaksOf(documents, { breaks })).toEqual([['2025-6M null', '2026-Q1 sáp nhập; biểu mẫu mới']]);
  });

  test('a series that starts after the date continues nothing', () => {
    expect(breaksOf([report('a', '2026-Q1', 1)], { breaks: [MERGER] })).toEqual([['2026-Q1 null']]);
  });

  test('a code that passed to another unit makes a curve of its own, which says so', () => {
    const bearer = (_: string, on: string) =>
      on < '2025-07-01' ? { name: 'Xã Cũ', validFrom: null } : { name: 'Xã Mới', validFrom: '2025-07-01' };
    const documents = [report('a', '2025-6M', 1, { issuer: 'xã Cũ' }), report('b', '2026-Q1', 2, { issuer: 'xã Mới' })];
    expect(breaksOf(documents, { breaks: [MERGER], bearer })).toEqual([['2025-6M null'], ['2026-Q1 sáp nhập']]);
  });

  test('a unit that became another one under its name and code is a break even where no rule says so', () => {
    const bearer = (_: string, on: string) => ({ name: 'Xã Cũ', validFrom: on < '2025-07-01' ? null : '2025-07-01' });
    const [points] = breaksOf([report('a', '2025-6M', 1), report('b', '2026-Q1', 2)], { bearer });
    expect(points?.[1]).toMatch(/2025-07-01/);
  });
});

describe('checks over the series', () => {
  test('a running total that falls is flagged on the later row: in its observation, point and document', () => {
    const documents = [
      report('a', '2021-6M', 10, { unitCode: '00001' }),
      report('b', '2021-9M', 7, { unitCode: '00001', rows: [row(1, { heading: true }), figure(2, 'A-1', 7)] }),
    ];
    const dataset = buildDataset(documents, catalogue());
    expect(dataset.flags).toMatchObject([
      { flag: 'CUMULATIVE_DECREASE', source: 'b', row: 2, page: 1, indicator_code: 'A-1', value: 7 },
    ]);
    expect(dataset.observations.map((one) => [one.flags, one.status])).toEqual([
      ['', 'ok'],
      ['CUMULATIVE_DECREASE', 'review'],
    ]);
    expect(dataset.series[0]?.points.map((point) => [point.flags, point.status])).toEqual([
      ['', 'ok'],
      ['CUMULATIVE_DECREASE', 'review'],
    ]);
    expect(dataset.documents.map((one) => one.warnings)).toEqual([0, 1]);
  });

  test('a value far from the unit’s own series is an info', () => {
    const labels = ['2020-6M', '2020-Y', '2021-6M', '2021-Y', '2022-6M'];
    const values = [50, 52, 51, 5200, 53];
    const documents = labels.map((label, i) =>
      sourced(label, { period: period(label), rows: [figure(1, 'A-2', values[i] ?? 0)] }),
    );
    const dataset = buildDataset(documents, catalogue());
    expect(dataset.flags.map((one) => [one.source, one.flag])).toEqual([['2021-Y', 'OUTLIER']]);
    expect(dataset.observations.every((one) => one.status === 'ok')).toBe(true);
  });
});

import { describe, expect, test } from 'vitest';
import { keyedFlags, RowKeys, unitKey } from '../../src/dataset/keys.js';
import { type Flag, flag } from '../../src/model/flags.js';
import { extraction, figure, row } from './build.js';

const sum = (at: { row: number; expected?: string }): Flag =>
  flag(
    'SUM_MISMATCH',
    'document',
    { whole: { code: '1', label: 'a', value: 2 }, parts: [], sum: 1, difference: 1, note: null },
    at,
  );
const inconsistent = (expected: string): Flag =>
  flag(
    'NARRATIVE_INCONSISTENT',
    'document',
    { what: 'share', sentence: 'x', stated: 1, computed: Number(expected) },
    { expected },
  );
const ids = (source: string, fields: Parameters<typeof extraction>[0], flags: Flag[], twin = '') =>
  keyedFlags(source, extraction(fields), flags, twin).map(({ id }) => id);

describe('the unit that reports', () => {
  test('is its code', () => {
    expect(unitKey(extraction())).toBe('05911');
  });
  test('is its level and names where there is no code, however they are spelled', () => {
    const names = { unitCode: null, issuer: 'xã Hòa Bình', district: 'huyện A', province: null };
    expect(unitKey(extraction(names))).toBe(unitKey(extraction({ ...names, issuer: 'Xã  Hoà Bình' })));
    expect(unitKey(extraction(names))).not.toBe(unitKey(extraction({ ...names, issuer: 'xã Hóa Bình' })));
    expect(unitKey(extraction(names))).not.toBe(unitKey(extraction({ ...names, district: 'huyện B' })));
  });
  test('is nobody when the report does not say', () => {
    expect(unitKey(extraction({ unitCode: null, issuer: null }))).toBeNull();
  });
});

describe('row keys', () => {
  const rows = [
    row(1, { heading: true, label: 'Trong đó' }),
    figure(2, 'A-1', 3),
    row(3, { label: 'Trong đó:', valueRaw: '5', value: 5 }),
    figure(4, 'A-1', 4),
  ];

  test('a matched row is named by unit, period and indicator; a second claim to it is another observation', () => {
    const keys = new RowKeys('a.pdf', extraction({ rows }));
    expect(keys.of(2)).toBe('value|05911|2021-9M|A-1');
    expect(keys.of(4)).toBe('value|05911|2021-9M|A-1|2');
  });

  test('an unmatched row is named by its place and label, counted over every row of that label', () => {
    expect(new RowKeys('a|b.pdf', extraction({ rows })).of(3)).toBe('row|a\\|b.pdf|1|trong đo2|2');
  });

  test('without unit or period a matched row is named like an unmatched one, so no other report shares the key', () => {
    for (const unknown of [{ period: null }, { unitCode: null, issuer: null }]) {
      expect(new RowKeys('a.pdf', extraction({ rows, ...unknown })).of(2)).toBe('row|a.pdf|1|chi3 tiêu 2|1');
    }
  });
});

test('flags without a row stand on their page, table or document', () => {
  const keys = new RowKeys('a', extraction());
  expect(keys.flagKey(flag('PAGE_UNREADABLE', 'document', { reasons: [] }, { page: 3 }))).toBe('page|a|3');
  expect(keys.flagKey(flag('MISSING_ROW', 'document', { form: 'f', missing: [] }, { table: 2 }))).toBe('table|a|2');
  expect(keys.flagKey(inconsistent('0'))).toBe('document|a');
});

describe('flag ids', () => {
  const rows = [figure(1, 'A-1', 3), figure(2, 'A-1', 4)];

  test('survive another file, other rows before, another value and another expectation', () => {
    const before = ids('a.pdf', { rows: [figure(1, 'A-1', 3)] }, [sum({ row: 1, expected: '478' })]);
    const after = ids('b.docx', { rows: [row(1), figure(2, 'A-1', 4)] }, [sum({ row: 2, expected: '479' })]);
    expect(after).toEqual(before);
    expect(before[0]).toMatch(/^f[0-9a-f]{12}$/);
  });

  test('differ between flags, rows, documents and twin reports', () => {
    const flags = [
      sum({ row: 1 }),
      sum({ row: 2 }),
      flag('DUPLICATE_ROW', 'unknown', { indicator: { code: '', label: '' }, rows: [1, 2] }, { row: 1 }),
      flag('DUPLICATE_ROW', 'unknown', { indicator: { code: '', label: '' }, rows: [1, 2] }, { row: 2 }),
      inconsistent('0'),
      inconsistent('100'),
      inconsistent('100'),
      flag('DUPLICATE_REPORT', 'document', { other: 'x', period: '2021-9M', differing: [] }),
      flag('DUPLICATE_REPORT', 'document', { other: 'y', period: '2021-9M', differing: [] }),
    ];
    const all = [...ids('a.pdf', { rows }, flags), ...ids('b.pdf', { rows }, flags, 'b.pdf')];
    expect(new Set(all).size).toBe(2 * flags.length);
  });

  test('do not depend on the order of the flags', () => {
    const flags = [inconsistent('100'), sum({ row: 2 }), inconsistent('0'), sum({ row: 1 })];
    expect(ids('a', { rows }, [...flags].reverse())).toEqual(ids('a', { rows }, flags));
  });

  test('one finding less leaves the other its id', () => {
    const both = ids('a', { rows }, [inconsistent('0'), inconsistent('100')]);
    expect(both).toContain(ids('a', { rows }, [inconsistent('100')])[0]);
  });
});

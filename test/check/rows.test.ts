/** What needs no arithmetic: units, neighbours, rows that are missing or double, the scale of a rate. */
import { describe, expect, it } from 'vitest';
import { type CheckedRow, checkReport } from '../../src/check/index.js';
import type { Catalogue, Indicator } from '../../src/model/catalogue.js';
import { briefs, catalogue, checked, form, formRow, indicator, rate, row, rowsOf, subset, sum } from './small.js';

describe('units', () => {
  const dossiers = indicator('X-1', { unit: 'Số lượng hồ sơ' });
  const choice = indicator('X-2', { unit: 'Không = 0 Có = 1', type: 'enum', domain: [0, 1] });
  const synonyms = [['Số lượng hồ sơ', 'Hồ sơ', 'Số hồ sơ']];
  const flagsFor = (of: Indicator, unit: string, more: Partial<CheckedRow> = {}) =>
    briefs(
      checkReport(
        [row(of, 1, { unit, ...more })],
        form([formRow(of, 0, { unitVariants: ['Bộ hồ sơ'] })]),
        [],
        catalogue([of], { unitSynonyms: synonyms }),
      ).flags,
    );

  it.each(['Số lượng hồ sơ', 'số lượng  HỒ SƠ', 'hồ sơ', 'Bộ hồ sơ', ''])('%j is the unit', (unit) => {
    expect(flagsFor(dossiers, unit)).toEqual([]);
  });

  it('another unit is a warning with the right one', () => {
    expect(flagsFor(dossiers, 'Thủ tục')).toEqual(['UNIT_MISMATCH warning document X-1 Số lượng hồ sơ']);
    expect(flagsFor(dossiers, '%')).toEqual(['UNIT_MISMATCH warning document X-1 Số lượng hồ sơ']);
  });

  it('choices may stand in any order and punctuation, but they must be the same', () => {
    for (const unit of ['Có = 1; Không = 0', 'Không = 0\nCó=1', 'Có = 1 Không = 0']) {
      expect(flagsFor(choice, unit)).toEqual([]);
    }
    expect(flagsFor(choice, 'Không = 1 Có = 0')).toHaveLength(1);
  });

  it('OCR may lose a mark or a letter', () => {
    expect(flagsFor(dossiers, 'Số lương hô sơ', { origin: 'ocr' })).toEqual([]);
    expect(flagsFor(dossiers, 'Số lương hô sơ')).toHaveLength(1);
    expect(flagsFor(dossiers, 'Thủ tục', { origin: 'ocr' })).toEqual([
      'UNIT_MISMATCH warning unknown X-1 Số lượng hồ sơ',
    ]);
  });

  it('an indicator without a unit takes any', () => {
    expect(flagsFor(indicator('X-3', { unit: null }), 'Trường hợp')).toEqual([]);
  });
});

describe('neighbours', () => {
  const [A, B, C] = [indicator('X-1'), indicator('X-2'), indicator('X-3')];
  const next = (of: Indicator, value: number, at: number, more: Partial<CheckedRow> = {}) =>
    row(of, value, { row: at, ...more });
  const repeated = 'REPEATED_NEIGHBOUR info unknown X-2';

  it('the same figure one below the other', () => {
    const { flags } = checked([next(A, 79, 1), next(B, 79, 2)], [A, B]);
    expect(briefs(flags)).toEqual([repeated]);
    expect(flags[0]?.params).toEqual({ value: 79, above: { code: '1', label: 'Chỉ tiêu X-1' } });
  });

  it.each([
    ['small numbers', [next(A, 9, 1), next(B, 9, 2)]],
    ['a heading between', [next(A, 79, 1), next(B, 79, 3)]],
    ['two tables', [next(A, 79, 1), next(B, 79, 2, { table: 2 })]],
    ['different figures', [next(A, 79, 1), next(B, 80, 2)]],
    ['a count and a rate', [next(A, 79, 1), next(B, 79, 2, { valueType: 'percent' })]],
    ['choices', [next(A, 10, 1, { valueType: 'enum' }), next(B, 10, 2, { valueType: 'enum' })]],
  ])('not for %s', (_, rows) => expect(checked(rows, [A, B]).flags).toEqual([]));

  it('not for 100 % twice', () => {
    const [P, Q] = [rate('X-4'), rate('X-5')];
    expect(checked([next(P, 100, 1), next(Q, 100, 2)], [P, Q]).flags).toEqual([]);
    expect(checked([next(P, 98.5, 1), next(Q, 98.5, 2)], [P, Q]).flags).toHaveLength(1);
  });

  it('not where an identity has judged the pair', () => {
    const rows = [next(A, 79, 1), next(B, 79, 2), next(C, 0, 3)];
    expect(checked(rows, [A, B, C], [subset(B, A)]).flags).toEqual([]);
    expect(checked(rows, [A, B, C], [sum(A, [B, C])]).flags).toEqual([]);
    expect(briefs(checked(rows, [A, B, C], [subset(C, A)]).flags)).toEqual([repeated]);
  });
});

describe('rows', () => {
  const all = ['X-1', 'X-2', 'X-3', 'X-4'].map((code) => indicator(code));
  const [A = indicator('?'), B = A, C = A, D = A] = all;
  const twoTables = form([
    formRow(A, 0),
    formRow(B, 1),
    formRow(C, 2, { table: 1 }),
    formRow(D, 3, { table: 1 }),
    formRow(indicator('X-9'), 4, { table: 1, collected: false }),
    formRow(indicator('X-8'), 5, { table: 1, indicator: null }),
  ]);
  const flagsOf = (rows: readonly CheckedRow[], of: Catalogue = catalogue(all)) =>
    checkReport(rows, twoTables, [], of).flags;

  it('all there once: nothing', () => {
    expect(
      flagsOf(
        rowsOf([
          [A, 1],
          [B, 2],
          [C, 3],
          [D, 4],
        ]),
      ),
    ).toEqual([]);
  });

  it('missing rows: one flag for each table, with the list', () => {
    const flags = flagsOf([row(A, 1, { table: 1, row: 1 }), row(C, 3, { table: 2, row: 5, page: 3 })]);
    expect(flags).toMatchObject([
      { code: 'MISSING_ROW', severity: 'warning', table: 1, page: 1, row: null, params: { missing: [{ code: '2' }] } },
      { code: 'MISSING_ROW', table: 2, page: 3, params: { form: 'small', missing: [{ code: '4' }] } },
    ]);
  });

  it('a table of which nothing is there is one flag', () => {
    const flags = flagsOf(
      rowsOf([
        [A, 1],
        [B, 2],
      ]),
    );
    expect(flags).toMatchObject([{ code: 'MISSING_ROW', table: null, params: { missing: [{}, {}] } }]);
  });

  it('a row with a blank value is a row', () => {
    expect(
      flagsOf(
        rowsOf([
          [A, 1],
          [B, null],
          [C, 3],
          [D, 4],
        ]),
      ),
    ).toEqual([]);
  });

  it('two rows for one indicator: a flag on both', () => {
    const flags = flagsOf(
      rowsOf([
        [A, 1],
        [B, 2],
        [B, 5],
        [C, 3],
        [D, 4],
      ]),
    );
    expect(flags.map(({ code, row: at }) => [code, at])).toEqual([
      ['DUPLICATE_ROW', 3],
      ['DUPLICATE_ROW', 5],
    ]);
    expect(flags[0]?.params).toMatchObject({ rows: [3, 5] });
  });

  it('headings claim nothing', () => {
    const flags = flagsOf(
      rowsOf([
        [A, 1],
        [B, 2],
        [B, null, { heading: true }],
        [C, 3],
        [D, 4],
      ]),
    );
    expect(flags).toEqual([]);
  });

  it('without a form nothing is missing', () => {
    expect(checkReport([row(A, 1)], null, [], catalogue(all))).toEqual({ flags: [], passed: 0 });
  });
});

describe('scale of a rate', () => {
  const siblings = ['X-1', 'X-2', 'X-3'].map((code) => rate(code, { parent: 'X-0' }));
  const [P = rate('?'), Q = P, R = P] = siblings;
  const scales = (values: readonly number[], of = siblings) =>
    briefs(checked(rowsOf(values.map((value, index) => [of[index] ?? P, value])), of).flags);

  it('0,9 among rates near 90', () => {
    expect(scales([92, 0.9, 88])).toEqual(['RATE_SCALE warning document X-2 90']);
    expect(scales([100, 1, 97])).toEqual(['RATE_SCALE warning document X-2 100']);
  });

  it('a low rate among low rates, or nothing like the others a hundredfold, is one', () => {
    expect(scales([1.2, 0.9, 3])).toEqual([]);
    expect(scales([92, 0.2, 88])).toEqual([]);
    expect(scales([92, 0, 88])).toEqual([]);
  });

  it('rates of one heading may be shares of one though others are not', () => {
    const other = rate('X-4', { parent: 'X-9' });
    expect(scales([0.97, 0.99, 92], [P, Q, other])).toEqual([
      'RATE_SCALE warning document X-1 97',
      'RATE_SCALE warning document X-2 99',
    ]);
    expect(scales([0.97, 0.3, 92], [P, Q, other])).toEqual([]);
    // The lone rate of another heading is written as they are.
    expect(scales([0.97, 0.99, 1, 92], [P, Q, other, rate('X-5', { parent: 'X-8' })])).toHaveLength(3);
    expect(scales([0.97, 92], [P, other])).toEqual([]);
  });

  it('rates none of which is more than 1 may all be shares of one, unless they say that they are percentages', () => {
    expect(scales([0.98, 1, 0])).toEqual(['RATE_SCALE warning document X-1 98', 'RATE_SCALE warning document X-2 100']);
    expect(scales([0.98, 1, 2])).toEqual([]);
    const signed = [[P, 0.98, { valueRaw: '0,98%' }]] as const;
    expect(briefs(checked(rowsOf(signed), [P]).flags)).toEqual([]);
  });

  it('the rest to a hundred is no slip', () => {
    expect(scales([99.1, 0.9], [P, Q])).toEqual([]);
  });

  it('only rates under one heading are siblings', () => {
    expect(scales([92, 0.9], [rate('X-1', { parent: 'X-a' }), rate('X-2', { parent: 'X-b' })])).toEqual([]);
    expect(scales([92, 0.9, 88], [rate('X-1'), rate('X-2'), R])).toEqual([]);
  });
});

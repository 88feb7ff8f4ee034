/** A table that adds up raises nothing; every fault planted in one is flagged, on the row where it stands. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckedRow } from '../../src/check/index.js';
import type { Check, Indicator } from '../../src/model/catalogue.js';
import { briefs, checked, indicator, partition, rate, rateOf, row, subset, sum } from './small.js';

const [WHOLE, A, B, C] = ['X-1', 'X-1a', 'X-1b', 'X-1c'].map((code) => indicator(code)) as [
  Indicator,
  Indicator,
  Indicator,
  Indicator,
];
const [DONE, RATE, L3, L4] = [indicator('X-2'), rate('X-3'), indicator('X-4'), indicator('X-5')];
const ALL = [WHOLE, A, B, C, DONE, RATE, L3, L4];
const CHECKS: readonly Check[] = [
  sum(WHOLE, [A, B, C]),
  subset(DONE, WHOLE),
  rateOf(RATE, DONE, WHOLE),
  partition([L3, L4], WHOLE),
];

interface Table {
  readonly values: ReadonlyMap<Indicator, number>;
  readonly decimals: number;
}

const count = fc.integer({ min: 0, max: 20_000 });

/** Consistent by construction: parts first, the whole from them, the rest within it. */
const table: fc.Arbitrary<Table> = fc
  .record({ a: count, b: count, c: count, done: fc.double({ min: 0, max: 1, noNaN: true }), decimals: fc.nat(2) })
  .chain(({ a, b, c, done, decimals }) => {
    const whole = a + b + c;
    const finished = Math.floor(whole * done);
    const share = whole === 0 ? 0 : Number(((finished / whole) * 100).toFixed(decimals));
    return fc.nat(whole).chain((l3) =>
      fc.nat(whole - l3).map((l4) => ({
        decimals,
        values: new Map([
          [WHOLE, whole],
          [A, a],
          [B, b],
          [C, c],
          [DONE, finished],
          [RATE, share],
          [L3, l3],
          [L4, l4],
        ]),
      })),
    );
  });

const grouped = (value: number) => `${value}`.replace(/\B(?=(\d{3})+$)/g, '.');

/** As printed: thousands with dots, rates with their decimals; rows far apart, so that no two are neighbours. */
function rowsOf({ values, decimals }: Table): CheckedRow[] {
  return ALL.map((of, index) => {
    const value = values.get(of) ?? 0;
    const valueRaw = of === RATE ? value.toFixed(decimals).replace('.', ',') : grouped(value);
    return row(of, value, { row: index * 2 + 1, valueRaw });
  });
}

const changed = (of: Table, indicator: Indicator, value: number): Table => ({
  ...of,
  values: new Map([...of.values, [indicator, value]]),
});

const figureOf = (of: Table, indicator: Indicator) => of.values.get(indicator) ?? 0;
const flagsOf = (of: Table) => briefs(checked(rowsOf(of), ALL, CHECKS).flags);
const codesOn = (of: Table, code: string) => flagsOf(of).filter((flag) => flag.startsWith(code));

describe('a table that adds up', () => {
  it('raises nothing, and all its checks are counted', () => {
    fc.assert(
      fc.property(table, (of) => {
        const { flags, passed } = checked(rowsOf(of), ALL, CHECKS);
        expect(briefs(flags)).toEqual([]);
        expect(passed).toBe(figureOf(of, WHOLE) === 0 ? CHECKS.length - 1 : CHECKS.length);
      }),
    );
  });

  it('nor with values missing: then fewer checks can be made', () => {
    fc.assert(
      fc.property(table, fc.subarray(ALL), (of, missing) => {
        const rows = rowsOf(of).map((one) =>
          missing.some(({ code }) => code === one.indicatorCode)
            ? { ...one, value: null, valueRaw: '', valueState: 'missing' as const }
            : one,
        );
        const { flags, passed } = checked(rows, ALL, CHECKS);
        // With nothing to compute it from, and no other rate beside it, 0,5 may be half of one or of a hundred.
        const share = figureOf(of, RATE);
        const isOpen = !missing.includes(RATE) && (missing.includes(DONE) || missing.includes(WHOLE));
        const asked = isOpen && share > 0 && share <= 1 ? [['RATE_SCALE', RATE.code]] : [];
        expect(flags.map(({ code, indicatorCode }) => [code, indicatorCode])).toEqual(asked);
        expect(passed).toBeLessThanOrEqual(CHECKS.length);
      }),
    );
  });
});

describe('a planted fault', () => {
  const offset = fc.integer({ min: -500, max: 500 }).filter((by) => by !== 0);

  it('in the whole or in a part: the sum is flagged once, on the whole', () => {
    fc.assert(
      fc.property(table, fc.constantFrom(WHOLE, A, B, C), offset, (of, where, by) => {
        fc.pre(figureOf(of, where) + by >= 0);
        const wrong = changed(of, where, figureOf(of, where) + by);
        const parts = [A, B, C].reduce((total, part) => total + figureOf(wrong, part), 0);
        expect(codesOn(wrong, 'SUM_MISMATCH')).toEqual([`SUM_MISMATCH error document X-1 ${parts}`]);
      }),
    );
  });

  it('in a subset: flagged on the part', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 500 }), (of, by) => {
        const whole = figureOf(of, WHOLE);
        const wrong = changed(of, DONE, whole + by);
        expect(codesOn(wrong, 'PART_EXCEEDS')).toEqual([`PART_EXCEEDS_WHOLE error document X-2 <=${whole}`]);
      }),
    );
  });

  it('in a rate, from one in the last printed place on', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 2, max: 40 }), (of, steps) => {
        fc.pre(figureOf(of, WHOLE) > 0);
        const right = figureOf(of, RATE);
        const by = steps * 10 ** -of.decimals;
        const value = Number((right >= 50 ? right - by : right + by).toFixed(of.decimals));
        fc.pre(value >= 0 && value <= 100);
        expect(codesOn(changed(of, RATE, value), 'RATE_')).toHaveLength(1);
      }),
    );
  });

  it('in classes that exclude each other: flagged on the last', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 500 }), (of, by) => {
        const whole = figureOf(of, WHOLE);
        const wrong = changed(of, L4, whole - figureOf(of, L3) + by);
        expect(codesOn(wrong, 'PARTITION')).toEqual([`PARTITION_EXCEEDED warning document X-5 <=${whole}`]);
      }),
    );
  });

  it('is never hidden by an unrelated missing value', () => {
    fc.assert(
      fc.property(table, offset, (of, by) => {
        fc.pre(figureOf(of, WHOLE) + by >= 0);
        const rows = rowsOf(changed(of, WHOLE, figureOf(of, WHOLE) + by)).map((one) =>
          one.indicatorCode === L3.code ? { ...one, value: null, valueState: 'missing' as const } : one,
        );
        expect(briefs(checked(rows, ALL, CHECKS).flags).some((flag) => flag.startsWith('SUM_MISMATCH'))).toBe(true);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { checkSeries, type SeriesPointForCheck } from '../../src/check/index.js';
import type { Basis } from '../../src/model/value.js';

const ENDS: Record<string, string> = { Q1: '03-31', '6M': '06-30', '9M': '09-30', Y: '12-31' };

function points(...values: readonly (readonly [string, number, string?])[]): SeriesPointForCheck[] {
  return values.map(([period, value, reason]) => {
    const [year = '', part = ''] = period.split('-');
    return {
      documentId: `d-${period}`,
      indicatorCode: 'X-1',
      page: 4,
      table: 1,
      row: 7,
      period,
      periodStart: `${year}-01-01`,
      periodEnd: `${year}-${ENDS[part]}`,
      value,
      break: reason ?? null,
    };
  });
}

const found = (series: SeriesPointForCheck[], basis: Basis) =>
  checkSeries(series, basis).map(({ documentId, flag }) => `${flag.code} ${documentId} ${flag.expected}`.trim());

describe('a running total', () => {
  it('may stay or grow', () => {
    expect(found(points(['2021-Q1', 5], ['2021-6M', 5], ['2021-9M', 9]), 'cumulative')).toEqual([]);
  });

  it('may not fall within a year: on the later report, with the earlier figure', () => {
    const series = points(['2021-Q1', 5], ['2021-6M', 12], ['2021-9M', 10]);
    expect(found(series, 'cumulative')).toEqual(['CUMULATIVE_DECREASE d-2021-9M >=12']);
    expect(checkSeries(series, 'cumulative')[0]?.flag).toMatchObject({
      severity: 'warning',
      fault: 'unknown',
      page: 4,
      table: 1,
      row: 7,
      indicatorCode: 'X-1',
      params: { value: 10, earlier: 12, earlierPeriod: '2021-6M' },
    });
  });

  it('starts again every year, and after a break', () => {
    expect(found(points(['2021-Y', 40], ['2022-Q1', 3]), 'cumulative')).toEqual([]);
    expect(found(points(['2025-6M', 40], ['2025-9M', 3, 'sáp nhập']), 'cumulative')).toEqual([]);
  });

  it.each(['stock', 'rate', 'period'] as const)('a %s may fall', (basis) => {
    expect(found(points(['2021-Q1', 12], ['2021-6M', 10]), basis)).toEqual([]);
  });
});

describe('far from the unit’s own series', () => {
  const years = (values: readonly number[]) => points(...values.map((value, i) => [`${2015 + i}-Y`, value] as const));

  it('a digit doubled or lost', () => {
    expect(found(years([480, 470, 4900, 510, 495]), 'cumulative')).toEqual(['OUTLIER d-2017-Y']);
    expect(found(years([480, 470, 49, 510, 495]), 'stock')).toEqual(['OUTLIER d-2017-Y']);
  });

  it('tells what is typical, for that period', () => {
    const series = points(['2020-9M', 90], ['2020-Y', 120], ['2021-6M', 60], ['2021-9M', 90], ['2021-Y', 1200]);
    expect(checkSeries(series, 'cumulative').map(({ flag }) => flag.params)).toEqual([{ value: 1200, typical: 120 }]);
  });

  it('ordinary growth, small numbers and short series are not', () => {
    expect(found(years([100, 120, 150, 180, 220]), 'stock')).toEqual([]);
    expect(found(years([0, 1, 0, 3, 0]), 'stock')).toEqual([]);
    expect(found(years([480, 470, 4900, 510]), 'stock')).toEqual([]);
  });

  it('a break starts another series', () => {
    const before = points(['2021-Y', 100], ['2022-Y', 101], ['2023-Y', 99], ['2024-Y', 100]);
    expect(found([...before, ...points(['2025-Y', 900, 'sáp nhập'])], 'stock')).toEqual([]);
    expect(found([...before, ...points(['2025-Y', 900])], 'stock')).toEqual(['OUTLIER d-2025-Y']);
  });
});

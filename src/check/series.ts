/** Checks that need more than one report: a running total that falls, a value far from the unit's own series. */
import { type Flag, flag } from '../model/flags.js';
import type { Basis } from '../model/value.js';
import { ascending, median, medianOf } from './median.js';
import { clean } from './rounding.js';

/** One point of the series of one unit, indicator and basis. */
export interface SeriesPointForCheck {
  readonly documentId: string;
  readonly indicatorCode: string;
  readonly page: number | null;
  readonly table: number | null;
  readonly row: number | null;
  /** `2021-9M`. */
  readonly period: string;
  /** ISO dates. */
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly value: number;
  /** A reason why this point does not continue the one before it (a merger of units), null when it does. */
  readonly break: string | null;
}

export interface SeriesFlag {
  /** The document whose row the flag stands on. */
  readonly documentId: string;
  readonly flag: Flag;
}

/** Fewer other points than this are no series to be far from. */
const FEWEST_OTHERS = 4;
/** So many times the usual spread: a digit lost or doubled is further off, the ordinary growth of a year is not. */
const FAR = 6;
/** The usual spread of a series that hardly moves is taken to be this share of its size, and never less than one. */
const LEAST_SPREAD = 0.1;
/** The median deviation of normally spread values, as a share of their standard deviation. */
const MEDIAN_DEVIATION = 0.6745;

/** Cut where the catalogue says a series does not go on. */
function runsOf(points: readonly SeriesPointForCheck[]): SeriesPointForCheck[][] {
  const runs: SeriesPointForCheck[][] = [];
  for (const point of points) {
    const run = runs.at(-1);
    if (run === undefined || point.break !== null) runs.push([point]);
    else run.push(point);
  }
  return runs;
}

function raised(point: SeriesPointForCheck, made: (at: object) => Flag): SeriesFlag {
  const { page, table, row, indicatorCode } = point;
  return { documentId: point.documentId, flag: made({ page, table, row, indicatorCode }) };
}

const yearOf = (point: SeriesPointForCheck): string => point.periodStart.slice(0, 4);

/** Against the highest earlier point of the year. */
function decreases(run: readonly SeriesPointForCheck[]): SeriesFlag[] {
  return run.flatMap((point, index) => {
    const earlier = run
      .slice(0, index)
      .filter((other) => yearOf(other) === yearOf(point) && other.periodEnd < point.periodEnd)
      .reduce<SeriesPointForCheck | null>(
        (top, other) => (top === null || other.value > top.value ? other : top),
        null,
      );
    if (earlier === null || point.value >= earlier.value) return [];
    const params = { value: point.value, earlier: earlier.value, earlierPeriod: earlier.period };
    const expected = `>=${earlier.value}`;
    return [raised(point, (at) => flag('CUMULATIVE_DECREASE', 'unknown', params, { ...at, expected }))];
  });
}

/** Months from the start to the end of a period, both months counted: 9 of `2021-01-01` to `2021-09-30`. */
function monthsOf({ periodStart, periodEnd }: SeriesPointForCheck): number {
  const month = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return Math.max(1, month(periodEnd) - month(periodStart) + 1);
}

/** Flows are compared a month, so that 9 months and a year stand in one series; states and shares as they are. */
const scaleOf = (point: SeriesPointForCheck, basis: Basis): number =>
  basis === 'cumulative' || basis === 'period' ? monthsOf(point) : 1;

function outliers(run: readonly SeriesPointForCheck[], basis: Basis): SeriesFlag[] {
  if (run.length <= FEWEST_OTHERS) return [];
  const rates = run.map((point) => point.value / scaleOf(point, basis));
  const sorted = ascending(rates);
  return run.flatMap((point, index) => {
    const rate = rates[index] ?? 0;
    const own = sorted.indexOf(rate);
    const typical = medianOf(sorted.length - 1, (place) => sorted[place < own ? place : place + 1] ?? 0);
    const distance = Math.abs(rate - typical);
    const leastSpread = Math.max(LEAST_SPREAD * Math.abs(typical), 1);
    if (distance <= FAR * leastSpread) return [];
    const others = sorted.toSpliced(own, 1);
    const deviation = median(ascending(others.map((other) => Math.abs(other - typical)))) / MEDIAN_DEVIATION;
    if (distance <= FAR * deviation) return [];
    const params = { value: point.value, typical: clean(typical * scaleOf(point, basis)) };
    return [raised(point, (at) => flag('OUTLIER', 'unknown', params, at))];
  });
}

/** @param points of one unit, one indicator and one basis, in time order, one for each period */
export function checkSeries(points: readonly SeriesPointForCheck[], basis: Basis): SeriesFlag[] {
  return runsOf(points).flatMap((run) => [...(basis === 'cumulative' ? decreases(run) : []), ...outliers(run, basis)]);
}

/** Series as lines of series.csv. */
import { by, inOrderOf, reversed } from './order.js';
import type { PointRecord, SeriesRecord } from './records.js';

/** Written out, since millions of them are made: to spread two objects takes several times as long. */
function pointRecord(series: SeriesRecord, point: SeriesRecord['points'][number]): PointRecord {
  return {
    unit_code: series.unit_code,
    issuer: series.issuer,
    level: series.level,
    district: series.district,
    province: series.province,
    indicator_code: series.indicator_code,
    indicator: series.indicator,
    unit: series.unit,
    basis: series.basis,
    period: point.period,
    period_start: point.period_start,
    period_end: point.period_end,
    value: point.value,
    denominator: point.denominator,
    flags: point.flags,
    status: point.status,
    break: point.break,
    document_id: point.document_id,
  };
}

/** Points in the order of series.csv, within one unit_code, issuer, indicator and basis. */
const pointsInOrder = inOrderOf<PointRecord>(
  by((point) => point.period_end),
  reversed(by((point) => point.period_start)),
  by((point) => point.level),
  by((point) => point.district),
  by((point) => point.province),
  by((point) => point.period),
);

/** @param alike of one unit_code, issuer, indicator and basis */
export function pointsOf(alike: readonly SeriesRecord[]): PointRecord[] {
  return alike.flatMap((series) => series.points.map((point) => pointRecord(series, point))).sort(pointsInOrder);
}

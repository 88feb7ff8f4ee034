import type { PartitionCheck } from '../model/catalogue.js';
import { flag } from '../model/flags.js';
import { broken, type Evaluation, held, NOT_EVALUABLE } from './evaluation.js';
import { type Figure, type Figures, faultOf, named, placeOf } from './figures.js';
import { exceeds, halfUnit } from './rounding.js';
import { total } from './sum.js';

/** Shares were rounded one by one. */
function toleranceOf(members: readonly Figure[]): number {
  const shares = members.filter(({ row }) => row.valueType === 'percent');
  return shares.reduce((sum, { decimals }) => sum + halfUnit(decimals), 0);
}

/**
 * Classes that exclude one another are together at most the whole. Raised on the last of them; members without a
 * value leave it open, unless the others exceed the whole already.
 */
export function checkPartition(check: PartitionCheck, figures: Figures): Evaluation {
  const whole = check.whole === null ? null : figures.of(check.whole);
  const limit = whole?.value ?? check.limit;
  const members = check.members.map((code) => figures.of(code)).filter((member) => member !== null);
  const last = members.at(-1);
  if (limit === null || last === undefined) return NOT_EVALUABLE;
  const rows = [...members, ...(whole === null ? [] : [whole])].map(({ row }) => row);
  const sum = total(members);
  if (!exceeds(sum, limit, toleranceOf(members))) {
    return members.length === check.members.length ? held(rows) : NOT_EVALUABLE;
  }
  const params = {
    members: members.map(named),
    sum,
    whole: whole === null ? null : named(whole),
    limit,
    note: check.note,
  };
  const place = placeOf(last.row, `<=${limit}`);
  return broken(flag('PARTITION_EXCEEDED', faultOf(rows), params, place), rows);
}

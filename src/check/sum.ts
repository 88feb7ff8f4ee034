import type { SumCheck } from '../model/catalogue.js';
import { flag } from '../model/flags.js';
import { broken, type Evaluation, held, NOT_EVALUABLE } from './evaluation.js';
import { type Figure, type Figures, faultOf, named, placeOf } from './figures.js';
import { clean, exceeds, halfUnit, within } from './rounding.js';

/** Counts are exact; shares and money were rounded one by one, so their sum may be off by as much. */
function toleranceOf(figures: readonly Figure[]): number {
  const rounded = figures.filter(({ row }) => row.valueType === 'percent' || row.valueType === 'money');
  return rounded.reduce((total, { decimals }) => total + halfUnit(decimals), 0);
}

export const total = (figures: readonly Figure[]): number => clean(figures.reduce((sum, { value }) => sum + value, 0));

/**
 * Parts add up to the whole. Raised once, on the whole, naming the parts. Where a part is not known the sum cannot be
 * judged, unless the others exceed the whole already.
 */
export function checkSum(check: SumCheck, figures: Figures): Evaluation {
  const whole = figures.of(check.whole);
  const parts = check.parts.map((code) => figures.of(code)).filter((part) => part !== null);
  if (whole === null || parts.length === 0) return NOT_EVALUABLE;
  const complete = parts.length === check.parts.length;
  const all = [whole, ...parts];
  const tolerance = toleranceOf(all);
  const sum = total(parts);
  const exact = complete && !check.atMost;
  const rows = all.map(({ row }) => row);
  if (exact ? within(sum, whole.value, tolerance) : !exceeds(sum, whole.value, tolerance)) {
    return complete ? held(rows) : NOT_EVALUABLE;
  }
  const params = {
    whole: named(whole),
    parts: parts.map(named),
    sum,
    difference: clean(whole.value - sum),
    note: check.note,
  };
  const expected = exact ? `${sum}` : `>=${sum}`;
  return broken(flag('SUM_MISMATCH', faultOf(rows), params, placeOf(whole.row, expected)), rows);
}

import type { RateCheck } from '../model/catalogue.js';
import { flag } from '../model/flags.js';
import { broken, type Evaluation, held, NOT_EVALUABLE } from './evaluation.js';
import { type Figure, type Figures, faultOf, named, placeOf } from './figures.js';
import { halfUnit, roundTo, within } from './rounding.js';

/** In a message a rate is never rounded more coarsely than this, whatever the report prints. */
const FEWEST_DECIMALS = 2;

/** 0,98 printed where 98 % is right: written as a share of one. */
function isShareOfOne({ value, decimals }: Figure, computed: number): boolean {
  return value > 0 && value <= 1 && within(value * 100, computed, halfUnit(decimals) * 100);
}

/** A rate is its numerator over its denominator, to the decimals it is printed with. */
export function checkRate(check: RateCheck, figures: Figures): Evaluation {
  const rate = figures.of(check.rate);
  const numerator = figures.of(check.numerator);
  const denominator = figures.of(check.denominator);
  if (rate === null || numerator === null || denominator === null || denominator.value === 0) return NOT_EVALUABLE;
  const rows = [rate.row, numerator.row, denominator.row];
  const computed = (numerator.value / denominator.value) * 100;
  if (within(rate.value, computed, halfUnit(rate.decimals))) return held(rows);
  const fault = faultOf(rows);
  if (isShareOfOne(rate, computed)) {
    const place = placeOf(rate.row, `${roundTo(computed, FEWEST_DECIMALS)}`);
    return broken(flag('RATE_SCALE', fault, { value: rate.value }, place), rows);
  }
  const params = {
    rate: named(rate),
    numerator: named(numerator),
    denominator: named(denominator),
    computed: roundTo(computed, Math.max(rate.decimals, FEWEST_DECIMALS)),
    note: check.note,
  };
  const place = placeOf(rate.row, `${roundTo(computed, rate.decimals)}`);
  return broken(flag('RATE_MISMATCH', fault, params, place), rows);
}

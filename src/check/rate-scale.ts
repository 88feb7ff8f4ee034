/** A rate written as a share of one (0,9) among rates written as percent (about 90). */
import type { Indicator } from '../model/catalogue.js';
import { type Flag, flag } from '../model/flags.js';
import type { Evaluation } from './evaluation.js';
import { type Figure, type Figures, faultOf, placeOf } from './figures.js';
import { ascending, median } from './median.js';
import { clean, halfUnit, within } from './rounding.js';
import type { CheckedRow } from './types.js';

/** "About 90": siblings at least this high, so that 100 times the value is nearer to them than the value itself. */
const HIGH = 50;
/** A hundred times the value lies within so many points of what the siblings say. */
const NEAR = 25;

/** 0,5 % late beside 99,5 % on time: the two are the two parts of a hundred. */
function completes(rate: Figure, sibling: Figure): boolean {
  return within(rate.value + sibling.value, 100, halfUnit(Math.min(rate.decimals, sibling.decimals)));
}

/** Without its sign: `0,9 %` says what it is. */
function isShareOfOne({ value, row }: Figure): boolean {
  return value <= 1 && !row.valueRaw.includes('%');
}

function looksLikeShareOfOne(rate: Figure, siblings: readonly Figure[]): boolean {
  if (rate.value <= 0 || rate.value > 1 || siblings.length === 0) return false;
  // All rates of a heading pasted from a spreadsheet, where 97 % is 0,97: so near to one that less than 1 % is unlikely.
  if ([rate, ...siblings].every((other) => isShareOfOne(other) && other.value >= HIGH / 100)) return true;
  if (siblings.some((sibling) => sibling.value < HIGH || completes(rate, sibling))) return false;
  return within(rate.value * 100, median(ascending(siblings.map(({ value }) => value))), NEAR);
}

/**
 * Siblings are the rates under the same heading. A rate that its own parts have confirmed or refuted is left alone. Where
 * no rate of the report is more than 1, all may be shares of one.
 */
export function checkRateScale(
  rows: readonly CheckedRow[],
  figures: Figures,
  indicators: ReadonlyMap<string, Indicator>,
  rates: readonly Evaluation[],
): Flag[] {
  const judged = new Set(rates.flatMap((evaluation) => evaluation.judged));
  const all = rows
    .filter((row) => !row.heading && row.valueType === 'percent' && row.indicatorCode !== '')
    .map((row) => figures.of(row.indicatorCode))
    .filter((figure) => figure !== null);
  const parentOf = ({ row }: Figure) => indicators.get(row.indicatorCode)?.parent ?? null;
  const unjudged = all.filter((rate) => !judged.has(rate.row));
  const allAreShares = unjudged.every(isShareOfOne);
  const small = unjudged.filter((rate) => {
    const siblings = all.filter(
      (other) => other !== rate && other.row !== rate.row && parentOf(other) === parentOf(rate),
    );
    return (parentOf(rate) !== null && looksLikeShareOfOne(rate, siblings)) || (allAreShares && rate.value > 0);
  });
  // Who wrote one rate so wrote its like so: `1` for 100 %, with no other rate under its heading to tell by.
  const alike = small.length === 0 ? [] : unjudged.filter((rate) => isShareOfOne(rate) && rate.value >= HIGH / 100);
  return unjudged
    .filter((rate) => small.includes(rate) || alike.includes(rate))
    .map((rate) => {
      const place = placeOf(rate.row, `${clean(rate.value * 100)}`);
      return flag('RATE_SCALE', faultOf([rate.row]), { value: rate.value }, place);
    });
}

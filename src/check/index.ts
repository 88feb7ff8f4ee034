/** The checks over one report: what its own form, its rows and its prose say against its figures. */
import type { Catalogue, Check, Form, NarrativeCheck } from '../model/catalogue.js';
import { type Evaluation, withThirdWitness } from './evaluation.js';
import { type Figures, faultOf, figuresOf } from './figures.js';
import { checkNarrative } from './narrative-mismatch.js';
import { checkShares } from './narrative-shares.js';
import { checkNeighbours } from './neighbours.js';
import { checkPartition } from './partition.js';
import { checkRate } from './rate.js';
import { checkRateScale } from './rate-scale.js';
import { checkDuplicates, checkMissing } from './rows.js';
import { checkSubset } from './subset.js';
import { checkSum } from './sum.js';
import type { CheckedRow, CheckOutcome, ProseItem } from './types.js';
import { checkUnits } from './units.js';

export { checkSeries, type SeriesFlag, type SeriesPointForCheck } from './series.js';
export type { CheckedRow, CheckOutcome, ProseItem } from './types.js';

type Identity = Exclude<Check, NarrativeCheck>;

function evaluate(check: Identity, figures: Figures): Evaluation {
  switch (check.kind) {
    case 'sum':
      return checkSum(check, figures);
    case 'subset':
      return checkSubset(check, figures);
    case 'rate':
      return checkRate(check, figures);
    case 'partition':
      return checkPartition(check, figures);
  }
}

/**
 * @param rows all rows of the appendix in reading order, headings too
 * @param form the form they follow; null when none fits, and then only what needs no form is checked
 * @param prose the paragraphs that hold figures, in reading order
 */
export function checkReport(
  rows: readonly CheckedRow[],
  form: Form | null,
  prose: readonly ProseItem[],
  catalogue: Catalogue,
): CheckOutcome {
  const { indicators } = catalogue;
  const figures = figuresOf(rows, indicators);
  const declared = form?.checks ?? [];
  const identities = declared.filter((check) => check.kind !== 'narrative');
  const evaluations = identities.map((check) => withThirdWitness((seen) => evaluate(check, seen), figures));
  const rates = evaluations.filter((_, index) => identities[index]?.kind === 'rate');
  const narrative = checkNarrative(
    declared.filter((check) => check.kind === 'narrative'),
    figures,
    prose,
  );
  const all = [...evaluations, ...narrative];
  return {
    flags: [
      ...all.flatMap(({ flags }) => flags),
      ...checkUnits(rows, form, catalogue),
      ...checkRateScale(rows, figures, indicators, rates),
      ...checkNeighbours(rows, evaluations),
      ...(form === null ? [] : checkMissing(rows, form)),
      ...checkDuplicates(rows, indicators),
      ...checkShares(prose, faultOf(rows)),
    ],
    passed: all.filter(({ held }) => held).length,
  };
}

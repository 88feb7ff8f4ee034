/** Is a pair that the alignment made to be believed? Raw evidence -> named predicates -> one verdict. */
import type { Evidence, Rivalry } from './evidence.js';

export type Verdict = 'certain' | 'doubtful' | 'rejected';

/** Labels less alike than this have other words, not another wording: never a match, whatever code and place say. */
const MIN_LABEL = 0.5;
/** And the evidence together must speak for the pair. */
export const MIN_SCORE = 0.6;
/** Nearly the form's own words (a misspelt letter, a comma, one small word). */
const NEAR_LABEL = 0.9;
/** Recognisably the same sentence. */
const GOOD_LABEL = 0.72;
/** A label must fit its row better than any other row by this much to be believed on its own. */
const LABEL_MARGIN = 0.1;
/** Rows with equal labels are told apart by code, parent and unit: together they must differ by this much. */
const CONTEXT_MARGIN = 0.04;

export function judge(evidence: Evidence, rivals: Rivalry): Verdict {
  const { label, code, parent, unit, score } = evidence;
  if (label < MIN_LABEL || score < MIN_SCORE) return 'rejected';

  const isExact = label === 1;
  const isNear = label >= NEAR_LABEL && label > rivals.otherLabel;
  const isGood = label >= GOOD_LABEL && label - rivals.otherLabel >= LABEL_MARGIN;
  const placeAgrees = code === 1 && parent >= GOOD_LABEL && unit >= 0.5;
  const isReworded = label >= MIN_LABEL + LABEL_MARGIN && label - rivals.otherLabel >= LABEL_MARGIN && placeAgrees;
  const toldApart = score - rivals.namesakeScore >= CONTEXT_MARGIN;

  return toldApart && (isExact || isNear || isGood || isReworded) ? 'certain' : 'doubtful';
}

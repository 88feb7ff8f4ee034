/** Is a pair that the alignment made to be believed? Raw evidence -> named predicates -> one verdict. */
import type { Evidence, Rivalry } from './evidence.js';

export type Verdict = 'certain' | 'doubtful' | 'rejected';

/** Labels less alike than this have other words, not another wording: never a match, whatever code and place say. */
export const MIN_LABEL = 0.5;
/** And the evidence together must speak for the pair. */
export const MIN_SCORE = 0.6;
/** Nearly the form's own words (a misspelt letter, a comma, one small word). */
const NEAR_LABEL = 0.9;
/** Recognisably the same sentence. */
const GOOD_LABEL = 0.72;
/** Other words, but enough of the form's to be believed where the place says the same. */
const REWORDED_LABEL = 0.6;
/** A few words in common. */
const RESEMBLING_LABEL = 0.4;
/** Evidence that is neither for nor against. */
const NEUTRAL = 0.5;
/** A label must fit its row better than any other row by this much to be believed on its own. */
const LABEL_MARGIN = 0.1;
/** Rows with equal labels are told apart by their place: by this much, and under a heading that is recognisably theirs. */
const CONTEXT_MARGIN = 0.04;

/** Whether a pair is worth a verdict: most of all pairs are not. */
export function isPlausible({ label, score }: Pick<Evidence, 'label' | 'score'>): boolean {
  return label >= MIN_LABEL && score >= MIN_SCORE;
}

/**
 * @param isEnclosed the rows above and below are those that enclose this row in the form
 */
export function judge(evidence: Evidence, rivals: Rivalry, isEnclosed = false): Verdict {
  const { label, code, parent, unit, shiftsMeaning, score } = evidence;
  // A row that says word for word what another row of the form says is that one, wherever it stands.
  const isAnothers = label < 1 && rivals.otherLabel === 1;
  if (!isPlausible(evidence) || isAnothers) return 'rejected';

  const isExact = label === 1;
  const isNear = label >= NEAR_LABEL && label > rivals.otherLabel;
  const isGood = label >= GOOD_LABEL && label - rivals.otherLabel >= LABEL_MARGIN;
  const placeAgrees = unit >= NEUTRAL && ((code === 1 && parent >= GOOD_LABEL) || isEnclosed);
  const isReworded = label >= REWORDED_LABEL && label >= rivals.otherLabel && placeAgrees;
  const hasNamesakes = rivals.namesakeScore > 0;
  // A row whose heading is not in the report has the form's own number left to say where it belongs.
  const isPlaced = parent >= GOOD_LABEL || (parent === NEUTRAL && code === 1);
  const toldApart = !hasNamesakes || (score - rivals.namesakeScore >= CONTEXT_MARGIN && isPlaced);

  const isItsOwn = isExact || ((isNear || isGood || isReworded) && !shiftsMeaning());
  return toldApart && isItsOwn ? 'certain' : 'doubtful';
}

/**
 * Whether a row may be taken for the only one that is missing where it stands: its words resemble that one's, or say
 * nothing because other rows of the report have the very same, and no other row of the form. Its unit must not speak
 * against it. Always in doubt.
 */
export function placeDecides({ label, unit }: Evidence, { otherLabel }: Rivalry, isRepeated: boolean): boolean {
  if (otherLabel === 1) return false;
  return isRepeated ? unit >= NEUTRAL : unit === 1 && label >= RESEMBLING_LABEL;
}

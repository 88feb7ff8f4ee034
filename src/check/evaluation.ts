/** What became of one declared identity. */
import type { Flag } from '../model/flags.js';
import { type Figures, nameOf } from './figures.js';
import type { CheckedRow } from './types.js';

export interface Evaluation {
  /** All its figures were there, and they agree. */
  readonly held: boolean;
  readonly flags: readonly Flag[];
  /** The rows whose figures it has judged; none when it could not be evaluated. */
  readonly judged: readonly CheckedRow[];
}

/** A figure is missing: neither right nor wrong. */
export const NOT_EVALUABLE: Evaluation = { held: false, flags: [], judged: [] };

export function held(judged: readonly CheckedRow[]): Evaluation {
  return { held: true, flags: [], judged };
}

export function broken(flag: Flag, judged: readonly CheckedRow[]): Evaluation {
  return { held: false, flags: [flag], judged };
}

/**
 * An identity that is broken by what was read first, and holds with what one row's cell was read as the second time: the
 * identity is a third witness, against the first reading. It is never heard for it: a digit misread alike on the whole
 * page (every 9 a 3) breaks no sum of one part.
 */
export function withThirdWitness(evaluate: (figures: Figures) => Evaluation, figures: Figures): Evaluation {
  const evaluation = evaluate(figures);
  if (evaluation.flags.length === 0) return evaluation;
  const misread = evaluation.judged.find((row) => {
    const reread = figures.reread(row);
    return reread !== null && evaluate(reread).held;
  });
  if (misread?.second === undefined) return evaluation;
  const reread = { ...nameOf(misread), value: misread.second.value };
  return { ...evaluation, flags: evaluation.flags.map((flag): Flag => ({ ...flag, fault: 'extraction', reread })) };
}

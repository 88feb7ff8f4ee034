/** What became of one declared identity. */
import type { Flag } from '../model/flags.js';
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

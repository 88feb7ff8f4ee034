/**
 * What reviewers decided, by what they decided on. A decision stands on a key (keys.ts) and, within it, on a
 * subject: a row's value or its indicator, a document's period, unit or number, else the one finding itself.
 */
import { FLAGS, type FlagCode } from '../model/flags.js';
import type { DecisionRecord } from './records.js';

export type Subject = 'value' | 'indicator' | 'period' | 'unit' | 'number' | 'finding';

const SUBJECTS: { readonly [C in FlagCode]?: Subject } = {
  UNMATCHED: 'indicator',
  AMBIGUOUS_MATCH: 'indicator',
  CODE_LABEL_CONFLICT: 'indicator',
  DUPLICATE_ROW: 'indicator',
  PERIOD_UNKNOWN: 'period',
  UNIT_AMBIGUOUS: 'unit',
  ISSUER_UNKNOWN: 'unit',
  DOCUMENT_NUMBER_MISSING: 'number',
};

/** Keys of rows; all others are of a document or a part of it. */
export function isRowKey(key: string): boolean {
  return key.startsWith('value|') || key.startsWith('row|');
}

/** What a correction of this flag would correct. STALE_DECISION stands on rows and on documents. */
export function subjectOf(flag: FlagCode, key: string): Subject {
  const subject = SUBJECTS[flag];
  if (subject !== undefined) return subject;
  return FLAGS[flag].scope === 'row' && isRowKey(key) ? 'value' : 'finding';
}

type Decided = Pick<DecisionRecord, 'flag' | 'flag_id' | 'key'>;

/** Two findings on one document that correct nothing are decided each for itself. */
export function slotOf({ flag, flag_id, key }: Decided): string {
  const subject = subjectOf(flag, key);
  return subject === 'finding' ? flag_id : subject;
}

/** The decisions that stand on one key, by slot. */
export type Standing = ReadonlyMap<string, DecisionRecord>;

const NONE: Standing = new Map();

/**
 * A rejection is of the whole row or document: it takes the place of everything decided before, and the next decision,
 * on whatever subject, takes its place.
 */
export function withDecision(standing: Standing, decision: DecisionRecord): Standing {
  if (decision.decision === 'reject') return new Map([[slotOf(decision), decision]]);
  const kept = [...standing].filter(([, earlier]) => earlier.decision !== 'reject');
  return new Map([...kept, [slotOf(decision), decision]]);
}

export function rejection(standing: Standing): DecisionRecord | null {
  return [...standing.values()].find(({ decision }) => decision === 'reject') ?? null;
}

/**
 * The decision that a flag carries. On a row an acceptance or a rejection is shared by all its flags; a correction is
 * shared by those that ask for the same thing. On a document each subject is decided for itself, unless all is rejected.
 */
export function decisionOn(flag: Decided, standing: Standing): DecisionRecord | null {
  const own = standing.get(slotOf(flag));
  if (own !== undefined) return own;
  if (!isRowKey(flag.key)) return rejection(standing);
  return [...standing.values()].find(({ decision }) => decision !== 'correct') ?? null;
}

/** All decisions of an archive, a later one in the place of an earlier one. */
export class DecisionBook {
  readonly #standing = new Map<string, Standing>();
  #namesLabels: boolean | null = null;

  /**
   * @param records in the order they were taken
   * @param documents SHA-256 of every document of the archive
   */
  constructor(
    readonly records: readonly DecisionRecord[] = [],
    readonly documents: ReadonlySet<string> = new Set(),
  ) {
    for (const record of records) this.#standing.set(record.key, withDecision(this.on(record.key), record));
  }

  on(key: string): Standing {
    return this.#standing.get(key) ?? NONE;
  }

  get isEmpty(): boolean {
    return this.#standing.size === 0;
  }

  /** Whether any row is named by its label: making such names takes time. */
  get namesLabels(): boolean {
    this.#namesLabels ??= [...this.#standing.keys()].some((key) => key.startsWith('row|'));
    return this.#namesLabels;
  }
}

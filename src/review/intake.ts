/** What reviewers wrote becomes decisions: each is understood or listed with the reason why not. */
import { DecisionBook, decisionOn, isRowKey, slotOf, subjectOf } from '../dataset/decisions.js';
import type { DecisionRecord } from '../dataset/records.js';
import type { Catalogue } from '../model/catalogue.js';
import { bareKey } from '../vietnamese/keys.js';
import { type Problem, readCorrection } from './corrected-value.js';
import type { Compared, KnownFlag } from './known.js';
import type { Entry } from './sheet.js';

export type Refusal =
  | { readonly why: Problem | 'unknown-flag' | 'no-decision' | 'unknown-decision' | 'nothing-to-reject' }
  | { readonly why: 'other-document'; readonly seen: string; readonly now: string }
  | { readonly why: 'contradiction'; readonly with: readonly Entry[] };

export interface Refused {
  readonly entry: Entry;
  readonly refusal: Refusal;
}

/** A decision that takes the place of an earlier one. */
export interface Replaced {
  readonly entry: Entry;
  readonly earlier: DecisionRecord;
}

export interface Intake {
  /** To be added to the log, in order. */
  readonly decisions: readonly DecisionRecord[];
  /** Entries that are among the decisions now. */
  readonly applied: readonly Entry[];
  /** Entries that say what was decided already. */
  readonly already: readonly Entry[];
  readonly replaced: readonly Replaced[];
  readonly refused: readonly Refused[];
}

const WORDS: Readonly<Record<DecisionRecord['decision'], readonly string[]>> = {
  accept: ['accept', 'accepted', 'dong y', 'chap nhan', 'dung'],
  correct: ['correct', 'corrected', 'sua'],
  reject: ['reject', 'rejected', 'bo', 'loai', 'loai bo'],
};

function decisionNamed(text: string): DecisionRecord['decision'] | null {
  const key = bareKey(text);
  for (const [decision, words] of Object.entries(WORDS))
    if (words.includes(key)) return decision as DecisionRecord['decision'];
  return null;
}

/** An entry that is understood: the decision it asks for, in one or (an ambiguous number) several readings. */
interface Understood {
  readonly entry: Entry;
  readonly readings: readonly DecisionRecord[];
}

export interface Circumstances {
  /** Flags by id; several where reports on one unit and period share it. */
  readonly known: ReadonlyMap<string, readonly KnownFlag[]>;
  /** Everything decided so far, in order. */
  readonly log: readonly DecisionRecord[];
  readonly catalogue: Catalogue;
  /** ISO instant. */
  readonly when: string;
}

export function takeIn(entries: readonly Entry[], circumstances: Circumstances): Intake {
  const refused: Refused[] = [];
  const already: Entry[] = [];
  const fresh: { entry: Entry; decision: DecisionRecord }[] = [];
  const book = new DecisionBook(circumstances.log);
  for (const entry of entries) {
    const understood = understand(entry, circumstances);
    if ('why' in understood) refused.push({ entry, refusal: understood });
    else if (isDecided(understood, book)) already.push(entry);
    else {
      const [decision, ...others] = understood.readings;
      if (decision === undefined || others.length > 0) refused.push({ entry, refusal: { why: 'ambiguous-number' } });
      else fresh.push({ entry, decision });
    }
  }
  const contradicted = contradictions(fresh);
  const accepted = fresh.filter(({ entry }) => !contradicted.has(entry));
  for (const [entry, others] of contradicted) refused.push({ entry, refusal: { why: 'contradiction', with: others } });
  const once = new Map(accepted.map(({ decision }) => [sameDecision(decision), decision]));
  return {
    decisions: [...once.values()],
    applied: accepted.map(({ entry }) => entry),
    already,
    replaced: accepted.flatMap(({ entry, decision }) => {
      const earlier = decisionOn(decision, book.on(decision.key));
      return earlier === null || !differs(earlier, decision) ? [] : [{ entry, earlier }];
    }),
    refused: refused.sort((a, b) => entries.indexOf(a.entry) - entries.indexOf(b.entry)),
  };
}

// --- one entry ---

function understand(entry: Entry, { known, log, catalogue, when }: Circumstances): Understood | Refusal {
  const flag = meant(entry, known, log);
  if (flag === null) return { why: 'unknown-flag' };
  if (entry.decision === '') return { why: 'no-decision' };
  const decision = decisionNamed(entry.decision);
  if (decision === null) return { why: 'unknown-decision' };
  if (entry.documentId !== '' && entry.documentId !== flag.documentId && isRowKey(flag.key)) {
    // Saved anew with the same figures it is the same report; a spreadsheet may have taken zeros off its figures.
    if (entry.valueRaw !== flag.valueRaw) return { why: 'other-document', seen: entry.valueRaw, now: flag.valueRaw };
  }
  if (decision === 'reject' && !isRowKey(flag.key) && !flag.key.startsWith('document|'))
    return { why: 'nothing-to-reject' };

  const record = (on: Target, corrected: string): DecisionRecord => ({
    when,
    reviewer: entry.reviewer,
    flag_id: entry.flagId,
    flag: flag.flag,
    key: on.key,
    document_id: flag.documentId,
    sha256: flag.sha256,
    value_raw: on.valueRaw,
    value_before: on.value,
    decision,
    corrected_value: corrected,
    comment: entry.comment,
  });
  if (decision !== 'correct') return { entry, readings: [record(flag, '')] };
  const { on, text } = corrects(entry.correctedValue, flag);
  const { level, day } = flag;
  const at = { subject: subjectOf(flag.flag, flag.key), indicatorCode: on.indicatorCode, level, day };
  const reading = readCorrection(text, at, catalogue);
  return 'problem' in reading
    ? { why: reading.problem }
    : { entry, readings: reading.values.map((one) => record(on, one)) };
}

/** What is corrected: the flag's own row, or another one. */
type Target = Omit<Compared, 'label'>;

/** `X-3.3.1b = 1`: of the figures that a flag compares, another one than its own. */
function corrects(text: string, flag: KnownFlag): { on: Target; text: string } {
  const [, code, value = ''] = /^(\S+?)\s*[=:]\s*(.+)$/.exec(text) ?? [];
  const other = flag.compared.find(({ indicatorCode }) => indicatorCode.toLowerCase() === code?.toLowerCase());
  return other === undefined ? { on: flag, text } : { on: other, text: value };
}

/** The flag an entry is about: of those that share its id, the one in the document it was seen in. */
function meant(
  { flagId, documentId }: Entry,
  known: Circumstances['known'],
  log: Circumstances['log'],
): KnownFlag | null {
  const candidates = [...(known.get(flagId) ?? []), ...log.filter(({ flag_id }) => flag_id === flagId).map(remembered)];
  return candidates.find((flag) => flag.documentId === documentId) ?? candidates[0] ?? null;
}

/** A flag that is only known because something was decided on it. */
function remembered(decision: DecisionRecord): KnownFlag {
  return {
    id: decision.flag_id,
    flag: decision.flag,
    key: decision.key,
    source: '',
    documentId: decision.document_id,
    sha256: decision.sha256,
    valueRaw: decision.value_raw,
    value: decision.value_before,
    indicatorCode: '',
    level: null,
    day: null,
    compared: [],
  };
}

// --- many ---

function differs(a: DecisionRecord, b: DecisionRecord): boolean {
  return a.decision !== b.decision || a.corrected_value !== b.corrected_value;
}

function isDecided({ readings }: Understood, book: DecisionBook): boolean {
  return readings.some((wanted) => {
    const now = decisionOn(wanted, book.on(wanted.key));
    if (now === null || differs(now, wanted) || now.value_raw !== wanted.value_raw) return false;
    return wanted.comment === '' || wanted.comment === now.comment;
  });
}

/** One line in the log for what several flags of a row ask for alike. */
function sameDecision(decision: DecisionRecord): string {
  const { key, value_raw, corrected_value, reviewer, comment } = decision;
  return JSON.stringify([key, slotOf(decision), value_raw, decision.decision, corrected_value, reviewer, comment]);
}

type Fresh = readonly { readonly entry: Entry; readonly decision: DecisionRecord }[];

function contradict(a: DecisionRecord, b: DecisionRecord): boolean {
  if (a.key !== b.key || !differs(a, b)) return false;
  return slotOf(a) === slotOf(b) || a.decision === 'reject' || b.decision === 'reject';
}

/** Entries that want different things of one observation or document: nobody but a person can say who is right. */
function contradictions(fresh: Fresh): Map<Entry, Entry[]> {
  const byKey = new Map<string, { entry: Entry; decision: DecisionRecord }[]>();
  for (const one of fresh) byKey.set(one.decision.key, [...(byKey.get(one.decision.key) ?? []), one]);
  const found = new Map<Entry, Entry[]>();
  for (const group of byKey.values())
    for (const { entry, decision } of group) {
      const others = group.filter((other) => contradict(decision, other.decision)).map((other) => other.entry);
      if (others.length > 0) found.set(entry, others);
    }
  return found;
}

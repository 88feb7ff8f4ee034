/**
 * Decisions applied to one document: corrected figures take the place of what was read, what the checks had to say is
 * asked anew of the corrected figures, and a decision on something that is read differently now is not applied but
 * flagged. What was read (`valueRaw`, and the keys made from it) is never touched.
 */
import { checkReport } from '../check/index.js';
import type { Catalogue, Indicator, Unit } from '../model/catalogue.js';
import type { ExtractedRow, Extraction } from '../model/extraction.js';
import { type Flag, type FlagCode, flag } from '../model/flags.js';
import { PERIOD_PARTS, periodOf } from '../model/period.js';
import type { Level } from '../model/value.js';
import { type DecisionBook, isRowKey, rejection, type Standing, type Subject, subjectOf } from './decisions.js';
import { documentKey, RowKeys } from './keys.js';
import type { DecisionRecord } from './records.js';
import type { SourcedExtraction } from './sourced.js';

/** A document as the dataset says it. */
export interface DecidedDocument {
  readonly sourced: SourcedExtraction;
  /** With all decisions applied. */
  readonly extraction: Extraction;
  /** The decisions that stand, by key; those that are stale are not among them. */
  readonly standing: ReadonlyMap<string, Standing>;
  /** By row number, for rows that something was decided on. */
  readonly statuses: ReadonlyMap<number, 'accepted' | 'corrected' | 'rejected'>;
  /** The whole document is set aside. */
  readonly rejected: boolean;
}

/** The corrected values that say that there is none. */
export const BLANK = 'trống';
export const NO_INDICATOR = 'không';

/** What was read of a subject: a decision stands as long as it is the same. */
export function readingOf(extraction: Extraction, row: ExtractedRow | null, subject: Subject): string {
  if (row !== null) return row.valueRaw;
  switch (subject) {
    case 'period':
      return extraction.period?.label ?? '';
    case 'unit':
      return extraction.unitCode ?? extraction.issuer ?? '';
    case 'number':
      return extraction.documentNumber ?? '';
    default:
      return '';
  }
}

/** A corrected indicator that the rules have dropped is none any more. */
function isKnown(code: string, indicators: ReadonlyMap<string, Indicator>): boolean {
  return code === '' || code === NO_INDICATOR || indicators.has(code);
}

/** Keeps the decisions made on what is still read, and flags the others. */
interface Sorted {
  readonly valid: Standing;
  readonly stale: readonly Flag[];
}

function sortOut(
  standing: Standing,
  extraction: Extraction,
  row: ExtractedRow | null,
  documents: ReadonlySet<string>,
  indicators: ReadonlyMap<string, Indicator>,
): Sorted {
  const valid = new Map<string, DecisionRecord>();
  const stale: Flag[] = [];
  for (const [slot, decision] of standing) {
    const now = readingOf(extraction, row, subjectOf(decision.flag, decision.key));
    const known = slot !== 'indicator' || isKnown(decision.corrected_value, indicators);
    if (decision.value_raw === now && known) valid.set(slot, decision);
    // Another report on the same unit and period shares the key: a decision on that one is none on this.
    else if (decision.sha256 === extraction.sha256 || !documents.has(decision.sha256)) {
      const at = { page: row?.page ?? null, table: row?.table ?? null, row: row?.row ?? null };
      const indicatorCode = row?.indicatorCode || null;
      stale.push(flag('STALE_DECISION', 'unknown', { decided: decision.value_raw, now }, { ...at, indicatorCode }));
    }
  }
  return { valid, stale };
}

export function decideDocument(sourced: SourcedExtraction, book: DecisionBook, catalogue: Catalogue): DecidedDocument {
  const { extraction, source } = sourced;
  const asRead = { sourced, extraction, standing: new Map(), statuses: new Map(), rejected: false };
  if (book.isEmpty || sourced.duplicateOf !== null || extraction.status === 'failed') return asRead;

  const keys = new RowKeys(source, extraction);
  const onRows = extraction.rows.map((row) => ({
    row,
    ...decidedOn(row, keys, book, extraction, catalogue.indicators),
  }));
  const onDocument = sortOut(book.on(documentKey(source)), extraction, null, book.documents, catalogue.indicators);
  const stale = [...onDocument.stale, ...onRows.flatMap((one) => one.stale)];
  const standing = new Map(
    [
      ...onRows.map(({ row, valid }) => [keys.of(row.row) ?? '', valid] as const),
      ...extraction.flags
        .map((one) => keys.flagKey(one))
        .flatMap((key) => (isRowKey(key) ? [] : [[key, book.on(key)] as const])),
      [documentKey(source), onDocument.valid] as const,
    ].filter(([, valid]) => valid.size > 0),
  );
  if (standing.size === 0 && stale.length === 0) return asRead;

  const rows = onRows.flatMap(({ row, valid }) =>
    valid.size === 0 ? [] : [new RowDecisions(row, [...valid.values()])],
  );
  const corrected = correctRows(correctDocument(extraction, onDocument.valid, catalogue), rows, catalogue);
  return {
    sourced,
    extraction: { ...corrected, flags: [...corrected.flags, ...stale] },
    standing,
    statuses: new Map(rows.map((one) => [one.row.row, one.status])),
    rejected: rejection(onDocument.valid) !== null,
  };
}

/** The decisions on a row, also one made when it could not yet be named by its indicator. */
function decidedOn(
  row: ExtractedRow,
  keys: RowKeys,
  book: DecisionBook,
  extraction: Extraction,
  indicators: ReadonlyMap<string, Indicator>,
): Sorted {
  const names = book.namesLabels ? keys.allOf(row.row) : [keys.of(row.row) ?? ''];
  const sorted = names.map((key) => sortOut(book.on(key), extraction, row, book.documents, indicators)).reverse();
  return {
    valid: new Map(sorted.flatMap(({ valid }) => [...valid])),
    stale: sorted.flatMap(({ stale }) => stale).slice(0, 1),
  };
}

// --- the document ---

const ABOUT_UNIT: readonly FlagCode[] = ['UNIT_AMBIGUOUS', 'ISSUER_UNKNOWN'];

function correctDocument(extraction: Extraction, standing: Standing, catalogue: Catalogue): Extraction {
  let result = extraction;
  const settle = (fields: Partial<Extraction>, codes: readonly FlagCode[]) => {
    result = { ...result, ...fields, flags: result.flags.filter(({ code }) => !codes.includes(code)) };
  };
  const corrected = (slot: Subject): DecisionRecord | null => {
    const decision = standing.get(slot);
    return decision?.decision === 'correct' ? decision : null;
  };
  const period = corrected('period');
  if (period !== null) settle({ period: periodNamed(period.corrected_value) }, ['PERIOD_UNKNOWN']);
  const number = corrected('number');
  if (number !== null) settle({ documentNumber: number.corrected_value }, ['DOCUMENT_NUMBER_MISSING']);
  const unit = corrected('unit');
  if (unit !== null) settle(reporterOf(unit, result, catalogue), ABOUT_UNIT);
  return result;
}

/** `2021-9M`; null for what is no period. */
export function periodNamed(label: string): Extraction['period'] {
  const [, year, name] = /^((?:19|20)\d{2})-(\w+)$/.exec(label) ?? [];
  const part = PERIOD_PARTS.find((one) => one === name);
  return part === undefined ? null : { ...periodOf(part, Number(year)) };
}

/** The day on which a report's administrative unit must be known. */
export function dayOf({ asOf, period, issuedOn }: Pick<Extraction, 'asOf' | 'period' | 'issuedOn'>): string | null {
  return asOf ?? period?.end ?? issuedOn;
}

/** Names of the report itself stand where it has them, but not where it named its issuer in two ways. */
function reporterOf(decision: DecisionRecord, extraction: Extraction, catalogue: Catalogue): Partial<Extraction> {
  const unitCode = decision.corrected_value;
  const day = dayOf(extraction);
  const unit = day === null ? null : catalogue.units.get(unitCode, day);
  if (unit === null || day === null) return { unitCode };
  const above = (level: Level) => ancestor(unit, level, day, catalogue);
  const read = decision.flag === 'ISSUER_UNKNOWN' ? { issuer: null, district: null, province: null } : extraction;
  return {
    unitCode,
    level: unit.level,
    issuer: read.issuer ?? inLowerCase(unit.name),
    district: read.district ?? above('huyen'),
    province: read.province ?? above('tinh'),
  };
}

function ancestor(unit: Unit, level: Level, day: string, catalogue: Catalogue): string | null {
  let above = unit.parentCode === null ? null : catalogue.units.get(unit.parentCode, day);
  while (above !== null && above.level !== level)
    above = above.parentCode === null ? null : catalogue.units.get(above.parentCode, day);
  return above === null ? null : inLowerCase(above.name);
}

/** `Xã Hoằng Thành` as an issuer is written: `xã Hoằng Thành`. */
function inLowerCase(name: string): string {
  return name.replace(/^(Thành phố|Thị xã|Thị trấn|\p{Lu}\p{Ll}+)/u, (type) => type.toLowerCase());
}

// --- the rows ---

/** Raised on how a cell was read: they are about the figure that a correction replaces. */
const ABOUT_VALUE: readonly FlagCode[] = [
  'MISSING_VALUE',
  'NOT_A_NUMBER',
  'AMBIGUOUS_NUMBER',
  'VALUE_INTERPRETED',
  'VALUE_QUALIFIED',
  'OUT_OF_DOMAIN',
  'UNIT_MISMATCH',
  'LOW_CONFIDENCE',
];
const ABOUT_INDICATOR: readonly FlagCode[] = ['UNMATCHED', 'AMBIGUOUS_MATCH', 'CODE_LABEL_CONFLICT'];

/** What was decided on one row. */
class RowDecisions {
  readonly status: 'accepted' | 'corrected' | 'rejected';

  constructor(
    readonly row: ExtractedRow,
    readonly decisions: readonly DecisionRecord[],
  ) {
    const took = (what: DecisionRecord['decision']) => decisions.some(({ decision }) => decision === what);
    if (took('reject')) this.status = 'rejected';
    else this.status = took('correct') ? 'corrected' : 'accepted';
  }

  #corrected(subject: Subject): string | null {
    const found = this.decisions.find(
      ({ decision, flag: on, key }) => decision === 'correct' && subjectOf(on, key) === subject,
    );
    return found?.corrected_value ?? null;
  }

  /** The row as the dataset says it. */
  corrected(indicators: ReadonlyMap<string, Indicator>): ExtractedRow {
    return withValue(withIndicator(this.row, this.#corrected('indicator'), indicators), this.#corrected('value'));
  }

  /** The row as the checks see it: what was rejected is no figure. */
  forChecks(row: ExtractedRow): ExtractedRow {
    return this.status === 'rejected' ? { ...row, value: null, denominator: null, valueState: 'unreadable' } : row;
  }

  /** Flags that were about what is corrected now. */
  settles(one: Flag): boolean {
    if (one.row !== this.row.row) return false;
    if (this.#corrected('indicator') !== null && ABOUT_INDICATOR.includes(one.code)) return true;
    return this.#corrected('value') !== null && ABOUT_VALUE.includes(one.code);
  }

  /** What the corrected figure itself calls for. */
  raised(row: ExtractedRow, indicators: ReadonlyMap<string, Indicator>): Flag[] {
    if (this.#corrected('value') === null) return [];
    const at = { page: row.page, table: row.table, row: row.row, indicatorCode: row.indicatorCode || null };
    if (row.value === null) return [flag('MISSING_VALUE', 'document', { note: row.note, raw: row.valueRaw }, at)];
    const allowed = allowedBy(indicators.get(row.indicatorCode), row.value);
    if (allowed === null) return [];
    const params = { raw: row.valueRaw, value: row.value, allowed };
    return [flag('OUT_OF_DOMAIN', 'document', params, { ...at, expected: allowed })];
  }
}

function withIndicator(
  row: ExtractedRow,
  code: string | null,
  indicators: ReadonlyMap<string, Indicator>,
): ExtractedRow {
  if (code === null) return row;
  if (code === NO_INDICATOR) return { ...row, indicatorCode: '', matchScore: 0 };
  // A person has matched it: nothing is more certain.
  return { ...row, indicatorCode: code, matchScore: 1, valueType: indicators.get(code)?.type ?? row.valueType };
}

function withValue(row: ExtractedRow, value: string | null): ExtractedRow {
  if (value === null) return row;
  if (value === BLANK) return { ...row, value: null, denominator: null, valueState: 'missing' };
  return { ...row, value: Number(value), valueState: 'present' };
}

/** What the indicator allows, when the value is not among it; null when it is, or anything goes. */
function allowedBy(indicator: Indicator | undefined, value: number): string | null {
  if (indicator === undefined) return null;
  if (indicator.domain !== null) return indicator.domain.includes(value) ? null : indicator.domain.join('|');
  if (indicator.type === 'percent') return value >= 0 && value <= 100 ? null : '0-100';
  return indicator.type === 'count' && value < 0 ? '>=0' : null;
}

function correctRows(extraction: Extraction, decided: readonly RowDecisions[], catalogue: Catalogue): Extraction {
  if (decided.length === 0) return extraction;
  const byRow = new Map(decided.map((one) => [one.row.row, one]));
  const { indicators } = catalogue;
  const rows = extraction.rows.map((row) => byRow.get(row.row)?.corrected(indicators) ?? row);
  const forChecks = rows.map((row) => byRow.get(row.row)?.forChecks(row) ?? row);

  const form = catalogue.forms.find(({ id }) => id === extraction.form) ?? null;
  const before = checkReport(extraction.rows, form, extraction.prose, catalogue);
  const after = checkReport(forChecks, form, extraction.prose, catalogue);
  const [said, says] = [textsOf(before.flags), textsOf(after.flags)];
  const stays = (one: Flag) => {
    const text = JSON.stringify(one);
    return says.has(text) || !(said.has(text) || decided.some((row) => row.settles(one)));
  };
  const raised = decided.flatMap((one) => one.raised(rows[one.row.row - 1] ?? one.row, indicators));
  const found = after.flags.filter((one) => !said.has(JSON.stringify(one)));
  return {
    ...extraction,
    rows,
    flags: [...extraction.flags.filter(stays), ...raised, ...found],
    checksPassed: extraction.checksPassed + after.passed - before.passed,
  };
}

function textsOf(flags: readonly Flag[]): Set<string> {
  return new Set(flags.map((one) => JSON.stringify(one)));
}

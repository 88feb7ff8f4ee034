/** One document's share of the dataset: its row in documents and coverage, its observations, its flags. */

import { InvariantError } from '../model/errors.js';
import type { ExtractedRow } from '../model/extraction.js';
import { DOUBTFUL_DOCUMENT_FLAGS, DOUBTFUL_TABLE_FLAGS, FLAGS, type Flag, type FlagCode } from '../model/flags.js';
import type { Box } from '../model/geometry.js';
import { describeError, describeFlag, type Language } from '../model/messages.js';
import { compareText } from '../model/order.js';
import type { DecidedDocument } from './decide.js';
import { decisionOn } from './decisions.js';
import { documentKey, type KeyedFlag, keyedFlags, tableKey } from './keys.js';
import { rounded } from './numbers.js';

import type { CoverageRecord, DocumentRecord, FlagRecord, ObservationRecord } from './records.js';
import type { SourcedExtraction } from './sourced.js';

/** What only the whole archive knows of a document. */
export interface CrossFindings {
  /** Flags from comparing it with other documents. */
  readonly flags: readonly Flag[];
  /** See keyedFlags. */
  readonly twin: string;
}

export interface ReducedDocument {
  readonly document: DocumentRecord;
  /** In the order of their rows. */
  readonly observations: readonly ObservationRecord[];
  /** By row and flag. */
  readonly flags: readonly FlagRecord[];
  /** The same, as they were raised. */
  readonly keyed: readonly KeyedFlag[];
  /** Null for a document that nothing was reported in: one that failed, or repeats another. */
  readonly coverage: CoverageRecord | null;
}

const BOX_DECIMALS = 1;
const SCORE_DECIMALS = 4;

/** Sorted by code point, each once, with a space between: how flags stand in a column. */
export function codeList(codes: readonly string[]): string {
  return codes.length < 2 ? (codes[0] ?? '') : [...new Set(codes)].sort(compareText).join(' ');
}

function boxText(box: Readonly<Box> | null): string {
  return box === null ? '' : box.map((edge) => rounded(edge, BOX_DECIMALS).toFixed(BOX_DECIMALS)).join(' ');
}

/** The flags of an extraction that bear on each of its observations. */
export class RowFlags {
  readonly #own = new Map<number, Flag[]>();
  readonly #shared: readonly Flag[];
  readonly #ofTables: readonly Flag[];

  constructor(flags: readonly Flag[]) {
    this.#shared = flags.filter((flag) => flag.row === null && DOUBTFUL_DOCUMENT_FLAGS.includes(flag.code));
    this.#ofTables = flags.filter((flag) => flag.row === null && DOUBTFUL_TABLE_FLAGS.includes(flag.code));
    for (const flag of flags) {
      if (flag.row === null) continue;
      const own = this.#own.get(flag.row);
      if (own === undefined) this.#own.set(flag.row, [flag]);
      else own.push(flag);
    }
  }

  of({ row, table }: Pick<ExtractedRow, 'row' | 'table'>): readonly Flag[] {
    const own = this.#own.get(row);
    if (this.#ofTables.length === 0) return own === undefined ? this.#shared : [...own, ...this.#shared];
    return [...(own ?? []), ...this.#shared, ...this.#ofTables.filter((flag) => flag.table === table)];
  }
}

/** An error or a warning waits for a reviewer. */
export function doubtful(flags: readonly Flag[]): boolean {
  return flags.some((flag) => flag.severity !== 'info');
}

/** A reviewer has decided on that finding, on the document or on the table of that number. */
export function isSettled(
  { standing, sourced }: DecidedDocument,
  code: FlagCode,
  table: number | null = null,
): boolean {
  const key = FLAGS[code].scope === 'table' ? tableKey(sourced.source, table) : documentKey(sourced.source);
  return [...(standing.get(key)?.values() ?? [])].some((decision) => decision.flag === code);
}

/**
 * What became of an observation. @param flags its own and those that its document and its table lend it
 */
export function statusOf(decided: DecidedDocument, row: number, flags: readonly Flag[]): ObservationRecord['status'] {
  if (decided.rejected) return 'rejected';
  const status = decided.statuses.get(row);
  if (status !== undefined || !doubtful(flags)) return status ?? 'ok';
  const open = flags.filter(({ code, row: on, table }) => on !== null || !isSettled(decided, code, table));
  return doubtful(open) ? 'review' : 'ok';
}

function observationOf(decided: DecidedDocument, row: ExtractedRow, flags: readonly Flag[]): ObservationRecord {
  const { sourced, extraction } = decided;
  return {
    document_id: sourced.documentId,
    source: sourced.source,
    page: row.page,
    table: row.table,
    row: row.row,
    unit_code: extraction.unitCode,
    issuer: extraction.issuer,
    period: extraction.period?.label ?? null,
    form: extraction.form,
    printed_code: row.printedCode,
    label: row.label,
    indicator_code: row.indicatorCode === '' ? null : row.indicatorCode,
    match_score: rounded(row.matchScore, SCORE_DECIMALS),
    unit: row.unit,
    value_raw: row.valueRaw,
    value: row.value,
    denominator: row.denominator,
    value_type: row.valueType,
    value_state: row.valueState,
    note: row.note,
    origin: row.origin,
    confidence: rounded(row.confidence, SCORE_DECIMALS),
    bbox: boxText(row.box),
    flags: codeList(flags.map((flag) => flag.code)),
    status: statusOf(decided, row.row, flags),
  };
}

/** The rows that are observations. @throws InvariantError when the rows are not numbered 1, 2, 3 … */
function observedRows({ sourced, extraction }: DecidedDocument): ExtractedRow[] {
  for (const [index, row] of extraction.rows.entries()) {
    if (row.row !== index + 1) {
      throw new InvariantError(`${sourced.source}: row ${row.row} of the appendix stands at place ${index + 1}`);
    }
  }
  return extraction.rows.filter((row) => !row.heading);
}

function flagRecordOf(
  { sourced, extraction, standing }: DecidedDocument,
  keyed: KeyedFlag,
  lang: Language,
): FlagRecord {
  const { flag, id, key } = keyed;
  const row = flag.row === null ? undefined : extraction.rows[flag.row - 1];
  const onKey = standing.get(key);
  const decision = onKey === undefined ? null : decisionOn({ flag: flag.code, flag_id: id, key }, onKey);
  return {
    flag_id: id,
    severity: flag.severity,
    flag: flag.code,
    fault: flag.fault,
    document_id: sourced.documentId,
    source: sourced.source,
    page: flag.page ?? row?.page ?? null,
    row: flag.row,
    printed_code: row?.printedCode ?? '',
    indicator_code: flag.indicatorCode ?? (row?.indicatorCode || null),
    label: row?.label ?? '',
    value_raw: row?.valueRaw ?? '',
    value: row?.value ?? null,
    expected: flag.expected,
    message: describeFlag(flag, lang),
    decision: decision?.decision ?? '',
    corrected_value: decision?.corrected_value ?? '',
    comment: decision?.comment ?? '',
  };
}

function count(flags: readonly Flag[], severity: Flag['severity']): number {
  return flags.filter((flag) => flag.severity === severity).length;
}

function standsOnDocumentOrPage(flag: Flag): boolean {
  return ['document', 'page'].includes(FLAGS[flag.code].scope);
}

/** The row of a file whose bytes are in the archive already: what they say stands with the first one. */
function duplicateRecord(sourced: SourcedExtraction): DocumentRecord {
  return {
    source: sourced.source,
    document_id: sourced.documentId,
    sha256: sourced.extraction.sha256,
    format: sourced.extraction.format,
    pages: null,
    ocr_pages: null,
    repaired: null,
    title: '',
    document_number: null,
    issued_on: null,
    issuer: null,
    level: null,
    district: null,
    province: null,
    unit_code: null,
    period: null,
    period_start: null,
    period_end: null,
    cover_from: null,
    cover_to: null,
    as_of: null,
    basis: null,
    form: null,
    form_score: null,
    tables: 0,
    rows: 0,
    headings: 0,
    matched: 0,
    errors: 0,
    warnings: 0,
    flags: '',
    status: 'duplicate',
    error: null,
    message: '',
    duplicate_of: sourced.duplicateOf,
  };
}

function documentRecord(
  { sourced, extraction }: DecidedDocument,
  observations: readonly ObservationRecord[],
  flags: readonly Flag[],
  lang: Language,
): DocumentRecord {
  // A DOCX has none; of a document that could not be opened nobody knows.
  const hasPages = extraction.pages > 0;
  return {
    source: sourced.source,
    document_id: sourced.documentId,
    sha256: extraction.sha256,
    format: extraction.format,
    pages: hasPages ? extraction.pages : null,
    ocr_pages: hasPages ? extraction.ocrPages : null,
    repaired: extraction.repaired,
    title: extraction.title,
    document_number: extraction.documentNumber,
    issued_on: extraction.issuedOn,
    issuer: extraction.issuer,
    level: extraction.level,
    district: extraction.district,
    province: extraction.province,
    unit_code: extraction.unitCode,
    period: extraction.period?.label ?? null,
    period_start: extraction.period?.start ?? null,
    period_end: extraction.period?.end ?? null,
    cover_from: extraction.coverFrom,
    cover_to: extraction.coverTo,
    as_of: extraction.asOf,
    basis: extraction.period?.basis ?? null,
    form: extraction.form,
    form_score: extraction.form === null ? null : rounded(extraction.formScore, SCORE_DECIMALS),
    tables: extraction.tables,
    rows: observations.length,
    headings: extraction.rows.filter((row) => row.heading).length,
    matched: observations.filter((observation) => observation.indicator_code !== null).length,
    errors: count(flags, 'error'),
    warnings: count(flags, 'warning'),
    flags: codeList(flags.filter(standsOnDocumentOrPage).map((flag) => flag.code)),
    status: extraction.status,
    error: extraction.error,
    message: extraction.error === null ? '' : describeError(extraction.error, extraction.errorDetail, lang),
    duplicate_of: null,
  };
}

function coverageRecord(document: DocumentRecord): CoverageRecord {
  return {
    unit_code: document.unit_code,
    issuer: document.issuer,
    level: document.level,
    district: document.district,
    province: document.province,
    period: document.period,
    document_id: document.document_id,
    source: document.source,
    rows: document.rows,
    matched: document.matched,
    errors: document.errors,
    warnings: document.warnings,
    status: document.status,
  };
}

/** @throws InvariantError when rows were lost: rows read = observations + headings. */
export function reduceDocument(decided: DecidedDocument, cross: CrossFindings, lang: Language): ReducedDocument {
  const { sourced, extraction } = decided;
  if (sourced.duplicateOf !== null) {
    return { document: duplicateRecord(sourced), observations: [], flags: [], keyed: [], coverage: null };
  }
  const { source } = sourced;
  const flags = [...extraction.flags, ...cross.flags];
  const astray = flags.find((flag) => flag.row !== null && extraction.rows[flag.row - 1] === undefined);
  if (astray !== undefined)
    throw new InvariantError(`${source}: ${astray.code} stands on row ${astray.row}, which is not there`);
  const rowFlags = new RowFlags(flags);
  const observations = observedRows(decided).map((row) => observationOf(decided, row, rowFlags.of(row)));
  const document = documentRecord(decided, observations, flags, lang);
  if (document.rows + document.headings !== sourced.extraction.rows.length) {
    throw new InvariantError(
      `${source}: ${sourced.extraction.rows.length} rows read, ${document.rows} written as observations and ${document.headings} as headings`,
    );
  }
  const keyed = keyedFlags(source, sourced.extraction, flags, cross.twin);
  return {
    document,
    observations,
    flags: keyed.map((one) => flagRecordOf(decided, one, lang)),
    keyed,
    coverage: extraction.status === 'failed' ? null : coverageRecord(document),
  };
}

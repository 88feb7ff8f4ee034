/**
 * Flags: what is doubtful, as data. A flag is a code, where it stands, and parameters; the sentence a clerk
 * reads is made from them in messages.ts when a file is written, so a cached extraction speaks any language.
 */

export type Severity = 'error' | 'warning' | 'info';
/** document: the report itself is wrong; extraction: we may have read it wrong. A commune is not blamed for our OCR. */
export type Fault = 'document' | 'extraction' | 'unknown';
export type FlagScope = 'row' | 'table' | 'page' | 'document';

/** A row as messages name it. */
export interface RowName {
  readonly code: string;
  readonly label: string;
}

/** A row with the figure it holds. */
export interface RowFigure extends RowName {
  readonly value: number;
}

/** The parameters of each flag; the key is its code in the contract. */
export interface FlagParams {
  UNMATCHED: { label: string; known: boolean; nearest: string | null; score: number };
  AMBIGUOUS_MATCH: { label: string; chosen: RowName; other: RowName; score: number; otherScore: number };
  CODE_LABEL_CONFLICT: { printedCode: string; byCode: RowName; byLabel: RowName };
  DUPLICATE_ROW: { indicator: RowName; rows: number[] };
  MISSING_ROW: { form: string; missing: RowName[] };
  MISSING_VALUE: { note: string; raw: string };
  NOT_A_NUMBER: { raw: string };
  AMBIGUOUS_NUMBER: { raw: string; readings: number[] };
  VALUE_INTERPRETED: { raw: string; value: number | null; how: string };
  VALUE_QUALIFIED: { raw: string };
  OUT_OF_DOMAIN: { raw: string; value: number; allowed: string };
  UNIT_MISMATCH: { printed: string; expected: string; raw: string };
  RATE_SCALE: { value: number };
  SUM_MISMATCH: { whole: RowFigure; parts: RowFigure[]; sum: number; difference: number; note: string | null };
  PART_EXCEEDS_WHOLE: { part: RowFigure; whole: RowFigure; note: string | null };
  RATE_MISMATCH: {
    rate: RowFigure;
    numerator: RowFigure;
    denominator: RowFigure;
    computed: number;
    note: string | null;
  };
  PARTITION_EXCEEDED: {
    members: RowFigure[];
    sum: number;
    whole: RowFigure | null;
    limit: number;
    note: string | null;
  };
  NARRATIVE_MISMATCH: { value: number; figure: number; sentence: string; page: number | null };
  NARRATIVE_INCONSISTENT: { what: 'share' | 'shares'; sentence: string; stated: number; computed: number };
  REPEATED_NEIGHBOUR: { value: number; above: RowName };
  CUMULATIVE_DECREASE: { value: number; earlier: number; earlierPeriod: string };
  OUTLIER: { value: number; typical: number };
  DUPLICATE_REPORT: { other: string; period: string; differing: string[] };
  /** `seen`: how the cell was read: as a picture by OCR, or as text with a mark, an edit or a gap on it. */
  LOW_CONFIDENCE: { reading: string; otherReading: string; what: 'value' | 'code'; seen: 'picture' | 'text' };
  TEXT_REPAIRED: { repairs: { from: string; to: string; count: number; class: string }[]; total: number };
  TEXT_UNTRUSTED: { reasons: string[] };
  TRACKED_CHANGES: Record<string, never>;
  PERIOD_UNKNOWN: { readings: string[] };
  ISSUER_UNKNOWN: { readings: string[] };
  UNIT_AMBIGUOUS: { issuer: string; candidates: string[] };
  FORM_UNKNOWN: { nearest: string | null; score: number };
  DOCUMENT_NUMBER_MISSING: { readings: string[] };
  /** `contradictions` as read, of which so many would be `left` if the column were moved back by a row. */
  VALUES_SHIFTED: { from: RowName; direction: 'down' | 'up'; contradictions: number; left: number };
  NO_APPENDIX: Record<string, never>;
  PAGE_UNREADABLE: { reasons: string[] };
  STALE_DECISION: { decided: string; now: string };
}

export type FlagCode = keyof FlagParams;

/** Each flag's usual severity and what it stands on (OUTPUTS, "Flags"). A check may lower a severity, with its reason. */
export const FLAGS: { readonly [C in FlagCode]: { readonly severity: Severity; readonly scope: FlagScope } } = {
  UNMATCHED: { severity: 'warning', scope: 'row' },
  AMBIGUOUS_MATCH: { severity: 'warning', scope: 'row' },
  CODE_LABEL_CONFLICT: { severity: 'warning', scope: 'row' },
  DUPLICATE_ROW: { severity: 'warning', scope: 'row' },
  MISSING_ROW: { severity: 'warning', scope: 'table' },
  MISSING_VALUE: { severity: 'warning', scope: 'row' },
  NOT_A_NUMBER: { severity: 'error', scope: 'row' },
  AMBIGUOUS_NUMBER: { severity: 'warning', scope: 'row' },
  VALUE_INTERPRETED: { severity: 'info', scope: 'row' },
  VALUE_QUALIFIED: { severity: 'warning', scope: 'row' },
  OUT_OF_DOMAIN: { severity: 'error', scope: 'row' },
  UNIT_MISMATCH: { severity: 'warning', scope: 'row' },
  RATE_SCALE: { severity: 'warning', scope: 'row' },
  SUM_MISMATCH: { severity: 'error', scope: 'row' },
  PART_EXCEEDS_WHOLE: { severity: 'error', scope: 'row' },
  RATE_MISMATCH: { severity: 'warning', scope: 'row' },
  PARTITION_EXCEEDED: { severity: 'warning', scope: 'row' },
  NARRATIVE_MISMATCH: { severity: 'warning', scope: 'row' },
  NARRATIVE_INCONSISTENT: { severity: 'warning', scope: 'document' },
  REPEATED_NEIGHBOUR: { severity: 'info', scope: 'row' },
  CUMULATIVE_DECREASE: { severity: 'warning', scope: 'row' },
  OUTLIER: { severity: 'info', scope: 'row' },
  DUPLICATE_REPORT: { severity: 'warning', scope: 'document' },
  LOW_CONFIDENCE: { severity: 'warning', scope: 'row' },
  TEXT_REPAIRED: { severity: 'info', scope: 'document' },
  TEXT_UNTRUSTED: { severity: 'info', scope: 'page' },
  TRACKED_CHANGES: { severity: 'warning', scope: 'document' },
  PERIOD_UNKNOWN: { severity: 'warning', scope: 'document' },
  ISSUER_UNKNOWN: { severity: 'warning', scope: 'document' },
  UNIT_AMBIGUOUS: { severity: 'warning', scope: 'document' },
  FORM_UNKNOWN: { severity: 'warning', scope: 'document' },
  DOCUMENT_NUMBER_MISSING: { severity: 'warning', scope: 'document' },
  VALUES_SHIFTED: { severity: 'warning', scope: 'table' },
  NO_APPENDIX: { severity: 'warning', scope: 'document' },
  PAGE_UNREADABLE: { severity: 'error', scope: 'page' },
  STALE_DECISION: { severity: 'warning', scope: 'row' },
};

export const FLAG_CODES = Object.keys(FLAGS) as FlagCode[];

/**
 * Document flags that make every value of the document doubtful, or whose it is: they are listed on its observations too. An
 * issuer in doubt is the best guess, and a point of a series under another unit's name is as wrong as a wrong figure.
 */
export const DOUBTFUL_DOCUMENT_FLAGS: readonly FlagCode[] = [
  'PERIOD_UNKNOWN',
  'ISSUER_UNKNOWN',
  'UNIT_AMBIGUOUS',
  'FORM_UNKNOWN',
];

/** The same of a table and its observations. */
export const DOUBTFUL_TABLE_FLAGS: readonly FlagCode[] = ['VALUES_SHIFTED'];

/** One finding. Positions that do not apply are null. */
export type Flag = { [C in FlagCode]: FlagOf<C> }[FlagCode];

export interface FlagOf<C extends FlagCode> {
  readonly code: C;
  readonly severity: Severity;
  readonly fault: Fault;
  readonly page: number | null;
  /** 1-based appendix table. */
  readonly table: number | null;
  /** 1-based appendix row. */
  readonly row: number | null;
  readonly indicatorCode: string | null;
  /** What a check computed: `478`, `0|1|2`, `<=196`; '' when it computed nothing. */
  readonly expected: string;
  /** The second OCR reading of a row, if the figures would agree with it: then the page was most likely misread. */
  readonly reread?: RowFigure;
  readonly params: FlagParams[C];
}

export interface FlagPlace {
  readonly page?: number | null;
  readonly table?: number | null;
  readonly row?: number | null;
  readonly indicatorCode?: string | null;
  readonly expected?: string;
  /** Only where it differs from the flag's usual severity. */
  readonly severity?: Severity;
}

/** Raises a flag with its usual severity. */
export function flag<C extends FlagCode>(code: C, fault: Fault, params: FlagParams[C], at: FlagPlace = {}): Flag {
  return {
    code,
    severity: at.severity ?? FLAGS[code].severity,
    fault,
    page: at.page ?? null,
    table: at.table ?? null,
    row: at.row ?? null,
    indicatorCode: at.indicatorCode ?? null,
    expected: at.expected ?? '',
    params,
  } as Flag;
}

/**
 * The dataset's tables. Each record's zod schema is the one source for its columns and their order, for
 * docs/schemas/ and for the fields of datapackage.json. Columns are only ever added at the end (OUTPUTS).
 *
 * null is a fact that is not known or does not apply; '' is a text that is blank. A CSV shows both as an
 * empty field, JSON keeps them apart.
 */
import { z } from 'zod';
import { DOCUMENT_ERRORS } from '../model/errors.js';
import { FORMATS } from '../model/extraction.js';
import { FLAG_CODES } from '../model/flags.js';
import { DOCUMENT_BASES } from '../model/report.js';
import { BASES, LEVELS, VALUE_STATES, VALUE_TYPES } from '../model/value.js';

/**
 * What a CSV writer must know of a column beyond its JSON type. score: four decimals. id: never a number,
 * even where it is all digits, so a spreadsheet must not make one of it. words: made by us in a grammar that no
 * spreadsheet mistakes for anything else. date: shown as a date by every program, which is right.
 */
export const columnFormats = z.registry<{ readonly format: 'score' | 'id' | 'words' | 'date' }>();

const text = z.string();
const name = z.string().min(1).nullable();
const count = z.int().min(0);
const score = z.number().min(0).max(1).register(columnFormats, { format: 'score' });
const isoDate = z.iso.date().register(columnFormats, { format: 'date' });
const date = isoDate.nullable();
const documentId = z
  .string()
  .regex(/^d[0-9a-f]{12}$/)
  .register(columnFormats, { format: 'id' });
const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .register(columnFormats, { format: 'id' })
  .describe('SHA-256 of the file');
const flagId = z
  .string()
  .regex(/^f[0-9a-f]{12}$/)
  .register(columnFormats, { format: 'id' });
const unitCode = z
  .string()
  .regex(/^\d{2,5}$/)
  .register(columnFormats, { format: 'id' })
  .nullable();
const periodLabel = z
  .string()
  .regex(/^\d{4}-(Q[1-4]|6M|9M|Y)$/)
  .register(columnFormats, { format: 'words' });
const flagCodes = z
  .string()
  .regex(/^([A-Z_]+( [A-Z_]+)*)?$/)
  .register(columnFormats, { format: 'words' });
const box = z
  .string()
  .regex(/^(-?\d+\.\d( -?\d+\.\d){3})?$/)
  .register(columnFormats, { format: 'words' });
const level = z.enum(LEVELS).nullable();

const source = z
  .string()
  .min(1)
  .describe(
    'Path of the input file below the argument given, `/`-separated; `archive.zip!/inner.pdf` inside an archive',
  );
const documentIdColumn = documentId.describe('d and the first 12 hex digits of the SHA-256 of the file');
const unitCodeColumn = unitCode.describe('Code of the administrative unit valid at that time; empty when not unique');
const indicatorCode = z.string().min(1);

export const DOCUMENT_STATUSES = ['ok', 'partial', 'no_appendix', 'failed', 'duplicate'] as const;
export const OBSERVATION_STATUSES = ['review', 'ok', 'accepted', 'corrected', 'rejected'] as const;

export const documentRecord = z.strictObject({
  source,
  document_id: documentIdColumn,
  sha256,
  format: z.enum(FORMATS).nullable().describe('What the content is, whatever the name says'),
  pages: count.nullable().describe('Empty for DOCX, which has none'),
  ocr_pages: count.nullable().describe('Pages that were read by OCR'),
  repaired: count.nullable().describe('Characters changed by text repair'),
  title: text,
  document_number: name.describe('`123/BC-UBND`'),
  issued_on: date,
  issuer: name.describe('The unit that reports, with its type word: `xã Hoằng Thành`'),
  level: level.describe('Level of government of the issuer'),
  district: name,
  province: name,
  unit_code: unitCodeColumn,
  period: periodLabel.nullable().describe('Reporting period'),
  period_start: date.describe('First day the period label names'),
  period_end: date.describe('Last day the period label names'),
  cover_from: date.describe('First day the figures really cover, when the report or its form says so'),
  cover_to: date.describe('Last day the figures really cover, when the report or its form says so'),
  as_of: date.describe('Day the figures stand at, if stated'),
  basis: z
    .enum(DOCUMENT_BASES)
    .nullable()
    .describe('What counts run over: from the start of the year, or the period alone'),
  form: name.describe('Form of the catalogue that fits the appendix'),
  form_score: score.nullable(),
  tables: count.describe('Appendix tables'),
  rows: count.describe('Rows in observations'),
  headings: count.describe('Appendix rows that only structure the table'),
  matched: count.describe('Rows with an indicator code'),
  errors: count.describe('Flags of severity error, on the document and everything in it'),
  warnings: count.describe('Flags of severity warning, on the document and everything in it'),
  flags: flagCodes.describe('Codes of document- and page-level flags'),
  status: z.enum(DOCUMENT_STATUSES),
  error: z.enum(DOCUMENT_ERRORS).nullable().describe('Why the document failed'),
  message: text.describe('What happened and what to do'),
  duplicate_of: name.describe('Source of the document with the same bytes'),
});
export type DocumentRecord = z.infer<typeof documentRecord>;

export const observationRecord = z.strictObject({
  document_id: documentIdColumn,
  source,
  page: z.int().min(1).nullable().describe('1-based; empty for DOCX, which has no pages'),
  table: z.int().min(1).describe('1-based: which of the appendix tables'),
  row: z.int().min(1).describe('1-based over all appendix tables in reading order, headings counted'),
  unit_code: unitCodeColumn,
  issuer: name,
  period: periodLabel.nullable(),
  form: name,
  printed_code: text,
  label: text.describe('Repaired text'),
  indicator_code: indicatorCode.nullable().describe('Empty when no indicator was matched'),
  match_score: score,
  unit: text.describe('Repaired text, a ditto (`nt`) resolved'),
  value_raw: text.describe('The cell as read: NFC, line breaks as one space, before any interpretation'),
  value: z.number().nullable(),
  denominator: z.number().nullable().describe('Second number of a ratio such as `10/10`'),
  value_type: z.enum(VALUE_TYPES),
  value_state: z.enum(VALUE_STATES).describe('Why there is or is no value; a blank is never 0'),
  note: text,
  origin: z.enum(['text', 'ocr', 'docx']).describe('Which reading it came from'),
  confidence: score,
  bbox: box.describe('`x0 y0 x1 y1` in PDF points, origin top left; empty for DOCX'),
  flags: flagCodes.describe('Own flags, and those of its document and its table that make its values doubtful'),
  status: z.enum(OBSERVATION_STATUSES).describe('review: an undecided error or warning'),
});
export type ObservationRecord = z.infer<typeof observationRecord>;

const seriesColumns = {
  unit_code: unitCodeColumn,
  issuer: name,
  level,
  district: name,
  province: name,
  indicator_code: indicatorCode,
  indicator: text.describe('Label of the indicator'),
  unit: name.describe('Unit of measure of the indicator'),
  basis: z
    .enum(BASES)
    .describe('A state at a date, a count from the start of the year, a figure of the period alone, or a share'),
};

const pointColumns = {
  period: periodLabel,
  period_start: isoDate,
  period_end: isoDate,
  value: z.number(),
  denominator: z.number().nullable(),
  flags: flagCodes,
  status: z.enum(['review', 'ok', 'accepted', 'corrected']),
  break: name.describe('Why this point does not continue the last one'),
  document_id: documentIdColumn,
};

/** One line of series.csv. */
export const pointRecord = z.strictObject({ ...seriesColumns, ...pointColumns });
export type PointRecord = z.infer<typeof pointRecord>;

/** One element of series.json. */
export const seriesRecord = z.strictObject({ ...seriesColumns, points: z.array(z.strictObject(pointColumns)) });
export type SeriesRecord = z.infer<typeof seriesRecord>;

export const indicatorRecord = z.strictObject({
  indicator_code: indicatorCode,
  indicator: text.describe('Label'),
  unit: name.describe('Unit of measure'),
  value_type: z.enum(VALUE_TYPES),
  basis: z.enum(BASES),
  form: name.describe('A form that asks for it: one line for each'),
  printed_code: name.describe('As that form prints it'),
  parent_code: name.describe('The indicator or heading above it'),
  domain: name.describe('Values an enumeration allows, `0|1|2`'),
});
export type IndicatorRecord = z.infer<typeof indicatorRecord>;

export const coverageRecord = z.strictObject({
  unit_code: unitCodeColumn,
  issuer: name,
  level,
  district: name,
  province: name,
  period: periodLabel.nullable(),
  document_id: documentIdColumn,
  source,
  rows: count,
  matched: count,
  errors: count,
  warnings: count,
  status: z.enum(DOCUMENT_STATUSES),
});
export type CoverageRecord = z.infer<typeof coverageRecord>;

export const flagRecord = z.strictObject({
  flag_id: flagId.describe('The same after a re-run, a new version, or a better reading'),
  severity: z.enum(['error', 'warning', 'info']),
  flag: z.enum(FLAG_CODES),
  fault: z
    .enum(['document', 'extraction', 'unknown'])
    .describe('The report itself is wrong, or we may have read it wrong'),
  document_id: documentIdColumn,
  source,
  page: z.int().min(1).nullable(),
  row: z.int().min(1).nullable(),
  printed_code: text,
  indicator_code: indicatorCode.nullable(),
  label: text,
  value_raw: text,
  value: z.number().nullable(),
  expected: text.describe('What the check computed'),
  message: text,
  decision: text.describe('For the reviewer: accept, correct or reject'),
  corrected_value: text.describe('For the reviewer'),
  comment: text.describe('For the reviewer'),
});
export type FlagRecord = z.infer<typeof flagRecord>;

export const DECISIONS = ['accept', 'correct', 'reject'] as const;

export const decisionRecord = z.strictObject({
  when: z.iso.datetime().register(columnFormats, { format: 'date' }),
  reviewer: text.describe('Who decided, else the file it came in'),
  flag_id: flagId,
  flag: z.enum(FLAG_CODES),
  key: z.string().min(1).describe('What was decided on'),
  document_id: documentIdColumn,
  sha256,
  value_raw: text.describe('As read when it was decided; the decision stands as long as the same is read'),
  value_before: z.number().nullable().describe('What had been made of it'),
  decision: z.enum(DECISIONS),
  corrected_value: text,
  comment: text,
});
export type DecisionRecord = z.infer<typeof decisionRecord>;

/** A CSV file: its record, and how its rows are told apart and hang together with other files'. */
export interface TableSpec {
  /** File name without extension. */
  readonly name: string;
  readonly title: string;
  readonly record: z.ZodObject;
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly { readonly column: string; readonly table: string }[];
}

export const TABLES = {
  documents: {
    name: 'documents',
    title: 'One row per input file, failures included',
    record: documentRecord,
    primaryKey: ['source'],
    foreignKeys: [],
  },
  observations: {
    name: 'observations',
    title: 'Every appendix row that holds or should hold a value',
    record: observationRecord,
    primaryKey: ['source', 'row'],
    foreignKeys: [
      { column: 'source', table: 'documents' },
      { column: 'indicator_code', table: 'indicators' },
    ],
  },
  series: {
    name: 'series',
    title: 'The time series: one point per administrative unit, indicator and period',
    record: pointRecord,
    primaryKey: ['unit_code', 'issuer', 'level', 'district', 'province', 'indicator_code', 'basis', 'period'],
    foreignKeys: [
      { column: 'document_id', table: 'documents' },
      { column: 'indicator_code', table: 'indicators' },
    ],
  },
  indicators: {
    name: 'indicators',
    title: 'The code book',
    record: indicatorRecord,
    primaryKey: ['indicator_code', 'form', 'printed_code'],
    foreignKeys: [],
  },
  coverage: {
    name: 'coverage',
    title: 'Who reported what',
    record: coverageRecord,
    primaryKey: ['source'],
    foreignKeys: [{ column: 'source', table: 'documents' }],
  },
  flags: {
    name: 'flags',
    title: 'What is doubtful: the list a reviewer works through',
    record: flagRecord,
    primaryKey: ['flag_id'],
    foreignKeys: [
      { column: 'source', table: 'documents' },
      { column: 'indicator_code', table: 'indicators' },
    ],
  },
  decisions: {
    name: 'decisions',
    title: 'What reviewers decided, in the order they did',
    record: decisionRecord,
    primaryKey: [],
    foreignKeys: [],
  },
} as const satisfies Record<string, TableSpec>;

/** The columns of a table, in the order of its file. */
export function columnsOf(table: TableSpec): string[] {
  return Object.keys(table.record.shape);
}

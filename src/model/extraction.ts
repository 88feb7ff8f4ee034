/**
 * The product of the map: everything read from one document, as plain JSON. It is what the cache keeps and
 * what the reduce works on; nothing in it depends on when, where or beside which other documents it was made.
 */
import { z } from 'zod';
import { DOCUMENT_ERRORS, type DocumentError } from './errors.js';
import { FLAG_CODES, type Flag } from './flags.js';
import { DOCUMENT_BASES } from './report.js';
import { LEVELS, VALUE_STATES, VALUE_TYPES } from './value.js';

export const FORMATS = ['pdf', 'docx', 'image'] as const;
export type Format = (typeof FORMATS)[number];

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** One appendix row as read, matched and parsed. */
export const extractedRowSchema = z.object({
  table: z.int().min(1),
  row: z.int().min(1),
  page: z.int().min(1).nullable(),
  box: box.nullable(),
  printedCode: z.string(),
  label: z.string(),
  unit: z.string(),
  unitRaw: z.string(),
  valueRaw: z.string(),
  note: z.string(),
  origin: z.enum(['text', 'ocr', 'docx']),
  confidence: z.number().min(0).max(1),
  /** '' when no indicator was matched. */
  indicatorCode: z.string(),
  /** 0 to 1; 0 when nothing fits at all. */
  matchScore: z.number().min(0).max(1),
  value: z.number().nullable(),
  denominator: z.number().nullable(),
  valueType: z.enum(VALUE_TYPES),
  valueState: z.enum(VALUE_STATES),
  /** A row that only structures the table: counted, but no observation (OUTPUTS, "observations"). */
  heading: z.boolean(),
});
export type ExtractedRow = z.infer<typeof extractedRowSchema>;

const flagSchema = z.custom<Flag>(
  (value) => typeof value === 'object' && value !== null && FLAG_CODES.includes((value as Flag).code),
);

export const extractionSchema = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  format: z.enum(FORMATS).nullable(),
  pages: z.int().min(0),
  ocrPages: z.int().min(0),
  /** Scanned pages that were turned upright to be read, `[page, degrees clockwise]`: boxes are on the turned page. */
  turned: z.array(z.tuple([z.int().min(1), z.int()])).optional(),
  /** Characters changed by text repair. */
  repaired: z.int().min(0),
  title: z.string(),
  documentNumber: z.string().nullable(),
  issuedOn: isoDate.nullable(),
  issuer: z.string().nullable(),
  level: z.enum(LEVELS).nullable(),
  district: z.string().nullable(),
  province: z.string().nullable(),
  unitCode: z.string().nullable(),
  period: z.object({ label: z.string(), start: isoDate, end: isoDate, basis: z.enum(DOCUMENT_BASES) }).nullable(),
  coverFrom: isoDate.nullable(),
  coverTo: isoDate.nullable(),
  asOf: isoDate.nullable(),
  replaces: z.boolean(),
  form: z.string().nullable(),
  formScore: z.number().min(0).max(1),
  /** Appendix tables. */
  tables: z.int().min(0),
  rows: z.array(extractedRowSchema),
  /** Sentences of the prose that hold figures, for the checks that compare them with the appendix. */
  prose: z.array(z.object({ text: z.string(), page: z.int().min(1).nullable() })),
  flags: z.array(flagSchema),
  /** Checks that could be evaluated and held. */
  checksPassed: z.int().min(0),
  status: z.enum(['ok', 'partial', 'no_appendix', 'failed']),
  error: z.enum(DOCUMENT_ERRORS).nullable(),
  /** What the error was about, for the message; '' when there is none. */
  errorDetail: z.string(),
});
export type Extraction = z.infer<typeof extractionSchema>;

/** What is known of a document of which nothing was read yet. */
export function nothingRead(sha256: string, format: Format | null): Extraction {
  return {
    sha256,
    format,
    pages: 0,
    ocrPages: 0,
    repaired: 0,
    title: '',
    documentNumber: null,
    issuedOn: null,
    issuer: null,
    level: null,
    district: null,
    province: null,
    unitCode: null,
    period: null,
    coverFrom: null,
    coverTo: null,
    asOf: null,
    replaces: false,
    form: null,
    formScore: 0,
    tables: 0,
    rows: [],
    prose: [],
    flags: [],
    checksPassed: 0,
    status: 'ok',
    error: null,
    errorDetail: '',
  };
}

/** A document that could not be read at all. */
export function failed(sha256: string, format: Format | null, error: DocumentError): Extraction {
  return { ...nothingRead(sha256, format), status: 'failed', error: error.code, errorDetail: error.detail };
}

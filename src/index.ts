/**
 * The library's face. `extractReport` reads one document; `buildDataset` makes the dataset of many.
 *
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { buildDataset, extractReport, loadCatalogue } from 'sohoa';
 *
 * const catalogue = await loadCatalogue();
 * const report = await extractReport(await readFile('bao-cao.pdf'), { catalogue, source: 'bao-cao.pdf' });
 * const { observations, series, flags } = buildDataset([report], catalogue);
 * ```
 */
import { createHash } from 'node:crypto';
import { sniff } from './archive/index.js';
import { loadCatalogue } from './catalogue/index.js';
import type { SourcedExtraction } from './dataset/index.js';
import { extractDocument } from './extract.js';
import type { Catalogue } from './model/catalogue.js';
import { DocumentError } from './model/errors.js';
import { findOcr, type OcrMode } from './tessdata.js';

export { checkCatalogue, loadCatalogue } from './catalogue/index.js';
export {
  buildDataset,
  type CoverageRecord,
  type Dataset,
  type DecisionRecord,
  type DocumentRecord,
  type FlagRecord,
  type IndicatorRecord,
  type ObservationRecord,
  type PointRecord,
  type SeriesRecord,
  type SourcedExtraction,
} from './dataset/index.js';
export type { Catalogue, Check, Form, FormRow, Indicator, Unit, UnitRegister } from './model/catalogue.js';
export {
  CatalogueError,
  type CatalogueProblem,
  DocumentError,
  type DocumentErrorCode,
  EnvironmentError,
  SohoaError,
  UsageError,
} from './model/errors.js';
export type { ExtractedRow, Extraction, Format } from './model/extraction.js';
export { type Fault, FLAGS, type Flag, type FlagCode, type Severity } from './model/flags.js';
export type { Box } from './model/geometry.js';
export { describeError, describeFlag } from './model/messages.js';

export interface ExtractReportOptions {
  /** What to call the document in the dataset: unique among those given to buildDataset. */
  readonly source: string;
  /** Loaded once and shared; the one shipped with the package when left out. */
  readonly catalogue?: Catalogue;
  /** Called after each page of a PDF. */
  readonly onPage?: (done: number, of: number) => void;
  /** Which pages are read as scans: those without text to trust when left out. */
  readonly ocr?: OcrMode;
}

/**
 * Reads one PDF or DOCX, told apart by content. What is wrong with the document comes back in it (status `failed` and
 * an error code), never as an exception; a broken catalogue throws CatalogueError, a missing OCR model EnvironmentError.
 */
export async function extractReport(bytes: Uint8Array, options: ExtractReportOptions): Promise<SourcedExtraction> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const kind = await sniff(bytes);
  const format = kind === 'archive' ? new DocumentError('UNSUPPORTED', 'archive') : kind;
  const catalogue = options.catalogue ?? (await loadCatalogue());
  const onPage = options.onPage === undefined ? {} : { onPage: options.onPage };
  const { options: reading } = await findOcr(options.ocr ?? 'auto');
  const ocr = reading === null ? {} : { ocr: reading };
  const extraction = await extractDocument(bytes, format, catalogue, { sha256, ...onPage, ...ocr });
  return { source: options.source, documentId: `d${sha256.slice(0, 12)}`, duplicateOf: null, extraction };
}

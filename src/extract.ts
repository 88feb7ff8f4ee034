/**
 * The map: one document's bytes and the catalogue in, everything it says out. Pure and deterministic; the stages
 * are called in order and each one's product is handed to the next.
 */

import { domainOfUnit } from './catalogue/domain.js';
import { checkReport } from './check/index.js';
import { matchReport, type RowMatch } from './match/index.js';
import type { Catalogue, Indicator } from './model/catalogue.js';
import { DocumentError } from './model/errors.js';
import type { ExtractedRow, Extraction, Format } from './model/extraction.js';
import { type Flag, type FlagPlace, flag } from './model/flags.js';
import type { Layout } from './model/layout.js';
import type { Page } from './model/page.js';
import type { Metadata, Report, ReportRow } from './model/report.js';
import type { ValueType } from './model/value.js';
import { readDocx } from './read/docx/index.js';
import { openImage } from './read/image/index.js';
import {
  type NoPageImage,
  type OcrModel,
  openRecogniser,
  type PageImage,
  readScan,
  unreadScan,
} from './read/ocr/index.js';
import { pdfPageImages } from './read/pdf/images.js';
import { readPdf } from './read/pdf/index.js';
import { readReport } from './report/index.js';
import { cellsOf, layOut } from './table/index.js';
import { type Doubt, doubtOf, type NumberMarks, type ReadValue, readValue, voteOnMarks } from './value/index.js';
import { mergeRepairs } from './vietnamese/judge.js';

export interface ExtractOptions {
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string;
  /** Called after each page that was read. */
  readonly onPage?: (done: number, of: number) => void;
  /**
   * Asked before each page, and again before a page is read as a scan; the first no ends the reading of a PDF, and
   * what was read until then makes it `partial`.
   */
  readonly mayRead?: (page: number, of: number) => boolean;
  /** How scanned pages are read; without it they are not. */
  readonly ocr?: OcrOptions;
}

export interface OcrOptions {
  /** auto: pages whose text layer is absent or not trusted; force: all pages. */
  readonly mode: 'auto' | 'force';
  readonly model: OcrModel;
}

/**
 * Reads one document. `format` is what its content is, null when that is nothing we read.
 * Never throws for what is wrong with the document: that comes back as an Extraction with status `failed`.
 */
export async function extractDocument(
  bytes: Uint8Array,
  format: Format | DocumentError,
  catalogue: Catalogue,
  options: ExtractOptions,
): Promise<Extraction> {
  if (format instanceof DocumentError) return failed(options.sha256, null, format);
  try {
    const layout = await readLayout(bytes, format, options);
    const report = readReport(layout, catalogue.units);
    return report.tables.length === 0
      ? withoutAppendix(layout, report, format, options.sha256)
      : withAppendix(layout, report, format, options.sha256, catalogue);
  } catch (error) {
    if (error instanceof DocumentError) return failed(options.sha256, format, error);
    throw error;
  }
}

type ReadingOptions = Pick<ExtractOptions, 'onPage' | 'mayRead' | 'ocr'>;

/** A document as text and tables in reading order. */
export async function readLayout(bytes: Uint8Array, format: Format, options: ReadingOptions): Promise<Layout> {
  if (format === 'docx') return readDocx(bytes);
  if (format === 'image') return layOut(await readImage(bytes, options));
  const { pages } = await readPdf(bytes, options);
  return layOut(options.ocr === undefined ? pages : await withScans(pages, bytes, options.ocr, options));
}

/** The pages with those that have no text to trust read from their pictures instead. */
async function withScans(
  pages: readonly Page[],
  bytes: Uint8Array,
  ocr: OcrOptions,
  options: ReadingOptions,
): Promise<Page[]> {
  const scans = pages.filter((page) => ocr.mode === 'force' || !page.readable);
  const images = pdfPageImages(
    bytes,
    scans.map(({ page }) => page),
  );
  const read = await readScans(images, scans, ocr, { ...options, of: pages.length });
  return pages.map((page) => read.get(page.page) ?? page);
}

async function readImage(bytes: Uint8Array, options: ReadingOptions): Promise<Page[]> {
  if (options.ocr === undefined) throw new DocumentError('UNSUPPORTED', 'image');
  const { pages: count, images } = openImage(bytes);
  const unread = Array.from({ length: count }, (_, i) => unreadScan(i + 1));
  const read = await readScans(images(), unread, options.ocr, { ...options, of: count });
  return unread.map((page) => read.get(page.page) ?? page);
}

/**
 * Reads pictures of pages. `scans` are those pages as far as they were known before, in order. In the result are those
 * that were looked at and those that there was no time for, by number.
 */
async function readScans(
  images: AsyncIterable<PageImage | NoPageImage>,
  scans: readonly Page[],
  { model }: OcrOptions,
  { mayRead, onPage, of }: ReadingOptions & { readonly of: number },
): Promise<Map<number, Page>> {
  const read = new Map<number, Page>();
  if (scans.length === 0) return read;
  const before = new Map(scans.map((page) => [page.page, page]));
  // Loading the model takes as long as making the first picture.
  const opening = openRecogniser(model);
  opening.catch(() => undefined);
  try {
    for await (const image of images) {
      const recogniser = await opening;
      if (mayRead?.(image.page, of) === false) {
        for (const page of scans) if (page.page >= image.page) read.set(page.page, notReached(page));
        break;
      }
      const known = before.get(image.page) ?? unreadScan(image.page);
      const page = 'reason' in image ? withoutPicture(known, image) : await readScan(image, recogniser, cellsOf, known);
      read.set(image.page, page);
      onPage?.(of - scans.length + read.size, of);
    }
  } finally {
    await opening.then((recogniser) => recogniser.close());
  }
  return read;
}

/** Nothing but its text layer is left, if that could be read. */
function withoutPicture(page: Page, { reason }: NoPageImage): Page {
  return page.readable ? page : { ...page, reasons: [...new Set([...page.reasons, reason])] };
}

/** What a page's text layer says is not enough: it was to be read as a scan. */
function notReached(page: Page): Page {
  return { ...page, words: [], readable: false, reasons: [...new Set([...page.reasons, 'page-not-reached'])] };
}

function withAppendix(
  layout: Layout,
  report: Report,
  format: Format,
  sha256: string,
  catalogue: Catalogue,
): Extraction {
  const rows = report.tables.flatMap((table) => table.rows);
  const matching = matchReport(report.tables, catalogue);
  const marks = voteOnMarks(rows.map((row, i) => ({ raw: row.valueRaw, type: typeOf(row, matching.matches[i]) })));
  const read = rows.map((row, i) => readRow(row, matching.matches[i], marks));
  const extracted = read.map(({ row }) => row);
  const checks = checkReport(extracted, matching.form, report.prose.map(proseOf), catalogue);
  return {
    ...common(layout, report, format, sha256),
    form: matching.form?.id ?? null,
    formScore: matching.formScore,
    tables: report.tables.length,
    rows: extracted,
    flags: [
      ...layoutFlags(layout),
      ...metadataFlags(report.metadata),
      ...matching.flags,
      ...read.flatMap(({ flags }) => flags),
      ...checks.flags,
    ],
    checksPassed: checks.passed,
    status: layout.pages.every((page) => page.readable) ? 'ok' : 'partial',
  };
}

/** No figures, so nothing hangs on who reports when: only that there is no appendix is said. */
function withoutAppendix(layout: Layout, report: Report, format: Format, sha256: string): Extraction {
  return {
    ...common(layout, report, format, sha256),
    flags: [...layoutFlags(layout), flag('NO_APPENDIX', 'unknown', {})],
    status: layout.pages.every((page) => page.readable) ? 'no_appendix' : 'partial',
  };
}

// --- rows ---

function readRow(
  row: ReportRow,
  match: RowMatch | undefined,
  marks: NumberMarks,
): { row: ExtractedRow; flags: Flag[] } {
  const indicator = match?.formRow?.indicator ?? null;
  const doubt = doubtOf(row, match?.formRow?.printedCode ?? '');
  const value = doubt.unreadable ? unreadableValue(row, match) : readValueOf(row, match, indicator, marks);
  const at = { page: row.place.page, table: row.table, row: row.row, indicatorCode: indicator?.code ?? null };
  const flags = [...value.flags.map((raised): Flag => ({ ...raised, ...at })), ...doubtFlags(row, doubt, at)];
  return {
    flags,
    row: {
      table: row.table,
      row: row.row,
      page: row.place.page,
      box: row.place.box === null ? null : [...row.place.box],
      printedCode: row.printedCode,
      label: row.label,
      unit: row.unit,
      unitRaw: row.unitRaw,
      valueRaw: row.valueRaw.replaceAll('\n', ' '),
      note: row.note,
      origin: row.origin,
      confidence: doubt.confidence,
      indicatorCode: indicator?.code ?? '',
      matchScore: match?.score ?? 0,
      value: value.value,
      denominator: value.denominator,
      valueType: value.type,
      valueState: value.state,
      heading: indicator === null && row.unit === '' && row.valueRaw === '' && row.note === '',
    },
  };
}

/** What a reader must look up in the original: of a row that counts, one flag for its value, one for its code. */
function doubtFlags(row: ReportRow, doubt: Doubt, at: FlagPlace): Flag[] {
  const lowConfidence = (what: 'value' | 'code', reading: string, otherReading: string) =>
    flag('LOW_CONFIDENCE', 'extraction', { reading, otherReading, what }, at);
  const flags: Flag[] = [];
  if (row.otherValueRaw !== null) flags.push(lowConfidence('value', row.valueRaw, row.otherValueRaw));
  else if (doubt.value) flags.push(lowConfidence('value', row.valueRaw, row.doubt?.value.other ?? ''));
  if (doubt.code && at.indicatorCode !== null)
    flags.push(lowConfidence('code', row.printedCode, row.doubt?.code.other ?? ''));
  return flags;
}

/** There is ink in the cell, so it is not blank; but no reader can say what it says. */
function unreadableValue(row: ReportRow, match: RowMatch | undefined): ReadValue {
  return { value: null, denominator: null, type: typeOf(row, match), state: 'unreadable', flags: [] };
}

/** A row without an indicator keeps its number where it is one, and raises nothing: UNMATCHED says it all. */
function readValueOf(
  row: ReportRow,
  match: RowMatch | undefined,
  indicator: Indicator | null,
  marks: NumberMarks,
): ReadValue {
  const domain = indicator?.domain ?? domainOfUnit(row.unit);
  const value = readValue(row.valueRaw, {
    type: typeOf(row, match),
    unit: row.unit,
    domain,
    marks,
    origin: row.origin,
    note: row.note,
  });
  return indicator === null ? { ...value, flags: [] } : value;
}

/** What kind of value belongs in a row: its indicator's, else what its own unit and figure look like. */
function typeOf(row: ReportRow, match: RowMatch | undefined): ValueType {
  const indicator = match?.formRow?.indicator;
  if (indicator) return indicator.type;
  if (domainOfUnit(row.unit) !== null) return 'enum';
  if (row.unit.startsWith('%')) return 'percent';
  return /^[\d.,\s]+$/u.test(row.valueRaw) ? 'count' : 'text';
}

// --- the document ---

function common(layout: Layout, report: Report, format: Format, sha256: string): Extraction {
  const { metadata } = report;
  return {
    sha256,
    format,
    pages: layout.pages.filter((page) => page.page !== null).length,
    ocrPages: layout.pages.filter((page) => page.origin === 'ocr').length,
    ...turnedPages(layout),
    repaired: repairsOf(layout).reduce((sum, repair) => sum + repair.count, 0),
    title: metadata.title,
    documentNumber: metadata.documentNumber,
    issuedOn: metadata.issuedOn,
    issuer: metadata.issuer,
    level: metadata.level,
    district: metadata.district,
    province: metadata.province,
    unitCode: metadata.unitCode,
    period: metadata.period === null ? null : { ...metadata.period },
    coverFrom: metadata.coverFrom,
    coverTo: metadata.coverTo,
    asOf: metadata.asOf,
    replaces: metadata.replaces,
    form: null,
    formScore: 0,
    tables: 0,
    rows: [],
    prose: report.prose.map(proseOf),
    flags: [],
    checksPassed: 0,
    status: 'ok',
    error: null,
    errorDetail: '',
  };
}

/** The reader of scans says so among a page's reasons. */
function turnedPages(layout: Layout): Pick<Extraction, 'turned'> {
  const turned = layout.pages.flatMap(({ page, reasons }) =>
    reasons.flatMap((reason): [number, number][] => {
      const degrees = /^turned-(\d+)$/.exec(reason)?.[1];
      return page === null || degrees === undefined ? [] : [[page, Number(degrees)]];
    }),
  );
  return turned.length === 0 ? {} : { turned };
}

function proseOf(paragraph: Report['prose'][number]): { text: string; page: number | null } {
  return { text: paragraph.text, page: paragraph.place.page };
}

function repairsOf(layout: Layout) {
  return mergeRepairs(layout.pages.flatMap((page) => page.repairs));
}

function layoutFlags(layout: Layout): Flag[] {
  const flags: Flag[] = [];
  const repairs = repairsOf(layout);
  if (repairs.length > 0) {
    const total = repairs.reduce((sum, repair) => sum + repair.count, 0);
    flags.push(flag('TEXT_REPAIRED', 'extraction', { repairs, total }));
  }
  let allReached = true;
  for (const { page, readable, reasons, fonts } of layout.pages) {
    const untrusted = fonts.filter((font) => font.verdict === 'untrusted').flatMap((font) => font.reasons);
    if (untrusted.length > 0)
      flags.push(flag('TEXT_UNTRUSTED', 'document', { reasons: [...new Set(untrusted)] }, { page }));
    const reached = !reasons.includes('page-not-reached');
    // One cause is one row of the worklist: that time ran out is said once, of the first page it ran out for.
    if (!readable && (reached || allReached))
      flags.push(flag('PAGE_UNREADABLE', 'unknown', { reasons: [...reasons] }, { page }));
    allReached &&= reached;
  }
  if (layout.trackedChanges) flags.push(flag('TRACKED_CHANGES', 'document', {}));
  return flags;
}

function metadataFlags(metadata: Metadata): Flag[] {
  const flags: Flag[] = [];
  const readings = (what: Metadata['disagreements'][number]['what']) =>
    metadata.disagreements.filter((d) => d.what === what).flatMap((d) => [...d.readings]);
  const periods = readings('period');
  if (metadata.period === null || periods.length > 0)
    flags.push(flag('PERIOD_UNKNOWN', 'document', { readings: periods }));
  const issuers = readings('issuer');
  if (metadata.issuer === null || issuers.length > 0)
    flags.push(flag('ISSUER_UNKNOWN', 'document', { readings: issuers }));
  else if (metadata.unitCode === null && metadata.level !== 'so' && metadata.level !== 'bo')
    flags.push(
      flag('UNIT_AMBIGUOUS', 'unknown', { issuer: metadata.issuer, candidates: [...metadata.unitCandidates] }),
    );
  const numbers = readings('document_number');
  if (metadata.documentNumber === null || numbers.length > 0)
    flags.push(flag('DOCUMENT_NUMBER_MISSING', 'document', { readings: numbers }));
  return flags;
}

// --- failures ---

/** A document that could not be read at all. */
export function failed(sha256: string, format: Format | null, error: DocumentError): Extraction {
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
    status: 'failed',
    error: error.code,
    errorDetail: error.detail,
  };
}

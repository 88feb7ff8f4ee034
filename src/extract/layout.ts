/** Bytes to pages to a layout: which reader a document goes to, and which of its pages are read as pictures. */
import { DocumentError } from '../model/errors.js';
import type { Format } from '../model/extraction.js';
import type { Layout } from '../model/layout.js';
import type { Page } from '../model/page.js';
import { readDocx } from '../read/docx/index.js';
import { openImage } from '../read/image/index.js';
import {
  type NoPageImage,
  type OcrModel,
  type PageImage,
  prepareScan,
  type Recognisers,
  readScan,
  sparingRepeats,
  unreadScan,
} from '../read/ocr/index.js';
import { pdfPageImages } from '../read/pdf/images.js';
import { readPdf } from '../read/pdf/index.js';
import { openRecogniser } from '../recogniser/index.js';
import { cellsOf, layOut } from '../table/index.js';
import { Ahead } from './ahead.js';

export interface ReadingOptions {
  /** Called after each page that was read. */
  readonly onPage?: (done: number, of: number) => void;
  /**
   * Asked before each page, and again before a page is read as a scan; the first no ends the reading of a PDF, and
   * what was read until then makes it `partial`.
   */
  readonly mayRead?: (page: number, of: number) => boolean;
  /** How scanned pages are read; without it they are not. */
  readonly ocr?: OcrOptions;
  /**
   * Asked while scanned pages are read: processors that may be used beside one. Then the next page is begun while one is read,
   * and so many threads more read. One when left out.
   */
  readonly spare?: () => number;
}

export interface OcrOptions {
  /** auto: pages whose text layer is absent or not trusted; force: all pages. */
  readonly mode: 'auto' | 'force';
  readonly model: OcrModel;
}

/** A document as text and tables in reading order. */
export async function readLayout(bytes: Uint8Array, format: Format, options: ReadingOptions): Promise<Layout> {
  return format === 'docx' ? readDocx(bytes) : layOut(await readPages(bytes, format, options));
}

/** The pages of a document that has some; those that are scans read from their pictures. */
export async function readPages(
  bytes: Uint8Array,
  format: Exclude<Format, 'docx'>,
  options: ReadingOptions,
): Promise<readonly Page[]> {
  if (format === 'image') return readImage(bytes, options);
  const { pages } = await readPdf(bytes, options);
  return options.ocr === undefined ? pages : withScans(pages, bytes, options.ocr, options);
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
  { mayRead, onPage, spare = () => 1, of }: ReadingOptions & { readonly of: number },
): Promise<Map<number, Page>> {
  const read = new Map<number, Page>();
  if (scans.length === 0) return read;
  const before = new Map(scans.map((page) => [page.page, page]));
  // Loading the model takes as long as making the first picture.
  const recognisers = sparingRepeats(openRecogniser(model, spare));
  const ahead = new Ahead(begun(images, before, recognisers, (page) => mayRead?.(page, of) !== false));
  try {
    for (let scan = await ahead.take(); scan !== null; scan = await ahead.take()) {
      if (spare() > 0) ahead.begin();
      const page = await scan.read;
      read.set(page.page, page);
      onPage?.(of - scans.length + read.size, of);
    }
  } finally {
    await ahead.end();
    await recognisers.close();
  }
  return new Map(scans.map((page) => [page.page, read.get(page.page) ?? notReached(page)]));
}

/** A page all of whose lines are asked for, or more. */
interface Begun {
  readonly read: Promise<Page>;
}

/** The pages, each begun when it is wanted, until one may not be read. */
async function* begun(
  images: AsyncIterable<PageImage | NoPageImage>,
  before: ReadonlyMap<number, Page>,
  recognisers: Recognisers,
  mayRead: (page: number) => boolean,
): AsyncGenerator<Begun> {
  for await (const image of images) {
    const scan = 'reason' in image ? image : await prepareScan(image, cellsOf);
    if (!mayRead(scan.page)) return;
    const known = before.get(scan.page) ?? unreadScan(scan.page);
    yield 'reason' in scan
      ? { read: Promise.resolve(withoutPicture(known, scan)) }
      : await begunScan((onAsked) => readScan(scan, recognisers, cellsOf, known, onAsked));
  }
}

async function begunScan(readWhole: (onAsked: () => void) => Promise<Page>): Promise<Begun> {
  let onAsked = () => {};
  const asked = new Promise<void>((resolve) => {
    onAsked = resolve;
  });
  const read = readWhole(onAsked);
  // What cannot be read is never all asked for. Whoever wants the page is told why.
  await Promise.race([asked, read.catch(() => undefined)]);
  return { read };
}

/** Nothing but its text layer is left, if that could be read. */
function withoutPicture(page: Page, { reason }: NoPageImage): Page {
  return page.readable ? page : { ...page, reasons: [...new Set([...page.reasons, reason])] };
}

/** What a page's text layer says is not enough: it was to be read as a scan. */
function notReached(page: Page): Page {
  return { ...page, words: [], readable: false, reasons: [...new Set([...page.reasons, 'page-not-reached'])] };
}

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
  type PreparedScan,
  prepareScan,
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
   * Asked while scanned pages are read: processors that may be used beside one. Then the next page is made ready while the
   * recogniser reads, and it reads in so many threads more. One when left out.
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
  const recogniser = sparingRepeats(openRecogniser(model, spare));
  const ahead = new Ahead(prepared(images));
  const onAsked = () => {
    if (spare() > 0) ahead.begin();
  };
  try {
    for (let scan = await ahead.take(); scan !== null; scan = await ahead.take()) {
      if (mayRead?.(scan.page, of) === false) {
        for (const page of scans) if (page.page >= scan.page) read.set(page.page, notReached(page));
        break;
      }
      const known = before.get(scan.page) ?? unreadScan(scan.page);
      const page =
        'reason' in scan ? withoutPicture(known, scan) : await readScan(scan, recogniser, cellsOf, known, onAsked);
      read.set(scan.page, page);
      onPage?.(of - scans.length + read.size, of);
    }
  } finally {
    await ahead.end();
    await recogniser.close();
  }
  return read;
}

async function* prepared(images: AsyncIterable<PageImage | NoPageImage>): AsyncGenerator<PreparedScan | NoPageImage> {
  for await (const image of images) yield 'reason' in image ? image : prepareScan(image, cellsOf);
}

/** Nothing but its text layer is left, if that could be read. */
function withoutPicture(page: Page, { reason }: NoPageImage): Page {
  return page.readable ? page : { ...page, reasons: [...new Set([...page.reasons, reason])] };
}

/** What a page's text layer says is not enough: it was to be read as a scan. */
function notReached(page: Page): Page {
  return { ...page, words: [], readable: false, reasons: [...new Set([...page.reasons, 'page-not-reached'])] };
}

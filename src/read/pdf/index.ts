/** The reader of digital PDFs: bytes to pages of words, rulings and images. */
import { DocumentError, InvariantError } from '../../model/errors.js';
import type { Page, Word } from '../../model/page.js';
import { type Judgement, judgeDocument, type PageText, type RawRun, RepairSum } from '../../vietnamese/judge.js';
import { isDamaged } from './integrity.js';
import { pageReader, type RawPage } from './page.js';
import { openPdf } from './pdfjs.js';
import type { RawWord } from './words.js';

export interface PdfOptions {
  /** A document with more pages is refused (default 2000). */
  readonly maxPages?: number;
  /** Called after each page has been opened. */
  readonly onPage?: (done: number, of: number) => void;
  /** Asked before each page; the first no ends the reading, and what was read until then counts. */
  readonly mayRead?: (page: number, of: number) => boolean;
}

const MAX_PAGES = 2000;
/** Scans of thick reports stay below 200 MB; pdfjs needs several times a file's size. */
const MAX_BYTES = 512 * 1024 * 1024;

/**
 * Confidence of words that may not be what was written: `12` may be all that a narrow cell shows of `12345`; in a
 * damaged file a bit turned over makes one digit of another.
 */
const UNCERTAIN = 0.5;

/**
 * Reads every page. A page that cannot be read is in the result all the same, `readable: false` with its reasons.
 * Words have a confidence below 1 where only a part of them is seen or they are struck through, and throughout a file whose data is damaged
 * (reason `damaged-data`).
 * @throws DocumentError ENCRYPTED (needs a password to open), CORRUPT (no page opens), TOO_LARGE, TIMEOUT (no page may be read).
 */
export async function readPdf(bytes: Uint8Array, options: PdfOptions = {}): Promise<{ pages: Page[] }> {
  if (bytes.length > MAX_BYTES) throw new DocumentError('TOO_LARGE', `more than ${MAX_BYTES} bytes`);
  const { document, close } = await openPdf(bytes);
  try {
    const maxPages = options.maxPages ?? MAX_PAGES;
    const count = document.numPages;
    if (count > maxPages) throw new DocumentError('TOO_LARGE', `${count} pages, at most ${maxPages} are read`);
    const reader = await pageReader(document);
    const opened: Opened[] = [];
    for (let number = 1; number <= count; number++) {
      if (options.mayRead?.(number, count) === false) break;
      opened.push(await reader.read(number).catch(reasonOf));
      options.onPage?.(number, count);
    }
    if (opened.length === 0 && count > 0) throw new DocumentError('TIMEOUT', 'no page was reached');
    while (opened.length < count) opened.push('page-not-reached');
    return { pages: judged(withoutPretence(opened), isDamaged(bytes)) };
  } finally {
    await close();
  }
}

/** A page, or why there is none. */
type Opened = RawPage | Refusal;
type Refusal = 'page-damaged' | 'page-too-large' | 'page-not-reached';

function reasonOf(error: unknown): Refusal {
  return error instanceof DocumentError && error.code === 'TOO_LARGE' ? 'page-too-large' : 'page-damaged';
}

/**
 * In a damaged document pdfjs puts an empty page in place of a first page that it cannot find.
 * @throws DocumentError CORRUPT when there is nothing on any page.
 */
function withoutPretence(opened: readonly Opened[]): Opened[] {
  const damaged = opened.includes('page-damaged');
  const held = opened.map((page) => (damaged && typeof page !== 'string' && page.empty ? 'page-damaged' : page));
  if (held.every((page) => typeof page === 'string' || page.empty))
    throw new DocumentError('CORRUPT', 'no page holds anything');
  return held;
}

/** Judges the text layer over the whole document, then repairs it page by page. */
function judged(opened: readonly Opened[], damaged: boolean): Page[] {
  const judgements = judgeDocument(opened.filter((page) => typeof page !== 'string').map(textOf)).values();
  return opened.map((page, i) => {
    if (typeof page !== 'string') {
      const { value } = judgements.next();
      if (value !== undefined) return finishedPage(page, value, damaged);
      throw new InvariantError('fewer judgements than pages');
    }
    // Where the tree of pages is damaged pdfjs gives up: there is no telling what stood behind its last page.
    const last = i === opened.length - 1 && page === 'page-damaged';
    return refusedPage(i + 1, last ? [page, 'later-pages-may-be-missing'] : [page]);
  });
}

function textOf({ words, hidden, imageCoverage, textCoverage }: RawPage): PageText {
  return { runs: runsOf(words), hidden: runsOf(hidden), evidence: { imageCoverage, textCoverage } };
}

function runsOf(words: readonly RawWord[]): RawRun[] {
  const runs: RawRun[] = [];
  for (const word of words) for (const run of word.runs) runs.push(run);
  return runs;
}

function finishedPage(page: RawPage, judgement: Judgement, damaged: boolean): Page {
  const readable = judgement.readable && !page.lostFont;
  const repairs = new RepairSum();
  const words = readable
    ? page.words.map((word) => repaired(word, judgement, repairs, damaged || page.struck.has(word)))
    : [];
  return {
    page: page.page,
    width: page.width,
    height: page.height,
    origin: 'text',
    words: words.filter((word) => word.text.trim() !== ''),
    rulings: page.rulings,
    images: page.images,
    fonts: judgement.fonts,
    repairs: repairs.merged(),
    readable,
    reasons: [
      ...judgement.reasons,
      ...(page.lostFont ? ['font-not-loaded'] : []),
      ...(damaged ? ['damaged-data'] : []),
      ...page.setAside,
    ],
  };
}

/** Repairs run by run; what was changed is added to `repairs`. */
function repaired(word: RawWord, judgement: Judgement, repairs: RepairSum, doubtful: boolean): Word {
  let text = '';
  for (const run of word.runs) {
    const repair = judgement.repair(run);
    repairs.add(repair.repairs);
    text += repair.text;
  }
  const { box, baseline, size, font, bold, cut } = word;
  const confidence = cut || doubtful ? UNCERTAIN : 1;
  return { text: word.runs.length > 1 ? text.normalize('NFC') : text, box, baseline, size, font, bold, confidence };
}

function refusedPage(page: number, reasons: readonly string[]): Page {
  return {
    page,
    width: 0,
    height: 0,
    origin: 'text',
    words: [],
    rulings: [],
    images: [],
    fonts: [],
    repairs: [],
    readable: false,
    reasons,
  };
}

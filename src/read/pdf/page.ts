/** One page of an open document, up to what can be said before the text layer is judged. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Box, boxHeight, boxWidth, unionOf } from '../../model/geometry.js';
import type { Ruling } from '../../model/page.js';
import { describeFont, type Font } from './fonts.js';
import { type Glyph, interpret, type SetAside } from './interpret.js';
import { sortMarks } from './marks.js';
import type { Matrix } from './matrix.js';
import { fontNamesOf, instructionsOf, type OperatorList } from './operators.js';
import { findWords, type RawWord } from './words.js';

export interface RawPage {
  /** 1-based. */
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly words: readonly RawWord[];
  /** Text that a reader of the page does not see: an old OCR layer below its scan, say. */
  readonly hidden: readonly RawWord[];
  readonly rulings: readonly Ruling[];
  readonly images: readonly Box[];
  /** What was set aside, as stable short phrases. */
  readonly setAside: readonly string[];
  /** Text is lost because its font could not be loaded. */
  readonly lostFont: boolean;
  /** Share of the page that the largest image covers. */
  readonly imageCoverage: number;
  /** Share of the page within the box around its visible words. */
  readonly textCoverage: number;
}

/** A page has some thousands; beyond this something is wrong with it, and word finding would take minutes. */
const MAX_GLYPHS = 200_000;

/** Kinds of hidden text that still tell the judge something about the page. */
const HIDDEN: ReadonlySet<SetAside | null> = new Set<SetAside>([
  'invisible-text',
  'covered-text',
  'background-coloured-text',
]);

const BLANK = /^\s*$/u;

export interface PageReader {
  /** @throws whatever pdfjs throws; a page that throws cannot be read. */
  read(number: number): Promise<RawPage>;
}

export async function pageReader(document: PDFDocumentProxy): Promise<PageReader> {
  const layers = await document.getOptionalContentConfig();
  const fonts = new Map<string, Font>();
  return {
    async read(number) {
      const page = await document.getPage(number);
      try {
        const list: OperatorList = await page.getOperatorList();
        await loadFonts(page, list, fonts);
        return rawPage(page, list, { fonts, isLayerVisible: (mark) => layers.isVisible(mark) });
      } finally {
        page.cleanup();
      }
    },
  };
}

/** Fonts arrive beside the operator list, some of them a moment after it. */
async function loadFonts(page: PDFPageProxy, list: OperatorList, fonts: Map<string, Font>): Promise<void> {
  for (const name of fontNamesOf(list)) {
    if (fonts.has(name)) continue;
    const raw = await new Promise<unknown>((resolve) => page.commonObjs.get(name, resolve));
    fonts.set(name, describeFont(raw));
  }
}

function rawPage(page: PDFPageProxy, list: OperatorList, around: Parameters<typeof instructionsOf>[1]): RawPage {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const frame: Box = [0, 0, width, height];
  const content = interpret(instructionsOf(list, around), transform as unknown as Matrix, frame);
  if (content.glyphs.length > MAX_GLYPHS) throw new Error(`more than ${MAX_GLYPHS} glyphs`);

  const marks = sortMarks(content);
  const reasons = new Set<string>();
  const visible: Glyph[] = [];
  const hidden: Glyph[] = [];
  for (const glyph of content.glyphs) {
    const reason = glyph.setAside ?? marks.whyHidden(glyph);
    if (reason === null) visible.push(glyph);
    else if (HIDDEN.has(reason)) hidden.push(glyph);
    if (reason !== null && !BLANK.test(glyph.text)) reasons.add(reason);
  }
  const { words, doubleStruck } = findWords(visible, marks.rulings);
  if (doubleStruck > 0) reasons.add('double-struck-text');
  return {
    page: page.pageNumber,
    width,
    height,
    words,
    hidden: findWords(hidden, []).words,
    rulings: marks.rulings,
    images: marks.images,
    setAside: [...reasons].sort(),
    lostFont: content.lostFont,
    imageCoverage: Math.max(0, ...marks.images.map((image) => areaOf(image) / (width * height))),
    textCoverage: areaOf(unionOf(words.map((word) => word.box))) / (width * height),
  };
}

function areaOf(box: Box | null): number {
  return box === null ? 0 : boxWidth(box) * boxHeight(box);
}

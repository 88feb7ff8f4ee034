/** One page of an open document, up to what can be said before the text layer is judged. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { DocumentError } from '../../model/errors.js';
import { type Box, boxHeight, boxWidth, unionOf } from '../../model/geometry.js';
import type { Ruling } from '../../model/page.js';
import { annotatedWords } from './annotations.js';
import type { Instruction } from './content.js';
import { describeFont, type Font } from './fonts.js';
import { interpret } from './interpret.js';
import { sortMarks } from './marks.js';
import { type Matrix, multiply } from './matrix.js';
import { eachInstruction, fontNamesOf, type OperatorList, type Surroundings } from './operators.js';
import type { Glyph, PageContent, QuarterTurn, SetAside } from './painting.js';
import { crossedWords, struckWords } from './struck.js';
import { findWords, type RawWord } from './words.js';

export interface RawPage {
  /** 1-based. */
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly words: readonly RawWord[];
  /** Those of the words that are struck through, or marked by somebody afterwards. */
  readonly struck: ReadonlySet<RawWord>;
  /** Text that a reader of the page does not see: an old OCR layer below its scan, say. */
  readonly hidden: readonly RawWord[];
  readonly rulings: readonly Ruling[];
  readonly images: readonly Box[];
  /** What was set aside, as stable short phrases. */
  readonly setAside: readonly string[];
  /** Text is lost because its font could not be loaded. */
  readonly lostFont: boolean;
  /** It draws nothing, not even out of sight. */
  readonly empty: boolean;
  /** Share of the page that its images cover together: some scanners cut a page into strips. */
  readonly imageCoverage: number;
  /** Share of the page within the box around its visible words. */
  readonly textCoverage: number;
}

/** A page has some thousands; beyond this something is wrong with it, and word finding would take minutes. */
const MAX_GLYPHS = 200_000;

/** A page is turned for most of its text, not for a stamp or a label along its edge. */
const MAIN_SHARE = 0.7;
const MIN_TURNED_GLYPHS = 40;
/** Fewer will do where nothing else stands on the page: the last rows of a table. */
const MIN_LONE_GLYPHS = 8;

/** Kinds of hidden text that still tell the judge something about the page. */
const HIDDEN: ReadonlySet<SetAside> = new Set<SetAside>(['invisible-text', 'covered-text', 'background-coloured-text']);

/** Kinds of unseen text that may be the rest of a word that is seen in part. */
const LOST: ReadonlySet<SetAside> = new Set<SetAside>([
  'clipped-text',
  'text-outside-page',
  'covered-text',
  'background-coloured-text',
]);

const BLANK = /^\s*$/u;

export interface PageReader {
  /** @throws DocumentError TOO_LARGE, or whatever pdfjs throws; a page that throws cannot be read. */
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
        const raw = rawPage(page, list, { fonts, isLayerVisible: (mark) => layers.isVisible(mark) });
        return withAnnotations(raw, await annotatedWords(page, raw.words));
      } finally {
        page.cleanup();
      }
    },
  };
}

/** A mark that somebody put on the page afterwards is as good as a stroke through the word. */
function withAnnotations(page: RawPage, words: readonly RawWord[]): RawPage {
  if (words.length === 0) return page;
  const setAside = [...new Set([...page.setAside, 'annotated-text'])].sort();
  return { ...page, struck: new Set([...page.struck, ...words]), setAside };
}

/** Fonts arrive beside the operator list, some of them a moment after it. */
async function loadFonts(page: PDFPageProxy, list: OperatorList, fonts: Map<string, Font>): Promise<void> {
  for (const name of fontNamesOf(list)) {
    if (fonts.has(name)) continue;
    const raw = await new Promise<unknown>((resolve) => page.commonObjs.get(name, resolve));
    fonts.set(name, describeFont(raw));
  }
}

function rawPage(page: PDFPageProxy, list: OperatorList, around: Surroundings): RawPage {
  const { content, width, height, turn } = upright(page, (act) => eachInstruction(list, around, act));
  if (content.glyphs.length > MAX_GLYPHS)
    throw new DocumentError('TOO_LARGE', `more than ${MAX_GLYPHS} glyphs on a page`);

  const marks = sortMarks(content);
  const reasons = new Set<string>();
  const visible: Glyph[] = [];
  const hidden: Glyph[] = [];
  const lost: Glyph[] = [];
  for (const glyph of content.glyphs) {
    const reason = glyph.setAside ?? marks.whyHidden(glyph);
    if (reason === null) {
      visible.push(glyph);
      continue;
    }
    if (HIDDEN.has(reason)) hidden.push(glyph);
    if (LOST.has(reason)) lost.push(glyph);
    if (!BLANK.test(glyph.character.text)) reasons.add(reason);
  }
  const { words, doubleStruck } = findWords(visible, marks.rulings, lost);
  const struck = new Set([...struckWords(words, marks.rulings), ...crossedWords(words, content.lines, content.curves)]);
  if (struck.size > 0) reasons.add('struck-text');
  if (doubleStruck > 0) reasons.add('double-struck-text');
  // As of scans: degrees clockwise by which the page was turned to be read.
  if (turn !== 0) reasons.add(`turned-${360 - turn}`);
  return {
    page: page.pageNumber,
    width,
    height,
    words,
    struck,
    hidden: findWords(hidden, []).words,
    rulings: marks.rulings,
    images: marks.images,
    setAside: [...reasons].sort(),
    lostFont: content.lostFont,
    empty: content.empty,
    imageCoverage: shareCovered(
      content.images.map((image) => image.box),
      width,
      height,
    ),
    textCoverage: areaOf(unionOf(words.map((word) => word.box))) / (width * height),
  };
}

interface UprightContent {
  readonly content: PageContent;
  readonly width: number;
  readonly height: number;
  /** Degrees clockwise by which the text of the page is turned, and the page was turned back. */
  readonly turn: QuarterTurn;
}

/**
 * Old printer drivers write a landscape page sideways on a portrait one, without saying so. A reader turns it; so
 * do we, and the result is that of the turned page.
 */
function upright(page: PDFPageProxy, play: (act: (instruction: Instruction) => void) => void): UprightContent {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const base = transform as unknown as Matrix;
  const content = interpret(play, base, [0, 0, width, height]);
  const turn = mainTurn(content);
  if (turn === 0) return { content, width, height, turn };
  const back = TURN_BACK[turn](width, height);
  const [w, h] = turn === 180 ? [width, height] : [height, width];
  return { content: interpret(play, multiply(base, back), [0, 0, w, h]), width: w, height: h, turn };
}

/** From points of a page whose text is turned to points of the page turned back. */
const TURN_BACK: Readonly<Record<Exclude<QuarterTurn, 0>, (width: number, height: number) => Matrix>> = {
  90: (width) => [0, -1, 1, 0, 0, width],
  180: (width, height) => [-1, 0, 0, -1, width, height],
  270: (_, height) => [0, 1, -1, 0, height, 0],
};

function mainTurn({ glyphs, shows, images }: PageContent): QuarterTurn {
  if (shows.every(({ turn }) => turn === 0)) return 0;
  const count = { 0: 0, 90: 0, 180: 0, 270: 0, other: 0 };
  for (const { setAside, show } of glyphs) {
    if (setAside === null || setAside === 'rotated-text') count[show.turn ?? 'other']++;
  }
  const all = Object.values(count).reduce((sum, n) => sum + n);
  const alone = images.length === 0 && all >= MIN_LONE_GLYPHS;
  return (
    ([90, 180, 270] as const).find((turn) =>
      alone && count[turn] === all ? true : count[turn] >= Math.max(MIN_TURNED_GLYPHS, MAIN_SHARE * all),
    ) ?? 0
  );
}

/** A page looked at in so many places across and down. */
const PLACES = 100;

/** Share of the page under any of the boxes, by sampling: they may lie over one another and reach out of the page. */
function shareCovered(boxes: readonly Box[], width: number, height: number): number {
  const covered = new Set<number>();
  const places = (from: number, to: number, length: number) => {
    const first = Math.max(0, Math.ceil((from / length) * PLACES - 0.5));
    const last = Math.min(PLACES - 1, Math.floor((to / length) * PLACES - 0.5));
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  };
  for (const [x0, y0, x1, y1] of boxes) {
    if (covered.size === PLACES ** 2) break;
    const across = places(x0, x1, width);
    for (const down of places(y0, y1, height)) for (const place of across) covered.add(down * PLACES + place);
  }
  return covered.size / PLACES ** 2;
}

function areaOf(box: Box | null): number {
  return box === null ? 0 : boxWidth(box) * boxHeight(box);
}

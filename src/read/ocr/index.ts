/** The reader of scans: the picture of a page to words, rulings, and how far they can be trusted. */
import { setImmediate } from 'node:timers/promises';
import { type Box, unionOf } from '../../model/geometry.js';
import type { Page, Ruling, Word } from '../../model/page.js';
import { type CellInk, type CellWord, inkOfCell, readBlock, readCell } from './cell.js';
import { median } from './glyphs.js';
import { type Sign, strangers } from './likeness.js';
import { type Grey, inkBox, inkIn, type PixelBox, turned } from './raster.js';
import { OcrTimeout, type Recogniser, type Recognisers } from './recogniser.js';
import { type Sheet, sheetOf } from './sheet.js';
import { readUpright, turnToUpright } from './turn.js';

export type { OcrModel, Recognisers } from './recogniser.js';
export { sparingRepeats } from './repeats.js';

/** The picture of a page, as its reader found it. */
export interface PageImage {
  /** 1-based. */
  readonly page: number;
  readonly grey: Grey;
  /** Size of the page in points. */
  readonly width: number;
  readonly height: number;
}

/** A page made ready to be read: all that needs no recogniser. */
export interface PreparedScan extends PageImage {
  /** Pixels an inch of `grey`. */
  readonly dpi: number;
  /** What is on it as it lies, which is upright more often than not; or why it cannot be read. */
  readonly parts: Parts | 'low-resolution' | 'reads-as-noise';
}

/** What there is to be read on a sheet. */
interface Parts {
  readonly sheet: Sheet;
  /** Of all grids, those that are not blank. */
  readonly cells: readonly CellInk[];
  /** How dark the ink of most of them is. */
  readonly darkness: number;
  readonly bands: readonly PixelBox[];
}

/** A page of which there is no picture that shows what is on it, and why. */
export interface NoPageImage {
  /** 1-based. */
  readonly page: number;
  readonly reason: 'picture-not-decoded' | 'fonts-missing' | 'page-damaged';
}

/** Finds the cells that rulings enclose, a list for each grid; points. */
export type CellFinder = (rulings: readonly Ruling[]) => Box[][];

/** What was found out about a page's text layer before its picture is read. */
export type ReadBefore = Pick<Page, 'fonts' | 'reasons'>;

/**
 * Seconds for one page. A page of 100 cells takes three, on a busy machine twenty; a page of noise takes a minute and
 * comes to nothing. A fifth of a document's deadline must hold what is begun last, with a processor to spare two pages (run/deadline.ts).
 */
const PAGE_SECONDS = 60;
/** Points. Larger pages are a producer's mistake (a scan's pixels taken for points): they are A4. */
const LARGEST_SIDE = 1300;
const A4_LONG_SIDE = 842;
const POINTS_PER_INCH = 72;
/** Pixels an inch below which letters of 11 points cannot be told apart. */
const MIN_DPI = 90;
/**
 * Mean confidence of a page below which it is noise: pages read right have 0.84 to 0.93 over all levels of bench/scans.bench.ts,
 * the first that is lost (out of focus by 2 pixels) 0.67. And the share of a page's ink that text can have.
 */
const NOISE = 0.75;
const MOST_INK = 0.35;
/**
 * Share of a page's figures whose two readings differ, from which on none of them is believed: the oftener readings differ,
 * the oftener two are wrong alike. Pages that are read well have up to 0.18 over all levels of bench/scans.bench.ts, those where
 * two readings were first seen to be wrong alike (grain of 45) 0.41. And how many figures tell.
 */
const MOST_DIFFERING = 0.25;
const FEW_FIGURES = 5;
const DOUBTED = 0.3;
/** Points by which the tops of a row's cells differ at most. */
const SAME_ROW = 2;
/** Pixels of a cell left out along its borders: what the line has left behind. */
const INSET = 1;
const FONT = 'ocr';

export async function prepareScan(image: PageImage, findCells: CellFinder): Promise<PreparedScan> {
  const longSide = Math.max(image.width, image.height);
  const trueSide = longSide > LARGEST_SIDE ? A4_LONG_SIDE : longSide;
  const dpi = (Math.max(image.grey.width, image.grey.height) / trueSide) * POINTS_PER_INCH;
  if (dpi < MIN_DPI) return { ...image, dpi, parts: 'low-resolution' };
  const sheet = await sheetOf(image.grey, dpi);
  await setImmediate();
  return { ...image, dpi, parts: inkShare(sheet) > MOST_INK ? 'reads-as-noise' : partsOf(sheet, findCells) };
}

/**
 * Reads a scanned page. A page that takes too long or reads as noise comes back without words, `readable: false`.
 * `before` is what another reader made of it; its findings about the text layer are kept. `onAsked` is called when all lines
 * of the page are asked for, and there is time to begin with the next one.
 */
export async function readScan(
  scan: PreparedScan,
  recognisers: Recognisers,
  findCells: CellFinder,
  before: ReadBefore,
  onAsked: () => void = () => undefined,
): Promise<Page> {
  try {
    return await recognisers.page(PAGE_SECONDS, (recogniser) => readPage(scan, recogniser, findCells, before, onAsked));
  } catch (error) {
    if (error instanceof OcrTimeout) return unreadable(scan, before, 'ocr-timeout');
    throw error;
  }
}

async function readPage(
  scan: PreparedScan,
  recogniser: Recogniser,
  findCells: CellFinder,
  before: ReadBefore,
  onAsked: () => void,
): Promise<Page> {
  const asItLies = scan.parts;
  if (typeof asItLies === 'string') return unreadable(scan, before, asItLies);
  const first = await readFullest(asItLies, recogniser);
  const turn = readUpright(first.words) ? 0 : await turnToUpright(scan.grey, scan.dpi, recogniser);
  const parts = turn === 0 ? asItLies : partsOf(await sheetOf(turned(scan.grey, turn), scan.dpi), findCells);
  const { sheet } = parts;

  const asked = Promise.all([
    ...parts.cells.map((cell) =>
      cell === first.cell ? first.words : readCell(sheet, cell, parts.darkness, recogniser),
    ),
    ...parts.bands.map((band) => readBand(sheet, band, recogniser)),
  ]);
  onAsked();
  const words = (await asked).flat();
  if (isNoise(words)) return unreadable(scan, before, 'reads-as-noise');

  const sideways = turn === 90 || turn === 270;
  const [width, height] = sideways ? [scan.height, scan.width] : [scan.width, scan.height];
  const points = width / sheet.grey.width;
  return {
    page: scan.page,
    width,
    height,
    origin: 'ocr',
    words: strangersDoubted(doubted(words)).map((word) => pageWord(word, points)),
    rulings: scaledRulings(sheet, points),
    images: [],
    fonts: before.fonts,
    repairs: [],
    readable: true,
    reasons: [...before.reasons, ...(turn === 0 ? [] : [`turned-${turn}`])],
  };
}

function partsOf(sheet: Sheet, findCells: CellFinder): Parts {
  const grids = findCells(sheet.rulings).filter((cells) => cells.length > 1);
  const cells = grids.flatMap((grid) => {
    const heading = endOfHeading(grid);
    return grid.map((cell) => inkOfCell(sheet, inside(sheet, cell), cell[1] < heading));
  });
  const inked = cells.filter((cell) => cell !== null);
  const darkness = median(inked.map((cell) => cell.darkness));
  return { sheet, cells: inked, darkness, bands: bandsAround(sheet, grids) };
}

/** Points from the top of the page: where the highest of the cells ends that stand in the first row. A heading of two rows has such. */
function endOfHeading(grid: readonly Box[]): number {
  const top = Math.min(...grid.map(([, y0]) => y0));
  return Math.max(...grid.map(([, y0, , y1]) => (y0 - top < SAME_ROW ? y1 : top)));
}

/**
 * The cell with most ink and its words: they tell whether the page stands upright, and are those of the page if it does.
 * No words where there is no grid.
 */
async function readFullest(
  { sheet, cells, darkness }: Parts,
  recogniser: Recogniser,
): Promise<{ cell: CellInk | null; words: CellWord[] }> {
  const cell = cells.reduce<CellInk | null>((most, one) => (one.pixels > (most?.pixels ?? 0) ? one : most), null);
  return { cell, words: cell === null ? [] : await readCell(sheet, cell, darkness, recogniser) };
}

function inkShare({ ink }: Sheet): number {
  return inkIn(ink) / ink.data.length;
}

/** The pixels of a cell inside its borders. */
function inside({ dpi, ink }: Sheet, [x0, y0, x1, y1]: Box): PixelBox {
  const pixels = dpi / POINTS_PER_INCH;
  return {
    x0: Math.max(0, Math.ceil(x0 * pixels) + INSET),
    y0: Math.max(0, Math.ceil(y0 * pixels) + INSET),
    x1: Math.min(ink.width, Math.floor(x1 * pixels) - INSET),
    y1: Math.min(ink.height, Math.floor(y1 * pixels) - INSET),
  };
}

/** What lies above, between and below the grids, over the page's whole width. */
function bandsAround(sheet: Sheet, grids: readonly (readonly Box[])[]): PixelBox[] {
  const { width, height } = sheet.ink;
  const bands: PixelBox[] = [];
  let y0 = 0;
  const boxes = grids.map((cells) => inside(sheet, unionOf(cells) ?? [0, 0, 0, 0]));
  for (const grid of boxes.toSorted((a, b) => a.y0 - b.y0)) {
    if (grid.y0 - 2 * INSET > y0) bands.push({ x0: 0, y0, x1: width, y1: grid.y0 - 2 * INSET });
    y0 = Math.max(y0, grid.y1 + 2 * INSET);
  }
  if (y0 < height) bands.push({ x0: 0, y0, x1: width, y1: height });
  return bands;
}

/** Less ink than this, in square inches, is dirt: a page number has more. */
const BAND_INK = 0.0008;

async function readBand(sheet: Sheet, band: PixelBox, recogniser: Recogniser): Promise<CellWord[]> {
  const ink = inkBox(sheet.ink, band);
  if (ink === null || ink.pixels < BAND_INK * sheet.dpi ** 2) return [];
  return (await readBlock(sheet, ink.box, recogniser)).filter(({ text }) => text !== '');
}

function isNoise(words: readonly CellWord[]): boolean {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  const sum = words.reduce((total, { text, confidence }) => total + text.length * confidence, 0);
  return letters > 0 && sum / letters < NOISE;
}

/** On a page whose figures are often read in two ways, those that were read in one are doubted as well. */
function doubted(words: readonly CellWord[]): readonly CellWord[] {
  const figures = words.filter(({ agreed }) => agreed !== undefined);
  const differing = figures.filter(({ agreed }) => agreed === false).length;
  if (figures.length < FEW_FIGURES || differing <= MOST_DIFFERING * figures.length) return words;
  return words.map((word) =>
    word.agreed === undefined ? word : { ...word, confidence: Math.min(DOUBTED, word.confidence) },
  );
}

/** A figure with a sign that is not like the page's others is doubted. */
function strangersDoubted(words: readonly CellWord[]): readonly CellWord[] {
  const believed = words.filter(({ confidence }) => confidence > DOUBTED);
  const strange = strangers(believed.flatMap(({ signs }) => signs ?? []));
  const isStrange = (sign: Sign) => strange.has(sign);
  return words.map((word) =>
    word.signs?.some(isStrange) ? { ...word, confidence: Math.min(DOUBTED, word.confidence) } : word,
  );
}

/** @param points points a pixel */
function pageWord({ text, box, baseline, height, confidence, other }: CellWord, points: number): Word {
  return {
    text,
    box: [box.x0 * points, box.y0 * points, box.x1 * points, box.y1 * points],
    baseline: baseline * points,
    size: height * points,
    font: FONT,
    bold: false,
    confidence,
    ...(other === undefined ? {} : { other }),
  };
}

/** The sheet's rulings in the page's own points, which differ from the sheet's where the page's size is wrong. */
function scaledRulings({ rulings, dpi }: Sheet, points: number): Ruling[] {
  const factor = (points * dpi) / POINTS_PER_INCH;
  return rulings.map(({ orientation, at, from, to, width }) => ({
    orientation,
    at: at * factor,
    from: from * factor,
    to: to * factor,
    width: width * factor,
  }));
}

function unreadable(image: Omit<PageImage, 'grey'>, before: ReadBefore, reason: string): Page {
  const { page, width, height } = image;
  return {
    page,
    width,
    height,
    origin: 'ocr',
    words: [],
    rulings: [],
    images: [],
    fonts: before.fonts,
    repairs: [],
    readable: false,
    reasons: [...before.reasons, reason],
  };
}

/** A page of an image file before it is read. */
export function unreadScan(page: number): Page {
  return unreadable({ page, width: 0, height: 0 }, { fonts: [], reasons: [] }, 'no-visible-text');
}

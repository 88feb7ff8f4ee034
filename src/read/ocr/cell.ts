/**
 * Reads one cell of a table, line by line. A figure or a code is read twice, in two ways that fail on different signs:
 * by the quick model as the line it is, in ink and paper; and by the thorough one sign by sign, set apart, as grey as scanned,
 * with its dots and commas told by their shape. How far the two agree is the better half of what is known of its truth.
 */
import { hasFaint } from './faint.js';
import { beforePercent, type Glyph, glyphsIn, holesFit, type Shape, shapeOf, withMarks } from './glyphs.js';
import { type Sign, signIn } from './likeness.js';
import { textLinesIn } from './lines.js';
import { inkBox, type PixelBox, shadeAbove } from './raster.js';
import type { ReadLine, ReadText, Recogniser } from './recogniser.js';
import { fromCut, greyCut, inkCut, type Sheet, spacedCut } from './sheet.js';

/** A word on the sheet, in pixels. */
export interface CellWord {
  readonly text: string;
  readonly box: PixelBox;
  readonly baseline: number;
  readonly height: number;
  /** 0 to 1; 0 with no text for ink that reads as nothing. */
  readonly confidence: number;
  /** What the other reading makes of it, where it differs. */
  readonly other?: string;
  /** Of a figure or a code: whether its first two readings are the same. */
  readonly agreed?: boolean;
  /** Of a figure or a code whose signs are told apart: what they look like. */
  readonly signs?: readonly Sign[];
}

/** Where the ink of a cell is, and how much. */
export interface CellInk {
  readonly box: PixelBox;
  /** The cell inside its borders. */
  readonly cell: PixelBox;
  readonly pixels: number;
  /** It is, or may be, of a heading that stands on each page. */
  readonly heading: boolean;
  /** How much darker than white its darkest ink is, of 255. */
  readonly darkness: number;
}

/** Pixels of ink at 200 dpi; a hyphen has 24. */
const MIN_INK = 12;
const INK_DPI = 200;
const POINTS_PER_INCH = 72;
/** Room between signs that are set apart, as a share of their height. With less, pairs of ones are read as one. */
const SPACING = 0.45;
const WIDE_SPACING = 0.9;
/** Longer than any figure or code. */
const MAX_SIGNS = 16;
/** Height of a line that may be dirt: a third of a digit's. */
const DIRT_INCHES = 0.035;
/** Two readings that agree are worth this at least, two that do not at most that, whatever the engine thinks of them. */
const AGREED = 0.9;
const DISAGREED = 0.3;
/** Three of four readings, and as many signs as shapes. */
const MAJORITY = 3;
const OUTVOTED = 0.8;
/** Words the engine itself is not sure of are read once more. */
const DOUBTED = 0.75;
const DIGITS = '0123456789/';
const ROMAN = 'IVX';

/** The ink of a cell, `cell` being what is inside its borders; null for a blank one. Without pixels what it holds is too pale for ink. */
export function inkOfCell(sheet: Sheet, cell: PixelBox, heading: boolean): CellInk | null {
  const found = inkBox(sheet.ink, cell);
  if (found !== null && found.pixels >= MIN_INK * (sheet.dpi / INK_DPI) ** 2)
    return { ...found, cell, heading, darkness: darknessOf(sheet, found.box, found.pixels) };
  return hasFaint(sheet, cell) ? { box: cell, pixels: 0, cell, heading, darkness: 0 } : null;
}

/** Share of a cell's ink that is the middle of its strokes. */
const MIDDLE = 0.2;

function darknessOf({ grey, ink }: Sheet, { x0, y0, x1, y1 }: PixelBox, pixels: number): number {
  const counts = new Uint32Array(256);
  for (let y = y0; y < y1; y++)
    for (let i = y * ink.width + x0, end = y * ink.width + x1; i < end; i++) {
      const shade = grey.data[i] ?? 255;
      if (ink.data[i] === 1) counts[shade] = (counts[shade] ?? 0) + 1;
    }
  return 255 - shadeAbove(counts, MIDDLE * pixels);
}

/** Share of the darkness of other cells' ink. What shines through from the back has less, and so has a pencil. */
const PALE = 0.6;

/** There is more in the cell than its ink, or was: what is read is not all. */
function isPartial(sheet: Sheet, { cell, box }: CellInk): boolean {
  const isStruck = sheet.crossings.some((crossing) => touches(crossing, cell));
  return isStruck || isCutOff(sheet, cell, box) || hasFaint(sheet, cell);
}

/** Points between text and the edge of its cell: Word leaves 5.4. And how far a border may be from the edge that it is. */
const ROOM = 4;
const BORDER = 2;

/** No border ends the cell, only its lines do, and close behind its ink: the page, or its picture, ends within a figure. */
function isCutOff({ rulings, dpi }: Sheet, cell: PixelBox, ink: PixelBox): boolean {
  const unit = dpi / POINTS_PER_INCH;
  const middle = (cell.y0 + cell.y1) / 2 / unit;
  const hasBorder = (x: number) =>
    rulings.some(
      ({ orientation, at, from, to }) =>
        orientation === 'v' && Math.abs(at - x / unit) <= BORDER && from <= middle && to >= middle,
    );
  return (
    (ink.x0 - cell.x0 < ROOM * unit && !hasBorder(cell.x0)) || (cell.x1 - ink.x1 < ROOM * unit && !hasBorder(cell.x1))
  );
}

/** They overlap or lie side by side: a line through a whole cell makes two of it, which both end there. */
function touches(a: PixelBox, b: PixelBox): boolean {
  return a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1;
}

/**
 * The words of a cell.
 * @param usual how dark the ink of the page's cells is
 */
export async function readCell(
  sheet: Sheet,
  cell: CellInk,
  usual: number,
  recogniser: Recogniser,
): Promise<CellWord[]> {
  if (cell.pixels === 0) return [unread(cell.box)];
  const words = await wordsIn(sheet, cell, recogniser);
  // Labels have other witnesses, and take up most of a page.
  const isShort = words.reduce((sum, { text }) => sum + text.length, 0) <= MAX_SIGNS;
  if (!isShort || (cell.darkness >= PALE * usual && !isPartial(sheet, cell))) return words;
  return words.map((word) => ({ ...word, confidence: Math.min(DISAGREED, word.confidence) }));
}

async function wordsIn(sheet: Sheet, { box, heading }: CellInk, recogniser: Recogniser): Promise<CellWord[]> {
  const lines = textLinesIn(sheet.ink, box, sheet.dpi);
  if (lines === null) return readOnce(sheet, box, recogniser);
  const text = lines.length === 1 ? lines : lines.filter((line) => !isDirt(sheet, line));
  return (await Promise.all(text.map((line) => readLine(sheet, line, heading, recogniser)))).flat();
}

/** The words of some lines of text. */
export async function readBlock(sheet: Sheet, box: PixelBox, recogniser: Recogniser): Promise<CellWord[]> {
  return placed(await recogniser.block(inkCut(sheet, box), { dpi: sheet.dpi, model: 'quick' }), box);
}

/** Lines that cannot be parted: what looks like a figure among them was read once, and no figure is believed that was. */
async function readOnce(sheet: Sheet, box: PixelBox, recogniser: Recogniser): Promise<CellWord[]> {
  const words = await readBlock(sheet, box, recogniser);
  return words.map((word) =>
    /\d/u.test(word.text) ? { ...word, confidence: Math.min(DISAGREED, word.confidence) } : word,
  );
}

/** Beside lines of text: too low and too little for one. */
function isDirt({ ink, dpi }: Sheet, box: PixelBox): boolean {
  const pixels = inkBox(ink, box)?.pixels ?? 0;
  return box.y1 - box.y0 < DIRT_INCHES * dpi && pixels < 2 * MIN_INK * (dpi / INK_DPI) ** 2;
}

async function readLine(sheet: Sheet, box: PixelBox, mayRepeat: boolean, recogniser: Recogniser): Promise<CellWord[]> {
  const first = await recogniser.line(inkCut(sheet, box), { dpi: sheet.dpi, model: 'quick', mayRepeat });
  if (mayBeFigure(first.text)) return [await readSigns(sheet, box, first, recogniser)];
  const isSure = first.confidence >= DOUBTED && !mayBeginAsFigure(first.text);
  return wordsAlong(box, isSure ? first : await secondOpinion(sheet, box, first, recogniser));
}

/** `12 hồ sơ` is a value; what begins with a word, as the choices of a unit do (`Kết hợp = 2`), is read as none. */
function mayBeginAsFigure(text: string): boolean {
  return text.length <= MAX_SIGNS && /^[^\p{L}]*\d/u.test(text);
}

/** Figures and codes, and what the engine makes of them: nothing, a sign or two that look like digits. */
function mayBeFigure(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '').length;
  return text.length <= MAX_SIGNS && (letters <= 1 || /^[IVX|l.\s]+$/u.test(text));
}

type Opinion = Pick<CellWord, 'text' | 'confidence' | 'other'>;

/** The same line as grey as scanned; the reading that the engine believes more is taken. */
async function secondOpinion(sheet: Sheet, box: PixelBox, first: ReadText, recogniser: Recogniser): Promise<Opinion> {
  const second = await recogniser.line(greyCut(sheet, box), { dpi: sheet.dpi, model: 'thorough' });
  if (first.text === second.text)
    return { text: first.text, confidence: Math.max(first.confidence, second.confidence) };
  const [taken, other] = second.confidence > first.confidence ? [second, first] : [first, second];
  return { text: taken.text, confidence: Math.min(DISAGREED, taken.confidence), other: other.text };
}

async function readSigns(sheet: Sheet, box: PixelBox, first: ReadText, recogniser: Recogniser): Promise<CellWord> {
  const glyphs = glyphsIn(sheet.ink, box);
  if (isDash(glyphs, sheet.dpi)) return dash(box, first);
  const figure = first.text.endsWith('%') ? beforePercent(glyphs) : null;
  const number = { ...first, text: first.text.slice(0, -1).trim() };
  // A lone percent sign is a unit. What lies before the sign's rings must be all that was read: a digit cut by a line may look like its stroke.
  if (figure === null || figure.length === 0 || shapeOf(figure).tall.length !== signsOf(number.text).length)
    return readFigure(sheet, box, glyphs, first, recogniser);
  const x1 = Math.max(...figure.map((glyph) => glyph.x1));
  const read = await readFigure(sheet, { ...box, x1 }, figure, number, recogniser);
  return { ...read, box, text: `${read.text}%`, ...(read.other === undefined ? {} : { other: `${read.other}%` }) };
}

async function readFigure(
  sheet: Sheet,
  box: PixelBox,
  glyphs: readonly Glyph[],
  first: ReadText,
  recogniser: Recogniser,
): Promise<CellWord> {
  const shape = shapeOf(glyphs);
  const read = await readShapes(sheet, box, shape, first, recogniser);
  const signs = signsOf(read.text);
  if (signs.length !== shape.tall.length) return read;
  return { ...read, signs: shape.tall.map((glyph, i) => signIn(sheet.ink, glyph, signs[i] ?? '')) };
}

async function readShapes(
  sheet: Sheet,
  box: PixelBox,
  shape: Shape,
  first: ReadText,
  recogniser: Recogniser,
): Promise<CellWord> {
  const height = box.y1 - box.y0;
  const at = { box, baseline: baselineOf(shape, box), height };
  const only = /^[IVX|l\s.]+$/u.test(first.text) && /[IVX]/u.test(first.text) ? ROMAN : DIGITS;
  const apart = async (spacing: number) => {
    const cut = spacedCut(sheet, shape.tall, Math.round(spacing * height));
    const read = await recogniser.line(cut, { dpi: sheet.dpi, model: 'thorough', signs: only });
    return { ...read, text: read.text.replaceAll(' ', '') };
  };
  const second = await apart(SPACING);
  const figure = shape.strange === 0 ? withMarks(second.text, shape) : null;
  const fits = (signs: string) => holesFit(signs, shape, sheet.ink);
  const agreed = figure !== null && signsOf(first.text) === second.text && fits(second.text);
  if (agreed && plain(first.text) === figure)
    return { ...at, text: figure, confidence: Math.max(AGREED, first.confidence, second.confidence), agreed };
  const third = await recogniser.line(greyCut(sheet, box), { dpi: sheet.dpi, model: 'quick' });
  if (agreed) return { ...at, ...withDoubtfulMarks(figure, first, third), agreed };
  const fourth = await apart(WIDE_SPACING);
  return { ...at, ...elected(first, [first, second, third, fourth], shape, fits), agreed: false };
}

/**
 * The marks of a figure, as shapes tell them, where the first reading has others: 92,7 whose comma is broken has none by its
 * shapes, and a speck between two digits is a dot by its own.
 */
function withDoubtfulMarks(figure: string, first: ReadText, third: ReadText): Opinion {
  const [one, other] = [plain(first.text), plain(third.text)];
  if (other === figure) return { text: figure, confidence: OUTVOTED };
  // It drops marks more often than it sees one that is none, and before all digits there is none.
  return one === other && one.length >= figure.length && !/^[.,]/u.test(one)
    ? { text: one, confidence: DISAGREED, other: figure }
    : { text: figure, confidence: DISAGREED, other: one };
}

/** Of readings that differ the one most of them share, if it has as many signs as there are shapes, and such as fit them. */
function elected(
  first: ReadText,
  readings: readonly ReadText[],
  shape: Shape,
  fits: (signs: string) => boolean,
): Opinion {
  const votes = new Map<string, number>();
  for (const { text } of readings) votes.set(signsOf(text), (votes.get(signsOf(text)) ?? 0) + 1);
  // Of as many votes those for digits count: two ones close together look like a quotation mark.
  const rank = ([signs, count]: [string, number]) => count + (/^[\d/]+$/u.test(signs) ? 0.5 : 0);
  const ranked = [...votes].filter(([signs]) => signs !== '').sort((a, b) => rank(b) - rank(a));
  const best = ranked.find(([signs]) => shape.strange === 0 && signs.length === shape.tall.length);
  const text = best === undefined ? null : withMarks(best[0], shape);
  if (best === undefined || text === null) {
    const other = ranked.find(([signs]) => signs !== signsOf(first.text))?.[0];
    return {
      text: first.text,
      confidence: Math.min(DISAGREED, first.confidence),
      ...(other === undefined ? {} : { other }),
    };
  }
  const other = ranked.find(([signs]) => signs !== best[0])?.[0];
  const confidence = best[1] >= MAJORITY && fits(best[0]) ? OUTVOTED : DISAGREED;
  return { text, confidence, ...(other === undefined || confidence === OUTVOTED ? {} : { other }) };
}

/** Inches: a hyphen or a dash of 10 to 14 points, and no piece of a border. */
const DASH = { shortest: 0.03, longest: 0.14, thickest: 0.03, slenderness: 1.7 } as const;
const LIKE_DASH = /^[-–—_~=.]?$/u;

/** A lone level stroke. The engine sees nothing in it more often than not. */
function isDash(glyphs: readonly PixelBox[], dpi: number): boolean {
  const [glyph] = glyphs;
  if (glyph === undefined || glyphs.length > 1) return false;
  const [width, height] = [(glyph.x1 - glyph.x0) / dpi, (glyph.y1 - glyph.y0) / dpi];
  return (
    width >= DASH.shortest && width <= DASH.longest && height <= DASH.thickest && width >= DASH.slenderness * height
  );
}

function dash(box: PixelBox, first: ReadText): CellWord {
  const at = { box, baseline: box.y1, height: box.y1 - box.y0, text: '-' };
  return LIKE_DASH.test(first.text)
    ? { ...at, confidence: AGREED }
    : { ...at, confidence: DISAGREED, other: first.text };
}

/** What the engine takes a lone digit's shape for, where no digit looks like it but one. */
const LOOKALIKE: Readonly<Record<string, string>> = { l: '1', I: '1', '|': '1', O: '0', o: '0', '⁄': '/' };

/** The engine drops dots between narrow digits (1.1.1 -> 11.1): their shapes are the better witness of them. */
function signsOf(text: string): string {
  return plain(text).replace(/[.,]/gu, '');
}

/** Without blanks, and digits for what looks like them. */
function plain(text: string): string {
  const signs = text.replace(/\s/gu, '');
  return /^[IVX.,]+$/u.test(signs) ? signs : signs.replace(/[lI|Oo⁄]/gu, (sign) => LOOKALIKE[sign] ?? sign);
}

function baselineOf({ tall }: Shape, box: PixelBox): number {
  const bottoms = tall.map(({ y1 }) => y1).toSorted((a, b) => a - b);
  return bottoms[bottoms.length >> 1] ?? box.y1;
}

/** Share of a line's height below its baseline. */
const DESCENT = 0.2;

/** The words of a line, each with its share of the line's width. Ink that reads as nothing is a word without text. */
function wordsAlong(box: PixelBox, { text, confidence, other }: Opinion): CellWord[] {
  const height = box.y1 - box.y0;
  const baseline = box.y1 - DESCENT * height;
  const perSign = (box.x1 - box.x0) / Math.max(1, text.length);
  let at = 0;
  return text.split(' ').map((word, i) => {
    const x0 = box.x0 + at * perSign;
    at += word.length + 1;
    const own = { text: word, box: { ...box, x0, x1: x0 + word.length * perSign }, baseline, height, confidence };
    return other !== undefined && i === 0 ? { ...own, other: other } : own;
  });
}

/** The words read in a cut-out of the sheet, where they stand on it; ink that reads as nothing is a word without text. */
function placed(lines: readonly ReadLine[], box: PixelBox): CellWord[] {
  const words = lines.flatMap(({ words: read, baseline, height }) =>
    read
      .filter(({ text }) => text.trim() !== '')
      .map(({ text, box: inCut, confidence }) => {
        const at = fromCut(box, inCut);
        const dy = at.y0 - inCut.y0;
        return { text: text.normalize('NFC'), box: at, baseline: baseline + dy, height, confidence };
      }),
  );
  return words.length > 0 ? words : [unread(box)];
}

/** Something stands there, and nobody knows what. */
function unread(box: PixelBox): CellWord {
  return { text: '', box, baseline: box.y1, height: box.y1 - box.y0, confidence: 0 };
}

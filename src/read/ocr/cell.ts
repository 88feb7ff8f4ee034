/**
 * Reads one cell of a table. Words are read as a line or a block. A figure or a code is read twice, in two ways that
 * fail on different signs: as the line it is, in ink and paper; and sign by sign, set apart, as grey as scanned, with
 * its dots and commas told by their shape. How far the two agree is the better half of what is known of its truth.
 */
import type { ReadLine, Recogniser } from './engine.js';
import { glyphsIn, type Shape, shapeOf, withMarks } from './glyphs.js';
import { inkBox, type PixelBox } from './raster.js';
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
}

/** Pixels of ink at 200 dpi; a hyphen has 24. */
const MIN_INK = 12;
const INK_DPI = 200;
/** Room between signs that are set apart, as a share of their height. With less, pairs of ones are read as one. */
const SPACING = 0.45;
/** Longer than any figure or code. */
const MAX_SIGNS = 16;
/** Agreement of two readings is worth more than the engine's opinion of either; disagreement is worth less. */
const AGREED = 0.9;
const DISAGREED = 0.3;
/** The engine takes a speck for a word with less than this. */
const DIGITS = '0123456789/';
const ROMAN = 'IVX';

/** The words of a cell; none for a blank one. `box` is the cell inside its borders. */
export async function readCell(sheet: Sheet, box: PixelBox, recogniser: Recogniser): Promise<CellWord[]> {
  const ink = inkBox(sheet.ink, box);
  if (ink === null || ink.pixels < MIN_INK * (sheet.dpi / INK_DPI) ** 2) return [];
  const single = isOneLine(sheet, ink.box);
  const lines = await recogniser.lines(inkCut(sheet, ink.box), sheet.dpi, single ? 'line' : 'block');
  const text = textOf(lines);
  if (single && mayBeFigure(text)) return [await readSigns(sheet, ink.box, text, confidenceOf(lines), recogniser)];
  return wordsOf(lines, ink.box);
}

/** No row of paper parts the ink, or only the narrow one between letters and their marks. */
function isOneLine({ ink, dpi }: Sheet, box: PixelBox): boolean {
  const rows: boolean[] = [];
  for (let y = box.y0; y < box.y1; y++) {
    let inked = false;
    for (let x = box.x0; x < box.x1 && !inked; x++) inked = ink.data[y * ink.width + x] === 1;
    rows.push(inked);
  }
  const first = rows.length / 2;
  return (
    (box.y1 - box.y0) / dpi <= MAX_LINE_INCHES ||
    (rows.length / dpi < 2 * MAX_LINE_INCHES && rows[first | 0] === true && !rows.includes(false))
  );
}

/** Height of a line in 14-point type with marks above and below. */
const MAX_LINE_INCHES = 0.26;

/** Figures and codes, and what the engine makes of them: nothing at all, or a sign or two that look like digits. */
function mayBeFigure(text: string): boolean {
  if (text.length > MAX_SIGNS) return false;
  return text === '' || /\d/u.test(text)
    ? !/\p{L}{2,}/u.test(text)
    : /^[^\p{L}]*\p{L}?[^\p{L}]*$/u.test(text) || /^[IVXivxl1|.\s]+$/u.test(text);
}

async function readSigns(
  sheet: Sheet,
  box: PixelBox,
  first: string,
  firstConfidence: number,
  recogniser: Recogniser,
): Promise<CellWord> {
  const shape = shapeOf(glyphsIn(sheet.ink, box));
  const at = { box, baseline: baselineOf(shape, box), height: box.y1 - box.y0 };
  const isRoman = /^[IVX|l\s.]+$/u.test(first) && /[IVX]/u.test(first);
  const { text: signs, confidence } = await recogniser.signs(
    spacedCut(sheet, shape.tall, Math.round(SPACING * at.height)),
    sheet.dpi,
    isRoman ? ROMAN : DIGITS,
  );
  const second = shape.strange === 0 ? withMarks(signs, shape) : null;
  if (second === null) return { ...at, ...alone(first, firstConfidence, signs) };
  if (sameSigns(first, second)) return { ...at, text: second, confidence: Math.max(AGREED, confidence) };
  return { ...at, text: second, confidence: Math.min(DISAGREED, confidence), other: first };
}

/** Shapes and signs do not tally, so that only the line's reading is left, and what it is worth by itself. */
function alone(first: string, confidence: number, signs: string): Pick<CellWord, 'text' | 'confidence' | 'other'> {
  if (signsOf(first) === signs) return { text: first, confidence };
  return { text: first, confidence: first === '' ? 0 : Math.min(DISAGREED, confidence), other: signs };
}

/** The engine drops dots between narrow digits (1.1.1 -> 11.1): their shapes are the better witness. Commas it keeps. */
function sameSigns(first: string, second: string): boolean {
  return signsOf(first) === signsOf(second);
}

function signsOf(text: string): string {
  return text.replace(/[\s.,]/gu, '');
}

function baselineOf({ tall }: Shape, box: PixelBox): number {
  const bottoms = tall.map(({ y1 }) => y1).toSorted((a, b) => a - b);
  return bottoms[bottoms.length >> 1] ?? box.y1;
}

function textOf(lines: readonly ReadLine[]): string {
  return lines
    .flatMap(({ words }) => words.map(({ text }) => text))
    .join(' ')
    .trim();
}

function confidenceOf(lines: readonly ReadLine[]): number {
  const words = lines.flatMap((line) => line.words);
  return words.length === 0 ? 0 : Math.min(...words.map(({ confidence }) => confidence));
}

/** The words read in a cut-out of the sheet, where they stand on it; ink that reads as nothing is a word without text. */
export function wordsOf(lines: readonly ReadLine[], box: PixelBox): CellWord[] {
  const words = lines.flatMap(({ words: read, baseline, height }) =>
    read
      .filter(({ text }) => text.trim() !== '')
      .map(({ text, box: inCut, confidence }) => {
        const at = fromCut(box, inCut);
        const dy = at.y0 - inCut.y0;
        return { text: text.normalize('NFC'), box: at, baseline: baseline + dy, height, confidence };
      }),
  );
  return words.length > 0 ? words : [{ text: '', box, baseline: box.y1, height: box.y1 - box.y0, confidence: 0 }];
}

/** A second look at words that the engine itself doubts: as grey as scanned. */
export async function readAgain(sheet: Sheet, box: PixelBox, recogniser: Recogniser): Promise<string> {
  return textOf(await recogniser.lines(greyCut(sheet, box), sheet.dpi, 'block'));
}

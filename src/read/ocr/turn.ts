/** Which way up a page was scanned, by trying to read a piece of it. Where a table's cell has been read already, that tells. */
import { binarised } from './binarise.js';
import { type Grey, type Ink, type PixelBox, shrunk, turned } from './raster.js';
import type { ReadWord, Recogniser } from './recogniser.js';

export type Turn = 0 | 90 | 180 | 270;

/** The piece in inches: two or three lines of a paragraph or of a table. */
const PIECE_WIDTH = 2.5;
const PIECE_HEIGHT = 0.5;
/** Letters read with this confidence on average are letters: upside down or sideways text comes to half of it. */
const CERTAIN = 0.8;
/** Fewer letters than this say nothing. */
const MIN_LETTERS = 8;
const STEPS = 12;
const READING_DPI = 220;

/** Whether these are words of a page that stands upright. */
export function readUpright(words: readonly Read[]): boolean {
  return legibilityOf(words) >= CERTAIN;
}

/** Degrees by which the page must be turned clockwise to stand upright; 0 when nothing tells. */
export async function turnToUpright(grey: Grey, dpi: number, recogniser: Recogniser): Promise<Turn> {
  const factor = Math.max(1, Math.floor(dpi / READING_DPI));
  const small = shrunk(grey, factor);
  const rough = shrunk(small, ROUGH);
  const density = binarised(rough, dpi / factor / ROUGH);
  let best: Turn = 0;
  let most = 0;
  for (const turn of [0, 180, 90, 270] as const) {
    const score = await legibility(small, density, dpi / factor, turn, recogniser);
    if (score >= CERTAIN) return turn;
    if (score > most) [best, most] = [turn, score];
  }
  return best;
}

/** By how much the picture is shrunk in which the densest place is looked for. */
const ROUGH = 4;

/** Of a piece of the page. */
async function legibility(grey: Grey, density: Ink, dpi: number, turn: Turn, recogniser: Recogniser): Promise<number> {
  const [w, h] = turn === 90 || turn === 270 ? [PIECE_HEIGHT, PIECE_WIDTH] : [PIECE_WIDTH, PIECE_HEIGHT];
  const place = densest(density, Math.round((w * dpi) / ROUGH), Math.round((h * dpi) / ROUGH));
  const piece = turned(cutOut(grey, place), turn);
  const { data, width, height } = binarised(piece, dpi);
  const lines = await recogniser.block(
    { width, height, data: data.map((ink) => (ink === 1 ? 0 : 255)) },
    { dpi, model: 'quick' },
  );
  return legibilityOf(lines.flatMap(({ words }) => words));
}

type Read = Pick<ReadWord, 'text' | 'confidence'>;

/** Mean confidence over the letters, 0 to 1; 0 for too few of them. */
function legibilityOf(words: readonly Read[]): number {
  let letters = 0;
  let sum = 0;
  for (const { text, confidence } of words) {
    const own = text.replace(/[^\p{L}\d]/gu, '').length;
    letters += own;
    sum += own * confidence;
  }
  return letters < MIN_LETTERS ? 0 : sum / letters;
}

/** The place of that size with most ink in it, margins left out: there a scanner's edge is black. */
function densest(ink: Ink, width: number, height: number): PixelBox {
  const [w, h] = [Math.min(width, ink.width), Math.min(height, ink.height)];
  let best: PixelBox = { x0: 0, y0: 0, x1: w, y1: h };
  let most = -1;
  for (let i = 1; i < STEPS; i++)
    for (let j = 1; j < STEPS; j++) {
      const x0 = Math.round(((ink.width - w) * i) / STEPS);
      const y0 = Math.round(((ink.height - h) * j) / STEPS);
      const pixels = inkAt(ink, x0, y0, w, h);
      if (pixels > most) [best, most] = [{ x0, y0, x1: x0 + w, y1: y0 + h }, pixels];
    }
  return best;
}

function inkAt(ink: Ink, x0: number, y0: number, width: number, height: number): number {
  let count = 0;
  for (let y = y0; y < y0 + height; y++)
    for (let x = x0; x < x0 + width; x++) count += ink.data[y * ink.width + x] ?? 0;
  return count;
}

function cutOut(grey: Grey, rough: PixelBox): Grey {
  const [x0, y0] = [rough.x0 * ROUGH, rough.y0 * ROUGH];
  const width = (rough.x1 - rough.x0) * ROUGH;
  const height = (rough.y1 - rough.y0) * ROUGH;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    data.set(grey.data.subarray((y0 + y) * grey.width + x0, (y0 + y) * grey.width + x0 + width), y * width);
  return { width, height, data };
}

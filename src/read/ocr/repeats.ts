/**
 * The heading of a table that is printed again on each page is read once: a fourteenth of what there is to read. Words that were
 * read for certain are taken over, never figures and codes, and only where the pictures are the same to a pixel. Not for
 * text of the rows: at 200 dpi two pictures of ừ and ử differ by no more than two of ừ.
 */
import type { Grey } from './raster.js';
import type { ReadText, Recogniser, Recognisers } from './recogniser.js';

/** Pixels an inch below which strokes are as thin as what two pictures may differ by. */
const MIN_DPI = 140;
/** What the engine is this sure of is taken over: of lines read right in pages of good and middling quality nine in ten. */
const CERTAIN = 0.9;
/** Shorter texts cost little, and are codes rather than words. */
const MIN_LETTERS = 4;
/** Lines kept: a heading has a dozen, and a table may have another on some pages. */
const MOST_KNOWN = 64;

interface Known {
  readonly line: Line;
  readonly read: Promise<ReadText>;
}

/** The same recognisers, but that lines which `mayRepeat` are not read again. */
export function sparingRepeats(engine: Recognisers): Recognisers {
  const known: Known[] = [];
  return {
    page: (seconds, read) => engine.page(seconds, (recogniser) => read(sparing(recogniser, known))),
    close: () => engine.close(),
  };
}

/** @param known is added to */
function sparing(recogniser: Recogniser, known: Known[]): Recogniser {
  return {
    block: (picture, reading) => recogniser.block(picture, reading),
    line: (picture, reading) => {
      if (reading.mayRepeat !== true || reading.dpi < MIN_DPI) return recogniser.line(picture, reading);
      const line = lineIn(picture);
      const same = known.find((one) => isSame(line, one.line));
      if (same !== undefined) return takenOver(same.read, () => recogniser.line(picture, reading));
      const read = recogniser.line(picture, reading);
      known.push({ line, read });
      if (known.length > MOST_KNOWN) known.shift();
      return read;
    },
  };
}

/** What was read in another place if that is certain. One that was not read in time says nothing of this one. */
async function takenOver(other: Promise<ReadText>, read: () => Promise<ReadText>): Promise<ReadText> {
  const before = await other.catch(() => null);
  return before !== null && isCertain(before) ? before : read();
}

function isCertain({ text, confidence }: ReadText): boolean {
  return confidence >= CERTAIN && !/\p{N}/u.test(text) && text.replace(/\P{L}/gu, '').length >= MIN_LETTERS;
}

interface Line {
  readonly width: number;
  readonly height: number;
  /** 1 where there is ink. */
  readonly ink: Uint8Array;
  /** 1 where there is ink, or ink to the left or right, above or below. */
  readonly near: Uint8Array;
}

/** @param picture black on white */
function lineIn({ width, height, data }: Grey): Line {
  const ink = data.map((shade) => (shade < 128 ? 1 : 0));
  const near = new Uint8Array(ink.length);
  for (let i = ink.indexOf(1); i >= 0; i = ink.indexOf(1, i + 1))
    for (const at of [i - width, i - 1, i, i + 1, i + width]) near[at] = 1;
  return { width, height, ink, near };
}

/** Pixels by which the boxes around the same text may differ. */
const SHIFTS = [0, -1, 1] as const;
const MOST_RESIZED = 2;

/** Whether two pictures, black on white, show the same line. */
export function isSamePicture(a: Grey, b: Grey): boolean {
  return isSame(lineIn(a), lineIn(b));
}

/** Whether all ink of each has ink of the other beside it, the one laid upon the other as well as can be. */
function isSame(a: Line, b: Line): boolean {
  if (Math.abs(a.width - b.width) > MOST_RESIZED || Math.abs(a.height - b.height) > MOST_RESIZED) return false;
  return SHIFTS.some((dx) => SHIFTS.some((dy) => isCovered(a, b, dx, dy) && isCovered(b, a, -dx, -dy)));
}

function isCovered({ width, ink }: Line, by: Line, dx: number, dy: number): boolean {
  for (let i = ink.indexOf(1); i >= 0; i = ink.indexOf(1, i + 1)) {
    const y = Math.floor(i / width);
    const [atX, atY] = [i - y * width + dx, y + dy];
    if (atX < 0 || atY < 0 || atX >= by.width || atY >= by.height || by.near[atY * by.width + atX] !== 1) return false;
  }
  return true;
}

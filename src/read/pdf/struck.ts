/**
 * Words that are struck through: a stroke along the middle of their letters, that begins and ends where they do, or one
 * that runs aslant or curved through them, as a pen does.
 */
import { type Box, boxHeight, boxWidth, centre, overlap } from '../../model/geometry.js';
import type { Ruling } from '../../model/page.js';
import type { Line } from './painting.js';
import type { RawWord } from './words.js';

/** Height above the baseline, in parts of the font size: a quarter to three quarters of a capital's 0.7. */
const LOWEST = 0.175;
const HIGHEST = 0.525;
/** Share of a word's width under the stroke. */
const COVERED = 0.6;
/** Parts of the font size that a stroke by hand reaches beyond its words; a table's ruling reaches to its borders. */
const MAX_OVERSHOOT = 1;
/** Points: pieces nearer than this are drawn as one line, and a line so near to a vertical ruling ends at it. */
const TOUCH = 1;
/** Points in a band of strokes; words look only into the bands that their middle lies in. */
const BAND = 4;

/** A horizontal line: y, and where it begins and ends. */
interface Stroke {
  readonly at: number;
  readonly from: number;
  to: number;
}

/** The words among `words` that one of the page's rulings strikes through. */
export function struckWords(words: readonly RawWord[], rulings: readonly Ruling[]): Set<RawWord> {
  const covered = new Map<Stroke, RawWord[]>();
  const bands = bandsOf(strokesIn(rulings));
  for (const word of words) {
    const top = word.baseline - HIGHEST * word.size;
    const bottom = word.baseline - LOWEST * word.size;
    for (let band = Math.floor(top / BAND); band <= Math.floor(bottom / BAND); band++) {
      for (const stroke of bands.get(band) ?? []) {
        if (stroke.at < top || stroke.at > bottom || !covers(stroke, word)) continue;
        const others = covered.get(stroke);
        if (others === undefined) covered.set(stroke, [word]);
        else others.push(word);
      }
    }
  }
  const borders = rulings.filter((ruling) => ruling.orientation === 'v');
  const strikes = [...covered].filter(([stroke, under]) => endsWith(stroke, under) && !isBorder(stroke, borders));
  return new Set(strikes.flatMap(([, under]) => under));
}

/** Share of a word's box, at each side, that a pen may run through without striking the word. */
const MARGIN = 0.25;
/** Tangent from which a stroke is no ruling drawn carelessly. */
const MIN_SLANT = 0.05;
/** A page with more strokes aslant is a drawing; no pen has made them. */
const MAX_STROKES = 5000;
/** Parts of the font size by which a curve may be larger than the word it strikes or rings. */
const MAX_FLOURISH = 3;

/** The words that a stroke aslant runs through, or a curve about their size runs over. */
export function crossedWords(words: readonly RawWord[], lines: readonly Line[], curves: readonly Box[]): Set<RawWord> {
  const slanted = lines.filter(({ from, to }) => {
    const [run, rise] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
    return Math.min(run, rise) > MIN_SLANT * Math.max(run, rise);
  });
  if (slanted.length + curves.length > MAX_STROKES) return new Set();
  return new Set(
    words.filter((word) => slanted.some((line) => runsThrough(line, word)) || curves.some((box) => isOver(box, word))),
  );
}

/** Clipped to the middle of the word's box (Liang and Barsky 1984) something of it is left. */
function runsThrough({ from, to }: Line, { box: [x0, y0, x1, y1], size }: RawWord): boolean {
  let [enter, leave] = [0, 1];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const [width, height] = [MARGIN * Math.min(size, x1 - x0), MARGIN * (y1 - y0)];
  const sides = [
    [-dx, from.x - (x0 + width)],
    [dx, x1 - width - from.x],
    [-dy, from.y - (y0 + height)],
    [dy, y1 - height - from.y],
  ] as const;
  for (const [pace, room] of sides) {
    if (pace === 0 && room < 0) return false;
    if (pace < 0) enter = Math.max(enter, room / pace);
    else if (pace > 0) leave = Math.min(leave, room / pace);
  }
  return enter < leave;
}

function isOver(curve: Box, { box, size }: RawWord): boolean {
  const { x, y } = centre(box);
  const holds = x >= curve[0] && x <= curve[2] && y >= curve[1] && y <= curve[3];
  const [wider, higher] = [boxWidth(curve) - boxWidth(box), boxHeight(curve) - boxHeight(box)];
  return holds && wider <= MAX_FLOURISH * size && higher <= MAX_FLOURISH * size;
}

/** The horizontal lines of the page, pieces that touch put together: a table's ruling is often drawn cell by cell. */
function strokesIn(rulings: readonly Ruling[]): Stroke[] {
  const lines = rulings.filter((ruling) => ruling.orientation === 'h');
  const strokes: Stroke[] = [];
  for (const { at, from, to } of lines.toSorted((a, b) => Math.round(a.at) - Math.round(b.at) || a.from - b.from)) {
    const last = strokes.at(-1);
    if (last !== undefined && Math.abs(last.at - at) <= TOUCH && from >= last.from && from <= last.to + TOUCH)
      last.to = Math.max(last.to, to);
    else strokes.push({ at, from, to });
  }
  return strokes;
}

function bandsOf(strokes: readonly Stroke[]): Map<number, Stroke[]> {
  const bands = new Map<number, Stroke[]>();
  for (const stroke of strokes) {
    const key = Math.floor(stroke.at / BAND);
    const band = bands.get(key);
    if (band === undefined) bands.set(key, [stroke]);
    else band.push(stroke);
  }
  return bands;
}

function covers({ from, to }: Stroke, { box }: RawWord): boolean {
  return overlap(from, to, box[0], box[2]) >= COVERED * (box[2] - box[0]);
}

function endsWith({ from, to }: Stroke, words: readonly RawWord[]): boolean {
  let [left, right, size] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const word of words) {
    left = Math.min(left, word.box[0]);
    right = Math.max(right, word.box[2]);
    size = Math.max(size, word.size);
  }
  return left - from <= MAX_OVERSHOOT * size && to - right <= MAX_OVERSHOOT * size;
}

/** It runs from one vertical ruling to another: the border of a cell, however near its text stands. */
function isBorder({ at, from, to }: Stroke, borders: readonly Ruling[]): boolean {
  const meets = (x: number) =>
    borders.some((b) => Math.abs(b.at - x) <= TOUCH && b.from <= at + TOUCH && b.to >= at - TOUCH);
  return meets(from) && meets(to);
}

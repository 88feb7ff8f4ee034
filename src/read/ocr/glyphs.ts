/** Pieces of ink that hang together, and what their shapes alone say of a figure: how many signs, and where its marks stand. */
import type { Ink, PixelBox } from './raster.js';

export interface Glyph extends PixelBox {
  readonly pixels: number;
}

/** The connected pieces of ink in the box (diagonal neighbours count), left to right. */
export function glyphsIn(ink: Ink, box: PixelBox): Glyph[] {
  const width = box.x1 - box.x0;
  // 1 is ink that belongs to no piece yet.
  const left = new Uint8Array(width * (box.y1 - box.y0));
  for (let y = box.y0, i = 0; y < box.y1; y++, i += width)
    left.set(ink.data.subarray(y * ink.width + box.x0, y * ink.width + box.x1), i);
  const glyphs: Glyph[] = [];
  for (let start = left.indexOf(1); start >= 0; start = left.indexOf(1, start)) {
    const { x0, y0, x1, y1, pixels } = takenOut(left, width, start, 1);
    glyphs.push({ x0: x0 + box.x0, y0: y0 + box.y0, x1: x1 + box.x0, y1: y1 + box.y0, pixels });
  }
  return glyphs.toSorted((a, b) => a.x0 - b.x0 || a.y0 - b.y0);
}

/** The piece of ones that `start` belongs to; it is taken out of `left`. `diagonal` 1: what touches at corners hangs together. */
function takenOut(left: Uint8Array, width: number, start: number, diagonal: 0 | 1): Glyph {
  const height = left.length / width;
  let [x0, y0, x1, y1, pixels] = [width, height, 0, 0, 0];
  const open = [start];
  left[start] = 0;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const y = Math.floor(at / width);
    const x = at - y * width;
    pixels++;
    x0 = Math.min(x0, x);
    y0 = Math.min(y0, y);
    x1 = Math.max(x1, x + 1);
    y1 = Math.max(y1, y + 1);
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        const next = ny * width + nx;
        if (left[next] !== 1 || (diagonal === 0 && nx !== x && ny !== y)) continue;
        left[next] = 0;
        open.push(next);
      }
  }
  return { x0, y0, x1, y1, pixels };
}

/** Square points: smaller pieces are dirt. The dot of an outline code in 9-point type has 0.8. */
const SPECK = 0.6;
/** Points: what is no larger than a dot, and has nothing within half a digit's height around it, belongs to no sign. */
const LONE_SPECK = 2;
const ALONE = 4;
const POINTS_PER_INCH = 72;

/** The picture without specks. */
export function withoutSpecks(ink: Ink, dpi: number): Ink {
  const unit = dpi / POINTS_PER_INCH;
  const pieces = glyphsIn(ink, { x0: 0, y0: 0, x1: ink.width, y1: ink.height });
  const signs = pieces.filter(({ pixels }) => pixels > SPECK * unit ** 2);
  const near = neighbourhood(signs, ALONE * unit);
  const isLone = (piece: Glyph) =>
    Math.max(piece.x1 - piece.x0, piece.y1 - piece.y0) <= LONE_SPECK * unit && !near(piece);
  const kept = new Set(signs.filter((piece) => !isLone(piece)));
  const data = new Uint8Array(ink.data);
  for (const piece of pieces) {
    if (kept.has(piece)) continue;
    // The box around so little ink that hangs together holds no other.
    for (let y = piece.y0; y < piece.y1; y++) data.fill(0, y * ink.width + piece.x0, y * ink.width + piece.x1);
  }
  return { ...ink, data };
}

/** Tells whether a piece has another within `reach` pixels. */
function neighbourhood(pieces: readonly Glyph[], reach: number): (piece: Glyph) => boolean {
  const size = Math.ceil(8 * reach);
  const squares = new Map<string, Glyph[]>();
  const around = ({ x0, y0, x1, y1 }: PixelBox, margin: number): string[] => {
    const keys: string[] = [];
    for (let x = Math.floor((x0 - margin) / size); x <= Math.floor((x1 + margin) / size); x++)
      for (let y = Math.floor((y0 - margin) / size); y <= Math.floor((y1 + margin) / size); y++) keys.push(`${x} ${y}`);
    return keys;
  };
  for (const piece of pieces)
    for (const key of around(piece, 0)) squares.set(key, [...(squares.get(key) ?? []), piece]);
  const touches = (a: PixelBox, b: PixelBox) =>
    a.x0 - reach < b.x1 && b.x0 - reach < a.x1 && a.y0 - reach < b.y1 && b.y0 - reach < a.y1;
  return (piece) =>
    around(piece, reach).some((key) =>
      (squares.get(key) ?? []).some((other) => other !== piece && touches(piece, other)),
    );
}

/** A line of signs as its shapes tell it. */
export interface Shape {
  /** Digits and other signs as high as a digit, left to right. */
  readonly tall: readonly Glyph[];
  /** Full stops and commas on the baseline, with how many tall signs stand before each. */
  readonly marks: readonly { readonly after: number; readonly sign: '.' | ',' }[];
  /** Pieces that are neither, and too large for dirt; and gaps in which a digit has room. */
  readonly strange: number;
}

/** Share of the highest sign: digits are all of one height, a dot has a sixth of it, a comma a third. */
const TALL = 0.7;
const MARK = 0.45;
/** Side of a square that the smallest dot fills, as a share of a digit's height; what is less is dirt. */
const DOT = 0.11;
/** The same for the largest dirt: more ink than this is a part of something. */
const LARGE_SPECK = 0.18;
/** Width of the widest sign that stands in figures and codes, as a share of its height; digits have 0.75. */
const WIDEST = 0.95;
/** Share of a digit's height: a dot ends on the baseline, within this; a comma goes below it by more. */
const BASELINE = 0.12;
/** Share of a digit's height between a mark and the digit it follows. */
const NEAR = 0.45;
/** Between two digits: a blank within 1 1 leaves 0.67, a digit that correction fluid took from 819 0.86. */
const GAP = 0.77;

export function shapeOf(glyphs: readonly Glyph[]): Shape {
  const height = Math.max(0, ...glyphs.map((glyph) => glyph.y1 - glyph.y0));
  const tall = glyphs.filter((glyph) => glyph.y1 - glyph.y0 >= TALL * height);
  const bottom = median(tall.map((glyph) => glyph.y1));
  const marks: { after: number; sign: '.' | ','; large: boolean }[] = [];
  for (const { x0, y0, x1, y1, pixels } of glyphs) {
    const isSmall = isSmallAs(y1 - y0, x1 - x0, height) && pixels >= (DOT * height) ** 2;
    const onBaseline = y0 < bottom + BASELINE * height && y1 > bottom - BASELINE * height;
    const after = tall.filter((glyph) => glyph.x0 + glyph.x1 < x0 + x1).length;
    const isNear = x0 - (tall[after - 1]?.x1 ?? Number.NEGATIVE_INFINITY) <= NEAR * height;
    if (isSmall && onBaseline && isNear) {
      const large = pixels >= (LARGE_SPECK * height) ** 2;
      marks.push({ after, sign: y1 > bottom + BASELINE * height ? ',' : '.', large });
    }
  }
  const isStrange = (glyph: Glyph) => {
    const [w, h] = [glyph.x1 - glyph.x0, glyph.y1 - glyph.y0];
    // Two digits that touch are one piece, and half a digit is none: then shapes tell nothing of how many there are.
    if (h >= TALL * height) return w > WIDEST * height;
    return !isSmallAs(h, w, height) || glyph.pixels >= (LARGE_SPECK * height) ** 2;
  };
  const gaps = tall.filter((glyph, i) => glyph.x0 - (tall[i - 1]?.x1 ?? glyph.x0) > GAP * height).length;
  const others = glyphs.filter(isStrange).length - marks.filter(({ large }) => large).length;
  return { tall, marks, strange: others + gaps };
}

/** No larger than a comma. */
function isSmallAs(height: number, width: number, digit: number): boolean {
  return height <= MARK * digit && width <= MARK * digit;
}

/** The upper one of two in the middle; 0 of none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** The signs read with the marks put back between them; null when there are not as many signs as shapes. */
export function withMarks(signs: string, { tall, marks }: Shape): string | null {
  if (signs.length !== tall.length) return null;
  let text = '';
  for (let i = 0; i <= signs.length; i++) {
    for (const { after, sign } of marks) if (after === i) text += sign;
    text += signs[i] ?? '';
  }
  return text;
}

/** Paper that digits enclose: an open 4 has none. */
const HOLES: Readonly<Record<string, readonly number[]>> = {
  '0': [1],
  '1': [0],
  '2': [0],
  '3': [0],
  '4': [0, 1],
  '5': [0],
  '6': [1],
  '7': [0],
  '8': [2],
  '9': [1],
};

/** Whether each digit encloses as much paper as its shape does: a 9 read as 3 does not. Signs that are no digits fit. */
export function holesFit(signs: string, { tall }: Shape, ink: Ink): boolean {
  return [...signs].every((sign, i) => {
    const [possible, glyph] = [HOLES[sign], tall[i]];
    return possible === undefined || glyph === undefined || possible.includes(holesIn(ink, glyph));
  });
}

/** Share of the square of a digit's height: less paper than this is a speck within a stroke. */
const MIN_HOLE = 0.008;

/** Pieces of paper in the box that its edge does not reach. */
function holesIn(ink: Ink, { x0, y0, x1, y1 }: PixelBox): number {
  const [width, height] = [x1 - x0 + 2, y1 - y0 + 2];
  // 1 is paper, with a rim around the box so that all that is outside of the digit hangs together.
  const paper = new Uint8Array(width * height).fill(1);
  for (let y = y0; y < y1; y++)
    for (let x = x0; x < x1; x++) if (ink.data[y * ink.width + x] === 1) paper[(y - y0 + 1) * width + x - x0 + 1] = 0;
  let holes = -1;
  for (let start = paper.indexOf(1); start >= 0; start = paper.indexOf(1, start)) {
    const { pixels } = takenOut(paper, width, start, 0);
    if (start === 0 || pixels >= MIN_HOLE * height ** 2) holes++;
  }
  return holes;
}

/**
 * The pieces before a percent sign at the end of the line: two rings and the stroke between them. null when the line
 * does not end in one.
 */
export function beforePercent(glyphs: readonly Glyph[]): readonly Glyph[] | null {
  const height = Math.max(0, ...glyphs.map((glyph) => glyph.y1 - glyph.y0));
  const stroke = glyphs.findLast((glyph) => glyph.y1 - glyph.y0 >= TALL * height);
  if (stroke === undefined) return null;
  const isRing = (glyph: Glyph) =>
    glyph !== stroke &&
    glyph.y1 - glyph.y0 >= RING.least * height &&
    glyph.y1 - glyph.y0 <= RING.most * height &&
    glyph.x1 > stroke.x0 - RING.reach * height;
  const rings = glyphs.filter(isRing);
  if (rings.length !== 2) return null;
  const start = Math.min(...rings.map((ring) => ring.x0), stroke.x0);
  return glyphs.filter((glyph) => glyph.x1 <= start + 1);
}

/** Shares of a digit's height. */
const RING = { least: 0.4, most: 0.68, reach: 0.6 } as const;

/** Pieces of ink that hang together, and what their shapes alone say of a figure: how many signs, and where its marks stand. */
import type { Ink, PixelBox } from './raster.js';

export interface Glyph extends PixelBox {
  readonly pixels: number;
}

/** The connected pieces of ink in the box (diagonal neighbours count), left to right. */
export function glyphsIn(ink: Ink, box: PixelBox): Glyph[] {
  const width = box.x1 - box.x0;
  const height = box.y1 - box.y0;
  const seen = new Uint8Array(width * height);
  const isInk = (x: number, y: number) => ink.data[(y + box.y0) * ink.width + x + box.x0] === 1;
  const glyphs: Glyph[] = [];
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] === 1 || !isInk(start % width, Math.floor(start / width))) continue;
    let [x0, y0, x1, y1, pixels] = [width, height, 0, 0, 0];
    const open = [start];
    seen[start] = 1;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const x = at % width;
      const y = Math.floor(at / width);
      pixels++;
      x0 = Math.min(x0, x);
      y0 = Math.min(y0, y);
      x1 = Math.max(x1, x + 1);
      y1 = Math.max(y1, y + 1);
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx;
          if (seen[next] === 1 || !isInk(nx, ny)) continue;
          seen[next] = 1;
          open.push(next);
        }
    }
    glyphs.push({ x0: x0 + box.x0, y0: y0 + box.y0, x1: x1 + box.x0, y1: y1 + box.y0, pixels });
  }
  return glyphs.toSorted((a, b) => a.x0 - b.x0 || a.y0 - b.y0);
}

/** Square points: smaller pieces are dirt. The dot of an outline code in 9-point type has 0.8. */
const SPECK = 0.6;
const POINTS_PER_INCH = 72;

/** The picture without specks. */
export function withoutSpecks(ink: Ink, dpi: number): Ink {
  const most = Math.floor(SPECK * (dpi / POINTS_PER_INCH) ** 2);
  const data = new Uint8Array(ink.data);
  // The box around so few pixels that hang together holds no others.
  for (const { pixels, x0, y0, x1, y1 } of glyphsIn(ink, { x0: 0, y0: 0, x1: ink.width, y1: ink.height }))
    if (pixels <= most) for (let y = y0; y < y1; y++) data.fill(0, y * ink.width + x0, y * ink.width + x1);
  return { ...ink, data };
}

/** A line of signs as its shapes tell it. */
export interface Shape {
  /** Digits and other signs as high as a digit, left to right. */
  readonly tall: readonly Glyph[];
  /** Full stops and commas on the baseline, with how many tall signs stand before each. */
  readonly marks: readonly { readonly after: number; readonly sign: '.' | ',' }[];
  /** Pieces that are neither, and too large for dirt. */
  readonly strange: number;
}

/** Share of the highest sign: digits are all of one height, a dot has a sixth of it, a comma a third. */
const TALL = 0.7;
const MARK = 0.45;
/** Side of a square that the smallest dot fills, as a share of a digit's height; what is less is dirt. */
const DOT = 0.11;
/** Share of a digit's height: a dot ends on the baseline, within this; a comma goes below it by more. */
const BASELINE = 0.12;
/** Share of a digit's height between a mark and the digit it follows. */
const NEAR = 0.45;

export function shapeOf(glyphs: readonly Glyph[]): Shape {
  const height = Math.max(0, ...glyphs.map((glyph) => glyph.y1 - glyph.y0));
  const tall = glyphs.filter((glyph) => glyph.y1 - glyph.y0 >= TALL * height);
  const bottom = median(tall.map((glyph) => glyph.y1));
  const marks: { after: number; sign: '.' | ',' }[] = [];
  for (const { x0, y0, x1, y1, pixels } of glyphs) {
    const isSmall = isSmallAs(y1 - y0, x1 - x0, height) && pixels >= (DOT * height) ** 2;
    const onBaseline = y0 < bottom + BASELINE * height && y1 > bottom - BASELINE * height;
    const after = tall.filter((glyph) => glyph.x0 + glyph.x1 < x0 + x1).length;
    const isNear = x0 - (tall[after - 1]?.x1 ?? Number.NEGATIVE_INFINITY) <= NEAR * height;
    if (isSmall && onBaseline && isNear) marks.push({ after, sign: y1 > bottom + BASELINE * height ? ',' : '.' });
  }
  const large = glyphs.filter(({ x0, y0, x1, y1 }) => !isSmallAs(y1 - y0, x1 - x0, height));
  return { tall, marks, strange: large.length - tall.length };
}

/** No larger than a comma. */
function isSmallAs(height: number, width: number, digit: number): boolean {
  return height <= MARK * digit && width <= MARK * digit;
}

function median(values: readonly number[]): number {
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

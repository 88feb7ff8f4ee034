/**
 * Grey to ink and paper, by Sauvola's local threshold: T = m (1 + k (s / R - 1)) with mean m and standard deviation s
 * around each pixel. A global threshold loses what stands in a shaded row or a scan's dark edge.
 */
import type { Grey, Ink } from './raster.js';

/** Side of the surroundings in inches: about two lines of text. */
const WINDOW_INCHES = 0.3;
const K = 0.25;
const RANGE = 128;
/**
 * Share of the mean above which nothing is ink: its threshold would take surroundings that are half black and half white.
 * The grain of paper is lighter, so that it is told from ink by one comparison that comes out the same way nearly always.
 */
const LIGHT = 0.96;
const PAPER = 255;

/** @param dpi pixels an inch */
export function binarised({ width, height, data }: Grey, dpi: number): Ink {
  const half = Math.max(7, Math.round((WINDOW_INCHES * dpi) / 2));
  const ink = new Uint8Array(width * height);
  const columns = new Columns(data, width, height, half);
  for (let y = -half; y < height; y++) {
    columns.moveDown(y);
    if (y < 0) continue;
    markInk(ink.subarray(y * width), data.subarray(y * width, (y + 1) * width), columns, half);
  }
  return { width, height, data: ink };
}

/**
 * Sums over each column of the window's rows, moved down row by row: no table of the whole page is needed. Column x stands
 * at x + half + 1, with nothing in those to the left and right of the page, so that a window may reach out of it.
 */
class Columns {
  readonly sums: Int32Array;
  readonly squares: Int32Array;
  rows = 0;

  constructor(
    readonly data: Uint8Array,
    readonly width: number,
    readonly height: number,
    readonly half: number,
  ) {
    this.sums = new Int32Array(width + 2 * half + 1);
    this.squares = new Int32Array(width + 2 * half + 1);
  }

  /** From the row above `y` to it. */
  moveDown(y: number): void {
    const { data, width, height, half, sums, squares } = this;
    const [into, out] = [y + half, y - half - 1];
    if (into < height) this.rows++;
    if (out >= 0) this.rows--;
    for (let x = 0, at = half + 1; x < width; x++, at++) {
      const comes = into < height ? (data[into * width + x] ?? PAPER) : 0;
      const goes = out >= 0 ? (data[out * width + x] ?? PAPER) : 0;
      sums[at] = (sums[at] ?? 0) + comes - goes;
      squares[at] = (squares[at] ?? 0) + (comes - goes) * (comes + goes);
    }
  }
}

/** One row. */
function markInk(ink: Uint8Array, row: Uint8Array, { sums, squares, rows }: Columns, half: number): void {
  const width = row.length;
  let [sum, square] = [0, 0];
  for (let at = half + 1; at < 2 * half + 1; at++) {
    sum += sums[at] ?? 0;
    square += squares[at] ?? 0;
  }
  for (let x = 0; x < width; x++) {
    const into = x + 2 * half + 1;
    sum += (sums[into] ?? 0) - (sums[x] ?? 0);
    square += (squares[into] ?? 0) - (squares[x] ?? 0);
    const count = rows * (Math.min(width - 1, x + half) - Math.max(0, x - half) + 1);
    const value = row[x] ?? PAPER;
    if (value * count >= LIGHT * sum) continue;
    const mean = sum / count;
    const deviation = Math.sqrt(Math.max(0, square / count - mean * mean));
    if (value < mean * (1 + K * (deviation / RANGE - 1))) ink[x] = 1;
  }
}

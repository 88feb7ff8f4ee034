/** By how many degrees a page hangs, found where its lines of ink and paper are sharpest. */
import { type Ink, inkIn } from './raster.js';

/** Degrees looked at to either side; a page in a feeder hangs by less. */
const MAX_SKEW = 4;
const COARSE = 0.2;
const FINE = 0.02;
/** So many pixels of ink tell the angle as well as all of them. */
const SAMPLE = 20_000;

interface Points {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly height: number;
}

/** Degrees clockwise that the content is turned by, within MAX_SKEW. */
export function skewOf(ink: Ink): number {
  const points = sampled(ink);
  if (points.xs.length === 0) return 0;
  const coarse = sharpest(points, -MAX_SKEW, MAX_SKEW, COARSE);
  return sharpest(points, coarse - COARSE, coarse + COARSE, FINE);
}

function sampled(ink: Ink): Points {
  const { width, height, data } = ink;
  const pixels = inkIn(ink);
  const step = Math.max(1, Math.floor(pixels / SAMPLE));
  const [xs, ys] = [new Float64Array(Math.ceil(pixels / step)), new Float64Array(Math.ceil(pixels / step))];
  let seen = 0;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (data[i] !== 1) continue;
      if (seen % step === 0) {
        xs[seen / step] = x - width / 2;
        ys[seen / step] = y - height / 2;
      }
      seen++;
    }
  return { xs, ys, height };
}

function sharpest(points: Points, from: number, to: number, step: number): number {
  const rows = new Int32Array(points.height + 2 * MARGIN);
  let [first, last] = [0, 0];
  let most = -1;
  for (let i = 0; from + i * step <= to + step / 2; i++) {
    const value = sharpness(points, from + i * step, rows.fill(0));
    if (value > most) [first, last, most] = [i, i, value];
    else if (value === most && i === last + 1) last = i;
  }
  // Angles that move no pixel into another row are equally sharp: the page hangs by the one in their middle.
  return from + ((first + last) / 2) * step;
}

/** Rows above and below the page that its corners may be turned into; what is turned further is not counted. */
const MARGIN = 200;

/**
 * Sum of the squared differences between neighbouring rows' ink, were the page turned back by `degrees`.
 * @param rows empty; room for the counts
 */
function sharpness({ xs, ys, height }: Points, degrees: number, rows: Int32Array): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  // Rounds, since what lies above the first row is not counted.
  const middle = Math.ceil(height / 2) + MARGIN + 0.5;
  for (let i = 0; i < xs.length; i++) {
    const row = Math.trunc((ys[i] ?? 0) - slope * (xs[i] ?? 0) + middle);
    if (row > 0 && row < rows.length) rows[row] = (rows[row] ?? 0) + 1;
  }
  let sum = 0;
  for (let y = 1; y < rows.length; y++) sum += ((rows[y] ?? 0) - (rows[y - 1] ?? 0)) ** 2;
  return sum;
}

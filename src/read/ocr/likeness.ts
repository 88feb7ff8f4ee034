/**
 * The signs of a page's figures beside one another. Whatever the typeface, all 8s of a page are alike: one that is not like
 * the others was written over, cut by a streak or a fold, or is none. That is a witness who has not learnt what the engine's models
 * have learnt, and who is blind to none of what they are blind to: half a 9 is a 3 to both of them.
 */
import { type Glyph, median } from './glyphs.js';
import type { Ink } from './raster.js';

/** A sign as it was read, and its shape in a square of SIDE pixels, as high as that, in the middle: 0 is paper, 255 ink. */
export interface Sign {
  readonly sign: string;
  readonly picture: Uint8Array;
}

const SIDE = 24;
/** So many others of the same sign tell what it looks like on this page. */
const FEW = 3;
/** How many of them one is like if it is whole: another may have been written over in the same way. */
const ALIKE = 2;
/**
 * Share of the ink of two pictures that is not in both. To the one it is most like, a sign that is whole comes to 0.01 to
 * 0.03, and one in a hundred to 0.12; to the likest of another sign to 0.25 at least.
 */
const UNLIKE = 0.15;
/** On a worn page signs are less alike: times the page's median. */
const WORN = 5;

export function signIn(ink: Ink, glyph: Glyph, sign: string): Sign {
  return { sign, picture: softened(drawn(ink, glyph)) };
}

/** Brought to the height of the square; between pixels, in a straight line. */
function drawn({ width, data }: Ink, { x0, y0, x1, y1 }: Glyph): Float32Array {
  const scale = (y1 - y0) / SIDE;
  const picture = new Float32Array(SIDE * SIDE);
  const at = (x: number, y: number) => (x >= x0 && x < x1 && y >= y0 && y < y1 ? (data[y * width + x] ?? 0) : 0);
  for (let row = 0, i = 0; row < SIDE; row++)
    for (let column = 0; column < SIDE; column++, i++) {
      const x = (x0 + x1) / 2 + (column + 0.5 - SIDE / 2) * scale - 0.5;
      const y = y0 + (row + 0.5) * scale - 0.5;
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [fx, fy] = [x - left, y - top];
      const upper = at(left, top) * (1 - fx) + at(left + 1, top) * fx;
      const lower = at(left, top + 1) * (1 - fx) + at(left + 1, top + 1) * fx;
      picture[i] = upper * (1 - fy) + lower * fy;
    }
  return picture;
}

/** A pixel more or less at an edge is no difference. */
function softened(picture: Float32Array): Uint8Array {
  const soft = new Uint8Array(picture.length);
  for (let y = 0, i = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++, i++) {
      let [sum, weights] = [0, 0];
      for (let ny = Math.max(0, y - 1); ny <= Math.min(SIDE - 1, y + 1); ny++)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(SIDE - 1, x + 1); nx++) {
          const weight = (nx === x ? 2 : 1) * (ny === y ? 2 : 1);
          sum += weight * (picture[ny * SIDE + nx] ?? 0);
          weights += weight;
        }
      soft[i] = Math.round((255 * sum) / weights);
    }
  return soft;
}

/** Those of a page's signs that are not like the others of their kind, or more like a sign of another. */
export function strangers(signs: readonly Sign[]): ReadonlySet<Sign> {
  const known = signs.flatMap((one) => {
    const own = signs.filter((other) => other !== one && other.sign === one.sign);
    return own.length < FEW ? [] : [{ one, unlike: unlikeness(one, own) }];
  });
  const unlikest = Math.max(UNLIKE, WORN * median(known.map(({ unlike }) => unlike)));
  const isLikeAnother = (one: Sign, unlike: number) =>
    unlikeness(
      one,
      signs.filter(({ sign }) => sign !== one.sign),
    ) < unlike;
  const strange = known.filter(
    ({ one, unlike }) => unlike > unlikest || (unlike > UNLIKE && isLikeAnother(one, unlike)),
  );
  return new Set(strange.map(({ one }) => one));
}

/** From those it is most like. */
function unlikeness({ picture }: Sign, others: readonly Sign[]): number {
  const each = others.map((other) => unlikenessOf(picture, other.picture)).toSorted((a, b) => a - b);
  return each[ALIKE - 1] ?? 1;
}

function unlikenessOf(a: Uint8Array, b: Uint8Array): number {
  let [apart, either] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const [one, other] = [a[i] ?? 0, b[i] ?? 0];
    apart += Math.abs(one - other);
    either += Math.max(one, other);
  }
  return apart / Math.max(1, either);
}

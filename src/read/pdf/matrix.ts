/**
 * Affine maps as in the PDF specification (8.3.3): x' = ax + cy + e, y' = bx + dy + f. Taken apart by index, since every
 * glyph and line passes here: a pattern of an array asks it for an iterator.
 */
import { type Box, NOWHERE } from '../../model/geometry.js';

export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The map that applies `inner` first and `outer` to its result (the specification's inner × outer). */
export function multiply(inner: Matrix, outer: Matrix): Matrix {
  const { 0: a, 1: b, 2: c, 3: d, 4: e, 5: f } = inner;
  const { 0: A, 1: B, 2: C, 3: D, 4: E, 5: F } = outer;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

export function apply({ 0: a, 1: b, 2: c, 3: d, 4: e, 5: f }: Matrix, x: number, y: number): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** The upright box around the image of a box. */
export function applyToBox(matrix: Matrix, [x0, y0, x1, y1]: Box): Box {
  return boundsOf([apply(matrix, x0, y0), apply(matrix, x1, y0), apply(matrix, x0, y1), apply(matrix, x1, y1)]);
}

/** The upright box around points; of no points, a box that holds nothing. */
export function boundsOf(points: readonly Point[]): Box {
  let { 0: x0, 1: y0, 2: x1, 3: y1 } = NOWHERE as Box;
  for (const { x, y } of points) {
    if (x < x0) x0 = x;
    if (y < y0) y0 = y;
    if (x > x1) x1 = x;
    if (y > y1) y1 = y;
  }
  return [x0, y0, x1, y1];
}

/** What two boxes share, or null when they do not touch. */
export function intersect(one: Box, other: Box): Box | null {
  const x0 = Math.max(one[0], other[0]);
  const y0 = Math.max(one[1], other[1]);
  const x1 = Math.min(one[2], other[2]);
  const y1 = Math.min(one[3], other[3]);
  return x0 <= x1 && y0 <= y1 ? [x0, y0, x1, y1] : null;
}

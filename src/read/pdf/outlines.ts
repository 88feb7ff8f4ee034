/** What outlines enclose. */
import type { Box } from '../../model/geometry.js';
import type { Subpath } from './content.js';
import { applyToBox, IDENTITY, type Matrix } from './matrix.js';

/** Coordinates are single-precision numbers: areas agree to this part. */
const ROUNDING = 0.001;

/**
 * Outlines one by one, a rectangle with a rectangular hole together: browsers draw the border of a box so. Between
 * two outlines of the same sense lies no hole unless the rule is even-odd.
 */
export function withHoles(subpaths: readonly Subpath[], evenOdd: boolean): (readonly [Subpath, Subpath?])[] {
  const outlines: (readonly [Subpath, Subpath?])[] = [];
  for (let i = 0; i < subpaths.length; i++) {
    const [outer, inner] = [subpaths[i], subpaths[i + 1]];
    if (outer === undefined) break;
    const isHole =
      inner !== undefined &&
      isWithin(inner.bounds, outer.bounds) &&
      [outer, inner].every((subpath) => shareOf(subpath, IDENTITY) === 1) &&
      (evenOdd || signedArea(outer) * signedArea(inner) < 0);
    outlines.push(isHole ? [outer, inner] : [outer]);
    if (isHole) i++;
  }
  return outlines;
}

function isWithin(inner: Box, outer: Box): boolean {
  return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
}

/** What a box is without a hole in it: above, below, left and right of it. */
export function sidesOf([x0, y0, x1, y1]: Box, [hx0, hy0, hx1, hy1]: Box): Box[] {
  return [
    [x0, y0, x1, hy0],
    [x0, hy1, x1, y1],
    [x0, y0, hx0, y1],
    [hx1, y0, x1, y1],
  ];
}

/** Share of the upright box around it that a closed outline fills. */
export function shareOf(subpath: Subpath, ctm: Matrix): number {
  if (subpath.curved) return 0;
  const [x0, y0, x1, y1] = applyToBox(ctm, subpath.bounds);
  const [area, box] = [Math.abs(signedArea(subpath) * (ctm[0] * ctm[3] - ctm[1] * ctm[2])), (x1 - x0) * (y1 - y0)];
  return box === 0 || area >= box * (1 - ROUNDING) ? 1 : area / box;
}

/** After the trapezoid rule, the side that closes the outline included; its sign tells its sense. */
function signedArea({ sides }: Subpath): number {
  let doubled = 0;
  for (const side of sides) doubled += side.x0 * side.y1 - side.x1 * side.y0;
  const [first, last] = [sides[0], sides.at(-1)];
  if (first !== undefined && last !== undefined) doubled += last.x1 * first.y0 - first.x0 * last.y1;
  return doubled / 2;
}

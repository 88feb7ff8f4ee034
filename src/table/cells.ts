/** The cells that rulings enclose, for a reader that has to know them before there are any words. */
import type { Box } from '../model/geometry.js';
import type { Ruling } from '../model/page.js';
import { type Grid, gridOf } from './grid.js';
import { boxOf, spanBox } from './pageTable.js';
import { isHatch, withoutNested } from './ruled.js';
import { findLattices, pageLines } from './rulings.js';

/** Boxes of the drawn cells of each grid, row by row; points. */
export function cellsOf(rulings: readonly Ruling[]): Box[][] {
  const grids = findLattices(pageLines(rulings))
    .map(gridOf)
    .filter((grid): grid is Grid => grid !== null && !isHatch(grid));
  return withoutNested(grids)
    .toSorted((a, b) => boxOf(a)[1] - boxOf(b)[1])
    .map((grid) => grid.spans.map((span) => spanBox(grid, span)));
}

/** Tables whose cells are drawn: lattices of rulings, filled with the page's words. */
import { type Box, centre, overlap } from '../model/geometry.js';
import type { Word } from '../model/page.js';
import { type Grid, gridOf } from './grid.js';
import { boxOf, fillGrid, type PageTable, stands } from './pageTable.js';
import { findLattices, type PageLines } from './rulings.js';
import { unstacked } from './stacked.js';
import { MIN_BAND, SNAP } from './thresholds.js';

/** Words by the height of their middle, so that a box finds its own without looking at the whole page. */
export class WordIndex {
  readonly #sorted: readonly { readonly y: number; readonly word: Word }[];

  constructor(words: readonly Word[]) {
    this.#sorted = words.map((word) => ({ y: centre(word.box).y, word })).toSorted((a, b) => a.y - b.y);
  }

  /** The words whose middle lies in the box. */
  inside(box: Box): Word[] {
    const found: Word[] = [];
    for (let i = this.#firstAt(box[1]); i < this.#sorted.length; i++) {
      const entry = this.#sorted[i];
      if (entry === undefined || entry.y >= box[3]) break;
      if (stands(entry.word, box)) found.push(entry.word);
    }
    return found;
  }

  #firstAt(y: number): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle]?.y ?? y) < y) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A hatch or a raster: bands of its grid are mostly too narrow for any text. */
export function isHatch({ xs, ys }: Grid): boolean {
  const span = (bounds: readonly number[]) => ((bounds.at(-1) ?? 0) - (bounds[0] ?? 0)) / (bounds.length - 1);
  return span(xs) < 2 * MIN_BAND || span(ys) < 1.5 * MIN_BAND;
}

function overlaps(a: Box, b: Box): boolean {
  return overlap(a[0], a[2], b[0], b[2]) > SNAP && overlap(a[1], a[3], b[1], b[3]) > SNAP;
}

/**
 * Of grids that lie inside one another one is the table, the other is either a layout frame around it or a
 * drawing inside a cell: the one with more cells. Two that overlap are a table and a drawing over it: a word has one home.
 */
export function withoutNested(grids: readonly Grid[]): Grid[] {
  const kept: Grid[] = [];
  for (const grid of grids.toSorted((a, b) => b.spans.length - a.spans.length)) {
    const box = boxOf(grid);
    if (!kept.some((other) => overlaps(boxOf(other), box))) kept.push(grid);
  }
  return kept;
}

/**
 * Every grid of rulings on the page that holds text, from top to bottom: tables, but also single rows and
 * boxes, which may be the rest of a table that began on the page before.
 */
export function ruledGrids(page: number, lines: PageLines, index: WordIndex): PageTable[] {
  const grids = findLattices(lines)
    .map(gridOf)
    .filter((grid): grid is Grid => grid !== null && !isHatch(grid))
    .filter((grid) => index.inside(boxOf(grid)).length > 0);
  return withoutNested(grids)
    .map((grid): PageTable => {
      const box = boxOf(grid);
      const words = index.inside(box);
      const cells = fillGrid(grid, words);
      return unstacked({ page, box, xs: grid.xs, ys: grid.ys, cells, words, method: 'ruled' });
    })
    .toSorted((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}

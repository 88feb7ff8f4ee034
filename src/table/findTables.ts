/** The tables of one page. */
import { overlap } from '../model/geometry.js';
import type { Page } from '../model/page.js';
import { columnCount, type PageTable, rowCount, wordsOf } from './pageTable.js';
import { ruledGrids, WordIndex } from './ruled.js';
import { pageLines } from './rulings.js';
import { MIN_FILLED } from './thresholds.js';
import { unruledTables } from './unruled.js';

/** What must be known of a grid to tell a table from a box, a frame or a chart. */
interface GridShape {
  readonly rows: number;
  readonly cols: number;
  readonly cells: readonly { readonly row: number; readonly col: number; readonly text: string }[];
}

/** A table has text in at least two rows and two columns, and not just a few words in a large mesh. */
export function isTable({ rows, cols, cells }: GridShape): boolean {
  const filled = cells.filter((cell) => cell.text !== '');
  const distinct = (of: (cell: (typeof filled)[number]) => number) => new Set(filled.map(of)).size;
  return (
    rows > 1 &&
    cols > 1 &&
    filled.length > 2 &&
    filled.length >= MIN_FILLED * cells.length &&
    distinct((cell) => cell.row) > 1 &&
    distinct((cell) => cell.col) > 1
  );
}

export function shapeOf(table: PageTable): GridShape {
  return { rows: rowCount(table), cols: columnCount(table), cells: table.cells };
}

/**
 * Every grid on the page that is a table or may be part of one that a page break cut: top to bottom, none
 * overlapping. What drawn cells side by side do not hold is searched for tables without them.
 */
export function findGrids(page: Page): PageTable[] {
  const lines = pageLines(page.rulings);
  const ruled = ruledGrids(page.page, lines, new WordIndex(page.words));
  const held = wordsOf(ruled.filter((grid) => columnCount(grid) > 1));
  const unruled = unruledTables(
    page.page,
    lines,
    page.words.filter((word) => !held.has(word)),
  );
  const apart = ruled.filter((grid) => !unruled.some((table) => meet(grid, table)));
  return [...apart, ...unruled].toSorted((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}

function meet(a: PageTable, b: PageTable): boolean {
  return overlap(a.box[0], a.box[2], b.box[0], b.box[2]) > 0 && overlap(a.box[1], a.box[3], b.box[1], b.box[3]) > 0;
}

/** The tables that stand on one page, looked at by itself; top to bottom. Boxes in points from the page's top left. */
export function findTables(page: Page): PageTable[] {
  return findGrids(page).filter((grid) => isTable(shapeOf(grid)));
}

/** The tables of one page. */
import type { Page } from '../model/page.js';
import { columnCount, type PageTable, rowCount } from './pageTable.js';
import { ruledGrids, WordIndex } from './ruled.js';
import { MIN_FILLED } from './thresholds.js';

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

/** Every grid on the page that is a table or may be part of one that a page break cut; top to bottom, none overlapping. */
export function findGrids(page: Page): PageTable[] {
  return ruledGrids(page, new WordIndex(page.words));
}

/** The tables that stand on one page, looked at by itself; top to bottom. Boxes in points from the page's top left. */
export function findTables(page: Page): PageTable[] {
  return findGrids(page).filter((grid) => isTable(shapeOf(grid)));
}

/** Tables that draw their columns but not their rows: one tall cell a column, the rows stacked in it line by line. */
import { type Box, unionOf } from '../model/geometry.js';
import type { Word } from '../model/page.js';
import { entryText, isValue, type TableLine } from './entries.js';
import type { Grid, Span } from './grid.js';
import { linesOf } from './lines.js';
import { fillGrid, type PageCell, type PageTable } from './pageTable.js';
import { bodyRowsOf, type TableRow } from './rows.js';
import { joinSegments, segmentedLines } from './segments.js';
import { STACKED_FIGURES, STACKED_FILL } from './thresholds.js';

function wordsOf(cell: PageCell): Word[] {
  return cell.lines.flatMap((line) => line.words);
}

/** One line of a grid row over all of its cells, an entry a cell. */
function acrossCells(cells: readonly PageCell[]): TableLine[] {
  const home = new Map(cells.flatMap((cell) => wordsOf(cell).map((word) => [word, cell] as const)));
  return linesOf([...home.keys()]).map((line) => {
    const [source] = segmentedLines(line.words);
    const entries = cells.flatMap((cell) => {
      const words = line.words.filter((word) => home.get(word) === cell);
      if (words.length === 0) return [];
      const segments = segmentedLines(words).flatMap((l) => l.segments);
      return [{ first: cell.col, last: cell.col + cell.colspan - 1, segment: joinSegments(segments) }];
    });
    return { source: source ?? { line, segments: [] }, entries };
  });
}

/** Several figures below one another in one cell are the cells of several rows. */
function isStack(lines: readonly TableLine[], cell: PageCell): boolean {
  const entries = lines.flatMap((line) => line.entries.filter((e) => e.first === cell.col));
  return entries.length >= STACKED_FIGURES && entries.every(isValue);
}

/** The columns in which a row holds something. */
function columnsOf(row: TableRow): Set<number> {
  return new Set(row.lines.flatMap((line) => line.entries.map((e) => e.first)));
}

/** Every row found has its label and most other cells: so regular is only a stack. */
function isRegular(rows: readonly TableRow[], columns: number): boolean {
  return (
    rows.length > STACKED_FIGURES &&
    rows.map(columnsOf).every((cols) => cols.has(0) && cols.size >= STACKED_FILL * columns)
  );
}

/** `3`, `2.1`, `7.` */
const NUMBER = /^\d+(?:\.\d+)*\.?$/;

/**
 * Every line has a number of its own, each greater than the one before: nothing else in one cell counts on so. Where some
 * label is wrapped it is not said to which number its lines belong.
 */
function isNumbered(lines: readonly TableLine[]): boolean {
  const numbers = lines.map(({ entries: [first] }) => (first?.first === 0 ? entryText(first) : ''));
  return (
    lines.length >= STACKED_FIGURES &&
    numbers.every((number, i) => NUMBER.test(number) && (i === 0 || isAfter(number, numbers[i - 1])))
  );
}

/** Part by part: 2.9, 2.10, 3. */
function isAfter(later: string, earlier = ''): boolean {
  const [a, b] = [later, earlier].map((number) =>
    number
      .split('.')
      .filter((part) => part !== '')
      .map(Number),
  );
  const at = a?.findIndex((part, i) => part !== b?.[i]) ?? -1;
  return at >= 0 && (a?.[at] ?? 0) > (b?.[at] ?? -1);
}

/** Whether any cell has lines enough; most have not, and need not be looked at word by word. */
function mayStack(cells: readonly PageCell[]): boolean {
  return cells.some(({ col, lines }) => lines.length > (col === 0 ? STACKED_FIGURES : STACKED_FIGURES - 1));
}

/** The heights at which a row of cells falls into rows of lines; none when it does not. */
function innerBorders(table: PageTable, cells: readonly PageCell[]): number[] {
  if (cells.some((cell) => cell.rowspan > 1) || !mayStack(cells)) return [];
  const lines = acrossCells(cells);
  const columns = table.xs.length - 1;
  const rows = bodyRowsOf(lines, columns);
  if (rows.some((found) => columnsOf(found).size < 2)) return [];
  const isStacked = isRegular(rows, columns) || isNumbered(lines);
  if (!isStacked && !cells.some((cell) => cell.col > 0 && isStack(lines, cell))) return [];
  const boxes = rows.map((found): Box => unionOf(found.lines.map((line) => line.source.line.box)) ?? [0, 0, 0, 0]);
  return boxes.slice(1).map((box, i) => ((boxes[i]?.[3] ?? box[1]) + box[1]) / 2);
}

/** The cells that stand in each row, those that reach into it from above, too. */
function cellsByRow(table: PageTable): PageCell[][] {
  const byRow: PageCell[][] = Array.from({ length: table.ys.length - 1 }, () => []);
  for (const cell of table.cells) for (let row = cell.row; row < cell.row + cell.rowspan; row++) byRow[row]?.push(cell);
  return byRow;
}

/** The table with every stack of rows taken apart; the same table when there is none. */
export function unstacked(table: PageTable): PageTable {
  const inner = cellsByRow(table).map((cells) => innerBorders(table, cells));
  if (inner.every((borders) => borders.length === 0)) return table;
  const ys = table.ys.flatMap((y, row) => [y, ...(inner[row] ?? [])]);
  const starts = table.ys.map((_, row) => row + inner.slice(0, row).reduce((sum, borders) => sum + borders.length, 0));
  const spans = table.cells.flatMap((cell): Span[] => {
    const first = starts[cell.row] ?? 0;
    const end = starts[cell.row + cell.rowspan] ?? ys.length - 1;
    const { col, colspan } = cell;
    if ((inner[cell.row]?.length ?? 0) === 0) return [{ row: first, col, rowspan: end - first, colspan }];
    return Array.from({ length: end - first }, (_, i) => ({ row: first + i, col, rowspan: 1, colspan }));
  });
  const grid: Grid = { xs: table.xs, ys, spans: spans.toSorted((a, b) => a.row - b.row || a.col - b.col) };
  return { ...table, ys, cells: fillGrid(grid, table.cells.flatMap(wordsOf)) };
}

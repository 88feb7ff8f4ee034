/** A table while it grows page by page. */
import { InvariantError } from '../model/errors.js';
import type { Cell, Place, Seam, Table } from '../model/layout.js';
import type { Origin } from '../model/page.js';
import { type Line, linesText } from './lines.js';
import type { PageTable } from './pageTable.js';

/** What one page holds of a cell. */
export interface Part {
  readonly place: Place;
  readonly lines: readonly Line[];
  /** The lines joined by `\n`. */
  readonly text: string;
}

export interface DraftCell {
  row: number;
  col: number;
  rowspan: number;
  colspan: number;
  parts: Part[];
}

export function partsText(parts: readonly Part[]): string {
  return parts
    .map((part) => part.text)
    .filter((text) => text !== '')
    .join('\n');
}

/**
 * The cells of one page's piece that begin in its rows from `first` on and before `end`, in the columns of the whole table:
 * `columns` maps the piece's borders to the table's.
 */
export function draftCells(
  piece: PageTable,
  columns: readonly number[],
  first = 0,
  end = Number.POSITIVE_INFINITY,
): DraftCell[] {
  const cells = piece.cells.filter(({ row }) => row >= first && row < end);
  return cells.map((cell) => {
    const col = columns[cell.col] ?? 0;
    return {
      row: cell.row,
      col,
      rowspan: cell.rowspan,
      colspan: (columns[cell.col + cell.colspan] ?? col + 1) - col,
      parts: [{ place: { page: piece.page, box: cell.box }, lines: cell.lines, text: cell.text }],
    };
  });
}

function length(part: Part): number {
  return part.lines.reduce((sum, line) => sum + line.words.reduce((s, w) => s + w.text.length, 0), 0);
}

function finished({ row, col, rowspan, colspan, parts }: DraftCell): Cell {
  const lines = parts.flatMap((part) => part.lines);
  let confidence = 1;
  let mayBeOther = false;
  for (const line of lines)
    for (const word of line.words) {
      confidence = Math.min(confidence, word.confidence);
      mayBeOther ||= word.other !== undefined;
    }
  const text = partsText(parts);
  const other = mayBeOther ? linesText(lines, (word) => word.other ?? word.text) : text;
  const places = parts.toSorted((a, b) => length(b) - length(a)).map((part) => part.place);
  const cell = { row, col, rowspan, colspan, text, places, confidence };
  return other === text ? cell : { ...cell, other };
}

/** Throws InvariantError unless every grid position is covered by exactly one cell. */
function assertCovered(table: Table): void {
  const covered = new Uint8Array(table.rows * table.cols);
  let count = 0;
  for (const cell of table.cells)
    for (let row = cell.row; row < cell.row + cell.rowspan; row++)
      for (let col = cell.col; col < cell.col + cell.colspan; col++) {
        const at = row * table.cols + col;
        if (covered[at] !== 0) throw new InvariantError(`table position (${row}, ${col}) is not covered exactly once`);
        covered[at] = 1;
        count++;
      }
  if (count !== covered.length) throw new InvariantError('a table position is covered by no cell');
}

export interface TableParts {
  readonly cells: readonly DraftCell[];
  readonly rows: number;
  readonly cols: number;
  readonly pages: readonly number[];
  readonly headerRows: number;
  readonly seams: readonly Seam[];
  readonly method: Table['method'];
  readonly origin: Origin;
}

/** The table as the model has it. */
export function tableOf(parts: TableParts): Table {
  const cells = parts.cells.toSorted((a, b) => a.row - b.row || a.col - b.col).map(finished);
  const table: Table = { ...parts, cells };
  assertCovered(table);
  return table;
}

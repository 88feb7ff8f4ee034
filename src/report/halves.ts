/**
 * Two halves of an appendix beside each other on a wide page (`STT | Chỉ tiêu | ĐVT | Số liệu | STT | Chỉ tiêu | …`), drawn as one
 * table: two tables, one after the other.
 */
import type { Block, Cell, Table } from '../model/layout.js';
import { type CellAt, cellIndex, readColumns } from './header.js';
import { plainWords } from './text.js';

/** A number, a label and a figure: fewer columns are no half of an appendix. */
const MIN_HALF = 3;
/** The header stands in one of so many first rows. */
const HEADER_ROWS = 4;

export function halvesApart(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] =>
    block.kind === 'table' ? halvesOf(block.table).map((table) => ({ kind: 'table', table })) : [block],
  );
}

/** The table itself where its header does not say everything twice. */
function halvesOf(table: Table): readonly Table[] {
  const width = table.cols / 2;
  const cellAt = cellIndex(table);
  if (!Number.isInteger(width) || width < MIN_HALF || !saysTwice(table, cellAt, width)) return [table];
  const halves = [0, width].map((from) => half(table, from, width));
  return halves.every((one) => readColumns(one, cellIndex(one)) !== null) ? halves : [table];
}

function saysTwice(table: Table, cellAt: CellAt, width: number): boolean {
  const words = (row: number, col: number) => plainWords(cellAt(row, col)?.text ?? '');
  return Array.from({ length: Math.min(HEADER_ROWS, table.rows) }, (_, row) => row).some((row) => {
    const left = Array.from({ length: width }, (_, col) => words(row, col));
    return (
      new Set(left.filter((text) => text !== '')).size >= MIN_HALF &&
      left.every((text, col) => text === words(row, width + col))
    );
  });
}

/** The rows in which one of the half's own cells begins with something in it or beside it; cells over both halves are the first's. */
function half(table: Table, from: number, width: number): Table {
  const own = table.cells.filter(({ col }) => col >= from && col < from + width);
  const filled = own.filter(({ text }) => text !== '');
  const rows = [...new Set(filled.map(({ row }) => row))].sort((a, b) => a - b);
  const rowsWithin = (first: number, count: number) => rows.filter((row) => row >= first && row < first + count);
  const cells = own.flatMap((cell): Cell[] => {
    const covered = rowsWithin(cell.row, cell.rowspan);
    if (covered.length === 0) return [];
    const col = cell.col - from;
    const row = rows.indexOf(covered[0] ?? 0);
    return [{ ...cell, row, col, rowspan: covered.length, colspan: Math.min(cell.colspan, width - col) }];
  });
  return { ...table, rows: rows.length, cols: width, cells, headerRows: rowsWithin(0, table.headerRows).length };
}

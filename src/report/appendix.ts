/** The appendix among all tables of a report, and its rows. */
import type { Block, Cell, Table, TextBlock } from '../model/layout.js';
import type { AppendixTable, CellDoubt, ReportRow } from '../model/report.js';
import {
  type CellAt,
  type Columns,
  cellIndex,
  columnsAnew,
  guessColumns,
  holdsFigures,
  isDataRow,
  readColumns,
} from './header.js';
import { isPartsMarker, joinLines, plainWords, splitLeadingCode } from './text.js';

/** How many lines above a table its caption may stand (`Biểu mẫu 3`, its title over two lines, the note in brackets). */
const CAPTION_REACH = 8;

interface Found {
  readonly table: Table;
  readonly columns: Columns;
  readonly cellAt: CellAt;
  readonly at: number;
}

/** An appendix table with where it came from. */
export interface FoundTable {
  readonly appendix: AppendixTable;
  readonly source: Table;
  /** Its position in the blocks. */
  readonly at: number;
}

/** The tables that are the appendix, with their rows, in order; empty when there is none. */
export function readAppendix(blocks: readonly Block[]): FoundTable[] {
  const tables: FoundTable[] = [];
  let rowsBefore = 0;
  for (const { table, columns, cellAt, at } of findTables(blocks)) {
    const number = tables.length + 1;
    const valueHeader = columns.headings[columns.values[0] ?? 0] ?? '';
    const over = unitsIn([valueHeader, ...captionLines(blocks, at).map((line) => line.text)]);
    const rows = readRows(table, columns, cellAt, number, rowsBefore).map((row) =>
      over.length === 0 ? row : { ...row, unitsOver: over },
    );
    rowsBefore += rows.length;
    const appendix = {
      table: number,
      caption: captionOf(blocks, at),
      valueHeader,
      page: table.pages[0] ?? null,
      rows,
    };
    tables.push({ appendix, source: table, at });
  }
  return tables;
}

function findTables(blocks: readonly Block[]): Found[] {
  const found: Found[] = [];
  const headless: Omit<Found, 'columns'>[] = [];
  blocks.forEach((block, at) => {
    if (block.kind !== 'table') return;
    const { table } = block;
    const cellAt = cellIndex(table);
    const columns = readColumns(table, cellAt);
    if (columns) {
      found.push({ table, columns, cellAt, at });
      return;
    }
    const piece = laterPiece(found.at(-1), blocks, table, cellAt, at);
    if (piece) found.push({ table, columns: piece, cellAt, at });
    else headless.push({ table, cellAt, at });
  });
  if (found.length > 0) return found;
  return headless.flatMap(({ table, cellAt, at }) => {
    const columns = guessColumns(table, cellAt, MIN_ROWS);
    return columns ? [{ table, columns, cellAt, at }] : [];
  });
}

/** A table without a header is taken for an appendix from so many rows on; a piece of one that was found from fewer. */
const MIN_ROWS = 5;
const MIN_ROWS_OF_PIECE = 2;

/** The columns of a table without a header that goes on with the one before it; null when it is another table. */
function laterPiece(
  before: Found | undefined,
  blocks: readonly Block[],
  table: Table,
  cellAt: CellAt,
  at: number,
): Columns | null {
  if (!before) return null;
  const goesOn = onlyShortTextBetween(blocks, before.at, at) || isDataRow(table, cellAt, 0);
  if (goesOn && before.table.cols === table.cols) {
    const values = [...before.columns.values, ...newFigures(before, table, cellAt)];
    return { ...before.columns, values, header: [0, 0] };
  }
  return guessColumns(table, cellAt, MIN_ROWS_OF_PIECE);
}

/** Columns of notes that are full of figures in this piece only: its columns may be others than those of the piece before. */
function newFigures({ table, columns, cellAt }: Found, piece: Table, pieceAt: CellAt): number[] {
  return columns.roles.flatMap((role, col) =>
    role === 'note' && holdsFigures(piece, pieceAt, 0, col) && !holdsFigures(table, cellAt, columns.header[1], col)
      ? [col]
      : [],
  );
}

/** Nothing but page numbers and running headers lies between two positions. */
function onlyShortTextBetween(blocks: readonly Block[], from: number, to: number): boolean {
  return blocks.slice(from + 1, to).every((block) => block.kind === 'text' && block.text.length <= 12);
}

const CAPTION = /^(biểu mẫu|biểu|phụ lục|mẫu số|bảng)( số)? ?([\divxlc]+)/u;

/** The line over a table that names it; the nearest one wins, and none is taken from above another table. */
function captionOf(blocks: readonly Block[], at: number): string | null {
  let seen = 0;
  for (let i = at - 1; i >= 0 && seen < CAPTION_REACH; i--) {
    const block = blocks[i];
    if (!block || block.kind === 'table') {
      if (block && block.table.cols === 1 && CAPTION.test(plainWords(block.table.cells[0]?.text ?? '')))
        return joinLines(block.table.cells[0]?.text ?? '');
      return null;
    }
    if (CAPTION.test(plainWords(block.text))) return joinLines(block.text);
    seen++;
  }
  return null;
}

/** The lines that belong to an appendix table's caption: between it and the prose or table before. */
export function captionLines(blocks: readonly Block[], at: number): TextBlock[] {
  const lines: TextBlock[] = [];
  for (let i = at - 1; i >= 0 && lines.length < CAPTION_REACH; i--) {
    const block = blocks[i];
    if (!block || block.kind === 'table') break;
    lines.unshift(block);
    if (CAPTION.test(plainWords(block.text))) break;
  }
  return lines;
}

/** `ĐVT: nghìn đồng`, `Số liệu (triệu đồng)`, and whatever else stands there: which of them are units is for who reads values. */
const UNIT_OVER = /(?:đvt|đơn vị tính|đơn vị)\s*:?\s*(\p{L}[\p{L} ]*)|\((\p{L}[\p{L} ]*)\)/giu;

export function unitsIn(texts: readonly string[]): string[] {
  return texts.flatMap((text) =>
    [...joinLines(text).matchAll(UNIT_OVER)].map(([, named = '', bracketed = '']) => (named || bracketed).trim()),
  );
}

function readRows(table: Table, columns: Columns, cellAt: CellAt, number: number, rowsBefore: number): ReportRow[] {
  const rows: ReportRow[] = [];
  let lastUnit = '';
  const [from, to] = columns.header;
  let current = columns;
  for (let r = 0; r < table.rows; r++) {
    // Above the header stands a title, or rows that a clerk put in the wrong place.
    if ((r < from && !isDataRow(table, cellAt, r)) || (r >= from && r < to)) continue;
    if (r >= to) current = columnsAnew(table, cellAt, r, current) ?? current;
    const row = readRow(table, current, cellAt, r);
    const unit = isDitto(row.unitRaw) ? lastUnit : row.unitRaw;
    if (unit !== '') lastUnit = unit;
    rows.push({ ...row, unit, table: number, row: rowsBefore + rows.length + 1 });
  }
  return rows;
}

/** `nt`, `như trên`, `"`: the same as above. A lone quotation mark is one, a hyphen is not. */
function isDitto(text: string): boolean {
  return /^-?\s*(n\.?\s*t\.?|như trên|["”“]|''|〃)\s*-?$/iu.test(text.trim());
}

function readRow(table: Table, columns: Columns, cellAt: CellAt, r: number): Omit<ReportRow, 'unit' | 'table' | 'row'> {
  const cellsOf = (role: Columns['roles'][number]) =>
    distinct(columns.roles.flatMap((own, col) => (own === role ? [cellAt(r, col)] : [])));

  const codeCells = cellsOf('code');
  const labelCells = cellsOf('label').filter((cell) => !codeCells.includes(cell));
  const merged = labelCells.length === 0;
  const partOf = [...codeCells, ...labelCells].some((cell) => isPartsMarker(cell.text));

  const codeText = textOf(codeCells.filter((cell) => cell.row === r && !isPartsMarker(cell.text)));
  const labelText = textOf(labelCells.filter((cell) => !isPartsMarker(cell.text)));
  const { code, label } = codeAndLabel(columns, codeText, merged ? null : labelText);

  const taken = new Set([...codeCells, ...labelCells]);
  // A row merged over its value column has no value cell of its own; a value merged downwards belongs to its first row.
  const value = cellAt(r, columns.values[0] ?? -1);
  const ownValue = value && !taken.has(value) && value.row === r ? value : undefined;
  const spread = distinct(
    columns.roles.flatMap((role, col) => {
      const cell = cellAt(r, col);
      const sameHeader = role === 'value' && !columns.values.slice(1).includes(col);
      return sameHeader && cell && cell.row === r && !taken.has(cell) ? [cell] : [];
    }),
  );
  const others = columns.values
    .slice(1)
    .map((col) => cellAt(r, col))
    .filter((cell) => cell !== undefined && cell.row === r && !taken.has(cell) && !spread.includes(cell))
    .map((cell) => (cell === undefined ? '' : linesOf([cell])));
  const valueRaw = linesOf(spread);
  const other = others.find((text) => text !== valueRaw);

  const units = cellsOf('unit').filter((cell) => !taken.has(cell));
  const notes = cellsOf('note').filter((cell) => !taken.has(cell) && !units.includes(cell));
  const strays = distinct(columns.roles.flatMap((role, col) => (role === null ? [cellAt(r, col)] : []))).filter(
    (cell) => !taken.has(cell) && !units.includes(cell) && !notes.includes(cell) && cell.row === r,
  );

  const anchor = spread.find((cell) => cell.text !== '') ?? ownValue ?? labelCells[0] ?? codeCells[0];
  const read = [...codeCells, ...labelCells, ...units, ...spread];
  return {
    place: anchor?.places[0] ?? { page: null, box: null },
    printedCode: code,
    label,
    unitRaw: textOf(units),
    valueRaw,
    otherValueRaw: other ?? null,
    note: [joinLines(notes.map((cell) => cell.text).join('\n'), { rejoinDigits: true }), textOf(strays)]
      .filter((text) => text !== '')
      .join('; '),
    partOf,
    origin: table.origin,
    confidence: Math.min(1, ...read.map((cell) => cell.confidence)),
    ...doubtOf(
      spread.map((cell) =>
        isShared(cell, columns, cellAt) ? { ...cell, confidence: SHARED * cell.confidence } : cell,
      ),
      codeCells,
    ),
  };
}

/** Of a figure merged over rows that each have a label: it may be the first one's, or all of theirs together. */
const SHARED = 0.5;

function isShared({ row, rowspan, text }: Cell, { roles }: Columns, cellAt: CellAt): boolean {
  if (text === '') return false;
  return roles.some((role, col) => {
    if (role !== 'label') return false;
    const below = Array.from({ length: rowspan - 1 }, (_, i) => cellAt(row + 1 + i, col));
    return below.some((cell, i) => cell !== undefined && cell.row === row + 1 + i && cell.text !== '');
  });
}

/** One cell may hold both: a heading merged over the whole width, or a table without a column of codes. */
function codeAndLabel(columns: Columns, codeText: string, labelText: string | null): { code: string; label: string } {
  if (labelText === null) return splitLeadingCode(codeText);
  return columns.roles.includes('code') ? { code: codeText, label: labelText } : splitLeadingCode(labelText);
}

/** What parts two figures without a line's end: a tab, more than one blank, a blank wider than those between groups of digits. */
const GAP_BETWEEN_FIGURES = /(?<=\d)(?:[^\S\n]{2,}|[\t\u2000-\u2003\u3000])(?=\d)/gu;

/** Line breaks kept, and wide gaps made into them: in a value they may stand between two numbers. */
function linesOf(cells: readonly Cell[]): string {
  return cells
    .map((cell) => cell.text)
    .filter((text) => text !== '')
    .join('\n')
    .replace(GAP_BETWEEN_FIGURES, '\n')
    .split('\n')
    .map((line) => joinLines(line))
    .join('\n');
}

/** Nothing where a text layer says it all. */
function doubtOf(value: readonly Cell[], code: readonly Cell[]): Pick<ReportRow, 'doubt'> {
  const doubtIn = (cells: readonly Cell[]): CellDoubt => ({
    confidence: Math.min(1, ...cells.map((cell) => cell.confidence)),
    other: cells.some((cell) => cell.other !== undefined)
      ? joinLines(cells.map((cell) => cell.other ?? cell.text).join('\n'))
      : '',
  });
  const doubt = { value: doubtIn(value), code: doubtIn(code) };
  return doubt.value.confidence < 1 || doubt.code.confidence < 1 ? { doubt } : {};
}

function textOf(cells: readonly Cell[]): string {
  return joinLines(cells.map((cell) => cell.text).join('\n'));
}

function distinct(cells: readonly (Cell | undefined)[]): Cell[] {
  return [...new Set(cells)].filter((cell) => cell !== undefined);
}

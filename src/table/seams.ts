/**
 * A table over several pages: which pieces belong together, which rows are repeated headers, and whether the
 * first row of a page is a row of its own or the rest of one that the page break cut.
 */
import { distance } from 'fastest-levenshtein';
import { InvariantError } from '../model/errors.js';
import type { Seam, Table } from '../model/layout.js';
import type { Origin } from '../model/page.js';
import { type Fit, fitColumns, fitWhitespace, identity, withBlankColumns } from './columns.js';
import { ColumnTally, carries, cutRowVerdict, type RowPair } from './cutRow.js';
import { type DraftCell, draftCells, partsText, tableOf } from './draft.js';
import { CAPTION } from './furniture.js';
import { mostlyBold } from './lines.js';
import { columnCount, type PageCell, type PageTable, rowCount } from './pageTable.js';
import { MAX_HEADER_ROWS, OCR_HEADER_DIFFERENCE, OCR_SHORT_WORD } from './thresholds.js';

/** Pieces of one table, one a page, in page order, and the column borders of all of them on the first one's page. */
export interface Chain {
  readonly pieces: readonly [PageTable, ...PageTable[]];
  readonly xs: readonly number[];
}

/** How a piece's columns fit those of a chain; null when they do not. */
function fitting({ pieces: [first], xs }: Chain, piece: PageTable): Fit | null {
  if (first.method !== piece.method) return null;
  if (piece.method === 'ruled') return fitColumns(xs, piece.xs);
  return piece === first ? identity(xs) : fitWhitespace(first, piece);
}

/** The chain's columns at which a piece's columns begin and end. Throws InvariantError for a piece that does not fit. */
function columnsOf(chain: Chain, piece: PageTable): readonly number[] {
  const found = fitting(chain, piece);
  if (found === null) throw new InvariantError(`page ${piece.page}: a table goes on in columns that do not fit`);
  return found.second;
}

export function startChain(piece: PageTable): Chain {
  return { pieces: [piece], xs: piece.xs };
}

/** A copy clipped to fewer letters could be any other header. */
const MIN_CLIPPED_HEADER = 10;

function squeezed(text: string): string {
  return text.replace(/\s+/gu, '');
}

/**
 * A header and its copy on a later page. LibreOffice gives the copy less height and clips its last lines away; the
 * readings of an OCR engine may differ a little.
 */
function sameText(own: string, copy: string, origin: Origin): boolean {
  const [x, y] = [squeezed(own), squeezed(copy)];
  if (x === y || (y.length >= MIN_CLIPPED_HEADER && x.startsWith(y))) return true;
  if (origin !== 'ocr') return false;
  return distance(x, y) <= OCR_HEADER_DIFFERENCE * Math.max(x.length, y.length) || (isShortWord(x) && isShortWord(y));
}

/** A header's few capitals (STT, ĐVT) are what OCR reads worst; the cells beside them say which row it is. Codes have digits. */
function isShortWord(text: string): boolean {
  return text.length > 0 && text.length <= OCR_SHORT_WORD && !/\d/u.test(text);
}

function cellsByRow(cells: readonly DraftCell[], rows: number): DraftCell[][] {
  const byRow: DraftCell[][] = Array.from({ length: rows }, () => []);
  for (const cell of cells) byRow[cell.row]?.push(cell);
  return byRow;
}

function sameCell(a: DraftCell, b: DraftCell | undefined, origin: Origin): boolean {
  return (
    b !== undefined &&
    a.col === b.col &&
    a.colspan === b.colspan &&
    a.rowspan === b.rowspan &&
    sameText(partsText(a.parts), partsText(b.parts), origin)
  );
}

function isBlankRow(row: readonly DraftCell[]): boolean {
  return row.every((cell) => cell.parts.every((part) => part.lines.length === 0));
}

/** How many leading rows of a later piece repeat the leading rows of the first one: the longest run, blank rows not counted. */
function repeatedRows(chain: Chain, later: PageTable, origin: Origin): number {
  const first = chain.pieces[0];
  const limit = Math.min(rowCount(first), rowCount(later), MAX_HEADER_ROWS);
  const head = cellsByRow(draftCells(first, columnsOf(chain, first), 0, limit), limit);
  const copy = cellsByRow(draftCells(later, columnsOf(chain, later), 0, limit), limit);
  let run = 0;
  while (run < limit) {
    const row = head[run] ?? [];
    const other = copy[run] ?? [];
    if (row.length !== other.length || !row.every((cell, i) => sameCell(cell, other[i], origin))) break;
    run++;
  }
  const closed = (rows: number) => head.slice(0, rows).every((row) => row.every((c) => c.row + c.rowspan <= rows));
  while (run > 0 && (!closed(run) || isBlankRow(head[run - 1] ?? []))) run--;
  return run;
}

function rowCells(piece: PageTable, row: number): PageCell[] {
  return piece.cells.filter((cell) => cell.row === row);
}

const ROW_NUMBER_HEADING = /^(?:stt|s\.?t\.?t\.?|tt|số\s+tt|số\s+thứ\s+tự|no\.?|#)$/iu;
const YEAR = /^(?:19|20)\d\d$/u;
const NUMERIC = /^[\s\d.,%()/+-]*\d[\s\d.,%()/+-]*$/u;

/** Whether a piece opens with a header of its own: a row-number heading, or bold words in every column. */
function opensWithHeader(piece: PageTable): boolean {
  const row = rowCells(piece, 0);
  const filled = row.filter((cell) => cell.text !== '');
  if (ROW_NUMBER_HEADING.test(filled[0]?.text ?? '') && filled.length > 1) return true;
  const below = rowCells(piece, 1).flatMap((cell) => cell.lines.flatMap((line) => line.words));
  const wordy = (cell: PageCell) => !NUMERIC.test(cell.text) || YEAR.test(cell.text);
  return (
    filled.length === row.length &&
    row.length > 2 &&
    filled.every((cell) => wordy(cell) && mostlyBold(cell.lines.flatMap((line) => line.words))) &&
    !mostlyBold(below)
  );
}

/** Whether a piece opens with a caption inside its frame: one cell over all columns that names a table. */
function opensWithCaption(piece: PageTable): boolean {
  const row = rowCells(piece, 0);
  const only = row[0];
  return row.length === 1 && only !== undefined && only.colspan === columnCount(piece) && columnCount(piece) > 1
    ? CAPTION.test(only.text)
    : false;
}

function isWhitespace({ method }: PageTable): boolean {
  return method === 'whitespace';
}

/**
 * The chain with `found`, or null when that is a table of its own. `found` is the first table of the page after
 * the chain's last, and nothing but furniture stands between. Header rows repeated speak for going on; without
 * them it must not open with a header or caption of its own.
 */
export function continued(chain: Chain, found: PageTable, origin: Origin): Chain | null {
  const first = chain.pieces[0];
  const next = (isWhitespace(first) && isWhitespace(found) && withBlankColumns(first, found)) || found;
  const fit = fitting(chain, next);
  if (fit === null) return null;
  const longer: Chain = { pieces: [...chain.pieces, next], xs: fit.xs };
  if (fit.xs !== chain.xs && longer.pieces.some((piece) => fitting(longer, piece) === null)) return null;
  const repeated = repeatedRows(longer, next, origin);
  if (repeated === rowCount(next) && repeated === rowCount(first)) return null;
  return repeated > 0 || !(opensWithHeader(next) || opensWithCaption(next)) ? longer : null;
}

/** Cells that reach the last row of what there is so far, left to right. */
function bottomCells(cells: readonly DraftCell[], rows: number): DraftCell[] {
  return cells.filter((cell) => cell.row + cell.rowspan === rows).toSorted((a, b) => a.col - b.col);
}

/** Pairs each cell above the break with the one below it; null when they do not stand in the same columns. */
function pairsAcross(above: readonly DraftCell[], below: readonly DraftCell[]): RowPair[] | null {
  if (above.length !== below.length) return null;
  const pairs: RowPair[] = [];
  for (const [i, upper] of above.entries()) {
    const lower = below[i];
    if (lower === undefined || lower.col !== upper.col || lower.colspan !== upper.colspan) return null;
    pairs.push({ above: upper, below: lower });
  }
  return pairs;
}

/** Pairs only those cells that do stand in the same columns: enough to carry a merged cell on. */
function matchingPairs(above: readonly DraftCell[], below: readonly DraftCell[]): RowPair[] {
  return above.flatMap((upper) => {
    const lower = below.find((cell) => cell.col === upper.col && cell.colspan === upper.colspan);
    return lower === undefined ? [] : [{ above: upper, below: lower }];
  });
}

function fuse({ above, below }: RowPair, shared: 0 | 1): void {
  above.rowspan += below.rowspan - shared;
  above.parts.push(...below.parts);
}

/** A table's rows so far, and those cells that a later page may still go on with. */
interface Growing {
  readonly cells: DraftCell[];
  rows: number;
  bottom: DraftCell[];
  readonly tally: ColumnTally;
  readonly seams: Seam[];
}

/** Adds a page's rows below its `header` repeated ones. */
function addPiece(table: Growing, piece: PageTable, columns: readonly number[], header: number): void {
  const drawn = draftCells(piece, columns, header);
  const top = drawn.filter((cell) => cell.row === header).toSorted((a, b) => a.col - b.col);
  table.tally.add(drawn);
  const profile = table.tally.profile();
  const pairs = pairsAcross(table.bottom, top);
  const cut = pairs !== null && pairs.length > 0 && cutRowVerdict(pairs, profile).cut;
  const running = cut ? pairs : matchingPairs(table.bottom, top).filter((pair) => carries(pair, profile));
  const joined = cut ? 1 : 0;
  const absorbed = new Set(running.map((pair) => pair.below));
  for (const pair of running) fuse(pair, joined);
  const added = drawn.filter((cell) => !absorbed.has(cell));
  for (const cell of added) {
    cell.row += table.rows - header - joined;
    table.cells.push(cell);
  }
  const rowsIn = rowCount(piece);
  const rowsOut = rowsIn - header - joined;
  const before = table.rows;
  table.rows += rowsOut;
  table.bottom = bottomCells([...table.bottom, ...added], table.rows);
  table.seams.push(
    checkedSeam({ page: piece.page, rowsIn, rowsOut, headersRemoved: header, rowsJoined: joined }, table.rows - before),
  );
}

/** Throws InvariantError unless the rows drawn on a page are all accounted for. */
function checkedSeam(seam: Seam, grown: number): Seam {
  const accounted = seam.rowsOut + seam.headersRemoved + seam.rowsJoined;
  if (seam.rowsIn !== accounted || seam.rowsOut !== grown || seam.rowsOut < 0)
    throw new InvariantError(`page ${seam.page}: ${seam.rowsIn} table rows read, ${accounted} accounted for`);
  return seam;
}

/** One table from its pieces: columns carried over, repeated headers removed, cut rows and merged cells joined. */
export function joinPieces(chain: Chain, origin: Origin): Table {
  const [first, ...later] = chain.pieces;
  const cells = draftCells(first, columnsOf(chain, first));
  const rows = rowCount(first);
  const table: Growing = { cells, rows, bottom: bottomCells(cells, rows), tally: new ColumnTally(), seams: [] };
  table.tally.add(cells);
  const repeats = later.map((piece) => repeatedRows(chain, piece, origin));
  const headerRows = repeats.some((run) => run > 0) ? Math.min(...repeats.filter((run) => run > 0)) : 0;
  for (const [i, piece] of later.entries())
    addPiece(table, piece, columnsOf(chain, piece), (repeats[i] ?? 0) > 0 ? headerRows : 0);
  return tableOf({
    cells: table.cells,
    rows: table.rows,
    cols: chain.xs.length - 1,
    pages: chain.pieces.map((piece) => piece.page),
    headerRows,
    seams: table.seams,
    method: first.method,
    origin,
  });
}

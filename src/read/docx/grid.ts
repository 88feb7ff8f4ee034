/**
 * From rows of cells that say how many grid columns they span to cells with their place. Files lie: spans may not
 * add up to the grid, merges may have no beginning. Whatever they say, every position is covered exactly once, no
 * text is lost, and a row that does not fit is laid by the widths of its cells, as Word draws it.
 */
import { DocumentError } from '../../model/errors.js';
import { MAX_COLUMNS, MAX_POSITIONS } from './limits.js';

/** A row whose cells are together wider than the table by more than this share was not measured against its grid. */
const MAX_OVERWIDTH = 0.1;

export interface SourceCell<T> {
  /** Grid columns, `w:gridSpan`. */
  readonly span: number;
  /** `w:vMerge`. */
  readonly merge: 'none' | 'restart' | 'continue';
  /** Twips, null when not known. */
  readonly width: number | null;
  readonly blank: boolean;
  readonly content: T;
}

export interface SourceRow<T> {
  /** Grid columns left empty before and after the cells, `w:gridBefore` and `w:gridAfter`. */
  readonly before: number;
  readonly after: number;
  /** Twips of the empty columns before, `w:wBefore`; null when not known. */
  readonly widthBefore: number | null;
  readonly cells: readonly SourceCell<T>[];
}

export interface PlacedCell<T> {
  readonly row: number;
  readonly col: number;
  rowspan: number;
  readonly colspan: number;
  /** null where the document has no cell: a blank that holds the place. */
  readonly content: T | null;
}

export interface Grid<T> {
  readonly rows: number;
  readonly cols: number;
  /** Row-major; every position is covered by exactly one. */
  readonly cells: readonly PlacedCell<T>[];
}

/** How a row lies on the grid: `before` + spans + `after` = columns of the table. */
interface Fit {
  readonly before: number;
  readonly spans: readonly number[];
  readonly after: number;
}

/**
 * @param columns widths of the grid columns in twips, `w:tblGrid`; may be empty, or disagree with the rows
 * @throws DocumentError TOO_LARGE beyond MAX_POSITIONS
 */
export function layGrid<T>(source: readonly SourceRow<T>[], columns: readonly number[]): Grid<T> {
  const declared = source.map(declaredFit);
  const cols = columnCount(declared, columns.length);
  if (source.length * cols > MAX_POSITIONS) throw new DocumentError('TOO_LARGE', 'table-too-large');
  const edges = edgesOf(source, declared, columns, cols);

  const cells: PlacedCell<T>[] = [];
  const above = new MergesAbove<T>();
  for (const [row, { cells: rowCells, widthBefore }] of source.entries()) {
    const own = declared[row] ?? { before: 0, spans: [], after: 0 };
    const fit = fitRow(own, cols, edges, rowCells, widthBefore);
    if (fit.before > 0) cells.push({ row, col: 0, rowspan: 1, colspan: fit.before, content: null });
    let col = fit.before;
    for (const [index, cell] of rowCells.entries()) {
      const colspan = fit.spans[index] ?? 1;
      const placed = { row, col, rowspan: 1, colspan, content: cell.content };
      if (!above.absorbs(cell, placed)) cells.push(placed);
      col += colspan;
    }
    if (col < cols) cells.push({ row, col, rowspan: 1, colspan: cols - col, content: null });
  }
  return { rows: source.length, cols, cells };
}

/** The vertical merges that the next row may go on with, by their first column. */
class MergesAbove<T> {
  readonly #open = new Map<number, PlacedCell<T>>();

  /**
   * Whether a cell only continues the merge above it. It does when it lies on the same columns in the very next row
   * and says nothing of its own: a text in it is not thrown away. Else it is a cell of its own, which the next row may
   * continue.
   */
  absorbs(cell: SourceCell<T>, placed: PlacedCell<T>): boolean {
    const merged = this.#open.get(placed.col);
    if (
      cell.merge === 'continue' &&
      cell.blank &&
      merged?.colspan === placed.colspan &&
      merged.row + merged.rowspan === placed.row
    ) {
      merged.rowspan++;
      return true;
    }
    if (cell.merge !== 'none') this.#open.set(placed.col, placed);
    return false;
  }
}

function declaredFit<T>(row: SourceRow<T>): Fit {
  return { before: row.before, spans: row.cells.map((cell) => cell.span), after: row.after };
}

function total(fit: Fit): number {
  return fit.spans.reduce((sum, span) => sum + span, fit.before + fit.after);
}

/** The grid's own count where some row keeps to it and no row has more cells than that; else the widest row's. */
function columnCount(declared: readonly Fit[], gridColumns: number): number {
  let widest = 1;
  let mostCells = 0;
  let kept = false;
  for (const fit of declared) {
    widest = Math.max(widest, total(fit));
    mostCells = Math.max(mostCells, fit.spans.length);
    kept ||= total(fit) === gridColumns;
  }
  if (kept && mostCells <= gridColumns && gridColumns > 0) return gridColumns;
  // Cells are never dropped, spans may be cut.
  return Math.max(mostCells, Math.min(widest, MAX_COLUMNS));
}

/** The x of every column border in twips, `cols` + 1 of them; null when neither the grid nor a plain row says it. */
function edgesOf<T>(
  source: readonly SourceRow<T>[],
  declared: readonly Fit[],
  columns: readonly number[],
  cols: number,
): readonly number[] | null {
  if (columns.length === cols && columns.every((width) => width > 0)) return cumulated(columns);
  const plain = source.find(
    (row, index) => row.cells.length === cols && total(declared[index] ?? { before: 0, spans: [], after: 0 }) === cols,
  );
  const widths = plain === undefined ? null : knownWidths(plain.cells);
  return widths === null ? null : cumulated(widths);
}

function cumulated(widths: readonly number[]): number[] {
  const edges = [0];
  let x = 0;
  for (const width of widths) {
    x += width;
    edges.push(x);
  }
  return edges;
}

function knownWidths<T>(cells: readonly SourceCell<T>[]): number[] | null {
  const widths: number[] = [];
  for (const { width } of cells) {
    if (width === null || width <= 0) return null;
    widths.push(width);
  }
  return widths;
}

function fitRow<T>(
  declared: Fit,
  cols: number,
  edges: readonly number[] | null,
  cells: readonly SourceCell<T>[],
  widthBefore: number | null,
): Fit {
  const sum = total(declared);
  if (sum === cols) return declared;
  const widths = edges === null ? null : knownWidths(cells);
  if (edges !== null && widths !== null) {
    const fit = fitByWidth(declared, edges, widths, widthBefore);
    if (fit !== null) return fit;
  }
  return sum < cols ? { ...declared, after: declared.after + cols - sum } : cut(declared, sum - cols);
}

/** Each cell reaches to the column border nearest to its right side, and leaves a column for every cell after it. */
function fitByWidth(
  declared: Fit,
  edges: readonly number[],
  widths: readonly number[],
  widthBefore: number | null,
): Fit | null {
  const cols = edges.length - 1;
  const tableWidth = edges[cols] ?? 0;
  const before =
    declared.before > 0 ? declared.before : widthBefore === null ? 0 : nearestEdge(edges, widthBefore, 0, cols);
  if (before + widths.length > cols) return null;
  let x = edges[before] ?? 0;
  if (widths.reduce((sum, width) => sum + width, x) > tableWidth * (1 + MAX_OVERWIDTH)) return null;

  const spans: number[] = [];
  let col = before;
  for (const [index, width] of widths.entries()) {
    x += width;
    const end = nearestEdge(edges, x, col + 1, cols - (widths.length - 1 - index));
    spans.push(end - col);
    col = end;
  }
  return { before, spans, after: cols - col };
}

/** Index of the border nearest to x, from `first` to `last`. */
function nearestEdge(edges: readonly number[], x: number, first: number, last: number): number {
  let nearest = first;
  for (let index = first; index <= last; index++) {
    if (Math.abs((edges[index] ?? 0) - x) < Math.abs((edges[nearest] ?? 0) - x)) nearest = index;
  }
  return nearest;
}

/** Takes away `excess` columns: the empty ones first, then from the widest spans, the last ones first. */
function cut(declared: Fit, excess: number): Fit {
  let left = excess;
  const take = (available: number): number => {
    const taken = Math.min(left, available);
    left -= taken;
    return taken;
  };
  const after = declared.after - take(declared.after);
  const spans = [...declared.spans];
  for (let index = spans.length - 1; index >= 0; index--) {
    const span = spans[index] ?? 1;
    spans[index] = span - take(span - 1);
  }
  return { before: declared.before - take(declared.before), spans, after };
}

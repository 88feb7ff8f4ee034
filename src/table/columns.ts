/** Column borders carried from page to page. */
import { bandAt } from './grid.js';
import { type PageTable, spanBox } from './pageTable.js';
import { COLUMN_DRIFT, COLUMN_DRIFT_SHARE } from './thresholds.js';

/** How the columns of two pieces of a table fit together. */
export interface Fit {
  /** The borders of both, on the first piece's page. */
  readonly xs: readonly number[];
  /** For each border of the first and of the second piece its index in `xs`. */
  readonly first: readonly number[];
  readonly second: readonly number[];
}

/** Columns that fit themselves. */
export function identity(xs: readonly number[]): Fit {
  const all = xs.map((_, i) => i);
  return { xs, first: all, second: all };
}

/** Left and right edge of what stands in each column; null where only merged cells do. */
function inkOf(table: PageTable): ({ x0: number; x1: number } | null)[] {
  const ink: ({ x0: number; x1: number } | null)[] = table.xs.slice(1).map(() => null);
  for (const cell of table.cells) {
    if (cell.colspan > 1) continue;
    for (const { box } of cell.lines) {
      const known = ink[cell.col];
      ink[cell.col] = { x0: Math.min(known?.x0 ?? box[0], box[0]), x1: Math.max(known?.x1 ?? box[2], box[2]) };
    }
  }
  return ink;
}

/** Fits columns found from white space: as many, and no column's text reaches over the text of the next. */
export function fitWhitespace(first: PageTable, second: PageTable): Fit | null {
  if (first.xs.length !== second.xs.length) return null;
  const [a, b] = [inkOf(first), inkOf(second)];
  const apart = a.every((column, i) => {
    const end = Math.max(column?.x1 ?? 0, b[i]?.x1 ?? 0);
    const start = Math.min(a[i + 1]?.x0 ?? Number.POSITIVE_INFINITY, b[i + 1]?.x0 ?? Number.POSITIVE_INFINITY);
    return end <= start;
  });
  return apart ? identity(first.xs) : null;
}

/**
 * A piece found from white space on whose page some of the first one's columns are blank, with those columns put back:
 * its own stand where columns of the first do. Null when they do not, or when it has as many.
 */
export function withBlankColumns(first: PageTable, piece: PageTable): PageTable | null {
  if (piece.xs.length >= first.xs.length) return null;
  const ink = inkOf(piece);
  const places = ink.map((column) => (column === null ? -1 : bandAt(first.xs, (column.x0 + column.x1) / 2)));
  if (places.some((place, i) => place <= (places[i - 1] ?? -1))) return null;
  const { xs } = first;
  const { ys } = piece;
  const spans = piece.cells.map(({ row, col, rowspan, colspan, lines, text }) => {
    const from = places[col] ?? 0;
    const to = places[col + colspan - 1] ?? from;
    const span = { row, col: from, rowspan, colspan: to - from + 1 };
    return { ...span, box: spanBox({ xs, ys, spans: [] }, span), lines, text };
  });
  const held = new Set(
    spans.flatMap(({ row, col, rowspan, colspan }) =>
      Array.from({ length: rowspan * colspan }, (_, i) => `${row + Math.floor(i / colspan)}/${col + (i % colspan)}`),
    ),
  );
  const blanks = ys.slice(1).flatMap((_, row) =>
    xs.slice(1).flatMap((_, col) => {
      const span = { row, col, rowspan: 1, colspan: 1 };
      return held.has(`${row}/${col}`)
        ? []
        : [{ ...span, box: spanBox({ xs, ys, spans: [] }, span), lines: [], text: '' }];
    }),
  );
  const cells = [...spans, ...blanks].toSorted((a, b) => a.row - b.row || a.col - b.col);
  return { ...piece, xs, cells };
}

/**
 * Fits two lists of borders that start and end alike (after a shift, for mirrored margins) and of which one
 * has all the borders of the other: rows without a border there have merged cells. Null when they do not fit.
 */
export function fitColumns(first: readonly number[], second: readonly number[]): Fit | null {
  const shift = (first[0] ?? 0) - (second[0] ?? 0);
  const width = (first.at(-1) ?? 0) - (first[0] ?? 0);
  const drift = Math.max(COLUMN_DRIFT, COLUMN_DRIFT_SHARE * width);
  const moved = second.map((x) => x + shift);
  if (Math.abs((moved.at(-1) ?? 0) - (first.at(-1) ?? 0)) > drift) return null;
  const [more, fewer] = first.length >= second.length ? [first, moved] : [moved, first];
  const places: number[] = [];
  let at = 0;
  for (const x of fewer) {
    while (at < more.length && (more[at] ?? 0) < x - drift) at++;
    if (at === more.length || Math.abs((more[at] ?? 0) - x) > drift) return null;
    while (at + 1 < more.length && Math.abs((more[at + 1] ?? 0) - x) < Math.abs((more[at] ?? 0) - x)) at++;
    places.push(at);
    at++;
  }
  const all = identity(more).first;
  return more === first ? { xs: first, first: all, second: places } : { xs: moved, first: places, second: all };
}

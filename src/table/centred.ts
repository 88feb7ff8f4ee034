/**
 * Rows whose cells are centred one beside the other, as browsers and spreadsheets set them: of a label of two lines one
 * stands above the row's figures and one below. Read from the top such lines go to the wrong rows.
 */
import { isValue, type TableLine } from './entries.js';
import { CENTRED_LEADING, CENTRED_OFF, TIGHTER } from './thresholds.js';

/** Lines of one row. */
type Row = readonly TableLine[];

function baseline(line: TableLine): number {
  return line.source.line.baseline;
}

/** Baselines of a row's lines, column by column. */
function columnsOf(row: Row): number[][] {
  const columns = new Map<number, number[]>();
  for (const line of row)
    for (const { first } of line.entries) columns.set(first, [...(columns.get(first) ?? []), baseline(line)]);
  return [...columns.values()];
}

/** How far, at most, the middle of a column's lines is from the row's figures; em. */
function offCentre(row: Row, anchor: TableLine): number {
  const off = columnsOf(row).map((at) => Math.abs(((at[0] ?? 0) + (at.at(-1) ?? 0)) / 2 - baseline(anchor)));
  return Math.max(0, ...off) / anchor.source.line.size;
}

/** Greatest leading within a cell, em; 0 when all have one line. */
function innerLeading(row: Row, size: number): number {
  const steps = columnsOf(row).flatMap((at) => at.slice(1).map((y, i) => y - (at[i] ?? y)));
  return Math.max(0, ...steps) / size;
}

/** Distance between two rows where they have text in one column, em. */
function leadingBetween(upper: Row, lower: Row, size: number): number {
  const last = new Map<number, number>();
  for (const line of upper) for (const { first } of line.entries) last.set(first, baseline(line));
  const steps = lower.flatMap((line) =>
    line.entries.flatMap(({ first }) => {
      const above = last.get(first);
      last.delete(first);
      return above === undefined ? [] : [baseline(line) - above];
    }),
  );
  return Math.min(...steps) / size;
}

/**
 * The lines of a table's body as rows, each with one line of figures in the middle of all its columns; null when they
 * do not stand so, or when nothing is wrapped and it does not matter. Lines of one cell must stand closer than rows.
 */
export function centredRows(lines: readonly TableLine[], figures: ReadonlySet<number>): Row[] | null {
  const anchors = lines.flatMap((line, i) =>
    line.entries.some((e) => e.first > 0 && figures.has(e.first) && isValue(e)) ? [i] : [],
  );
  if (anchors.length < 2 || anchors.length === lines.length) return null;
  const rows: Row[] = [];
  let from = 0;
  for (const [k, at] of anchors.entries()) {
    const anchor = lines[at];
    if (anchor === undefined) return null;
    const limit = anchors[k + 1] ?? lines.length;
    const ends = Array.from({ length: limit - at }, (_, i) => at + 1 + i).filter(
      (end) => k < anchors.length - 1 || end === lines.length,
    );
    const off = ends.map((end) => offCentre(lines.slice(from, end), anchor));
    const least = Math.min(...off);
    const end = ends[off.indexOf(least)];
    if (end === undefined || least > CENTRED_OFF) return null;
    rows.push(lines.slice(from, end));
    from = end;
  }
  const size = lines[0]?.source.line.size ?? 1;
  const inner = Math.max(...rows.map((row) => innerLeading(row, size)));
  const between = Math.min(...rows.slice(1).map((row, i) => leadingBetween(rows[i] ?? row, row, size)));
  return inner > 0 && inner <= CENTRED_LEADING && inner < TIGHTER * between ? rows : null;
}

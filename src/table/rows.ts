/** Lines of a table without row borders -> its rows: which lines are one wrapped row, which are rows of their own. */
import { centredRows } from './centred.js';
import { type Entry, entryText, figureColumns, isValue, type TableLine } from './entries.js';
import type { Column } from './gutters.js';
import type { Rule } from './rules.js';
import {
  FULL_RULE,
  HEADER_LEADING,
  INTERLEAVED,
  LEADING_JUMP,
  MAX_HEADER_LINES,
  NO_ROOM,
  RULED_ROWS,
  TIGHT_LEADING,
  TIGHTER,
  WORD_SPACE,
} from './thresholds.js';
import { withTitles } from './titles.js';

const YEAR = /^(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?$/u;

export interface TableRow {
  readonly lines: readonly TableLine[];
}

function baseline(line: TableLine): number {
  return line.source.line.baseline;
}

function leading(upper: TableLine, lower: TableLine): number {
  return (baseline(lower) - baseline(upper)) / Math.max(upper.source.line.size, lower.source.line.size);
}

function sharesFigures(upper: TableLine, lower: TableLine, figures: ReadonlySet<number>): boolean {
  const above = new Set(upper.entries.filter(isValue).map((e) => e.first));
  return lower.entries.some((e) => figures.has(e.first) && above.has(e.first) && isValue(e));
}

/**
 * em: the leading up to which lines are of one wrapped row; 0 when it does not tell. Lines with figures in one
 * column are rows for certain, and what is set tighter than they are is not; without figures the leadings
 * themselves must fall into two kinds.
 */
function tightLeading(lines: readonly TableLine[], figures: ReadonlySet<number>): number {
  const pairs = lines.slice(1).map((lower, i) => ({ upper: lines[i] ?? lower, lower }));
  const leadings = pairs.map((p) => leading(p.upper, p.lower)).filter((value) => value >= INTERLEAVED);
  const sorted = leadings.toSorted((a, b) => a - b);
  const certain = pairs.filter((p) => sharesFigures(p.upper, p.lower, figures)).map((p) => leading(p.upper, p.lower));
  if (certain.length > 1) {
    const below = sorted.filter((value) => value < TIGHTER * Math.min(...certain));
    return below.at(-1) ?? 0;
  }
  const jump = sorted.findIndex((value, i) => i > 0 && value >= LEADING_JUMP * (sorted[i - 1] ?? value));
  const below = sorted[jump - 1] ?? 0;
  return jump > 0 && below <= TIGHT_LEADING ? below : 0;
}

function filled(lines: readonly TableLine[]): Set<number> {
  const columns = new Set<number>();
  for (const { first, last } of lines.flatMap((line) => line.entries))
    for (let col = first; col <= last; col++) columns.add(col);
  return columns;
}

function inColumn(lines: readonly TableLine[], col: number): Entry[] {
  return lines.flatMap((line) => line.entries.filter((e) => e.first <= col && e.last >= col));
}

function hasFigures(lines: readonly TableLine[], figures: ReadonlySet<number>): boolean {
  return lines.some((line) => line.entries.some((e) => figures.has(e.first) && isValue(e)));
}

function spans(line: TableLine): boolean {
  return line.entries.some((e) => e.last > e.first);
}

/** What rows are judged by. */
interface Frame {
  readonly figures: ReadonlySet<number>;
  readonly rules: readonly Rule[];
  readonly tight: number;
  /** The widest entry of each column: what a line of its cells holds. */
  readonly widths: readonly number[];
  /** A small first letter shows the rest of something: labels mostly begin with a capital. */
  readonly capitals: boolean;
}

function ruleBetween(upper: TableLine, lower: TableLine, rules: readonly Rule[]): boolean {
  return rules.some((r) => r.y > baseline(upper) && r.y < baseline(lower) - 0.3 * lower.source.line.size);
}

/** A year, as columns are titled with. */
function isYear(entry: Entry): boolean {
  return YEAR.test(entryText(entry));
}

/** It begins with a small letter: the rest of something. */
export function startsLower(value: string): boolean {
  return /^\p{Ll}\p{L}/u.test(value);
}

function ends(value: string): boolean {
  return /[.:;]$/u.test(value);
}

/** Header lines are one row unless a title over several columns, a rule or a wide gap parts them. */
function continuesHeader(row: readonly TableLine[], line: TableLine, frame: Frame): boolean {
  const last = row.at(-1) ?? line;
  if (leading(last, line) < INTERLEAVED) return true;
  if (ruleBetween(last, line, frame.rules) || leading(last, line) > HEADER_LEADING) return false;
  return !spans(line) && !row.some(spans);
}

/** Whether a line goes on with the row above it. Two figures in one column are two rows, whatever else is said. */
function continuesRow(row: readonly TableLine[], line: TableLine, frame: Frame): boolean {
  const last = row.at(-1) ?? line;
  if (ruleBetween(last, line, frame.rules)) return false;
  const above = filled(row);
  const here = filled([line]);
  const figuresHere = hasFigures([line], frame.figures);
  const figuresAbove = hasFigures(row, frame.figures);
  if ([...here].some((col) => frame.figures.has(col) && above.has(col))) return false;
  if (leading(last, line) < INTERLEAVED) return true;
  const tight = frame.tight > 0 && leading(last, line) <= frame.tight + 0.01;
  if (frame.tight > 0 && !tight) return false;
  const label = inColumn([line], 0)[0];
  const labelAbove = inColumn(row, 0).at(-1);
  if (label === undefined) return !spans(line) && !(figuresHere && figuresAbove);
  if (labelAbove === undefined) return tight;
  if (figuresAbove && figuresHere) return false;
  const small = frame.capitals && startsLower(entryText(label)) && !ends(entryText(labelAbove));
  const wrapped = [...here].every((col) => isWrapped(row, line, col, frame.widths[col] ?? 0));
  if (figuresAbove) return small || (tight && wrapped && here.size === 1);
  if (figuresHere)
    return row.every((l) => l.entries.length === 1) && !ends(entryText(labelAbove)) && (small || (wrapped && tight));
  return tight ? small || wrapped : small && here.size < above.size;
}

/** Whether a column's text may go on from the row to the line: its last line had no room for the next word. */
function isWrapped(row: readonly TableLine[], line: TableLine, col: number, width: number): boolean {
  const upper = inColumn(row, col).at(-1)?.segment;
  const next = inColumn([line], col)[0]?.segment.words[0];
  if (upper === undefined || next === undefined) return true;
  const space = WORD_SPACE * line.source.line.size;
  return upper.x1 - upper.x0 + space + next.box[2] - next.box[0] > NO_ROOM * width;
}

/**
 * How many leading lines are the header: those over the last rule before the first line with figures (years
 * alone are titles), or all before that line but names of groups and first lines of wrapped labels. Without figures one line, or those
 * over the first rule.
 */
function headerLines(lines: readonly TableLine[], figures: ReadonlySet<number>, rules: readonly Rule[]): number {
  const values = (line: TableLine) => line.entries.filter((e) => figures.has(e.first) && isValue(e));
  const first = lines.findIndex((line) => {
    const found = values(line);
    return figures.size > 0 && found.length * 2 >= figures.size && !found.every(isYear);
  });
  const limit = first >= 0 ? Math.min(first, MAX_HEADER_LINES) : MAX_HEADER_LINES;
  const ruled = lines.flatMap((line, i) => {
    const above = lines[i - 1];
    return above !== undefined && i <= limit && ruleBetween(above, line, fullRules(rules)) ? [i] : [];
  });
  const under = first >= 0 ? ruled.at(-1) : ruled[0];
  if (under !== undefined) return under;
  if (first < 0) return Math.min(1, lines.length);
  let header = limit;
  while (header > 1 && lines[header - 1]?.entries.every((e) => e.last === 0)) header--;
  return header;
}

/** The rules that run over the whole table. */
function fullRules(rules: readonly Rule[]): Rule[] {
  const widest = Math.max(0, ...rules.map((r) => r.to - r.from));
  return rules.filter((r) => r.to - r.from >= FULL_RULE * widest);
}

export interface RowsFound {
  readonly rows: readonly TableRow[];
  /** Leading rows that are the header. */
  readonly header: number;
  readonly figures: ReadonlySet<number>;
}

/** The lines between the rules that run over the whole table, top to bottom; bands without lines left out. */
function bandsOf(lines: readonly TableLine[], rules: readonly Rule[]): TableLine[][] {
  const full = fullRules(rules);
  const bands = new Map<number, TableLine[]>();
  for (const line of lines) {
    const middle = (line.source.line.box[1] + line.source.line.box[3]) / 2;
    const band = full.filter((r) => r.y < middle).length;
    bands.set(band, [...(bands.get(band) ?? []), line]);
  }
  return [...bands.values()];
}

/** Two figures below one another in one column: more than one row. */
function stacksFigures(lines: readonly TableLine[], figures: ReadonlySet<number>): boolean {
  return [...figures].some((col) => inColumn(lines, col).filter(isValue).length > 1);
}

/** Whether the rules stand between the rows, each of which may have several lines. */
function ruledRows(bands: readonly (readonly TableLine[])[], figures: ReadonlySet<number>): boolean {
  return bands.length >= RULED_ROWS && !bands.some((band) => stacksFigures(band, figures));
}

/** Groups the lines of a table, top to bottom, into rows. */
export function rowsOf(lines: readonly TableLine[], columns: readonly Column[], rules: readonly Rule[]): RowsFound {
  const figures = figureColumns(lines, columns.length);
  const presumed = headerLines(lines, figures, rules);
  const bands = bandsOf(lines.slice(presumed), rules);
  const certain = ruledRows(bands, figures) ? bands : centredBody(lines, presumed, figures, rules);
  const header = certain === null ? presumed : lines.length - certain.flat().length;
  const frame = frameOf(lines, lines.slice(header), columns.length, figures, rules);
  const titled = withTitles(lines, header, rules, columns);
  const head = grouped(titled, (row, line) => continuesHeader(row, line, frame));
  const body =
    certain?.map((row) => ({ lines: row })) ??
    grouped(lines.slice(header), (row, line) => continuesRow(row, line, frame));
  return { rows: [...head, ...body], header: head.length, figures };
}

/** The body's rows where they are centred. Of what stands over its first figures, lines down to a rule may be of its first row. */
function centredBody(
  lines: readonly TableLine[],
  header: number,
  figures: ReadonlySet<number>,
  rules: readonly Rule[],
): (readonly TableLine[])[] | null {
  for (let start = header; start > 0; start--) {
    const rows = centredRows(lines.slice(start), figures);
    if (rows !== null) return rows;
    const [above, below] = [lines[start - 1], lines[start]];
    if (above === undefined || below === undefined || ruleBetween(above, below, fullRules(rules))) return null;
  }
  return null;
}

function grouped(
  lines: readonly TableLine[],
  goesOn: (row: readonly TableLine[], line: TableLine) => boolean,
): TableRow[] {
  const rows: TableLine[][] = [];
  for (const line of lines) {
    const row = rows.at(-1);
    if (row !== undefined && goesOn(row, line)) row.push(line);
    else rows.push([line]);
  }
  return rows.map((found) => ({ lines: found }));
}

/** Groups lines that are known to stand below a header into rows. */
export function bodyRowsOf(lines: readonly TableLine[], columns: number): TableRow[] {
  const frame = frameOf(lines, lines, columns, figureColumns(lines, columns), []);
  return grouped(lines, (row, line) => continuesRow(row, line, frame));
}

function frameOf(
  lines: readonly TableLine[],
  body: readonly TableLine[],
  columns: number,
  figures: ReadonlySet<number>,
  rules: readonly Rule[],
): Frame {
  const widths = Array.from({ length: columns }, (_, col) =>
    Math.max(0, ...inColumn(lines, col).flatMap((e) => (e.first === e.last ? [e.segment.x1 - e.segment.x0] : []))),
  );
  const labels = inColumn(body, 0).map(entryText);
  const capitals = labels.filter(startsLower).length * 2 < labels.length;
  return { figures, rules, tight: tightLeading(body, figures), widths, capitals };
}

/** Columns from white space: the gutters that run through a block of lines from top to bottom. */
import { overlap } from '../model/geometry.js';
import { isFigure, isNothing, pieces, type Segment, type SegmentedLine } from './segments.js';
import {
  BRIDGED,
  COVERED,
  COVERED_EM,
  MIN_COLUMN_FILL,
  MIN_FIGURE_LINES,
  MIN_GUTTER,
  WIDE_SPACE,
} from './thresholds.js';

/** A strip without text, left and right edge. */
export interface Gutter {
  readonly from: number;
  readonly to: number;
}

/** The strips that at most `allowed` of the lines' words cross, between the leftmost and the rightmost text. */
function freeStrips(lines: readonly SegmentedLine[], allowed: number): Gutter[] {
  const edges = lines.flatMap((line) =>
    line.segments
      .flatMap((segment) => pieces(segment, WIDE_SPACE * line.line.size))
      .flatMap((piece) => [
        { x: piece.x0, step: 1 },
        { x: piece.x1, step: -1 },
      ]),
  );
  edges.sort((a, b) => a.x - b.x || b.step - a.step);
  const strips: Gutter[] = [];
  let covering = 0;
  let free: number | null = null;
  let begun = false;
  for (const { x, step } of edges) {
    covering += step;
    if (covering > allowed) {
      if (begun && free !== null && x > free) strips.push({ from: free, to: x });
      free = null;
      begun = true;
    } else if (begun && free === null) free = x;
  }
  return strips;
}

function middle(gutter: Gutter): number {
  return (gutter.from + gutter.to) / 2;
}

/** Index of the column that holds x: how many gutters lie left of it. */
export function columnAt(gutters: readonly Gutter[], x: number): number {
  let column = 0;
  for (let next = gutters[0]; next !== undefined && middle(next) < x; next = gutters[column]) column++;
  return column;
}

function columnFill(lines: readonly SegmentedLine[], gutters: readonly Gutter[]): number[] {
  const fill = Array.from({ length: gutters.length + 1 }, () => 0);
  for (const line of lines) {
    const columns = new Set(line.segments.map((s) => columnAt(gutters, (s.x0 + s.x1) / 2)));
    for (const column of columns) fill[column] = (fill[column] ?? 0) + 1;
  }
  return fill;
}

/** Lines with at least half as many segments as the fullest: the rows proper, without titles and wrapped rests. */
export function fullLines(lines: readonly SegmentedLine[]): SegmentedLine[] {
  const most = lines.reduce((max, line) => Math.max(max, line.segments.length), 0);
  return lines.filter((line) => line.segments.length >= Math.max(2, most / 2));
}

/** Of the lines with text on both sides of a gutter, most have two segments there: it is no river through one text. */
function parts(gutter: Gutter, lines: readonly SegmentedLine[]): boolean {
  const x = middle(gutter);
  const crossing = lines.filter((l) => l.line.box[0] < x && l.line.box[2] > x);
  const bridged = crossing.filter((l) => l.segments.some((s) => s.x0 < x && s.x1 > x));
  return bridged.length * 2 < crossing.length;
}

/** Lines that are mostly figures: the rows of a statistical table, without its titles, which often stand over gutters. */
function figureLines(lines: readonly SegmentedLine[]): SegmentedLine[] {
  const value = (segment: Segment) => segment.words.every((w) => isFigure(w.text) || isNothing(w.text));
  return lines.filter((line) => line.segments.filter(value).length * 2 >= line.segments.length);
}

/**
 * The gutters between the columns of a block of lines, left to right. A few lines (titles over several
 * columns, a long entry) may bridge a gutter; a column that hardly any line fills is none.
 */
export function guttersOf(lines: readonly SegmentedLine[]): Gutter[] {
  const rows = fullLines(lines);
  const figures = figureLines(rows);
  const full = figures.length >= Math.max(MIN_FIGURE_LINES, rows.length / 2) ? figures : rows;
  const size = full.reduce((sum, l) => sum + l.line.size, 0) / Math.max(1, full.length);
  const allowed = Math.floor(BRIDGED * full.length);
  let gutters = freeStrips(full, allowed).filter((g) => g.to - g.from >= MIN_GUTTER * size && parts(g, full));
  for (;;) {
    const fill = columnFill(full, gutters);
    const poor = fill.findIndex((count) => count < Math.max(2, MIN_COLUMN_FILL * full.length));
    if (poor === -1 || gutters.length === 0) return gutters;
    const left = gutters[poor - 1];
    const right = gutters[poor];
    const width = (g: Gutter | undefined) => (g === undefined ? Number.POSITIVE_INFINITY : g.to - g.from);
    const drop = width(left) <= width(right) ? poor - 1 : poor;
    gutters = gutters.filter((_, i) => i !== drop);
  }
}

/** A column's ink: from the end of the gutter before it to the start of the one behind it. */
export interface Column {
  readonly from: number;
  readonly to: number;
}

/** The columns between the gutters of a block of lines that reach from `left` to `right`. */
export function columnsBetween(gutters: readonly Gutter[], left: number, right: number): Column[] {
  return [...gutters, { from: right, to: right }].map((gutter, i) => ({
    from: gutters[i - 1]?.to ?? left,
    to: gutter.from,
  }));
}

export interface Reach {
  readonly first: number;
  readonly last: number;
  /** The column it mostly stands in. */
  readonly main: number;
}

/** The columns a segment reaches over: those it covers well, not those it only runs into a little. */
export function reach(segment: Segment, columns: readonly Column[], size: number): Reach {
  const shares = columns.map((c) => overlap(segment.x0, segment.x1, c.from, c.to));
  const main = shares.reduce((best, share, i) => (share > (shares[best] ?? 0) ? i : best), 0);
  const covers = (i: number) => (shares[i] ?? 0) >= Math.min(COVERED * width(columns[i]), COVERED_EM * size);
  let first = main;
  let last = main;
  for (let i = 0; i < columns.length; i++)
    if (covers(i)) {
      first = Math.min(first, i);
      last = Math.max(last, i);
    }
  return { first, last, main };
}

function width(column: Column | undefined): number {
  return column === undefined ? 0 : column.to - column.from;
}

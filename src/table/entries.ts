/** The segments of a table's lines in the columns they stand in. */
import { type Column, type Gutter, reach } from './gutters.js';
import { isFigure, isNothing, joinSegments, type Segment, type SegmentedLine, splitAt } from './segments.js';
import { ENTRY_SPACE, FIGURE_COLUMN, SPLIT_FILL, WIDE_SPACE } from './thresholds.js';

/** A piece of a line in the columns it reaches over. */
export interface Entry {
  readonly first: number;
  readonly last: number;
  readonly segment: Segment;
}

export interface TableLine {
  readonly source: SegmentedLine;
  readonly entries: readonly Entry[];
}

export function entryText(entry: Entry): string {
  return entry.segment.words.map((w) => w.text).join(' ');
}

/** Nothing but figures, or signs that stand for one. */
export function isValue(entry: Entry): boolean {
  return entry.segment.words.every((w) => isFigure(w.text) || isNothing(w.text) || w.text === '%');
}

/** Cuts a segment at every gutter where one of its spaces, at least `least` wide, lies. */
function cutAtGutters(segment: Segment, gutters: readonly Gutter[], least: number): Segment[] {
  let rest = segment;
  const parts: Segment[] = [];
  for (const gutter of gutters) {
    const halves = rest.x1 > gutter.from ? splitAt(rest, gutter.from, gutter.to, least) : null;
    if (halves === null) continue;
    parts.push(halves[0]);
    rest = halves[1];
  }
  return [...parts, rest];
}

/** Puts a line's segments into columns. A space over a gutter parts two entries set tight, when it is wide or the line well filled. */
export function placed(source: SegmentedLine, gutters: readonly Gutter[], columns: readonly Column[]): TableLine {
  const full = source.segments.length >= SPLIT_FILL * columns.length;
  const least = (full ? ENTRY_SPACE : WIDE_SPACE) * source.line.size;
  const pieces = source.segments
    .flatMap((segment) => cutAtGutters(segment, gutters, least))
    .map((segment) => ({ segment, ...reach(segment, columns, source.line.size) }));
  const entries: { first: number; last: number; main: number; segment: Segment }[] = [];
  for (const [i, piece] of pieces.entries()) {
    const before = entries.at(-1);
    const after = pieces[i + 1];
    if (before !== undefined && before.main === piece.main) {
      before.segment = joinSegments([before.segment, piece.segment]);
      before.last = Math.max(before.last, piece.last);
      continue;
    }
    const first = Math.max(piece.first, before === undefined ? 0 : before.last + 1);
    const last = Math.min(piece.last, after === undefined ? columns.length : after.main - 1);
    entries.push({ ...piece, first: Math.min(first, piece.main), last: Math.max(last, piece.main) });
  }
  return { source, entries };
}

/** Columns whose single entries are mostly figures. */
export function figureColumns(lines: readonly TableLine[], columns: number): Set<number> {
  const all = Array.from({ length: columns }, () => 0);
  const figures = Array.from({ length: columns }, () => 0);
  for (const entry of lines.flatMap((line) => line.entries)) {
    if (entry.first !== entry.last) continue;
    all[entry.first] = (all[entry.first] ?? 0) + 1;
    if (isValue(entry)) figures[entry.first] = (figures[entry.first] ?? 0) + 1;
  }
  return new Set(all.flatMap((count, col) => ((figures[col] ?? 0) >= FIGURE_COLUMN * count && count > 0 ? [col] : [])));
}

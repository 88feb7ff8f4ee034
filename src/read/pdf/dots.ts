/** Dotted lines that are drawn dot by dot, as browsers print them: each dot a filled square of its own. */
import { type Box, boxHeight, boxWidth } from '../../model/geometry.js';
import type { Area } from './painting.js';

/** A row or a column of dots, as one thin area would be painted. */
export interface DottedLine {
  readonly orientation: 'h' | 'v';
  readonly box: Box;
  readonly dots: readonly Area[];
}

/** Three make an ellipsis; the border beside one row of text in dots as thick as browsers draw them has five. */
const MIN_DOTS = 4;
/** Parts of a dot between two of one line: about 1, stretched so that the last dot ends in the corner. Bullets of a list stand far apart. */
const MAX_GAP = 2;
/** Points by which the dots of one line may be off it, or differ: rounding of coordinates. */
const SAME = 0.05;

/** The lines that the dots make, each dot in a row, a column or both: where borders meet they share one. */
export function dottedLines(dots: readonly Area[]): DottedLine[] {
  if (dots.length < MIN_DOTS) return [];
  return [...linesAlong(dots, 0), ...linesAlong(dots, 1)];
}

/** @param axis along which the lines run: 0 for x, 1 for y */
function linesAlong(dots: readonly Area[], axis: 0 | 1): DottedLine[] {
  const across = axis === 0 ? 1 : 0;
  const lines: Area[][] = [];
  for (const dot of dots.toSorted((a, b) => steps(a.box[across]) - steps(b.box[across]) || a.box[axis] - b.box[axis])) {
    const line = lines.at(-1);
    const last = line?.at(-1);
    if (line === undefined || last === undefined || !follows(last.box, dot.box, axis)) lines.push([dot]);
    // Browsers draw the dot in the corner of a table for each border that ends there.
    else if (dot.box[axis] - last.box[axis] > SAME) line.push(dot);
  }
  return lines
    .filter((line) => line.length >= MIN_DOTS)
    .map((line) => ({ orientation: axis === 0 ? 'h' : 'v', box: around(line), dots: line }));
}

function follows(one: Box, next: Box, axis: 0 | 1): boolean {
  const size = Math.max(boxWidth(one), boxHeight(one));
  const isAlike = Math.abs(size - Math.max(boxWidth(next), boxHeight(next))) <= SAME;
  const across = axis === 0 ? 1 : 0;
  return (
    isAlike && Math.abs(one[across] - next[across]) <= SAME && next[axis] - one[axis] <= (1 + MAX_GAP) * size + SAME
  );
}

function steps(position: number): number {
  return Math.round(position / SAME);
}

function around(dots: readonly Area[]): Box {
  const [first, last] = [dots[0]?.box ?? [0, 0, 0, 0], dots.at(-1)?.box ?? [0, 0, 0, 0]];
  return [first[0], first[1], last[2], last[3]];
}

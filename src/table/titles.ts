/** Titles over several columns of a header: they are set over the middle of their columns, or a rule shows their width. */
import type { Entry, TableLine } from './entries.js';
import type { Column } from './gutters.js';
import type { Rule } from './rules.js';
import { FULL_RULE, INTERLEAVED, TITLE_CENTRED, TITLE_RULE } from './thresholds.js';

interface Range {
  readonly first: number;
  readonly last: number;
}

function middle(from: number, to: number): number {
  return (from + to) / 2;
}

/** The columns under a rule that is shorter than the table and stands right below the entry. */
function ruledRange(entry: Entry, line: TableLine, rules: readonly Rule[], columns: readonly Column[]): Range | null {
  const { baseline, size } = line.source.line;
  const widest = Math.max(0, ...rules.map((r) => r.to - r.from));
  const pieces = rules
    .filter((r) => r.y > baseline && r.y < baseline + TITLE_RULE * size)
    .flatMap((r) => (r.pieces.length > 1 || r.to - r.from < FULL_RULE * widest ? r.pieces : []));
  const under = pieces.find((p) => p.from <= entry.segment.x0 + size && p.to >= entry.segment.x1 - size);
  if (under === undefined) return null;
  const covered = columns.flatMap((c, i) => {
    const centre = middle(c.from, c.to);
    return centre > under.from && centre < under.to ? [i] : [];
  });
  const first = covered[0];
  const last = covered.at(-1);
  return first === undefined || last === undefined ? null : { first, last };
}

/** Where columns would have their borders, were they drawn: figures stand to the right in them, titles in the middle. */
function bordersOf(first: number, last: number, columns: readonly Column[]): [number, number] {
  const [before, from, to, after] = [columns[first - 1], columns[first], columns[last], columns[last + 1]];
  const left = from?.from ?? 0;
  const right = to?.to ?? 0;
  return [
    before === undefined ? left : middle(before.to, left),
    after === undefined ? right : middle(right, after.from),
  ];
}

/** The widest range of columns that the entry stands over the middle of, that are free of `beside` and filled below it. */
function centredRange(
  entry: Entry,
  line: TableLine,
  beside: readonly Entry[],
  below: TableLine,
  columns: readonly Column[],
): Range | null {
  const free = (col: number) => !beside.some((e) => e.first <= col && col <= e.last);
  const under = below.entries.filter((e) => e.first > 0 && e.first === e.last);
  const centre = middle(entry.segment.x0, entry.segment.x1);
  let best: Range | null = null;
  for (const [i, left] of under.entries())
    for (const [j, right] of under.entries()) {
      if (j <= i || left.first > entry.first || right.first < entry.last) continue;
      const run = under.slice(i, j + 1);
      const whole = run.length === right.first - left.first + 1 && run.every((e) => free(e.first));
      const middles = [
        middle(left.segment.x0, right.segment.x1),
        middle(...bordersOf(left.first, right.first, columns)),
      ];
      const off = Math.min(...middles.map((at) => Math.abs(at - centre)));
      const wider = best === null || right.first - left.first > best.last - best.first;
      if (whole && wider && off <= TITLE_CENTRED * line.source.line.size)
        best = { first: left.first, last: right.first };
    }
  return best;
}

/** What stands beside an entry: in its line, and in lines half as high again where titles of one and two lines are centred. */
function besideOf(entry: Entry, { source: { line } }: TableLine, head: readonly TableLine[]): Entry[] {
  return head
    .filter((other) => Math.abs(other.source.line.baseline - line.baseline) < INTERLEAVED * line.size)
    .flatMap(({ entries }) => entries.filter((e) => e !== entry));
}

/** The first `header` lines with their titles widened to all the columns they stand over. */
export function withTitles(
  lines: readonly TableLine[],
  header: number,
  rules: readonly Rule[],
  columns: readonly Column[],
): readonly TableLine[] {
  const head = lines.slice(0, header);
  return head.map((line, i) => {
    const below = lines[i + 1];
    const entries = line.entries.map((entry) => {
      if (entry.last === 0) return entry;
      const range =
        ruledRange(entry, line, rules, columns) ??
        (below === undefined ? null : centredRange(entry, line, besideOf(entry, line, head), below, columns));
      return range === null
        ? entry
        : { ...entry, first: Math.min(entry.first, range.first), last: Math.max(entry.last, range.last) };
    });
    const apart = entries.every((entry, k) => k === 0 || entry.first > (entries[k - 1]?.last ?? -1));
    return apart ? { ...line, entries } : line;
  });
}

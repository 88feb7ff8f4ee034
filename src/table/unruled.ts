/** Tables whose cells are not drawn: columns from white space, rows from lines and leading, rules where there are any. */
import { type Box, unionOf } from '../model/geometry.js';
import type { Word } from '../model/page.js';
import { type Entry, entryText, isValue, placed } from './entries.js';
import { flowsOf } from './flows.js';
import type { Span } from './grid.js';
import { type Column, columnsBetween, guttersOf, reach } from './gutters.js';
import { lineOf, linesOf, linesText, lineText } from './lines.js';
import { type PageCell, type PageTable, stands } from './pageTable.js';
import { type RowsFound, rowsOf, startsLower, type TableRow } from './rows.js';
import { type RuleGroup, ruleGroups } from './rules.js';
import { findCharts, type GridLine, type PageLines } from './rulings.js';
import { isCaption, isRowLike, type Run, runsOf } from './runs.js';
import { isNothing, type SegmentedLine, segmentedLines, withLeaders } from './segments.js';
import {
  LEADER_DROP,
  LEADER_SHARE,
  MANY_COLUMNS,
  MANY_FILL,
  MAX_CELL_WORDS,
  MAX_SIGNS,
  MIN_FIGURE_ROWS,
  MIN_ROWS_ENCLOSED,
  MIN_ROWS_FIGURES,
  MIN_ROWS_WORDS,
  MIN_UNRULED_FILL,
  WRAPPED_REACH,
} from './thresholds.js';

/** What was measured of a run; the verdict is in `isTabular`. */
interface Measurements {
  readonly columns: number;
  readonly rows: number;
  /** Share of the body's positions that hold text. */
  readonly fill: number;
  /** Share of the body's rows with a figure in a column of figures behind the first. */
  readonly figures: number;
  /** Mean words of a body cell. */
  readonly words: number;
  /** Share of the entries, the header's too, that are nothing but brackets and operators. */
  readonly signs: number;
  /** Its rows are numbers in equal steps from the first one on, and but one thing more. */
  readonly scale: boolean;
  readonly rules: number;
  readonly enclosed: boolean;
}

const SIGNS = /^[()[\]{}⟨⟩|=<>≤≥+±×÷/^′,.;:\s]+$/u;

function isSigns(entry: Entry): boolean {
  const text = entryText(entry);
  return SIGNS.test(text) && !isNothing(text);
}

/** Lines of code, numbered; the ticks of an axis with what is written beside them. */
function isScale(rows: readonly TableRow[], columns: number): boolean {
  const numbers = rows.map((row) => {
    const first = row.lines[0]?.entries[0];
    return first?.first === 0 ? Number(entryText(first).replace(',', '.')) : Number.NaN;
  });
  const [start = 0, next = 0] = numbers;
  const isStep = (n: number, i: number) => Math.abs(n - start - i * (next - start)) < 1e-6;
  return columns === 2 && rows.length > 2 && next !== start && numbers.every(isStep);
}

function measure(run: Run, { rows, header, figures }: RowsFound, columns: number): Measurements {
  const body = rows.slice(header);
  const entriesOf = (of: readonly TableRow[]) => of.flatMap((row) => row.lines.flatMap((line) => line.entries));
  const entries = entriesOf(body);
  const all = entriesOf(rows);
  const hasFigure = (row: TableRow) =>
    row.lines.some((line) => line.entries.some((e) => e.first > 0 && figures.has(e.first) && isValue(e)));
  const cells = new Set(body.flatMap((row, r) => row.lines.flatMap((l) => l.entries.map((e) => `${r}/${e.first}`))));
  return {
    columns,
    rows: body.length,
    fill: cells.size / Math.max(1, body.length * columns),
    figures: body.filter(hasFigure).length / Math.max(1, body.length),
    words: entries.reduce((sum, e) => sum + e.segment.words.length, 0) / Math.max(1, cells.size),
    signs: all.filter(isSigns).length / Math.max(1, all.length),
    scale: isScale(rows, columns),
    rules: run.rules.length,
    enclosed: run.enclosed,
  };
}

/** Rules above and below say that it is a table; without them figures or many short entries must. */
function isTabular(m: Measurements): boolean {
  if (m.columns < 2 || m.fill < MIN_UNRULED_FILL || m.signs > MAX_SIGNS || m.scale) return false;
  if (m.enclosed) return m.rows >= MIN_ROWS_ENCLOSED && (m.words <= MAX_CELL_WORDS || m.figures >= MIN_FIGURE_ROWS);
  const figures = m.figures >= MIN_FIGURE_ROWS;
  if (m.rows < MIN_ROWS_FIGURES) return false;
  if (m.columns === 2) return figures && m.rows >= MIN_ROWS_WORDS;
  if (figures) return m.rows >= MIN_ROWS_FIGURES;
  const many = m.columns >= MANY_COLUMNS && m.fill >= MANY_FILL;
  return many || (m.rows >= MIN_ROWS_WORDS && m.words <= MAX_CELL_WORDS / 2);
}

function extent(lines: readonly SegmentedLine[]): { x0: number; x1: number } {
  const box = unionOf(lines.map((l) => l.line.box)) ?? [0, 0, 0, 0];
  return { x0: box[0], x1: box[2] };
}

/** x of the columns' borders: the middle of each gutter, and the outer edges of the text. */
function columnBorders(run: Run, columns: readonly Column[]): number[] {
  const { x0, x1 } = extent(run.lines);
  return [x0, ...columns.slice(1).map((c, i) => (c.from + (columns[i]?.to ?? c.from)) / 2), x1];
}

function rowBox(row: TableRow): Box {
  return unionOf(row.lines.map((l) => l.source.line.box)) ?? [0, 0, 0, 0];
}

function rowBorders(rows: readonly TableRow[]): number[] {
  const boxes = rows.map(rowBox);
  const inner = boxes.slice(1).map((box, i) => ((boxes[i]?.[3] ?? 0) + box[1]) / 2);
  return [boxes[0]?.[1] ?? 0, ...inner, boxes.at(-1)?.[3] ?? 0];
}

/** An entry over several columns that other lines of the row fill one by one is a long line in its first column. */
function narrowed(entries: readonly Entry[]): { first: number; last: number; words: Word[] }[] {
  return entries.map((entry) => {
    const others = entries.filter((e) => e !== entry && e.first > entry.first && e.first <= entry.last);
    const last = others.length > 0 ? Math.min(...others.map((e) => e.first)) - 1 : entry.last;
    return { first: entry.first, last, words: [...entry.segment.words] };
  });
}

/** The cells of one row: entries that share columns are one cell; columns without an entry are blank. */
function cellsOf(row: TableRow, index: number, xs: readonly number[], ys: readonly number[]): PageCell[] {
  const groups: { first: number; last: number; words: Word[] }[] = [];
  for (const group of narrowed(row.lines.flatMap((line) => line.entries))) {
    for (let i = groups.length - 1; i >= 0; i--) {
      const other = groups[i];
      if (other === undefined || other.last < group.first || other.first > group.last) continue;
      group.first = Math.min(group.first, other.first);
      group.last = Math.max(group.last, other.last);
      group.words.unshift(...other.words);
      groups.splice(i, 1);
    }
    groups.push(group);
  }
  const cells: PageCell[] = [];
  const add = (first: number, last: number, words: readonly Word[]) => {
    const span: Span = { row: index, col: first, rowspan: 1, colspan: last - first + 1 };
    const box: Box = [xs[first] ?? 0, ys[index] ?? 0, xs[last + 1] ?? 0, ys[index + 1] ?? 0];
    const lines = linesOf(words).map((line) => lineOf(line.words));
    cells.push({ ...span, box, lines, text: linesText(lines) });
  };
  let next = 0;
  for (const group of groups.toSorted((a, b) => a.first - b.first)) {
    for (; next < group.first; next++) add(next, next, []);
    add(group.first, group.last, group.words);
    next = group.last + 1;
  }
  for (; next < xs.length - 1; next++) add(next, next, []);
  return cells;
}

/** Whether a line is of a wrapped cell, or a title over some columns; not a line of text beside the table. */
function fitsColumns(line: SegmentedLine, columns: readonly Column[], right: number): boolean {
  const only = line.segments[0];
  if (only === undefined || line.segments.length > 1 || only.x1 > right || isCaption(line)) return false;
  const { first, last } = reach(only, columns, line.line.size);
  return first > 0 || (first === last && startsLower(lineText(line.line)));
}

/**
 * A run with the lines right above and below it that are the first or last lines of its wrapped cells, or titles over
 * its columns. A line that another run holds stays there: where rows stand far apart, the lines between two runs fit
 * both.
 */
function withWrapped(
  run: Run,
  flow: readonly SegmentedLine[],
  columns: readonly Column[],
  held: ReadonlySet<SegmentedLine>,
): Run {
  const right = Math.max(...run.lines.map((l) => l.line.box[2])) + 1;
  const lines = [...run.lines];
  const near = (a: SegmentedLine, b: SegmentedLine) => b.line.baseline - a.line.baseline <= WRAPPED_REACH * b.line.size;
  const take = (step: -1 | 1) => {
    for (;;) {
      const edge = step < 0 ? lines[0] : lines.at(-1);
      const next = edge === undefined ? undefined : flow[flow.indexOf(edge) + step];
      if (edge === undefined || next === undefined || held.has(next) || !fitsColumns(next, columns, right)) return;
      const [upper, lower] = step < 0 ? [next, edge] : [edge, next];
      if (!near(upper, lower) || run.rules.some((r) => r.y > upper.line.baseline && r.y < lower.line.baseline)) return;
      if (step < 0) lines.unshift(next);
      else lines.push(next);
    }
  };
  take(-1);
  take(1);
  return { ...run, lines };
}

/** @param held lines of the flow that stand in runs; those that this table takes besides are added */
function tableOf(found: Run, flow: readonly SegmentedLine[], page: number, held: Set<SegmentedLine>): PageTable | null {
  const gutters = guttersOf(found.lines.filter(isRowLike));
  if (gutters.length === 0) return null;
  const { x0, x1 } = extent(found.lines);
  const columns = columnsBetween(gutters, x0, x1);
  const run = withWrapped(found, flow, columns, held);
  const lines = run.lines.map((line) => placed(line, gutters, columns));
  const rowsFound = rowsOf(lines, columns, run.rules);
  if (!isTabular(measure(run, rowsFound, columns.length))) return null;
  for (const line of run.lines) held.add(line);
  const xs = columnBorders(run, columns);
  const ys = rowBorders(rowsFound.rows);
  const cells = rowsFound.rows.flatMap((row, i) => cellsOf(row, i, xs, ys));
  const words = cells.flatMap((cell) => cell.lines.flatMap((line) => line.words));
  const box: Box = [xs[0] ?? 0, ys[0] ?? 0, xs.at(-1) ?? 0, ys.at(-1) ?? 0];
  return { page, box, xs, ys, cells, words, method: 'whitespace' };
}

/** The line, told where a rule leads from one of its segments to the next; such rules are added to `leaders`. */
function ledBy(line: SegmentedLine, rules: readonly GridLine[], leaders: Set<GridLine>): SegmentedLine {
  const { box, baseline, size } = line.line;
  const beside = rules.filter((rule) => rule.at > box[1] && rule.at < baseline + LEADER_DROP * size);
  if (beside.length === 0) return line;
  return withLeaders(line, (from, to) => {
    const found = beside.find(
      (rule) => rule.from >= from - size && rule.to <= to + size && rule.to - rule.from >= LEADER_SHARE * (to - from),
    );
    if (found !== undefined) leaders.add(found);
    return found !== undefined;
  });
}

function groupsIn(words: readonly Word[], groups: readonly RuleGroup[]): RuleGroup[] {
  const box = unionOf(words.map((w) => w.box));
  return box === null ? [] : groups.filter((g) => g.from < box[2] && g.to > box[0]);
}

/** The tables without drawn cells among `words`: what is left of the page beside its ruled tables; top to bottom. */
export function unruledTables(page: number, lines: PageLines, words: readonly Word[]): PageTable[] {
  const charts = findCharts(lines);
  const inChart = (line: GridLine) =>
    charts.some((c) => line.at >= c[1] - 1 && line.at <= c[3] + 1 && line.from >= c[0] - 1 && line.to <= c[2] + 1);
  const rules = lines.h.filter((line) => !inChart(line));
  const text = words.filter((word) => !charts.some((chart) => stands(word, chart)));
  return flowsOf(text)
    .flatMap((flow) => {
      const leaders = new Set<GridLine>();
      const segmented = segmentedLines(flow).map((line) => ledBy(line, rules, leaders));
      const groups = ruleGroups(rules.filter((rule) => !leaders.has(rule)));
      const runs = runsOf(segmented, groupsIn(flow, groups));
      const held = new Set(runs.flatMap((run) => run.lines));
      return runs.flatMap((run) => tableOf(run, segmented, page, held) ?? []);
    })
    .toSorted((a, b) => a.box[1] - b.box[1]);
}

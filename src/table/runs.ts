/** Blocks of lines that may be a table without cell borders: lines of several segments, and what stands between them. */
import { CAPTION } from './furniture.js';
import { guttersOf } from './gutters.js';
import { lineText } from './lines.js';
import type { Rule, RuleGroup } from './rules.js';
import { isFigure, type Segment, type SegmentedLine } from './segments.js';
import { PROSE_LINE_SHARE, PROSE_LINE_WORDS, ROW_GAP, SINGLES_REACH } from './thresholds.js';

export interface Run {
  readonly lines: readonly SegmentedLine[];
  /** Rules that belong to it, top to bottom. */
  readonly rules: readonly Rule[];
  /** Rules enclose it above and below. */
  readonly enclosed: boolean;
}

const ROMAN = /^[ivxl]{1,7}$/iu;

function isPageOf(segment: Segment): boolean {
  const [word, ...others] = segment.words;
  return word !== undefined && others.length === 0 && (isFigure(word.text) || ROMAN.test(word.text));
}

/** Entries of a table of contents or an index, one or several beside each other: perhaps a number, a title, leaders, one page number. */
function isContentsEntry({ segments }: SegmentedLine): boolean {
  let at = 0;
  while (at < segments.length) {
    const title = segments.findIndex((segment, i) => i >= at && segment.leads);
    const number = segments[title + 1];
    if (title < 0 || title > at + 1 || number === undefined || !isPageOf(number)) return false;
    at = title + 2;
  }
  return at > 0;
}

/** Whether a line has the look of a row: text in several places. */
export function isRowLike(line: SegmentedLine): boolean {
  return line.segments.length > 1 && !isContentsEntry(line);
}

/** A line of running text, as wide as what it stands in. */
function isProseLine(line: SegmentedLine, width: number): boolean {
  const only = line.segments[0];
  return (
    line.segments.length === 1 &&
    only !== undefined &&
    only.words.length >= PROSE_LINE_WORDS &&
    only.x1 - only.x0 >= PROSE_LINE_SHARE * width
  );
}

/** A line that names a table. */
export function isCaption(line: SegmentedLine): boolean {
  return CAPTION.test(lineText(line.line));
}

/** Between two rules of a table stand rows, not text. */
function isTabular(lines: readonly SegmentedLine[], width: number): boolean {
  return !lines.some((line) => isProseLine(line, width) || (line.segments.length === 1 && isCaption(line)));
}

/** A stretch of rules with nothing but rows between them. */
interface Stretch {
  readonly rules: readonly Rule[];
  readonly top: number;
  readonly bottom: number;
}

function middle(line: SegmentedLine): number {
  return (line.line.box[1] + line.line.box[3]) / 2;
}

/** Splits a group of rules where text, not rows, stands between two of them; stretches of one rule are dropped. */
function stretchesOf(group: RuleGroup, lines: readonly SegmentedLine[]): Stretch[] {
  const inside = lines.filter((l) => l.line.box[2] > group.from && l.line.box[0] < group.to);
  const stretches: Rule[][] = [];
  for (const rule of group.rules) {
    const stretch = stretches.at(-1);
    const last = stretch?.at(-1);
    const between = last === undefined ? [] : inside.filter((l) => middle(l) > last.y && middle(l) < rule.y);
    if (stretch !== undefined && isTabular(between, group.to - group.from)) stretch.push(rule);
    else stretches.push([rule]);
  }
  return stretches
    .filter((rules) => rules.length > 1)
    .map((rules) => ({ rules, top: rules[0]?.y ?? 0, bottom: rules.at(-1)?.y ?? 0 }));
}

/** Runs inside rules: everything from the first to the last rule of a stretch that holds at least two row-like lines. */
function enclosedRuns(lines: readonly SegmentedLine[], groups: readonly RuleGroup[]): Run[] {
  const taken = new Set<SegmentedLine>();
  const stretches = groups
    .flatMap((group) => stretchesOf(group, lines).map((stretch) => ({ group, stretch })))
    .toSorted((a, b) => b.stretch.bottom - b.stretch.top - (a.stretch.bottom - a.stretch.top));
  return stretches.flatMap(({ group, stretch }) => {
    const inside = lines.filter(
      (l) =>
        !taken.has(l) &&
        middle(l) > stretch.top &&
        middle(l) < stretch.bottom &&
        l.line.box[0] >= group.from - 2 * l.line.size &&
        l.line.box[2] <= group.to + 2 * l.line.size,
    );
    if (inside.filter(isRowLike).length < 2) return [];
    for (const line of inside) taken.add(line);
    const rules = groups
      .flatMap((g) => g.rules)
      .filter((r) => r.y >= stretch.top && r.y <= stretch.bottom && r.to > group.from && r.from < group.to);
    return [{ lines: inside, rules: rules.toSorted((a, b) => a.y - b.y), enclosed: true }];
  });
}

function gap(upper: SegmentedLine, lower: SegmentedLine): number {
  return (lower.line.baseline - upper.line.baseline) / Math.max(upper.line.size, lower.line.size);
}

/** Runs of row-like lines, with at most a few narrow single lines between them. `lines` are consecutive. */
function openRuns(lines: readonly SegmentedLine[], rules: readonly Rule[]): Run[] {
  const width = Math.max(0, ...lines.map((l) => l.line.box[2])) - Math.min(...lines.map((l) => l.line.box[0]));
  const runs: SegmentedLine[][] = [];
  let run: SegmentedLine[] = [];
  let singles: SegmentedLine[] = [];
  // Among the entries of a table of contents stand names of chapters whose page numbers no dots lead to.
  let inContents = false;
  const close = () => {
    if (run.length > 0 && !inContents) runs.push(run);
    run = [];
    singles = [];
  };
  for (const [i, line] of lines.entries()) {
    const last = lines[i - 1];
    if (last !== undefined && gap(last, line) > ROW_GAP) {
      close();
      inContents = false;
    }
    if (isContentsEntry(line)) {
      inContents = true;
      close();
    } else if (isRowLike(line) && !isCaption(line)) {
      run.push(...singles, line);
      singles = [];
    } else if (run.length > 0) {
      singles.push(line);
      if (gap(run.at(-1) ?? line, line) > SINGLES_REACH || isProseLine(line, width) || isCaption(line)) close();
    }
  }
  close();
  return runs.map((found) => {
    const top = (found[0]?.line.box[1] ?? 0) - 0.5 * (found[0]?.line.size ?? 0);
    const bottom = (found.at(-1)?.line.box[3] ?? 0) + 0.5 * (found[0]?.line.size ?? 0);
    return { lines: found, rules: rules.filter((r) => r.y > top && r.y < bottom), enclosed: false };
  });
}

/** Rows right above or below the rules belong to them when they keep to the same columns: a header over its rule, a body under it. */
function belongs(enclosed: Run, open: Run, lines: readonly SegmentedLine[]): boolean {
  const top = (run: Run) => run.lines[0]?.line.baseline ?? 0;
  const [upper, lower] = top(open) < top(enclosed) ? [open, enclosed] : [enclosed, open];
  const above = upper.lines.at(-1);
  const below = lower.lines[0];
  if (above === undefined || below === undefined || gap(above, below) > ROW_GAP) return false;
  if (lines.indexOf(below) - lines.indexOf(above) !== 1) return false;
  const columns = guttersOf(enclosed.lines).length;
  return columns > 0 && guttersOf([...upper.lines, ...lower.lines]).length >= columns;
}

function joinRuns(a: Run, b: Run): Run {
  const lines = [...a.lines, ...b.lines].toSorted((x, y) => middle(x) - middle(y));
  const rules = [...new Set([...a.rules, ...b.rules])].toSorted((x, y) => x.y - y.y);
  return { lines, rules, enclosed: true };
}

/** Every run of a flow's lines (top to bottom) that is worth a closer look. `groups` are the flow's rules. */
export function runsOf(lines: readonly SegmentedLine[], groups: readonly RuleGroup[]): Run[] {
  const enclosed = enclosedRuns(lines, groups);
  const taken = new Set(enclosed.flatMap((run) => run.lines));
  const rules = groups.flatMap((g) => g.rules).toSorted((a, b) => a.y - b.y);
  const stretches: SegmentedLine[][] = [[]];
  for (const line of lines)
    if (taken.has(line)) stretches.push([]);
    else stretches.at(-1)?.push(line);
  const open = stretches.flatMap((stretch) => openRuns(stretch, rules));
  const whole = [...enclosed];
  const alone: Run[] = [];
  for (const run of open) {
    const at = whole.findIndex((other) => belongs(other, run, lines));
    const home = whole[at];
    if (home === undefined) alone.push(run);
    else whole[at] = joinRuns(home, run);
  }
  return [...whole, ...alone.filter((run) => run.lines.length > 1)];
}

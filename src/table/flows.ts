/** Columns of prose: a page set in two or three columns is read one column at a time. */
import type { Word } from '../model/page.js';
import { isFigure, type SegmentedLine, segmentedLines } from './segments.js';
import { PROSE_LINES, PROSE_SHARE, PROSE_WORDS } from './thresholds.js';

/** Words that are read together, top to bottom. */
export type Flow = readonly Word[];

function isProse(words: readonly Word[]): boolean {
  return words.length >= PROSE_WORDS && words.filter((w) => isFigure(w.text)).length * 4 <= words.length;
}

/** Gaps between two neighbours that both read like prose. */
function proseGaps(line: SegmentedLine): { from: number; to: number }[] {
  return line.segments.slice(1).flatMap((right, i) => {
    const left = line.segments[i];
    return left !== undefined && isProse(left.words) && isProse(right.words) ? [{ from: left.x1, to: right.x0 }] : [];
  });
}

/** The x that most gaps share, with how many do. */
function commonGap(gaps: readonly { from: number; to: number }[]): { x: number; count: number } | null {
  const edges = gaps.flatMap((g) => [
    { x: g.from, step: 1 },
    { x: g.to, step: -1 },
  ]);
  edges.sort((a, b) => a.x - b.x || b.step - a.step);
  let open = 0;
  let best: { x: number; count: number } | null = null;
  for (const [i, { x, step }] of edges.entries()) {
    open += step;
    const next = edges[i + 1]?.x ?? x;
    if (open > (best?.count ?? 0)) best = { x: (x + next) / 2, count: open };
  }
  return best;
}

function crosses(line: SegmentedLine, x: number): boolean {
  return line.line.words.some((w) => w.box[0] < x && w.box[2] > x);
}

/** Parts words at the gutter of prose columns wherever it runs through enough lines; words of one column stay together. */
export function flowsOf(words: readonly Word[], depth = 2): Flow[] {
  const lines = segmentedLines(words);
  const gap = commonGap(lines.flatMap(proseGaps));
  if (depth === 0 || gap === null || gap.count < PROSE_LINES) return [words];
  const flows: Word[][] = [];
  let band: SegmentedLine[] = [];
  let between: Word[] = [];
  const closeBand = () => {
    const pairs = band.filter((line) => proseGaps(line).some((g) => g.from < gap.x && g.to > gap.x)).length;
    const both = band.filter((l) => l.line.box[0] < gap.x && l.line.box[2] > gap.x).length;
    const all = band.flatMap((line) => line.line.words);
    band = [];
    if (pairs < PROSE_LINES || pairs < PROSE_SHARE * both) {
      between.push(...all);
      return;
    }
    const sides = [all.filter((w) => w.box[2] <= gap.x), all.filter((w) => w.box[2] > gap.x)];
    flows.push(between, ...sides.flatMap((side) => flowsOf(side, depth - 1).map((flow) => [...flow])));
    between = [];
  };
  for (const line of lines) {
    if (!crosses(line, gap.x)) band.push(line);
    else {
      closeBand();
      between.push(...line.line.words);
    }
  }
  closeBand();
  return [...flows, between].filter((flow) => flow.length > 0);
}

/** Ruled lines of a picture, by run lengths of ink; and the picture without them. */
import type { Ruling } from '../../model/page.js';
import type { Ink } from './raster.js';

/** Points: a shorter run of ink is part of a letter, or of two (TT). Rows are lower than columns are wide. */
const MIN_RUN = { h: 24, v: 15 } as const;
/** Points: no printed border is thicker. */
const MAX_THICKNESS = 4;
/** Points: what a fax or a worn drum breaks out of a line. */
const MAX_BREAK = 3;
/** Points of paper within a run that may be a speck or a break, and the share of a run that must be ink all the same. */
const MAX_GAP = 2.2;
const MIN_RUN_INK = 0.85;
/** A line is where it is, all along: this share of its length is ink. A row of serifs is not. */
const MIN_SOLID = 0.75;

const POINTS_PER_INCH = 72;

/** A run of ink along one row (or, for vertical lines, one column) of pixels. */
interface Run {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

interface Line {
  first: number;
  last: number;
  from: number;
  to: number;
  /** Sum of run lengths, and of their positions weighed by length. */
  area: number;
  moment: number;
}

/** Reads the picture along x or along y with the same code. */
interface Along {
  readonly length: number;
  readonly across: number;
  inkAt(at: number, along: number): boolean;
}

function alongX({ width, height, data }: Ink): Along {
  return { length: width, across: height, inkAt: (at, along) => data[at * width + along] === 1 };
}

function alongY({ width, height, data }: Ink): Along {
  return { length: height, across: width, inkAt: (at, along) => data[along * width + at] === 1 };
}

/** The ruled lines, in points at `dpi` pixels an inch. */
export function rulingsOf(ink: Ink, dpi: number): Ruling[] {
  const unit = dpi / POINTS_PER_INCH;
  const find = (along: Along, orientation: 'h' | 'v'): Ruling[] =>
    linesOf(along, MIN_RUN[orientation] * unit, unit).map(({ area, moment, from, to }) => ({
      orientation,
      at: (moment / area + 0.5) / unit,
      from: from / unit,
      to: to / unit,
      width: area / (to - from) / unit,
    }));
  return [...find(alongX(ink), 'h'), ...find(alongY(ink), 'v')];
}

function linesOf(along: Along, shortest: number, unit: number): Line[] {
  const open: Line[] = [];
  const done: Line[] = [];
  for (let at = 0; at < along.across; at++) {
    for (const run of runsAt(along, at, shortest, MAX_GAP * unit)) {
      const line = open.find((candidate) => candidate.last >= at - 1 && meets(candidate, run));
      if (line === undefined) open.push(lineOf(run));
      else extend(line, run);
    }
    for (let i = open.length - 1; i >= 0; i--) {
      const line = open[i];
      if (line !== undefined && line.last < at - 1) done.push(...open.splice(i, 1));
    }
  }
  const thin = [...done, ...open].filter((line) => thicknessOf(line) <= MAX_THICKNESS * unit);
  return joined(thin, MAX_BREAK * unit).filter((line) => isSolid(line, along));
}

/** Runs of ink in row `at` or the one after it: a line that leans by a pixel is one run. */
function runsAt(along: Along, at: number, shortest: number, gap: number): Run[] {
  const runs: Run[] = [];
  let from = -1;
  let last = -1;
  let inked = 0;
  const close = () => {
    const length = last + 1 - from;
    if (from >= 0 && length >= shortest && inked >= MIN_RUN_INK * length) runs.push({ at, from, to: last + 1 });
    from = -1;
    inked = 0;
  };
  for (let x = 0; x < along.length; x++) {
    if (along.inkAt(at, x) || (at + 1 < along.across && along.inkAt(at + 1, x))) {
      if (from < 0) from = x;
      last = x;
      inked++;
    } else if (from >= 0 && x - last > gap) close();
  }
  close();
  return runs;
}

function meets(line: Line, run: Run): boolean {
  return run.from <= line.to && run.to >= line.from;
}

function lineOf({ at, from, to }: Run): Line {
  return { first: at, last: at, from, to, area: to - from, moment: (at + 0.5) * (to - from) };
}

function extend(line: Line, { at, from, to }: Run): void {
  line.last = at;
  line.from = Math.min(line.from, from);
  line.to = Math.max(line.to, to);
  line.area += to - from;
  line.moment += (at + 0.5) * (to - from);
}

function thicknessOf(line: Line): number {
  return line.area / (line.to - line.from);
}

/** Puts pieces of one broken line together. */
function joined(lines: readonly Line[], gap: number): Line[] {
  const whole: Line[] = [];
  for (const piece of lines.toSorted((a, b) => a.from - b.from)) {
    const before = whole.find((line) => isSameLine(line, piece) && piece.from - line.to <= gap);
    if (before === undefined) whole.push({ ...piece });
    else {
      before.first = Math.min(before.first, piece.first);
      before.last = Math.max(before.last, piece.last);
      before.to = Math.max(before.to, piece.to);
      before.area += piece.area;
      before.moment += piece.moment;
    }
  }
  return whole;
}

function isSameLine(a: Line, b: Line): boolean {
  return b.first <= a.last + 1 && b.last >= a.first - 1;
}

function isSolid(line: Line, along: Along): boolean {
  let solid = 0;
  for (let x = line.from; x < line.to; x++) if (isInked(line, along, x)) solid++;
  return solid >= MIN_SOLID * (line.to - line.from);
}

function isInked({ first, last }: Line, along: Along, x: number): boolean {
  for (let at = first; at <= last + 1; at++) if (along.inkAt(at, x)) return true;
  return false;
}

/** Pixels beside a line that its blur has darkened. */
const FRINGE = 1;

/** The picture without the lines. Strokes of letters that cross a line stay: they reach out of it. */
export function withoutRulings(ink: Ink, rulings: readonly Ruling[], dpi: number): Ink {
  const unit = dpi / POINTS_PER_INCH;
  const { width, height } = ink;
  const data = new Uint8Array(ink.data);
  for (const { orientation, at, from, to, width: thickness } of rulings) {
    const half = Math.ceil((thickness * unit) / 2) + FRINGE;
    const middle = Math.floor(at * unit);
    const end = Math.ceil(to * unit) + FRINGE;
    for (let along = Math.max(0, Math.floor(from * unit) - FRINGE); along <= end; along++) {
      const index = (across: number) => (orientation === 'h' ? across * width + along : along * width + across);
      const limit = orientation === 'h' ? height : width;
      if (along >= (orientation === 'h' ? width : height)) break;
      const reachesOut = isSet(ink, index, middle - half - 1, limit) || isSet(ink, index, middle + half + 1, limit);
      if (reachesOut) continue;
      for (let across = middle - half; across <= middle + half; across++)
        if (across >= 0 && across < limit) data[index(across)] = 0;
    }
  }
  return { width, height, data };
}

function isSet(ink: Ink, index: (across: number) => number, across: number, limit: number): boolean {
  return across >= 0 && across < limit && ink.data[index(across)] === 1;
}

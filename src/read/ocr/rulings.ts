/**
 * Ruled lines of a picture, by run lengths; and the picture without them. A line is looked for in the grey: a thin border
 * out of focus is lighter than the letters beside it, and black and white keeps it only where nothing stands near.
 */
import type { Ruling } from '../../model/page.js';
import type { Grey, Ink } from './raster.js';

/** Points: a shorter run is part of a letter, or of two (TT). Rows are lower than columns are wide. */
const MIN_RUN = { h: 24, v: 15 } as const;
/** Points: no printed border is thicker. */
const MAX_THICKNESS = 4;
/** Points: what a fax or a worn drum breaks out of a line. */
const MAX_BREAK = 3;
/** Points of paper within a run that may be a speck or a break, and the share of a run that must be line all the same. */
const MAX_GAP = 2.2;
const MIN_RUN_INK = 0.85;
/**
 * A line is as dark all along: the share of its length that has half its mean darkness. The feet of letters and the stems of
 * two lines of text make short pieces that come to 0.9 at most, whole borders come to 0.95 unless a fax has broken them.
 */
const MIN_EVEN = { short: 0.95, long: 0.75 } as const;
/** Points: no word has feet as long, no two letters are as high. */
const LONG = 48;
/**
 * By how much of 255 a line is darker than the lightest place within its greatest thickness, on either side: the border of
 * half a point that is out of focus by three pixels keeps 40. And by how much more than grain is: the median of a page,
 * which is mostly paper.
 */
const CONTRAST = 24;
const ABOVE_GRAIN = 2.5;
/** Points that are averaged along a line: grain goes, the line stays. */
const SAMPLE = 1;
/** Points between the end of a line and the line it ends at. */
const TOUCH = 2;
/** Share of a border that must be seen for the rest of it to be worn away. */
const MIN_SEEN = 0.5;

const POINTS_PER_INCH = 72;

/** A run of dark along one row (or, for vertical lines, one column) of pixels, in samples. */
interface Run {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** A row of samples for each row (or column) of pixels. */
interface Samples {
  readonly length: number;
  readonly across: number;
  readonly data: Uint8Array;
}

/** How much darker each sample is than what lies on both sides of it, and from what on that is a line's darkness. */
interface Darkness extends Samples {
  readonly contrast: number;
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

/** The ruled lines, in points at `dpi` pixels an inch. */
export function rulingsOf(grey: Grey, dpi: number): Ruling[] {
  const unit = dpi / POINTS_PER_INCH;
  const sample = Math.max(1, Math.round(SAMPLE * unit));
  const find = (samples: Samples, orientation: 'h' | 'v'): Candidate[] => {
    const darkness = darknessOf(samples, Math.round(MAX_THICKNESS * unit));
    return linesOf(darkness, MIN_RUN[orientation], unit, sample).map((line) => ({
      orientation,
      at: (line.moment / line.area + 0.5) / unit,
      from: (line.from * sample) / unit,
      to: (line.to * sample) / unit,
      width: line.area / (line.to - line.from) / unit,
      even: evenness(line, darkness),
    }));
  };
  return borders([...find(alongX(grey, sample), 'h'), ...find(alongY(grey, sample), 'v')]);
}

function alongX({ width, height, data }: Grey, sample: number): Samples {
  const length = Math.floor(width / sample);
  const out = new Uint8Array(length * height);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0, from = y * width; x < length; x++, i++) {
      let sum = 0;
      for (const end = from + sample; from < end; from++) sum += data[from] ?? 255;
      out[i] = sum / sample;
    }
  return { length, across: height, data: out };
}

/** Column by column. */
function alongY({ width, height, data }: Grey, sample: number): Samples {
  const length = Math.floor(height / sample);
  const out = new Uint8Array(length * width);
  const sums = new Uint16Array(width);
  for (let y = 0; y < length; y++) {
    sums.fill(0);
    for (let row = y * sample; row < (y + 1) * sample; row++)
      for (let x = 0, i = row * width; x < width; x++, i++) sums[x] = (sums[x] ?? 0) + (data[i] ?? 255);
    for (let x = 0, i = y; x < width; x++, i += length) out[i] = (sums[x] ?? 0) / sample;
  }
  return { length, across: width, data: out };
}

/** Of what is no thicker than `reach` pixels. */
function darknessOf({ length, across, data }: Samples, reach: number): Darkness {
  const lightest = maximaBelow(data, length, reach);
  const dark = new Uint8Array(data.length);
  const counts = new Uint32Array(256);
  for (let at = reach; at < across - reach; at++)
    for (let i = at * length, end = i + length; i < end; i++) {
      const before = lightest[i - reach * length] ?? 0;
      const after = lightest[i + length] ?? 0;
      const darker = (before < after ? before : after) - (data[i] ?? 0);
      const shade = darker > 0 ? darker : 0;
      dark[i] = shade;
      counts[shade] = (counts[shade] ?? 0) + 1;
    }
  return { length, across, data: dark, contrast: Math.max(CONTRAST, ABOVE_GRAIN * medianOf(counts)) };
}

/** @param counts how often each shade occurs */
function medianOf(counts: Uint32Array): number {
  let left = counts.reduce((sum, count) => sum + count, 0) / 2;
  return counts.findIndex((count) => {
    left -= count;
    return left <= 0;
  });
}

/** For each sample the lightest of it and those after it across the line, `reach` in all; by doubling. */
function maximaBelow(data: Uint8Array, length: number, reach: number): Uint8Array {
  let maxima = data;
  for (let covered = 1; covered < reach; ) {
    const step = Math.min(covered, reach - covered) * length;
    const wider = new Uint8Array(maxima);
    for (let i = 0; i + step < maxima.length; i++) {
      const other = maxima[i + step] ?? 0;
      if (other > (maxima[i] ?? 0)) wider[i] = other;
    }
    maxima = wider;
    covered += step / length;
  }
  return maxima;
}

function linesOf(dark: Darkness, minRun: number, unit: number, sample: number): Line[] {
  const samples = unit / sample;
  const open: Line[] = [];
  const done: Line[] = [];
  for (let at = 0; at < dark.across; at++) {
    for (const run of runsAt(dark, at, minRun * samples, MAX_GAP * samples)) {
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
  return joined(thin, MAX_BREAK * samples);
}

/** Runs in row `at` or the one after it: a line that leans by a pixel is one run. */
function runsAt({ length, across, data, contrast }: Darkness, at: number, shortest: number, gap: number): Run[] {
  const runs: Run[] = [];
  const next = at + 1 < across ? length : 0;
  let from = -1;
  let last = -1;
  let inked = 0;
  const close = () => {
    const run = last + 1 - from;
    if (from >= 0 && run >= shortest && inked >= MIN_RUN_INK * run) runs.push({ at, from, to: last + 1 });
    from = -1;
    inked = 0;
  };
  for (let x = 0, i = at * length; x < length; x++, i++) {
    if ((data[i] ?? 0) >= contrast || (data[i + next] ?? 0) >= contrast) {
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

/** Share of a line's length that has half its mean darkness. */
function evenness({ first, last, from, to }: Line, { length, data }: Darkness): number {
  const shades = Array.from({ length: to - from }, (_, i) => {
    let most = 0;
    for (let at = first; at <= last; at++) most = Math.max(most, data[at * length + from + i] ?? 0);
    return most;
  });
  const half = shades.reduce((sum, shade) => sum + shade, 0) / shades.length / 2;
  return shades.filter((shade) => shade >= half).length / shades.length;
}

interface Candidate extends Ruling {
  readonly even: number;
}

/** Those that are even enough, drawn out to where they end. */
function borders(candidates: readonly Candidate[]): Ruling[] {
  const inOrder = candidates
    .filter(({ from, to, even }) => even >= (to - from < LONG ? MIN_EVEN.short : MIN_EVEN.long))
    .toSorted((a, b) => a.at - b.at);
  const across = { h: inOrder.filter(isVertical), v: inOrder.filter((ruling) => !isVertical(ruling)) };
  return inOrder.map(({ even: _, ...ruling }) =>
    drawnOut(
      ruling,
      across[ruling.orientation].filter((other) => isBetween(ruling.at, other.from, other.to)),
    ),
  );
}

/**
 * A border ends at a border: one that stops short in the middle of a cell is worn away there, and goes on to the next.
 * `met` are those at its height, in order.
 */
function drawnOut(ruling: Ruling, met: readonly Ruling[]): Ruling {
  if (!met.some(({ at }) => isBetween(at, ruling.from, ruling.to))) return ruling;
  const from = Math.min(ruling.from, met.findLast(({ at }) => at <= ruling.from + TOUCH)?.at ?? ruling.from);
  const to = Math.max(ruling.to, met.find(({ at }) => at >= ruling.to - TOUCH)?.at ?? ruling.to);
  return ruling.to - ruling.from >= MIN_SEEN * (to - from) ? { ...ruling, from, to } : ruling;
}

function isVertical({ orientation }: Ruling): boolean {
  return orientation === 'v';
}

function isBetween(at: number, from: number, to: number): boolean {
  return at >= from - TOUCH && at <= to + TOUCH;
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

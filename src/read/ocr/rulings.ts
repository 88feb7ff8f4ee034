/**
 * Ruled lines of a picture, by run lengths; and the picture without them. A line is looked for in the grey: a thin border
 * out of focus is lighter than the letters beside it, and black and white keeps it only where nothing stands near.
 */
import type { Ruling } from '../../model/page.js';
import { type Grey, type Ink, type PixelBox, shadeAbove } from './raster.js';

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
const PAPER = 255;
/** Rows of samples whose columns are put together at once; a column's samples of more do not lie near one another. */
const BAND = 16;

/** A run of dark along one row (or, for vertical lines, one column) of pixels, in samples. */
interface Run {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** A row of samples for each row (or column) of pixels. */
interface Samples {
  readonly length: number;
  /** From one row to the next: a whole number of words, of which the last may be filled up with paper. */
  readonly stride: number;
  readonly across: number;
  readonly data: Uint8Array<ArrayBuffer>;
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

function samplesOf(length: number, across: number): Samples {
  const stride = Math.ceil(length / WORD) * WORD;
  return { length, stride, across, data: new Uint8Array(stride * across).fill(PAPER) };
}

function alongX({ width, height, data }: Grey, sample: number): Samples {
  const samples = samplesOf(Math.floor(width / sample), height);
  const { length, stride, data: out } = samples;
  for (let y = 0; y < height; y++)
    for (let i = y * stride, from = y * width, last = i + length; i < last; i++) {
      let sum = 0;
      for (const end = from + sample; from < end; from++) sum += data[from] ?? PAPER;
      out[i] = sum / sample;
    }
  return samples;
}

/** Column by column. */
function alongY({ width, height, data }: Grey, sample: number): Samples {
  const samples = samplesOf(Math.floor(height / sample), width);
  const { length, stride, data: out } = samples;
  const sums = new Uint16Array(width * BAND);
  // A band of rows at a time: their samples lie side by side in each column.
  for (let top = 0; top < length; top += BAND) {
    const rows = Math.min(BAND, length - top);
    sums.fill(0);
    for (let row = 0; row < rows * sample; row++)
      for (
        let i = (top * sample + row) * width, end = i + width, at = Math.floor(row / sample) * width;
        i < end;
        i++, at++
      )
        sums[at] = (sums[at] ?? 0) + (data[i] ?? PAPER);
    for (let x = 0; x < width; x++)
      for (let row = 0, i = x * stride + top; row < rows; row++, i++) out[i] = (sums[row * width + x] ?? 0) / sample;
  }
  return samples;
}

/** Of what is no thicker than `reach` pixels. */
function darknessOf({ length, stride, across, data }: Samples, reach: number): Darkness {
  const shades = wordsOf(data);
  const step = stride / WORD;
  const lightest = maximaBelow(shades, step, reach);
  const words = new Int32Array(shades.length);
  for (let i = reach * step, end = (across - reach) * step; i < end; i++) {
    const shade = shades[i] ?? 0;
    const beside = ~larger(~(lightest[i - reach * step] ?? 0), ~(lightest[i + step] ?? 0));
    words[i] = larger(beside, shade) - shade;
  }
  const dark = new Uint8Array(words.buffer);
  const counts = new Uint32Array(256);
  for (let at = reach; at < across - reach; at++)
    for (let i = at * stride, end = i + length; i < end; i++) {
      const shade = dark[i] ?? 0;
      counts[shade] = (counts[shade] ?? 0) + 1;
    }
  const pixels = Math.max(0, across - 2 * reach) * length;
  const grain = shadeAbove(counts, pixels / 2);
  return { length, stride, across, data: dark, contrast: Math.max(CONTRAST, ABOVE_GRAIN * grain) };
}

/** For each sample the lightest of it and those after it across the line, `reach` rows in all; by doubling. */
function maximaBelow(shades: Int32Array, stride: number, reach: number): Int32Array {
  const maxima = Int32Array.from(shades);
  for (let covered = 1; covered < reach; ) {
    const rows = Math.min(covered, reach - covered);
    const step = rows * stride;
    // What is read stands behind what is written.
    for (let i = 0, end = maxima.length - step; i < end; i++) maxima[i] = larger(maxima[i] ?? 0, maxima[i + step] ?? 0);
    covered += rows;
  }
  return maxima;
}

/** Samples in a word: so many are compared at once. */
const WORD = 4;
const TOP_BITS = 0x80808080 | 0;

function wordsOf({ buffer }: Uint8Array<ArrayBuffer>): Int32Array {
  return new Int32Array(buffer);
}

/** The larger of each two of the four bytes (H. S. Warren, Hacker's Delight, 2-18 and 2-12): no branch to be guessed wrong. */
function larger(a: number, b: number): number {
  const difference = (a | TOP_BITS) - (b & ~TOP_BITS);
  const notLess = ((a & ~b) | (~(a ^ b) & difference)) & TOP_BITS;
  const whole = notLess | (notLess - (notLess >>> 7));
  return b ^ ((a ^ b) & whole);
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
function runsAt(
  { length, stride, across, data, contrast }: Darkness,
  at: number,
  shortest: number,
  gap: number,
): Run[] {
  const runs: Run[] = [];
  const next = at + 1 < across ? stride : 0;
  let from = -1;
  let last = -1;
  let inked = 0;
  const close = () => {
    const run = last + 1 - from;
    if (from >= 0 && run >= shortest && inked >= MIN_RUN_INK * run) runs.push({ at, from, to: last + 1 });
    from = -1;
    inked = 0;
  };
  for (let x = 0, i = at * stride; x < length; x++, i++) {
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
function evenness({ first, last, from, to }: Line, { stride, data }: Darkness): number {
  const shades = Array.from({ length: to - from }, (_, i) => {
    let most = 0;
    for (let at = first; at <= last; at++) most = Math.max(most, data[at * stride + from + i] ?? 0);
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

/** The pixels of a ruling: `middle` ± `half` across, from `start` up to `end` along. */
interface Stripe {
  readonly middle: number;
  readonly half: number;
  readonly start: number;
  readonly end: number;
  readonly limit: number;
  readonly index: (across: number, along: number) => number;
}

function stripeOf(
  { orientation, at, from, to, width: thickness }: Ruling,
  { width, height }: Ink,
  unit: number,
): Stripe {
  const isLevel = orientation === 'h';
  return {
    middle: Math.floor(at * unit),
    half: Math.ceil((thickness * unit) / 2) + FRINGE,
    start: Math.max(0, Math.floor(from * unit) - FRINGE),
    end: Math.min(isLevel ? width : height, Math.ceil(to * unit) + FRINGE + 1),
    limit: isLevel ? height : width,
    index: (across, along) => (isLevel ? across * width + along : along * width + across),
  };
}

/** The picture without the lines. Strokes of letters that cross a line stay: they reach out of it. */
export function withoutRulings(ink: Ink, rulings: readonly Ruling[], dpi: number): Ink {
  const data = new Uint8Array(ink.data);
  for (const ruling of rulings) {
    const stripe = stripeOf(ruling, ink, dpi / POINTS_PER_INCH);
    const { middle, half, start, end, limit, index } = stripe;
    for (let along = start; along < end; along++) {
      if (isSet(ink, stripe, middle - half - 1, along) || isSet(ink, stripe, middle + half + 1, along)) continue;
      for (let across = Math.max(0, middle - half); across <= Math.min(limit - 1, middle + half); across++)
        data[index(across, along)] = 0;
    }
  }
  return { ...ink, data };
}

/** Points along a line: no stroke of a sign goes through it on more, and on less it is the line's own ragged edge. */
const STROKE = { thinnest: 0.5, thickest: 5 } as const;

/**
 * Where strokes that are no lines go through a line. No border of a table has such places: it was drawn through a figure to
 * strike it out, or is a fold or a streak of the scanner, and what was taken out with it was part of the figure.
 */
export function crossingsOf(ink: Ink, rulings: readonly Ruling[], dpi: number): PixelBox[] {
  const unit = dpi / POINTS_PER_INCH;
  return rulings.flatMap((ruling) => {
    const stripe = stripeOf(ruling, ink, unit);
    const across = rulings.filter(
      (other) => other.orientation !== ruling.orientation && isBetween(ruling.at, other.from, other.to),
    );
    const isLine = (along: number) =>
      across.some(({ at, width }) => Math.abs(along - at * unit) <= (width / 2 + TOUCH) * unit);
    return strokesThrough(ink, stripe)
      .filter(({ from, to }) => to - from >= STROKE.thinnest * unit && to - from <= STROKE.thickest * unit)
      .filter(({ from, to }) => !isLine(from) && !isLine(to))
      .map(({ from, to }) => {
        const [first, last] = [stripe.middle - stripe.half - 1, stripe.middle + stripe.half + 2];
        return ruling.orientation === 'h'
          ? { x0: from, y0: first, x1: to, y1: last }
          : { x0: first, y0: from, x1: last, y1: to };
      });
  });
}

/** Runs along a stripe with ink on both of its sides; a stroke may lean by half of the stripe. */
function strokesThrough(ink: Ink, stripe: Stripe): { from: number; to: number }[] {
  const { middle, half, start, end } = stripe;
  const strokes: { from: number; to: number }[] = [];
  let from = -1;
  for (let along = start; along <= end; along++) {
    let goesThrough = along < end && isSet(ink, stripe, middle - half - 1, along);
    if (goesThrough) {
      goesThrough = false;
      for (let lean = -half; lean <= half; lean++)
        goesThrough ||=
          along + lean >= start && along + lean < end && isSet(ink, stripe, middle + half + 1, along + lean);
    }
    if (goesThrough && from < 0) from = along;
    if (!goesThrough && from >= 0) {
      strokes.push({ from, to: along });
      from = -1;
    }
  }
  return strokes;
}

function isSet({ data }: Ink, { index, limit }: Stripe, across: number, along: number): boolean {
  return across >= 0 && across < limit && data[index(across, along)] === 1;
}

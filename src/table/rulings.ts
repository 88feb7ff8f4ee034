/**
 * Rulings as drawn -> lines as meant: doubled lines become one, dashes and per-cell pieces are joined,
 * ends are trimmed to the lines they meet. The order of ideas is pdfplumber's: snap, join, cross.
 */
import type { Box } from '../model/geometry.js';
import type { Ruling } from '../model/page.js';
import { CHART_LINES, DASH, DASH_GAP, JOIN_GAP, MIN_RULING, OPEN_BAND, SNAP, TOUCH } from './thresholds.js';

/** A line of a grid: y and x-range when horizontal, x and y-range when vertical. */
export interface GridLine {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Lines that all hang together by crossing one another, each sorted by `at`. */
export interface Lattice {
  readonly h: readonly GridLine[];
  readonly v: readonly GridLine[];
}

function byAt(a: GridLine, b: GridLine): number {
  return a.at - b.at || a.from - b.from;
}

function length(line: GridLine): number {
  return line.to - line.from;
}

/** Puts lines that are nearly at one height (or one x) exactly there: the mean, weighted by length. */
function snapped(lines: readonly GridLine[]): GridLine[][] {
  const clusters: GridLine[][] = [];
  for (const line of lines.toSorted(byAt)) {
    const cluster = clusters.at(-1);
    const first = cluster?.[0];
    const last = cluster?.at(-1);
    const near =
      first !== undefined && last !== undefined && line.at - last.at <= SNAP && line.at - first.at <= 2 * SNAP;
    if (cluster !== undefined && near) cluster.push(line);
    else clusters.push([line]);
  }
  return clusters.map((cluster) => {
    const total = cluster.reduce((sum, line) => sum + length(line), 0);
    const at = cluster.reduce((sum, line) => sum + line.at * length(line), 0) / total;
    return cluster.map(({ from, to }) => ({ at, from, to }));
  });
}

/** Joins the pieces of one line. All have the same `at`. */
function joined(pieces: readonly GridLine[]): GridLine[] {
  const lines: { at: number; from: number; to: number; piece: number }[] = [];
  for (const { at, from, to } of pieces.toSorted((a, b) => a.from - b.from)) {
    const line = lines.at(-1);
    const dashes = line !== undefined && Math.max(line.piece, to - from) <= DASH;
    if (line !== undefined && from - line.to <= (dashes ? DASH_GAP : JOIN_GAP)) {
      line.to = Math.max(line.to, to);
      line.piece = to - from;
    } else lines.push({ at, from, to, piece: to - from });
  }
  return lines.map(({ at, from, to }) => ({ at, from, to }));
}

/** One orientation's rulings, snapped, joined, the too short dropped; sorted by `at`. */
export function tidy(rulings: readonly Ruling[], orientation: 'h' | 'v'): GridLine[] {
  const lines = rulings.filter((r) => r.orientation === orientation && r.to > r.from);
  return snapped(lines)
    .flatMap(joined)
    .filter((line) => length(line) >= MIN_RULING);
}

/** Index of the first line whose `at` is not below `at`; the lines are sorted by it. */
function lowerBound(lines: readonly GridLine[], at: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.at ?? Number.POSITIVE_INFINITY) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Calls `met` for every crossing or touch of a vertical with a horizontal line, by their indices. */
function crossings(h: readonly GridLine[], v: readonly GridLine[], met: (hi: number, vi: number) => void): void {
  v.forEach((vertical, vi) => {
    for (let hi = lowerBound(h, vertical.from - TOUCH); hi < h.length; hi++) {
      const horizontal = h[hi];
      if (horizontal === undefined || horizontal.at > vertical.to + TOUCH) break;
      if (vertical.at >= horizontal.from - TOUCH && vertical.at <= horizontal.to + TOUCH) met(hi, vi);
    }
  });
}

/** Sorts lines into groups that hang together. A line that crosses no other is in none. */
function latticesOf(h: readonly GridLine[], v: readonly GridLine[]): Lattice[] {
  const parent = Array.from({ length: h.length + v.length }, (_, i) => i);
  const root = (i: number): number => {
    let at = i;
    for (let up = parent[at]; up !== undefined && up !== at; up = parent[at]) {
      parent[at] = parent[up] ?? up;
      at = up;
    }
    return at;
  };
  crossings(h, v, (hi, vi) => {
    parent[root(hi)] = root(h.length + vi);
  });
  const groups = new Map<number, { h: GridLine[]; v: GridLine[] }>();
  const groupOf = (i: number) => {
    const key = root(i);
    const group = groups.get(key) ?? { h: [], v: [] };
    groups.set(key, group);
    return group;
  };
  h.forEach((line, i) => {
    groupOf(i).h.push(line);
  });
  v.forEach((line, i) => {
    groupOf(h.length + i).v.push(line);
  });
  return [...groups.values()].filter((group) => group.h.length > 0 && group.v.length > 0);
}

/** Where at least two of the ends agree (within SNAP) beyond `limit`, or the only one; the farthest such place, or null. */
function commonEnd(ends: readonly number[], limit: number, direction: -1 | 1): number | null {
  const outside = ends.filter((end) => (end - limit) * direction > OPEN_BAND).toSorted((a, b) => (b - a) * direction);
  if (ends.length === 1) return outside[0] ?? null;
  for (const [i, end] of outside.entries()) {
    const next = outside[i + 1];
    if (next !== undefined && Math.abs(end - next) <= SNAP) return end;
  }
  return null;
}

/**
 * A table may leave its outer border undrawn: its lines then end together some way past the last line
 * across them. Adds the borders that these ends imply, as long as the lines beside them.
 */
function impliedBorders(lines: readonly GridLine[], across: readonly GridLine[]): GridLine[] {
  const first = across[0]?.at ?? 0;
  const last = across.at(-1)?.at ?? 0;
  const low = commonEnd(
    lines.map((l) => l.from),
    first,
    -1,
  );
  const high = commonEnd(
    lines.map((l) => l.to),
    last,
    1,
  );
  return [low, high].flatMap((at) => {
    if (at === null) return [];
    const ending = lines.filter((l) => Math.abs((at === low ? l.from : l.to) - at) <= SNAP);
    const from = Math.min(ending[0]?.at ?? at, ...across.map((line) => line.from));
    const to = Math.max(ending.at(-1)?.at ?? at, ...across.map((line) => line.to));
    return to <= from ? [] : [{ at, from, to }];
  });
}

/** First above and below, where a header's rule may be the only line that reaches over the columns at the sides. */
function withImpliedBorders(lattice: Lattice): Lattice {
  const h = [...lattice.h, ...impliedBorders(lattice.v, lattice.h)].toSorted(byAt);
  const v = [...lattice.v, ...impliedBorders(h, lattice.v)].toSorted(byAt);
  return { h, v };
}

/** What is left of each line between its outermost crossings; nothing of a line that crosses fewer than two others. */
function trimmedOnce(lattice: Lattice): Lattice {
  const ends = (lines: readonly GridLine[]) => lines.map(() => ({ from: Infinity, to: -Infinity }));
  const hEnds = ends(lattice.h);
  const vEnds = ends(lattice.v);
  crossings(lattice.h, lattice.v, (hi, vi) => {
    const h = lattice.h[hi];
    const v = lattice.v[vi];
    const hEnd = hEnds[hi];
    const vEnd = vEnds[vi];
    if (h === undefined || v === undefined || hEnd === undefined || vEnd === undefined) return;
    hEnd.from = Math.min(hEnd.from, v.at);
    hEnd.to = Math.max(hEnd.to, v.at);
    vEnd.from = Math.min(vEnd.from, h.at);
    vEnd.to = Math.max(vEnd.to, h.at);
  });
  const cut = (lines: readonly GridLine[], to: readonly { from: number; to: number }[]) =>
    lines.flatMap((line, i) => {
      const end = to[i];
      return end === undefined || end.to <= end.from ? [] : [{ at: line.at, from: end.from, to: end.to }];
    });
  return { h: cut(lattice.h, hEnds), v: cut(lattice.v, vEnds) };
}

/** Trims until nothing hangs loose: each round only shortens or drops lines, so it ends. */
function trimmed(lattice: Lattice): Lattice {
  let before = lattice;
  for (;;) {
    const after = trimmedOnce(before);
    if (after.h.length === before.h.length && after.v.length === before.v.length) return after;
    before = after;
  }
}

/** A page's lines as meant, and as they hang together. */
export interface PageLines {
  readonly h: readonly GridLine[];
  readonly groups: readonly Lattice[];
}

export function pageLines(rulings: readonly Ruling[]): PageLines {
  const h = tidy(rulings, 'h');
  return { h, groups: latticesOf(h, tidy(rulings, 'v')) };
}

/** Boxes of charts: horizontal lines that all start (or all end) at a single vertical one, the axis. */
export function findCharts({ groups }: PageLines): Box[] {
  return groups.flatMap(({ h, v }): Box[] => {
    const axis = v[0];
    const left = Math.min(...h.map((line) => line.from));
    const right = Math.max(...h.map((line) => line.to));
    const single = axis !== undefined && v.every((line) => line.at === axis.at);
    if (!single || h.length < CHART_LINES || right - left < OPEN_BAND) return [];
    const atEnd = Math.abs(axis.at - left) <= TOUCH || Math.abs(axis.at - right) <= TOUCH;
    return atEnd ? [[left, Math.min(axis.from, h[0]?.at ?? 0), right, Math.max(axis.to, h.at(-1)?.at ?? 0)]] : [];
  });
}

/** The lattices of a page: every group of lines that could be a table's grid, ends trimmed, borders completed. */
export function findLattices({ groups }: PageLines): Lattice[] {
  return groups
    .map(withImpliedBorders)
    .map(trimmed)
    .flatMap(({ h, v }) => latticesOf(h, v));
}

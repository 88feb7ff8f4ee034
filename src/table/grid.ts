/** A lattice of lines -> the cells between them, merged where a line is missing. */
import type { Lattice } from './rulings.js';
import { MAX_POSITIONS, MIN_BAND, TOUCH, WALL_COVER } from './thresholds.js';

/** A rectangle of the grid, in rows and columns. */
export interface Span {
  readonly row: number;
  readonly col: number;
  readonly rowspan: number;
  readonly colspan: number;
}

export interface Grid {
  /** Borders of the columns, left to right: one more than columns. */
  readonly xs: readonly number[];
  /** Borders of the rows, top to bottom: one more than rows. */
  readonly ys: readonly number[];
  /** Row-major; every grid position is in exactly one. */
  readonly spans: readonly Span[];
}

/** Distinct positions at least MIN_BAND apart; `sorted` ascends. */
function borders(sorted: readonly number[]): number[] {
  const kept: number[] = [];
  for (const at of sorted) {
    const last = kept.at(-1);
    if (last === undefined || at - last >= MIN_BAND) kept.push(at);
  }
  return kept;
}

/** Index of the band that holds `at` (the nearest one when it lies outside). */
export function bandAt(bounds: readonly number[], at: number): number {
  let low = 0;
  let high = bounds.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((bounds[middle] ?? Infinity) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Index of the border nearest to `at`. */
function borderAt(bounds: readonly number[], at: number): number {
  const band = bandAt(bounds, at);
  const low = bounds[band] ?? at;
  const high = bounds[band + 1] ?? at;
  return at - low <= high - at ? band : band + 1;
}

/** Marks the bands that a line from..to covers well enough to part what lies on its two sides. */
function covered(bounds: readonly number[], from: number, to: number, mark: (band: number) => void): void {
  for (let band = bandAt(bounds, from); band < bounds.length - 1; band++) {
    const low = bounds[band] ?? 0;
    const high = bounds[band + 1] ?? 0;
    if (low >= to) break;
    const shared = Math.min(high, to) - Math.max(low, from);
    if (
      shared >= WALL_COVER * (high - low) &&
      high - low - shared <= Math.max(2 * TOUCH, (1 - WALL_COVER) * (high - low))
    )
      mark(band);
  }
}

interface Walls {
  /** Wall above grid position (row, col). */
  readonly above: Uint8Array;
  /** Wall left of it. */
  readonly left: Uint8Array;
}

function wallsOf(lattice: Lattice, xs: readonly number[], ys: readonly number[]): Walls {
  const cols = xs.length - 1;
  const rows = ys.length - 1;
  const above = new Uint8Array(rows * cols);
  const left = new Uint8Array(rows * cols);
  for (const h of lattice.h) {
    const row = borderAt(ys, h.at);
    if (row < rows) covered(xs, h.from, h.to, (col) => (above[row * cols + col] = 1));
  }
  for (const v of lattice.v) {
    const col = borderAt(xs, v.at);
    if (col < cols) covered(ys, v.from, v.to, (row) => (left[row * cols + col] = 1));
  }
  return { above, left };
}

/** Numbers the regions of positions that no wall parts. */
function regionsOf(walls: Walls, rows: number, cols: number): Int32Array {
  const region = new Int32Array(rows * cols).fill(-1);
  let next = 0;
  for (let start = 0; start < region.length; start++) {
    if (region[start] !== -1) continue;
    const open = [start];
    region[start] = next;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const col = at % cols;
      const reach = (to: number, walled: boolean) => {
        if (walled || region[to] !== -1) return;
        region[to] = next;
        open.push(to);
      };
      if (at >= cols) reach(at - cols, walls.above[at] === 1);
      if (at + cols < region.length) reach(at + cols, walls.above[at + cols] === 1);
      if (col > 0) reach(at - 1, walls.left[at] === 1);
      if (col < cols - 1) reach(at + 1, walls.left[at + 1] === 1);
    }
    next++;
  }
  return region;
}

/**
 * Regions -> rectangles. Each row of a region is a run of columns; equal runs below one another are one
 * rectangle. A region that is a rectangle stays whole; one that is not (a line stops half way) falls into as
 * few as its outline needs, so that no position and no text is lost.
 */
function rectanglesOf(region: Int32Array, rows: number, cols: number): Span[] {
  const spans: { row: number; col: number; rowspan: number; colspan: number }[] = [];
  let above = new Map<number, { row: number; col: number; rowspan: number; colspan: number }>();
  for (let row = 0; row < rows; row++) {
    const here: typeof above = new Map();
    for (let col = 0; col < cols; ) {
      const id = region[row * cols + col];
      let end = col + 1;
      while (end < cols && region[row * cols + end] === id) end++;
      const key = ((id ?? 0) * (cols + 1) + col) * (cols + 1) + end;
      const upper = above.get(key);
      if (upper !== undefined) {
        upper.rowspan++;
        here.set(key, upper);
      } else {
        const span = { row, col, rowspan: 1, colspan: end - col };
        spans.push(span);
        here.set(key, span);
      }
      col = end;
    }
    above = here;
  }
  return spans;
}

/** The grid of a lattice, or null when its lines enclose nothing, or far more than a page of cells. */
export function gridOf(lattice: Lattice): Grid | null {
  const xs = borders(lattice.v.map((line) => line.at));
  const ys = borders(lattice.h.map((line) => line.at));
  const rows = ys.length - 1;
  const cols = xs.length - 1;
  if (rows < 1 || cols < 1 || rows * cols > MAX_POSITIONS) return null;
  const walls = wallsOf(lattice, xs, ys);
  return withoutHollowBands({ xs, ys, spans: rectanglesOf(regionsOf(walls, rows, cols), rows, cols) });
}

/** Old index -> new index of the borders at which some cell starts or ends. */
function newIndices(count: number, used: ReadonlySet<number>): number[] {
  let next = -1;
  return Array.from({ length: count }, (_, i) => (used.has(i) ? ++next : next));
}

/** Drops borders that bound no cell: all of their segments were too short to part anything. */
function withoutHollowBands(grid: Grid): Grid {
  const [usedCols, usedRows] = [new Set<number>(), new Set<number>()];
  for (const { row, col, rowspan, colspan } of grid.spans) {
    usedCols.add(col).add(col + colspan);
    usedRows.add(row).add(row + rowspan);
  }
  if (usedCols.size === grid.xs.length && usedRows.size === grid.ys.length) return grid;
  const cols = newIndices(grid.xs.length, usedCols);
  const rows = newIndices(grid.ys.length, usedRows);
  const at = (map: readonly number[], i: number) => map[i] ?? 0;
  return {
    xs: grid.xs.filter((_, i) => i === 0 || at(cols, i) !== at(cols, i - 1)),
    ys: grid.ys.filter((_, i) => i === 0 || at(rows, i) !== at(rows, i - 1)),
    spans: grid.spans.map((s) => ({
      row: at(rows, s.row),
      col: at(cols, s.col),
      rowspan: at(rows, s.row + s.rowspan) - at(rows, s.row),
      colspan: at(cols, s.col + s.colspan) - at(cols, s.col),
    })),
  };
}

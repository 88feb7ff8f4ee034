/** Column borders carried from page to page. */
import { COLUMN_DRIFT, COLUMN_DRIFT_SHARE, WHITESPACE_DRIFT } from './thresholds.js';

/** How the columns of two pieces of a table fit together. */
export interface Fit {
  /** The borders of both, on the first piece's page. */
  readonly xs: readonly number[];
  /** For each border of the first and of the second piece its index in `xs`. */
  readonly first: readonly number[];
  readonly second: readonly number[];
}

/** Fits columns found from white space: as many, and each inner border about where the other has it. */
export function fitWhitespace(first: readonly number[], second: readonly number[]): Fit | null {
  const inner = first.slice(1, -1);
  const agree = inner.every((x, i) => Math.abs(x - (second[i + 1] ?? Number.POSITIVE_INFINITY)) <= WHITESPACE_DRIFT);
  const all = first.map((_, i) => i);
  return first.length === second.length && agree ? { xs: first, first: all, second: all } : null;
}

/**
 * Fits two lists of borders that start and end alike (after a shift, for mirrored margins) and of which one
 * has all the borders of the other: rows without a border there have merged cells. Null when they do not fit.
 */
export function fitColumns(first: readonly number[], second: readonly number[]): Fit | null {
  const shift = (first[0] ?? 0) - (second[0] ?? 0);
  const width = (first.at(-1) ?? 0) - (first[0] ?? 0);
  const drift = Math.max(COLUMN_DRIFT, COLUMN_DRIFT_SHARE * width);
  const moved = second.map((x) => x + shift);
  if (Math.abs((moved.at(-1) ?? 0) - (first.at(-1) ?? 0)) > drift) return null;
  const [more, fewer] = first.length >= second.length ? [first, moved] : [moved, first];
  const places: number[] = [];
  let at = 0;
  for (const x of fewer) {
    while (at < more.length && (more[at] ?? 0) < x - drift) at++;
    if (at === more.length || Math.abs((more[at] ?? 0) - x) > drift) return null;
    while (at + 1 < more.length && Math.abs((more[at + 1] ?? 0) - x) < Math.abs((more[at] ?? 0) - x)) at++;
    places.push(at);
    at++;
  }
  const all = more.map((_, i) => i);
  return more === first ? { xs: first, first: all, second: places } : { xs: moved, first: places, second: all };
}

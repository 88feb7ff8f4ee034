/** The value in the middle, which one value far off does not move. */

export const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** @param sorted in ascending order; 0 of none */
export function median(sorted: readonly number[]): number {
  return medianOf(sorted.length, (place) => sorted[place] ?? 0);
}

/** @param at the value at a place of so many that are in order */
export function medianOf(count: number, at: (place: number) => number): number {
  const middle = Math.floor(count / 2);
  if (count === 0) return 0;
  return count % 2 === 1 ? at(middle) : (at(middle) + at(middle - 1)) / 2;
}

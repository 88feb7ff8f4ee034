/** How exactly a figure was printed, and how far apart two figures may be for that reason alone. */

/** Sums of printed decimals are exact to this many places once the noise of binary fractions is cut off. */
const EXACT_DECIMALS = 6;
const NOISE = 10 ** -EXACT_DECIMALS / 2;

export function clean(value: number): number {
  return Number(value.toFixed(EXACT_DECIMALS));
}

/** Decimals that the number itself needs. */
function neededDecimals(value: number): number {
  return `${clean(value)}`.split('.')[1]?.length ?? 0;
}

/**
 * Decimals as printed: 2 for `90,10` although the value is 90.1. The digits after the last mark are decimals if
 * all digits together, with the point before them, are the value; otherwise the mark was a thousands mark.
 */
export function decimalsOf(printed: string, value: number): number {
  const number = /\d[\d.,\s]*/u.exec(printed)?.[0].trimEnd().replace(/[.,]$/, '') ?? '';
  const after = /[.,](\d+)$/.exec(number)?.[1] ?? '';
  const digits = number.replace(/\D/g, '');
  const asDecimal = Number(`${digits}e-${after.length}`);
  return Math.abs(asDecimal - Math.abs(value)) < NOISE ? after.length : neededDecimals(value);
}

/** Half a unit of the last printed place. */
export function halfUnit(decimals: number): number {
  return 10 ** -decimals / 2;
}

/** Equal but for rounding; a value exactly half-way may have been rounded either way. */
export function within(a: number, b: number, tolerance: number): boolean {
  return Math.abs(a - b) <= tolerance + NOISE;
}

export function exceeds(value: number, limit: number, tolerance: number): boolean {
  return value > limit + tolerance + NOISE;
}

/** The value to so many decimals, half-way rounded up as people do. */
export function roundTo(value: number, decimals: number): number {
  return Number((value + NOISE).toFixed(decimals));
}

/** Numbers as text that every program reads back as the same number: no exponent, no `-0`. */
import { InvariantError } from '../model/errors.js';

/**
 * The shortest digits that parse back to `value`, written out (`1e21` as a 1 and 21 zeros).
 * @throws InvariantError for NaN and infinities: no cell of a report can mean them.
 */
export function plainNumber(value: number): string {
  if (!Number.isFinite(value)) throw new InvariantError(`not a number that can be written: ${value}`);
  // Of -0 this makes 0.
  const shortest = String(value);
  const scientific = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(shortest);
  if (scientific === null) return shortest;
  const [, sign = '', first = '', rest = '', exponent = '0'] = scientific;
  const digits = first + rest;
  const point = 1 + Number(exponent);
  // String() writes an exponent only below 1e-6 and from 1e21 on, so the point never falls between the digits.
  return point <= 0 ? `${sign}0.${'0'.repeat(-point)}${digits}` : sign + digits.padEnd(point, '0');
}

/** Rounded half up to so many decimals, `-0` made 0. */
export function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale || 0;
}

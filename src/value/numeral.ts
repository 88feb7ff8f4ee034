/**
 * One printed number, from its digits and marks alone. Vietnamese writing has the dot for thousands and the
 * comma for decimals (1.234,5); English-style numbers occur in the same reports; and a single mark before
 * exactly three digits (1.234 and 1,234) can be either, which only the row and the report can tell.
 */

export type NumeralShape =
  /** Digits, or groups of three set apart by spaces. */
  | 'plain'
  /** Can only be Vietnamese: 1.234.567 · 1.234,5 · 90,9. */
  | 'vietnamese'
  /** Can only be English: 1,234,567 · 1,234.5 · 12.5. */
  | 'english'
  /** 1.234 */
  | 'dot-three'
  /** 1,234 */
  | 'comma-three';

export interface Numeral {
  readonly shape: NumeralShape;
  /** The first reading is the one with the mark as thousands, where there are two. */
  readonly readings: readonly [number] | readonly [number, number];
  /** Marks it shows in a role nobody can doubt. */
  readonly shows: { readonly thousands?: '.' | ','; readonly decimal?: '.' | ',' };
}

/** A thousands group never follows a leading zero or more than three digits; a decimal's whole part has no idle zero. */
const GROUPED = (mark: string) => `[1-9]\\d{0,2}(?:${mark}\\d{3})`;
const WHOLE = '(?:0|[1-9]\\d*)';
const exactly = (pattern: string) => new RegExp(`^${pattern}$`);

const DIGITS = exactly('\\d+');
const SPACED = exactly(`${GROUPED(' ')}+`);
const SPACED_DECIMAL = exactly(`${GROUPED(' ')}+,\\d+`);
const DOT_THREE = exactly(GROUPED('\\.'));
const COMMA_THREE = exactly(GROUPED(','));
const DOT_GROUPS = exactly(`${GROUPED('\\.')}{2,}`);
const COMMA_GROUPS = exactly(`${GROUPED(',')}{2,}`);
const DOT_GROUPS_DECIMAL = exactly(`${GROUPED('\\.')}+,\\d+`);
const COMMA_GROUPS_DECIMAL = exactly(`${GROUPED(',')}+\\.\\d+`);
const DECIMAL_COMMA = exactly(`${WHOLE},\\d+`);
const DECIMAL_POINT = exactly(`${WHOLE}\\.\\d+`);

/** More digits than this are not held exactly by a double, and a value that is not exact is not read. */
const MOST_DIGITS = 15;

const dropping = (text: string, mark: RegExp) => Number(text.replace(mark, ''));
const withComma = (text: string) => Number(text.replace(/[. ]/g, '').replace(',', '.'));
const withPoint = (text: string) => Number(text.replace(/,/g, ''));

/**
 * @param text digits, dots, commas and single plain spaces, nothing else
 * @returns null when it is no well-formed number (1.23.456, 12 34, 0 234, 01.9)
 */
export function readNumeral(text: string): Numeral | null {
  if (text.replace(/\D/g, '').length > MOST_DIGITS) return null;
  if (DIGITS.test(text)) return { shape: 'plain', readings: [Number(text)], shows: {} };
  if (SPACED.test(text)) return { shape: 'plain', readings: [dropping(text, / /g)], shows: {} };
  if (SPACED_DECIMAL.test(text)) return { shape: 'vietnamese', readings: [withComma(text)], shows: { decimal: ',' } };
  if (DOT_THREE.test(text)) return { shape: 'dot-three', readings: [dropping(text, /\./), Number(text)], shows: {} };
  if (COMMA_THREE.test(text)) {
    return { shape: 'comma-three', readings: [dropping(text, /,/), withComma(text)], shows: {} };
  }
  if (DOT_GROUPS.test(text)) {
    return { shape: 'vietnamese', readings: [dropping(text, /\./g)], shows: { thousands: '.' } };
  }
  if (COMMA_GROUPS.test(text)) {
    return { shape: 'english', readings: [dropping(text, /,/g)], shows: { thousands: ',' } };
  }
  if (DOT_GROUPS_DECIMAL.test(text)) {
    return { shape: 'vietnamese', readings: [withComma(text)], shows: { thousands: '.', decimal: ',' } };
  }
  if (COMMA_GROUPS_DECIMAL.test(text)) {
    return { shape: 'english', readings: [withPoint(text)], shows: { thousands: ',', decimal: '.' } };
  }
  if (DECIMAL_COMMA.test(text)) return { shape: 'vietnamese', readings: [withComma(text)], shows: { decimal: ',' } };
  if (DECIMAL_POINT.test(text)) return { shape: 'english', readings: [withPoint(text)], shows: { decimal: '.' } };
  return null;
}

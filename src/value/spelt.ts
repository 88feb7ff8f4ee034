/** Numbers written out in words, as beside the figure of a sum of money: `12 (mười hai)`. */
import { foldKey } from '../vietnamese/keys.js';
import { SCALES } from './tail.js';

/** Words in their order of value, with other spellings; a word that stands behind tens is another one: `hai mươi mốt`. */
const DIGIT_WORDS = [
  ['không'],
  ['một', 'mốt'],
  ['hai'],
  ['ba'],
  ['bốn', 'tư'],
  ['năm', 'lăm', 'nhăm'],
  ['sáu'],
  ['bảy', 'bẩy'],
  ['tám'],
  ['chín'],
] as const;
const DIGITS: ReadonlyMap<string, number> = new Map(
  DIGIT_WORDS.flatMap((words, digit) => words.map((word) => [foldKey(word), digit] as const)),
);
/** They stand alone, behind no digit. */
const TEN = foldKey('mười');
const ZERO_TENS = new Set(['linh', 'lẻ'].map(foldKey));
/** They multiply the digit before them. */
const TENS = foldKey('mươi');
const HUNDRED = foldKey('trăm');
/** `Bằng chữ: …` */
const PREAMBLE = foldKey('bằng chữ');

/** The number before one of the scales, or at the end: up to 999. */
interface Group {
  /** Hundreds and tens. */
  readonly sum: number;
  /** What the next word multiplies, or the units. */
  readonly digit: number | null;
  /** Hundreds or tens were said, be it that there are none: what follows are units. */
  readonly hasPlaces: boolean;
}
const NOTHING: Group = { sum: 0, digit: null, hasPlaces: false };
const sumOf = ({ sum, digit }: Group) => sum + (digit ?? 0);

/** The group with one word more; null where no number goes on so. */
function grown({ sum, digit, hasPlaces }: Group, word: string): Group | null {
  const own = DIGITS.get(word);
  const placed = (more: number): Group => ({ sum: sum + more, digit: null, hasPlaces: true });
  if (digit === null) {
    if (own !== undefined) return { sum, digit: own, hasPlaces };
    if (ZERO_TENS.has(word)) return placed(0);
    return word === TEN && sum % 100 === 0 ? placed(10) : null;
  }
  if (word === HUNDRED) return sum === 0 ? placed(100 * digit) : null;
  return word === TENS && digit > 0 && sum % 100 === 0 ? placed(10 * digit) : null;
}

const isNumberWord = (word: string) =>
  DIGITS.has(word) || SCALES.has(word) || ZERO_TENS.has(word) || [TEN, TENS, HUNDRED].includes(word);

/**
 * @returns the number that all of the words say, which may end in words of that unit: `mười hai hồ sơ`; null when they are
 * no number. Spoken short forms (`một nghìn hai`, `hai rưỡi`) are none.
 */
export function numberInWords(text: string, unit: string): number | null {
  const key = foldKey(text);
  const words = (key.startsWith(`${PREAMBLE} `) ? key.slice(PREAMBLE.length + 1) : key).split(' ');
  if (!words.some(isNumberWord)) return null;
  const counted = new Set(foldKey(unit).split(' '));
  const last = words.findLastIndex((word) => isNumberWord(word) || !counted.has(word));
  let [total, group, scaled] = [0, NOTHING, Number.POSITIVE_INFINITY];
  for (const word of words.slice(0, last + 1)) {
    const exponent = SCALES.get(word);
    if (exponent === undefined) {
      const next = grown(group, word);
      if (next === null) return null;
      group = next;
    } else {
      const sum = sumOf(group);
      if (sum === 0 || exponent >= scaled) return null;
      [total, group, scaled] = [total + sum * 10 ** exponent, NOTHING, exponent];
    }
  }
  // `Một nghìn hai` is 1.200 in speech; `linh` alone is no number.
  const isScaled = scaled < Number.POSITIVE_INFINITY;
  const isNumber = isScaled ? group.hasPlaces || group.digit === null : group.sum > 0 || group.digit !== null;
  return isNumber ? total + sumOf(group) : null;
}

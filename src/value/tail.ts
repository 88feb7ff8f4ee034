/** The words behind a number: a unit, or a power of ten that changes the value. */
import { foldKey } from '../vietnamese/keys.js';

export type Tail =
  | { readonly kind: 'none' }
  | { readonly kind: 'percent' }
  /** 2,5 tỷ: the value times ten to this power, in the row's own unit. */
  | { readonly kind: 'scale'; readonly exponent: number; readonly billions: boolean }
  | { readonly kind: 'unit' }
  /** Words that may change what the number says (`10 không đạt`) or are none (`12a`): no plain quantity. */
  | { readonly kind: 'clause' };

const BILLION = 9;
const SCALES: readonly (readonly [words: readonly string[], exponent: number])[] = [
  [['tỷ', 'tỉ'], BILLION],
  [['triệu', 'tr'], 6],
  [['nghìn', 'ngàn'], 3],
];

/** Longer than this is a sentence; the longest unit of the forms has four words. */
const MOST_UNIT_WORDS = 6;
const CLAUSE_WORDS = new Set(
  ['không', 'chưa', 'và', 'hoặc', 'đến', 'trở', 'nhưng', 'còn', 'trừ', 'so', 'tăng', 'giảm'].map(foldKey),
);

/** One letter is a part of a code or a misread digit, unless it is the currency. */
const isWord = (token: string) => token.length > 1 || token === 'đ';

/** The power of ten a text starts or is measured with, 0 when none. */
function exponentOf(words: readonly string[], at: (words: readonly string[], scale: string) => boolean): number {
  return SCALES.find(([names]) => names.some((name) => at(words, foldKey(name))))?.[1] ?? 0;
}

/** The power of ten of a row's unit: 6 for `Triệu đồng`. */
function unitExponent(unit: string): number {
  return exponentOf(foldKey(unit).split(' '), (words, scale) => words.includes(scale));
}

export function readTail(words: string, unit: string): Tail {
  if (words === '') return { kind: 'none' };
  const key = foldKey(words);
  if (key === foldKey('phần trăm')) return { kind: 'percent' };
  const tokens = key.split(' ');
  const clause = tokens.some((token) => CLAUSE_WORDS.has(token)) || tokens.length > MOST_UNIT_WORDS;
  if (clause || !words.split(' ').every(isWord)) return { kind: 'clause' };
  const exponent = exponentOf(tokens, (all, scale) => all[0] === scale);
  if (exponent === 0) return { kind: 'unit' };
  return { kind: 'scale', exponent: exponent - unitExponent(unit), billions: exponent === BILLION };
}

/** All words are those of the row's unit. */
export function isOfUnit(words: string, unit: string): boolean {
  const known = foldKey(unit).split(' ');
  return foldKey(words)
    .split(' ')
    .every((word) => known.includes(word));
}

/** The row counts in tỷ, where three digits after a mark are decimals. */
export function inBillions(unit: string): boolean {
  return unitExponent(unit) === BILLION;
}

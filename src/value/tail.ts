/** The words behind a number: a unit, or a power of ten that changes the value. */
import { foldKey } from '../vietnamese/keys.js';

export type Tail =
  | { readonly kind: 'none' }
  | { readonly kind: 'percent' }
  /** 2,5 tỷ: the value times ten to this power, in the row's own unit. */
  | { readonly kind: 'scale'; readonly exponent: number; readonly billions: boolean }
  | { readonly kind: 'unit' }
  /** Another unit than the row's, or a part of what it counts: `12 người` in a row of `Hồ sơ`, `12 quá hạn`. */
  | { readonly kind: 'foreign' }
  /** Words that may change what the number says (`10 không đạt`) or are none (`12a`): no plain quantity. */
  | { readonly kind: 'clause' };

const BILLION = 9;
/** Powers of ten by their words. */
export const SCALES: ReadonlyMap<string, number> = new Map(
  (
    [
      ['tỷ', BILLION],
      ['tỉ', BILLION],
      ['triệu', 6],
      ['tr', 6],
      ['nghìn', 3],
      ['ngàn', 3],
    ] as const
  ).map(([word, exponent]) => [foldKey(word), exponent]),
);
/** Behind `tỷ` it makes a share of it. */
const OF_SHARES = foldKey('lệ');

/** Longer than this is a sentence; the longest unit of the forms has four words. */
const MOST_UNIT_WORDS = 6;
const CLAUSE_WORDS = new Set(
  ['không', 'chưa', 'và', 'hoặc', 'đến', 'trở', 'nhưng', 'còn', 'trừ', 'so', 'tăng', 'giảm'].map(foldKey),
);

/** One letter is a part of a code or a misread digit, unless it is the currency. */
const isWord = (token: string) => token.length > 1 || token === 'đ';

const CURRENCY = new Set(['đồng', 'đ', 'vnđ', 'vnd', 'việt', 'nam'].map(foldKey));
/** Words of a unit that name nothing that is counted. */
const GENERIC = new Set(['số', 'lượng', 'tổng', 'đã', 'các', 'có', 'và'].map(foldKey));
/** They count a part of what the row counts, unless the row says the same: `12 hồ sơ quá hạn`. */
const CONDITIONS = new Set(['quá', 'trễ', 'chậm', 'đúng', 'sớm', 'trước', 'sau', 'đang', 'bị', 'tồn'].map(foldKey));

const tokensOf = (text: string) => foldKey(text).split(' ').filter(Boolean);

/** The power of ten of one word, 0 when it is none; the first half of `tỷ lệ` is none. */
function powerAt(tokens: readonly string[], at: number): number {
  return tokens[at + 1] === OF_SHARES ? 0 : (SCALES.get(tokens[at] ?? '') ?? 0);
}

/** `nghìn tỷ đồng`: the powers multiply, so their exponents add up to 12, and `đồng` is left. */
function splitScale(tokens: readonly string[]): { exponent: number; rest: readonly string[] } {
  const powers = tokens.map((_, at) => powerAt(tokens, at));
  const exponent = powers.reduce((sum, power) => sum + power, 0);
  return { exponent, rest: tokens.filter((_, at) => powers[at] === 0) };
}

/** Behind a number only the first words are powers of ten: `huyện Triệu Phong` is a name. */
function leadingScale(tokens: readonly string[]): { exponent: number; rest: readonly string[] } {
  const end = tokens.findIndex((_, at) => powerAt(tokens, at) === 0);
  const scale = end < 0 ? tokens : tokens.slice(0, end);
  return { exponent: splitScale(scale).exponent, rest: tokens.slice(scale.length) };
}

const isCurrency = (tokens: readonly string[]) => tokens.length > 0 && tokens.every((token) => CURRENCY.has(token));

/** The row counts đồng, by itself or in powers of ten that are words; a row without a unit is taken at its words. */
function countsDong(unit: string): boolean {
  const { exponent, rest } = splitScale(tokensOf(unit));
  if (/\d/.test(unit)) return false;
  return rest.length === 0
    ? exponent > 0 || unit.trim() === ''
    : rest.some((token) => token !== 'nam' && CURRENCY.has(token));
}

const initials = (tokens: readonly string[]) => tokens.map((token) => token.charAt(0)).join('');

/** `hs` for `hồ sơ`, `thủ tục` for `TTHC`: one word that holds the initials of the others. */
function abbreviates(short: readonly string[], long: readonly string[]): boolean {
  const [word = '', ...others] = short;
  if (others.length > 0 || word.length < 2 || long.length < 2) return false;
  return initials(long).includes(word) || word.startsWith(initials(long));
}

const hasPair = (tokens: readonly string[], known: readonly string[]) =>
  tokens.some((token, i) =>
    known.some((word, k) => word === token && tokens[i + 1] !== undefined && known[k + 1] === tokens[i + 1]),
  );

/**
 * The words name what the row counts: nothing but words of its unit, all of its unit, or one term of it. A term has two
 * syllables; one alone (`đơn` of `đơn vị` and of `đơn thư`) says too little.
 */
function namesUnit(tokens: readonly string[], unit: string): boolean {
  const known = tokensOf(unit);
  if (known.length === 0) return true;
  if (tokens.some((token) => CONDITIONS.has(token) && !known.includes(token))) return false;
  const content = known.filter((token) => !GENERIC.has(token));
  // `Số lượng` alone names no thing that another word could differ from.
  if (content.length === 0 || tokens.every((token) => known.includes(token))) return true;
  if (content.every((token) => tokens.includes(token)) || hasPair(tokens, content)) return true;
  return abbreviates(tokens, content) || abbreviates(content, tokens);
}

const NEGATIONS = new Set(['không', 'chưa'].map(foldKey));
/** In brackets behind a figure they say that it is a difference, or no longer the right one. */
const CHANGES = new Set(['tăng', 'giảm', 'cũ', 'sửa', 'xóa', 'bỏ', 'hủy', 'sai'].map(foldKey));
/** Words that say the figure is of a part of what the row counts (`quá hạn`), or is not what it seems (`chưa đạt`, `cũ`). */
export function isCondition(words: string, unit: string): boolean {
  const known = tokensOf(unit);
  return (
    known.length > 0 &&
    tokensOf(words).some((token) => {
      return [CONDITIONS, NEGATIONS, CHANGES].some((set) => set.has(token)) && !known.includes(token);
    })
  );
}

/**
 * @param words what stands behind the number, in the row's `unit` or in another
 * @returns a scale brought to the row's unit where both are known; `foreign` where they cannot be the same
 */
export function readTail(words: string, unit: string): Tail {
  if (words === '') return { kind: 'none' };
  if (foldKey(words) === foldKey('phần trăm')) return { kind: 'percent' };
  const tokens = tokensOf(words);
  const clause = tokens.some((token) => CLAUSE_WORDS.has(token)) || tokens.length > MOST_UNIT_WORDS;
  if (clause || !words.split(' ').every(isWord)) return { kind: 'clause' };
  const printed = leadingScale(tokens);
  const toRow = printed.exponent - exponentOf(unit);
  const asScale = { kind: 'scale', exponent: toRow, billions: printed.exponent === BILLION } as const;
  if (isCurrency(printed.rest)) return countsDong(unit) ? asScale : { kind: 'foreign' };
  // `12 triệu` alone is money, which a row of dossiers does not count; `2 nghìn hồ sơ` is not.
  const named = printed.rest.length === 0 ? countsDong(unit) : namesUnit(printed.rest, unit);
  if (!named) return { kind: 'foreign' };
  return printed.exponent > 0 ? asScale : { kind: 'unit' };
}

/**
 * The words, which a table says of all its figures, make another power of ten of a figure in the row's `unit`: `nghìn` of
 * any, `nghìn đồng` of one in đồng. Of a row that counts something else they say nothing.
 */
export function rescales(words: string, unit: string): boolean {
  const { exponent, rest } = leadingScale(tokensOf(words));
  if (exponent === 0) return false;
  if (rest.length === 0) return exponentOf(unit) !== exponent;
  const tail = readTail(words, unit);
  return tail.kind === 'scale' && tail.exponent !== 0;
}

/** All words are those of the row's unit. */
export function isOfUnit(words: string, unit: string): boolean {
  const known = foldKey(unit).split(' ');
  return foldKey(words)
    .split(' ')
    .every((word) => known.includes(word));
}

/** The power of ten in a unit: 6 of `Triệu đồng`. */
export function exponentOf(unit: string): number {
  return splitScale(tokensOf(unit)).exponent;
}

/** The row counts in tỷ, where three digits after a mark are decimals. */
export function inBillions(unit: string): boolean {
  return exponentOf(unit) === BILLION;
}

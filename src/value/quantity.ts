/**
 * The parts of a cell that holds a number: `-`, `1.250`, `/ 12`, `(*)`, `%`, `hồ sơ`, `(đạt 90%)`. Only the
 * parts are told apart here; what they mean is decided in grammar.ts.
 */

export interface Quantity {
  readonly negative: boolean;
  /** Digits, dots, commas, single spaces. */
  readonly digits: string;
  /** The digits after a `/`, of a ratio; null when there is none. */
  readonly divisor: string | null;
  /** A footnote mark stood after the number: `306²`, `266 (*)`, `12*`, `12 [1]`. */
  readonly footnote: boolean;
  readonly percentSign: boolean;
  /** Words after the number, '' when none. */
  readonly words: string;
  /** What stands in parentheses at the end, '' when nothing. */
  readonly remark: string;
}

const NUMBER = '\\d(?:[\\d., ]*\\d)?';
const FOOTNOTE = '[⁰¹²³⁴-⁹]+|\\*+|\\(\\s*\\*+\\s*\\)|\\[\\d{1,2}\\]';
/** Letters only; a `/` inside a word as in `đ/c`. Digits or other marks make it something else than a quantity. */
const WORDS = '\\p{L}+(?:/\\p{L}+)?(?: \\p{L}+(?:/\\p{L}+)?)*';

const QUANTITY = new RegExp(
  `^(?<sign>[-−–]?)(?<digits>${NUMBER})(?: ?/ ?(?<divisor>${NUMBER}))?` +
    ` ?(?<footnote>${FOOTNOTE})? ?(?<percent>%)? ?(?<footnoteAfter>${FOOTNOTE})?` +
    ` ?(?<words>${WORDS})? ?(?<footnoteLast>${FOOTNOTE})? ?(?:\\((?<remark>[^()]+)\\))?$`,
  'u',
);

/**
 * A narrow column breaks `17.454.000` after a dot. With one dot alone (`1.` over `306`) it may as well be a number of the
 * paragraph over the figure.
 */
const BROKEN_AT_DOT = /^[1-9]\d{0,2}(?:\.\d{3})+\.\n\d{3}(?:\.\d{3})*$/;

/** One mark a writer ends a cell with out of habit: `479.`, `306;`. */
const END_MARK = /\s?[.,;:]$/;

export function splitQuantity(text: string): Quantity | null {
  const whole = text.replace(END_MARK, '');
  const joined = BROKEN_AT_DOT.test(whole) ? whole.replace('\n', '') : whole;
  const groups = QUANTITY.exec(joined)?.groups;
  if (groups === undefined) return null;
  return {
    negative: groups.sign !== '',
    digits: groups.digits ?? '',
    divisor: groups.divisor ?? null,
    footnote: (groups.footnote ?? groups.footnoteAfter ?? groups.footnoteLast) !== undefined,
    percentSign: groups.percent !== undefined,
    words: groups.words ?? '',
    remark: groups.remark ?? '',
  };
}

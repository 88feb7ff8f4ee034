/** A cell's text made ready for the grammar; `value_raw` itself is never changed. */

/** Zero-width characters and the soft hyphen: they print nothing. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;
/** Fullwidth forms of the signs a number is written with; digits of any width are still that digit. */
const FULLWIDTH = /[\uFF01-\uFF5E]/g;
const FULLWIDTH_OFFSET = 0xff01 - 0x21;

/**
 * A line break is a space, but not where a figure stands on both sides: `306` over `479` are two numbers, or one that a
 * narrow column broke, and nothing in the cell tells which. No numeral has a break in it, so neither is read.
 */
const BREAK_BETWEEN_WORDS = /(?<![\d.,/])\n+|\n+(?![\d.,/])/g;

/** What a thousands group may stand apart by: one plain, no-break, thin or narrow no-break space. */
const GROUP_SPACE = /^[ \u00A0\u2009\u202F]$/;
const BLANKS_BETWEEN_DIGITS = /(?<=\d)[^\S\n]+(?=\d)/g;
/** A tab or a wide gap parts two figures as a line break does. */
const gapOf = (blanks: string) => (GROUP_SPACE.test(blanks) ? ' ' : '\n');

export function prepare(raw: string): string {
  return raw
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(FULLWIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULLWIDTH_OFFSET))
    .trim()
    .replace(BLANKS_BETWEEN_DIGITS, gapOf)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(BREAK_BETWEEN_WORDS, ' ');
}

/** A cell's text made ready for the grammar; `value_raw` itself is never changed. */

/** Zero-width characters and the soft hyphen: they print nothing. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;
/** Fullwidth forms of the signs a number is written with; digits of any width are still that digit. */
const FULLWIDTH = /[\uFF01-\uFF5E]/g;
const FULLWIDTH_OFFSET = 0xff01 - 0x21;

export function prepare(raw: string): string {
  return raw
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(FULLWIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULLWIDTH_OFFSET))
    .replace(/\s+/g, ' ')
    .trim();
}

/** Small readings of text that several parts of report/ share. */
/**
 * A cell's lines as one line. A narrow column breaks even inside a token (`IV/20` over `21`), and only for
 * notes may the halves be put together again: in a value two lines of digits could be two numbers.
 */
export function joinLines(text: string, options: { rejoinDigits?: boolean } = {}): string {
  const rejoined = options.rejoinDigits ? text.replace(/(?<=[\d/])\s*\n\s*(?=\d)|\s*\n\s*(?=\/)/gu, '') : text;
  return rejoined.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Lower case, one space between words; signs are kept: what periods and their like are looked for in. */
export function inLowerCase(text: string): string {
  return text.toLowerCase().normalize('NFC').replace(/\s+/gu, ' ');
}

/** Lower case, words only, one space between them: what the fixed words of headers and captions are looked for in. */
export function plainWords(text: string): string {
  return joinLines(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\d%]+/gu, ' ')
    .trim();
}

/** `Trong đó` and its like: a cell that says the rows beside it are parts of the row above. */
export function isPartsMarker(text: string): boolean {
  return /^(trong đó|bao gồm|gồm|gồm có|chia ra)$/u.test(plainWords(text));
}

/** An outline number: `1`, `1.2.`, `3.3.1`, `IV`, `a)`. */
const OUTLINE_CODE = /^(?:\d{1,3}(?:\s*\.\s*\d{1,3})*|[IVXLC]{1,6}|[A-Za-zĐđ])\s*[.)]?$/u;

export function isOutlineCode(text: string): boolean {
  return OUTLINE_CODE.test(text.trim());
}

/** A heading merged over the whole width holds code and label in one cell: `2. Cải cách thể chế`. */
export function splitLeadingCode(text: string): { code: string; label: string } {
  const match = /^((?:\d{1,3}(?:\.\d{1,3})*\.?|[IVXLC]{1,6}[.)])) +(\p{L}.*)$/su.exec(text);
  return match?.[1] !== undefined && match[2] !== undefined
    ? { code: match[1], label: match[2] }
    : { code: '', label: text };
}

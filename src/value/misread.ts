/**
 * Digits that OCR took for letters. Confusions measured with tesseract: 0/O/o/Ø, 1/l/I/|/], 5/S, 8/B, 6/b, 2/Z,
 * 9/g/q. What comes out is a proposal for the reviewer; a repaired digit is not a read digit.
 */

const LIKELY_DIGIT: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Ø: '0',
  D: '0',
  Q: '0',
  l: '1',
  I: '1',
  i: '1',
  '|': '1',
  ']': '1',
  '!': '1',
  Z: '2',
  z: '2',
  S: '5',
  s: '5',
  b: '6',
  G: '6',
  B: '8',
  g: '9',
  q: '9',
};

/** Behind a digit, these letters alone are no word of any unit, whoever typed or read them. */
const LETTERS_AFTER_DIGIT = /(?<=\d)[OolI|]+(?!\p{L})/gu;

/** `1OO`, `2ll`: the text with the letters behind its digits turned back; null when there are none. */
export function withDigitTail(text: string): string | null {
  const digits = text.replace(LETTERS_AFTER_DIGIT, (run) =>
    [...run].map((sign) => LIKELY_DIGIT[sign] ?? sign).join(''),
  );
  return digits === text ? null : digits;
}

/** A bracketed footnote mark is no row of ones. */
const FOOTNOTE = /\[\d{1,2}\]/;

/** The text with its lookalikes turned back into digits; null when there are none in it. */
export function withDigits(text: string): string | null {
  if (FOOTNOTE.test(text)) return null;
  const digits = [...text].map((sign) => LIKELY_DIGIT[sign] ?? sign).join('');
  return digits === text ? null : digits;
}

/**
 * The order of texts, the same on every machine: by Unicode code point, never by locale. JavaScript's own `<`
 * compares UTF-16 units, which puts a character beyond U+FFFF before one at U+E000; UTF-8 bytes, other
 * languages and `sort` in the C locale do not.
 */

/** Moves the surrogates (U+D800 to U+DFFF) behind every other code unit, which is where their characters belong. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

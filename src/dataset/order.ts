/**
 * Orders that are the same on every machine: by Unicode code point, never by locale. JavaScript's own `<`
 * compares UTF-16 units, which puts a character beyond U+FFFF before one at U+E000; UTF-8 bytes, other
 * languages and `sort` in the C locale do not.
 */

export type Compare<T> = (a: T, b: T) => number;

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

/** Null counts as empty and comes first, as it does in the file. */
export function compareOptional(a: string | null, b: string | null): number {
  return compareText(a ?? '', b ?? '');
}

/** The first comparison that decides. */
export function inOrderOf<T>(...compares: readonly Compare<T>[]): Compare<T> {
  return (a, b) => {
    for (const compare of compares) {
      const result = compare(a, b);
      if (result !== 0) return result;
    }
    return 0;
  };
}

/** Compares by one text of the thing. */
export function by<T>(text: (thing: T) => string | null): Compare<T> {
  return (a, b) => compareOptional(text(a), text(b));
}

/** Compares by one number of the thing. */
export function byNumber<T>(number: (thing: T) => number): Compare<T> {
  return (a, b) => number(a) - number(b);
}

export function reversed<T>(compare: Compare<T>): Compare<T> {
  return (a, b) => compare(b, a);
}

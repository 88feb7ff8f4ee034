/** Total orders of records, built from comparisons of their parts. */
import { compareText } from '../model/order.js';

export type Compare<T> = (a: T, b: T) => number;

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

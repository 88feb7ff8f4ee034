/** Patterns for files, for shells that do not expand them (Windows has none that does): `*`, `?`, `[a-z]`, `**`. */

const MAGIC = /[*?[]/u;

export interface Glob {
  /** The folder that the pattern starts from: its part without wildcards, as given. */
  readonly base: string;
  /** Whether a file is meant; `relative` is its path below `base`, `/`-separated, NFC. */
  matches(relative: string): boolean;
}

/** Null when the argument has no wildcard. On Windows `\` separates, elsewhere it is part of a name. */
export function parseGlob(argument: string, separators: RegExp): Glob | null {
  const parts = argument.normalize('NFC').split(separators);
  const first = parts.findIndex((part) => MAGIC.test(part));
  if (first < 0) return null;
  const pattern = new RegExp(`^${parts.slice(first).map(segment).join('')}$`, 'u');
  const base = argument.split(separators).slice(0, first).join('/');
  const root = /^[\\/]/u.test(argument) ? '/' : '.';
  return { base: base === '' ? root : base, matches: (relative) => pattern.test(relative) };
}

/** One part between slashes, with the slash behind it where there is one. */
function segment(part: string, index: number, all: readonly string[]): string {
  const last = index === all.length - 1;
  if (part === '**') return last ? '.*' : '(?:[^/]+/)*';
  const text = part.replace(/\[!?[^\]]+\]|[\s\S]/gu, (token) => {
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.length > 1) return `[${token.slice(1, -1).replace(/^!/u, '^').replace(/[\\[]/gu, '\\$&')}]`;
    return token.replace(/[$()*+./?[\\\]^{|}]/u, '\\$&');
  });
  return last ? text : `${text}/`;
}

/** The rules folder as bytes: which files it holds, and the one hash over all of them. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';

export interface RulesFile {
  /** Relative to the rules folder, `/`-separated on every platform, NFC. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** The table of administrative units. */
export const UNITS = 'units/units.csv';

/** What rules are written in. README and LICENSE files stand beside them and are no rules. */
const RULES_FILE = /\.(ya?ml|csv)$/i;
/** What editors and Excel leave behind while a file is open. */
const LEFT_BEHIND = /^[.~#]/;

/**
 * Every rules file under `dir`, ordered by path (code units, so that the order is the same everywhere).
 * @throws the file system's error when `dir` cannot be read.
 */
export async function readRules(dir: string): Promise<RulesFile[]> {
  const names = await readdir(dir, { recursive: true });
  const rules = names.filter((name) => RULES_FILE.test(name) && !LEFT_BEHIND.test(basename(name)));
  const files = await Promise.all(
    rules.map(async (name) => ({
      path: name.split(sep).join('/').normalize('NFC'),
      bytes: await readFile(join(dir, name)),
    })),
  );
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** SHA-256 over path, length and bytes of every file: no two different folders can write the same stream. */
export function hashOf(files: readonly RulesFile[]): string {
  const hash = createHash('sha256');
  for (const { path, bytes } of files) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex');
}

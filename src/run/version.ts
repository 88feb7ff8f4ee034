/** What does the reading: this program's version, and a hash of its code, which changes between versions too. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

export const VERSION = version;

/**
 * An extraction is kept only for the code that made it: whoever changes a line of the readers must not be shown what
 * the old line read. Costs some milliseconds.
 */
export function codeHash(): string {
  const root = fileURLToPath(new URL('..', import.meta.url));
  // With their types, or each is asked again whether it is a folder.
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[jt]s$/u.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
  const hash = createHash('sha256');
  // Windows writes the same names otherwise, and its workers read for the others' archives.
  for (const name of files.map((file) => file.split(path.sep).join('/')).sort())
    hash.update(`${name}\n`).update(readFileSync(path.join(root, name)));
  return hash.digest('hex');
}

/** Paths -> documents: every file of the folders, files and zip archives that a clerk names, in a fixed order. */
import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { DocumentError, UsageError } from '../model/errors.js';
import type { Format } from '../model/extraction.js';
import { compareText } from '../model/order.js';
import { type Kind, sniff } from './sniff.js';
import { listEntries, MAX_ENTRY_BYTES, readEntry } from './zip.js';

/** Where a document's bytes are: a file, or an entry of a zip file. */
export interface Location {
  readonly path: string;
  readonly entry: string | null;
}

export interface Source {
  /** Primary key: relative to the argument given, prefixed by its base name; `archive.zip!/inner.pdf` in a zip. */
  readonly source: string;
  readonly location: Location;
  readonly sha256: string;
  /** A DocumentError when its content is nothing we read. */
  readonly format: Format | DocumentError;
}

/** What systems and programs leave in folders, and no one filed: not worth a row of its own. */
const NOT_FILED = /^(\.|~\$|thumbs\.db$|desktop\.ini$)/iu;

/**
 * All documents under `paths`, each with its hash and kind. Order: by `source`, code point order, within each
 * argument. `except` (the output folder) is left out. Symbolic links are not followed inside a folder.
 * Throws UsageError for a path that does not exist.
 */
export async function* walk(paths: readonly string[], except: string): AsyncGenerator<Source> {
  const roots = await namedRoots(paths);
  const left = path.resolve(except);
  for (const { name, root } of roots) {
    for await (const file of filesUnder(root, name, left)) yield* documentsOf(file.path, file.source);
  }
}

/** Base names of the arguments; where two are alike, as many folders above them as it takes to tell them apart. */
async function namedRoots(paths: readonly string[]): Promise<{ name: string; root: string }[]> {
  const roots = new Map<string, string[]>();
  for (const given of paths) {
    const root = await realpath(given).catch((cause: unknown) => {
      throw new UsageError(`Không tìm thấy "${given}". Hãy kiểm tra lại đường dẫn. / No such file or folder.`, {
        cause,
      });
    });
    roots.set(
      root,
      root.split(path.sep).filter((part) => part !== ''),
    );
  }
  const nameAt = (parts: readonly string[], depth: number) => parts.slice(-depth).join('/').normalize('NFC');
  return [...roots].map(([root, parts]) => {
    const others = [...roots.values()].filter((other) => other !== parts);
    let depth = 1;
    while (depth < parts.length && others.some((other) => nameAt(other, depth) === nameAt(parts, depth))) depth++;
    return { root, name: nameAt(parts, depth) };
  });
}

async function* filesUnder(
  root: string,
  source: string,
  except: string,
): AsyncGenerator<{ path: string; source: string }> {
  if (path.resolve(root) === except) return;
  const stats = await lstat(root);
  if (stats.isFile()) yield { path: root, source };
  if (!stats.isDirectory()) return;
  const names = (await readdir(root)).filter((name) => !NOT_FILED.test(name));
  const children = names.map((name) => ({ path: path.join(root, name), source: `${source}/${name.normalize('NFC')}` }));
  children.sort((a, b) => compareText(a.source, b.source));
  for (const child of children) yield* filesUnder(child.path, child.source, except);
}

async function* documentsOf(file: string, source: string): AsyncGenerator<Source> {
  const { size } = await lstat(file);
  if (size > MAX_ENTRY_BYTES) {
    yield {
      source,
      location: { path: file, entry: null },
      sha256: hash(source),
      format: new DocumentError('TOO_LARGE', 'file'),
    };
    return;
  }
  const bytes = await readFile(file);
  const kind = await sniff(bytes);
  if (kind !== 'archive') {
    yield { source, location: { path: file, entry: null }, sha256: hash(bytes), format: kind };
    return;
  }
  const entries = (await listEntries(bytes)).filter((entry) => !NOT_FILED.test(path.posix.basename(entry.name)));
  entries.sort((a, b) => compareText(a.name, b.name));
  for (const entry of entries) yield await documentInZip(bytes, file, source, entry.name);
}

async function documentInZip(zip: Uint8Array, file: string, source: string, entry: string): Promise<Source> {
  const own = { source: `${source}!/${entry}`, location: { path: file, entry } };
  try {
    const bytes = await readEntry(zip, entry);
    const kind: Kind = await sniff(bytes);
    return {
      ...own,
      sha256: hash(bytes),
      format: kind === 'archive' ? new DocumentError('UNSUPPORTED', 'nested-zip') : kind,
    };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return { ...own, sha256: hash(own.source), format: error };
  }
}

/** The bytes a location names. */
export async function readLocation({ path: file, entry }: Location): Promise<Uint8Array> {
  const bytes = await readFile(file);
  return entry === null ? bytes : readEntry(bytes, entry);
}

function hash(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

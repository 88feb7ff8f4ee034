/** Paths -> documents: every file of the folders, files and zip archives that a clerk names, in a fixed order. */
import { createHash } from 'node:crypto';
import { createReadStream, type Dirent, lstatSync, readFileSync } from 'node:fs';
import { lstat, open, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { DocumentError, UsageError } from '../model/errors.js';
import type { Format } from '../model/extraction.js';
import { compareText } from '../model/order.js';
import { parseGlob } from './glob.js';
import { gathered, type Location } from './location.js';
import { HEAD_BYTES, OleScan, sniff, sniffHead, sniffNames } from './sniff.js';
import { MAX_ENTRY_BYTES, NotAZip, openZipBytes, openZipFile, type Zip } from './zip.js';

export interface Source {
  /** Primary key: relative to the argument given, prefixed by its base name; `archive.zip!/inner.pdf` in a zip. */
  readonly source: string;
  readonly location: Location;
  readonly sha256: string;
  /** A DocumentError when its content is nothing we read. */
  readonly format: Format | DocumentError;
}

export interface WalkOptions {
  /** The output folder, which is left out. */
  readonly except: string;
  /** Called for each symbolic link: none is followed, for it may lead out of the tree or round in circles. */
  readonly onLink: (source: string) => void;
}

/** What systems and programs leave in folders, and no one filed: not worth a row of its own. */
const LEFT_BEHIND = /^(\.(?!\.?$)|~\$|thumbs\.db$|desktop\.ini$|__macosx$)/iu;
/** A leading dot hides nothing from a clerk on Windows. `._` is what macOS keeps beside a file, `.~` a lock. */
const DOTTED_DOCUMENT = /^\.(?![_~]).*(?<=\.)(pdf|docx|zip)$/iu;
const isFiled = (name: string) => !LEFT_BEHIND.test(name) || DOTTED_DOCUMENT.test(name);
/** An output folder, of this run or another, is known by this; what it holds is no report. */
const OUTPUT_MARK = '.sohoa';
/** A zip of zips is one clerk's habit, a third level another's; more is a trap. */
const MAX_NESTING = 4;
/** What all entries of an archive may inflate to: documents hardly shrink, so an archive beyond this is a bomb. */
const MAX_TOTAL_RATIO = 50;
const TOTAL_MATTERS_FROM = 512 * 1024 * 1024;
/** Most reports are smaller: read once, instead of once for the head, once for a zip's directory, once for the hash. */
const AT_ONCE_BYTES = 1024 * 1024;

/**
 * All documents under `paths`, each with its hash and kind, each with a source of its own. Order: by `source`, code
 * point order, within each argument. A file that cannot be read is a source with an error, never an exception.
 * Throws UsageError for a path that does not exist, or that lies in the output folder.
 */
export async function* walk(paths: readonly string[], options: WalkOptions): AsyncGenerator<Source> {
  for (const root of await namedRoots(paths)) {
    if (isWithin(root.path, path.resolve(options.except)))
      throw new UsageError(
        `"${root.path}" nằm trong thư mục kết quả; hãy chọn thư mục kết quả khác (-o). / An input must not lie in the output folder.`,
      );
    let matched = !root.isPattern;
    for await (const file of filesUnder(root, root.name, options)) {
      if (file instanceof Unreadable) yield file.source;
      else if (root.matches(file.source.slice(root.name.length + 1))) {
        matched = true;
        yield* documentsOf(file.path, file.source);
      }
    }
    if (!matched)
      throw new UsageError(`Không có tệp nào trong "${root.path}" khớp với mẫu đã cho. / No file matches the pattern.`);
  }
}

/** The folders and files that `paths` name, links followed. @throws UsageError for one that does not exist */
export async function namedPlaces(paths: readonly string[]): Promise<string[]> {
  return (await namedRoots(paths)).map((root) => root.path);
}

function isWithin(inner: string, outer: string): boolean {
  const way = path.relative(outer, inner);
  return way === '' || !(way.startsWith('..') || path.isAbsolute(way));
}

// --- arguments ---

interface Root {
  readonly name: string;
  readonly path: string;
  /** Only what wildcards mean is wanted of it. */
  readonly isPattern: boolean;
  /** Whether a file below it is meant, by its path from here. */
  readonly matches: (relative: string) => boolean;
}

/** Base names of the arguments; where two are alike, as many folders above them as it takes to tell them apart. */
async function namedRoots(paths: readonly string[]): Promise<Root[]> {
  const roots = new Map<string, Omit<Root, 'name'>>();
  for (const given of paths) {
    const exists = await lstat(given).then(
      () => true,
      () => false,
    );
    const glob = exists ? null : parseGlob(given, path.sep === '\\' ? /[\\/]/u : /\//u);
    const root = await realpath(glob?.base ?? given).catch((cause: unknown) => {
      throw new UsageError(`Không tìm thấy "${given}". Hãy kiểm tra lại đường dẫn. / No such file or folder.`, {
        cause,
      });
    });
    const known = roots.get(root);
    const own = glob?.matches ?? (() => true);
    roots.set(root, {
      path: root,
      isPattern: glob !== null && (known?.isPattern ?? true),
      matches: (relative) => own(relative) || (known?.matches(relative) ?? false),
    });
  }
  return told(
    [...roots.values()],
    (root) => root.path.split(path.sep).filter((part) => part !== ''),
    (root, name) => ({ ...root, name }),
  );
}

function told<T, U>(things: readonly T[], partsOf: (thing: T) => string[], named: (thing: T, name: string) => U): U[] {
  const names = new Map<T, string>();
  let open = [...things];
  for (let depth = 1; open.length > 0; depth++) {
    const nameOf = (thing: T) => partsOf(thing).slice(-depth).join('/').normalize('NFC');
    const counts = new Map<string, number>();
    for (const thing of things) counts.set(nameOf(thing), (counts.get(nameOf(thing)) ?? 0) + 1);
    const alike = (thing: T) => (counts.get(nameOf(thing)) ?? 0) > 1 && partsOf(thing).length > depth;
    for (const thing of open) names.set(thing, nameOf(thing));
    open = open.filter(alike);
  }
  return things.map((thing) => named(thing, names.get(thing) ?? ''));
}

// --- folders ---

interface FoundFile {
  readonly path: string;
  readonly source: string;
}

class Unreadable {
  constructor(readonly source: Source) {}
}

/** What the system says of a file when its folder is listed: to ask of each again takes as long as to read it. */
type Kinds = Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>;

async function* filesUnder(
  place: { readonly path: string; readonly kinds?: Kinds },
  source: string,
  options: WalkOptions,
): AsyncGenerator<FoundFile | Unreadable> {
  if (path.resolve(place.path) === path.resolve(options.except)) return;
  try {
    const kinds = place.kinds ?? (await lstat(place.path));
    if (kinds.isSymbolicLink()) options.onLink(source);
    if (kinds.isFile()) yield { path: place.path, source };
    if (!kinds.isDirectory()) return;
    const listed = await readdir(place.path, { withFileTypes: true });
    if (listed.some(({ name }) => name === OUTPUT_MARK)) return;
    const children = listed
      .filter(({ name }) => isFiled(name))
      .map((entry) => ({ path: path.join(place.path, entry.name), name: entry.name.normalize('NFC'), kinds: entry }));
    for (const child of distinct(children)) yield* filesUnder(child, `${source}/${child.name}`, options);
  } catch (error) {
    yield new Unreadable(unreadable(source, { path: place.path, entries: [] }, error));
  }
}

/** In order of their names; where two are alike (NFC and NFD, or twice in a zip) the later ones are numbered. */
function distinct<T extends { readonly name: string }>(things: readonly T[]): T[] {
  const sorted = [...things].sort((a, b) => compareText(a.name, b.name));
  const taken = new Set<string>();
  const renamed = sorted.map((thing) => {
    let name = thing.name;
    for (let n = 2; taken.has(name); n++) name = `${thing.name} (${n})`;
    taken.add(name);
    return { ...thing, name };
  });
  return renamed.sort((a, b) => compareText(a.name, b.name));
}

// --- documents ---

async function* documentsOf(file: string, source: string): AsyncGenerator<Source> {
  const location = { path: file, entries: [] };
  let zip: Zip | null = null;
  try {
    // By this thread: to hand so small a file to another takes longer than to read it.
    const { size } = lstatSync(file);
    const bytes = size <= AT_ONCE_BYTES ? readFileSync(file) : null;
    const kind = sniffHead(bytes?.subarray(0, HEAD_BYTES) ?? (await headOf(file)));
    if (kind === 'zip') zip = bytes === null ? await openZipFile(file) : await openZipBytes(bytes);
    const isArchive = zip !== null && sniffNames(zip.entries.map(({ name }) => name)) === 'archive';
    if (zip !== null && isArchive)
      yield* documentsInZip(zip, source, location, { left: Math.max(TOTAL_MATTERS_FROM, MAX_TOTAL_RATIO * size) });
    else if (size > MAX_ENTRY_BYTES) throw new DocumentError('TOO_LARGE', 'file');
    else yield await document(bytes === null ? createReadStream(file) : [bytes], source, location, zip);
  } catch (error) {
    yield unreadable(source, location, error);
  } finally {
    zip?.close();
  }
}

async function headOf(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Hash and kind in one pass, nothing held but the pieces on their way. @param zip the file's own directory, if it is one */
async function document(
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
  source: string,
  location: Location,
  zip: Zip | null,
): Promise<Source> {
  const hash = createHash('sha256');
  const ole = new OleScan();
  let kind: ReturnType<typeof sniffHead> | null = null;
  for await (const piece of pieces) {
    kind ??= sniffHead(piece.subarray(0, HEAD_BYTES));
    hash.update(piece);
    if (kind === 'ole') ole.take(piece);
  }
  return {
    source,
    location,
    sha256: hash.digest('hex'),
    format: formatOf(kind ?? sniffHead(Buffer.alloc(0)), ole, zip),
  };
}

function formatOf(kind: ReturnType<typeof sniffHead>, ole: OleScan, zip: Zip | null): Source['format'] {
  if (kind === 'ole') return ole.kind();
  if (kind !== 'zip') return kind === 'archive' ? new DocumentError('UNSUPPORTED', 'unknown') : kind;
  const named = zip === null || zip.damaged ? null : sniffNames(zip.entries.map(({ name }) => name));
  return named === null || named === 'archive' ? new DocumentError('CORRUPT', 'zip') : named;
}

/** What the entries of an archive may still inflate to. */
interface Allowance {
  left: number;
}

async function* documentsInZip(
  zip: Zip,
  source: string,
  location: Location,
  allowance: Allowance,
): AsyncGenerator<Source> {
  const filed = zip.entries.filter(({ name }) => name.split('/').every(isFiled));
  for (const { name, ordinal } of distinct(filed)) {
    const place = { path: location.path, entries: [...location.entries, ordinal] };
    yield* documentsInEntry(zip.pieces(ordinal), `${source}!/${name}`, place, allowance);
  }
  if (zip.damaged) yield unreadable(source, location, new DocumentError('CORRUPT', 'zip'));
  else if (filed.length === 0) yield unreadable(source, location, new DocumentError('EMPTY', 'zip'));
}

/** An entry is inflated whole: what it is cannot be told of a zip, such as a DOCX, before its end. */
async function* documentsInEntry(
  pieces: AsyncIterable<Buffer>,
  source: string,
  location: Location,
  allowance: Allowance,
): AsyncGenerator<Source> {
  try {
    const bytes = await gathered(rationed(pieces, allowance));
    const kind = await sniff(bytes);
    if (kind !== 'archive') {
      yield { source, location, sha256: createHash('sha256').update(bytes).digest('hex'), format: kind };
      return;
    }
    if (location.entries.length >= MAX_NESTING) throw new DocumentError('TOO_LARGE', 'zip-nesting');
    const inner = await openZipBytes(bytes);
    yield* documentsInZip(inner, source, location, allowance);
  } catch (error) {
    yield unreadable(source, location, error);
  }
}

async function* rationed(pieces: AsyncIterable<Buffer>, allowance: Allowance): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    allowance.left -= piece.length;
    if (allowance.left < 0) throw new DocumentError('TOO_LARGE', 'zip-total');
    yield piece;
  }
}

/** What cannot be read is told by where it is: it has no bytes to be told by. */
function unreadable(source: string, location: Location, error: unknown): Source {
  const sha256 = createHash('sha256').update(source).digest('hex');
  return { source, location, sha256, format: asDocumentError(error) };
}

function asDocumentError(error: unknown): DocumentError {
  if (error instanceof DocumentError) return error;
  if (error instanceof NotAZip) return new DocumentError('CORRUPT', 'zip', { cause: error });
  // EACCES, EIO, a file that went away: the system's own word, and no other file has to wait for it.
  if (error instanceof Error && 'code' in error) return new DocumentError('CORRUPT', 'unreadable', { cause: error });
  throw error;
}

/**
 * Zip archives of documents, read within limits: what a hostile archive declares is believed only as far as it is
 * checked. Entries are read into memory and never written anywhere, so a name can point at nothing.
 */
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { DocumentError } from '../model/errors.js';

/** The bytes are no zip archive, or not a whole one. */
export class NotAZip extends Error {}

/** An archive of a ministry's ten years is tens of thousands of files in many zips; one zip with more is refused. */
const MAX_ENTRIES = 100_000;
/** The largest scans in real archives are about 200 MB. */
export const MAX_ENTRY_BYTES = 512 * 1024 * 1024;
/** Documents are compressed already; text reaches 1:100. Beyond that, and large, it is a bomb. */
const MAX_RATIO = 200;
const RATIO_MATTERS_FROM = 16 * 1024 * 1024;

export interface ZipEntry {
  /** As stored, NFC, `/`-separated. */
  readonly name: string;
  readonly size: number;
}

/** The files (not folders) in an archive, in its own order. */
export async function listEntries(bytes: Uint8Array): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  await eachEntry(bytes, async (entry) => {
    entries.push({ name: nameOf(entry), size: entry.uncompressedSize });
    if (entries.length > MAX_ENTRIES) throw new DocumentError('TOO_LARGE', 'zip-entries');
    return true;
  });
  return entries.filter((entry) => !entry.name.endsWith('/'));
}

/** One entry's bytes. Throws DocumentError: ENCRYPTED, TOO_LARGE, CORRUPT. */
export async function readEntry(bytes: Uint8Array, name: string): Promise<Uint8Array> {
  let content: Uint8Array | null = null;
  await eachEntry(bytes, async (entry, zip) => {
    if (nameOf(entry) !== name) return true;
    if ((entry.generalPurposeBitFlag & 1) !== 0) throw new DocumentError('ENCRYPTED', 'zip');
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
    if (entry.uncompressedSize > MAX_ENTRY_BYTES || (entry.uncompressedSize > RATIO_MATTERS_FROM && ratio > MAX_RATIO))
      throw new DocumentError('TOO_LARGE', 'zip-entry');
    content = await inflate(zip, entry);
    return false;
  });
  if (content === null) throw new DocumentError('CORRUPT', 'zip');
  return content;
}

function nameOf(entry: Entry): string {
  return entry.fileName.replaceAll('\\', '/').normalize('NFC');
}

/** Calls `visit` for each entry until it answers false. */
function eachEntry(bytes: Uint8Array, visit: (entry: Entry, zip: ZipFile) => Promise<boolean>): Promise<void> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true, strictFileNames: false }, (error, zip) => {
      if (error || !zip) {
        reject(new NotAZip(error?.message ?? 'no zip', { cause: error }));
        return;
      }
      zip.on('error', (cause) => reject(new NotAZip(cause instanceof Error ? cause.message : String(cause))));
      zip.on('end', () => resolve());
      zip.on('entry', (entry: Entry) => {
        visit(entry, zip).then((goOn) => (goOn ? zip.readEntry() : resolve()), reject);
      });
      zip.readEntry();
    });
  });
}

function inflate(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const corrupt = (cause: unknown) => reject(new DocumentError('CORRUPT', 'zip', { cause }));
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) {
        corrupt(error);
        return;
      }
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', corrupt);
      stream.on('end', () => resolve(Buffer.concat(chunks)));
    });
  });
}

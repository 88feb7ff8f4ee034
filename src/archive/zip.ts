/**
 * Zip archives of documents, read within limits: what a hostile archive declares is believed only as far as it is
 * checked. Only the directory of a zip is held, and one entry at a time is inflated, into memory; nothing is ever
 * written anywhere, so a name can point at nothing.
 */
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { DocumentError } from '../model/errors.js';
import { entryName } from './names.js';

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
  /** As meant by who packed it: see names.ts. */
  readonly name: string;
  /** Place in the directory, from 0: what names an entry for certain, since names may repeat. */
  readonly ordinal: number;
}

/** A zip whose directory has been read. */
export interface Zip {
  /** The files (not folders) in it, in its own order. */
  readonly entries: readonly ZipEntry[];
  /** The directory breaks off: there may have been more entries. */
  readonly damaged: boolean;
  /**
   * An entry's bytes, piece by piece, checked against size and checksum: a flipped bit may be another digit.
   * @throws DocumentError ENCRYPTED, TOO_LARGE, UNSUPPORTED (a rare compression), CORRUPT
   */
  pieces(ordinal: number): AsyncGenerator<Buffer>;
  close(): void;
}

// Names are decoded here and sizes checked here: one odd entry must not hide the others.
const OPTIONS = { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: false };

/** Opens a zip file; its entries are read from disk as they are asked for. @throws NotAZip, DocumentError TOO_LARGE */
export function openZipFile(path: string): Promise<Zip> {
  return opened(openPromise(path, OPTIONS));
}

/** Opens a zip held in memory. @throws NotAZip, DocumentError TOO_LARGE */
export function openZipBytes(bytes: Uint8Array): Promise<Zip> {
  return opened(fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), OPTIONS));
}

async function opened(opening: Promise<ZipFile>): Promise<Zip> {
  const zip = await opening.catch((cause: unknown) => {
    throw new NotAZip(cause instanceof Error ? cause.message : String(cause), { cause });
  });
  const entries: Entry[] = [];
  let damaged = false;
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      if (entries.length > MAX_ENTRIES) throw new DocumentError('TOO_LARGE', 'zip-entries');
    }
  } catch (error) {
    if (error instanceof DocumentError || entries.length === 0) zip.close();
    if (error instanceof DocumentError) throw error;
    if (entries.length === 0) throw new NotAZip(error instanceof Error ? error.message : String(error));
    damaged = true;
  }
  return {
    entries: entries
      .map((entry, ordinal) => ({ name: nameOf(entry), ordinal }))
      .filter(({ name }) => !name.endsWith('/')),
    damaged,
    pieces: (ordinal) => inflated(zip, entries[ordinal]),
    close: () => zip.close(),
  };
}

function nameOf(entry: Entry): string {
  const { fileNameRaw, generalPurposeBitFlag, extraFields } = entry;
  return entryName({ bytes: fileNameRaw, flags: generalPurposeBitFlag, extraFields });
}

async function* inflated(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<Buffer> {
  if (entry === undefined) throw new DocumentError('CORRUPT', 'zip');
  if (entry.isEncrypted()) throw new DocumentError('ENCRYPTED', 'zip');
  if (!entry.canDecodeFileData()) throw new DocumentError('UNSUPPORTED', 'zip-method');
  let size = 0;
  let checksum = 0;
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      const bytes: Buffer = chunk;
      size += bytes.length;
      if (size > MAX_ENTRY_BYTES || (size > RATIO_MATTERS_FROM && size > MAX_RATIO * entry.compressedSize))
        throw new DocumentError('TOO_LARGE', 'zip-entry');
      checksum = crc32(bytes, checksum);
      yield bytes;
    }
  } catch (cause) {
    throw cause instanceof DocumentError ? cause : new DocumentError('CORRUPT', 'zip', { cause });
  }
  if (size !== entry.uncompressedSize || checksum !== entry.crc32) throw new DocumentError('CORRUPT', 'zip');
}

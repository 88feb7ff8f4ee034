/** The package around a document: a zip of parts and the relationships between them (ISO 29500-2). */
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { DocumentError } from '../../model/errors.js';
import { MAX_ENTRIES, MAX_INFLATED_BYTES } from './limits.js';
import { openXml, type XmlElement } from './xml.js';

/** First bytes of an OLE2 container: an old .doc, or the wrapper of an encrypted DOCX. */
const OLE2_SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** The stream of an OLE2 container that holds an encrypted package (MS-OFFCRYPTO 2.3.4.4), as UTF-16 in its directory. */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');

export interface Relationship {
  readonly id: string;
  /** Last segment of the type's address, the same in transitional and strict: `styles`, `header`. */
  readonly type: string;
  /** Name of the part it leads to. */
  readonly part: string;
}

export class Package {
  #inflated = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /**
   * Opens a package; nothing is inflated yet.
   * @throws DocumentError EMPTY, ENCRYPTED, UNSUPPORTED (an old .doc), CORRUPT or TOO_LARGE
   */
  static async open(bytes: Uint8Array): Promise<Package> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    refuseOtherContainers(buffer);
    return asCorrupt('not-a-zip', async () => {
      const zip = await fromBufferPromise(buffer, { lazyEntries: true });
      return new Package(zip, await listEntries(zip));
    });
  }

  has(part: string): boolean {
    return this.entries.has(part.toLowerCase());
  }

  /**
   * The inflated bytes of a part in chunks, checked against its checksum: a flipped bit may otherwise be another digit.
   * Each chunk is let go of once it is taken.
   * @throws DocumentError CORRUPT when it is missing or damaged, ENCRYPTED, TOO_LARGE
   */
  async bytes(part: string): Promise<Iterable<Uint8Array>> {
    const entry = this.entries.get(part.toLowerCase());
    if (entry === undefined) throw new DocumentError('CORRUPT', `part-missing: ${part}`);
    if (entry.isEncrypted()) throw new DocumentError('ENCRYPTED', 'zip-password');
    if (this.#inflated + entry.uncompressedSize > MAX_INFLATED_BYTES) throw tooLarge();
    return asCorrupt('part-damaged', async () => {
      const chunks: Buffer[] = [];
      let checksum = 0;
      for await (const chunk of await this.zip.openReadStreamPromise(entry)) {
        const bytes: Buffer = chunk;
        this.#inflated += bytes.length;
        if (this.#inflated > MAX_INFLATED_BYTES) throw tooLarge();
        checksum = crc32(bytes, checksum);
        chunks.push(bytes);
      }
      if (checksum !== entry.crc32) throw new DocumentError('CORRUPT', 'part-damaged');
      return given(chunks);
    });
  }

  async xml(part: string): Promise<XmlElement> {
    return openXml(await this.bytes(part));
  }

  /** Where a part (`''` for the package itself) leads to, in the file's order. External targets are left out: they are never followed. */
  async relationships(part: string): Promise<Relationship[]> {
    const slash = part.lastIndexOf('/');
    const folder = part.slice(0, slash + 1);
    const list = `${folder}_rels/${part.slice(slash + 1)}.rels`;
    if (!this.has(list)) return [];
    const relationships: Relationship[] = [];
    for (const element of (await this.xml(list)).children()) {
      if (element.name !== 'rel:Relationship' || element.attribute('TargetMode') === 'External') continue;
      relationships.push({
        id: element.attribute('Id') ?? '',
        type: (element.attribute('Type') ?? '').replace(/^.*\//, ''),
        part: resolvePart(folder, element.attribute('Target') ?? ''),
      });
    }
    return relationships;
  }
}

/** Chunks to be taken once, each forgotten when it is. */
function* given(chunks: Uint8Array[]): Generator<Uint8Array, void, undefined> {
  chunks.reverse();
  for (let chunk = chunks.pop(); chunk !== undefined; chunk = chunks.pop()) yield chunk;
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) throw new DocumentError('TOO_LARGE', 'too-many-entries');
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    // Part names are the same in any case (ISO 29500-2, 6.3.5). Of two parts with one name, which one counts would
    // depend on the reader.
    const name = entry.fileName.toLowerCase();
    if (entries.has(name)) throw new DocumentError('CORRUPT', 'part-twice');
    entries.set(name, entry);
  }
  return entries;
}

function refuseOtherContainers(buffer: Buffer): void {
  if (buffer.length === 0) throw new DocumentError('EMPTY', 'no-bytes');
  if (!OLE2_SIGNATURE.every((byte, at) => buffer[at] === byte)) return;
  if (buffer.includes(ENCRYPTED_STREAM)) throw new DocumentError('ENCRYPTED', 'office-password');
  throw new DocumentError('UNSUPPORTED', 'ole2');
}

/** A target as a part name: relative to the folder of the part that names it, or from the root when it starts with `/`. */
function resolvePart(folder: string, target: string): string {
  const segments = target.startsWith('/') ? [] : folder.split('/').filter((segment) => segment !== '');
  for (const segment of target.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

function tooLarge(): DocumentError {
  return new DocumentError('TOO_LARGE', 'inflated-size');
}

/** What yauzl and zlib throw is a damaged file, not a fault of the program. */
async function asCorrupt<T>(detail: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw cause instanceof DocumentError ? cause : new DocumentError('CORRUPT', detail, { cause });
  }
}

/** What a file is, by its content. Its name is never asked: archives are full of wrong extensions, both ways. */
import { DocumentError } from '../model/errors.js';
import type { Format } from '../model/extraction.js';
import { NotAZip, openZipBytes } from './zip.js';

/** `archive` is a zip of documents. A DocumentError says why a file is nothing we read. */
export type Kind = Format | 'archive' | DocumentError;

/** So many first bytes tell all that a head can tell. */
export const HEAD_BYTES = 4096;

/** Producers put bytes before the header; readers look for it in the first kilobyte (PDF 1.7, appendix H, note 13). */
const PDF_HEADER_WITHIN = 1024;

/** What other packers make, by their first bytes. */
const PACKED: readonly [start: string, detail: string][] = [
  ['Rar!\x1a\x07', 'rar'],
  ["7z\xbc\xaf'\x1c", '7z'],
  ['\x1f\x8b', 'gzip'],
];

/** What the first bytes say; of a zip or an OLE2 file they leave open what is in it. */
export function sniffHead(head: Uint8Array): Kind | 'zip' | 'ole' {
  if (head.length === 0) return new DocumentError('EMPTY', 'empty');
  const start = latin1(head.subarray(0, PDF_HEADER_WITHIN));
  if (start.includes('%PDF-')) return 'pdf';
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip';
  if (start.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return 'ole';
  if (isImage(start)) return 'image';
  if (start.startsWith('{\\rtf')) return new DocumentError('UNSUPPORTED', 'rtf');
  if (/^[\s\xef\xbb\xbf]*(<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<html|<!--)/iu.test(start))
    return new DocumentError('UNSUPPORTED', 'html');
  const packed = PACKED.find(([bytes]) => start.startsWith(bytes));
  if (packed !== undefined) return new DocumentError('UNSUPPORTED', packed[1]);
  return new DocumentError('UNSUPPORTED', looksLikeText(head.subarray(0, HEAD_BYTES)) ? 'text' : 'unknown');
}

/** What a zip is, by the names of its entries. */
export function sniffNames(names: Iterable<string>): Kind {
  const known = new Set(names);
  const within = (folder: string) => [...known].some((name) => name.toLowerCase().startsWith(folder));
  if (!known.has('[Content_Types].xml'))
    return within('meta-inf/manifest.xml') ? new DocumentError('UNSUPPORTED', 'odt') : 'archive';
  if (within('word/')) return 'docx';
  if (within('xl/')) return new DocumentError('UNSUPPORTED', 'xlsx');
  return within('ppt/') ? new DocumentError('UNSUPPORTED', 'pptx') : 'docx';
}

/** The directory of an OLE2 file names its streams in UTF-16: which one is there tells what wrote it. */
export class OleScan {
  static readonly #STREAMS = ['EncryptedPackage', 'WordDocument', 'Workbook', 'Book'];
  readonly #found = new Set<string>();
  #tail = Buffer.alloc(0);

  /** Takes the file piece by piece, in order. */
  take(piece: Uint8Array): void {
    const bytes = Buffer.concat([this.#tail, piece]);
    for (const stream of OleScan.#STREAMS) if (bytes.includes(stream, 0, 'utf16le')) this.#found.add(stream);
    // A name may lie across two pieces.
    this.#tail = bytes.subarray(-2 * Math.max(...OleScan.#STREAMS.map(({ length }) => length)));
  }

  kind(): DocumentError {
    const has = (stream: string) => this.#found.has(stream);
    if (has('EncryptedPackage')) return new DocumentError('ENCRYPTED', 'office');
    if (has('WordDocument')) return new DocumentError('UNSUPPORTED', 'ole-doc');
    return new DocumentError('UNSUPPORTED', has('Workbook') || has('Book') ? 'ole-xls' : 'ole');
  }
}

/** What bytes held in memory are. */
export async function sniff(bytes: Uint8Array): Promise<Kind> {
  const kind = sniffHead(bytes);
  if (kind === 'zip') return sniffZip(bytes);
  if (kind !== 'ole') return kind;
  const scan = new OleScan();
  scan.take(bytes);
  return scan.kind();
}

async function sniffZip(bytes: Uint8Array): Promise<Kind> {
  try {
    const { entries, damaged } = await openZipBytes(bytes);
    const kind = sniffNames(entries.map((entry) => entry.name));
    return damaged && kind !== 'archive' ? new DocumentError('CORRUPT', 'zip') : kind;
  } catch (error) {
    if (error instanceof NotAZip) return new DocumentError('CORRUPT', 'zip', { cause: error });
    if (error instanceof DocumentError) return error;
    throw error;
  }
}

function isImage(head: string): boolean {
  return (
    head.startsWith('\x89PNG\r\n\x1a\n') ||
    head.startsWith('\xff\xd8\xff') ||
    head.startsWith('II*\0') ||
    head.startsWith('MM\0*')
  );
}

/** Text has no control characters but white space. */
function looksLikeText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x0c);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

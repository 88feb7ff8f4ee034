/** What a file is, by its content. Its name is never asked: archives are full of wrong extensions, both ways. */
import { DocumentError } from '../model/errors.js';
import type { Format } from '../model/extraction.js';
import { listEntries, NotAZip } from './zip.js';

/** `archive` is a zip of documents. A DocumentError says why a file is nothing we read. */
export type Kind = Format | 'archive' | DocumentError;

/** Producers put bytes before the header; readers look for it in the first kilobyte (PDF 1.7, appendix H, note 13). */
const PDF_HEADER_WITHIN = 1024;

export async function sniff(bytes: Uint8Array): Promise<Kind> {
  if (bytes.length === 0) return new DocumentError('EMPTY', 'empty');
  const head = latin1(bytes.subarray(0, PDF_HEADER_WITHIN));
  if (head.includes('%PDF-')) return 'pdf';
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return sniffZip(bytes);
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return sniffOle(bytes);
  if (isImage(head)) return 'image';
  if (head.startsWith('{\\rtf')) return new DocumentError('UNSUPPORTED', 'rtf');
  if (/^[\s\xef\xbb\xbf]*(<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<html|<!--)/iu.test(head))
    return new DocumentError('UNSUPPORTED', 'html');
  return new DocumentError('UNSUPPORTED', looksLikeText(bytes.subarray(0, 4096)) ? 'text' : 'unknown');
}

async function sniffZip(bytes: Uint8Array): Promise<Kind> {
  let names: Set<string>;
  try {
    names = new Set((await listEntries(bytes)).map((entry) => entry.name));
  } catch (error) {
    if (error instanceof NotAZip) return new DocumentError('CORRUPT', 'zip', { cause: error });
    if (error instanceof DocumentError) return error;
    throw error;
  }
  const within = (folder: string) => [...names].some((name) => name.toLowerCase().startsWith(folder));
  if (!names.has('[Content_Types].xml'))
    return within('meta-inf/manifest.xml') ? new DocumentError('UNSUPPORTED', 'odt') : 'archive';
  if (within('word/')) return 'docx';
  if (within('xl/')) return new DocumentError('UNSUPPORTED', 'xlsx');
  return within('ppt/') ? new DocumentError('UNSUPPORTED', 'pptx') : 'docx';
}

/** The directory of an OLE2 file names its streams in UTF-16: which one is there tells what wrote it. */
function sniffOle(bytes: Uint8Array): Kind {
  const has = (stream: string) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from(stream, 'utf16le'));
  if (has('EncryptedPackage')) return new DocumentError('ENCRYPTED', 'office');
  if (has('WordDocument')) return new DocumentError('UNSUPPORTED', 'ole-doc');
  if (has('Workbook') || has('Book')) return new DocumentError('UNSUPPORTED', 'ole-xls');
  return new DocumentError('UNSUPPORTED', 'ole');
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

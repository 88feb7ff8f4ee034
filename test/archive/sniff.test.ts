import { describe, expect, it } from 'vitest';
import { sniff } from '../../src/archive/index.js';
import { DocumentError } from '../../src/model/errors.js';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const ole = (stream: string) =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(504),
      Buffer.from(stream, 'utf16le'),
      Buffer.alloc(64),
    ]),
  );

async function kindOf(bytes: Uint8Array): Promise<string> {
  const kind = await sniff(bytes);
  return kind instanceof DocumentError ? `${kind.code} ${kind.detail}` : kind;
}

describe('what a file is', () => {
  it.each([
    ['no bytes', '', 'EMPTY empty'],
    ['a PDF', '%PDF-1.7\n', 'pdf'],
    ['a PDF after a mail header', `${'X-Header: 1\r\n'.repeat(20)}%PDF-1.4\n`, 'pdf'],
    ['a PDF header too far in', `${' '.repeat(2000)}%PDF-1.4\n`, 'UNSUPPORTED text'],
    ['RTF', '{\\rtf1\\ansi Bao cao}', 'UNSUPPORTED rtf'],
    ['HTML', '<!DOCTYPE html><html><body>404</body></html>', 'UNSUPPORTED html'],
    ['HTML after a byte order mark', '\xef\xbb\xbf\r\n<HTML>', 'UNSUPPORTED html'],
    ['text', 'UBND xa\r\nBao cao', 'UNSUPPORTED text'],
    ['other bytes', '\x00\x01\x02\x03', 'UNSUPPORTED unknown'],
    ['PNG', '\x89PNG\r\n\x1a\n\x00', 'image'],
    ['JPEG', '\xff\xd8\xff\xe0', 'image'],
    ['TIFF', 'II*\0', 'image'],
    ['a zip cut short', 'PK\x03\x04\x14\x00', 'CORRUPT zip'],
  ])('%s', async (_, content, kind) => {
    expect(await kindOf(bytesOf(content))).toBe(kind);
  });

  it.each([
    ['WordDocument', 'UNSUPPORTED ole-doc'],
    ['Workbook', 'UNSUPPORTED ole-xls'],
    ['EncryptedPackage', 'ENCRYPTED office'],
    ['Contents', 'UNSUPPORTED ole'],
  ])('an OLE2 file with a stream %s', async (stream, kind) => {
    expect(await kindOf(ole(stream))).toBe(kind);
  });
});

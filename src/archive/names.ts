/**
 * Names of zip entries. The format knows CP437 and, by a flag, UTF-8; programs wrote whatever their system used. In
 * Vietnam that is windows-1258, the bytes of TCVN3 fonts, or UTF-8 without the flag.
 */
import { crc32 } from 'node:zlib';
import iconv from 'iconv-lite';
import { decodeTcvn3 } from '../vietnamese/encodings.js';
import { isSyllable } from '../vietnamese/syllables.js';

/** Bit 11 of the general purpose flags: name and comment are UTF-8 (APPNOTE 4.4.4). */
const UTF8_FLAG = 0x800;
/** Info-ZIP's extra field with the name in UTF-8: version, CRC of the name it replaces, name (APPNOTE 4.6.9). */
const UNICODE_PATH = 0x7075;

export interface RawName {
  readonly bytes: Buffer;
  readonly flags: number;
  readonly extraFields: readonly { readonly id: number; readonly data: Buffer }[];
}

/** The name as it was meant: NFC, `/`-separated, without control characters. It is a label and never a path to open. */
export function entryName(raw: RawName): string {
  return decoded(raw)
    .replaceAll('\\', '/')
    .replace(/\p{Cc}/gu, '\ufffd')
    .normalize('NFC');
}

function decoded({ bytes, flags, extraFields }: RawName): string {
  if ((flags & UTF8_FLAG) !== 0) return bytes.toString('utf8');
  const unicode = extraFields.find(({ id, data }) => id === UNICODE_PATH && isAbout(data, bytes));
  if (unicode !== undefined) return unicode.data.subarray(5).toString('utf8');
  return utf8(bytes) ?? mostVietnamese(bytes);
}

function isAbout(data: Buffer, name: Buffer): boolean {
  return data.length >= 5 && data[0] === 1 && data.readUInt32LE(1) === crc32(name);
}

/** Null when the bytes are not UTF-8: no other encoding's Vietnamese looks like it by chance. */
function utf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Of the encodings of old, the one that makes most syllables of the words with marks; CP437 when none makes any. */
function mostVietnamese(bytes: Buffer): string {
  const candidates = [
    iconv.decode(bytes, 'cp437'),
    iconv.decode(bytes, 'windows-1258').normalize('NFC'),
    decodeTcvn3(bytes.toString('latin1')).text,
  ];
  const scored = candidates.map((text) => ({ text, score: markedSyllables(text) }));
  const best = scored.reduce((top, one) => (one.score > top.score ? one : top));
  return best.text;
}

/** Words that are syllables only thanks to what the bytes beyond ASCII were taken for. */
function markedSyllables(text: string): number {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.filter((word) => /[^a-z]/iu.test(word) && isSyllable(word)).length;
}

/** Damage done to clean text with the published tables turned round, so that the truth is known. */
import iconv from 'iconv-lite';
import { TCVN3, VNI } from '../../src/vietnamese/encodings.js';

function inverse(table: ReadonlyMap<string, string>): Map<string, string> {
  const back = new Map<string, string>();
  for (const [from, to] of table) if (!back.has(to)) back.set(to, from);
  return back;
}

function mapped(text: string, table: ReadonlyMap<string, string>): string {
  return [...text].map((char) => table.get(char) ?? char).join('');
}

const TO_TCVN3 = inverse(TCVN3);
const TO_VNI = inverse(VNI);

/** Toned capitals have no code: writers typed the small letter. */
export function toTcvn3(text: string): string {
  return [...text].map((char) => TO_TCVN3.get(char) ?? TO_TCVN3.get(char.toLowerCase()) ?? char).join('');
}

export function toVni(text: string): string {
  return mapped(text, TO_VNI);
}

/** Bytes of windows-1258 (base letters with circumflex, breve or horn, tones behind them) shown as windows-1252. */
export function as1252From1258(text: string): string {
  const parted = [...text]
    .map((char) => {
      const nfd = [...char.normalize('NFD')];
      const tone = nfd.filter((mark) => '\u0300\u0301\u0303\u0309\u0323'.includes(mark)).join('');
      const base = nfd.filter((mark) => !'\u0300\u0301\u0303\u0309\u0323'.includes(mark)).join('');
      return base.normalize('NFC') + tone;
    })
    .join('');
  return iconv.decode(iconv.encode(parted, 'windows1258'), 'windows1252');
}

/** Each byte as windows-1252 shows it; the five it lacks stay as C1 controls. */
export function as1252FromUtf8(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const shown = iconv.decode(Buffer.from([byte]), 'windows1252');
      return shown === '\ufffd' ? String.fromCharCode(byte) : shown;
    })
    .join('');
}

/** A converter that takes Unicode for TCVN3: letters of Latin-1 move, all others stay. */
export function throughTcvn3(text: string): string {
  return mapped(text, new Map([...TCVN3].filter(([from]) => from !== '\u00ad')));
}

/** The same with VNI, two characters first. */
export function throughVni(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; ) {
    const two = text.slice(i, i + 2);
    const from = two.length === 2 && VNI.has(two) ? two : text.slice(i, i + 1);
    out += VNI.get(from) ?? from;
    i += from.length;
  }
  return out;
}

/** Glyph numbers of a TrueType font in place of characters: ASCII moves down by 29, everything else is lost. */
export function glyphNumbers(text: string): string {
  return [...text]
    .map((char) => (char === ' ' ? ' ' : char <= '\u007f' ? String.fromCharCode(char.charCodeAt(0) - 29) : ''))
    .join('');
}

/**
 * Legacy encodings of Vietnamese, as they arrive: text whose bytes were taken for windows-1252. Each table maps
 * what stands in the document to the letter that was drawn. Single bytes of TCVN3 follow TCVN 5712:1993 (VN3);
 * VNI-Windows is written out as base letter and mark, the way its fonts are built.
 */
import iconv from 'iconv-lite';
import { TONED_VOWELS } from './letters.js';

export type Encoding = 'unicode' | 'tcvn3' | 'vni' | 'cp1258' | 'utf8' | 'tcvn3-twice' | 'vni-twice';

/** One thing replaced while decoding. */
export interface Change {
  readonly from: string;
  readonly to: string;
}

export interface Decoded {
  readonly text: string;
  readonly changes: readonly Change[];
  /** Letters that cannot be told any more, because some of their bytes are gone. */
  readonly lost: number;
}

/** Letters of TCVN3 from 0xA1 on; `.` where it has none. */
const TCVN3_LETTERS = [
  ['\u00a1', 'ĂÂÊÔƠƯĐăâêôơưđ'],
  ['\u00b5', 'àảãáạ'],
  ['\u00bb', 'ằẳẵắ'],
  ['\u00c6', 'ặầẩẫấậè'],
  ['\u00ce', 'ẻẽéẹềểễếệìỉ'],
  ['\u00dc', 'ĩíịò'],
  ['\u00e1', 'ỏõóọồổỗốộờởỡớợù'],
  ['\u00f1', 'ủũúụừửữứựỳỷỹýỵ'],
] as const;

export const TCVN3: ReadonlyMap<string, string> = new Map(
  TCVN3_LETTERS.flatMap(([first, letters]) =>
    [...letters].map((letter, i) => [String.fromCharCode(first.charCodeAt(0) + i), letter] as const),
  ),
);

/** Converters put a Greek mu where TCVN3 has à (0xB5), */
const MU = '\u03bc';
const MICRO = '\u00b5';
/** and a minus where it has ư (0xAD, a soft hyphen): only beside a letter, elsewhere it is a minus. */
const MINUS_FOR_U = /(?<=[A-Za-z\u00a1-\u00ff])\u2212|\u2212(?=[A-Za-z\u00a1-\u00ff])/y;
const MINUS = '\u2212';

const TONE_KEYS_VNI = { à: 'ø', á: 'ù', ả: 'û', ã: 'õ', ạ: 'ï' } as const;
const CIRCUMFLEX_KEYS_VNI = { â: 'â', ấ: 'á', ầ: 'à', ẩ: 'å', ẫ: 'ã', ậ: 'ä' } as const;
const BREVE_KEYS_VNI = { ă: 'ê', ắ: 'é', ằ: 'è', ẳ: 'ú', ẵ: 'ü', ặ: 'ë' } as const;

/** The marks of one letter put on another: `ấ` for a to that for e. */
function carry(marked: string, onto: string): string {
  return (onto + marked.normalize('NFD').slice(1)).normalize('NFC');
}

function vniLower(): [string, string][] {
  const pairs: [string, string][] = [
    ['ô', 'ơ'],
    ['ö', 'ư'],
    ['ñ', 'đ'],
    ['æ', 'ỉ'],
    ['ó', 'ĩ'],
    ['ò', 'ị'],
    ['î', 'ỵ'],
  ];
  for (const [letter, key] of Object.entries(TONE_KEYS_VNI)) {
    for (const base of ['a', 'e', 'o', 'u', 'y']) pairs.push([base + key, carry(letter, base)]);
    pairs.push([`ô${key}`, carry(letter, 'ơ')], [`ö${key}`, carry(letter, 'ư')]);
  }
  for (const [letter, key] of Object.entries(CIRCUMFLEX_KEYS_VNI))
    for (const base of ['a', 'e', 'o']) pairs.push([base + key, carry(letter, base)]);
  for (const [letter, key] of Object.entries(BREVE_KEYS_VNI)) pairs.push([`a${key}`, letter]);
  return pairs;
}

/** Both cases; the mark's case follows its letter in well-typed text and does not in the rest, so both are listed. */
export const VNI: ReadonlyMap<string, string> = new Map(
  vniLower().flatMap(([from, to]) => {
    const [base = '', mark = ''] = [from.slice(0, 1), from.slice(1)];
    return [
      [from, to],
      [base.toUpperCase() + mark.toUpperCase(), to.toUpperCase()],
      ...(mark === ''
        ? []
        : ([
            [base.toUpperCase() + mark, to.toUpperCase()],
            [base + mark.toUpperCase(), to],
          ] as const)),
    ] as [string, string][];
  }),
);

/** windows-1258 read as windows-1252: letters, and the tones that stand behind them. */
export const CP1258: ReadonlyMap<string, string> = new Map([
  ['ð', 'đ'],
  ['Ð', 'Đ'],
  ['ã', 'ă'],
  ['Ã', 'Ă'],
  ['õ', 'ơ'],
  ['Õ', 'Ơ'],
  ['ý', 'ư'],
  ['Ý', 'Ư'],
  ['Ì', '\u0300'],
  ['ì', '\u0301'],
  ['Ò', '\u0309'],
  ['Þ', '\u0303'],
  ['ò', '\u0323'],
]);

const VIETNAMESE_LETTER = /^[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]$/iu;

/** TCVN3 has no toned capitals: some type the capital and then the toned small letter (`A` + 0xB8 for Á). */
const CAPITAL_AND_TONE = /[AEIOUYĂÂÊÔƠƯ][àảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵằẳẵắặầẩẫấậềểễếệồổỗốộờởỡớợừửữứự]/g;

function toned(pair: string): string {
  const [capital = '', small = ''] = [pair.slice(0, 1), pair.slice(1)];
  return TONED_VOWELS.get(small)?.base === capital.toLowerCase() ? small.toUpperCase() : pair;
}

function isU(text: string, at: number): boolean {
  MINUS_FOR_U.lastIndex = at;
  return MINUS_FOR_U.test(text);
}

/** `.VnTimeH` draws lower-case letters as capitals. */
export function decodeTcvn3(text: string, drawnAsCapitals = false): Decoded {
  const changes: Change[] = [];
  let decoded = '';
  let at = 0;
  for (const from of text) {
    let to = from === MINUS && isU(text, at) ? 'ư' : (TCVN3.get(from === MU ? MICRO : from) ?? from);
    if (drawnAsCapitals) to = to.toUpperCase();
    if (to !== from) changes.push({ from, to });
    decoded += to;
    at += from.length;
  }
  return { text: decoded.replace(CAPITAL_AND_TONE, toned), changes, lost: 0 };
}

/** Longest match: two characters first. */
export function decodeVni(text: string): Decoded {
  const changes: Change[] = [];
  let decoded = '';
  for (let i = 0; i < text.length; ) {
    const two = text.slice(i, i + 2);
    const from = two.length === 2 && VNI.has(two) ? two : text.slice(i, i + 1);
    const to = VNI.get(from) ?? from;
    if (to !== from) changes.push({ from, to });
    decoded += to;
    i += from.length;
  }
  return { text: decoded, changes, lost: 0 };
}

export function decodeCp1258(text: string): Decoded {
  const changes: Change[] = [];
  let decoded = '';
  for (const from of text) {
    const to = CP1258.get(from) ?? from;
    if (to !== from) changes.push({ from, to });
    decoded += to;
  }
  return { text: decoded.normalize('NFC'), changes, lost: 0 };
}

/** A UTF-8 lead byte and its continuation bytes as windows-1252 shows them; the five bytes it lacks arrive as C1 controls. */
const UTF8_SEQUENCE =
  /[\u00c2-\u00df][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|[\u00e0-\u00ef][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{2}/gu;

/** First bytes of Vietnamese letters. One that starts no sequence has lost its second byte: `ngÃ` was `ngà`. */
const UTF8_LEAD = /[ÃÄÅÆáâ]/g;

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The character one UTF-8 sequence stands for, or null where the bytes do not round-trip. */
function utf8Character(sequence: string): string | null {
  const bytes = Uint8Array.from(
    [...sequence].map((char) => (char < '\u0100' ? char.charCodeAt(0) : (iconv.encode(char, 'win1252')[0] ?? 0))),
  );
  try {
    return UTF8.decode(bytes);
  } catch {
    return null;
  }
}

/** Only sequences that spell a Vietnamese letter or a mark of punctuation are taken back. */
export function decodeUtf8(text: string): Decoded {
  const changes: Change[] = [];
  const decoded = text.replace(UTF8_SEQUENCE, (from) => {
    const to = utf8Character(from);
    if (to === null || !(VIETNAMESE_LETTER.test(to) || /^[\p{P}\u00a0]$/u.test(to))) return from;
    changes.push({ from, to });
    return to;
  });
  const lost = text.replace(UTF8_SEQUENCE, '').match(UTF8_LEAD)?.length ?? 0;
  return { text: decoded, changes, lost };
}

/** Letter found to the letter it was before the conversion. */
function inverse(table: ReadonlyMap<string, string>, letters: readonly string[]): Map<string, string> {
  return new Map(
    letters.flatMap((was) => {
      const found = table.get(was);
      return found === undefined ? [] : [[found, was] as const];
    }),
  );
}

/**
 * Unicode text that was converted from TCVN3 once too often: of its letters only those in Latin-1 moved (`công` became
 * `cụng`). Keyed by the letter found. A letter found may also be itself, so a word has several readings.
 */
export const TCVN3_TWICE = inverse(TCVN3, [...'áâãèéêìíòóôõùúÈÉÊÌÒÓÔÕÝ']);

/** The same for VNI: `không` became `khơng`, `toàn` became `tồn`. */
export const VNI_TWICE = inverse(VNI, ['ô', 'ó', 'ò', 'oà', 'oá', 'oã', 'Ô', 'Ó', 'Ò', 'OÀ', 'OÁ', 'OÃ']);

/** Which encoding a population of words is in. Measured as words that become syllables; adopted only with a margin. */
import { decodeCp1258, decodeTcvn3, decodeUtf8, decodeVni, type Encoding } from './encodings.js';
import { MARKED_LETTERS, VIETNAMESE_ONLY } from './letters.js';
import type { Texts } from './runs.js';
import { isSyllable } from './syllables.js';
import { readTwice } from './twice.js';
import { VOCABULARY } from './vocabulary.js';
import { kindOf, type WordKind, wordsOf } from './words.js';

/** Adopt a decoding when nearly all words it touches become syllables, */
const ADOPTED_SHARE = 0.9;
/** and clearly more of them than as they stand: naive patterns of VNI fire on clean words like `khoán`. */
const ADOPTED_MARGIN = 0.3;
/**
 * Fewer distinct words than this decide only in a document that is Vietnamese elsewhere, and when every one is broken
 * as it stands and whole when decoded: the French `où` would be ó in VNI.
 */
const ENOUGH_WORDS = 4;
/** One word alone decides nothing: it may be a foreign name. */
const FEWEST_WORDS = 2;
/** Words with marks that are syllables as they stand, in a share that needs no other explanation. */
const CLEAN_SHARE = 0.95;

/** Encodings by the name of their fonts: `.VnTime` (some producers drop the dot), `VNI-Times`. */
export function encodingByName(font: string): 'tcvn3' | 'vni' | null {
  if (/^(?:\.vn|vn(?:time|arial|avant|book|courier|helv|univers))/i.test(font)) return 'tcvn3';
  return /^vni[-\s]/i.test(font) ? 'vni' : null;
}

/** The capital twin of a TCVN3 family: its name ends in H before any style (`.VnTimeH`, `.VnArialH-Bold`). */
export function drawsCapitals(font: string): boolean {
  const family = font.replace(/[-, ]*(?:bold|italic|regular|oblique|normal)+.*$/i, '');
  return encodingByName(font) === 'tcvn3' && family.endsWith('H');
}

const DECODERS: readonly (readonly [Encoding, (text: string) => string])[] = [
  ['tcvn3', (text) => decodeTcvn3(text).text],
  ['vni', (text) => decodeVni(text).text],
  ['cp1258', (text) => decodeCp1258(text).text],
  ['utf8', (text) => decodeUtf8(text).text],
];

/** Legacy bytes are letters and signs alike, so words end only at blanks and ASCII punctuation; in UTF-8 not even at NBSP. */
const RAW_WORD = /[^\s!-,./:-@[-`{-~\u2013-\u201f\u2026\u2022]+/g;
const RAW_WORD_UTF8 = /[^\t\n\r !-,./:-@[-`{-~]+/g;
const NON_ASCII = /[^\p{ASCII}]/u;
/** A Latin-1 sign beside a letter: no text spells so. */
const SIGN_IN_WORD = /\p{L}[\u00a1-\u00b1\u00b4-\u00b9\u00bb-\u00bf]|[\u00a1-\u00b1\u00b4-\u00b9\u00bb-\u00bf]\p{L}/u;

const HEALTHY: ReadonlySet<WordKind> = new Set(['syllable', 'neutral']);

function wholeWord(word: string): boolean {
  if (SIGN_IN_WORD.test(word)) return false;
  const parts = wordsOf(word);
  return parts.length > 0 && parts.every((part) => HEALTHY.has(kindOf(part)));
}

interface Score {
  /** Distinct words that the decoding changes, or that cannot be in that encoding. */
  readonly words: number;
  /** Share of their occurrences that is whole as it stands, and decoded. */
  readonly asIs: number;
  readonly decoded: number;
  /** Share known to the closed vocabulary, to settle a tie. */
  readonly knownAsIs: number;
  readonly knownDecoded: number;
}

/** A word as it stands, composed. */
interface Word {
  readonly composed: string;
  readonly count: number;
  readonly whole: boolean;
}

function asTheyStand(words: Texts): Word[] {
  return [...words].map(([word, count]) => {
    const composed = word.normalize('NFC');
    return { composed, count, whole: wholeWord(composed) };
  });
}

/** What is asked of a word before each decoding. */
interface Candidate extends Word {
  readonly known: boolean;
  /** It holds letters that no legacy encoding leaves. */
  readonly beyond: boolean;
}

function candidates(words: readonly Word[]): Candidate[] {
  return words.map(({ composed, count, whole }) => {
    const beyond = [...composed].some((letter) => VIETNAMESE_ONLY.has(letter));
    return { composed, count, whole, beyond, known: VOCABULARY.has(composed.toLowerCase()) };
  });
}

function score(words: readonly Candidate[], decode: (text: string) => string): Score {
  let [distinct, total, asIs, decoded, knownAsIs, knownDecoded] = [0, 0, 0, 0, 0, 0];
  for (const { composed, count, whole, known, beyond } of words) {
    const other = beyond ? composed : decode(composed);
    if (!beyond && other === composed) continue;
    distinct += 1;
    total += count;
    if (whole) asIs += count;
    if (known) knownAsIs += count;
    if (beyond) continue;
    if (wholeWord(other)) decoded += count;
    if (VOCABULARY.has(other.toLowerCase())) knownDecoded += count;
  }
  const share = (part: number): number => (total === 0 ? 0 : part / total);
  return {
    words: distinct,
    asIs: share(asIs),
    decoded: share(decoded),
    knownAsIs: share(knownAsIs),
    knownDecoded: share(knownDecoded),
  };
}

function rawWords(texts: Texts, pattern: RegExp): Map<string, number> {
  const words = new Map<string, number>();
  for (const [text, count] of texts) {
    if (!NON_ASCII.test(text)) continue;
    for (const [word] of text.matchAll(pattern)) {
      if (NON_ASCII.test(word)) words.set(word, (words.get(word) ?? 0) + count);
    }
  }
  return words;
}

function adopted(found: Score, vietnamese: boolean): boolean {
  if (found.decoded < ADOPTED_SHARE || found.decoded - found.asIs < ADOPTED_MARGIN) return false;
  if (found.words >= ENOUGH_WORDS) return true;
  return vietnamese && found.words >= FEWEST_WORDS && found.asIs === 0 && found.decoded === 1;
}

/** The font's name says so, and the words do not speak against it. */
function agreesWithName(found: Score): boolean {
  if (found.words === 0) return true;
  if (found.decoded !== found.asIs) return found.decoded > found.asIs;
  return found.knownDecoded >= found.knownAsIs && found.decoded > 0;
}

/**
 * The encoding of texts that share a font, or null when they hold too little evidence to say; `unicode` is an
 * answer too. `vietnamese`: the document is known to be Vietnamese from other text.
 */
export function encodingOf(texts: Texts, font: string, vietnamese: boolean): Encoding | null {
  const words = asTheyStand(rawWords(texts, RAW_WORD));
  const named = encodingByName(font);
  if (named === null && words.length === 0) return null;
  let [total, whole] = [0, 0];
  for (const word of words) {
    total += word.count;
    if (word.whole) whole += word.count;
  }
  const clean = total > 0 && whole / total >= CLEAN_SHARE;
  if (named === null && clean) return words.length >= ENOUGH_WORDS ? 'unicode' : null;
  const legacy = candidates(words);
  const utf8 = candidates(asTheyStand(rawWords(texts, RAW_WORD_UTF8)));
  const scored = DECODERS.map(
    ([encoding, decode]) => [encoding, score(encoding === 'utf8' ? utf8 : legacy, decode)] as const,
  ).sort((a, b) => b[1].decoded - a[1].decoded);
  const best = scored.find(([, found]) => adopted(found, vietnamese));
  if (best !== undefined) return best[0];
  const byName = scored.find(([encoding]) => encoding === named);
  if (byName !== undefined && agreesWithName(byName[1])) return byName[0];
  return words.length >= ENOUGH_WORDS ? 'unicode' : null;
}

interface TwiceSign {
  readonly encoding: 'tcvn3-twice' | 'vni-twice';
  /** Small letters that the conversion moved elsewhere and nothing moved to: a converted text has none of them. */
  readonly absent: RegExp;
  /** So many marked letters without one of `absent` are no chance: their share in clean text is 25 % and 10 %. */
  readonly letters: number;
}

const TWICE: readonly TwiceSign[] = [
  { encoding: 'tcvn3-twice', absent: /[áâéêíìôù]/, letters: 60 },
  { encoding: 'vni-twice', absent: /[ôòó]/, letters: 100 },
];
/** Words of two letters or more that are no syllable as they stand and one when taken back: the positive sign beside the absent letters. */
const TWICE_WORDS = 2;

/** Occurrences of letters with a Vietnamese mark. */
function markedLetters(texts: Texts): number {
  let marked = 0;
  for (const [text, count] of texts) for (const letter of text) if (MARKED_LETTERS.has(letter)) marked += count;
  return marked;
}

function healedWords(texts: Texts, encoding: TwiceSign['encoding']): number {
  const healed = new Set<string>();
  for (const text of texts.keys()) {
    // No conversion touches them, and the figures of a table are thousands.
    if (!NON_ASCII.test(text)) continue;
    for (const word of wordsOf(text)) {
      if (word.length > 1 && !isSyllable(word) && isSyllable(readTwice(word, encoding) ?? '')) healed.add(word);
    }
  }
  return healed.size;
}

/** Whether composed Unicode text went through a TCVN3 or VNI converter once too often. */
export function convertedTwice(texts: Texts): TwiceSign['encoding'] | null {
  for (const { encoding, absent, letters } of TWICE) {
    if ([...texts.keys()].some((text) => absent.test(text))) continue;
    if (markedLetters(texts) >= letters && healedWords(texts, encoding) >= TWICE_WORDS) return encoding;
  }
  return null;
}

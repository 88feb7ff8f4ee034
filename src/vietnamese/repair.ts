/**
 * Text repair: one pass over the raw characters of a run, under a plan that was made for its font from evidence.
 * Order matters: legacy bytes are decoded before soft hyphens go, letters are composed before words are weighed.
 * No step reads or writes a digit.
 */
import type { Repair } from '../model/page.js';
import {
  type Decoded,
  decodeCp1258,
  decodeTcvn3,
  decodeUtf8,
  decodeVni,
  type Encoding,
  TCVN3_TWICE,
  VNI_TWICE,
} from './encodings.js';
import { MARKED_LETTERS } from './letters.js';
import { isSyllable } from './syllables.js';
import {
  BLANKS,
  FOREIGN_LETTER,
  HOMOGLYPHS,
  INVISIBLE,
  isPrivateUse,
  LIGATURES,
  type SymbolFont,
  symbolOf,
} from './symbols.js';
import { isAbbreviation, ONLY_WITH_GRAVE, VOCABULARY } from './vocabulary.js';
import { kindOf } from './words.js';

/** What may be done to the text of one font; every permission rests on evidence found by the judge. */
export interface Plan {
  readonly encoding: Encoding;
  /** The font draws small letters as capitals (`.VnTimeH`). */
  readonly drawnAsCapitals: boolean;
  /** A TCVN3 font whose ư (0xAD) was extracted as a hyphen. */
  readonly hyphenForU: boolean;
  readonly symbols: SymbolFont;
  /** ƣ stands for ư. */
  readonly gha: boolean;
  /** õ may stand for ò: seen only beside ƣ. */
  readonly graveAsTilde: boolean;
  /** The document is Vietnamese: Ð and ð are the letter đ. */
  readonly vietnamese: boolean;
  /** Its only Cyrillic and Greek letters look like ours: nothing in it is Russian or Greek. */
  readonly onlyHomoglyphs: boolean;
}

export interface Repaired {
  readonly text: string;
  readonly repairs: readonly Repair[];
  /** Words whose original could not be told, left as they are. */
  readonly undecided: number;
}

/** Sums counts of the same change, in the order the changes first occurred. */
export function mergeRepairs(repairs: Iterable<Repair>): Repair[] {
  const merged = new Map<string, Repair>();
  for (const repair of repairs) {
    const key = `${repair.class}\u0000${repair.from}\u0000${repair.to}`;
    const count = (merged.get(key)?.count ?? 0) + repair.count;
    merged.set(key, { ...repair, count });
  }
  return [...merged.values()];
}

type Note = (from: string, to: string, kind: string) => void;

const LETTERS = /[\p{L}\p{M}]+/gu;

const LOOSE_MARK = /[\u0300-\u036f]/;
/** Circumflex, breve, horn: part of the letter, so they come before its tone. */
const LETTER_MARK = /[\u0302\u0306\u031b]/;

/**
 * One letter with its marks, composed whatever their order. NFC alone sorts only marks of different classes: an acute
 * typed before a circumflex would stay a letter é with a loose circumflex.
 */
function composeLetter(cluster: string): string {
  const composed = cluster.normalize('NFC');
  if (composed.length === 1) return composed;
  const [base = '', ...marks] = [...cluster.normalize('NFD')];
  const sorted = [
    ...marks.filter((mark) => LETTER_MARK.test(mark)),
    ...marks.filter((mark) => !LETTER_MARK.test(mark)),
  ];
  const letter = (base + sorted.join('')).normalize('NFC');
  return MARKED_LETTERS.has(letter) ? letter : composed;
}

/** Each cluster that changes is one repair. */
function compose(text: string, note: Note): string {
  if (!LOOSE_MARK.test(text) && text.normalize('NFC') === text) return text;
  const composed = text.replace(/\P{M}\p{M}*/gu, (cluster) => {
    const to = composeLetter(cluster);
    if (to !== cluster) note(cluster, to, 'nfc');
    return to;
  });
  return composed.normalize('NFC');
}

/** A letter of Unicode Vietnamese: the run that holds it was never in a legacy encoding, whatever its font is called. */
const BEYOND_LEGACY = /[\u0100-\u01ff\u1e00-\u1eff]|[\u0300-\u036f]/;

const LEGACY: Partial<Record<Encoding, (text: string, plan: Plan) => Decoded>> = {
  tcvn3: (text, plan) => decodeTcvn3(plan.hyphenForU ? hyphensToU(text) : text, plan.drawnAsCapitals),
  vni: decodeVni,
  cp1258: decodeCp1258,
  utf8: decodeUtf8,
};

/** `tr-êng` is `trường`: a hyphen is ư (0xAD again) where the decoded word is a syllable with it; `Hµ-Nam` keeps its own. */
function hyphensToU(text: string): string {
  return text.replace(/[^\s\d!-,./:-@[-`{-~]+/g, (word) => {
    if (!word.includes('-')) return word;
    const candidate = word.replaceAll('-', '\u00ad');
    const decoded = decodeTcvn3(candidate).text;
    const certain = /^-|-$/.test(word) ? VOCABULARY.has(decoded.toLowerCase()) : isSyllable(decoded);
    return certain ? candidate : word;
  });
}

function decode(text: string, plan: Plan, note: Note, giveUp: () => void): string {
  const table = LEGACY[plan.encoding];
  if (table === undefined || (plan.encoding !== 'utf8' && BEYOND_LEGACY.test(text))) return text;
  const decoded = table(text, plan);
  for (const { from, to } of decoded.changes) note(from, to, plan.encoding);
  for (let i = 0; i < decoded.lost; i += 1) giveUp();
  return decoded.text;
}

type Twice = 'tcvn3-twice' | 'vni-twice';

interface Conversion {
  /** Letter found to the letter it was. */
  readonly back: ReadonlyMap<string, string>;
  readonly moved: ReadonlySet<string>;
}

const CONVERSIONS: Readonly<Record<Twice, Conversion>> = {
  'tcvn3-twice': { back: TCVN3_TWICE, moved: new Set(TCVN3_TWICE.values()) },
  'vni-twice': { back: VNI_TWICE, moved: new Set(VNI_TWICE.values()) },
};

/** A syllable has at most two letters that moved: more readings than that come from no syllable. */
const MOST_READINGS = 16;

/**
 * All words that the conversion turns into this one. A letter that the conversion itself would have moved cannot have
 * stood there before: ó can only be a moved ã. Any other may also be itself.
 */
function readingsOf(word: string, { back, moved }: Conversion): string[] {
  let readings = [''];
  for (const letter of word) {
    const was = back.get(letter);
    const letters = was === undefined ? [letter] : moved.has(letter) ? [was] : [letter, was];
    readings = readings.flatMap((start) => letters.map((each) => start + each));
    if (readings.length > MOST_READINGS) return [];
  }
  return readings;
}

/** All capitals, all small, or a capital first: a moved capital among small letters is no reading. */
const CASED_LIKE_A_WORD = /^(?:\p{Lu}+|\p{L}\p{Ll}*)$/u;

/**
 * The word before the wrong conversion: the only reading that is a word, else the only one in the vocabulary. null
 * when neither decides; the word itself when no reading is one.
 */
export function readTwice(word: string, encoding: Twice): string | null {
  const whole = readingsOf(word, CONVERSIONS[encoding]).filter(
    (reading) => CASED_LIKE_A_WORD.test(reading) && (isSyllable(reading) || kindOf(reading) === 'neutral'),
  );
  if (whole.length <= 1) return whole[0] ?? word;
  const known = whole.filter((reading) => VOCABULARY.has(reading.toLowerCase()));
  return known.length === 1 ? (known[0] ?? null) : null;
}

function takeBack(text: string, plan: Plan, note: Note, giveUp: () => void): string {
  const { encoding } = plan;
  if (encoding !== 'tcvn3-twice' && encoding !== 'vni-twice') return text;
  return text.replace(LETTERS, (word) => {
    const was = readTwice(word, encoding);
    if (was === null) giveUp();
    else if (was !== word) note(word, was, encoding);
    return was ?? word;
  });
}

const ETH: ReadonlyMap<string, string> = new Map([
  ['Ð', 'Đ'],
  ['Ɖ', 'Đ'],
  ['ð', 'đ'],
  ['ɖ', 'đ'],
]);
const SUSPECT_LETTER = /[ƢƣÐðƉɖ₫]/;

/** ƣ for ư and Ð for Đ, letter by letter; the dong sign only as the first letter of a word, never behind a figure. */
function letters(text: string, plan: Plan, note: Note): string {
  if (!plan.vietnamese || !SUSPECT_LETTER.test(text)) return text;
  return text.replace(/[ƢƣÐðƉɖ]|(?<![\p{L}\p{N}\s.,])₫(?=\p{L})|(?<=^|\s)₫(?=\p{L})/gu, (from) => {
    const gha = from === 'ƣ' || from === 'Ƣ';
    if (gha && !plan.gha) return from;
    const to = gha ? (from === 'ƣ' ? 'ư' : 'Ư') : (ETH.get(from) ?? 'đ');
    note(from, to, gha ? 'gha' : 'eth');
    return to;
  });
}

/** The word with its foreign letters replaced, if exactly one way makes a syllable or a known abbreviation. */
function latinised(word: string): string | null {
  let readings = [''];
  for (const letter of word) {
    const like = HOMOGLYPHS.get(letter) ?? [letter];
    readings = readings.flatMap((start) => like.map((to) => start + to));
    if (readings.length > MOST_READINGS) return null;
  }
  const whole = readings.filter(
    (reading) => isSyllable(reading) || isAbbreviation(reading) || ONE_LETTER.test(reading),
  );
  return whole.length === 1 ? (whole[0] ?? null) : null;
}

/** `14a`, `b/c`: the letter of a number or a list. */
const ONE_LETTER = /^\d*[a-zđ]$/i;
/** Letters that may be a misread digit: beside a digit, or alone, they are left as they are. */
const LIKE_A_DIGIT = /[ОоІіΟοΙ]/;
const LATIN = /\p{Script=Latin}/u;

/**
 * Foreign letters inside a word that is otherwise Latin (`cộng` with a Cyrillic с). The words of one sign are weighed
 * together: СР alone may be Russian, behind `40/2026/NĐ-` it is CP.
 */
function homoglyphs(text: string, plan: Plan, note: Note): string {
  if (!FOREIGN_LETTER.test(text)) return text;
  return text.replace(/\S+/g, (sign) => {
    if (!FOREIGN_LETTER.test(sign) || !(plan.onlyHomoglyphs || LATIN.test(sign))) return sign;
    return sign.replace(/[\p{L}\p{M}\p{Nd}]+/gu, (word) => {
      if (!FOREIGN_LETTER.test(word)) return word;
      if (LIKE_A_DIGIT.test(word) && (word.length === 1 || /\p{Nd}/u.test(word))) return word;
      const latin = latinised(word);
      if (latin === null) return word;
      const after = [...latin];
      for (const [i, from] of [...word].entries()) {
        const to = after[i] ?? '';
        if (from !== to) note(from, to, 'homoglyph');
      }
      return latin;
    });
  });
}

/** õ back to ò where only the word with ò exists; a word that nobody knows is left and counted. */
function graves(text: string, plan: Plan, note: Note, giveUp: () => void): string {
  if (!plan.graveAsTilde || !/[õÕ]/.test(text)) return text;
  return text.replace(LETTERS, (word) => {
    const was = word.replace('õ', 'ò').replace('Õ', 'Ò');
    if (was === word) return word;
    if (!ONLY_WITH_GRAVE.has(was.toLowerCase())) {
      if (isSyllable(was) && !VOCABULARY.has(word.toLowerCase())) giveUp();
      return word;
    }
    const small = word.includes('õ');
    note(small ? 'õ' : 'Õ', small ? 'ò' : 'Ò', 'grave-as-tilde');
    return was;
  });
}

const GLYPH = /[\ue000-\uf8ff\ufb00-\ufb04]/;

function glyphs(text: string, plan: Plan, note: Note): string {
  if (!plan.symbols.bare && !GLYPH.test(text)) return text;
  let drawn = '';
  for (const char of text) {
    const ligature = LIGATURES.get(char);
    const to = ligature ?? symbolOf(char, plan.symbols) ?? char;
    if (to !== char)
      note(char, to, ligature !== undefined ? 'ligature' : isPrivateUse(char) ? 'private-use' : 'symbol-font');
    drawn += to;
  }
  return drawn;
}

/**
 * The run's text as it was meant, NFC. Invisible characters are taken away and odd blanks become spaces: that is
 * spacing, not repair, and is not counted. A combining mark whose letter stands in another run stays as it is:
 * whoever joins the runs composes once more.
 */
export function repairText(raw: string, plan: Plan): Repaired {
  const found: Repair[] = [];
  const note: Note = (from, to, kind) => {
    found.push({ from, to, count: 1, class: kind });
  };
  let undecided = 0;
  const giveUp = (): void => {
    undecided += 1;
  };
  let text = compose(raw, note);
  text = decode(text, plan, note, giveUp);
  text = takeBack(text, plan, note, giveUp);
  text = letters(text, plan, note);
  text = homoglyphs(text, plan, note);
  text = glyphs(text, plan, note);
  text = text.replace(INVISIBLE, '').replace(BLANKS, ' ');
  text = graves(text, plan, note, giveUp);
  return { text: text.normalize('NFC'), repairs: mergeRepairs(found), undecided };
}

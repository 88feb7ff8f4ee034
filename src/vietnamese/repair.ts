/**
 * Text repair: one pass over the raw characters of a run, under a plan that was made for its font from evidence.
 * Order matters: legacy bytes are decoded before soft hyphens go, letters are composed before words are weighed.
 * No step reads or writes a digit.
 */
import type { Repair } from '../model/page.js';
import { type Decoded, decodeCp1258, decodeTcvn3, decodeUtf8, decodeVni, type Encoding } from './encodings.js';
import { replaceHomoglyphs } from './homoglyphs.js';
import { compose } from './marks.js';
import { Notes } from './notes.js';
import { joinSplitSyllables } from './splits.js';
import { isSyllable } from './syllables.js';
import { BLANKS, INVISIBLE, isPrivateUse, LIGATURES, type SymbolFont, symbolOf } from './symbols.js';
import { readTwice } from './twice.js';
import { ONLY_WITH_GRAVE, VOCABULARY } from './vocabulary.js';

/** What may be done to the text of one font; every permission rests on evidence found by the judge. */
export interface Plan {
  readonly encoding: Encoding;
  /** The font draws small letters as capitals (`.VnTimeH`). */
  readonly drawnAsCapitals: boolean;
  /** A TCVN3 font whose ư (0xAD) was extracted as a hyphen. */
  readonly hyphenForU: boolean;
  readonly symbols: SymbolFont;
  /** ƣ stands for ư; and õ may stand for ò, which is seen only beside it. */
  readonly gha: boolean;
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

const LETTERS = /[\p{L}\p{M}]+/gu;

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

function decode(text: string, plan: Plan, notes: Notes): string {
  const table = LEGACY[plan.encoding];
  if (table === undefined || (plan.encoding !== 'utf8' && BEYOND_LEGACY.test(text))) return text;
  const decoded = table(text, plan);
  for (const { from, to } of decoded.changes) notes.changed(from, to, plan.encoding);
  notes.undecided += decoded.lost;
  return decoded.text;
}

function takeBack(text: string, plan: Plan, notes: Notes): string {
  const { encoding } = plan;
  if (encoding !== 'tcvn3-twice' && encoding !== 'vni-twice') return text;
  return text.replace(LETTERS, (word) => {
    const was = readTwice(word, encoding);
    if (was === null) notes.undecided += 1;
    else if (was !== word) notes.changed(word, was, encoding);
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
function letters(text: string, plan: Plan, notes: Notes): string {
  if (!SUSPECT_LETTER.test(text)) return text;
  return text.replace(/[ƢƣÐðƉɖ]|(?<![\p{L}\p{N}.,]|\d\s)₫(?=\p{L})/gu, (from) => {
    const gha = from === 'ƣ' || from === 'Ƣ';
    if (!(gha ? plan.gha : plan.vietnamese)) return from;
    const to = gha ? (from === 'ƣ' ? 'ư' : 'Ư') : (ETH.get(from) ?? 'đ');
    notes.changed(from, to, gha ? 'gha' : 'eth');
    return to;
  });
}

/** õ back to ò where only the word with ò exists; a word that nobody knows is left and counted. */
function graves(text: string, plan: Plan, notes: Notes): string {
  if (!plan.gha || !/[õÕ]/.test(text)) return text;
  return text.replace(LETTERS, (word) => {
    const was = word.replace('õ', 'ò').replace('Õ', 'Ò');
    if (was === word) return word;
    if (!ONLY_WITH_GRAVE.has(was.toLowerCase())) {
      if (isSyllable(was) && !VOCABULARY.has(word.toLowerCase())) notes.undecided += 1;
      return word;
    }
    const small = word.includes('õ');
    notes.changed(small ? 'õ' : 'Õ', small ? 'ò' : 'Ò', 'grave-as-tilde');
    return was;
  });
}

const GLYPH = /[\ue000-\uf8ff\ufb00-\ufb04]/;

function glyphs(text: string, plan: Plan, notes: Notes): string {
  if (!plan.symbols.bare && !GLYPH.test(text)) return text;
  let drawn = '';
  for (const char of text) {
    const ligature = LIGATURES.get(char);
    const to = ligature ?? symbolOf(char, plan.symbols) ?? char;
    if (to !== char)
      notes.changed(char, to, ligature !== undefined ? 'ligature' : isPrivateUse(char) ? 'private-use' : 'symbol-font');
    drawn += to;
  }
  return drawn;
}

/**
 * A soft hyphen inside a word is invisible (DOCX); anywhere else it is a hyphen that a font has at that code (PDF),
 * and `-` alone is a value.
 */
function softHyphens(text: string, notes: Notes): string {
  if (!text.includes(SOFT_HYPHEN)) return text;
  return text.replace(/([\p{L}\p{M}]*)\u00ad([\p{L}\p{M}]*)/gu, (whole, before: string, after: string) => {
    if (before !== '' && after !== '' && isSyllable(before + after)) return before + after;
    notes.changed(SOFT_HYPHEN, '-', 'soft-hyphen');
    return whole.replace(SOFT_HYPHEN, '-');
  });
}

const SOFT_HYPHEN = '\u00ad';

function spaced(text: string): string {
  return text.replace(INVISIBLE, '').replace(BLANKS, ' ');
}

/** What a font of nothing but pictures says: its letters are no letters. */
function pictures(text: string, plan: Plan, notes: Notes): string {
  return spaced(glyphs(compose(text, notes), plan, notes));
}

function words(raw: string, plan: Plan, notes: Notes): string {
  let text = compose(raw, notes);
  text = decode(text, plan, notes);
  text = takeBack(text, plan, notes);
  text = letters(text, plan, notes);
  text = replaceHomoglyphs(text, plan.onlyHomoglyphs, notes);
  text = glyphs(text, plan, notes);
  text = softHyphens(text, notes);
  text = spaced(text);
  text = graves(text, plan, notes);
  return plan.vietnamese ? joinSplitSyllables(text, notes) : text;
}

/**
 * The run's text as it was meant, NFC. Invisible characters are taken away and odd blanks become spaces: that is
 * spacing, not repair, and is not counted. A combining mark whose letter stands in another run stays as it is:
 * whoever joins the runs composes once more.
 */
export function repairText(raw: string, plan: Plan): Repaired {
  const notes = new Notes();
  const text = plan.symbols.bare ? pictures(raw, plan, notes) : words(raw, plan, notes);
  return { text: text.normalize('NFC'), repairs: notes.repairs, undecided: notes.undecided };
}

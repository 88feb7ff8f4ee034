/** What a whole document says about its fonts, and the plan of repair that follows for each of them. */
import { convertedTwice, drawsCapitals, encodingOf } from './detect.js';
import type { Encoding } from './encodings.js';
import { FOREIGN_LETTER, HOMOGLYPHS } from './homoglyphs.js';
import { VIETNAMESE_ONLY } from './letters.js';
import type { Plan } from './repair.js';
import type { Texts } from './runs.js';
import { isSyllable } from './syllables.js';
import { symbolFont } from './symbols.js';
import { wordsOf } from './words.js';

/** What the whole document says about each of its fonts. */
export interface Evidence {
  /** Letters occur that only Vietnamese has (ƣ is none), or a font is in a Vietnamese encoding. */
  readonly vietnamese: boolean;
  /** The encoding of each font that says so by itself. */
  readonly encodings: ReadonlyMap<string, Encoding>;
  /** Fonts whose ƣ is a damaged ư. */
  readonly gha: ReadonlySet<string>;
  /** Every Cyrillic or Greek letter in it looks like one of ours. */
  readonly onlyHomoglyphs: boolean;
  /** All of it was converted through a wrong table. */
  readonly twice: Encoding | null;
}

/** For a run that no document was judged with: only what is safe anywhere. */
export const NO_EVIDENCE: Evidence = {
  vietnamese: false,
  encodings: new Map(),
  gha: new Set(),
  onlyHomoglyphs: false,
  twice: null,
};

function hasVietnameseLetter(text: string): boolean {
  for (const letter of text.normalize('NFC')) if (VIETNAMESE_ONLY.has(letter)) return true;
  return false;
}

function hasOtherForeignLetter(text: string): boolean {
  if (!FOREIGN_LETTER.test(text)) return false;
  return [...text].some((letter) => FOREIGN_LETTER.test(letter) && !HOMOGLYPHS.has(letter));
}

const GHA = /[Ƣƣ]/;

/** Whether most words with ƣ become syllables when it is ư; elsewhere ƣ is mojibake of another script. */
function ghaIsU(texts: Texts): boolean {
  let [words, whole] = [0, 0];
  for (const [text, count] of texts) {
    if (!GHA.test(text)) continue;
    for (const word of wordsOf(text.normalize('NFC'))) {
      if (!GHA.test(word)) continue;
      words += count;
      if (isSyllable(word.replaceAll('ƣ', 'ư').replaceAll('Ƣ', 'Ư'))) whole += count;
    }
  }
  return words > 0 && whole * 2 >= words;
}

/** Weighs all fonts of a document together. */
export function evidenceOf(fonts: ReadonlyMap<string, Texts>): Evidence {
  const everything = new Map<string, number>();
  const gha = new Set<string>();
  const encodings = new Map<string, Encoding>();
  for (const [font, texts] of fonts) {
    if (ghaIsU(texts)) gha.add(font);
    const encoding = encodingOf(texts, font, false);
    if (encoding !== null) encodings.set(font, encoding);
    for (const [text, count] of texts) everything.set(text, (everything.get(text) ?? 0) + count);
  }
  const texts = [...everything.keys()];
  return {
    vietnamese: texts.some(hasVietnameseLetter) || [...encodings.values()].some((encoding) => encoding !== 'unicode'),
    encodings,
    gha,
    onlyHomoglyphs: !texts.some(hasOtherForeignLetter),
    twice: convertedTwice(everything),
  };
}

/** ư is one letter in twenty of Vietnamese text: so many words without a soft hyphen have lost it to something else. */
const WORDS_WITH_SOME_U = 20;

function losesU(texts: Texts): boolean {
  let words = 0;
  for (const [text, count] of texts) {
    if (/[\u00ad\u2212]/.test(text)) return false;
    words += count * wordsOf(text).length;
  }
  return words >= WORDS_WITH_SOME_U;
}

/** The plan for text of that font which is in another encoding than the rest of it. */
export function inEncoding(plan: Omit<Plan, 'encoding' | 'drawnAsCapitals'>, encoding: Encoding, font: string): Plan {
  const drawnAsCapitals = encoding === 'tcvn3' && drawsCapitals(font);
  return { ...plan, encoding, drawnAsCapitals, vietnamese: plan.vietnamese || encoding !== 'unicode' };
}

export function planFor(font: string, texts: Texts, evidence: Evidence): Plan {
  const encoding = evidence.encodings.get(font) ?? encodingOf(texts, font, evidence.vietnamese) ?? 'unicode';
  const twice = encoding === 'unicode' ? (convertedTwice(texts) ?? evidence.twice) : null;
  const plan = {
    hyphenForU: losesU(texts),
    symbols: symbolFont(font),
    gha: evidence.gha.has(font) && evidence.vietnamese,
    vietnamese: evidence.vietnamese,
    onlyHomoglyphs: evidence.vietnamese && evidence.onlyHomoglyphs,
  };
  return inEncoding(plan, twice ?? encoding, font);
}

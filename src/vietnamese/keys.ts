/**
 * Keys for comparison. Two texts with the same key say the same thing in different spelling; a key is never
 * shown to anyone and never written out.
 */
import { TONED_VOWELS } from './letters.js';

/** Letters with their marks, digits with their like. */
const WORD = /[\p{L}\p{M}]+|[\p{Nd}]+|[\p{No}\p{Nl}]+|[%‰=<>≤≥±×÷]|[.,:/]|[\p{Pd}\u2212]/gu;
/** Soft hyphens and zero-width marks: no part of any word. */
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const DASH = /^[\p{Pd}\u2212]$/u;
const SEPARATOR = /^[.,:/]$/;
const DIGITS = /^\p{Nd}+$/u;

/**
 * Moves the tone behind its word as a digit, so that where it was written makes no difference: hóa and hoá
 * both become `hoa2`. Digits of the text stand in words of their own, so the two cannot be confused.
 */
function toneLast(word: string): string {
  let letters = '';
  let tones = '';
  for (const letter of word) {
    const toned = TONED_VOWELS.get(letter);
    letters += toned?.base ?? letter;
    if (toned !== undefined) tones += toned.tone;
  }
  return letters + tones;
}

/** kỳ and kì, quý and quí: y for i is a free choice only where it is the whole rhyme. Alone (`y tế`) it is not. */
function plainI(word: string): string {
  return word.replace(/^(b|h|k|l|m|s|t|v|qu)y(?=\d?$)/, '$1i');
}

function withoutMarks(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');
}

/**
 * Words in lower case with one space between them. Punctuation and dashes only part words, with one exception:
 * between two digits they are part of the figure, so `1.1` is neither `11` nor `1 1` nor `1,1`. There a dash may have
 * spaces around it (`2021 – 2025`); any other separator must touch both digits (`mục 1. 10 hồ sơ`).
 */
function keyOf(text: string, spell: (word: string) => string): string {
  const lower = text.replace(INVISIBLE, '').normalize('NFC').toLowerCase();
  const tokens = [...lower.matchAll(WORD)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  let key = '';
  let joined = true;
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    const after = tokens[i + 1];
    const dash = DASH.test(token.text);
    if (dash || SEPARATOR.test(token.text)) {
      if (before === undefined || after === undefined) continue;
      if (!DIGITS.test(before.text) || !DIGITS.test(after.text)) continue;
      const blanks = lower.slice(before.end, token.start) + lower.slice(token.end, after.start);
      if (!(dash ? /^\s*$/ : /^$/).test(blanks)) continue;
      key += dash ? '-' : token.text;
      joined = true;
    } else {
      if (!joined) key += ' ';
      key += spell(token.text);
      joined = false;
    }
  }
  return key;
}

/**
 * The key of a label or a sentence. Equal: case, where the tone is written (hóa, hoá), i and y as a whole rhyme
 * (tỷ, tỉ; quý, quí), punctuation, dashes and the number of spaces; a figure and a word that touch are apart
 * (`NĐ34`, `NĐ 34`). Everything else differs: diacritics, digits, and the separators between digits.
 */
export function foldKey(text: string): string {
  return keyOf(text, (word) => plainI(toneLast(word)));
}

/** The key of a place's or a person's name: as foldKey, but i and y stay apart (Lí and Lý are two names). */
export function nameKey(text: string): string {
  return keyOf(text, toneLast);
}

/** The key without any diacritics (đ is d): for likeness with text that OCR has read, never for equality. */
export function bareKey(text: string): string {
  return keyOf(text, withoutMarks);
}

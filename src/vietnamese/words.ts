/** Text cut into words, and what each word is evidence of. */
import { MARKED_LETTERS } from './letters.js';
import { isSyllable } from './syllables.js';
import { FOREIGN_WORDS, FUNCTION_WORDS, isAbbreviation } from './vocabulary.js';

/**
 * - syllable: spelled as Vietnamese
 * - neutral: a code, an abbreviation, a Roman numeral, a known foreign word: no evidence either way
 * - name: cased like a name and no syllable (`Krông`, `Microsoft`): no evidence either
 * - capitals: capitals that spell nothing known; an abbreviation, or glyphs under wrong names
 * - lone: an onset without its rhyme (`H`, `NG`), what remains when toned glyphs are missing
 * - function: `the`, `les`: the text is in another language
 * - plain: no syllable, small ASCII letters: foreign, misspelt or misread
 * - broken: no syllable, and marks on its letters, or capitals inside
 * - strange: holds a letter that Vietnamese text does not use
 */
export const WORD_KINDS = [
  'syllable',
  'neutral',
  'name',
  'capitals',
  'lone',
  'function',
  'plain',
  'broken',
  'strange',
] as const;
export type WordKind = (typeof WORD_KINDS)[number];

/** Whether a word of that kind says anything about the text's health. */
export function isEvidence(kind: WordKind): boolean {
  return kind !== 'neutral' && kind !== 'name' && kind !== 'capitals';
}

const CHUNK = /[\p{L}\p{M}\p{Nd}]+/gu;
const ROMAN = /^[IVXLCDM]+$/;
const LONE_ONSET = /^(?:[bcdđghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)$/iu;
const NAME = /^\p{Lu}\p{Ll}+$/u;
/** Abbreviations have Đ, Ơ and Ư, but no tones and no circumflex. */
const TONED_CAPITAL = /[ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĨŨẠ-Ỹ]/;
const ASCII_OR_MARKED = (letter: string): boolean => letter <= '\u007f' || MARKED_LETTERS.has(letter);

/** A mark that makes the letter beside it part of a sign or a list: `b/c`, `a)`, `PCT.UBND`, `M'Drắk`. */
const SIGN_MARK = /[/.():;&'’-]/;

/** What most runs of a PDF are. */
const ONE_WORD = /^[A-Za-zÀ-ÖØ-öø-ɏẠ-ỹ]+$/;

export interface Words {
  readonly words: readonly string[];
  /** The text begins, ends inside the first, the last of these words. */
  readonly open: readonly [boolean, boolean];
}

/**
 * The words of a text in order: runs of letters and digits, without lone letters that belong to a sign. Expects composed
 * text.
 */
export function readWords(text: string): Words {
  if (ONE_WORD.test(text)) return { words: [text], open: [true, true] };
  const words: string[] = [];
  let open: [boolean, boolean] = [false, false];
  for (const { 0: word, index } of text.matchAll(CHUNK)) {
    const end = index + word.length;
    const inSign =
      (index > 0 && SIGN_MARK.test(text.charAt(index - 1))) || (end < text.length && SIGN_MARK.test(text.charAt(end)));
    const kept = !(inSign && LONE_ONSET.test(word));
    if (kept) words.push(word);
    open = [open[0] || (kept && index === 0), kept && end === text.length];
  }
  return { words, open };
}

export function wordsOf(text: string): readonly string[] {
  return readWords(text).words;
}

/** Consonants in the order in which lists are lettered. */
const LIST_LETTERS = [...'bcdđghklmnpqrstvx'];

/** Whether lone letters are the letters of a list, b c d …, and not what lost glyphs left behind. */
export function lettersOfList(lone: readonly string[]): boolean {
  const letters = new Set(lone.map((letter) => letter.toLowerCase()));
  return LIST_LETTERS.slice(0, letters.size).every((letter) => letters.has(letter));
}

function classify(word: string): WordKind {
  if (/\p{Nd}/u.test(word)) return 'neutral';
  if (![...word].every(ASCII_OR_MARKED)) return 'strange';
  if (LONE_ONSET.test(word) && word.toLowerCase() !== 'gi') return 'lone';
  if (isSyllable(word)) return 'syllable';
  const lower = word.toLowerCase();
  if (ROMAN.test(word) || isAbbreviation(word) || FOREIGN_WORDS.has(lower)) return 'neutral';
  if (FUNCTION_WORDS.has(lower)) return 'function';
  if (NAME.test(word)) return 'name';
  if (word === word.toUpperCase()) return TONED_CAPITAL.test(word) ? 'broken' : 'capitals';
  return /^[a-z]+$/.test(word) ? 'plain' : 'broken';
}

/** Kinds are remembered, since a page repeats its words; forgotten at once when too many have come up. */
const REMEMBERED = 20_000;
const kinds = new Map<string, WordKind>();

export function kindOf(word: string): WordKind {
  const known = kinds.get(word);
  if (known !== undefined) return known;
  if (kinds.size >= REMEMBERED) kinds.clear();
  const kind = classify(word);
  kinds.set(word, kind);
  return kind;
}

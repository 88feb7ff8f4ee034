/** Letters of other scripts that are drawn like ours. */
import type { Notes } from './notes.js';
import { isSyllable } from './syllables.js';
import { isAbbreviation } from './vocabulary.js';

/** Each with every letter of ours that it has been found for; pairs in one string, the foreign letter first. */
const ALIKE = [
  'аa еe оo рp сc уy хx іi ѕs јj һh ѵv үy үẫ ӟớ АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЅS ЈJ ҺH ѴV ҮY', // Cyrillic
  'ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX οo νv', // Greek
  'ǎă ǍĂ ǤG ƚl', // Latin letters beside ours
].flatMap((pairs) => pairs.split(' '));

export const HOMOGLYPHS: ReadonlyMap<string, readonly string[]> = (() => {
  const alike = new Map<string, string[]>();
  for (const [foreign = '', ours = ''] of ALIKE) alike.set(foreign, [...(alike.get(foreign) ?? []), ours]);
  return alike;
})();

/** Letters of the blocks that the homoglyphs come from. */
export const FOREIGN_LETTER = /[\u01cd\u01ce\u01e4\u019a\u0370-\u052f]/;

/** More readings than that come from no word of ours. */
const MOST_READINGS = 16;
/** `14a`, `b/c`: the letter of a number or a list. */
const ONE_LETTER = /^\d*[a-zđ]$/i;
/** Letters that may be a misread digit: beside a digit, or alone, they are left as they are. */
const LIKE_A_DIGIT = /[ОоІіΟοΙ]/;
const LATIN = /\p{Script=Latin}/u;

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

/**
 * Foreign letters inside a word that is otherwise Latin (`cộng` with a Cyrillic с). The words of one sign are weighed
 * together: СР alone may be Russian, behind `40/2026/NĐ-` it is CP. `alone`: it is no Russian in this document.
 */
export function replaceHomoglyphs(text: string, alone: boolean, notes: Notes): string {
  if (!FOREIGN_LETTER.test(text)) return text;
  return text.replace(/\S+/g, (sign) => {
    if (!FOREIGN_LETTER.test(sign) || !(alone || LATIN.test(sign))) return sign;
    return sign.replace(/[\p{L}\p{M}\p{Nd}]+/gu, (word) => {
      if (!FOREIGN_LETTER.test(word)) return word;
      if (LIKE_A_DIGIT.test(word) && (word.length === 1 || /\p{Nd}/u.test(word))) return word;
      const latin = latinised(word);
      if (latin === null) return word;
      const after = [...latin];
      for (const [i, from] of [...word].entries()) {
        const to = after[i] ?? '';
        if (from !== to) notes.changed(from, to, 'homoglyph');
      }
      return latin;
    });
  });
}

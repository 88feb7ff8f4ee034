/** From measurements to a verdict: named predicates, each one a reason that is written out. */
import type { Measurements, Tally } from './measure.js';
import { measurementsOf } from './measure.js';

/** So few words prove nothing by their spelling: a font used for a product's name, for `a b c d`. */
const ENOUGH_WORDS = 12;
/** A clean report has 97 % syllables, a foreign OCR layer 35 %, text that lost its toned glyphs up to 81 %. */
const FEWEST_SYLLABLES = 0.75;
/** Words that no language spells (marks on no syllable, capitals inside): typing errors stay far below this. */
const MOST_BROKEN = 0.08;
const FEWEST_BROKEN = 3;
/** In a font with little text, when most of its words are broken. */
const MOSTLY_BROKEN = 0.5;
/** Words with letters of other alphabets inside: names of foreigners are rarer than this. */
const MOST_STRANGE = 0.02;
const FEWEST_STRANGE = 3;
/** Onsets without their rhyme. Enumerators (a, b, c, d) and initials stay below; lost glyphs leave one in three words. */
const MOST_LONE = 0.06;
const FEWEST_LONE = 3;
const FEWEST_LONE_KINDS = 2;
/** In a short text, where a list of enumerators can be a large share. */
const MOST_LONE_IN_SHORT = 0.3;
/** So many different capitals that spell nothing are no abbreviations when they outnumber the words. */
const MOST_CAPITALS = 8;
/** Letters of another script, as a share of all characters, that are not repaired. */
const MOST_FOREIGN = 0.2;
const FEWEST_FOREIGN = 3;
/** So many different glyphs without a meaning are an alphabet, not an ornament. */
const ORNAMENTS = 2;
/** A text in English or French: at least so many of its words, and so many different ones, are its function words. */
const FUNCTION_SHARE = 0.08;
const FUNCTION_KINDS = 3;

function inAnotherLanguage(tally: Tally, m: Measurements): boolean {
  return tally.distinct('function') >= FUNCTION_KINDS && m.functionWords >= FUNCTION_SHARE * m.words;
}

function fewSyllables(m: Measurements): boolean {
  return m.words >= ENOUGH_WORDS && m.syllableShare < FEWEST_SYLLABLES;
}

function brokenWords(m: Measurements): boolean {
  const share = m.words === 0 ? 0 : (m.brokenWords + m.strangeWords) / m.words;
  if (m.words < ENOUGH_WORDS) return m.brokenWords + m.strangeWords >= 2 && share >= MOSTLY_BROKEN;
  return m.brokenWords + m.strangeWords >= FEWEST_BROKEN && share >= MOST_BROKEN;
}

function strangeLetters(tally: Tally, m: Measurements): boolean {
  return tally.distinct('strange') >= FEWEST_STRANGE && m.strangeWords >= MOST_STRANGE * m.words;
}

function loneConsonants(tally: Tally, m: Measurements): boolean {
  if (m.loneConsonants < FEWEST_LONE || tally.distinct('lone') < FEWEST_LONE_KINDS) return false;
  if (m.words - m.loneConsonants === 0) return false;
  return m.loneConsonants >= (m.words < ENOUGH_WORDS ? MOST_LONE_IN_SHORT : MOST_LONE) * m.words;
}

function onlyCapitals(tally: Tally, m: Measurements): boolean {
  return tally.distinct('capitals') >= MOST_CAPITALS && m.unknownCapitals > m.words;
}

function foreignScript(m: Measurements): boolean {
  return m.foreignScript >= FEWEST_FOREIGN && m.foreignScript >= MOST_FOREIGN * m.characters;
}

function unmappedGlyphs(tally: Tally): boolean {
  return tally.glyphs.size > ORNAMENTS || tally.glyphsInWords > 0;
}

/** Why a font's text cannot be trusted even after repair; empty when it can. */
export function distrust(tally: Tally): string[] {
  const m = measurementsOf(tally);
  const reasons: string[] = [];
  if (unmappedGlyphs(tally)) reasons.push('unmapped-glyphs');
  if (foreignScript(m)) reasons.push('foreign-script');
  if (onlyCapitals(tally, m)) reasons.push('capitals-without-words');
  if (inAnotherLanguage(tally, m)) return reasons;
  if (fewSyllables(m)) reasons.push('few-syllables');
  if (brokenWords(m)) reasons.push('broken-words');
  if (strangeLetters(tally, m)) reasons.push('strange-letters');
  if (loneConsonants(tally, m)) reasons.push('lone-consonants');
  return reasons;
}

/** Text that shows in a stamp or a page number only, over a picture of a page. */
const PAGE_IMAGE = 0.6;
const STAMP_COVERAGE = 0.15;
/** Signature stamps have 31 to 126 characters; a page of prose has over a thousand. */
const STAMP_CHARACTERS = 300;
/** A picture beside nothing at all: smaller ones are a coat of arms or a rule on a blank page. */
const SOME_IMAGE = 0.02;
const MOSTLY_HIDDEN = 0.5;

export interface PageMeasurements {
  readonly imageCoverage: number;
  readonly textCoverage: number;
  readonly visibleCharacters: number;
  readonly hiddenCharacters: number;
}

/** Why the page as a whole is not text, whatever its fonts are worth. */
export function distrustPage(page: PageMeasurements): string[] {
  const { imageCoverage, textCoverage, visibleCharacters, hiddenCharacters } = page;
  const hiddenShare = hiddenCharacters / Math.max(1, visibleCharacters + hiddenCharacters);
  if (hiddenCharacters > 0 && hiddenShare >= MOSTLY_HIDDEN && imageCoverage >= PAGE_IMAGE)
    return ['hidden-text-over-image'];
  if (visibleCharacters === 0) return imageCoverage >= SOME_IMAGE || hiddenCharacters > 0 ? ['no-visible-text'] : [];
  const fewWords = visibleCharacters < STAMP_CHARACTERS;
  if (imageCoverage >= PAGE_IMAGE && (fewWords || textCoverage < STAMP_COVERAGE)) return ['stamp-on-scan'];
  return [];
}

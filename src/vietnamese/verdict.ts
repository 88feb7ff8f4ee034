/** From measurements to a verdict: named predicates, each one a reason that is written out. */
import type { Measurements } from './measure.js';

/** So few words prove nothing by their spelling: a font used for a product's name, for `a b c d`. */
export const ENOUGH_WORDS = 12;
/** A clean report has 97 % syllables, a foreign OCR layer 35 %, text that lost its toned glyphs up to 81 %. */
const FEWEST_SYLLABLES = 0.75;
/** Words that no language spells (marks on no syllable, capitals inside): typing errors stay far below this. */
const MOST_BROKEN = 0.08;
const FEWEST_BROKEN = 3;
/** In a font with little text: so many such words, when at most half of all words are syllables. */
const FEWEST_BROKEN_IN_SHORT = 2;
const FEWEST_SYLLABLES_IN_SHORT = 0.5;
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
/** Three in four syllables of clean text carry a mark; a foreign OCR layer and lost accents leave next to none. */
const FEWEST_MARKED = 0.25;
const ENOUGH_FOR_MARKS = 40;
/** Typing errors of that kind come alone. */
const FEWEST_WITHOUT_U = 2;
/** Of text that went through the wrong table: undecided words stay as they are, which only prose can bear. */
const MOST_UNDECIDED = 0.01;
/** A text in another language: at least so many of its words, and so many different ones, are its function words. */
const FUNCTION_SHARE = 0.08;
const FUNCTION_KINDS = 3;
/** In a whole document, tables and headings included, fewer will do when they are more kinds and syllables are rare. */
const FUNCTION_SHARE_OF_DOCUMENT = 0.03;
const FUNCTION_KINDS_OF_DOCUMENT = 5;
/** Nor need there be many where words are long: of English pages 4 % at least, of Vietnamese ones none, however damaged. */
const LONG_SHARE_OF_DOCUMENT = 0.08;
const LONG_WORDS_OF_DOCUMENT = 6;
/** A page of it with so many words, few of them function words (`thể` may have become `the`) and next to none long, may be damaged Vietnamese after all. */
const ENOUGH_TO_DIFFER = 40;
const FEWEST_LONG = 0.02;
/** Damaged or not, Vietnamese keeps whole syllables; an index of identifiers, a listing of code have a few short ones. */
const SOME_SYLLABLES = 20;
/** Signs that a font of another language does not name (a bullet, a fraction) spoil the sign, not the page, while they are rare. */
const MOST_UNNAMED = 0.02;

function inAnotherLanguage(m: Measurements): boolean {
  return m.differentFunctionWords >= FUNCTION_KINDS && m.functionWords >= FUNCTION_SHARE * m.words;
}

function hasFunctionWords(document: Measurements): boolean {
  return (
    document.differentFunctionWords >= FUNCTION_KINDS_OF_DOCUMENT &&
    document.functionWords >= FUNCTION_SHARE_OF_DOCUMENT * document.words
  );
}

function hasLongWords(document: Measurements): boolean {
  return (
    document.functionWords > 0 &&
    document.differentLongWords >= LONG_WORDS_OF_DOCUMENT &&
    document.longShare >= LONG_SHARE_OF_DOCUMENT
  );
}

/** The document as a whole is in another language: what its fonts hold is not measured against Vietnamese. */
export function isForeign(document: Measurements): boolean {
  return document.syllableShare < FEWEST_SYLLABLES && (hasFunctionWords(document) || hasLongWords(document));
}

/** Whether a page looks like none of a document in another language. */
export function differsFromForeign(page: Measurements): boolean {
  return (
    page.words >= ENOUGH_TO_DIFFER &&
    page.functionWords < FUNCTION_SHARE_OF_DOCUMENT * page.words &&
    page.longShare < FEWEST_LONG &&
    page.differentSyllables >= SOME_SYLLABLES
  );
}

function fewSyllables(m: Measurements): boolean {
  return m.words >= ENOUGH_WORDS && m.syllableShare < FEWEST_SYLLABLES;
}

function brokenWords(m: Measurements): boolean {
  const broken = m.brokenWords + m.strangeWords;
  if (m.words >= ENOUGH_WORDS) return broken >= FEWEST_BROKEN && broken >= MOST_BROKEN * m.words;
  return broken >= FEWEST_BROKEN_IN_SHORT && m.syllableShare <= FEWEST_SYLLABLES_IN_SHORT;
}

function strangeLetters(m: Measurements): boolean {
  return m.differentStrangeWords >= FEWEST_STRANGE && m.strangeWords >= MOST_STRANGE * m.words;
}

function loneConsonants(m: Measurements): boolean {
  if (m.loneConsonants < FEWEST_LONE || m.differentLoneConsonants < FEWEST_LONE_KINDS) return false;
  if (m.words === m.loneConsonants) return false;
  return m.loneConsonants >= (m.words < ENOUGH_WORDS ? MOST_LONE_IN_SHORT : MOST_LONE) * m.words;
}

function onlyCapitals(m: Measurements): boolean {
  return m.differentCapitals >= MOST_CAPITALS && m.unknownCapitals > m.words;
}

function foreignScript(m: Measurements): boolean {
  return m.foreignScript >= FEWEST_FOREIGN && m.foreignScript >= MOST_FOREIGN * m.characters;
}

function unmappedGlyphs(m: Measurements): boolean {
  return m.differentGlyphs > ORNAMENTS || m.glyphsInWords > 0;
}

function mostlyUnnamed(m: Measurements): boolean {
  return m.privateUse + m.controls > MOST_UNNAMED * m.characters;
}

function marksLost(m: Measurements): boolean {
  return m.words >= ENOUGH_FOR_MARKS && m.markedShare < FEWEST_MARKED;
}

/** TCVN3's ư is a soft hyphen, which many tools delete: then `đợc` and `trờng` stand for được and trường. */
function lettersMissing(m: Measurements): boolean {
  return m.missingLetters > 0 || m.differentWordsWithoutU >= FEWEST_WITHOUT_U;
}

function undecidable(m: Measurements): boolean {
  return m.undecidedWords > MOST_UNDECIDED * m.words;
}

type Predicate = readonly [reason: string, holds: (m: Measurements) => boolean];

/** Headings and names in capitals, Greek letters in formulas are as good there as any text. */
const IN_A_FOREIGN_DOCUMENT: readonly Predicate[] = [['unmapped-glyphs', (m) => unmappedGlyphs(m) && mostlyUnnamed(m)]];

const WHATEVER_THE_LANGUAGE: readonly Predicate[] = [
  ['unmapped-glyphs', unmappedGlyphs],
  ['foreign-script', foreignScript],
  ['capitals-without-words', onlyCapitals],
];

const IN_VIETNAMESE: readonly Predicate[] = [
  ['few-syllables', fewSyllables],
  ['broken-words', brokenWords],
  ['strange-letters', strangeLetters],
  ['lone-consonants', loneConsonants],
  ['marks-lost', marksLost],
  ['letters-missing', lettersMissing],
  ['undecidable-words', undecidable],
];

function predicatesFor(m: Measurements, onForeignPage: boolean): readonly Predicate[] {
  if (onForeignPage) return IN_A_FOREIGN_DOCUMENT;
  return inAnotherLanguage(m) ? WHATEVER_THE_LANGUAGE : [...WHATEVER_THE_LANGUAGE, ...IN_VIETNAMESE];
}

/** Why a font's text cannot be trusted even after repair; empty when it can. */
export function distrust(m: Measurements, onForeignPage: boolean): string[] {
  return predicatesFor(m, onForeignPage)
    .filter(([, holds]) => holds(m))
    .map(([reason]) => reason);
}

/** What is wrong with a font on every page if it is wrong in the document: it takes many words to see. */
export function distrustFont(document: Measurements, onForeignPage: boolean): string[] {
  return !onForeignPage && !inAnotherLanguage(document) && lettersMissing(document) ? ['letters-missing'] : [];
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

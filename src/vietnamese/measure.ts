/** Raw measurements of one font's text, on one page or in a whole document. No thresholds here. */
import { MARKED_LETTERS } from './letters.js';
import { isSyllable } from './syllables.js';
import { isPrivateUse } from './symbols.js';
import { VOCABULARY } from './vocabulary.js';
import { isEvidence, kindOf, lettersOfList, readWords, WORD_KINDS, type WordKind } from './words.js';

/** Signs that clean reports hold beside letters and figures, */
const USUAL_SIGN = /[\s\p{P}\p{S}\p{No}µªº]/u;
/** but for those that legacy text has in place of letters. */
const NO_SIGN = /[¢£¤¥¦©¨«¬®¯¶¸·]/;
const FOREIGN_SCRIPT = /(?!\p{Script=Latin}|[µªº])\p{L}/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what glyphs without a code become
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]/;
const NON_ASCII = /[^\p{ASCII}]/u;
const DOUBTFUL: ReadonlySet<WordKind> = new Set(['lone', 'broken', 'strange']);
const EVIDENCE = WORD_KINDS.filter(isEvidence);
const PLAIN_ASCII = /^[\x20-\x7e]*$/;
/** No syllable has more than seven letters (nghiêng). */
const LONGER_THAN_SYLLABLES = /^[A-Za-z]{8,}$/;

/** The words of one text, before or after repair. */
export interface Spelling {
  readonly words: readonly string[];
  /** Of the words: syllables, and all that are evidence. */
  readonly syllables: number;
  readonly evidence: number;
  /** The text begins, ends inside a word: a neighbour in another font may hold the rest of it. */
  readonly open: readonly [boolean, boolean];
  /** Letters ƣ Ƣ. */
  readonly gha: number;
}

/** What stands in one text, after repair. */
export interface Profile extends Spelling {
  readonly characters: number;
  /** Characters that Vietnamese text does not use; the three counts below are parts of it. */
  readonly outside: number;
  readonly privateUse: number;
  readonly controls: number;
  readonly foreign: number;
  readonly glyphs: readonly string[];
}

const GHA = /[ƣƢ]/g;

/** `text` composed (NFC). */
export function spellingOf(text: string): Spelling {
  const { words, open } = readWords(text);
  let [syllables, evidence] = [0, 0];
  for (const word of words) {
    const kind = kindOf(word);
    if (kind === 'syllable') syllables += 1;
    if (isEvidence(kind)) evidence += 1;
  }
  return { words, open, syllables, evidence, gha: text.match(GHA)?.length ?? 0 };
}

/** `text` composed (NFC). */
export function profileOf(text: string): Profile {
  const { words, open, syllables, evidence, gha } = spellingOf(text);
  const glyphs: string[] = [];
  let [characters, outside, privateUse, controls, foreign] = [0, 0, 0, 0, 0];
  if (PLAIN_ASCII.test(text)) characters = text.replaceAll(' ', '').length;
  else {
    for (const char of text) {
      if (char === ' ' || char === '\n' || char === '\t' || char === '\r') continue;
      characters += 1;
      if (char > ' ' && char < '\u007f') continue;
      if (MARKED_LETTERS.has(char)) continue;
      const [unnamed, control, script] = [isPrivateUse(char), CONTROL.test(char), FOREIGN_SCRIPT.test(char)];
      if (unnamed) privateUse += 1;
      if (control) controls += 1;
      if (script) foreign += 1;
      if (unnamed || control) glyphs.push(char);
      const usual = USUAL_SIGN.test(char) && !NO_SIGN.test(char);
      if (unnamed || control || script || !usual) outside += 1;
    }
  }
  return { words, open, syllables, evidence, gha, characters, outside, privateUse, controls, foreign, glyphs };
}

/** How much in the text is less than well: a reason to ask whether it is in an encoding of its own. */
export function doubts(profile: Profile): number {
  return profile.outside + profile.words.filter((word) => DOUBTFUL.has(kindOf(word))).length;
}

/** Profiles summed over the runs of one font. */
export class Tally {
  characters = 0;
  hidden = 0;
  outside = 0;
  privateUse = 0;
  controls = 0;
  foreign = 0;
  /** Letters ƣ Ƣ before repair. */
  gha = 0;
  undecided = 0;
  /** Visible runs that hold letters, digits or glyphs without a meaning: what would be passed on as data. */
  data = 0;
  /** Glyphs without a meaning: which, and how many runs have several of them or letters or digits beside them. */
  readonly glyphs = new Set<string>();
  glyphsInWords = 0;
  /** Syllables among the words before repair. */
  rawSyllables = 0;
  rawWords = 0;
  private readonly words = new Map<string, { times: number }>();

  add(before: Spelling, after: Profile, hidden: boolean): void {
    this.characters += after.characters;
    if (hidden) this.hidden += after.characters;
    this.outside += after.outside;
    this.privateUse += after.privateUse;
    this.controls += after.controls;
    this.foreign += after.foreign;
    this.gha += before.gha;
    this.rawSyllables += before.syllables;
    this.rawWords += before.evidence;
    for (const glyph of after.glyphs) this.glyphs.add(glyph);
    if (after.glyphs.length > 1 || (after.glyphs.length > 0 && after.words.length > 0)) this.glyphsInWords += 1;
    if (!hidden && (after.words.length > 0 || after.glyphs.length > 0)) this.data += 1;
    for (const word of after.words) this.count(word, 1);
  }

  count(word: string, times: number): void {
    const known = this.words.get(word);
    if (known === undefined) this.words.set(word, { times });
    else known.times += times;
  }

  /** The words by kind, each once, and how often they occur. */
  byKind(): Record<WordKind, Kind> {
    const none = (): Kind => ({ count: 0, words: [] });
    const kinds: Record<WordKind, Kind> = {
      syllable: none(),
      neutral: none(),
      name: none(),
      capitals: none(),
      lone: none(),
      function: none(),
      plain: none(),
      broken: none(),
      strange: none(),
    };
    for (const [word, { times }] of this.words) {
      if (times === 0) continue;
      const kind = kinds[kindOf(word)];
      kind.count += times;
      kind.words.push(word);
    }
    return kinds;
  }

  timesOf(word: string): number {
    return this.words.get(word)?.times ?? 0;
  }

  merge(other: Tally): void {
    this.characters += other.characters;
    this.hidden += other.hidden;
    this.outside += other.outside;
    this.privateUse += other.privateUse;
    this.controls += other.controls;
    this.foreign += other.foreign;
    this.gha += other.gha;
    this.undecided += other.undecided;
    this.data += other.data;
    this.glyphsInWords += other.glyphsInWords;
    this.rawSyllables += other.rawSyllables;
    this.rawWords += other.rawWords;
    for (const glyph of other.glyphs) this.glyphs.add(glyph);
    for (const [word, { times }] of other.words) this.count(word, times);
  }
}

interface Kind {
  count: number;
  readonly words: string[];
}

/** In what share of different words each letter stands, by the vocabulary; the most frequent first. */
const LETTER_SHARES: readonly (readonly [letter: string, share: number])[] = (() => {
  const words = new Map<string, number>();
  for (const word of VOCABULARY) for (const letter of new Set(word)) words.set(letter, (words.get(letter) ?? 0) + 1);
  return [...words].map(([letter, count]) => [letter, count / VOCABULARY.size] as const).sort(([, a], [, b]) => b - a);
})();

/** A letter expected in so many different words is not absent by chance (e^-15). */
const EXPECTED_WORDS = 15;

/** A glyph that a font has lost leaves whole words behind (`má` for máy) and is seen only in the sum. */
function missingLetters(words: readonly string[]): number {
  const expected = LETTER_SHARES.filter(([, share]) => share * words.length >= EXPECTED_WORDS);
  if (expected.length === 0) return 0;
  const text = words.join(' ').toLowerCase();
  return expected.filter(([letter]) => !text.includes(letter)).length;
}

function lacksU(spelled: string): boolean {
  const word = spelled.toLowerCase();
  return /[ơờớởỡợ]/.test(word) && isSyllable(word.replace(/[ơờớởỡợ]/, 'ư$&'));
}

/** The numbers a verdict rests on. Shares are 0 to 1, everything else is a count; `different…` counts each word once. */
export interface Measurements {
  readonly characters: number;
  readonly hiddenShare: number;
  /** Words that are evidence: not numbers, codes, abbreviations, Roman numerals. */
  readonly words: number;
  readonly rawSyllableShare: number;
  readonly syllableShare: number;
  /** Of the syllables, those with a mark on a letter. */
  readonly markedShare: number;
  /** Onsets without a rhyme; 0 when they are the letters of a list. */
  readonly loneConsonants: number;
  readonly differentLoneConsonants: number;
  readonly unknownCapitals: number;
  readonly differentCapitals: number;
  readonly brokenWords: number;
  readonly strangeWords: number;
  readonly differentStrangeWords: number;
  readonly functionWords: number;
  readonly differentFunctionWords: number;
  /** Words longer than any syllable; their share in all that is spelled, names and capitals included. */
  readonly differentLongWords: number;
  readonly longShare: number;
  readonly differentSyllables: number;
  /** Letters that so many different syllables should hold and that none holds. */
  readonly missingLetters: number;
  /** Words that only lack an ư before their ơ (`đợc`, `trờng`). */
  readonly differentWordsWithoutU: number;
  /** Words converted through the wrong table whose original could not be told. */
  readonly undecidedWords: number;
  readonly outsideShare: number;
  readonly privateUse: number;
  readonly controls: number;
  readonly differentGlyphs: number;
  readonly glyphsInWords: number;
  readonly foreignScript: number;
  readonly gha: number;
}

export function measure(tally: Tally): Measurements {
  const kinds = tally.byKind();
  const words = EVIDENCE.reduce((sum, kind) => sum + kinds[kind].count, 0);
  const marked = kinds.syllable.words.filter((word) => NON_ASCII.test(word));
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  const long = [...kinds.plain.words, ...kinds.name.words, ...kinds.capitals.words, ...kinds.function.words].filter(
    (word) => LONGER_THAN_SYLLABLES.test(word),
  );
  return {
    characters: tally.characters,
    hiddenShare: share(tally.hidden, tally.characters),
    words,
    rawSyllableShare: share(tally.rawSyllables, tally.rawWords),
    syllableShare: share(kinds.syllable.count, words),
    markedShare: share(
      marked.reduce((sum, word) => sum + tally.timesOf(word), 0),
      kinds.syllable.count,
    ),
    loneConsonants: lettersOfList(kinds.lone.words) ? 0 : kinds.lone.count,
    differentLoneConsonants: kinds.lone.words.length,
    unknownCapitals: kinds.capitals.count,
    differentCapitals: kinds.capitals.words.length,
    brokenWords: kinds.broken.count,
    strangeWords: kinds.strange.count,
    differentStrangeWords: kinds.strange.words.length,
    functionWords: kinds.function.count,
    differentFunctionWords: kinds.function.words.length,
    differentLongWords: long.length,
    longShare: share(
      long.reduce((sum, word) => sum + tally.timesOf(word), 0),
      words + kinds.name.count + kinds.capitals.count,
    ),
    differentSyllables: kinds.syllable.words.length,
    missingLetters: missingLetters(kinds.syllable.words),
    differentWordsWithoutU: kinds.broken.words.filter(lacksU).length,
    undecidedWords: tally.undecided,
    outsideShare: share(tally.outside, tally.characters),
    privateUse: tally.privateUse,
    controls: tally.controls,
    differentGlyphs: tally.glyphs.size,
    glyphsInWords: tally.glyphsInWords,
    foreignScript: tally.foreign,
    gha: tally.gha,
  };
}

/** Raw measurements of one font's text, on one page or in a whole document. No thresholds here. */
import { MARKED_LETTERS } from './letters.js';
import { isPrivateUse } from './symbols.js';
import { kindOf, type WordKind, wordsOf } from './words.js';

/** Signs that clean reports hold beside letters and figures. */
const USUAL_SIGN = /[\s\p{P}\p{S}\p{No}µªº]/u;
const NO_SIGN = /[¢£¤¥¦©¨«¬®¯¶¸·]/;
const FOREIGN_SCRIPT = /(?!\p{Script=Latin}|[µªº])\p{L}/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what glyphs without a code become
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]/;
const PLAIN_ASCII = /^[\x20-\x7e]*$/;

/** What stands in one text, after repair. */
export interface Profile {
  readonly characters: number;
  readonly words: readonly string[];
  /** Characters that Vietnamese text does not use; the three counts below are parts of it. */
  readonly outside: number;
  readonly privateUse: number;
  readonly controls: number;
  readonly foreign: number;
  readonly glyphs: readonly string[];
  /** The text begins, ends inside a word: a neighbour in another font may hold the rest of it. */
  readonly open: readonly [boolean, boolean];
}

export function profileOf(text: string): Profile {
  const words = wordsOf(text);
  const open = [/^[\p{L}\p{M}]/u.test(text), /[\p{L}\p{M}]$/u.test(text)] as const;
  const glyphs: string[] = [];
  let [characters, outside, privateUse, controls, foreign] = [0, 0, 0, 0, 0];
  if (PLAIN_ASCII.test(text)) characters = text.replaceAll(' ', '').length;
  else {
    for (const char of text) {
      if (char === ' ' || char === '\n' || char === '\t' || char === '\r') continue;
      characters += 1;
      if (char > ' ' && char < '\u007f') continue;
      const [hidden, control, script] = [isPrivateUse(char), CONTROL.test(char), FOREIGN_SCRIPT.test(char)];
      if (hidden) privateUse += 1;
      if (control) controls += 1;
      if (script) foreign += 1;
      if (hidden || control) glyphs.push(char);
      const usual = MARKED_LETTERS.has(char) || (USUAL_SIGN.test(char) && !NO_SIGN.test(char));
      if (hidden || control || script || !usual) outside += 1;
    }
  }
  return { characters, words, outside, privateUse, controls, foreign, glyphs, open };
}

/** Profiles summed over the runs of one font. */
export class Tally {
  runs = 0;
  characters = 0;
  hidden = 0;
  outside = 0;
  privateUse = 0;
  controls = 0;
  foreign = 0;
  /** Letters ƣ Ƣ before repair. */
  gha = 0;
  /** Visible runs that hold letters, digits or glyphs without a meaning: what would be passed on as data. */
  data = 0;
  /** Glyphs without a meaning: which, and how many runs have them beside letters or digits. */
  readonly glyphs = new Set<string>();
  glyphsInWords = 0;
  /** Syllables among the words before repair. */
  rawSyllables = 0;
  rawWords = 0;
  private readonly words = new Map<string, number>();

  add(before: Profile, after: Profile, hidden: boolean): void {
    this.runs += 1;
    this.characters += after.characters;
    if (hidden) this.hidden += after.characters;
    this.outside += after.outside;
    this.privateUse += after.privateUse;
    this.controls += after.controls;
    this.foreign += after.foreign;
    for (const glyph of after.glyphs) this.glyphs.add(glyph);
    if (after.glyphs.length > 0 && after.words.length > 0) this.glyphsInWords += 1;
    if (!hidden && (after.words.length > 0 || after.glyphs.length > 0)) this.data += 1;
    for (const word of after.words) this.count(word, 1);
    for (const word of before.words) {
      const kind = kindOf(word);
      if (kind === 'syllable') this.rawSyllables += 1;
      if (kind !== 'neutral' && kind !== 'capitals') this.rawWords += 1;
    }
  }

  count(word: string, times: number): void {
    const sum = (this.words.get(word) ?? 0) + times;
    if (sum > 0) this.words.set(word, sum);
    else this.words.delete(word);
  }

  /** Occurrences of words of these kinds. */
  of(...kinds: readonly WordKind[]): number {
    let sum = 0;
    for (const [word, times] of this.words) if (kinds.includes(kindOf(word))) sum += times;
    return sum;
  }

  /** Different words of that kind. */
  distinct(kind: WordKind): number {
    let sum = 0;
    for (const word of this.words.keys()) if (kindOf(word) === kind) sum += 1;
    return sum;
  }

  merge(other: Tally): void {
    this.runs += other.runs;
    this.characters += other.characters;
    this.hidden += other.hidden;
    this.outside += other.outside;
    this.privateUse += other.privateUse;
    this.controls += other.controls;
    this.foreign += other.foreign;
    this.gha += other.gha;
    this.data += other.data;
    this.glyphsInWords += other.glyphsInWords;
    this.rawSyllables += other.rawSyllables;
    this.rawWords += other.rawWords;
    for (const glyph of other.glyphs) this.glyphs.add(glyph);
    for (const [word, times] of other.words) this.count(word, times);
  }
}

/** The numbers a verdict rests on; shares are 0 to 1. */
export interface Measurements {
  readonly characters: number;
  /** Words that are evidence: not numbers, codes, abbreviations, Roman numerals. */
  readonly words: number;
  readonly rawSyllableShare: number;
  readonly syllableShare: number;
  readonly loneConsonants: number;
  readonly unknownCapitals: number;
  readonly brokenWords: number;
  readonly strangeWords: number;
  readonly functionWords: number;
  readonly outsideShare: number;
  readonly privateUse: number;
  readonly controls: number;
  readonly foreignScript: number;
  readonly gha: number;
  readonly hiddenShare: number;
}

export function measurementsOf(tally: Tally): Measurements {
  const words = tally.of('syllable', 'lone', 'function', 'plain', 'broken', 'strange');
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  return {
    characters: tally.characters,
    words,
    rawSyllableShare: share(tally.rawSyllables, tally.rawWords),
    syllableShare: share(tally.of('syllable'), words),
    loneConsonants: tally.of('lone'),
    unknownCapitals: tally.of('capitals'),
    brokenWords: tally.of('broken'),
    strangeWords: tally.of('strange'),
    functionWords: tally.of('function'),
    outsideShare: share(tally.outside, tally.characters),
    privateUse: tally.privateUse,
    controls: tally.controls,
    foreignScript: tally.foreign,
    gha: tally.gha,
    hiddenShare: share(tally.hidden, tally.characters),
  };
}

/**
 * How alike two row labels are. Labels drift between years and offices: abbreviations written out, words added,
 * tone marks placed differently; but `mức độ 3` is not `mức độ 4`, though one character apart in eighty.
 */
import { distance } from 'fastest-levenshtein';
import type { Catalogue } from '../model/catalogue.js';
import { foldKey } from '../vietnamese/keys.js';
import { Memory } from './memory.js';

/** Words that exclude one another, each with its other spellings (Catalogue.contrasts). */
export type Contrasts = readonly (readonly (readonly string[])[])[];

/** A label prepared for comparison. */
export interface LabelKey {
  readonly text: string;
  readonly tokens: readonly string[];
  /** Its tokens that are numbers, joined: `3` in `mức độ 3`. */
  readonly numbers: string;
  /** For each set of contrasts the words of it that stand in the label, as bits. */
  readonly contrasts: readonly number[];
  /** The sets of which it holds a word. */
  readonly spokenOf: readonly number[];
}

/** Makes keys of labels with what the catalogue knows of words. */
export class LabelReader {
  readonly #keys = new Memory<LabelKey>();
  readonly #abbreviations: ReadonlyMap<string, string>;
  /** Folded spellings, padded with spaces: whole words only. */
  readonly #contrasts: Contrasts;

  constructor({ abbreviations, contrasts }: Pick<Catalogue, 'abbreviations' | 'contrasts'>) {
    this.#abbreviations = abbreviations;
    this.#contrasts = contrasts.map((set) => set.map((word) => word.map((spelling) => ` ${this.#text(spelling)} `)));
  }

  /** Abbreviations written out, bullets and closing marks gone, comparison key of the rest. */
  key(label: string): LabelKey {
    return this.#keys.of(label, () => this.#keyOf(label));
  }

  #keyOf(label: string): LabelKey {
    const text = this.#text(label);
    const tokens = text.split(' ').filter((token) => token !== '');
    const padded = ` ${text} `;
    const contrasts = this.#contrasts.map((set) =>
      set.reduce((bits, word, i) => (word.some((spelling) => padded.includes(spelling)) ? bits | (1 << i) : bits), 0),
    );
    const spokenOf = contrasts.flatMap((bits, set) => (bits === 0 ? [] : [set]));
    return { text, tokens, numbers: tokens.filter((token) => /^\d/u.test(token)).join(' '), contrasts, spokenOf };
  }

  #text(label: string): string {
    const expanded = label
      .normalize('NFC')
      .replace(/^[\s\-–+*•.]+/u, '')
      .replace(/[\p{L}\d]+/gu, (word) => this.#abbreviations.get(word) ?? word);
    return foldKey(expanded);
  }
}

/** How much a token says: rare words of a form tell its rows apart, `số` and `đã` do not. */
export type TokenWeight = (token: string) => number;

export function tokenWeights(labels: Iterable<LabelKey>): TokenWeight {
  const documents = new Map<string, number>();
  let count = 0;
  for (const { tokens } of labels) {
    count++;
    for (const token of new Set(tokens)) documents.set(token, (documents.get(token) ?? 0) + 1);
  }
  return (token) => Math.log((count + 1) / ((documents.get(token) ?? 0) + 0.5));
}

/** Labels that name different numbers (`mức độ 3`, `mức độ 4`) are different rows, however alike the rest. */
const NUMBER_CONFLICT = 0.25;
/** Labels that hold words which exclude one another are different rows, whatever else they share. */
const CONTRAST = 0.5;
/** Only equal keys score 1. */
const NOT_EQUAL = 0.99;

/** 0 to 1: half edit distance over the whole key, half weighted overlap of words. 1 only for equal keys. */
export function similarity(a: LabelKey, b: LabelKey, weight: TokenWeight): number {
  if (a.text === b.text) return a.text === '' ? 0 : 1;
  if (a.text === '' || b.text === '') return 0;
  const edit = 1 - distance(a.text, b.text) / Math.max(a.text.length, b.text.length);
  const score = (edit + overlapOf(a.tokens, b.tokens, weight)) / 2;
  const conflict = a.numbers !== '' && b.numbers !== '' && a.numbers !== b.numbers ? NUMBER_CONFLICT : 0;
  const likeness = Math.max(0, Math.min(NOT_EQUAL, score - conflict));
  return excludeOneAnother(a, b) ? CONTRAST * likeness : likeness;
}

/** Some set has words in both labels, and none in common. */
function excludeOneAnother(a: LabelKey, b: LabelKey): boolean {
  return a.spokenOf.some((set) => {
    const [own, other] = [a.contrasts[set] ?? 0, b.contrasts[set] ?? 0];
    return other !== 0 && (own & other) === 0;
  });
}

/** Weighted share of words in common (Dice), each word counted as often as it stands. */
function overlapOf(a: readonly string[], b: readonly string[], weight: TokenWeight): number {
  const left = new Map<string, number>();
  let total = 0;
  for (const token of a) {
    left.set(token, (left.get(token) ?? 0) + 1);
    total += weight(token);
  }
  let common = 0;
  for (const token of b) {
    total += weight(token);
    const count = left.get(token) ?? 0;
    if (count > 0) {
      left.set(token, count - 1);
      common += 2 * weight(token);
    }
  }
  return total === 0 ? 0 : common / total;
}

/** A year, a figure; one digit alone is the mark of a footnote, `(1)`. */
const FIGURE = /^\d.*\d/u;

/**
 * `a` speaks of something else than `b`, however alike they are. It names a number that `b` does not (a year, `mức độ 3, 4`, a
 * figure of its own: `… cấp xã: 201`); or in some set of contrasts it has a word that `b` lacks (narrower: `… lĩnh vực hộ
 * tịch …`; wider: `đất đai, xây dựng` for `đất đai`; or other: `hồ sơ` for `quy trình`); or it says what `b` says but for such
 * a word (wider: `được giải quyết` for `được giải quyết đúng hẹn`). A word of the row's unit may come and go: it names what is
 * counted either way, unless another stands in its place.
 */
export function shiftsMeaning(a: LabelKey, b: LabelKey, unit: LabelKey): boolean {
  const isForeign = (token: string) => FIGURE.test(token) || (b.numbers !== '' && /^\d/u.test(token));
  if (a.tokens.some((token) => isForeign(token) && !b.tokens.includes(token))) return true;
  if (countsOther(a, b, unit)) return true;
  return a.contrasts.some((own, set) => {
    const other = b.contrasts[set] ?? 0;
    const counted = unit.contrasts[set] ?? 0;
    return (own & ~other & ~counted) !== 0 || ((other & ~own & ~counted) !== 0 && isWithin(a.tokens, b.tokens));
  });
}

/** Of a unit, the words that say how, not what is counted: `Số lượng hồ sơ`. */
const HOW: ReadonlySet<string> = new Set(foldKey('tổng số lượng').split(' '));

/** Of a word, most of which have no more. */
const SYLLABLES = 2;

/** Where `b` names what its unit counts `a` has a word of its own: `Số đề xuất` for `Số nhiệm vụ`, counted in nhiệm vụ. */
function countsOther(a: LabelKey, b: LabelKey, unit: LabelKey): boolean {
  const counted = unit.tokens.filter((token) => !HOW.has(token));
  const place = placeOf(counted, b);
  if (place < 0 || placeOf(counted, a) >= 0) return false;
  const before = b.tokens[place - 1];
  if (before !== undefined && !a.tokens.includes(before)) return false;
  const at = before === undefined ? 0 : a.tokens.indexOf(before) + 1;
  return a.tokens.slice(at, at + SYLLABLES).some((token) => !b.tokens.includes(token));
}

/** Where in a label some words stand one after the other; -1 when they do not, or when there are none. */
function placeOf(words: readonly string[], { tokens }: LabelKey): number {
  return words.length === 0 ? -1 : tokens.findIndex((_, at) => words.every((word, i) => tokens[at + i] === word));
}

/** Every word of `a` stands in `b`, as often. */
function isWithin(a: readonly string[], b: readonly string[]): boolean {
  const left = [...b];
  return a.every((token) => {
    const at = left.indexOf(token);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

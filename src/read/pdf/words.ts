/**
 * Glyphs to words: on one baseline, in the order of x, cut at gaps, at spaces, at jumps of the font size and at
 * vertical rulings. Text stays as the fonts say it, in runs of one font, for the judge of text layers.
 */
import { type Box, unionOf } from '../../model/geometry.js';
import type { Ruling } from '../../model/page.js';
import type { Glyph } from './interpret.js';

/** Glyphs of one font within one word; text untouched. */
export interface FontRun {
  readonly text: string;
  readonly font: string;
}

export interface RawWord {
  readonly runs: readonly FontRun[];
  readonly box: Box;
  readonly baseline: number;
  readonly size: number;
  /** Name of the font that sets most of it. */
  readonly font: string;
  readonly bold: boolean;
  /** It goes on in glyphs that are not seen: cut by a clip, by the edge of the page, by what was painted over it. */
  readonly cut: boolean;
}

export interface WordFinding {
  readonly words: readonly RawWord[];
  /** Glyphs dropped because the same glyph stands at the same place. */
  readonly doubleStruck: number;
}

/**
 * Parts of the font size. A space is 0.25, squeezed to 0.17 or so in justified lines; kerning inside words stays
 * below 0.1.
 */
const WORD_GAP = 0.15;
/** Where a space is written a smaller gap will do; with none at all the space is an artefact of the writer. */
const WRITTEN_SPACE_GAP = 0.05;
/** A heading with letters spread by steps: up to a third of a line's height in practice. */
const STEP_GAP = 0.5;
/**
 * In such a heading nearly every letter stands apart from the next; in a justified line without written spaces only
 * every third or fourth, where a word ends. Fewer letters do not tell.
 */
const SPREAD_SHARE = 0.7;
const SPREAD_LETTERS = 4;
/** Kerning reaches back so far; more is text over text. */
const MAX_OVERLAP = 0.2;
/** Rounding of coordinates. */
const ROUNDING = 0.02;
/** Letter spacing (Tc) beyond this positions columns rather than spreads a heading. */
const MAX_LETTER_SPACING = 0.5;
/** Baselines of one word differ by rounding; the smallest superscript is raised by 0.2. */
const SAME_BASELINE = 0.12;
/** Superscripts are set in 0.58 to 0.7 of the size around them, small capitals in 0.8. */
const SAME_SIZE = 0.75;
/** Bold is imitated by striking twice within 0.05; the narrowest letters are 0.2 apart. */
const SAME_PLACE = 0.1;
/** Height of a capital: a vertical ruling beside it separates, however short a dash it is. */
const CAPITAL = 0.7;

const SYNTHETIC_BOLD_MODES: ReadonlySet<number> = new Set([2, 6]);
const SPACE = /^[\p{Zs}\t\n\r]+$/u;
const COMBINING = /^\p{M}+$/u;
const LETTER = /^\p{L}\p{M}*$/u;

/** `lost`: glyphs beside the others that cannot be seen though they were set to be. */
export function findWords(
  glyphs: readonly Glyph[],
  rulings: readonly Ruling[],
  lost: readonly Glyph[] = [],
): WordFinding {
  const single = withoutDoubles(glyphs);
  const letters = joinMarks(single);
  const spaces = letters.filter((letter) => letter.space).map((letter) => letter.glyph);
  const borders = rulings.filter((ruling) => ruling.orientation === 'v');
  const reader = new LineReader(spaces, borders, spreadShows(letters));
  const words = reader.words(letters.filter((letter) => !letter.space));
  return {
    words: words.map((word) => ({ ...word, cut: lost.some((glyph) => goesOnIn(glyph, word)) })),
    doubleStruck: glyphs.length - single.length,
  };
}

function goesOnIn({ text, x0, x1, baseline, size }: Glyph, word: Omit<RawWord, 'cut'>): boolean {
  if (SPACE.test(text) || Math.abs(baseline - word.baseline) > SAME_BASELINE * size) return false;
  return [x0 - word.box[2], word.box[0] - x1].some((gap) => gap >= -MAX_OVERLAP * size && gap <= WORD_GAP * size);
}

/** Show operations that spread their letters by steps. Figures are never taken for spread: two of them are two. */
function spreadShows(letters: readonly Letter[]): ReadonlySet<number> {
  const gaps = new Map<number, { wide: number; all: number }>();
  letters.forEach((letter, i) => {
    const next = letters[i + 1];
    if (next === undefined || next.glyph.show !== letter.glyph.show || letter.space || next.space) return;
    const found = gaps.get(letter.glyph.show) ?? { wide: 0, all: 0 };
    gaps.set(letter.glyph.show, found);
    found.all++;
    const isWide = next.glyph.x0 - letter.glyph.x1 > WORD_GAP * letter.glyph.size;
    if (isWide && LETTER.test(letter.text) && LETTER.test(next.text)) found.wide++;
  });
  const spread = [...gaps].filter(([, { wide, all }]) => all >= SPREAD_LETTERS - 1 && wide >= SPREAD_SHARE * all);
  return new Set(spread.map(([show]) => show));
}

/** Keeps the first of glyphs that are the same at practically the same place. */
function withoutDoubles(glyphs: readonly Glyph[]): Glyph[] {
  const byX = [...glyphs].sort((one, other) => one.x0 - other.x0 || one.order - other.order);
  const doubles = new Set<Glyph>();
  byX.forEach((glyph, i) => {
    const reach = SAME_PLACE * glyph.size;
    for (let j = i - 1; j >= 0; j--) {
      const earlier = byX[j];
      if (earlier === undefined || glyph.x0 - earlier.x0 > reach) break;
      const same = earlier.text === glyph.text && Math.abs(earlier.baseline - glyph.baseline) <= reach;
      if (same && !doubles.has(earlier)) {
        doubles.add(glyph);
        break;
      }
    }
  });
  return glyphs.filter((glyph) => !doubles.has(glyph));
}

/** A base glyph with the combining marks that belong to it: `text` is the base's own and theirs. */
interface Letter {
  readonly glyph: Glyph;
  text: string;
  readonly space: boolean;
}

/** Marks go to the glyph written before them if they stand on it, else to the one they stand on. */
function joinMarks(glyphs: readonly Glyph[]): Letter[] {
  const letters: Letter[] = [];
  const strays: Glyph[] = [];
  for (const glyph of glyphs) {
    const before = letters.at(-1);
    if (!COMBINING.test(glyph.text)) letters.push({ glyph, text: glyph.text, space: SPACE.test(glyph.text) });
    else if (before !== undefined && standsOn(glyph, before)) before.text += glyph.text;
    else strays.push(glyph);
  }
  for (const mark of strays) {
    const base = letters.find((letter) => standsOn(mark, letter));
    if (base !== undefined) base.text += mark.text;
    else letters.push({ glyph: mark, text: mark.text, space: false });
  }
  return letters;
}

function standsOn(mark: Glyph, { glyph, space }: Letter): boolean {
  const middle = (mark.x0 + mark.x1) / 2;
  const reach = WORD_GAP * glyph.size;
  return (
    !space &&
    Math.abs(mark.baseline - glyph.baseline) <= SAME_BASELINE * glyph.size &&
    middle >= glyph.x0 - reach &&
    middle <= glyph.x1 + reach
  );
}

/** Letters that stand side by side, from left to right. */
type Piece = Letter[];

class LineReader {
  /** Both in the order of x. */
  readonly #spaces: readonly Glyph[];
  readonly #borders: readonly Ruling[];

  constructor(
    spaces: readonly Glyph[],
    borders: readonly Ruling[],
    readonly spread: ReadonlySet<number>,
  ) {
    this.#spaces = [...spaces].sort((one, other) => one.x0 - other.x0);
    this.#borders = [...borders].sort((one, other) => one.at - other.at);
  }

  /**
   * First in the order of writing, then in that of x: text typed over other text (figures over a dotted line)
   * stays apart from it, and a word written in portions (font by font) still comes together.
   */
  words(letters: readonly Letter[]): Omit<RawWord, 'cut'>[] {
    const pieces: Piece[] = [];
    for (const letter of letters) {
      const piece = pieces.at(-1);
      if (piece !== undefined && this.#continues(piece, letter)) piece.push(letter);
      else pieces.push([letter]);
    }
    return linesOf(pieces).flatMap((line) => this.#join(line).map(asWord));
  }

  #join(line: readonly Piece[]): Piece[] {
    const words: Piece[] = [];
    for (const piece of line) {
      const [first] = piece;
      const word = first === undefined ? undefined : words.findLast((earlier) => this.#continues(earlier, first));
      if (word === undefined) words.push([...piece]);
      else word.push(...piece);
    }
    return words;
  }

  #continues(piece: Piece, { glyph: next }: Letter): boolean {
    const last = piece.at(-1)?.glyph;
    if (last === undefined) return false;
    const size = Math.max(last.size, next.size);
    const smaller = Math.min(last.size, next.size);
    const gap = next.x0 - last.x1;
    const spacing = Math.abs(last.spacing) <= MAX_LETTER_SPACING * size ? Math.max(0, last.spacing) : 0;
    const widest = last.show === next.show && this.spread.has(last.show) ? STEP_GAP : WORD_GAP;
    return (
      gap - spacing <= widest * size &&
      gap >= -MAX_OVERLAP * size &&
      smaller >= SAME_SIZE * size &&
      Math.abs(last.baseline - next.baseline) <= SAME_BASELINE * size &&
      !(gap - spacing > WRITTEN_SPACE_GAP * size && this.#hasSpace(last, next)) &&
      !this.#hasBorder(last, next)
    );
  }

  #hasSpace(last: Glyph, next: Glyph): boolean {
    const between = (space: Glyph) =>
      Math.abs(space.baseline - next.baseline) <= SAME_BASELINE * next.size &&
      space.x0 + ROUNDING * next.size < next.x0;
    for (let i = firstAfter(this.#spaces, middleOf(last), (space) => space.x0); i < this.#spaces.length; i++) {
      const space = this.#spaces[i];
      if (space === undefined || space.x0 >= next.x0) return false;
      if (between(space)) return true;
    }
    return false;
  }

  #hasBorder(last: Glyph, next: Glyph): boolean {
    const [left, right] = [middleOf(last), middleOf(next)];
    for (let i = firstAfter(this.#borders, left, (border) => border.at); i < this.#borders.length; i++) {
      const border = this.#borders[i];
      if (border === undefined || border.at >= right) return false;
      if (border.from < next.baseline && border.to > next.baseline - CAPITAL * next.size) return true;
    }
    return false;
  }
}

/** Index of the first item whose position is greater; items in the order of their positions. */
function firstAfter<T>(items: readonly T[], position: number, positionOf: (item: T) => number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && positionOf(item) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Pieces line by line from the top, those of a line from left to right. */
function linesOf(pieces: readonly Piece[]): Piece[][] {
  const start = (piece: Piece) => piece[0]?.glyph ?? NOWHERE;
  const lines: Piece[][] = [];
  let previous = Number.NEGATIVE_INFINITY;
  for (const piece of [...pieces].sort((one, other) => start(one).baseline - start(other).baseline)) {
    const { baseline, size } = start(piece);
    if (baseline - previous <= SAME_BASELINE * size) lines.at(-1)?.push(piece);
    else lines.push([piece]);
    previous = baseline;
  }
  for (const line of lines) line.sort((one, other) => start(one).x0 - start(other).x0);
  return lines;
}

const NOWHERE = { baseline: 0, size: 0, x0: 0 };

function asWord(letters: Piece): Omit<RawWord, 'cut'> {
  const runs: { text: string; font: string }[] = [];
  for (const { text, glyph } of letters) {
    const run = runs.at(-1);
    if (run?.font === glyph.font.name) run.text += text;
    else runs.push({ text, font: glyph.font.name });
  }
  const glyphs = letters.map((letter) => letter.glyph);
  const bold = glyphs.filter((glyph) => glyph.font.bold || SYNTHETIC_BOLD_MODES.has(glyph.renderingMode));
  const longest = runs.reduce((one, other) => (other.text.length > one.text.length ? other : one));
  return {
    runs,
    box: unionOf(glyphs.map(boxOf)) ?? [0, 0, 0, 0],
    baseline: glyphs[0]?.baseline ?? 0,
    size: Math.max(...glyphs.map((glyph) => glyph.size)),
    font: longest.font,
    bold: bold.length * 2 > glyphs.length,
  };
}

function boxOf({ x0, x1, baseline, size, font }: Glyph): Box {
  return [x0, baseline - font.ascent * size, x1, baseline - font.descent * size];
}

function middleOf(glyph: Glyph): number {
  return (glyph.x0 + glyph.x1) / 2;
}

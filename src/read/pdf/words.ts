/**
 * Glyphs to words: on one baseline, in the order of x, cut at gaps, at spaces, at jumps of the font size and at
 * vertical rulings. Text stays as the fonts say it, in runs of one font, for the judge of text layers.
 */
import { type Box, NOWHERE } from '../../model/geometry.js';
import type { Ruling } from '../../model/page.js';
import type { RawRun } from '../../vietnamese/judge.js';
import { characterOf } from './fonts.js';
import type { Glyph, Show } from './painting.js';

export interface RawWord {
  /** Glyphs of one font each; text untouched. */
  readonly runs: readonly RawRun[];
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
/** Parts of the font size between letters written one after the other, but for rounding. */
const NO_GAP = 0.03;
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
const LETTER = /^\p{L}\p{M}*$/u;

/** `lost`: glyphs beside the others that cannot be seen though they were set to be. */
export function findWords(
  glyphs: readonly Glyph[],
  rulings: readonly Ruling[],
  lost: readonly Glyph[] = [],
): WordFinding {
  const single = withoutDoubles(glyphs);
  const letters: Glyph[] = [];
  const spaces: Glyph[] = [];
  const joined = joinMarks(single);
  for (const glyph of joined) {
    if (glyph.character.isSpace) spaces.push(glyph);
    else letters.push(glyph);
  }
  const borders = rulings.filter((ruling) => ruling.orientation === 'v');
  const reader = new LineReader(spaces, borders, spreadShows(joined));
  return {
    words: reader.words(letters).map((word) => asWord(word, lost, reader.overBorders)),
    doubleStruck: glyphs.length - single.length,
  };
}

/** Show operations that spread their letters by steps. Figures are never taken for spread: two of them are two. */
function spreadShows(glyphs: readonly Glyph[]): ReadonlySet<Show> {
  const gaps = new Map<Show, { wide: number; all: number }>();
  let found = { wide: 0, all: 0 };
  let before: Glyph | undefined;
  for (const glyph of glyphs) {
    const { show, character } = glyph;
    if (before?.show !== show) {
      found = gaps.get(show) ?? { wide: 0, all: 0 };
      gaps.set(show, found);
    } else if (!character.isSpace && !before.character.isSpace) {
      found.all++;
      const isWide = glyph.x0 - before.x1 > WORD_GAP * show.size;
      if (isWide && LETTER.test(before.character.text) && LETTER.test(character.text)) found.wide++;
    }
    before = glyph;
  }
  const spread = new Set<Show>();
  for (const [show, { wide, all }] of gaps)
    if (all >= SPREAD_LETTERS - 1 && wide >= SPREAD_SHARE * all) spread.add(show);
  return spread;
}

/** Keeps the first, in the order of x, of glyphs that are the same at practically the same place. */
function withoutDoubles(glyphs: readonly Glyph[]): readonly Glyph[] {
  const doubles = new Set<Glyph>();
  for (const same of byText(crowded(glyphs))) {
    same.sort((one, other) => one.x0 - other.x0 || one.order - other.order);
    for (const [i, glyph] of same.entries()) {
      const reach = SAME_PLACE * glyph.show.size;
      for (let j = i - 1; j >= 0; j--) {
        const earlier = same[j];
        if (earlier === undefined || glyph.x0 - earlier.x0 > reach) break;
        if (Math.abs(earlier.baseline - glyph.baseline) > reach || doubles.has(earlier)) continue;
        doubles.add(glyph);
        break;
      }
    }
  }
  return doubles.size === 0 ? glyphs : glyphs.filter((glyph) => !doubles.has(glyph));
}

function byText(glyphs: readonly Glyph[]): Iterable<Glyph[]> {
  const groups = new Map<string, Glyph[]>();
  for (const glyph of glyphs) {
    const group = groups.get(glyph.character.text);
    if (group === undefined) groups.set(glyph.character.text, [glyph]);
    else group.push(glyph);
  }
  return groups.values();
}

/** Glyphs as they were written, each ahead of the one before: none of them is at another's place. */
interface Stretch {
  readonly glyphs: Glyph[];
  /** Of where its glyphs begin. */
  readonly left: number;
  right: number;
  /** Of their baselines. */
  top: number;
  bottom: number;
}

/** Those of the glyphs that stand over what was written at another time: on most pages none. */
function crowded(glyphs: readonly Glyph[]): Glyph[] {
  const stretches = stretchesOf(glyphs);
  const reach = SAME_PLACE * stretches.reduce((size, { glyphs: [first] }) => Math.max(size, first?.show.size ?? 0), 0);
  const lines = touching(
    stretches,
    reach,
    ({ top }) => top,
    ({ bottom }) => bottom,
  );
  return lines
    .flatMap((line) =>
      touching(
        line,
        reach,
        ({ left }) => left,
        ({ right }) => right,
      ),
    )
    .flatMap((crowd) => (crowd.length > 1 ? crowd.flatMap((stretch) => stretch.glyphs) : []));
}

function stretchesOf(glyphs: readonly Glyph[]): Stretch[] {
  const stretches: Stretch[] = [];
  let last: Stretch | undefined;
  let size = 0;
  for (const glyph of glyphs) {
    const { x0, baseline, show } = glyph;
    const reach = SAME_PLACE * show.size;
    if (
      last !== undefined &&
      show.size === size &&
      x0 - last.right > reach &&
      Math.abs(baseline - last.bottom) <= reach
    ) {
      last.glyphs.push(glyph);
      last.right = x0;
      if (baseline < last.top) last.top = baseline;
      if (baseline > last.bottom) last.bottom = baseline;
    } else {
      last = { glyphs: [glyph], left: x0, right: x0, top: baseline, bottom: baseline };
      size = show.size;
      stretches.push(last);
    }
  }
  return stretches;
}

/** Groups of items that reach so near to one another, directly or over others; `from` and `to` say where each lies. */
function touching<T>(items: readonly T[], reach: number, from: (item: T) => number, to: (item: T) => number): T[][] {
  const groups: T[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const item of items.toSorted((one, other) => from(one) - from(other))) {
    if (from(item) - end > reach) groups.push([item]);
    else groups.at(-1)?.push(item);
    end = Math.max(end, to(item));
  }
  return groups;
}

/** Combining marks go to the glyph written before them if they stand on it, else to the one they stand on. */
function joinMarks(glyphs: readonly Glyph[]): readonly Glyph[] {
  if (!glyphs.some(({ character }) => character.isMark)) return glyphs;
  const joined: Glyph[] = [];
  const strays: Glyph[] = [];
  for (const glyph of glyphs) {
    const before = joined.at(-1);
    if (!glyph.character.isMark) joined.push(glyph);
    else if (before !== undefined && standsOn(glyph, before)) joined[joined.length - 1] = withMark(before, glyph);
    else strays.push(glyph);
  }
  for (const mark of strays) {
    const at = joined.findIndex((glyph) => standsOn(mark, glyph));
    const base = joined[at];
    if (base !== undefined) joined[at] = withMark(base, mark);
    else joined.push(mark);
  }
  return joined;
}

/** The base with the mark as one of its own, at the base's place. */
function withMark(base: Glyph, mark: Glyph): Glyph {
  return { ...base, character: characterOf(base.character.text + mark.character.text) };
}

function standsOn(mark: Glyph, glyph: Glyph): boolean {
  const middle = middleOf(mark);
  const reach = WORD_GAP * glyph.show.size;
  return (
    !glyph.character.isSpace &&
    Math.abs(mark.baseline - glyph.baseline) <= SAME_BASELINE * glyph.show.size &&
    middle >= glyph.x0 - reach &&
    middle <= glyph.x1 + reach
  );
}

/** Glyphs that stand side by side, from left to right. */
type Piece = Glyph[];

class LineReader {
  /** Both in the order of x. */
  readonly #spaces: readonly Glyph[];
  readonly #borders: readonly Ruling[];
  /** Glyphs on both sides of a border, of words that go on beyond it. */
  readonly overBorders = new Set<Glyph>();

  constructor(
    spaces: readonly Glyph[],
    borders: readonly Ruling[],
    readonly spread: ReadonlySet<Show>,
  ) {
    this.#spaces = [...spaces].sort((one, other) => one.x0 - other.x0);
    this.#borders = [...borders].sort((one, other) => one.at - other.at);
  }

  /**
   * First in the order of writing, then in that of x: text typed over other text (figures over a dotted line)
   * stays apart from it, and a word written in portions (font by font) still comes together.
   */
  words(glyphs: readonly Glyph[]): Piece[] {
    const pieces: Piece[] = [];
    for (const glyph of glyphs) {
      const piece = pieces.at(-1);
      if (piece !== undefined && this.#continues(piece, glyph)) piece.push(glyph);
      else pieces.push([glyph]);
    }
    return linesOf(pieces).flatMap((line) => this.#join(line));
  }

  #join(line: readonly Piece[]): Piece[] {
    const words: Piece[] = [];
    for (const piece of line) {
      const first = piece[0];
      const word = first === undefined ? undefined : words.findLast((earlier) => this.#continues(earlier, first));
      if (word === undefined) words.push(piece);
      else word.push(...piece);
    }
    return words;
  }

  #continues(piece: Piece, next: Glyph): boolean {
    const last = piece.at(-1);
    if (last === undefined) return false;
    const size = Math.max(last.show.size, next.show.size);
    const smaller = Math.min(last.show.size, next.show.size);
    const gap = next.x0 - last.x1;
    const { spacing: asked } = last.show;
    const spacing = Math.abs(asked) <= MAX_LETTER_SPACING * size ? Math.max(0, asked) : 0;
    const widest = last.show === next.show && this.spread.has(last.show) ? STEP_GAP : WORD_GAP;
    return (
      gap - spacing <= widest * size &&
      gap >= -MAX_OVERLAP * size &&
      smaller >= SAME_SIZE * size &&
      Math.abs(last.baseline - next.baseline) <= SAME_BASELINE * size &&
      !(gap - spacing > WRITTEN_SPACE_GAP * size && this.#hasSpace(last, next)) &&
      !this.#isParted(last, next)
    );
  }

  /** By a border between them. A figure that goes on beyond it without a gap is too wide for its cell, and is that one's alone. */
  #isParted(last: Glyph, next: Glyph): boolean {
    if (!this.#hasBorder(last, next)) return false;
    const isFigure = [last, next].some(({ character }) => /\d/u.test(character.text));
    const goesOn = Math.abs(next.x0 - last.x1) <= NO_GAP * next.show.size && last.show.font === next.show.font;
    if (isFigure && (goesOn || last.show === next.show)) this.overBorders.add(last).add(next);
    return true;
  }

  #hasSpace(last: Glyph, next: Glyph): boolean {
    const { size } = next.show;
    const between = (space: Glyph) =>
      Math.abs(space.baseline - next.baseline) <= SAME_BASELINE * size && space.x0 + ROUNDING * size < next.x0;
    for (let i = firstAfter(this.#spaces, middleOf(last), (space) => space.x0); i < this.#spaces.length; i++) {
      const space = this.#spaces[i];
      if (space === undefined || space.x0 >= next.x0) return false;
      if (between(space)) return true;
    }
    return false;
  }

  #hasBorder(last: Glyph, next: Glyph): boolean {
    const right = middleOf(next);
    for (let i = firstAfter(this.#borders, middleOf(last), (border) => border.at); i < this.#borders.length; i++) {
      const border = this.#borders[i];
      if (border === undefined || border.at >= right) return false;
      if (border.from < next.baseline && border.to > next.baseline - CAPITAL * next.show.size) return true;
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
function linesOf(pieces: Piece[]): Piece[][] {
  const lines: Piece[][] = [];
  let previous = Number.NEGATIVE_INFINITY;
  for (const piece of pieces.sort((one, other) => baselineOf(one) - baselineOf(other))) {
    const baseline = baselineOf(piece);
    const reach = SAME_BASELINE * (piece[0]?.show.size ?? 0);
    if (baseline - previous <= reach) lines.at(-1)?.push(piece);
    else lines.push([piece]);
    previous = baseline;
  }
  for (const line of lines) line.sort((one, other) => startOf(one) - startOf(other));
  return lines;
}

function baselineOf(piece: Piece): number {
  return piece[0]?.baseline ?? 0;
}

function startOf(piece: Piece): number {
  return piece[0]?.x0 ?? 0;
}

/** One pass over the glyphs: a document has tens of thousands of words. */
function asWord(glyphs: Piece, lost: readonly Glyph[], overBorders: ReadonlySet<Glyph>): RawWord {
  const runs: RawRun[] = [];
  let text = '';
  let font = glyphs[0]?.show.font;
  let bold = 0;
  let size = 0;
  let { 0: x0, 1: y0, 2: x1, 3: y1 } = NOWHERE;
  for (const glyph of glyphs) {
    const { show, baseline } = glyph;
    if (font !== undefined && font.name !== show.font.name) {
      runs.push(font.runOf(text));
      text = '';
      font = show.font;
    }
    text += glyph.character.text;
    if (show.font.bold || SYNTHETIC_BOLD_MODES.has(show.renderingMode)) bold++;
    size = Math.max(size, show.size);
    x0 = Math.min(x0, glyph.x0);
    y0 = Math.min(y0, baseline - show.font.ascent * show.size);
    x1 = Math.max(x1, glyph.x1);
    y1 = Math.max(y1, baseline - show.font.descent * show.size);
  }
  if (font !== undefined) runs.push(font.runOf(text));
  const baseline = baselineOf(glyphs);
  const box: Box = [x0, y0, x1, y1];
  return {
    runs,
    box,
    baseline,
    size,
    font: longestOf(runs).font,
    bold: bold * 2 > glyphs.length,
    cut:
      lost.some((glyph) => goesOnIn(glyph, box, baseline)) ||
      (overBorders.size > 0 && glyphs.some((glyph) => overBorders.has(glyph))),
  };
}

function longestOf(runs: readonly RawRun[]): RawRun {
  return runs.reduce((one, other) => (other.text.length > one.text.length ? other : one));
}

/** Whether a word there would go on in the glyph. */
function goesOnIn({ character, show, x0, x1, baseline }: Glyph, box: Box, at: number): boolean {
  const { size } = show;
  if (character.isSpace || Math.abs(baseline - at) > SAME_BASELINE * size) return false;
  return [x0 - box[2], box[0] - x1].some((gap) => gap >= -MAX_OVERLAP * size && gap <= WORD_GAP * size);
}

function middleOf(glyph: Glyph): number {
  return (glyph.x0 + glyph.x1) / 2;
}

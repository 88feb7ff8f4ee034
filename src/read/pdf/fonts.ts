/** What the reader needs to know of a font, taken from pdfjs's font object. */
import type { RawRun } from '../../vietnamese/judge.js';
import type { Matrix } from './matrix.js';

export interface Font {
  /** Without its subset prefix: `Tinos-Bold`. */
  readonly name: string;
  readonly bold: boolean;
  /** Glyph space to text space; the advance of a glyph is its width times the first number. */
  readonly matrix: Matrix;
  /** What one unit of font size measures as people count it: 1, but Type 3 fonts draw at any scale. */
  readonly em: number;
  /** Height above and depth below (negative) the baseline, in parts of the font size. */
  readonly ascent: number;
  readonly descent: number;
  /** Writes from top to bottom. */
  readonly vertical: boolean;
  /** False when the font could not be loaded: what is set in it is lost. */
  readonly usable: boolean;
  /** What a character code stands for; `unicode` is pdfjs's opinion, U+FFFD means the font does not say. */
  characterOf(code: number, unicode: string): Character;
  /** A run of that text in this font. A document repeats its words: equal runs are one, for whoever holds all its pages. */
  runOf(text: string): RawRun;
}

/** What a code of a font stands for. */
export interface Character {
  /** As the font says it, untouched: no normalisation, controls and soft hyphens kept; several letters for a ligature. */
  readonly text: string;
  readonly isSpace: boolean;
  /** Nothing but marks that belong to a letter beside it. */
  readonly isMark: boolean;
}

const SPACE = /^[\p{Zs}\t\n\r]+$/u;
const COMBINING = /^\p{M}+$/u;

export function characterOf(text: string): Character {
  return { text, isSpace: SPACE.test(text), isMark: COMBINING.test(text) };
}

/** What a glyph box measures when the font itself gives no believable figures (Times New Roman's are 0.89 and -0.22). */
const USUAL_ASCENT = 0.89;
const USUAL_DESCENT = -0.22;
const BELIEVABLE_ASCENT = [0.5, 1.3] as const;
const BELIEVABLE_DESCENT = [-0.6, -0.05] as const;

/** WinAnsiEncoding draws code AD as a hyphen, but legacy Vietnamese fonts keep ư there: the judge must see the code itself. */
const SOFT_HYPHEN_CODE = 0xad;
const SOFT_HYPHEN = '\u00ad';

const UNKNOWN_CHARACTER = '\ufffd';

const SUBSET_PREFIX = /^[A-Z]{6}\+/;
const BOLD_NAME = /bold|black|heavy/i;
const THOUSANDTHS: Matrix = [0.001, 0, 0, 0.001, 0, 0];

/** pdfjs's font object as far as it is used here; all of it may be missing. */
export interface PdfjsFont {
  readonly name?: string;
  readonly ascent?: number;
  readonly descent?: number;
  readonly bbox?: readonly number[];
  readonly vertical?: boolean;
  readonly fontMatrix?: readonly number[];
  readonly isType3Font?: boolean;
  readonly composite?: boolean;
  /** A map by code, or (firstChar, lastChar) when the font has none and codes stand for themselves. */
  readonly toUnicode?: { readonly _map?: readonly (string | undefined)[] };
}

/** `raw` is what pdfjs keeps under the font's name: its font object, or a message when loading failed. */
export function describeFont(raw: unknown): Font {
  if (typeof raw !== 'object' || raw === null) return UNUSABLE;
  const font: PdfjsFont = raw;
  const name = (font.name ?? '').replace(SUBSET_PREFIX, '');
  const matrix = asMatrix(font.fontMatrix) ?? THOUSANDTHS;
  const map = font.toUnicode?._map;
  const composite = font.composite === true;
  const textOf = (code: number, unicode: string): string => {
    // pdfjs shows a code that its map leaves out as the character of that number, which would invent text.
    if (unicode === '' || (map !== undefined && !map[code])) return UNKNOWN_CHARACTER;
    return !composite && code === SOFT_HYPHEN_CODE && unicode === '-' ? SOFT_HYPHEN : unicode;
  };
  return {
    name,
    bold: BOLD_NAME.test(name),
    matrix,
    em: font.isType3Font ? type3Em(font.bbox, matrix) : 1,
    ascent: within(font.ascent, BELIEVABLE_ASCENT) ?? USUAL_ASCENT,
    descent: within(font.descent, BELIEVABLE_DESCENT) ?? USUAL_DESCENT,
    vertical: font.vertical === true,
    usable: true,
    characterOf: rememberedBy(textOf),
    runOf: oneOfEach((text) => ({ text, font: name })),
  };
}

const UNKNOWN = characterOf(UNKNOWN_CHARACTER);

const UNUSABLE: Font = {
  name: '',
  bold: false,
  matrix: THOUSANDTHS,
  em: 1,
  ascent: USUAL_ASCENT,
  descent: USUAL_DESCENT,
  vertical: false,
  usable: false,
  characterOf: () => UNKNOWN,
  runOf: (text) => ({ text, font: '' }),
};

function oneOfEach<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    let known = made.get(text);
    if (known === undefined) {
      known = make(text);
      made.set(text, known);
    }
    return known;
  };
}

/** A page shows the same few characters over and over: each is looked at once. */
function rememberedBy(textOf: (code: number, unicode: string) => string): Font['characterOf'] {
  const known = new Map<number, { readonly unicode: string; readonly character: Character }>();
  return (code, unicode) => {
    const found = known.get(code);
    if (found?.unicode === unicode) return found.character;
    const character = characterOf(textOf(code, unicode));
    known.set(code, { unicode, character });
    return character;
  };
}

/** A Type 3 font has no em; the box around all its glyphs is as high as ascent and descent together. */
function type3Em(bbox: readonly number[] | undefined, matrix: Matrix): number {
  const [, low, , high] = bbox ?? [];
  const height = low === undefined || high === undefined ? 0 : (high - low) * Math.abs(matrix[3]);
  return height > 0 ? height / (USUAL_ASCENT - USUAL_DESCENT) : Math.abs(matrix[3]) / THOUSANDTHS[3];
}

function within(value: number | undefined, [low, high]: readonly [number, number]): number | null {
  return value !== undefined && value >= low && value <= high ? value : null;
}

function asMatrix(numbers: readonly number[] | undefined): Matrix | null {
  const [a, b, c, d, e, f] = numbers ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  return a === 0 || d === 0 ? null : [a, b, c, d, e ?? 0, f ?? 0];
}

/** Glyphs that stand under a wrong or private code point, and what they draw. */

/** Symbol fonts put their glyphs at U+F000 + byte; some readers hand over the bare byte. */
const PRIVATE = 0xf000;

/** Tick boxes are data: ☑ and ☐ are kept apart, never dropped. Codes are the fonts' own, 0x20 to 0xFF. */
const WINGDINGS: Readonly<Record<number, string>> = {
  108: '●',
  110: '■',
  111: '☐',
  113: '☐',
  114: '☐',
  117: '◆',
  118: '❖',
  119: '◆',
  120: '☒',
  159: '•',
  167: '▪',
  168: '☐',
  216: '➢',
  224: '→',
  232: '➔',
  240: '⇨',
  251: '✗',
  252: '✓',
  253: '☒',
  254: '☑',
};
const WINGDINGS2: Readonly<Record<number, string>> = {
  79: '✗',
  80: '✓',
  81: '☒',
  82: '☑',
  83: '☒',
  84: '☒',
  163: '☐',
  164: '☐',
  151: '•',
  152: '•',
};
const SYMBOL: Readonly<Record<number, string>> = {
  43: '+',
  45: '-',
  163: '≤',
  174: '→',
  176: '°',
  177: '±',
  179: '≥',
  180: '×',
  183: '•',
  184: '÷',
  185: '≠',
  187: '≈',
  167: '▪',
  216: '➢',
  222: '⇒',
};
/** Private code points whose font is not known: the readings found in government files. */
const ANY_FONT: Readonly<Record<number, string>> = {
  45: '-',
  111: '☐',
  113: '☐',
  118: '❖',
  163: '≤',
  167: '▪',
  168: '☐',
  179: '≥',
  180: '×',
  183: '•',
  216: '➢',
  224: '→',
  252: '✓',
  254: '☑',
};

export interface SymbolFont {
  readonly codes: Readonly<Record<number, string>>;
  /** Whether bare bytes are glyph codes too: so in fonts that hold nothing but symbols. */
  readonly bare: boolean;
}

/** The symbol font of that name, or the one for fonts of text. */
export function symbolFont(name: string): SymbolFont {
  const plain = name.toLowerCase().replace(/[\s_-]/g, '');
  if (plain.includes('wingdings2')) return { codes: WINGDINGS2, bare: true };
  if (plain.includes('wingdings') && !plain.includes('wingdings3')) return { codes: WINGDINGS, bare: true };
  if (/^symbol(?:mt|ps)?(?![a-z])/.test(plain)) return { codes: SYMBOL, bare: true };
  return { codes: ANY_FONT, bare: false };
}

/** The glyph's meaning, or null when the font's table does not say. */
export function symbolOf(char: string, font: SymbolFont): string | null {
  const code = char.charCodeAt(0);
  if (code >= PRIVATE + 0x20 && code <= PRIVATE + 0xff) return font.codes[code - PRIVATE] ?? null;
  return font.bare && code > 0x7f
    ? (font.codes[code] ?? null)
    : font.bare && /[a-z]/i.test(char)
      ? (font.codes[code] ?? null)
      : null;
}

export function isPrivateUse(char: string): boolean {
  return char >= '\ue000' && char <= '\uf8ff';
}

/** Ligatures that stand for two plain letters. Widths and fractions are left alone: NFKC would lose m² and ½. */
export const LIGATURES: ReadonlyMap<string, string> = new Map([
  ['\ufb00', 'ff'],
  ['\ufb01', 'fi'],
  ['\ufb02', 'fl'],
  ['\ufb03', 'ffi'],
  ['\ufb04', 'ffl'],
]);

/** Letters of other scripts that are drawn like a letter of ours, with every letter they have been found for. */
export const HOMOGLYPHS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    // Cyrillic
    а: ['a'],
    е: ['e'],
    о: ['o'],
    р: ['p'],
    с: ['c'],
    у: ['y'],
    х: ['x'],
    і: ['i'],
    ѕ: ['s'],
    ј: ['j'],
    һ: ['h'],
    ѵ: ['v'],
    ү: ['y', 'ẫ'],
    ӟ: ['ớ'],
    А: ['A'],
    В: ['B'],
    Е: ['E'],
    К: ['K'],
    М: ['M'],
    Н: ['H'],
    О: ['O'],
    Р: ['P'],
    С: ['C'],
    Т: ['T'],
    У: ['Y'],
    Х: ['X'],
    І: ['I'],
    Ѕ: ['S'],
    Ј: ['J'],
    Һ: ['H'],
    Ѵ: ['V'],
    Ү: ['Y'],
    // Greek
    Α: ['A'],
    Β: ['B'],
    Ε: ['E'],
    Ζ: ['Z'],
    Η: ['H'],
    Ι: ['I'],
    Κ: ['K'],
    Μ: ['M'],
    Ν: ['N'],
    Ο: ['O'],
    Ρ: ['P'],
    Τ: ['T'],
    Υ: ['Y'],
    Χ: ['X'],
    ο: ['o'],
    ν: ['v'],
    // Latin letters beside ours
    ǎ: ['ă'],
    Ǎ: ['Ă'],
    Ǥ: ['G'],
    ƚ: ['l'],
  }),
);

/** Letters of the blocks that the homoglyphs come from. */
export const FOREIGN_LETTER = /[\u01cd\u01ce\u01e4\u019a\u0370-\u052f]/;

/** Marks that draw nothing and part nothing, taken away after legacy text is decoded (TCVN3 has its ư at U+00AD). */
export const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
/** Blanks of other widths; a plain space takes their place. */
export const BLANKS = /[\u00a0\u2007\u202f\u3000\t]/g;

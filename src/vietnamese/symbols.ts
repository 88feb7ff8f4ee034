/** Glyphs that stand under a wrong or private code point, and what they draw. */

/** Symbol fonts put their glyphs at U+F000 + byte; some readers hand over the bare byte. */
const PRIVATE = 0xf000;

/** `FE ☑` and so on: the font's own code, hexadecimal, and what it draws. */
function glyphTable(pairs: string): ReadonlyMap<number, string> {
  const parts = pairs.trim().split(/\s+/);
  return new Map(parts.flatMap((part, i) => (i % 2 === 0 ? [[Number.parseInt(part, 16), parts[i + 1] ?? '']] : [])));
}

/** Tick boxes are data: ☑ and ☐ are kept apart, never dropped. */
const WINGDINGS = glyphTable(`
  6C ●  6E ■  6F ☐  71 ☐  72 ☐  75 ◆  76 ❖  77 ◆  78 ☒  9F •  A7 ▪  A8 ☐
  D8 ➢  E0 →  E8 ➔  F0 ⇨  FB ✗  FC ✓  FD ☒  FE ☑`);
const WINGDINGS2 = glyphTable('4F ✗  50 ✓  51 ☒  52 ☑  53 ☒  54 ☒  97 •  98 •  A3 ☐  A4 ☐');
const SYMBOL = glyphTable('2B +  2D -  A3 ≤  A7 ▪  AE →  B0 °  B1 ±  B3 ≥  B4 ×  B7 •  B8 ÷  B9 ≠  BB ≈  D8 ➢  DE ⇒');
/** Private code points whose font is not known: the readings found in government files. */
const ANY_FONT = glyphTable('2D -  6F ☐  71 ☐  76 ❖  A3 ≤  A7 ▪  A8 ☐  B3 ≥  B4 ×  B7 •  D8 ➢  E0 →  FC ✓  FE ☑');

export interface SymbolFont {
  readonly glyphs: ReadonlyMap<number, string>;
  /** Whether bare bytes are glyph codes too: so in fonts that hold nothing but pictures. */
  readonly bare: boolean;
}

const PICTURE_FONT = /^(?:wingdings|webdings|marlett|zapfdingbats|mtextra)/;

/** The font of pictures of that name, or what is known of private code points in a font of text. */
export function symbolFont(name: string): SymbolFont {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (plain.startsWith('wingdings2')) return { glyphs: WINGDINGS2, bare: true };
  if (/^wingdings(?![0-9])/.test(plain)) return { glyphs: WINGDINGS, bare: true };
  if (/^symbol(?:mt|ps)?(?:bold|italic|regular)*$/.test(plain)) return { glyphs: SYMBOL, bare: true };
  if (PICTURE_FONT.test(plain)) return { glyphs: new Map(), bare: true };
  return { glyphs: ANY_FONT, bare: false };
}

/** What the character draws, or null when the font's table does not say. Digits are never glyph codes here. */
export function symbolOf(char: string, font: SymbolFont): string | null {
  const code = char.charCodeAt(0);
  if (code >= PRIVATE && code <= PRIVATE + 0xff) return font.glyphs.get(code - PRIVATE) ?? null;
  return font.bare ? (font.glyphs.get(code) ?? null) : null;
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

/** Marks that draw nothing and part nothing. */
export const INVISIBLE = /[\u200b-\u200d\u2060\ufeff]/g;
/** Blanks of other widths; a plain space takes their place. */
export const BLANKS = /[\u00a0\u2007\u202f\u3000\t]/g;

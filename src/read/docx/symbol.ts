/** `w:sym`: a character given as a font and its place in it (ISO 29500-1, 17.3.3.30). */
import type { XmlElement } from './xml.js';

/** Fonts of pictures: what their characters show has nothing to do with the letters at the same places. */
const PICTURE_FONTS = /^(symbol|wingdings|webdings|marlett|zapfdingbats)/i;
/** Symbol fonts have their 256 characters at U+F000 of the private use area. */
const PRIVATE_USE = 0xf000;
const BYTE = 0xff;

/**
 * The symbol as text in its own font: U+F000 to U+F0FF in a font of pictures, the plain code in any other, where the
 * private use area is only how Word addresses an 8-bit font.
 */
export function readSymbol(element: XmlElement, runFont: string): { text: string; font: string } {
  const font = element.attribute('w:font') ?? runFont;
  const code = Number.parseInt(element.attribute('w:char') ?? '', 16);
  const isCharacter = code > 0 && code <= 0xffff && !(code >= 0xd800 && code <= 0xdfff);
  return { text: isCharacter ? String.fromCharCode(inFont(code, font)) : '', font };
}

function inFont(code: number, font: string): number {
  if (PICTURE_FONTS.test(font)) return code <= BYTE ? code + PRIVATE_USE : code;
  return (code & ~BYTE) === PRIVATE_USE ? code & BYTE : code;
}

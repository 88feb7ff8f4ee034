/** The lines of text in a cell, parted where rows of pixels hold no ink. */
import type { Ink, PixelBox } from './raster.js';

/** Inches: what is lower by itself are the marks of a line of small letters, or a dot. */
const MIN_HEIGHT = 0.055;
/** Inches: higher than a line of 16-point type with marks; lines that touch one another are read as a block. */
const MAX_HEIGHT = 0.3;

/** Boxes of the lines from top to bottom, tight around their ink; null where they cannot be parted. */
export function textLinesIn(ink: Ink, box: PixelBox, dpi: number): PixelBox[] | null {
  const bands: { y0: number; y1: number }[] = [];
  let from = -1;
  for (let y = box.y0; y <= box.y1; y++) {
    const inked = y < box.y1 && hasInk(ink, y, box);
    if (inked && from < 0) from = y;
    if (!inked && from >= 0) {
      const before = bands.at(-1);
      // Marks stand above their letters: a low band is part of the one that follows it.
      if (before !== undefined && before.y1 - before.y0 < MIN_HEIGHT * dpi) before.y1 = y;
      else bands.push({ y0: from, y1: y });
      from = -1;
    }
  }
  const last = bands.at(-1);
  const above = bands.at(-2);
  if (last !== undefined && above !== undefined && last.y1 - last.y0 < MIN_HEIGHT * dpi) {
    above.y1 = last.y1;
    bands.pop();
  }
  if (bands.some(({ y0, y1 }) => y1 - y0 > MAX_HEIGHT * dpi)) return null;
  return bands.map(({ y0, y1 }) => tight(ink, { ...box, y0, y1 }));
}

function hasInk({ width, data }: Ink, y: number, { x0, x1 }: PixelBox): boolean {
  for (let x = x0; x < x1; x++) if (data[y * width + x] === 1) return true;
  return false;
}

function tight(ink: Ink, band: PixelBox): PixelBox {
  let [x0, x1] = [band.x1, band.x0];
  for (let y = band.y0; y < band.y1; y++)
    for (let x = band.x0; x < band.x1; x++)
      if (ink.data[y * ink.width + x] === 1) {
        if (x < x0) x0 = x;
        if (x >= x1) x1 = x + 1;
      }
  return { ...band, x0, x1 };
}

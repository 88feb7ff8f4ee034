/**
 * What a cell holds that is neither ink nor paper: pencil, a worn-out stroke, a line that was taken out, a stamp or a pen of
 * a colour that counts as paper. Nothing of it is read, so a cell must not be believed as if it was not there.
 */
import { glyphsIn } from './glyphs.js';
import { type Grey, type Ink, type PixelBox, shadeAbove } from './raster.js';

/**
 * Share of the page's contrast between ink and paper: a reader sees what is darker than paper by that; a stroke that was
 * black becomes ink from a quarter on.
 */
const SEEN = 0.12;
/** And by how often the grain of paper, which is a ninth of the sum of nine pixels. */
const ABOVE_GRAIN = 4 / 3;
/** Share of pixels that are darkest of all: less than the ink of a page with a line of text. */
const DARKEST = 0.001;
/** Of the page's rows of pixels each so many-th tells. */
const EACH = 5;
/** Of 255: less is what a JPEG packer leaves beside a line. */
const LEAST = 10;
/** Points. Paper is judged anew in each square: it has shadows. */
const SQUARE = 14;
/** Share of a square's pixels that are lighter than its paper's shade: of a square full of text not half is paper. */
const LIGHTER = 0.25;
/** Points that borders, and the blur beside them and beside ink, reach into a cell. */
const BORDER = 2.5;
const BLUR = 1;
/** Points, and square points: smaller pieces are dirt. */
const SPECK = { side: 2.5, area: 1.5 } as const;
const POINTS_PER_INCH = 72;

/** By how many of 255 shades what a reader sees is darker than this page's paper, three by three pixels taken together. */
export function seenFrom({ width, height, data }: Grey): number {
  const shades = new Uint32Array(256);
  const steps = new Uint32Array(256);
  let pixels = 0;
  for (let y = 0; y < height; y += EACH)
    for (let i = y * width, end = i + width - 1; i < end; i++, pixels++) {
      const [shade, beside] = [data[i] ?? 0, data[i + 1] ?? 0];
      shades[shade] = (shades[shade] ?? 0) + 1;
      const step = Math.abs(shade - beside);
      steps[step] = (steps[step] ?? 0) + 1;
    }
  const half = pixels / 2;
  const contrast = shadeAbove(shades, half) - shadeAbove(shades, pixels * DARKEST);
  return Math.max(LEAST, SEEN * contrast, ABOVE_GRAIN * shadeAbove(steps, half));
}

/** A page as far as this must know it; `seen` as from seenFrom. */
export interface Seen {
  readonly grey: Grey;
  readonly ink: Ink;
  readonly dpi: number;
  readonly seen: number;
}

/** @param box a cell inside its borders */
export function hasFaint({ grey, ink, dpi, seen }: Seen, box: PixelBox): boolean {
  const unit = dpi / POINTS_PER_INCH;
  const margin = Math.round(BORDER * unit);
  const within = { x0: box.x0 + margin, y0: box.y0 + margin, x1: box.x1 - margin, y1: box.y1 - margin };
  if (within.x0 >= within.x1 || within.y0 >= within.y1 || isPlain(grey, within, seen)) return false;
  const dark = darkIn(grey, within, Math.round(SQUARE * unit), seen);
  blot(dark, ink, within, Math.ceil(BLUR * unit));
  const all = { x0: 0, y0: 0, x1: dark.width, y1: dark.height };
  return glyphsIn(dark, all).some(
    ({ x0, y0, x1, y1, pixels }) => pixels >= SPECK.area * unit ** 2 && Math.max(x1 - x0, y1 - y0) >= SPECK.side * unit,
  );
}

/** Nothing in the box is darker than anything else in it by so much. */
function isPlain({ width, data }: Grey, box: PixelBox, darker: number): boolean {
  let [darkest, lightest] = [255, 0];
  for (let y = box.y0; y < box.y1; y++)
    for (let i = y * width + box.x0, end = y * width + box.x1; i < end; i++) {
      const shade = data[i] ?? 0;
      if (shade < darkest) darkest = shade;
      if (shade > lightest) lightest = shade;
    }
  return lightest - darkest < darker;
}

/** The box with 1 for what is darker than the paper around it by so much, smoothed over three by three pixels. */
function darkIn(grey: Grey, box: PixelBox, square: number, darker: number): Ink {
  const [width, height] = [box.x1 - box.x0, box.y1 - box.y0];
  const shades = smoothed(grey, box);
  const data = new Uint8Array(width * height);
  for (let top = 0; top < height; top += square)
    for (let left = 0; left < width; left += square) {
      const [right, bottom] = [Math.min(width, left + square), Math.min(height, top + square)];
      const counts = new Uint32Array(256);
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++) {
          const shade = shades[y * width + x] ?? 0;
          counts[shade] = (counts[shade] ?? 0) + 1;
        }
      const paper = shadeAbove(counts, (1 - LIGHTER) * (right - left) * (bottom - top));
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++) if ((shades[y * width + x] ?? 0) <= paper - darker) data[y * width + x] = 1;
    }
  return { width, height, data };
}

/** Means of three by three pixels: of three in a row, and then of three such. The box lies inside the page by one. */
function smoothed({ width: row, data }: Grey, { x0, y0, x1, y1 }: PixelBox): Uint8Array {
  const [width, height] = [x1 - x0, y1 - y0];
  const sums = new Uint16Array(width * (height + 2));
  for (let y = -1, i = 0; y <= height; y++)
    for (let at = (y0 + y) * row + x0, end = at + width; at < end; at++, i++)
      sums[i] = (data[at - 1] ?? 0) + (data[at] ?? 0) + (data[at + 1] ?? 0);
  const means = new Uint8Array(width * height);
  for (let i = 0; i < means.length; i++)
    means[i] = ((sums[i] ?? 0) + (sums[i + width] ?? 0) + (sums[i + 2 * width] ?? 0)) / 9;
  return means;
}

/** Takes out of a part of a page what is ink or lies within `reach` of it. */
function blot(part: Ink, ink: Ink, box: PixelBox, reach: number): void {
  const [top, bottom] = [Math.max(0, box.y0 - reach), Math.min(ink.height, box.y1 + reach)];
  const [left, right] = [Math.max(0, box.x0 - reach), Math.min(ink.width, box.x1 + reach)];
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      if (ink.data[y * ink.width + x] !== 1) continue;
      const [x0, x1] = [Math.max(0, x - reach - box.x0), Math.min(part.width, x + reach + 1 - box.x0)];
      if (x1 <= x0) continue;
      for (let py = Math.max(0, y - reach - box.y0); py < Math.min(part.height, y + reach + 1 - box.y0); py++)
        part.data.fill(0, py * part.width + x0, py * part.width + x1);
    }
}

/** Pictures of pages as plain arrays, and the few operations on them that reading needs. Unit: pixels, origin top left. */

/** 0 is black, 255 is white; row-major. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** 1 is ink, 0 is paper; row-major. */
export interface Ink {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A rectangle of pixels; x1 and y1 are the first that do not belong to it. */
export interface PixelBox {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** By how much a pixel's red must outshine its green and blue to be a stamp's or a red pen's. */
const RED_MARGIN = 40;

/**
 * RGBA to grey. Red is what stamps are made with: it counts as paper, so that the text below a stamp stays.
 * Transparent is white.
 */
export function greyOfRgba(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): Grey {
  const data = new Uint8Array(width * height);
  for (let i = 0, p = 0; i < data.length; i++, p += 4)
    data[i] = paperUnder(greyOf(rgba[p] ?? 255, rgba[p + 1] ?? 255, rgba[p + 2] ?? 255), rgba[p + 3] ?? 255);
  return { width, height, data };
}

export function greyOfRgb(rgb: Uint8Array | Uint8ClampedArray, width: number, height: number): Grey {
  const data = new Uint8Array(width * height);
  for (let i = 0, p = 0; i < data.length; i++, p += 3)
    data[i] = greyOf(rgb[p] ?? 255, rgb[p + 1] ?? 255, rgb[p + 2] ?? 255);
  return { width, height, data };
}

/** One bit a pixel, rows padded to whole bytes, 1 is white: how pdfjs hands out fax pictures. */
export function greyOfBits(bits: Uint8Array | Uint8ClampedArray, width: number, height: number): Grey {
  const data = new Uint8Array(width * height);
  const rowBytes = (width + 7) >> 3;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++)
      data[i] = ((bits[y * rowBytes + (x >> 3)] ?? 255) >> (7 - (x & 7))) & 1 ? 255 : 0;
  return { width, height, data };
}

function greyOf(r: number, g: number, b: number): number {
  const luma = (r * 77 + g * 151 + b * 28) >> 8;
  return r - Math.max(g, b) >= RED_MARGIN ? r : luma;
}

function paperUnder(grey: number, alpha: number): number {
  return alpha === 255 ? grey : 255 - Math.round(((255 - grey) * alpha) / 255);
}

/** Turns clockwise by a quarter, a half or three quarters. */
export function turned(grey: Grey, degrees: 0 | 90 | 180 | 270): Grey {
  const { width, height, data } = grey;
  if (degrees === 0) return grey;
  const out = new Uint8Array(data.length);
  const w = degrees === 180 ? width : height;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const [tx, ty] =
        degrees === 90 ? [height - 1 - y, x] : degrees === 180 ? [width - 1 - x, height - 1 - y] : [y, width - 1 - x];
      out[ty * w + tx] = data[i] ?? 255;
    }
  return degrees === 180 ? { width, height, data: out } : { width: height, height: width, data: out };
}

/** Averages blocks of `factor` x `factor` pixels. */
export function shrunk(grey: Grey, factor: number): Grey {
  if (factor <= 1) return grey;
  const width = Math.floor(grey.width / factor);
  const height = Math.floor(grey.height / factor);
  const data = new Uint8Array(width * height);
  const area = factor * factor;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      let sum = 0;
      for (let dy = 0; dy < factor; dy++) {
        const from = (y * factor + dy) * grey.width + x * factor;
        for (let dx = 0; dx < factor; dx++) sum += grey.data[from + dx] ?? 255;
      }
      data[i] = sum / area;
    }
  return { width, height, data };
}

const UNIT = 65_536;

/**
 * Turns the content counter-clockwise by `degrees` about the middle and scales it by `scale`, in one pass so that it is
 * smoothed only once. What comes in from outside is white.
 */
export function levelled(grey: Grey, degrees: number, scale: number): Grey {
  if (Math.abs(degrees) < 0.02 && Math.abs(scale - 1) < 0.01) return grey;
  const width = Math.round(grey.width * scale);
  const height = Math.round(grey.height * scale);
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  const [cx, cy, ox, oy] = [(grey.width - 1) / 2, (grey.height - 1) / 2, (width - 1) / 2, (height - 1) / 2];
  const data = new Uint8Array(width * height).fill(255);
  const { data: source, width: row } = grey;
  // Whole numbers of 1/65536 of a pixel: twice as fast as fractions.
  const [dx, dy] = [Math.round(cos * UNIT), Math.round(sin * UNIT)];
  const [right, bottom] = [grey.width - 1, grey.height - 1];
  for (let y = 0, i = 0; y < height; y++) {
    let sx = Math.round((cx - cos * ox - sin * (y - oy)) * UNIT);
    let sy = Math.round((cy - sin * ox + cos * (y - oy)) * UNIT);
    for (let x = 0; x < width; x++, i++, sx += dx, sy += dy) {
      const [x0, y0] = [sx >> 16, sy >> 16];
      if (x0 < 0 || y0 < 0 || x0 >= right || y0 >= bottom) continue;
      const at = y0 * row + x0;
      const [fx, fy] = [(sx >> 8) & 255, (sy >> 8) & 255];
      const upper = (source[at] ?? 255) * (256 - fx) + (source[at + 1] ?? 255) * fx;
      const lower = (source[at + row] ?? 255) * (256 - fx) + (source[at + row + 1] ?? 255) * fx;
      data[i] = (upper * (256 - fy) + lower * fy + 0x8000) >> 16;
    }
  }
  return { width, height, data };
}

/** How many pixels of ink there are. */
export function inkIn({ data }: Ink): number {
  let count = 0;
  for (let i = 0; i < data.length; i++) count += data[i] ?? 0;
  return count;
}

/** The smallest box around the ink inside `box`, and how many pixels of ink it holds; null when there is none. */
export function inkBox(ink: Ink, box: PixelBox): { readonly box: PixelBox; readonly pixels: number } | null {
  let [x0, y0, x1, y1, pixels] = [box.x1, box.y1, box.x0, box.y0, 0];
  for (let y = box.y0; y < box.y1; y++)
    for (let x = box.x0; x < box.x1; x++) {
      if (ink.data[y * ink.width + x] !== 1) continue;
      pixels++;
      if (x < x0) x0 = x;
      if (x >= x1) x1 = x + 1;
      if (y < y0) y0 = y;
      if (y >= y1) y1 = y + 1;
    }
  return pixels === 0 ? null : { box: { x0, y0, x1, y1 }, pixels };
}

/** The shade up to which so many pixels have it, the darkest first. @param counts how often each shade occurs */
export function shadeAbove(counts: Uint32Array, pixels: number): number {
  let left = pixels;
  return counts.findIndex((count) => {
    left -= count;
    return left <= 0;
  });
}

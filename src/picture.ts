/**
 * The second job of the map, for people only: rows cut out of the pages they stand on. Pure like the first one: bytes,
 * page and box in, picture out.
 */
import { type Canvas, createCanvas } from '@napi-rs/canvas';
import type { Format } from './model/extraction.js';
import type { Box } from './model/geometry.js';
import { openImage } from './read/image/index.js';
import { renderPdfPage } from './read/pdf/render.js';

export interface Wanted {
  readonly key: string;
  /** 1-based. */
  readonly page: number;
  /** The cell, in points from the top left of the page. */
  readonly box: Box;
  /** Degrees clockwise, 0, 90, 180 or 270, by which the page is turned before. */
  readonly turn: number;
}

/** A page drawn, or as it was scanned. */
export interface Picture {
  readonly page: number;
  readonly canvas: Canvas;
  /** Pixels a point. */
  readonly scale: number;
}

/** Ten-point type is read with ease, and a row makes some 10 kB. */
const DPI = 110;
const POINTS_PER_INCH = 72;
/** Enough to see the rows above and below. */
const AROUND_POINTS = 40;
const OUTLINE = { colour: '#c5221f', pixels: 3, gap: 3 };
/** Of WebP: type stays sharp. */
const QUALITY = 60;

/**
 * The width of the page around each cell, as WebP with the cell outlined.
 * @throws DocumentError when the document does not open or has no such page
 */
export async function* drawRows(
  bytes: Uint8Array,
  format: Format,
  wanted: readonly Wanted[],
): AsyncGenerator<{ key: string; image: Buffer }> {
  const byPage = new Map<number, Wanted[]>();
  for (const one of wanted) byPage.set(one.page, [...(byPage.get(one.page) ?? []), one]);
  for await (const picture of drawPages(bytes, format, new Set(byPage.keys()), DPI))
    for (const { key, box, turn } of byPage.get(picture.page) ?? [])
      yield { key, image: cutOut(turned(picture, turn), box) };
}

/**
 * Pages (1-based) as pictures of about `dpi` pixels an inch.
 * @throws DocumentError when the document does not open or has no such page
 */
export async function* drawPages(
  bytes: Uint8Array,
  format: Format,
  wanted: ReadonlySet<number>,
  dpi: number,
): AsyncGenerator<Picture> {
  if (format === 'image') yield* scannedPages(bytes, wanted, dpi);
  else for (const page of wanted) yield { page, ...(await renderPdfPage(bytes, page, dpi)) };
}

async function* scannedPages(bytes: Uint8Array, wanted: ReadonlySet<number>, dpi: number): AsyncGenerator<Picture> {
  for await (const image of openImage(bytes).images()) {
    if ('reason' in image || !wanted.has(image.page)) continue;
    const { page, grey, width } = image;
    const whole = createCanvas(grey.width, grey.height);
    const pixels = whole.getContext('2d').createImageData(grey.width, grey.height);
    grey.data.forEach((shade, i) => {
      pixels.data.set([shade, shade, shade, 255], 4 * i);
    });
    whole.getContext('2d').putImageData(pixels, 0, 0);
    const scale = dpi / POINTS_PER_INCH;
    const canvas = createCanvas(Math.ceil(width * scale), Math.ceil((width * scale * grey.height) / grey.width));
    canvas.getContext('2d').drawImage(whole, 0, 0, canvas.width, canvas.height);
    yield { page, canvas, scale };
  }
}

/** Turned clockwise by 0, 90, 180 or 270 degrees: boxes of a page that was turned to be read belong to the turned page. */
export function turned(picture: Picture, degrees: number): Picture {
  if (degrees === 0) return picture;
  const { width, height } = picture.canvas;
  const canvas = degrees === 180 ? createCanvas(width, height) : createCanvas(height, width);
  const pen = canvas.getContext('2d');
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.rotate((degrees * Math.PI) / 180);
  pen.drawImage(picture.canvas, -width / 2, -height / 2);
  // A canvas has one context: what is drawn on the picture later is not to be turned too.
  pen.resetTransform();
  return { ...picture, canvas };
}

function cutOut({ canvas, scale }: Picture, [x0, y0, x1, y1]: Box): Buffer {
  const { width } = canvas;
  const top = Math.max(0, Math.floor((y0 - AROUND_POINTS) * scale));
  const height = Math.min(canvas.height, Math.ceil((y1 + AROUND_POINTS) * scale)) - top;
  const cut = createCanvas(width, height);
  const pen = cut.getContext('2d');
  pen.drawImage(canvas, 0, top, width, height, 0, 0, width, height);
  pen.strokeStyle = OUTLINE.colour;
  pen.lineWidth = OUTLINE.pixels;
  const { gap } = OUTLINE;
  pen.strokeRect(x0 * scale - gap, y0 * scale - top - gap, (x1 - x0) * scale + 2 * gap, (y1 - y0) * scale + 2 * gap);
  // Not `encode`, which works in another thread: a canvas collected meanwhile takes the process with it.
  return cut.toBuffer('image/webp', QUALITY);
}

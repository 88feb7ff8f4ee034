/**
 * The second job of the map, for people only: rows cut out of the pages they stand on. Pure like the first one: bytes,
 * page and box in, picture out.
 */
import { createCanvas } from '@napi-rs/canvas';
import type { Box } from './model/geometry.js';
import { renderPdfPage } from './read/pdf/render.js';

export interface Wanted {
  readonly key: string;
  /** 1-based. */
  readonly page: number;
  /** The cell, in PDF points from the top left of the page. */
  readonly box: Box;
}

/** Ten-point type is read with ease, and a row makes some 10 kB. */
const DPI = 110;

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
  wanted: readonly Wanted[],
): AsyncGenerator<{ key: string; image: Buffer }> {
  const byPage = new Map<number, Wanted[]>();
  for (const one of wanted) byPage.set(one.page, [...(byPage.get(one.page) ?? []), one]);
  for (const [page, cells] of byPage) {
    const { canvas, scale } = await renderPdfPage(bytes, page, DPI);
    for (const { key, box } of cells) yield { key, image: await cutOut(canvas, scale, box) };
  }
}

type Picture = Awaited<ReturnType<typeof renderPdfPage>>['canvas'];

async function cutOut(page: Picture, scale: number, [x0, y0, x1, y1]: Box): Promise<Buffer> {
  const top = Math.max(0, Math.floor((y0 - AROUND_POINTS) * scale));
  const bottom = Math.min(page.height, Math.ceil((y1 + AROUND_POINTS) * scale));
  const height = Math.max(1, bottom - top);
  const cut = createCanvas(page.width, height);
  const pen = cut.getContext('2d');
  pen.drawImage(page, 0, top, page.width, height, 0, 0, page.width, height);
  pen.strokeStyle = OUTLINE.colour;
  pen.lineWidth = OUTLINE.pixels;
  const { gap } = OUTLINE;
  pen.strokeRect(x0 * scale - gap, y0 * scale - top - gap, (x1 - x0) * scale + 2 * gap, (y1 - y0) * scale + 2 * gap);
  return cut.encode('webp', QUALITY);
}

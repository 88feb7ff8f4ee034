/** Draws a page of a PDF as a reader sees it. For people to look at; nothing is read from the picture. */
import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { DocumentError } from '../../model/errors.js';
import { openPdf } from './pdfjs.js';

/** Pixels a side; a page that would need more is drawn smaller. */
const MAX_PIXELS = 6000;

export interface PagePicture {
  readonly canvas: Canvas;
  /** Pixels per point. */
  readonly scale: number;
}

/**
 * Renders page `number` (1-based) at `dpi` pixels an inch.
 * @throws DocumentError as openPdf does, CORRUPT when there is no such page.
 */
export async function renderPdfPage(bytes: Uint8Array, number: number, dpi: number): Promise<PagePicture> {
  const { document, close } = await openPdf(bytes, 'draw');
  try {
    if (number > document.numPages) throw new DocumentError('CORRUPT', `no page ${number}`);
    const page = await document.getPage(number);
    const size = page.getViewport({ scale: 1 });
    const scale = Math.min(dpi / 72, MAX_PIXELS / Math.max(size.width, size.height));
    const viewport = page.getViewport({ scale });
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
    // pdfjs takes the canvas of @napi-rs for one of a browser's: same methods, another type.
    type BrowserCanvas = Parameters<typeof page.render>[0]['canvas'];
    await page.render({ canvas: canvas as unknown as BrowserCanvas, viewport }).promise;
    return { canvas, scale };
  } finally {
    await close();
  }
}

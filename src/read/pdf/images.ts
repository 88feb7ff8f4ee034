/** Pages of a PDF as pictures, for the reader of scans: the scan itself where a page is one, drawn otherwise. */
import { createCanvas } from '@napi-rs/canvas';
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Grey, greyOfRgba } from '../ocr/raster.js';
import { openPdf } from './pdfjs.js';

export interface PdfPageImage {
  readonly page: number;
  readonly grey: Grey;
  /** Points. */
  readonly width: number;
  readonly height: number;
}

/** Pixels an inch at which a page is drawn. */
const DRAWING_DPI = 200;
/** Pixels a side. */
const MAX_PIXELS = 6000;

/** The pages of these numbers (1-based), one after the other; one that cannot be drawn is left out. */
export async function* pdfPageImages(bytes: Uint8Array, numbers: readonly number[]): AsyncGenerator<PdfPageImage> {
  const { document, close } = await openPdf(bytes);
  try {
    for (const number of numbers) {
      const image = await document
        .getPage(number)
        .then(drawn)
        .catch(() => null);
      if (image !== null) yield image;
    }
  } finally {
    await close();
  }
}

async function drawn(page: PDFPageProxy): Promise<PdfPageImage> {
  const { width, height } = page.getViewport({ scale: 1 });
  const scale = Math.min(DRAWING_DPI / 72, MAX_PIXELS / Math.max(width, height));
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  // pdfjs takes the canvas of @napi-rs for one of a browser's: same methods, another type.
  type BrowserCanvas = Parameters<typeof page.render>[0]['canvas'];
  await page.render({ canvas: canvas as unknown as BrowserCanvas, viewport }).promise;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  page.cleanup();
  return { page: page.pageNumber, width, height, grey: greyOfRgba(data, canvas.width, canvas.height) };
}

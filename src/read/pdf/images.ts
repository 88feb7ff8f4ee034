/** Pages of a PDF as pictures, for the reader of scans: the scan itself where a page is one, drawn otherwise. */
import { createCanvas } from '@napi-rs/canvas';
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { NoPageImage, PageImage } from '../ocr/index.js';
import { type Grey, greyOfBits, greyOfRgb, greyOfRgba, turned } from '../ocr/raster.js';
import { ImageKind, OPS } from './engine.js';
import { applyToBox, IDENTITY, type Matrix, multiply } from './matrix.js';
import { fontNamesOf, type OperatorList } from './operators.js';
import { openPdf } from './pdfjs.js';

/** Pixels an inch at which a page is drawn. */
const DRAWING_DPI = 200;
/** Pixels a side. */
const MAX_PIXELS = 6000;
/** A picture is the page when its edges are the page's, within this share of its size. */
const SAME_EDGE = 0.02;
/** A larger picture is not worth its memory: drawn, it comes down to DRAWING_DPI. */
const MAX_EMBEDDED_PIXELS = 50_000_000;

/** The pages of these numbers (1-based), one after the other. */
export async function* pdfPageImages(
  bytes: Uint8Array,
  numbers: readonly number[],
): AsyncGenerator<PageImage | NoPageImage> {
  if (numbers.length === 0) return;
  const { document, close } = await openPdf(bytes, 'draw');
  try {
    for (const number of numbers) {
      yield await document
        .getPage(number)
        .then(pictureOf)
        .catch((): NoPageImage => ({ page: number, reason: 'page-damaged' }));
    }
  } finally {
    await close();
  }
}

async function pictureOf(page: PDFPageProxy): Promise<PageImage | NoPageImage> {
  const { width, height } = page.getViewport({ scale: 1 });
  try {
    const list: OperatorList = await page.getOperatorList();
    const scan = onlyImage(list, page);
    const grey = scan === null ? null : await embedded(page, scan);
    if (grey !== null) return { page: page.pageNumber, width, height, grey: turned(grey, quarter(page.rotate)) };
    if (await lacksPicture(page, list)) return { page: page.pageNumber, reason: 'picture-not-decoded' };
    if (!isDrawnTrue(page, list)) return { page: page.pageNumber, reason: 'fonts-missing' };
    return { page: page.pageNumber, width, height, grey: await drawn(page) };
  } finally {
    page.cleanup();
  }
}

function quarter(degrees: number): 0 | 90 | 180 | 270 {
  const turn = ((degrees % 360) + 360) % 360;
  return turn === 90 || turn === 180 || turn === 270 ? turn : 0;
}

const IMAGES: ReadonlySet<number> = new Set([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
]);
const OTHER_PAINT: ReadonlySet<number> = new Set([
  OPS.constructPath,
  OPS.shadingFill,
  OPS.paintFormXObjectBegin,
  OPS.paintImageXObjectRepeat,
  OPS.paintSolidColorImageMask,
]);

/** pdfjs's name of the image that is the whole page, upright on it; null when there is more, or less. Text is not looked at. */
function onlyImage({ fnArray, argsArray }: OperatorList, page: PDFPageProxy): string | null {
  if (fnArray.some((operator) => OTHER_PAINT.has(operator))) return null;
  if (fnArray.filter((operator) => IMAGES.has(operator)).length !== 1) return null;
  const at = fnArray.indexOf(OPS.paintImageXObject);
  const args = argsArray[at];
  if (at < 0 || !Array.isArray(args)) return null;
  return fills(matrixAt({ fnArray, argsArray }, at), page.view) ? String(args[0]) : null;
}

function matrixAt({ fnArray, argsArray }: OperatorList, end: number): Matrix {
  let current: Matrix = IDENTITY;
  const stack: Matrix[] = [];
  for (let i = 0; i < end; i++) {
    if (fnArray[i] === OPS.save) stack.push(current);
    else if (fnArray[i] === OPS.restore) current = stack.pop() ?? IDENTITY;
    else if (fnArray[i] === OPS.transform) current = multiply(argsArray[i] as unknown as Matrix, current);
  }
  return current;
}

/** Neither mirrored nor turned, and from edge to edge. `view` is the page's box before its rotation. */
function fills(matrix: Matrix, view: readonly number[]): boolean {
  const [a, b, c, d] = matrix;
  if (a <= 0 || d <= 0 || Math.abs(b) > SAME_EDGE * a || Math.abs(c) > SAME_EDGE * d) return false;
  const box = applyToBox(matrix, [0, 0, 1, 1]);
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = view;
  const slack = SAME_EDGE * Math.max(x1 - x0, y1 - y0);
  return [x0, y0, x1, y1].every((edge, i) => Math.abs(edge - (box[i] ?? 0)) <= slack);
}

/** What pdfjs hands out for an image. */
interface DecodedImage {
  readonly width: number;
  readonly height: number;
  readonly kind?: number;
  readonly data?: Uint8Array | Uint8ClampedArray;
}

/** null when pdfjs could not decode it. */
function decoded(page: PDFPageProxy, name: string): Promise<DecodedImage | null> {
  const store = name.startsWith('g_') ? page.commonObjs : page.objs;
  return new Promise((resolve) => store.get(name, resolve));
}

/** A picture that is no larger, as a share of the page, is an emblem; a scan in strips has larger ones. */
const SMALL_PICTURE = 0.01;

/** pdfjs draws nothing in the place of a picture that it cannot decode: the page would read as blank there. */
async function lacksPicture(page: PDFPageProxy, list: OperatorList): Promise<boolean> {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = page.view;
  for (const [at, operator] of list.fnArray.entries()) {
    const args = list.argsArray[at];
    if (operator !== OPS.paintImageXObject || !Array.isArray(args)) continue;
    const [left, top, right, bottom] = applyToBox(matrixAt(list, at), [0, 0, 1, 1]);
    const share = ((right - left) * (bottom - top)) / ((x1 - x0) * (y1 - y0));
    if (share > SMALL_PICTURE && (await decoded(page, String(args[0]))) === null) return true;
  }
  return false;
}

async function embedded(page: PDFPageProxy, name: string): Promise<Grey | null> {
  const image = await decoded(page, name);
  if (!image?.data || image.width * image.height > MAX_EMBEDDED_PIXELS) return null;
  const { data, width, height } = image;
  if (image.kind === ImageKind.GRAYSCALE_1BPP) return greyOfBits(data, width, height);
  if (image.kind === ImageKind.RGB_24BPP) return greyOfRgb(data, width, height);
  return image.kind === ImageKind.RGBA_32BPP ? greyOfRgba(data, width, height) : null;
}

/** A font that is not in the file is drawn with another, which may lack letters: what is read then was never written. */
function isDrawnTrue(page: PDFPageProxy, list: OperatorList): boolean {
  if (list.fnArray.some((operator) => IMAGES.has(operator))) return true;
  return [...fontNamesOf(list)].every((name) => {
    const font: unknown = page.commonObjs.has(name) ? page.commonObjs.get(name) : null;
    return typeof font === 'object' && font !== null && Reflect.get(font, 'missingFile') !== true;
  });
}

async function drawn(page: PDFPageProxy): Promise<Grey> {
  const { width, height } = page.getViewport({ scale: 1 });
  const scale = Math.min(DRAWING_DPI / 72, MAX_PIXELS / Math.max(width, height));
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  // pdfjs takes the canvas of @napi-rs for one of a browser's: same methods, another type.
  type BrowserCanvas = Parameters<typeof page.render>[0]['canvas'];
  await page.render({ canvas: canvas as unknown as BrowserCanvas, viewport }).promise;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return greyOfRgba(data, canvas.width, canvas.height);
}

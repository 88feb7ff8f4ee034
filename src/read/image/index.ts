/** Image files as documents: PNG and JPEG are one page, a TIFF may hold many. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import UTIF from 'utif2';
import { DocumentError } from '../../model/errors.js';
import type { NoPageImage, PageImage } from '../ocr/index.js';
import { type Grey, greyOfRgba } from '../ocr/raster.js';
import { statedSize } from './size.js';

/** An A3 page at 600 dpi has 70 million. */
const MAX_PIXELS = 120_000_000;
const MAX_PAGES = 2000;
const POINTS_PER_INCH = 72;
/** A resolution outside of this is a default that some program wrote, not what the scanner did. */
const CREDIBLE_DPI = { least: 100, most: 1200 } as const;
/** Inches: what is taken for the long side of a page whose resolution nobody states. */
const A4_LONG_SIDE = 11.69;

export interface ImageDocument {
  readonly pages: number;
  /** The pictures of its pages, 1-based, decoded one at a time. */
  images(): AsyncGenerator<PageImage | NoPageImage>;
}

/** @throws DocumentError CORRUPT, TOO_LARGE */
export function openImage(bytes: Uint8Array): ImageDocument {
  const isTiff = bytes[0] === bytes[1] && (bytes[0] === 0x49 || bytes[0] === 0x4d);
  return isTiff ? openTiff(bytes) : openPicture(bytes);
}

function openPicture(bytes: Uint8Array): ImageDocument {
  const size = statedSize(bytes);
  if (size === null) throw new DocumentError('CORRUPT', 'image');
  refuseLarge(size.width, size.height);
  return {
    pages: 1,
    async *images() {
      const image = await loadImage(Buffer.from(bytes)).catch((cause: unknown) => {
        throw new DocumentError('CORRUPT', 'image', { cause });
      });
      const context = createCanvas(image.width, image.height).getContext('2d');
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      yield pageImage(1, greyOfRgba(data, image.width, image.height), null);
    },
  };
}

function openTiff(bytes: Uint8Array): ImageDocument {
  const buffer = new Uint8Array(bytes).buffer;
  const pages = corruptOnError(() => UTIF.decode(buffer)).filter((page) => tag(page, 't256') !== null);
  if (pages.length === 0) throw new DocumentError('CORRUPT', 'image');
  if (pages.length > MAX_PAGES) throw new DocumentError('TOO_LARGE', `${pages.length} pages`);
  for (const page of pages) refuseLarge(tag(page, 't256') ?? 0, tag(page, 't257') ?? 0);
  return {
    pages: pages.length,
    async *images() {
      for (const [i, page] of pages.entries()) {
        const rgba = rgbaOf(buffer, page);
        if (rgba === null) {
          yield { page: i + 1, reason: 'picture-not-decoded' };
          continue;
        }
        const grey = greyOfRgba(rgba, page.width, page.height);
        // What was decoded is not needed any more, and a document of many pages would hold them all.
        page.data = new Uint8Array();
        yield pageImage(i + 1, grey, tiffDpi(page));
      }
    },
  };
}

/** null when it cannot be decoded: the others of the file may. */
function rgbaOf(buffer: ArrayBuffer, page: UTIF.IFD): Uint8Array | null {
  if (!isWhole(buffer, page)) return null;
  try {
    UTIF.decodeImage(buffer, page);
    return UTIF.toRGBA8(page);
  } catch {
    return null;
  }
}

/** Compressions of paper (TIFF 6.0 and its supplements): none, fax, LZW, JPEG, Deflate, PackBits. */
const KNOWN_COMPRESSIONS: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7, 8, 32_773, 32_946]);

/** The decoder leaves blank what it does not know, and what lies outside of the file. */
function isWhole({ byteLength }: ArrayBuffer, page: UTIF.IFD): boolean {
  const [offsets, lengths] = [
    numbers(page, 't273') ?? numbers(page, 't324'),
    numbers(page, 't279') ?? numbers(page, 't325'),
  ];
  if (offsets === null || !KNOWN_COMPRESSIONS.has(tag(page, 't259') ?? 1)) return false;
  return offsets.every((offset, i) => offset + (lengths?.[i] ?? 1) <= byteLength && lengths?.[i] !== 0);
}

function numbers(page: UTIF.IFD, name: string): number[] | null {
  const values: unknown = page[name];
  return Array.isArray(values) ? values.map(Number) : null;
}

function corruptOnError<T>(decode: () => T): T {
  try {
    return decode();
  } catch (cause) {
    throw new DocumentError('CORRUPT', 'image', { cause });
  }
}

function refuseLarge(width: number, height: number): void {
  if (width * height > MAX_PIXELS) throw new DocumentError('TOO_LARGE', `${width} x ${height} pixels`);
}

/** First value of a numeric tag (TIFF 6.0, section 8), null when it has none; a rational comes as its two numbers. */
function tag(page: UTIF.IFD, name: string): number | null {
  const values: unknown = page[name];
  const first: unknown = Array.isArray(values) ? values[0] : null;
  if (Array.isArray(first)) return first[1] > 0 ? first[0] / first[1] : null;
  return typeof first === 'number' ? first : null;
}

const CENTIMETRES = 3;
const CENTIMETRES_PER_INCH = 2.54;

function tiffDpi(page: UTIF.IFD): number | null {
  const resolution = tag(page, 't282');
  if (resolution === null) return null;
  return tag(page, 't296') === CENTIMETRES ? resolution * CENTIMETRES_PER_INCH : resolution;
}

function pageImage(page: number, grey: Grey, stated: number | null): PageImage {
  const isCredible = stated !== null && stated >= CREDIBLE_DPI.least && stated <= CREDIBLE_DPI.most;
  const dpi = isCredible ? stated : Math.max(grey.width, grey.height) / A4_LONG_SIDE;
  return {
    page,
    grey,
    width: (grey.width / dpi) * POINTS_PER_INCH,
    height: (grey.height / dpi) * POINTS_PER_INCH,
  };
}

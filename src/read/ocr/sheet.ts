/** One page made ready to be read: upright, level, in ink and paper, its lines known and taken out. */
import { setImmediate } from 'node:timers/promises';
import type { Ruling } from '../../model/page.js';
import { binarised } from './binarise.js';
import { seenFrom } from './faint.js';
import { withoutSpecks } from './glyphs.js';
import { type Grey, type Ink, levelled, type PixelBox, shrunk } from './raster.js';
import { crossingsOf, rulingsOf, withoutRulings } from './rulings.js';
import { skewOf } from './skew.js';

export interface Sheet {
  readonly dpi: number;
  readonly grey: Grey;
  /** Without rulings and specks. */
  readonly ink: Ink;
  /** Points. */
  readonly rulings: readonly Ruling[];
  /** Where strokes of signs go through rulings; pixels. */
  readonly crossings: readonly PixelBox[];
  /** By how much what a reader sees is darker than paper, of 255. */
  readonly seen: number;
}

/** Pixels an inch to work at. More brings nothing on clean scans and costs time; a fax's 200 are left as they are. */
const WORKING_DPI = 220;
/** Less is not worth a step of smoothing. */
const NEAR_ENOUGH = 1.15;
/** The angle is as plain in a picture of half the size. */
const SKEW_SHRINK = 2;
/** Degrees; less moves no line by a pixel over the width of a page. */
const LEVEL = 0.04;

/**
 * In steps of some tens of milliseconds, between which others are answered: lines of another page are being read meanwhile.
 * @param dpi pixels an inch of `grey`, which stands upright up to some degrees of skew
 */
export async function sheetOf(grey: Grey, dpi: number): Promise<Sheet> {
  const factor = Math.max(1, Math.floor(dpi / WORKING_DPI));
  const small = shrunk(grey, factor);
  const scale = dpi / factor / WORKING_DPI > NEAR_ENOUGH ? (WORKING_DPI * factor) / dpi : 1;
  const skew = skewOf(binarised(shrunk(small, SKEW_SHRINK), dpi / factor / SKEW_SHRINK));
  await setImmediate();
  const level = levelled(small, Math.abs(skew) < LEVEL ? 0 : skew, scale);
  const resolution = (dpi / factor) * scale;
  await setImmediate();
  const ink = binarised(level, resolution);
  await setImmediate();
  const rulings = rulingsOf(level, resolution);
  await setImmediate();
  return {
    dpi: resolution,
    grey: level,
    ink: withoutSpecks(withoutRulings(ink, rulings, resolution), resolution),
    rulings,
    crossings: crossingsOf(ink, rulings, resolution),
    seen: seenFrom(level),
  };
}

/** White around a cut-out: the engine loses signs that touch the edge. */
const PADDING = 10;

/** Black on white, the ink of the box alone. */
export function inkCut({ ink }: Sheet, box: PixelBox): Grey {
  return cut(box, (x, y) => (ink.data[y * ink.width + x] === 1 ? 0 : 255));
}

/** As grey as scanned where there is ink, or ink beside it; white elsewhere: smooth edges without the paper's noise. */
export function greyCut({ ink, grey }: Sheet, box: PixelBox): Grey {
  const { width, height, data } = ink;
  const isNear = (x: number, y: number) => {
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++)
        if (data[ny * width + nx] === 1) return true;
    return false;
  };
  return cut(box, (x, y) => (isNear(x, y) ? (grey.data[y * width + x] ?? 255) : 255));
}

function cut(box: PixelBox, shade: (x: number, y: number) => number): Grey {
  const width = box.x1 - box.x0 + 2 * PADDING;
  const height = box.y1 - box.y0 + 2 * PADDING;
  const data = new Uint8Array(width * height).fill(255);
  for (let y = box.y0; y < box.y1; y++)
    for (let x = box.x0; x < box.x1; x++) data[(y - box.y0 + PADDING) * width + x - box.x0 + PADDING] = shade(x, y);
  return { width, height, data };
}

/** Where a pixel of a cut-out stands on the sheet. */
export function fromCut(box: PixelBox, inCut: PixelBox): PixelBox {
  const [dx, dy] = [box.x0 - PADDING, box.y0 - PADDING];
  return { x0: inCut.x0 + dx, y0: inCut.y0 + dy, x1: inCut.x1 + dx, y1: inCut.y1 + dy };
}

/** Side by side with room between them: another division of the line than the page's own. */
export function spacedCut(sheet: Sheet, boxes: readonly PixelBox[], gap: number): Grey {
  const top = Math.min(...boxes.map(({ y0 }) => y0));
  const bottom = Math.max(...boxes.map(({ y1 }) => y1));
  const width = boxes.reduce((sum, { x0, x1 }) => sum + x1 - x0 + gap, -gap) + 2 * PADDING;
  const height = bottom - top + 2 * PADDING;
  const data = new Uint8Array(width * height).fill(255);
  let at = PADDING;
  for (const { x0, y0, x1, y1 } of boxes) {
    for (let y = y0; y < y1; y++)
      for (let x = x0; x < x1; x++)
        if (sheet.ink.data[y * sheet.ink.width + x] === 1)
          data[(y - top + PADDING) * width + at + x - x0] = sheet.grey.data[y * sheet.grey.width + x] ?? 0;
    at += x1 - x0 + gap;
  }
  return { width, height, data };
}

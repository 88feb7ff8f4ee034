/** Rows cut out of pages: the right piece, the cell outlined, whichever way the page was scanned. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import { DocumentError } from '../src/model/errors.js';
import type { Format } from '../src/model/extraction.js';
import type { Box } from '../src/model/geometry.js';
import { drawPages, drawRows, turned, type Wanted } from '../src/picture.js';
import { rawPdf } from './read/pdf/make.js';

const PIXELS_PER_POINT = 110 / 72;
/** A black square of 20 points, 200 points from the left and 100 from the top of a page of 300 x 400. */
const SQUARE: Box = [200, 100, 220, 120];
const PAGE = rawPdf([{ content: '' }, { content: '0 g 200 280 20 20 re f' }]);

async function cut(bytes: Uint8Array, format: Format, wanted: Partial<Wanted>) {
  const drawn = drawRows(bytes, format, [{ key: 'k', page: 2, box: SQUARE, turn: 0, ...wanted }]);
  const { value } = await drawn.next();
  const image = await loadImage(value?.image ?? Buffer.alloc(0));
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  /** Red, green, blue at a place in points from the top left of the picture. */
  const at = (x: number, y: number) =>
    [
      ...canvas.getContext('2d').getImageData(Math.round(x * PIXELS_PER_POINT), Math.round(y * PIXELS_PER_POINT), 1, 1)
        .data,
    ].slice(0, 3);
  return { width: image.width, height: image.height, at };
}

const dark = ([r = 0, g = 0, b = 0]: readonly number[]) => r + g + b < 150;
const red = ([r = 0, g = 0, b = 0]: readonly number[]) => r > 150 && g < 120 && b < 120;
const white = ([r = 0, g = 0, b = 0]: readonly number[]) => r + g + b > 700;

it('is as wide as the page, and holds the cell with what is above and below it', async () => {
  const { width, height, at } = await cut(PAGE, 'pdf', {});
  expect(width).toBe(Math.ceil(300 * PIXELS_PER_POINT));
  expect(Math.abs(height - 100 * PIXELS_PER_POINT)).toBeLessThan(3);
  // The cell begins 40 points below the picture's top; the outline is two points off it.
  expect(dark(at(210, 50))).toBe(true);
  expect(red(at(210, 38))).toBe(true);
  expect(red(at(198, 50))).toBe(true);
  expect(white(at(100, 50))).toBe(true);
});

it('at the edge of a page it ends there', async () => {
  const { height } = await cut(PAGE, 'pdf', { box: [0, 380, 50, 400] });
  expect(Math.abs(height - 60 * PIXELS_PER_POINT)).toBeLessThan(3);
});

it.each([
  [90, [280, 200, 300, 220]],
  [180, [80, 280, 100, 300]],
  [270, [100, 80, 120, 100]],
] as const)('a page turned by %i degrees to be read: the box is on the turned page', async (turn, box) => {
  const { width, at } = await cut(PAGE, 'pdf', { turn, box: [...box] });
  expect(width).toBe(Math.ceil((turn === 180 ? 300 : 400) * PIXELS_PER_POINT));
  const [x0, y0, x1, y1] = box;
  expect(dark(at((x0 + x1) / 2, Math.min(40, y0) + (y1 - y0) / 2))).toBe(true);
});

it('of an image file as of a page', async () => {
  const scan = createCanvas(1275, 1650);
  const pen = scan.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, scan.width, scan.height);
  pen.fillStyle = '#000';
  pen.fillRect(850, 425, 85, 85);
  const points = 842 / 1650;
  const box: Box = [850 * points, 425 * points, 935 * points, 510 * points];
  const { at } = await cut(scan.toBuffer('image/png'), 'image', { page: 1, box });
  expect(dark(at((box[0] + box[2]) / 2, 40 + (box[3] - box[1]) / 2))).toBe(true);
});

it('says what is wrong with a document that does not open, or has no such page', async () => {
  await expect(cut(new Uint8Array([1, 2, 3]), 'pdf', {})).rejects.toThrow(DocumentError);
  await expect(cut(PAGE, 'pdf', { page: 7 })).rejects.toThrow(DocumentError);
});

it('what is drawn on a turned page afterwards is not turned once more', async () => {
  for await (const picture of drawPages(PAGE, 'pdf', new Set([2]), 72)) {
    const { canvas } = turned(picture, 90);
    canvas.getContext('2d').fillStyle = '#f00';
    canvas.getContext('2d').fillRect(10, 20, 5, 5);
    expect([...canvas.getContext('2d').getImageData(12, 22, 1, 1).data]).toEqual([255, 0, 0, 255]);
  }
});

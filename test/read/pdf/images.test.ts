/**
 * Pages that are one picture: how each packing of it becomes grey, and what happens where it cannot.
 * picture.jp2: 300 x 400 grey, a black bar and a grey block on white, packed by OpenJPEG's opj_compress at 40:1 from a
 * picture drawn for it. Licence: that of the project.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packG4 } from '../../../fixtures/g4.js';
import { packJbig2 } from '../../../fixtures/jbig2.js';
import { Dice } from '../../../fixtures/prng.js';
import { extractReport } from '../../../src/index.js';
import type { NoPageImage, PageImage } from '../../../src/read/ocr/index.js';
import { pdfPageImages } from '../../../src/read/pdf/images.js';
import { extra, rawPdf, stream } from './make.js';

const WIDTH = 300;
const HEIGHT = 400;

/** A page of 300 x 400 points that is this picture. */
function picturePdf(data: Uint8Array, entries: string, content = 'q 300 0 0 400 0 0 cm /Scan Do Q'): Uint8Array {
  const image = stream(
    Buffer.from(data).toString('latin1'),
    `/Type /XObject /Subtype /Image /Width ${WIDTH} /Height ${HEIGHT} ${entries}`,
  );
  return rawPdf([{ content, resources: `/XObject << /Scan ${extra(0)} >>` }], [image]);
}

async function imageOf(pdf: Uint8Array): Promise<PageImage | NoPageImage | undefined> {
  for await (const image of pdfPageImages(pdf, [1])) return image;
  return undefined;
}

async function greyOf(pdf: Uint8Array): Promise<PageImage['grey']> {
  const image = await imageOf(pdf);
  if (image === undefined || 'reason' in image) throw new Error(image?.reason ?? 'no page');
  return image.grey;
}

/** A black bar, as in picture.jp2, and grains all over: a packer that goes astray does not come back to them. */
function ink(): Uint8Array {
  const dice = new Dice(3);
  const pixels = Uint8Array.from({ length: WIDTH * HEIGHT }, () => (dice.chance(0.02) ? 1 : 0));
  for (let y = 40; y < 60; y++) pixels.fill(1, y * WIDTH + 30, y * WIDTH + 200);
  return pixels;
}

/** One bit a pixel. */
function bits(pixels: Uint8Array, one: number): Uint8Array {
  const rowBytes = Math.ceil(WIDTH / 8);
  const packed = new Uint8Array(rowBytes * HEIGHT);
  pixels.forEach((pixel, i) => {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
    if (pixel === one) packed[y * rowBytes + (x >> 3)] = (packed[y * rowBytes + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
  });
  return packed;
}

const BILEVEL = '/ColorSpace /DeviceGray /BitsPerComponent 1';
const FAX = `/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${WIDTH} /Rows ${HEIGHT} >>`;

describe('pages that are one picture', () => {
  it.each([
    ['G4', packG4(ink(), WIDTH, HEIGHT), `${BILEVEL} ${FAX}`],
    ['JBIG2', packJbig2(ink(), WIDTH, HEIGHT), `${BILEVEL} /Filter /JBIG2Decode`],
    ['bits', bits(ink(), 0), BILEVEL],
    ['bits the other way round', bits(ink(), 1), `${BILEVEL} /Decode [1 0]`],
    [
      'CMYK',
      Uint8Array.from([...ink()].flatMap((pixel) => [0, 0, 0, 255 * pixel])),
      '/ColorSpace /DeviceCMYK /BitsPerComponent 8',
    ],
  ])('%s: every pixel', async (_, data, entries) => {
    const grey = await greyOf(picturePdf(data, entries));
    expect([grey.width, grey.height]).toEqual([WIDTH, HEIGHT]);
    const read = grey.data.map((shade) => (shade < 128 ? 1 : 0));
    expect(Buffer.from(read).equals(Buffer.from(ink()))).toBe(true);
  });

  it('a stencil, which has no colour of its own, is drawn', async () => {
    const grey = await greyOf(picturePdf(bits(ink(), 0), '/ImageMask true /BitsPerComponent 1'));
    const at = (x: number, y: number) =>
      grey.data[Math.round((y * grey.height) / HEIGHT) * grey.width + Math.round((x * grey.width) / WIDTH)] ?? 0;
    expect([at(100, 50) < 128, at(250, 50) < 128]).toEqual([true, false]);
  });

  it('JPEG 2000, as large as it is', async () => {
    const grey = await greyOf(picturePdf(readFileSync('test/read/pdf/picture.jp2'), '/Filter /JPXDecode'));
    expect([grey.width, grey.height]).toEqual([WIDTH, HEIGHT]);
    const shades = [grey.data[50 * WIDTH + 100], grey.data[340 * WIDTH + 240], grey.data[200 * WIDTH + 100]];
    expect(shades.map((shade) => Math.round((shade ?? 0) / 30))).toEqual([0, 3, 9]);
  });
});

describe('a picture that cannot be decoded', () => {
  const SPOILT = [
    ['JPEG', '/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode'],
    ['JPEG 2000', '/Filter /JPXDecode'],
    ['JBIG2', `${BILEVEL} /Filter /JBIG2Decode`],
  ] as const;
  const rubbish = Buffer.from('no picture at all'.repeat(20));

  it.each(SPOILT)('%s: there is no picture of the page', async (_, entries) => {
    expect(await imageOf(picturePdf(rubbish, entries))).toEqual({ page: 1, reason: 'picture-not-decoded' });
  });

  it('the page is said to be unreadable, not blank', async () => {
    const { extraction } = await extractReport(picturePdf(rubbish, SPOILT[0][1]), { source: 'hong.pdf' });
    expect(extraction.status).toBe('partial');
    expect(extraction.flags).toContainEqual(
      expect.objectContaining({ code: 'PAGE_UNREADABLE', severity: 'error', page: 1 }),
    );
  });

  it('an emblem is not the page', async () => {
    const content = 'q 20 0 0 30 10 10 cm /Scan Do Q 0 0 200 20 re f';
    expect(await imageOf(picturePdf(rubbish, SPOILT[0][1], content))).toHaveProperty('grey');
  });
});

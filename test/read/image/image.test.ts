import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { packG4 } from '../../../fixtures/g4.js';
import { writeTiff } from '../../../fixtures/scan-tiff.js';
import { DocumentError } from '../../../src/model/errors.js';
import { openImage } from '../../../src/read/image/index.js';
import { statedSize } from '../../../src/read/image/size.js';
import type { PageImage } from '../../../src/read/ocr/index.js';

async function pagesOf(bytes: Uint8Array): Promise<PageImage[]> {
  const pages: PageImage[] = [];
  for await (const image of openImage(bytes).images()) if ('grey' in image) pages.push(image);
  return pages;
}

function code(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof DocumentError ? error.code : String(error);
  }
}

/** A fax page with one black square. */
function fax(
  width: number,
  height: number,
  at: number,
): { width: number; height: number; dpi: number; packed: Buffer } {
  const ink = new Uint8Array(width * height);
  for (let y = at; y < at + 10; y++) ink.fill(1, y * width + at, y * width + at + 10);
  return { width, height, dpi: 200, packed: packG4(ink, width, height) };
}

describe('image files', () => {
  it('a TIFF of several fax pages: every page, at the size its resolution says', async () => {
    const bytes = writeTiff([fax(200, 300, 20), fax(120, 80, 40)]);
    const pages = await pagesOf(bytes);
    expect(pages.map(({ page, width, height }) => [page, Math.round(width), Math.round(height)])).toEqual([
      [1, 72, 108],
      [2, 43, 29],
    ]);
    const [first, second] = pages;
    expect([first?.grey.data[25 * 200 + 25], first?.grey.data[5 * 200 + 5]]).toEqual([0, 255]);
    expect([second?.grey.data[45 * 120 + 45], second?.grey.data[5 * 120 + 5]]).toEqual([0, 255]);
  });

  it('a page of a TIFF that cannot be decoded leaves the others', async () => {
    const spoilt = { ...fax(120, 80, 40), packed: Buffer.alloc(0) };
    const pages = async (bytes: Uint8Array) => {
      const read: unknown[] = [];
      for await (const image of openImage(bytes).images()) read.push('reason' in image ? image : image.page);
      return read;
    };
    const lost = { page: 1, reason: 'picture-not-decoded' };
    expect(await pages(writeTiff([spoilt, fax(200, 300, 20)]))).toEqual([lost, 2]);
    // The only strip of the first page is said to go on behind the end of the file.
    const cut = writeTiff([fax(200, 300, 20), fax(120, 80, 40)]);
    const strip = cut.indexOf(Buffer.from([279 & 0xff, 279 >> 8, 4, 0]));
    cut.writeUInt32LE(1_000_000, strip + 8);
    expect(await pages(cut)).toEqual([lost, 2]);
  });

  it.each(['mot-trang.jpg', 'mot-trang.png'])('%s is one page of A4', async (name) => {
    const [page, ...others] = await pagesOf(await readFile(`fixtures/scans/${name}`));
    expect(others).toEqual([]);
    expect([page?.width, page?.height].map((side) => Math.round(side ?? 0))).toEqual([595, 842]);
  });

  it('what is damaged or absurdly large is refused, unread', async () => {
    expect(code(() => openImage(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0])))).toBe('CORRUPT');
    expect(code(() => openImage(Buffer.from('II*\0\x08\0\0\0\0\0', 'latin1')))).toBe('CORRUPT');
    const png = Buffer.alloc(40);
    png.write('\x89PNG\r\n\x1a\n', 'latin1');
    png.writeUInt32BE(60_000, 16);
    png.writeUInt32BE(60_000, 20);
    expect(code(() => openImage(png))).toBe('TOO_LARGE');
    const jpeg = await readFile('fixtures/scans/mot-trang.jpg');
    expect(statedSize(jpeg)).toEqual({ width: 1654, height: 2339 });
    await expect(pagesOf(jpeg.subarray(0, 400))).rejects.toThrow(DocumentError);
  });
});

/** The next page of a scan is made ready while the recogniser reads, where there is a processor for it. */
import { readFile } from 'node:fs/promises';
import { beforeEach, expect, it, vi } from 'vitest';
import { readPages } from '../../src/extract.js';
import type * as ocr from '../../src/read/ocr/index.js';
import { findOcr } from '../../src/tessdata.js';

const order: string[] = [];

vi.mock('../../src/read/ocr/index.js', async (original) => {
  const real = await original<typeof ocr>();
  return {
    ...real,
    prepareScan: (...[image, ...more]: Parameters<typeof ocr.prepareScan>) => {
      order.push(`${image.page} made ready`);
      return real.prepareScan(image, ...more);
    },
    readScan: async (...[scan, ...more]: Parameters<typeof ocr.readScan>) => {
      const page = await real.readScan(scan, ...more);
      order.push(`${scan.page} read`);
      return page;
    },
  } satisfies typeof ocr;
});

beforeEach(() => {
  order.length = 0;
});

it.each([
  [1, ['1 made ready', '2 made ready', '1 read', '2 read']],
  [0, ['1 made ready', '1 read', '2 made ready', '2 read']],
])(
  'processors beside one: %s',
  async (spare, expected) => {
    const { options } = await findOcr('auto');
    if (options === null) throw new Error('no model');
    const bytes = await readFile('fixtures/scans/phu-luc.tif');
    await readPages(bytes, 'image', { ocr: options, spare: () => spare });
    expect(order.slice(0, expected.length)).toEqual(expected);
  },
  60_000,
);

/** The next page of a scan is begun while the recogniser reads, where there is a processor for it; nothing else is another. */
import { readFile } from 'node:fs/promises';
import { expect, it, vi } from 'vitest';
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
      order.push(`${scan.page} begun`);
      const page = await real.readScan(scan, ...more);
      order.push(`${scan.page} read`);
      return page;
    },
  } satisfies typeof ocr;
});

async function read(spare: number) {
  const { options } = await findOcr('auto');
  if (options === null) throw new Error('no model');
  order.length = 0;
  const bytes = await readFile('fixtures/scans/phu-luc.tif');
  const pages = await readPages(bytes, 'image', { ocr: options, spare: () => spare });
  return { pages, order: [...order] };
}

it('the next page is begun with a processor beside one, not without, and the same is read', async () => {
  const [one, two] = [await read(0), await read(1)];
  expect(one.order.slice(0, 6)).toEqual(['1 made ready', '1 begun', '1 read', '2 made ready', '2 begun', '2 read']);
  expect(two.order.indexOf('2 made ready')).toBeLessThan(two.order.indexOf('1 read'));
  expect(two.pages).toEqual(one.pages);
  expect(one.pages.length).toBeGreaterThan(1);
}, 60_000);

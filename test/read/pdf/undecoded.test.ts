/** Who reads a page's operators does not pay for its pictures. */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it, vi } from 'vitest';
import { readPdf } from '../../../src/read/pdf/index.js';
import { openPdf } from '../../../src/read/pdf/pdfjs.js';
import { withPicturesUndecoded } from '../../../src/read/pdf/undecoded.js';
import { extra, rawPdf, stream } from './make.js';

const PICTURES = [
  [
    'JPEG',
    createCanvas(300, 400).toBuffer('image/jpeg'),
    '/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode',
  ],
  ['JPEG 2000', readFileSync('test/read/pdf/picture.jp2'), '/Filter /JPXDecode'],
] as const;

/** Many times what it takes to decode. */
const GIVEN_UP_MS = 2000;

function scan(data: Uint8Array, entries: string): Uint8Array {
  const image = stream(
    Buffer.from(data).toString('latin1'),
    `/Type /XObject /Subtype /Image /Width 300 /Height 400 ${entries}`,
  );
  const content = 'q 300 0 0 400 0 0 cm /Scan Do Q';
  return rawPdf([{ content, resources: `/XObject << /Scan ${extra(0)} >>` }], [image]);
}

async function pictureOf(pdf: Uint8Array, use: 'read' | 'draw'): Promise<unknown> {
  const { document, close } = await openPdf(pdf, use);
  try {
    const page = await document.getPage(1);
    const { argsArray } = await page.getOperatorList();
    const name = argsArray.flat().find((arg) => typeof arg === 'string' && arg.startsWith('img_'));
    const decoded = new Promise((resolve) => page.objs.get(name, resolve));
    // Of a picture that was given up pdfjs says so on Node 20, and nothing on those after it.
    return await Promise.race([decoded, setTimeout(GIVEN_UP_MS, null)]);
  } finally {
    await close();
  }
}

describe.each(PICTURES)('a page that is a picture in %s', (_, data, entries) => {
  const pdf = scan(data, entries);

  it('is known to be one though nobody decodes it, and nothing is said of it', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    expect(await pictureOf(pdf, 'read')).toBeNull();
    const { pages } = await readPdf(pdf);
    expect(pages[0]?.images).toEqual([[0, 0, 300, 400]]);
    expect([...warn.mock.calls, ...log.mock.calls]).toEqual([]);
    vi.restoreAllMocks();
  });

  it('is decoded where it is to be seen', async () => {
    expect(await pictureOf(pdf, 'draw')).toMatchObject({ width: 300, height: 400 });
  });
});

it('nothing but the first bytes of pictures is another in the copy', () => {
  const [start, picture] = [Buffer.of(0xff, 0xd8, 0xff), Buffer.of(0xff, 0xd8, 0xff, 0xe0, 0xff, 0xd8, 0xff)];
  const file = (data: Buffer) =>
    Buffer.concat([Buffer.from('stream '), start, Buffer.from('stream\r\n'), data, Buffer.from('endstream'), start]);
  const copy = Buffer.from(withPicturesUndecoded(file(picture)));
  expect(copy).toEqual(file(Buffer.concat([Buffer.alloc(3), picture.subarray(3)])));
});

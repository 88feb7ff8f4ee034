import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../src/read/pdf/index.js';
import { isDamaged } from '../../../src/read/pdf/integrity.js';
import { drawnPdf } from './make.js';

function drawReport(document: PDFKit.PDFDocument): void {
  for (let line = 0; line < 30; line++)
    document.text(`Số hồ sơ ${line * 37}`, 50, 50 + 20 * line, { lineBreak: false });
}

/** From the first byte of the first compressed stream to the last but its checksum. */
function contentOf(bytes: Uint8Array): [number, number] {
  const file = Buffer.from(bytes);
  const start = file.indexOf('stream\n') + 'stream\n'.length;
  return [start, file.indexOf('\nendstream', start)];
}

function file(...streams: { data: Buffer; entries?: string }[]): Uint8Array {
  const parts = streams.map(({ data, entries = '/Filter /FlateDecode' }, i) =>
    Buffer.concat([
      Buffer.from(`${i} 0 obj\n<< ${entries} >>\nstream\r\n`),
      data,
      Buffer.from('\r\nendstream\nendobj\n'),
    ]),
  );
  return new Uint8Array(Buffer.concat(parts));
}

describe('a damaged file', () => {
  it('is told by any bit of its text turned over, and nothing read of it is certain', async () => {
    const bytes = await drawnPdf(drawReport);
    expect(isDamaged(bytes)).toBe(false);
    const [from, to] = contentOf(bytes);
    const content = inflateSync(bytes.subarray(from, to));
    fc.assert(
      fc.property(fc.integer({ min: from, max: to - 1 }), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const damaged = bytes.slice();
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        // Some bits mean nothing: those that fill the last byte of the packed data.
        if (!isDamaged(damaged)) expect(inflateSync(damaged.subarray(from, to))).toEqual(content);
      }),
    );
    const damaged = bytes.slice();
    damaged[to - 20] = (damaged[to - 20] ?? 0) ^ 4;
    const [page] = (await readPdf(damaged)).pages;
    expect(page?.reasons).toContain('damaged-data');
    expect(page?.words.every((word) => word.confidence < 1)).toBe(true);
  });

  it('is not one whose images are, nor one that never got its checksums right', () => {
    const good = deflateSync('BT ET');
    const wrong = Buffer.from(good);
    wrong.writeUInt32BE(7, wrong.length - 4);
    const broken = Buffer.from('x\x9cnothing');
    expect(isDamaged(file({ data: good }, { data: good }))).toBe(false);
    expect(isDamaged(file({ data: wrong }, { data: wrong }))).toBe(false);
    expect(isDamaged(file({ data: good }, { data: wrong }))).toBe(true);
    expect(isDamaged(file({ data: good }, { data: broken }))).toBe(true);
    expect(isDamaged(file({ data: good }, { data: good.subarray(0, 6) }))).toBe(true);
    const image = '/Type /XObject /Subtype /Image /Filter /FlateDecode';
    expect(isDamaged(file({ data: good }, { data: broken, entries: image }))).toBe(false);
    const other = '/Filter [/ASCII85Decode /FlateDecode]';
    expect(isDamaged(file({ data: good }, { data: broken, entries: other }))).toBe(false);
  });

  it('cannot be told where it is encrypted, and need not be told of a stream in a text', async () => {
    expect(isDamaged(await drawnPdf(drawReport, { ownerPassword: 'chu' }))).toBe(false);
    expect(isDamaged(new TextEncoder().encode('(a stream\nwithout an end endstream'))).toBe(false);
  });
});

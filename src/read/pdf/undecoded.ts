/**
 * A file whose pictures pdfjs leaves alone. It decodes each picture that a page shows as soon as it meets its operator, whether
 * or not anybody wants to see it: a seventh of a second for a scanned page, which is decoded once more when it is read.
 * There is no option against it, but a picture that does not begin like one is given up at its first byte; the operator that
 * shows it stays.
 */

/** How the data of JPEG (ITU T.81, B.1.1.3) and JPEG 2000 (ISO 15444-1, A.4.1 and I.5.1) begin. */
const BEGINNINGS: readonly Buffer[] = [
  Buffer.of(0xff, 0xd8, 0xff),
  Buffer.of(0xff, 0x4f, 0xff, 0x51),
  Buffer.of(0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20),
];

/** What stands before a stream's data; the same bytes elsewhere are no picture of their own. */
const OPENINGS: readonly Buffer[] = [Buffer.from('stream\n'), Buffer.from('stream\r\n')];

/** A copy of the file in which no JPEG or JPEG 2000 picture can be decoded; packed or encrypted ones are not seen. */
export function withPicturesUndecoded(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  const file = Buffer.from(copy.buffer);
  for (const beginning of BEGINNINGS)
    for (let at = file.indexOf(beginning); at >= 0; at = file.indexOf(beginning, at + 1))
      if (OPENINGS.some((opening) => endsWith(file, at, opening))) file.fill(0, at, at + beginning.length);
  return copy;
}

function endsWith(file: Buffer, end: number, opening: Buffer): boolean {
  return end >= opening.length && file.subarray(end - opening.length, end).equals(opening);
}

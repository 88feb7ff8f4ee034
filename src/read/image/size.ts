/** Width and height that a PNG's or JPEG's header states, so that a picture of absurd size is refused unread. */

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** null when the header ends before it says. */
export function statedSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] === 0x89) return bytes.length < 24 ? null : { width: view.getUint32(16), height: view.getUint32(20) };
  return jpegSize(view);
}

/** The first start-of-frame segment (ITU T.81, B.2.2); C4, C8 and CC are other kinds of segment. */
function jpegSize(view: DataView): PictureSize | null {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

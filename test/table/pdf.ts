/** Writes synthetic pages as PDFs, in the ways producers do: what a reader makes of the bytes must be the pages again. */
import PDFDocument from 'pdfkit';
import { FONT_FILES } from '../../fixtures/fonts.js';
import type { Page, Ruling, Word } from '../../src/model/page.js';

export interface Producer {
  /** How borders are drawn. */
  readonly rulings?: 'strokes' | 'rectangles' | 'dashes' | 'doubled';
  /** Everything is drawn this many times larger, under a matrix that makes it small again. */
  readonly scale?: number;
  /** Degrees clockwise by which the page is turned for its reader. */
  readonly rotate?: 0 | 90 | 180 | 270;
  /** The content is turned but the page does not say so: old printer drivers. */
  readonly unsaid?: boolean;
}

type Doc = InstanceType<typeof PDFDocument>;

/** From displayed points to those of the page as it lies in the file, for each rotation. */
const LAID: Readonly<
  Record<0 | 90 | 180 | 270, (w: number, h: number) => [number, number, number, number, number, number]>
> = {
  0: () => [1, 0, 0, 1, 0, 0],
  90: (w) => [0, -1, 1, 0, 0, w],
  180: (w, h) => [-1, 0, 0, -1, w, h],
  270: (_, h) => [0, 1, -1, 0, h, 0],
};

export async function pdfOf(pages: readonly Page[], producer: Producer = {}): Promise<Buffer> {
  const { rulings = 'strokes', scale = 1, rotate = 0, unsaid = false } = producer;
  const doc = new PDFDocument({ margin: 0, autoFirstPage: false });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<Buffer>((resolve) => {
    doc.on('end', () => resolve(Buffer.concat(chunks)));
  });
  for (const { width, height, words, rulings: lines } of pages) {
    doc.addPage({ size: rotate % 180 === 0 ? [width, height] : [height, width], margin: 0 });
    if (!unsaid) Object.assign(doc.page.dictionary.data, { Rotate: rotate });
    doc.save();
    doc.transform(...LAID[rotate](width, height));
    doc.scale(1 / scale);
    for (const line of lines) drawRuling(doc, line, rulings, scale);
    for (const word of words) drawWord(doc, word, scale);
    doc.restore();
  }
  doc.end();
  return finished;
}

/** Drawn as wide as its box, whatever the font's own widths are. */
function drawWord(doc: Doc, { text, box, baseline, size, bold }: Word, scale: number): void {
  doc.font(bold ? FONT_FILES.bold : FONT_FILES.regular).fontSize(size * scale);
  const scaled = { horizontalScaling: (100 * (box[2] - box[0]) * scale) / doc.widthOfString(text) };
  doc.text(text, box[0] * scale, baseline * scale, { lineBreak: false, baseline: 'alphabetic', ...scaled });
}

function drawRuling(doc: Doc, { orientation, at, from, to, width }: Ruling, kind: string, scale: number): void {
  const point = (along: number, by: number): [number, number] =>
    orientation === 'h' ? [along * scale, (at + by) * scale] : [(at + by) * scale, along * scale];
  const stroke = (by: number) =>
    doc
      .lineWidth(width * scale)
      .moveTo(...point(from, by))
      .lineTo(...point(to, by))
      .stroke();
  if (kind === 'rectangles') {
    const [x0, y0] = point(from, -width / 2);
    const [x1, y1] = point(to, width / 2);
    doc.rect(x0, y0, x1 - x0, y1 - y0).fill('#000000');
  } else if (kind === 'dashes') {
    doc.dash(3 * scale, { space: 2 * scale });
    stroke(0);
    doc.undash();
  } else if (kind === 'doubled') {
    stroke(-0.9);
    stroke(0.9);
  } else stroke(0);
}

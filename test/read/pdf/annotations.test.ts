/** Marks put on a page after it was made: the words under them are doubted, whoever draws the marks. */
import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../src/read/pdf/index.js';
import { extra, onePage, stream } from './make.js';

const VALUE = 'BT /F1 10 Tf 100 200 Td (1205) Tj ET BT /F1 10 Tf 160 200 Td (15) Tj ET';
const RECT = '/Rect [98 196 126 212]';
const QUADS = '/QuadPoints [98 212 126 212 98 196 126 196]';

/** `text confidence` of each word. */
async function read(annotation: string, drawing?: string): Promise<string[]> {
  const appearance = drawing === undefined ? '' : `/AP << /N ${extra(1)} >>`;
  const objects = [
    `<< /Type /Annot /F 4 ${annotation} ${appearance} >>`,
    ...(drawing === undefined
      ? []
      : [stream(drawing, '/Type /XObject /Subtype /Form /BBox [0 0 28 16] /Resources << /Font << /F1 3 0 R >> >>')]),
  ];
  const { pages } = await readPdf(onePage(VALUE, { entries: `/Annots [${extra(0)}]` }, objects));
  return (pages[0]?.words ?? []).map(({ text, confidence }) => `${text} ${confidence}`).sort();
}

describe('a word', () => {
  it.each([
    ['struck out', `/Subtype /StrikeOut ${RECT} ${QUADS}`],
    ['drawn upon', `/Subtype /Ink ${RECT} /InkList [[98 196 126 212]]`],
    ['blacked out, not yet for good', `/Subtype /Redact ${RECT} ${QUADS}`],
    ['written over', `/Subtype /FreeText ${RECT} /Contents (1300) /DA (/F1 10 Tf)`],
    ['remarked on', `/Subtype /Highlight ${RECT} ${QUADS} /Contents (sai)`],
    ['noted on', `/Subtype /Text ${RECT} /Contents (1300)`],
    ['noted beside', '/Subtype /Text /Rect [70 196 88 212] /Contents (1300)'],
  ])('that was %s is doubted, and it alone', async (_, annotation) => {
    const words = await read(annotation);
    expect(words).toContain('1205 0.5');
    expect(words).toContain('15 1');
  });

  it.each([
    ['highlighted', `/Subtype /Highlight ${RECT} ${QUADS}`],
    ['highlighted by a viewer that says what it did', `/Subtype /Highlight ${RECT} ${QUADS} /Contents (1205)`],
    ['linked', `/Subtype /Link ${RECT}`],
    ['struck out where nobody sees it', `/Subtype /StrikeOut ${RECT} ${QUADS} /F 2`],
  ])('that was %s is not', async (_, annotation) => {
    expect(await read(annotation)).toEqual(['1205 1', '15 1']);
  });
});

describe('a form field', () => {
  const field = (value: string) => `/Subtype /Widget /FT /Tx /T (so) /V (${value}) /Rect [198 196 226 212]`;

  it('that shows what it holds is read', async () => {
    expect(await read(field('479'), 'BT /F1 10 Tf 2 4 Td (479) Tj ET')).toEqual(['1205 1', '15 1', '479 1']);
  });

  it('that shows what it held before is doubted', async () => {
    expect(await read(field('500'), 'BT /F1 10 Tf 2 4 Td (479) Tj ET')).toEqual(['1205 1', '15 1', '479 0.5']);
  });
});

/**
 * libreoffice-borders.pdf: a DOCX of one small table in eight kinds of border (single, dotted, dashed, double, thick
 * with a white heading on blue, dot-dash, inset, thin-thick), a heading with spread letters, small capitals, NFD,
 * footnote marks, and white text; written with the npm package docx, made a PDF by
 * `soffice --headless --convert-to pdf` of LibreOffice 7.4. Font: Tinos.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page, Word } from '../../../src/model/page.js';
import { readPdf } from '../../../src/read/pdf/index.js';

let pages: Page[];
beforeAll(async () => {
  ({ pages } = await readPdf(readFileSync(new URL('libreoffice-borders.pdf', import.meta.url))));
});

/** Distinct places of the vertical rulings beside a word, doubled lines as one. */
function columnsAt(page: Page, word: Word): number[] {
  const middle = (word.box[1] + word.box[3]) / 2;
  const places = page.rulings
    .filter((ruling) => ruling.orientation === 'v' && ruling.from < middle && ruling.to > middle)
    .map((ruling) => ruling.at)
    .sort((one, other) => one - other);
  return places.filter((x, i) => i === 0 || x - (places[i - 1] ?? 0) > 6);
}

describe('a document from LibreOffice', () => {
  it('has its table drawn in every kind of border', () => {
    const rows = pages.flatMap((page) =>
      page.words.filter((word) => word.text === '1.1').map((word) => ({ page, columns: columnsAt(page, word), word })),
    );
    expect(rows).toHaveLength(9);
    for (const { page, columns, word } of rows) {
      expect(columns).toHaveLength(6);
      const line = page.words.filter((other) => Math.abs(other.baseline - word.baseline) < 1);
      const cells = columns.slice(1).map((right, i) =>
        line
          .filter((other) => other.box[0] > (columns[i] ?? 0) - 3 && other.box[2] < right + 3)
          .map((other) => other.text)
          .join(' '),
      );
      expect(cells).toEqual(['1.1', 'Số văn bản', 'Văn bản', '479', '306']);
    }
  });

  it('keeps footnote marks and exponents apart, and spread letters together', () => {
    const texts = pages[0]?.words.map((word) => word.text).join(' ') ?? '';
    expect(texts).toContain('CỘNG HÒA XÃ HỘI SMALL CAPS VIỆT NFD: Số hồ sơ tiếp nhận');
    expect(texts).toContain('hồ sơ: 72 hồ sơ; m H O');
    expect(texts).not.toMatch(/3062|721|m2|H2/);
  });

  it('is not read where its text is white on white, but where it is white on blue', () => {
    const white = pages[0]?.words.filter((word) => word.text === 'STT' && word.bold);
    expect(white).toHaveLength(8);
    expect(pages[0]?.words.some((word) => word.text === 'trắng')).toBe(false);
    expect(pages[0]?.reasons).toContain('background-coloured-text');
  });

  it('is doubted where its text is struck through', () => {
    expect(pages[0]?.words.filter((word) => word.confidence < 1).map((word) => word.text)).toEqual([
      'gạch',
      'ngang',
      '12',
    ]);
    expect(pages[0]?.reasons).toContain('struck-text');
  });

  it('has landscape pages', () => {
    expect(pages.map((page) => page.width > page.height)).toEqual([false, false, true]);
  });
});

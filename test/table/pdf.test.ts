/** The shapes of tables, through the bytes of a PDF: cells with their text, spans, page and box. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Table } from '../../src/model/layout.js';
import { readPdf } from '../../src/read/pdf/index.js';
import { layOut } from '../../src/table/index.js';
import { cutAt, type Drawing, draw, gridText, onPage, specText, type TableSpec, tablesOf } from './draw.js';
import { type Producer, pdfOf } from './pdf.js';
import { REPORT } from './specs.js';

async function tablesOfPdf(bytes: Uint8Array): Promise<Table[]> {
  return tablesOf(layOut((await readPdf(bytes)).pages));
}

const drawing = draw(REPORT, 60, 100);

/** Boxes agree with the drawn ones within a point: doubled borders have their middle between them. */
function expectBoxes(table: Table | undefined, { cells }: Drawing): void {
  for (const [i, { box }] of cells.entries()) {
    const place = table?.cells[i]?.places[0];
    expect(place?.page).toBe(1);
    for (const side of [0, 1, 2, 3] as const)
      expect(Math.abs((place?.box?.[side] ?? 0) - (box[side] ?? 0))).toBeLessThan(1);
  }
}

describe('a ruled table comes back cell by cell', () => {
  test.each<[string, Producer]>([
    ['from strokes', {}],
    ['from thin filled rectangles', { rulings: 'rectangles' }],
    ['from dashes', { rulings: 'dashes' }],
    ['from doubled lines', { rulings: 'doubled' }],
    ['drawn twenty times too large', { scale: 20 }],
    ['drawn small', { scale: 0.05, rulings: 'rectangles' }],
    ['on a page turned by 90 degrees', { rotate: 90 }],
    ['on a page turned by 180 degrees', { rotate: 180, rulings: 'rectangles' }],
    ['on a page turned by 270 degrees', { rotate: 270, rulings: 'doubled' }],
    ['lying on its side on a page that does not say so', { rotate: 90, unsaid: true }],
    ['upside down on a page that does not say so', { rotate: 180, unsaid: true }],
    ['lying on its other side', { rotate: 270, unsaid: true, rulings: 'rectangles' }],
  ])('%s', async (_, producer) => {
    const [table, ...others] = await tablesOfPdf(await pdfOf([onPage(drawing)], producer));
    expect(others).toEqual([]);
    expect(gridText(table?.cells ?? [])).toEqual(specText(REPORT));
    expectBoxes(table, drawing);
  });

  test('on a landscape page', async () => {
    const wide: TableSpec = { ...REPORT, widths: [70, 380, 120, 90, 80] };
    const drawn = draw(wide, 50, 80);
    const page = { ...onPage(drawn), width: 842, height: 595 };
    const [table] = await tablesOfPdf(await pdfOf([page]));
    expect(gridText(table?.cells ?? [])).toEqual(specText(wide));
    expectBoxes(table, drawn);
  });
});

/** Rows drawn over all pages, and what became of them. */
function account(pages: readonly { rows: number }[], table: Table | undefined): void {
  const seams = table?.seams ?? [];
  const removed = seams.reduce((sum, seam) => sum + seam.headersRemoved + seam.rowsJoined, 0);
  expect(pages.reduce((sum, page) => sum + page.rows, 0)).toBe((table?.rows ?? 0) + removed);
  for (const seam of seams) expect(seam.rowsIn).toBe(seam.rowsOut + seam.headersRemoved + seam.rowsJoined);
}

const HEADER_ROWS = 2;

/** Every row boundary below the header, and between every two lines of a row: heights, as drawn. */
function cutsOf({ ys, words }: Drawing): { at: number; inside: boolean }[] {
  const boundaries = ys.slice(HEADER_ROWS + 1, -1).map((at) => ({ at, inside: false }));
  const baselines = [...new Set(words.map((word) => word.baseline))].toSorted((a, b) => a - b);
  const inside = ys.slice(HEADER_ROWS, -1).flatMap((top, i) => {
    const lines = baselines.filter((y) => y > top && y < (ys[HEADER_ROWS + i + 1] ?? 0));
    return lines.slice(1).map((y, k) => ({ at: ((lines[k] ?? y) + y) / 2 - 2, inside: true }));
  });
  return [...boundaries, ...inside];
}

describe('one table cut by a page break comes back cell by cell', () => {
  const cuts = cutsOf(drawing);
  const all = cuts.flatMap(({ at, inside }) =>
    [0, HEADER_ROWS].map(
      (header) => [inside ? 'inside a row' : 'at a row boundary', Math.round(at), header, at] as const,
    ),
  );

  test.each(all)('%s, at %i, %i header rows repeated', async (_, _height, header, at) => {
    const pages = cutAt(drawing, [at], header);
    const [table, ...others] = await tablesOfPdf(await pdfOf(pages));
    expect(others).toEqual([]);
    expect(gridText(table?.cells ?? [])).toEqual(specText(REPORT));
    const firstRow = drawing.ys.findLastIndex((y) => y < at);
    const inside = Math.abs((drawing.ys[firstRow + 1] ?? 0) - at) > 0.01;
    account([{ rows: firstRow + 1 }, { rows: REPORT.rows - firstRow - 1 + (inside ? 1 : 0) + header }], table);
  });

  test('wherever it is cut and however it is drawn', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...cuts),
        fc.constantFrom(0, HEADER_ROWS),
        fc.record({
          rulings: fc.constantFrom('strokes', 'rectangles', 'dashes', 'doubled'),
          scale: fc.constantFrom(0.1, 1, 10),
          rotate: fc.constantFrom(0, 90, 180, 270),
          unsaid: fc.boolean(),
        }),
        async ({ at }, header, producer) => {
          const [table, ...others] = await tablesOfPdf(await pdfOf(cutAt(drawing, [at], header), producer));
          expect(others).toEqual([]);
          expect(gridText(table?.cells ?? [])).toEqual(specText(REPORT));
        },
      ),
      { numRuns: 25 },
    );
  });
});

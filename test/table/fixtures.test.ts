/**
 * Every table of the committed PDFs and DOCX, cell by cell, against golden copies; `npx vitest run test/table -u` writes
 * them anew, to be read as a diff. And the accounting of rows: none is lost, none made up.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Layout, Table } from '../../src/model/layout.js';
import { readDocx } from '../../src/read/docx/index.js';
import { readPdf } from '../../src/read/pdf/index.js';
import { readAppendix } from '../../src/report/appendix.js';
import { findTables, layOut } from '../../src/table/index.js';
import { tablesOf } from './draw.js';

const ROOT = path.join(import.meta.dirname, '../..');
const OWN = ['test/read/pdf/libreoffice-borders.pdf', 'test/read/docx/libreoffice.docx'];
const FOLDERS = ['fixtures/archive', 'fixtures/producers'];
const FILES = [
  ...FOLDERS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:pdf|docx)$/.test(file))
      .map((file) => `${folder}/${file}`),
  ),
  ...OWN,
].sort();

/** `p2 [56,71,99,103] 3,0 2x1 Trong đó`: page and box of each piece, row, column, spans, text. */
function dump(table: Table, index: number): string[] {
  const cells = table.cells.map((cell) => {
    const places = cell.places
      .filter(({ page }) => page !== null)
      .map(({ page, box }) => `p${page} [${(box ?? []).map(Math.round).join(',')}] `);
    const text = cell.text.replaceAll('\n', '⏎');
    return `${places.join('')}${cell.row},${cell.col} ${cell.rowspan}x${cell.colspan} ${text}`.trimEnd();
  });
  return [`table ${index + 1}: ${table.rows} rows, ${table.cols} columns, ${table.method}`, ...cells];
}

async function read(file: string): Promise<{ layout: Layout; drawnRows: number | null }> {
  const bytes = readFileSync(path.join(ROOT, file));
  if (file.endsWith('.docx')) return { layout: await readDocx(bytes), drawnRows: null };
  const { pages } = await readPdf(bytes);
  const drawnRows = pages.flatMap(findTables).reduce((sum, { ys }) => sum + ys.length - 1, 0);
  return { layout: layOut(pages), drawnRows };
}

describe.each(FILES)('%s', (file) => {
  const reading = read(file);

  test('its tables come out cell by cell', async () => {
    const { layout } = await reading;
    const name = file.replaceAll(/[/ ]/g, '_');
    await expect(`${tablesOf(layout).flatMap(dump).join('\n')}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test('rows drawn = rows out + repeated headers + rests of cut rows', async () => {
    const { layout, drawnRows } = await reading;
    const tables = tablesOf(layout);
    const seams = tables.flatMap((table) => table.seams);
    for (const seam of seams) expect(seam.rowsIn).toBe(seam.rowsOut + seam.headersRemoved + seam.rowsJoined);
    if (drawnRows === null) return;
    const removed = seams.reduce((sum, seam) => sum + seam.headersRemoved + seam.rowsJoined, 0);
    expect(tables.reduce((sum, table) => sum + table.rows, 0) + removed).toBe(drawnRows);
  });

  // Those drawn for these tests are no reports.
  if (OWN.includes(file)) return;
  test('the appendix has as many rows as were written', async () => {
    const truth = path.join(ROOT, 'fixtures/truth', `${path.relative('fixtures', file)}.truth.json`);
    const { rows } = JSON.parse(readFileSync(truth, 'utf8')) as { rows: unknown[] };
    const { layout } = await reading;
    const read = readAppendix(layout.blocks).reduce((sum, { appendix }) => sum + appendix.rows.length, 0);
    expect(read).toBe(rows.length);
  });
});

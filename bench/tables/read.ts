/** The tables of a PDF as `sohoa inspect --json` finds them, for the score. */
import { readPdf } from '../../src/read/pdf/index.js';
import { layOut } from '../../src/table/index.js';
import type { FoundTable } from './score.js';

export async function tablesIn(pdf: Uint8Array): Promise<FoundTable[]> {
  const { pages } = await readPdf(pdf);
  return layOut(pages).blocks.flatMap((block) => {
    if (block.kind !== 'table') return [];
    const { rows, cols, cells, pages: on } = block.table;
    return {
      pages: on,
      rows,
      cols,
      cells: cells.map(({ row, col, rowspan, colspan, text }) => ({
        startRow: row,
        endRow: row + rowspan - 1,
        startCol: col,
        endCol: col + colspan - 1,
        text,
      })),
    };
  });
}

/** What was seen on a page, drawn over the page itself: words, rulings, cells, row numbers. */
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Box } from '../model/geometry.js';
import type { Cell, Table } from '../model/layout.js';
import type { Page } from '../model/page.js';
import type { PagePicture } from '../read/pdf/render.js';

const COLOURS = { word: '#2b8a3e66', ruling: '#e03131', cell: '#1971c2', row: '#9c36b5' } as const;

/** Draws on to the picture of `page`. `rowNumbers` are what to write beside a table's rows (1-based), '' for none. */
export function drawSeen(
  picture: PagePicture,
  page: Page,
  tables: readonly Table[],
  rowNumbers: (table: Table, row: number) => string,
): void {
  const { canvas, scale } = picture;
  const context = canvas.getContext('2d');
  context.save();
  context.scale(scale, scale);
  for (const word of page.words) outline(context, word.box, COLOURS.word, 0.4);
  context.strokeStyle = COLOURS.ruling;
  for (const { orientation, at, from, to, width } of page.rulings) {
    context.lineWidth = Math.max(0.5, width);
    context.beginPath();
    context.moveTo(orientation === 'h' ? from : at, orientation === 'h' ? at : from);
    context.lineTo(orientation === 'h' ? to : at, orientation === 'h' ? at : to);
    context.stroke();
  }
  for (const table of tables)
    for (const cell of table.cells) drawCell(context, page, cell, rowNumbers(table, cell.row));
  context.restore();
}

function drawCell(context: SKRSContext2D, page: Page, cell: Cell, rowNumber: string): void {
  for (const { page: number, box } of cell.places) {
    if (number !== page.page || box === null) continue;
    outline(context, inset(box, 1), COLOURS.cell, 0.7);
    if (cell.col === 0 && rowNumber !== '') {
      context.fillStyle = COLOURS.row;
      context.font = '6px sans-serif';
      context.textAlign = 'right';
      context.fillText(rowNumber, box[0] - 2, (box[1] + box[3]) / 2 + 2);
    }
  }
}

function outline(context: SKRSContext2D, [x0, y0, x1, y1]: Box, colour: string, width: number): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.strokeRect(x0, y0, x1 - x0, y1 - y0);
}

function inset([x0, y0, x1, y1]: Box, by: number): Box {
  return [x0 + by, y0 + by, x1 - by, y1 - by];
}

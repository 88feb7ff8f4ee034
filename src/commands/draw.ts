/** What was seen on a page, drawn over the page itself: words, rulings, cells, row numbers. */
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import type { Box } from '../model/geometry.js';
import type { Cell, Table } from '../model/layout.js';
import type { Page } from '../model/page.js';

const COLOURS = { word: '#2b8a3e66', ruling: '#e03131', cell: '#1971c2', row: '#9c36b5' } as const;

/** Points. */
const NUMBER_SIZE = 7;

/** Draws on to the picture of `page`, of `scale` pixels a point. `rowNumbers` is what to write beside a row of a table (0-based), '' for nothing. */
export function drawSeen(
  canvas: Canvas,
  scale: number,
  page: Page,
  tables: readonly Table[],
  rowNumbers: (table: Table, row: number) => string,
): void {
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
  for (const table of tables) {
    for (const cell of table.cells)
      for (const box of boxesOn(page, cell)) outline(context, inset(box, 1.2), COLOURS.cell, 0.7);
    numberRows(context, page, table, rowNumbers);
  }
  context.restore();
}

function boxesOn(page: Page, { places }: Cell): Box[] {
  return places.flatMap(({ page: number, box }) => (number === page.page && box !== null ? [box] : []));
}

/** Beside the table, at the height of each row's own cells: a merged cell says nothing of where one of its rows is. */
function numberRows(
  context: SKRSContext2D,
  page: Page,
  table: Table,
  rowNumbers: (table: Table, row: number) => string,
): void {
  const left = Math.min(...table.cells.flatMap((cell) => boxesOn(page, cell)).map((box) => box[0]));
  context.fillStyle = COLOURS.row;
  context.font = `${NUMBER_SIZE}px sans-serif`;
  context.textAlign = 'right';
  for (let row = 0; row < table.rows; row++) {
    const own = table.cells.find((cell) => cell.row === row && cell.rowspan === 1 && boxesOn(page, cell).length > 0);
    for (const box of own === undefined ? [] : boxesOn(page, own))
      context.fillText(rowNumbers(table, row), left - 3, (box[1] + box[3] + NUMBER_SIZE * 0.7) / 2);
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

/** Draws known tables and text on PDF pages for the corpus. Points from the top left corner. */
import PDFDocument from 'pdfkit';
import { FONT_FILES } from '../../fixtures/fonts.js';
import type { StructureCell } from './structure.js';

export type Rules = 'strokes' | 'rectangles' | 'dashes' | 'doubled' | 'rows' | 'header' | 'none';

export interface DrawnTable {
  readonly widths: readonly number[];
  readonly rows: number;
  /** Leading rows, set in bold and over a rule where there are any. */
  readonly header: number;
  readonly cells: readonly StructureCell[];
  readonly rules: Rules;
}

export const LEFT = 70;
export const WIDTH = 455;
export const TOP = 70;
export const BOTTOM = 770;
const SIZE = 10;
const LEADING = 12;
const PADDING = 4;

export class Sheet {
  readonly #doc = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false });
  readonly #finished: Promise<Buffer>;
  #pages = 0;
  y = TOP;

  constructor() {
    const chunks: Buffer[] = [];
    this.#doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    this.#finished = new Promise((resolve) => {
      this.#doc.on('end', () => resolve(Buffer.concat(chunks)));
    });
  }

  get page(): number {
    return this.#pages;
  }

  newPage(): void {
    this.#doc.addPage();
    this.#pages += 1;
    this.y = TOP;
  }

  finish(): Promise<Buffer> {
    this.#doc.end();
    return this.#finished;
  }

  width(text: string, bold = false): number {
    return this.#doc
      .font(bold ? FONT_FILES.bold : FONT_FILES.regular)
      .fontSize(SIZE)
      .widthOfString(text);
  }

  text(text: string, x: number, y: number, bold = false): void {
    this.width(text, bold);
    this.#doc.text(text, x, y + 0.8 * SIZE, { lineBreak: false, baseline: 'alphabetic' });
  }

  wrap(text: string, width: number, bold = false): string[] {
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
      if (lines.length > 0 && this.width(longer, bold) <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  paragraph(text: string, { x = LEFT, width = WIDTH, bold = false } = {}): void {
    for (const line of this.wrap(text, width, bold)) {
      this.text(line, x, this.y, bold);
      this.y += 1.25 * LEADING;
    }
    this.y += 0.5 * LEADING;
  }

  rule(x0: number, y0: number, x1: number, y1: number, rules: Rules = 'strokes'): void {
    const doc = this.#doc;
    const across = y0 === y1;
    const stroke = (by: number) =>
      doc
        .lineWidth(0.5)
        .moveTo(x0 + (across ? 0 : by), y0 + (across ? by : 0))
        .lineTo(x1 + (across ? 0 : by), y1 + (across ? by : 0))
        .stroke();
    if (rules === 'rectangles') doc.rect(x0 - 0.25, y0 - 0.25, x1 - x0 + 0.5, y1 - y0 + 0.5).fill('#000000');
    else if (rules === 'dashes') {
      doc.dash(3, { space: 2 });
      stroke(0);
      doc.undash();
    } else if (rules === 'doubled') {
      stroke(-0.9);
      stroke(0.9);
    } else stroke(0);
  }

  /** Height the rows need. */
  heights({ cells, widths, rows, header }: DrawnTable): number[] {
    const heights = Array.from({ length: rows }, () => LEADING + 2 * PADDING);
    for (const cell of cells.toSorted((a, b) => a.endRow - a.startRow - (b.endRow - b.startRow))) {
      const lines = this.wrap(cell.text, roomOf(cell, widths), cell.startRow < header).length;
      const has = heights.slice(cell.startRow, cell.endRow + 1).reduce((a, b) => a + b);
      const missing = lines * LEADING + 2 * PADDING - has;
      if (missing > 0) heights[cell.endRow] = (heights[cell.endRow] ?? 0) + missing;
    }
    return heights;
  }

  /** Draws rows `from` to `to` (exclusive) of a table at the current height. */
  table(table: DrawnTable, from = 0, to = table.rows): void {
    const { widths, cells, header, rules } = table;
    const heights = this.heights(table);
    const xs = [LEFT];
    for (const width of widths) xs.push((xs.at(-1) ?? 0) + width);
    const ys = new Map([[from, this.y]]);
    for (let row = from; row < to; row++) ys.set(row + 1, (ys.get(row) ?? 0) + (heights[row] ?? 0));
    const y = (row: number) => ys.get(Math.min(Math.max(row, from), to)) ?? this.y;
    for (const cell of cells) {
      if (cell.startRow >= to || cell.endRow < from) continue;
      const [x0, x1] = [xs[cell.startCol] ?? 0, xs[cell.endCol + 1] ?? 0];
      const [y0, y1] = [y(cell.startRow), y(cell.endRow + 1)];
      this.#cell(cell, [x0, y0, x1, y1], cell.startRow < header);
      if (rules !== 'rows' && rules !== 'header' && rules !== 'none') {
        this.rule(x0, y0, x1, y0, rules);
        this.rule(x0, y1, x1, y1, rules);
        this.rule(x0, y0, x0, y1, rules);
        this.rule(x1, y0, x1, y1, rules);
      }
    }
    const [left, right] = [xs[0] ?? 0, xs.at(-1) ?? 0];
    if (rules === 'rows') for (const at of [from, header, to]) this.rule(left, y(at), right, y(at));
    if (rules === 'header' && from < header) this.rule(left, y(header), right, y(header));
    this.y = y(to) + LEADING;
  }

  #cell(cell: StructureCell, [x0, y0, x1]: readonly [number, number, number, number], bold: boolean): void {
    const lines = this.wrap(cell.text, x1 - x0 - 2 * PADDING, bold);
    const figures = /^[\d.,%-]+$/.test(cell.text);
    const centred = bold && cell.endCol > cell.startCol;
    for (const [i, line] of lines.entries()) {
      const free = x1 - x0 - 2 * PADDING - this.width(line, bold);
      const shift = figures ? free : centred ? free / 2 : bold && cell.startCol > 0 ? free : 0;
      this.text(line, x0 + PADDING + shift, y0 + PADDING + i * LEADING, bold);
    }
  }
}

function roomOf({ startCol, endCol }: StructureCell, widths: readonly number[]): number {
  return widths.slice(startCol, endCol + 1).reduce((a, b) => a + b) - 2 * PADDING;
}

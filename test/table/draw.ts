/** Draws tables as a producer would: words and rulings on pages, cut where a page ends. */
import { type Box, centre } from '../../src/model/geometry.js';
import type { Cell, Layout, Table } from '../../src/model/layout.js';
import type { Page, Ruling, Word } from '../../src/model/page.js';

export const SIZE = 12;
const LEADING = 14;
const PADDING = 3;
const GLYPH = 5;
const SPACE = 3;

export function word(text: string, x: number, baseline: number, look: Partial<Word> = {}): Word {
  const size = look.size ?? SIZE;
  const width = (text.length * GLYPH * size) / SIZE;
  const box: Box = [x, baseline - 0.8 * size, x + width, baseline + 0.2 * size];
  return { text, box, baseline, size, font: 'Tinos', bold: false, confidence: 1, ...look };
}

/** The words of one line of text, from x on. */
export function line(text: string, x: number, baseline: number, look: Partial<Word> = {}): Word[] {
  const words: Word[] = [];
  let at = x;
  for (const part of text.split(' ').filter((p) => p !== '')) {
    const drawn = word(part, at, baseline, look);
    words.push(drawn);
    at = drawn.box[2] + (SPACE * drawn.size) / SIZE;
  }
  return words;
}

export function page(number: number, content: Partial<Page> = {}): Page {
  return {
    page: number,
    width: 595,
    height: 842,
    origin: 'text',
    words: [],
    rulings: [],
    images: [],
    fonts: [],
    repairs: [],
    readable: true,
    reasons: [],
    ...content,
  };
}

export function horizontal(at: number, from: number, to: number, width = 0.5): Ruling {
  return { orientation: 'h', at, from, to, width };
}

export function vertical(at: number, from: number, to: number, width = 0.5): Ruling {
  return { orientation: 'v', at, from, to, width };
}

export function frame([x0, y0, x1, y1]: Box): Ruling[] {
  return [horizontal(y0, x0, x1), horizontal(y1, x0, x1), vertical(x0, y0, y1), vertical(x1, y0, y1)];
}

export interface CellSpec {
  readonly row: number;
  readonly col: number;
  readonly rowspan?: number;
  readonly colspan?: number;
  /** Lines parted by `\n`. */
  readonly text: string;
  readonly bold?: boolean;
}

export interface TableSpec {
  /** Widths of the columns. */
  readonly widths: readonly number[];
  readonly rows: number;
  /** Positions no cell covers are blank cells. */
  readonly cells: readonly CellSpec[];
}

/** Rows of texts, no spans: the short way to a table. */
export function plain(widths: readonly number[], rows: readonly (readonly string[])[]): TableSpec {
  return {
    widths,
    rows: rows.length,
    cells: rows.flatMap((row, r) => row.map((text, col) => ({ row: r, col, text }))),
  };
}

interface PlacedCell {
  readonly spec: Required<CellSpec>;
  readonly box: Box;
}

export interface Drawing {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly cells: readonly PlacedCell[];
  readonly words: readonly Word[];
}

function completed(spec: TableSpec): Required<CellSpec>[] {
  const cells = spec.cells.map((cell) => ({ rowspan: 1, colspan: 1, bold: false, ...cell }));
  const covered = new Set<string>();
  for (const cell of cells)
    for (let r = 0; r < cell.rowspan; r++)
      for (let c = 0; c < cell.colspan; c++) covered.add(`${cell.row + r},${cell.col + c}`);
  for (let row = 0; row < spec.rows; row++)
    for (let col = 0; col < spec.widths.length; col++)
      if (!covered.has(`${row},${col}`)) cells.push({ row, col, rowspan: 1, colspan: 1, text: '', bold: false });
  return cells.toSorted((a, b) => a.row - b.row || a.col - b.col);
}

function lineCount(text: string): number {
  return text === '' ? 1 : text.split('\n').length;
}

function heightsOf(cells: readonly Required<CellSpec>[], rows: number): number[] {
  const heights = Array.from({ length: rows }, () => LEADING + 2 * PADDING);
  for (const cell of cells.toSorted((a, b) => a.rowspan - b.rowspan)) {
    const own = lineCount(cell.text) * LEADING + 2 * PADDING;
    const has = heights.slice(cell.row, cell.row + cell.rowspan).reduce((a, b) => a + b, 0);
    const last = cell.row + cell.rowspan - 1;
    if (own > has) heights[last] = (heights[last] ?? 0) + own - has;
  }
  return heights;
}

function running(start: number, steps: readonly number[]): number[] {
  const all = [start];
  for (const step of steps) all.push((all.at(-1) ?? 0) + step);
  return all;
}

/** Lays the table out with its top left at (x, y). */
export function draw(spec: TableSpec, x: number, y: number): Drawing {
  const cells = completed(spec);
  const xs = running(x, spec.widths);
  const ys = running(y, heightsOf(cells, spec.rows));
  const placed = cells.map((cell): PlacedCell => {
    const box: Box = [
      xs[cell.col] ?? 0,
      ys[cell.row] ?? 0,
      xs[cell.col + cell.colspan] ?? 0,
      ys[cell.row + cell.rowspan] ?? 0,
    ];
    return { spec: cell, box };
  });
  const words = placed.flatMap(({ spec: { text, bold }, box }) =>
    text
      .split('\n')
      .flatMap((part, i) => line(part, box[0] + PADDING, box[1] + PADDING + (i + 0.8) * LEADING, { bold })),
  );
  return { xs, ys, cells: placed, words };
}

export function bordersOf(cells: readonly Box[]): Ruling[] {
  return cells.flatMap(frame);
}

export function moved<T extends Word>(words: readonly T[], dx: number, dy: number): T[] {
  return words.map((w) => ({
    ...w,
    box: [w.box[0] + dx, w.box[1] + dy, w.box[2] + dx, w.box[3] + dy] as const,
    baseline: w.baseline + dy,
  }));
}

/** A whole drawing on one page. */
export function onPage(drawing: Drawing, number = 1): Page {
  return page(number, { words: drawing.words, rulings: bordersOf(drawing.cells.map((cell) => cell.box)) });
}

const TOP = 72;

/**
 * The drawing over several pages, cut at the given heights (as drawn): text flows from the top, so each line
 * stays on the side its middle is on, every piece of a cell is closed by a border, and `header` rows are
 * drawn again on every later page.
 */
export function cutAt(drawing: Drawing, cuts: readonly number[], header = 0): Page[] {
  const { ys } = drawing;
  const top = ys[0] ?? 0;
  const headEnd = ys[header] ?? top;
  const stops = [top, ...cuts.toSorted((a, b) => a - b), ys.at(-1) ?? 0];
  return stops.slice(1).map((to, i) => {
    const from = stops[i] ?? 0;
    const head = i === 0 ? 0 : headEnd - top;
    const boxes: Box[] = [];
    const words: Word[] = [];
    const take = (y0: number, y1: number, dy: number) => {
      for (const { box } of drawing.cells)
        if (box[1] < y1 && box[3] > y0)
          boxes.push([box[0], Math.max(box[1], y0) + dy, box[2], Math.min(box[3], y1) + dy]);
      words.push(
        ...moved(
          drawing.words.filter((w) => centre(w.box).y >= y0 && centre(w.box).y < y1),
          0,
          dy,
        ),
      );
    };
    if (head > 0) take(top, headEnd, TOP - top);
    const shift = i === 0 ? 842 - TOP - to : TOP + head - from;
    take(from, to, shift);
    return page(i + 1, { words, rulings: bordersOf(boxes) });
  });
}

export function tablesOf(layout: Layout): Table[] {
  return layout.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
}

/** What a reader sees in a table, without places. */
export function gridText(cells: readonly (Cell | Required<CellSpec>)[]): string[] {
  return cells.map((c) => `${c.row},${c.col} ${c.rowspan}x${c.colspan} ${c.text.replaceAll('\n', ' ')}`);
}

export function specText(spec: TableSpec): string[] {
  return gridText(completed(spec));
}

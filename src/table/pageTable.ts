/** A table as it stands on one page, before it is known what it goes on from. */
import { type Box, centre } from '../model/geometry.js';
import type { Word } from '../model/page.js';
import { bandAt, type Grid, type Span } from './grid.js';
import { type Line, linesOf, linesText } from './lines.js';

export interface PageCell extends Span {
  readonly box: Box;
  /** Its text in reading order. */
  readonly lines: readonly Line[];
  /** The lines joined by `\n`, '' when blank. */
  readonly text: string;
}

export interface PageTable {
  /** 1-based. */
  readonly page: number;
  readonly box: Box;
  /** Borders of columns and rows: one more than columns and rows. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** Row-major; every grid position is in exactly one. */
  readonly cells: readonly PageCell[];
  /** What its cells hold, each word as often as it stands in one. */
  readonly words: readonly Word[];
  readonly method: 'ruled' | 'whitespace';
}

export function rowCount(table: PageTable): number {
  return table.ys.length - 1;
}

export function columnCount(table: PageTable): number {
  return table.xs.length - 1;
}

export function boxOf(grid: Grid): Box {
  return [grid.xs[0] ?? 0, grid.ys[0] ?? 0, grid.xs.at(-1) ?? 0, grid.ys.at(-1) ?? 0];
}

/** Whether a word belongs to a box: its middle decides, so that each word has one home. */
export function stands(word: Word, box: Box): boolean {
  const { x, y } = centre(word.box);
  return x >= box[0] && x < box[2] && y >= box[1] && y < box[3];
}

/** Gives every word in the grid to the cell its middle lies in; words outside the grid must not be given. */
export function fillGrid(grid: Grid, words: readonly Word[]): PageCell[] {
  const cols = grid.xs.length - 1;
  const owner = new Int32Array(cols * (grid.ys.length - 1));
  for (const [i, span] of grid.spans.entries())
    for (let row = span.row; row < span.row + span.rowspan; row++)
      owner.fill(i, row * cols + span.col, row * cols + span.col + span.colspan);
  const held: Word[][] = grid.spans.map(() => []);
  for (const word of words) {
    const { x, y } = centre(word.box);
    held[owner[bandAt(grid.ys, y) * cols + bandAt(grid.xs, x)] ?? 0]?.push(word);
  }
  return grid.spans.map((span, i) => {
    const { row, col, rowspan, colspan } = span;
    const lines = linesOf(held[i] ?? []);
    return { row, col, rowspan, colspan, box: spanBox(grid, span), lines, text: linesText(lines) };
  });
}

export function spanBox({ xs, ys }: Grid, s: Span): Box {
  return [xs[s.col] ?? 0, ys[s.row] ?? 0, xs[s.col + s.colspan] ?? 0, ys[s.row + s.rowspan] ?? 0];
}

/** All words that stand in any of the grids. */
export function wordsOf(grids: readonly PageTable[]): Set<Word> {
  const held = new Set<Word>();
  for (const { words } of grids) for (const word of words) held.add(word);
  return held;
}

/**
 * The grids that hold each word once. One that shares a word with another, or holds one twice, misreads the page; it
 * is given up, and its words are laid out as text: a document is not lost for one table.
 */
export function accounted(grids: readonly PageTable[]): PageTable[] {
  const held = new Set<Word>();
  return grids.filter((grid) => {
    const { words } = grid;
    if (new Set(words).size < words.length || words.some((word) => held.has(word))) return false;
    for (const word of words) held.add(word);
    return true;
  });
}

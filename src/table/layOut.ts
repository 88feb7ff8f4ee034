/** Pages -> Layout: tables found on each page, joined over the breaks, and the text around them. */
import { InvariantError } from '../model/errors.js';
import type { Block, Layout, PageReading } from '../model/layout.js';
import type { Page, Word } from '../model/page.js';
import { blockLines, textBlock } from './blocks.js';
import { findGrids, isTable } from './findTables.js';
import { CONTINUED, furnitureOf } from './furniture.js';
import { type Line, linesOf, lineText } from './lines.js';
import { columnCount, type PageTable, rowCount } from './pageTable.js';
import { type Chain, continued, joinPieces, startChain } from './seams.js';
import { FRAME_HEIGHT } from './thresholds.js';

/** A page on its way: the grids found on it, and the lines that stand in none. */
interface Sheet {
  readonly page: Page;
  readonly grids: readonly PageTable[];
  readonly lines: readonly Line[];
}

/** Keeps a word from being counted twice or lost: the words a grid holds. */
function wordsIn(grid: PageTable): Word[] {
  return grid.cells.flatMap((cell) => cell.lines.flatMap((line) => line.words));
}

function wordsOutside(page: Page, grids: readonly PageTable[]): Word[] {
  const held = new Set(grids.flatMap(wordsIn));
  return page.words.filter((word) => !held.has(word));
}

function sheetOf(page: Page): Sheet {
  const grids = findGrids(page);
  return { page, grids, lines: linesOf(wordsOutside(page, grids)) };
}

/** A single box that takes up most of the page holds the page's text, not the rest of a table. */
function isFrame(grid: PageTable, page: Page): boolean {
  return rowCount(grid) * columnCount(grid) === 1 && grid.box[3] - grid.box[1] > FRAME_HEIGHT * page.height;
}

/** The grid a page opens with, when only furniture stands above it. */
function opening({ page, grids, lines }: Sheet, furniture: ReadonlySet<Line>): PageTable | null {
  const first = grids[0];
  if (first === undefined || isFrame(first, page)) return null;
  const above = lines.filter((line) => line.box[1] < first.box[1] && !furniture.has(line));
  return above.every((line) => CONTINUED.test(lineText(line))) ? first : null;
}

/** The grid a page ends with, when only furniture stands below it. */
function closing({ grids, lines }: Sheet, furniture: ReadonlySet<Line>): PageTable | null {
  const last = grids.reduce<PageTable | null>((low, g) => (low === null || g.box[3] > low.box[3] ? g : low), null);
  if (last === null) return null;
  return lines.some((line) => line.box[3] > last.box[3] && !furniture.has(line)) ? null : last;
}

/** All grids of the document, those that go on from page to page as one chain; in order of where they start. */
function chainsOf(sheets: readonly Sheet[]): Chain[] {
  const furniture = furnitureOf(sheets);
  const chains: Chain[] = [];
  /** Index of the chain that the page before ends with, -1 when something else stands below it. */
  let open = -1;
  for (const [i, sheet] of sheets.entries()) {
    const fixed = furniture[i] ?? new Set<Line>();
    const first = opening(sheet, fixed);
    const last = closing(sheet, fixed);
    const before = sheets[i - 1]?.page.page === sheet.page.page - 1 ? chains[open] : undefined;
    let next = -1;
    for (const grid of sheet.grids) {
      const longer = grid === first && before !== undefined ? continued(before, grid, sheet.page.origin) : null;
      const index = longer === null ? chains.length : open;
      chains[index] = longer ?? startChain(grid);
      if (grid === last) next = index;
    }
    open = next;
  }
  return chains;
}

/** Where a block stands: on a page, so far from its top. */
interface Placed {
  readonly page: number;
  readonly y: number;
  readonly block: Block;
}

function textOf(sheet: Sheet, tables: readonly PageTable[]): Placed[] {
  const { page } = sheet;
  const outside = wordsOutside(page, tables);
  const lines = blockLines(outside);
  const shown = lines.reduce((sum, line) => sum + line.words.length, 0);
  const held = tables.reduce((sum, table) => sum + wordsIn(table).length, 0);
  if (shown + held !== page.words.length)
    throw new InvariantError(`page ${page.page}: ${page.words.length} words read, ${shown + held} laid out`);
  return lines.map((line) => ({ page: page.page, y: line.box[1], block: textBlock(line, page.page) }));
}

/** Text keeps its own order (side by side blocks of a line, left to right); a table goes before the first text below its top. */
function inReadingOrder(text: readonly Placed[], tables: readonly Placed[]): Block[] {
  const blocks: Block[] = [];
  let next = 0;
  const precedes = (a: Placed, b: Placed) => a.page < b.page || (a.page === b.page && a.y <= b.y);
  for (const placed of text) {
    for (let table = tables[next]; table !== undefined && precedes(table, placed); table = tables[++next])
      blocks.push(table.block);
    blocks.push(placed.block);
  }
  return [...blocks, ...tables.slice(next).map((table) => table.block)];
}

function readingOf(page: Page): PageReading {
  const { width, height, origin, fonts, repairs, readable, reasons } = page;
  return { page: page.page, width, height, origin, fonts, repairs, readable, reasons };
}

/**
 * Finds the tables of a document and joins those that go on over page breaks; everything else becomes text
 * blocks. Pages in order. Throws InvariantError when a word or a table row would be lost or counted twice.
 */
export function layOut(pages: readonly Page[], options?: { readonly trackedChanges?: boolean }): Layout {
  const sheets = pages.map(sheetOf);
  const origins = new Map(pages.map((page) => [page.page, page.origin]));
  const tables = chainsOf(sheets).flatMap((chain) => {
    const table = joinPieces(chain, origins.get(chain.pieces[0].page) ?? 'text');
    return isTable(table) ? [{ chain, table }] : [];
  });
  const onPage = new Map<number, PageTable[]>();
  for (const piece of tables.flatMap(({ chain }) => chain.pieces))
    onPage.set(piece.page, [...(onPage.get(piece.page) ?? []), piece]);
  const text = sheets.flatMap((sheet) => textOf(sheet, onPage.get(sheet.page.page) ?? []));
  const placed = tables
    .map(
      ({ chain: { pieces }, table }): Placed => ({
        page: pieces[0].page,
        y: pieces[0].box[1],
        block: { kind: 'table', table },
      }),
    )
    .toSorted((a, b) => a.page - b.page || a.y - b.y);
  return {
    pages: pages.map(readingOf),
    blocks: inReadingOrder(text, placed),
    trackedChanges: options?.trackedChanges ?? false,
  };
}

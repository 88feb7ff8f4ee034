/** Pages -> Layout: tables found on each page, joined over the breaks, and the text around them. */
import { InvariantError } from '../model/errors.js';
import { overlap } from '../model/geometry.js';
import type { Block, Layout, PageReading, Table, TextBlock } from '../model/layout.js';
import type { Origin, Page, Word } from '../model/page.js';
import { blockLines, textBlock } from './blocks.js';
import { findGrids, isTable } from './findTables.js';
import { flowsOf } from './flows.js';
import { CONTINUED, furnitureOf, isRunningGrid } from './furniture.js';
import { type Line, linesOf, lineText } from './lines.js';
import { accounted, columnCount, type PageTable, rowCount, wordsOf } from './pageTable.js';
import { type Chain, continued, joinPieces, startChain } from './seams.js';
import { FRAME_HEIGHT } from './thresholds.js';

/** A page on its way: the grids found on it, and what stands in none. */
interface Sheet {
  readonly page: Page;
  readonly grids: readonly PageTable[];
  readonly outside: readonly Word[];
  readonly lines: readonly Line[];
}

function wordsOutside(page: Page, grids: readonly PageTable[]): Word[] {
  const held = wordsOf(grids);
  return page.words.filter((word) => !held.has(word));
}

/** The pages with their grids, running headers that are drawn as boxes left out. */
function sheetsOf(pages: readonly Page[]): Sheet[] {
  const found = pages.map((page) => accounted(findGrids(page)));
  return pages.map((page, i) => {
    const neighbours = [...(found[i - 1] ?? []), ...(found[i + 1] ?? [])];
    const grids = (found[i] ?? []).filter((grid) => !isRunningGrid(grid, page, neighbours));
    const outside = wordsOutside(page, grids);
    return { page, grids, outside, lines: linesOf(outside) };
  });
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

function textOf(sheet: Sheet, tables: readonly PageTable[]): TextBlock[] {
  const { page, grids } = sheet;
  const outside = tables.length === grids.length ? sheet.outside : wordsOutside(page, tables);
  const lines = flowsOf(outside).flatMap(blockLines);
  const shown = lines.reduce((sum, line) => sum + line.words.length, 0);
  const held = tables.reduce((sum, table) => sum + table.words.length, 0);
  if (shown + held !== page.words.length)
    throw new InvariantError(`page ${page.page}: ${page.words.length} words read, ${shown + held} laid out`);
  return lines.map((line) => textBlock(line, page.page));
}

/** A table with where it starts. */
interface Placed {
  readonly piece: PageTable;
  readonly table: Table;
}

/** A page's text with its tables in between: each after the last text that stands above it, in its own column if there is any. */
function inReadingOrder(text: readonly TextBlock[], tables: readonly Placed[]): Block[] {
  const after = ({ piece: { box } }: Placed): number => {
    const above = text.flatMap(({ place }, i) =>
      place.box !== null && place.box[1] < box[1]
        ? [{ i, beside: overlap(place.box[0], place.box[2], box[0], box[2]) <= 0 }]
        : [],
    );
    return (above.findLast((line) => !line.beside) ?? above.at(-1))?.i ?? -1;
  };
  const placed = tables.map((entry) => ({ ...entry, after: after(entry) }));
  const following = (i: number) =>
    placed.flatMap((p): Block[] => (p.after === i ? [{ kind: 'table', table: p.table }] : []));
  return [...following(-1), ...text.flatMap((block, i) => [block, ...following(i)])];
}

/** A table that is scanned on one of its pages must be looked at as a scan: its header may be read differently there. */
function originOf({ pieces }: Chain, origins: ReadonlyMap<number, Origin>): Origin {
  if (pieces.some(({ page }) => origins.get(page) === 'ocr')) return 'ocr';
  return origins.get(pieces[0].page) ?? 'text';
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
  const sheets = sheetsOf(pages);
  const origins = new Map(pages.map((page) => [page.page, page.origin]));
  const tables = chainsOf(sheets).flatMap((chain) => {
    const table = joinPieces(chain, originOf(chain, origins));
    return isTable(table) ? [{ chain, table }] : [];
  });
  const pieces = new Map<number, PageTable[]>();
  for (const piece of tables.flatMap(({ chain }) => chain.pieces))
    pieces.set(piece.page, [...(pieces.get(piece.page) ?? []), piece]);
  const starting = new Map<number, Placed[]>();
  for (const { chain, table } of tables) {
    const [piece] = chain.pieces;
    starting.set(piece.page, [...(starting.get(piece.page) ?? []), { piece, table }]);
  }
  return {
    pages: pages.map(readingOf),
    blocks: sheets.flatMap((sheet) => {
      const { page } = sheet.page;
      return inReadingOrder(textOf(sheet, pieces.get(page) ?? []), starting.get(page) ?? []);
    }),
    trackedChanges: options?.trackedChanges ?? false,
  };
}

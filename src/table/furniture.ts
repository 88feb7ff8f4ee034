/** Page furniture: page numbers and running headers and footers, which stand between no two parts of a table. */
import type { Box } from '../model/geometry.js';
import type { Page } from '../model/page.js';
import { type Line, lineText } from './lines.js';
import type { PageCell, PageTable } from './pageTable.js';
import { FURNITURE_DRIFT, MARGIN_SHARE } from './thresholds.js';

/** `3`, `- 3 -`, `3/10`, `Trang 3`, `Page 3 of 10`, `iv`. */
const PAGE_NUMBER =
  /^(?:trang|tr\.|page|p\.|seite)?[\s–—|-]*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:\/|of|trên|von)\s*\d{1,4})?[\s–—|.-]*$/iu;

/** A line that names a table: it is never furniture by likeness, since `Biểu mẫu 1` and `Biểu mẫu 2` are unlike. */
export const CAPTION =
  /^(?:biểu(?:\s+mẫu)?|bảng|phụ\s+(?:lục|biểu)|mẫu(?:\s+số)?|danh\s+mục|table|tab\.|annex|appendix|exhibit|schedule|tableau)\s*(?:số\s*)?[\p{L}\d.:-]*/iu;

/** A caption that says it is the same table as before. */
export const CONTINUED = /\((?:tiếp(?:\s+theo)?|continued|cont(?:['’]?d|\.)?|suite)\)?/iu;

export function isPageNumber(text: string): boolean {
  return PAGE_NUMBER.test(text.trim());
}

function inMargin({ box }: { readonly box: Box }, page: Page): boolean {
  const edge = page.height * MARGIN_SHARE;
  return box[3] <= edge || box[1] >= page.height - edge;
}

/** A text as it is, and with the page's own number in it blanked: a running header may hold that number, or one that only equals it. */
function keysOf(text: string, page: number): string[] {
  const blanked = text
    .split(' ')
    .map((word) => (word === String(page) ? '#' : word))
    .join(' ');
  return [text, blanked];
}

function isSame(a: PageCell, onA: number, b: PageCell | undefined, onB: number): boolean {
  if (b === undefined) return false;
  const others = keysOf(b.text, onB);
  return keysOf(a.text, onA).some((key, i) => key === others[i]);
}

/** Whether a drawn box in the margin says the same at the same place on one of the `neighbours`: a running header with borders. */
export function isRunningGrid(grid: PageTable, page: Page, neighbours: readonly PageTable[]): boolean {
  if (!inMargin(grid, page)) return false;
  const near = (other: PageTable) => grid.box.every((at, i) => Math.abs(at - (other.box[i] ?? 0)) <= FURNITURE_DRIFT);
  return neighbours.some(
    (other) => near(other) && grid.cells.every((cell, i) => isSame(cell, grid.page, other.cells[i], other.page)),
  );
}

/** What makes two margin lines the same. A line that names a table is the same only word for word. */
function runningKeys(line: Line, page: number): string[] {
  const text = lineText(line);
  return CAPTION.test(text) ? [text] : keysOf(text, page);
}

/**
 * For each page the lines that are furniture: page numbers in a margin, and lines that stand with the same
 * words at the same height on a neighbouring page (or the one after it, when left and right pages differ).
 */
export function furnitureOf(pages: readonly { readonly page: Page; readonly lines: readonly Line[] }[]): Set<Line>[] {
  const heights = new Map<string, number[]>();
  const place = (key: string, page: number) => `${page}\u0000${key}`;
  const margins = pages.map(({ page, lines }) => lines.filter((line) => inMargin(line, page)));
  for (const [i, { page }] of pages.entries())
    for (const line of margins[i] ?? [])
      for (const key of runningKeys(line, page.page).map((text) => place(text, page.page))) {
        const known = heights.get(key);
        if (known === undefined) heights.set(key, [line.baseline]);
        else known.push(line.baseline);
      }
  const runs = (line: Line, page: number) =>
    runningKeys(line, page).some((key) =>
      [-2, -1, 1, 2].some((step) =>
        (heights.get(place(key, page + step)) ?? []).some((y) => Math.abs(y - line.baseline) <= FURNITURE_DRIFT),
      ),
    );
  return pages.map(
    ({ page }, i) =>
      new Set((margins[i] ?? []).filter((line) => isPageNumber(lineText(line)) || runs(line, page.page))),
  );
}

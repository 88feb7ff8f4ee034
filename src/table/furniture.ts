/** Page furniture: page numbers and running headers and footers, which stand between no two parts of a table. */
import type { Page } from '../model/page.js';
import { type Line, lineText } from './lines.js';
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

function inMargin(line: Line, page: Page): boolean {
  const edge = page.height * MARGIN_SHARE;
  return line.box[3] <= edge || line.box[1] >= page.height - edge;
}

/** What makes two margin lines the same. A page's own number in it is blanked, unless the line names a table. */
function runningKey(line: Line, page: number): string {
  const text = lineText(line);
  if (CAPTION.test(text)) return text;
  return line.words.map((w) => (w.text === String(page) ? '#' : w.text)).join(' ');
}

/**
 * For each page the lines that are furniture: page numbers in a margin, and lines that stand with the same
 * words at the same height on a neighbouring page (or the one after it, when left and right pages differ).
 */
export function furnitureOf(pages: readonly { readonly page: Page; readonly lines: readonly Line[] }[]): Set<Line>[] {
  const heights = new Map<string, number[]>();
  const place = (line: Line, key: number, page: number) => `${page}\u0000${runningKey(line, key)}`;
  const margins = pages.map(({ page, lines }) => lines.filter((line) => inMargin(line, page)));
  for (const [i, { page }] of pages.entries())
    for (const line of margins[i] ?? []) {
      const key = place(line, page.page, page.page);
      const known = heights.get(key);
      if (known === undefined) heights.set(key, [line.baseline]);
      else known.push(line.baseline);
    }
  const runs = (line: Line, page: number) =>
    [-2, -1, 1, 2].some((step) =>
      (heights.get(place(line, page, page + step)) ?? []).some((y) => Math.abs(y - line.baseline) <= FURNITURE_DRIFT),
    );
  return pages.map(
    ({ page }, i) =>
      new Set((margins[i] ?? []).filter((line) => isPageNumber(lineText(line)) || runs(line, page.page))),
  );
}

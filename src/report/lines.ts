/** A report as lines and paragraphs of text, cut into the zones that say different things about it. */
import type { Block, Place } from '../model/layout.js';
import { joinLines, plainWords } from './text.js';

export interface Line {
  readonly text: string;
  readonly place: Place;
  readonly bold: boolean;
  /** Came from a borderless table: a letterhead or a signature block. */
  readonly fromTable: boolean;
  /** Column of that table, counted from 0; null for a line outside tables. */
  readonly column: number | null;
}

export interface Zones {
  /** Everything above the title. */
  readonly letterhead: readonly Line[];
  /** The lines of the title, without the words "BÁO CÁO". */
  readonly title: readonly Line[];
  /** The prose, from the title to the list of recipients above the signature. */
  readonly body: readonly Line[];
}

/** A title has at most so many lines; the first paragraph of prose comes soon after. */
const MAX_TITLE_LINES = 6;
/** The title stands on the first page or not at all. */
const TITLE_SEARCH_LINES = 60;

/** All text outside the appendix tables (`skip` are their positions in `blocks`), as lines in reading order. */
export function linesOf(blocks: readonly Block[], skip: ReadonlySet<number>): Line[] {
  return blocks
    .flatMap((block, at): Line[] => {
      if (skip.has(at)) return [];
      if (block.kind === 'text')
        return [{ text: joinLines(block.text), place: block.place, bold: block.bold, fromTable: false, column: null }];
      return block.table.cells.flatMap((cell) =>
        cell.text.split('\n').map((text) => ({
          text: joinLines(text),
          place: cell.places[0] ?? { page: null, box: null },
          bold: false,
          fromTable: true,
          column: cell.col,
        })),
      );
    })
    .filter((line) => line.text !== '' && !isOrphanGlyph(line.text));
}

/** A lone letter on a line is a glyph some producer left behind (`ơ` in titles of Office-made PDFs), never text. */
function isOrphanGlyph(text: string): boolean {
  return /^\p{Ll}$/u.test(text);
}

export function zonesOf(lines: readonly Line[]): Zones {
  const at = lines
    .slice(0, TITLE_SEARCH_LINES)
    .findIndex((line) => /^báo cáo( |$)/u.test(plainWords(line.text)) && isHeadline(line.text));
  if (at < 0)
    return { letterhead: lines.slice(0, 20).filter((line) => line.fromTable), title: [], body: upToSignature(lines) };
  const title = titleFrom(lines, at);
  return { letterhead: lines.slice(0, at), title, body: upToSignature(lines.slice(at + title.length)) };
}

/** Recipients, the signer's name and the appendix' caption follow; none of it is prose. */
function upToSignature(lines: readonly Line[]): readonly Line[] {
  const end = lines.findIndex((line) => /^nơi nhận( |$)/u.test(plainWords(line.text)));
  return end < 0 ? lines : lines.slice(0, end);
}

/** The left column of a letterhead, where the issuer and those above it stand; names run over several of its lines. */
export function leftColumn(letterhead: readonly Line[]): Line[] {
  const boxes = letterhead.flatMap((line) => (line.place.box === null || line.fromTable ? [] : [line.place.box]));
  const middle = (Math.min(...boxes.map((box) => box[0])) + Math.max(...boxes.map((box) => box[2]))) / 2;
  return letterhead.filter(({ column, place: { box } }) =>
    column !== null ? column === 0 : box === null || (box[0] + box[2]) / 2 < middle,
  );
}

/** `BÁO CÁO` in capitals, or capitalised and alone: not a sentence that begins with the word. */
function isHeadline(text: string): boolean {
  return /^B\s*ÁO\s+C\s*ÁO/u.test(text) || /^Báo cáo$/u.test(text);
}

function titleFrom(lines: readonly Line[], at: number): Line[] {
  const title: Line[] = [];
  for (const line of lines.slice(at, at + MAX_TITLE_LINES + 1)) {
    const started = title.some((l) => l !== lines[at]);
    if (startsProse(line.text) || (started && !line.bold && title.at(-1)?.bold)) break;
    title.push(line);
  }
  return title;
}

function startsProse(text: string): boolean {
  return (
    /^(kính gửi|căn cứ|thực hiện|thi hành|để |trong |từ |ngày )/iu.test(text) ||
    /^([IVX]+|[A-D]|\d{1,2})\s*[.,)/]\s*\p{L}/u.test(text) ||
    /^[-+*•]\s*\p{L}/u.test(text)
  );
}

/** `BÁO CÁO` and separators (`-----`) taken away, the rest joined. */
export function titleText(title: readonly Line[]): string {
  return joinLines(
    title
      .map((line) => line.text.replace(/^B\s*ÁO\s+C\s*ÁO\s*:?/iu, '').replace(/^[-_–—*\s]+$/u, ''))
      .filter((text) => text !== '')
      .join(' '),
  );
}

export interface Paragraph {
  readonly text: string;
  readonly place: Place;
}

/** A line shorter than this share of the text width ends its paragraph. */
const FULL_LINE = 0.85;

/**
 * Lines joined to paragraphs. A DOCX paragraph is one line already. In a PDF a paragraph goes on, also over a page
 * break, until a line falls short of the right margin or the next one begins with a bullet or a number.
 */
export function paragraphsOf(lines: readonly Line[]): Paragraph[] {
  const margins = textMargins(lines);
  const paragraphs: Paragraph[] = [];
  let open: { texts: string[]; place: Place; full: boolean } | null = null;
  for (const line of lines) {
    if (isPageNumber(line)) continue;
    const width = line.place.box;
    const full =
      width !== null && margins !== null && width[2] >= margins.left + FULL_LINE * (margins.right - margins.left);
    if (open?.full && !line.fromTable && !beginsItem(line.text)) {
      open.texts.push(line.text);
      open.full = full;
    } else {
      if (open) paragraphs.push({ text: open.texts.join(' '), place: open.place });
      open = { texts: [line.text], place: line.place, full };
    }
  }
  if (open) paragraphs.push({ text: open.texts.join(' '), place: open.place });
  return paragraphs;
}

function isPageNumber(line: Line): boolean {
  return /^[-–\s]*(trang\s*)?\d{1,4}([/\s]*\d{1,4})?[-–\s]*$/iu.test(line.text);
}

function beginsItem(text: string): boolean {
  return /^[-–+*•]\s*/u.test(text) || /^(\d{1,2}(\.\d{1,2})*|[IVX]+|[a-zđ])\s*[.,)]\s*\p{Lu}/u.test(text);
}

/** Where lines of prose begin and end: the median start and the far end of most lines. */
function textMargins(lines: readonly Line[]): { left: number; right: number } | null {
  const boxes = lines.flatMap((line) => (line.place.box === null || line.fromTable ? [] : [line.place.box]));
  if (boxes.length === 0) return null;
  const at = (values: number[], share: number) =>
    values.sort((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0;
  return {
    left: at(
      boxes.map((b) => b[0]),
      0.25,
    ),
    right: at(
      boxes.map((b) => b[2]),
      0.9,
    ),
  };
}

/**
 * What a document looks like once its tables are known: text and tables in reading order. A DOCX is read
 * into this directly; the pages of a PDF become this in table/.
 */
import type { Box } from './geometry.js';
import type { FontReading, Origin, Repair } from './page.js';

/** Where something stands. Both null in a DOCX, which has no pages. */
export interface Place {
  readonly page: number | null;
  readonly box: Box | null;
}

export interface Cell {
  /** 0-based, within its table. */
  readonly row: number;
  readonly col: number;
  readonly rowspan: number;
  readonly colspan: number;
  /** Repaired, NFC; the cell's lines joined by `\n`, '' when blank. */
  readonly text: string;
  /** One place, or several when a page break cuts the cell; the first place is the one that holds (most of) the text. */
  readonly places: readonly Place[];
  /** Lowest confidence of the words in it, 1 when blank; 0 without text is ink that could not be read. */
  readonly confidence: number;
  /** Its text as a second OCR reading has it, where that differs. */
  readonly other?: string;
}

/** The book-keeping of one page break inside a table. rowsIn = rowsOut + headersRemoved + rowsJoined, asserted. */
export interface Seam {
  /** The page that the table goes on on; null in a DOCX. */
  readonly page: number | null;
  /** Rows drawn on that page. */
  readonly rowsIn: number;
  /** Rows it added to the table. */
  readonly rowsOut: number;
  /** Repeated header rows taken away. */
  readonly headersRemoved: number;
  /** Rows that were the rest of a row cut by the break (0 or 1). */
  readonly rowsJoined: number;
}

export interface Table {
  readonly rows: number;
  readonly cols: number;
  /** Row-major, each cell once at its top left; every grid position is covered by exactly one cell. */
  readonly cells: readonly Cell[];
  readonly pages: readonly number[];
  /** Leading rows known to be a header: repeated on a later page, or marked as such in a DOCX; 0 when not known. */
  readonly headerRows: number;
  readonly seams: readonly Seam[];
  /** How the cells were found. */
  readonly method: 'ruled' | 'whitespace' | 'docx';
  readonly origin: Origin;
}

/** A line (PDF) or a paragraph (DOCX) outside tables. */
export interface TextBlock {
  readonly kind: 'text';
  readonly text: string;
  readonly place: Place;
  readonly bold: boolean;
  /** Font size in points, null when the document does not say. */
  readonly size: number | null;
}

export interface TableBlock {
  readonly kind: 'table';
  readonly table: Table;
}

export type Block = TextBlock | TableBlock;

/** What was thought of one page's (DOCX: the one body's) text. */
export interface PageReading {
  /** null for a DOCX. */
  readonly page: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly origin: Origin;
  readonly fonts: readonly FontReading[];
  readonly repairs: readonly Repair[];
  readonly readable: boolean;
  readonly reasons: readonly string[];
}

/** A whole document: what the stages after table/ work on. */
export interface Layout {
  readonly pages: readonly PageReading[];
  /** In reading order; a table over several pages stands where it starts. */
  readonly blocks: readonly Block[];
  /** A DOCX with insertions or deletions that nobody accepted. */
  readonly trackedChanges: boolean;
}

/**
 * What a DOCX may cost before it is refused as TOO_LARGE. A zip of 150 kB can hold hundreds of megabytes of XML, so
 * every quantity that grows while a package is read has a limit of its own, far above what any report needs.
 */
import { DocumentError } from '../../model/errors.js';

/** Files in the package. A report with a picture on each of a thousand pages has some thousand. */
export const MAX_ENTRIES = 10_000;

/** Inflated bytes over all parts that are read (pictures are not). Word writes a table of 100,000 rows and six columns in about 200 MB. */
export const MAX_INFLATED_BYTES = 256 * 1024 * 1024;

/** Open elements at once. A table in a table costs 4, a text box in a run about 10; Word itself stops at far fewer. */
export const MAX_XML_DEPTH = 256;

/** Elements in one set of properties, one style or one numbering definition: 9 levels of some 15 elements are usual. */
export const MAX_PROPERTY_ELEMENTS = 10_000;

/** Runs, paragraphs, cells and placeholders held in memory, at 100 to 200 bytes each. */
export const MAX_PIECES = 4_000_000;

/** Columns of one table: Word's own limit is 63 cells in a row; a grid of uneven rows has more edges than cells. */
export const MAX_COLUMNS = 1_000;

/** Grid positions of one table (rows x columns): the stages after this one may walk over all of them. */
export const MAX_POSITIONS = 10_000_000;

/** Counts what is held in memory over a whole document. */
export class Budget {
  #left = MAX_PIECES;

  /** @throws DocumentError TOO_LARGE when the document holds more than `MAX_PIECES`. */
  spend(pieces = 1): void {
    this.#left -= pieces;
    if (this.#left < 0) throw new DocumentError('TOO_LARGE', 'too-many-pieces');
  }
}

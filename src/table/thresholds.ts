/**
 * Every distance and share that table/ decides by, with its reason. Points unless it says otherwise; "em" is
 * the size of the text it is about.
 */

/** Rulings closer than this are one line: a double border is drawn 1.5 to 3 points apart, the lowest row of 6-point text is 7. */
export const SNAP = 3;

/** Pieces of one line may stand this far apart: cells that each draw their own border leave gaps of up to a border's width. */
export const JOIN_GAP = 3.5;

/** Dots and dashes: pieces up to DASH long may stand up to DASH_GAP apart. No cell is that narrow, so no span is closed by it. */
export const DASH = 9;
export const DASH_GAP = 6;

/** Shorter than this after joining, a ruling is a tick, a dash of a list or a piece of a glyph. */
export const MIN_RULING = 5;

/** A line end this near to a line across meets it: borders stop short or shoot over by about their width, twice after snapping. */
export const TOUCH = 4;

/** Two grid lines closer than this leave no room for text: they are one border. */
export const MIN_BAND = 4;

/** Lines that reach this far past the last line across them have a column (or row) there, whose own border was not drawn. */
export const OPEN_BAND = 10;

/** A segment is a wall between two cells when it covers this share of their common side. */
export const WALL_COVER = 0.6;

/** Less than this share of cells with text: the grid of a chart or a form's boxes, not a table. */
export const MIN_FILLED = 0.08;

/** A single box higher than this share of the page is a frame around the text, not the rest of a table. */
export const FRAME_HEIGHT = 0.5;

/** em: baselines nearer than this are one line. Superscripts rise by about 0.35, the tightest line spacing is about 0.9. */
export const SAME_LINE = 0.45;

/** em: a gap this wide always parts a line in two blocks (a letterhead's or a signature block's columns). */
export const BLOCK_GAP = 3;

/** em: a gap this wide parts it when the line above or below has a gap there too; wider than justified text's spaces. */
export const SHARED_GAP = 1;

/** Column borders of one table agree on two pages within this, or within this share of its width (scans). */
export const COLUMN_DRIFT = 3;
export const COLUMN_DRIFT_SHARE = 0.006;

/** A running header or footer stands within this share of the page height from its edge. */
export const MARGIN_SHARE = 0.14;

/** Running headers stand at the same height on every page within this. */
export const FURNITURE_DRIFT = 4;

/** em: the rest of a cut row without text and lower than this cannot have been meant as a row. */
export const SLIVER = 1;

/** Share of characters two OCR readings of one header may differ by. */
export const OCR_HEADER_DIFFERENCE = 0.2;

/** em: a cell with this much height free would have held one more line. */
export const ROOM_FOR_LINE = 1;

/** No report's header has more rows; a longer run of equal rows is equal data. */
export const MAX_HEADER_ROWS = 8;

/** The label column's texts are at least this share as long as those of the longest column: notes may be longer. */
export const LABEL_LENGTH = 0.5;

/** A column of outline codes: at least this share, since groups of rows without a code carry a name instead. */
export const CODED = 0.3;

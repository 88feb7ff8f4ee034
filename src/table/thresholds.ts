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

/** Letters of a header cell that OCR may read as anything. */
export const OCR_SHORT_WORD = 5;

/** em: a cell with this much height free would have held one more line. */
export const ROOM_FOR_LINE = 1;

/** No report's header has more rows; a longer run of equal rows is equal data. */
export const MAX_HEADER_ROWS = 8;

/** The label column's texts are at least this share as long as those of the longest column: notes may be longer. */
export const LABEL_LENGTH = 0.5;

/** A column of outline codes: at least this share, since groups of rows without a code carry a name instead. */
export const CODED = 0.3;

/** em: words this far apart are in two columns, unless the text is one justified line. A space is 0.25. */
export const SEGMENT_GAP = 0.9;

/** em: two figures this far apart are two; a thousands space is 0.25. */
export const FIGURE_GAP = 0.5;

/** em: two figures that lie over one another by so much, or stand so much above one another, are two as well. */
export const FIGURE_OVERLAP = 0.1;
export const FIGURE_RISE = 0.2;

/** em: dots set one by one to lead the eye on stand no farther apart. */
export const DOT_GAP = 1.2;

/** em: a list's marker stands at most this far before its item. */
export const MARKER_GAP = 3;

/** em: a gutter narrower than this is a wide space. */
export const MIN_GUTTER = 0.4;

/** Share of a table's full lines that may cross a gutter. */
export const BRIDGED = 0.12;

/** A column is filled in at least this share of a table's full lines. */
export const MIN_COLUMN_FILL = 0.15;

/** Rules of one table begin and end alike within this. */
export const RULE_DRIFT = 6;

/** Pieces of one rule under neighbouring columns stand at most this far apart. */
export const RULE_PIECE_GAP = 24;

/** Words and lines that make a column of prose, and the share of its lines that must be prose on both sides of the gutter. */
export const PROSE_WORDS = 4;
export const PROSE_LINES = 5;
export const PROSE_SHARE = 0.4;

/** A line of running text has this many words and fills this share of the width. */
export const PROSE_LINE_WORDS = 7;
export const PROSE_LINE_SHARE = 0.7;

/** em: rows of one table without rules follow each other within this. */
export const ROW_GAP = 3.2;

/** em: lines of one segment (the rest of a wrapped label, the name of a group) reach at most this far from a row. */
export const SINGLES_REACH = 5;

/** A column of figures: at least this share of its entries. */
export const FIGURE_COLUMN = 0.6;

/** A line with at least this share of the columns filled is a row: what lies over a gutter there are two entries set tight. */
export const SPLIT_FILL = 0.5;

/** Leadings are of two kinds when one is this many times the next smaller; lines of one row are set no wider than TIGHT_LEADING (em). */
export const LEADING_JUMP = 1.25;
export const TIGHT_LEADING = 1.45;

/** em: header lines farther apart are two rows. */
export const HEADER_LEADING = 1.7;

/** What makes a run of lines a table without cell borders: rows, share of positions filled, share of rows with a figure behind the label, words a cell. */
export const MIN_ROWS_ENCLOSED = 1;
export const MIN_ROWS_FIGURES = 2;
export const MIN_ROWS_WORDS = 4;
export const MIN_UNRULED_FILL = 0.45;
export const MIN_FIGURE_ROWS = 0.5;
export const MAX_CELL_WORDS = 8;

/** Share of entries that are nothing but brackets and operators: tables have next to none, formulas one in five. */
export const MAX_SIGNS = 0.12;

/** em: a space wider than this over a gutter parts two entries even in a poorly filled line. */
export const WIDE_SPACE = 0.42;

/** em: lines closer than this stand beside each other in cells that are centred; rows do not overlap. */
export const INTERLEAVED = 0.8;

/** em: a line this near above or below a table's lines, and within one of its columns, is part of a wrapped cell. */
export const WRAPPED_REACH = 1.5;

/** em below the baseline: a line drawn from a title to its page number stands no lower; the rule under a row does. */
export const LEADER_DROP = 0.25;
/** Share of the gap between them that such a line fills. */
export const LEADER_SHARE = 0.6;

/** This many figures below one another in one drawn cell are several rows; a cell of a report holds one. */
export const STACKED_FIGURES = 3;

/** Rows of words stacked in drawn cells each fill at least this share of the columns. */
export const STACKED_FILL = 0.7;

/** A rule over the whole table is about as long as the longest. */
export const FULL_RULE = 0.9;

/** So many bands between rules are the rows themselves; fewer are a header, a body and a total. */
export const RULED_ROWS = 4;

/** Lines closer than this share of the closest certain rows are of one row. */
export const TIGHTER = 0.93;

/** A segment reaches over a column when it covers this share of its ink, or this much (em). */
export const COVERED = 0.5;
export const COVERED_EM = 1.5;

/** An axis with at least this many lines from it is a chart's. */
export const CHART_LINES = 3;

/** So many columns of words, nearly all filled, are a table even with few rows: no letterhead has them. */
export const MANY_COLUMNS = 4;
export const MANY_FILL = 0.85;

/** More grid positions than this on one page are a drawing: an A0 sheet of the smallest cells has fewer. */
export const MAX_POSITIONS = 250_000;

/** em: in a well filled line a space over a gutter parts two entries when it is wider than a word space (0.25 to 0.28). */
export const ENTRY_SPACE = 0.3;

/** em: a title's rule stands this close below its baseline. */
export const TITLE_RULE = 1.2;

/** em: a title stands over the middle of its columns within this. */
export const TITLE_CENTRED = 0.6;

/** A header without cell borders has no more lines than this. */
export const MAX_HEADER_LINES = 10;

/** A line with the next line's first word would be wider than this share of its column's widest: it was wrapped there. */
export const NO_ROOM = 0.97;
export const WORD_SPACE = 0.25;

/** So many lines of figures show a table's columns better than its titles do. */
export const MIN_FIGURE_LINES = 3;

/** Where cells are centred, the middle of each is level with the row's figures but for rounding; top-aligned, half a line off. em. */
export const CENTRED_OFF = 0.25;
/** Lines of one cell are no further apart than lines of running text. em. */
export const CENTRED_LEADING = 1.4;

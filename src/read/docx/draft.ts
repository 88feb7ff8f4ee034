/** The document as read, before its text is judged: which font a letter came in decides what it is. */
import type { Grid } from './grid.js';
import type { Format } from './styles.js';

/** Consecutive characters in one format. */
export interface Piece {
  text: string;
  readonly format: Format;
  /** False for what Word draws by itself (a note's mark, a break, a tick box): nothing there to judge or repair. */
  readonly typed: boolean;
  /** It stands, as a space, for text that is there and was left out. */
  readonly leftOut?: true;
}

export interface DraftParagraph {
  readonly kind: 'paragraph';
  /** What Word puts before the text by itself: the mark of a note, an automatic number; empty when there is neither. */
  readonly label: readonly Piece[];
  readonly pieces: readonly Piece[];
}

export interface DraftTable {
  readonly kind: 'table';
  readonly grid: Grid<readonly DraftBlock[]>;
  readonly headerRows: number;
}

export type DraftBlock = DraftParagraph | DraftTable;

/** Whether text was left out of what stands here. */
export function lacksText(blocks: readonly DraftBlock[]): boolean {
  return blocks.some((block) =>
    block.kind === 'paragraph'
      ? [...block.label, ...block.pieces].some((piece) => piece.leftOut)
      : block.grid.cells.some((cell) => lacksText(cell.content ?? [])),
  );
}

/** Nothing a reader would see but automatic numbers. */
export function isBlank(blocks: readonly DraftBlock[]): boolean {
  return blocks.every((block) =>
    block.kind === 'paragraph'
      ? block.pieces.every((piece) => piece.text.trim() === '')
      : block.grid.cells.every((cell) => isBlank(cell.content ?? [])),
  );
}

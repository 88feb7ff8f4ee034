/** From draft to layout: every run repaired as its font was judged, and joined to the text a reader sees. */
import type { Block, Cell, Place, Table, TextBlock } from '../../model/layout.js';
import type { Repair } from '../../model/page.js';
import { type Judgement, type RawRun, RepairSum } from '../../vietnamese/judge.js';
import { type DraftBlock, type DraftParagraph, type DraftTable, lacksText, type Piece } from './draft.js';
import type { Format, Shift } from './styles.js';

const NOWHERE: Place = { page: null, box: null };
const HERE = [NOWHERE];
/** Of a cell in which text was left out: whoever set or struck it knows what the cell says, its letters alone do not. */
const UNCERTAIN = 0.5;
/** Beside text of the size before, from here down it is a note's mark: superscripts are set in 0.58 to 0.7 of it. */
const MARK_SIZE = 0.7;
/** Points of text whose size nothing says (ISO 29500-1, 17.3.2.38). */
const DEFAULT_SIZE = 10;
/** Points off the neighbour's line, by hand, from which digits are not of one number; one point is a nudge. */
const MARK_POSITION = 2;

const RAISED_DIGITS = [...'⁰¹²³⁴⁵⁶⁷⁸⁹'];
const LOWERED_DIGITS = [...'₀₁₂₃₄₅₆₇₈₉'];

export class TextMaker {
  readonly #repairs = new RepairSum();

  constructor(private readonly judgement: Judgement) {}

  /** What was changed by `blocks`, summed up. */
  repairs(): Repair[] {
    return this.#repairs.merged();
  }

  /** Text blocks and tables in order; a table in a cell follows the table that holds it. Empty paragraphs are left out. */
  blocks(drafts: readonly DraftBlock[]): Block[] {
    return drafts.flatMap((draft) => (draft.kind === 'table' ? this.#tables(draft) : this.#textBlock(draft)));
  }

  #textBlock(draft: DraftParagraph): TextBlock[] {
    const text = this.#paragraph(draft, lineOf([draft]));
    if (text === '') return [];
    const letters = [...draft.label, ...draft.pieces].filter(isTypedText);
    const bold = letters.length > 0 && letters.every((piece) => piece.format.bold);
    return [{ kind: 'text', text, place: NOWHERE, bold, size: prevailingSize(letters) }];
  }

  #tables(draft: DraftTable): Block[] {
    const inner = draft.grid.cells.flatMap((cell) => cell.content ?? []).filter((block) => block.kind === 'table');
    return [{ kind: 'table', table: this.#table(draft) }, ...inner.flatMap((table) => this.#tables(table))];
  }

  #table({ grid, headerRows }: DraftTable): Table {
    const cells = grid.cells.map(
      ({ row, col, rowspan, colspan, content }): Cell => ({
        row,
        col,
        rowspan,
        colspan,
        text: this.#lines(content ?? []),
        places: HERE,
        confidence: lacksText(content ?? []) || numbersFigure(content ?? []) ? UNCERTAIN : 1,
      }),
    );
    const { rows, cols } = grid;
    return { rows, cols, cells, pages: [], headerRows, seams: [], method: 'docx', origin: 'docx' };
  }

  /** All that stands in a cell, a line for each paragraph. A table in it counts too, cell by cell: its host is not blank. */
  #lines(drafts: readonly DraftBlock[]): string {
    const line = lineOf(drafts);
    const texts = drafts.flatMap((draft) =>
      draft.kind === 'paragraph'
        ? this.#paragraph(draft, line)
        : draft.grid.cells.map((cell) => this.#lines(cell.content ?? [])),
    );
    return texts.filter((text) => text !== '').join('\n');
  }

  #paragraph({ label, pieces }: DraftParagraph, line: Shift): string {
    const number = this.#joined(label, 'none').trimEnd();
    const text = this.#joined(pieces, line)
      .replace(/[^\S\n]*\n\s*/g, '\n')
      .trim();
    // Word puts a tab, a space or nothing behind the number; it must not run into a text that begins with a digit.
    const whole = number === '' || text === '' ? number + text : `${number} ${text}`;
    // Marks of one letter may have come in runs of different formats.
    return whole.normalize('NFC');
  }

  /** @param line where the text around these pieces runs: what is drawn there is not a mark */
  #joined(pieces: readonly Piece[], line: Shift): string {
    let text = '';
    let before: Shift = 'none';
    let format: Format | null = null;
    for (const piece of pieces) {
      if (piece.text === '') continue;
      const shift = piece.format.shift === line ? 'none' : piece.format.shift;
      const next = this.#drawn(piece, shift);
      const isApart = shift !== before || (format !== null && standsApart(format, piece.format));
      if (isApart && wouldJoinNumber(text, next)) text += ' ';
      text += next;
      before = shift;
      format = piece.format;
    }
    return text;
  }

  #drawn(piece: Piece, shift: Shift): string {
    const text = piece.typed ? this.#repaired(piece) : piece.text;
    // Letters are made capitals after the repair: in a legacy encoding the capital of é is another letter altogether.
    const drawn = piece.format.capitals ? text.toUpperCase() : text;
    if (shift === 'none') return drawn;
    const digits = shift === 'up' ? RAISED_DIGITS : LOWERED_DIGITS;
    return drawn.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);
  }

  #repaired(piece: Piece): string {
    const { text, repairs } = this.judgement.repair({ text: piece.text, font: piece.format.font });
    this.#repairs.add(repairs);
    return text;
  }
}

/**
 * Everything typed, for the judge, in order: automatic numbers included, tables within tables too. A blank stands
 * where a paragraph ends or something drawn lies between, so that the words on both sides are not taken for one.
 */
export function* typedRuns(drafts: readonly DraftBlock[]): Generator<RawRun, void, undefined> {
  for (const draft of drafts) {
    if (draft.kind === 'table') for (const cell of draft.grid.cells) yield* typedRuns(cell.content ?? []);
    else {
      yield* runsOf(draft.label);
      yield* runsOf(draft.pieces);
    }
  }
}

function* runsOf(pieces: readonly Piece[]): Generator<RawRun, void, undefined> {
  let before: string | null = null;
  for (const { text, format, typed } of pieces) {
    // Where text was taken out, or nothing is: the letters on both sides are of one word.
    if (text === '') continue;
    if (typed) yield { text, font: format.font };
    else if (before !== null) yield { text: ' ', font: before };
    before = typed ? format.font : null;
  }
  if (before !== null) yield { text: ' ', font: before };
}

function isTypedText(piece: Piece): boolean {
  return piece.typed && piece.text.trim() !== '';
}

/** An automatic number right before a figure (`1 216`): drawn, they are as good as one. */
function numbersFigure(drafts: readonly DraftBlock[]): boolean {
  const textOf = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('');
  return drafts.some(
    (draft) =>
      draft.kind === 'paragraph' && /\d\s*$/u.test(textOf(draft.label)) && /^\s*\d/u.test(textOf(draft.pieces)),
  );
}

/** Where the text runs: raised or lowered when all of it is (then nothing is a mark), else on the line. */
function lineOf(drafts: readonly DraftBlock[]): Shift {
  let line: Shift | null = null;
  for (const draft of drafts) {
    if (draft.kind === 'table') continue;
    for (const piece of draft.pieces) {
      if (!isTypedText(piece)) continue;
      if (line !== null && line !== piece.format.shift) return 'none';
      line = piece.format.shift;
    }
  }
  return line ?? 'none';
}

/** Whether one of two neighbours is moved off the other's line or so small beside it that it is a mark. */
function standsApart(one: Format, other: Format): boolean {
  if (Math.abs(one.position - other.position) >= MARK_POSITION) return true;
  const [a, b] = [one.size ?? DEFAULT_SIZE, other.size ?? DEFAULT_SIZE];
  return Math.min(a, b) <= MARK_SIZE * Math.max(a, b);
}

/** Whether a mark beside a number would be read as part of it: `306` with a note 2 is not 3062, `m²` stays whole. */
function wouldJoinNumber(before: string, after: string): boolean {
  return (/\d$/.test(before) && /^\S/.test(after)) || (/\S$/.test(before) && /^\d/.test(after));
}

/** The size most letters have, in points; null when the document does not say. */
function prevailingSize(pieces: readonly Piece[]): number | null {
  const letters = new Map<number | null, number>();
  for (const { format, text } of pieces) letters.set(format.size, (letters.get(format.size) ?? 0) + text.length);
  let prevailing: number | null = null;
  let most = 0;
  for (const [size, count] of letters) {
    if (count > most) [prevailing, most] = [size, count];
  }
  return prevailing;
}

/**
 * What a page break did to the row at it. Two questions: is the first row of the page the rest of the last row
 * of the page before, and which merged cells run on through the break? A row joined by mistake is lost, a row
 * kept by mistake is only one too many and shows, so joining needs evidence and any sign of a fresh row stops it.
 */
import { type Box, boxHeight, boxWidth, unionOf } from '../model/geometry.js';
import { type DraftCell, partsText } from './draft.js';
import type { Line } from './lines.js';
import { mostlyBold } from './lines.js';
import { CODED, LABEL_LENGTH, NO_ROOM, ROOM_FOR_LINE, SLIVER, WORD_SPACE } from './thresholds.js';

/** A cell that ends at the break and the one in the same columns that starts after it. */
export interface RowPair {
  readonly above: DraftCell;
  readonly below: DraftCell;
}

/** What the columns of a table hold, as far as a break needs to know. */
export interface ColumnProfile {
  /** What a row is about. */
  readonly label: number;
  /** The columns before the label hold outline codes, between which names of groups may stand. */
  readonly coded: boolean;
  /** Columns behind the label that mostly hold figures. */
  readonly figures: ReadonlySet<number>;
}

/** `1`, `2.3.`, `IV`, `a)`, `B.1`. */
const CODE = /^(?:\d+|[IVXLC]+|\p{L})(?:\.(?:\d+|\p{L}))*[.)]?$/u;
/** A word, not a sign or a lone letter. */
const NAME = /\p{L}{2}/u;
const FIGURE = /^[\s\d.,%()/+-]*\d[\s\d.,%()/+-]*$/u;
const CLOSED_END = /[.:;!?]$/u;
/** A semicolon parts two clauses of one label as well as two rows. */
const SENTENCE_END = /[.:!?]$/u;
const OPEN_END = /[,(/=&–-]$/u;
/** Words that no Vietnamese or English phrase ends on. */
const OPEN_WORD =
  /(?:^|\s)(?:và|của|hoặc|hay|do|tại|theo|về|cho|với|các|những|được|từ|đến|trong|trên|bằng|qua|thuộc|and|of|the|to|for|in|or|by|with|on)$/iu;

const NO_BOX: Box = [0, 0, 0, Number.POSITIVE_INFINITY];

function text(cell: DraftCell): string {
  return partsText(cell.parts).trim();
}

function isBlank(cell: DraftCell): boolean {
  return cell.parts.every((part) => part.lines.length === 0);
}

function merged({ above, below }: RowPair): boolean {
  return above.rowspan > 1 || below.rowspan > 1;
}

interface ColumnCount {
  chars: number;
  cells: number;
  figures: number;
  codes: number;
}

/** What the columns of a table hold, counted page by page. Merged cells say nothing about a single column's rows. */
export class ColumnTally {
  readonly #columns = new Map<number, ColumnCount>();

  add(cells: readonly DraftCell[]): void {
    for (const cell of cells) {
      if (cell.colspan > 1 || cell.rowspan > 1 || isBlank(cell)) continue;
      const value = text(cell);
      const column = this.#columns.get(cell.col) ?? { chars: 0, cells: 0, figures: 0, codes: 0 };
      column.chars += value.length;
      column.cells++;
      if (FIGURE.test(value)) column.figures++;
      if (CODE.test(value)) column.codes++;
      this.#columns.set(cell.col, column);
    }
  }

  /** The label column is the first one whose words are about as long as any column's. */
  profile(): ColumnProfile {
    const columns = [...this.#columns].toSorted(([a], [b]) => a - b);
    const mostly = (count: number, column: ColumnCount) => count * 2 > column.cells;
    const coded = (column: ColumnCount) => column.codes >= CODED * column.cells;
    const wordy = columns.filter(([, c]) => !mostly(c.figures, c) && !coded(c));
    const mean = (c: ColumnCount) => c.chars / c.cells;
    const longest = Math.max(0, ...wordy.map(([, c]) => mean(c)));
    const label = wordy.find(([, c]) => mean(c) >= LABEL_LENGTH * longest)?.[0] ?? 0;
    const before = columns.filter(([col]) => col < label).map(([, c]) => c);
    return {
      label,
      coded: before.length > 0 && before.every(coded),
      figures: new Set(columns.filter(([col, c]) => col > label && mostly(c.figures, c)).map(([col]) => col)),
    };
  }
}

function startsLower(value: string): boolean {
  return /^\p{Ll}/u.test(value) && !/^\p{L}[.)]/u.test(value);
}

function unfinished(value: string): boolean {
  const open = (value.match(/\(/gu) ?? []).length - (value.match(/\)/gu) ?? []).length;
  return OPEN_END.test(value) || OPEN_WORD.test(value) || open > 0;
}

function wordsOf(cell: DraftCell) {
  return cell.parts.flatMap((part) => part.lines.flatMap((line) => line.words));
}

/** The text above goes on below: by a small first letter, or because it could not end where it does. */
function readsOn({ above, below }: RowPair): boolean {
  if (isBlank(above) || isBlank(below)) return false;
  if (mostlyBold(wordsOf(above)) !== mostlyBold(wordsOf(below))) return false;
  const upper = text(above);
  const lower = text(below);
  if (FIGURE.test(upper) && FIGURE.test(lower)) return false;
  return unfinished(upper) || (startsLower(lower) && !CLOSED_END.test(upper));
}

const DIGIT = /\d/u;

/**
 * Words where figures are expected, cut like any text: `Theo kế hoạch`, or `khoảng 20` in a row that nothing names below.
 * A second figure would be another row's, and so would one with a label of its own.
 */
function isCutValue(pair: RowPair, label: RowPair | undefined): boolean {
  if (DIGIT.test(text(pair.above)) || !NAME.test(text(pair.above))) return false;
  return DIGIT.test(text(pair.below)) ? label !== undefined && isBlank(label.below) : readsOn(pair);
}

/** What begins an item of its own: a bullet, or the words that announce parts. */
const FRESH_START = /^(?:[-–+*•]\s|trong đó|bao gồm|gồm)/iu;
/** A choice of a unit column (`Có = 1`) begins with a capital wherever the break stands. */
const CHOICE = /=\s*\d/u;

/** Word leaves 5.4 points on either side of a cell's text, half of a usual font size. */
const MOST_PADDING = 0.5;

/** The first word below would not have fitted into the last line above: the line was broken there anyway. */
function wasWrapped({ above, below }: RowPair): boolean {
  const part = above.parts.at(-1);
  const last = part?.lines.at(-1);
  const next = wordsOf(below)[0];
  const box = part?.place.box;
  if (last === undefined || next === undefined || box === undefined || box === null) return false;
  const needed = boxWidth(last.box) + WORD_SPACE * last.size + boxWidth(next.box);
  const inset = Math.min(MOST_PADDING * last.size, Math.max(0, last.box[0] - box[0]));
  return needed > NO_ROOM * (boxWidth(box) - 2 * inset);
}

/**
 * A table whose rows bear codes: under a row with its own code stands text without code or figure. A row of a group would
 * have the group's name or cell beside it, so this is the rest of the row above, whatever letter it begins with.
 */
function isRestOfCodedRow(label: RowPair, pairs: readonly RowPair[], profile: ColumnProfile): boolean {
  const before = pairs.filter((pair) => pair.below.col < profile.label);
  const behind = pairs.filter((pair) => pair.below.col > profile.label && !isBlank(pair.below));
  return (
    profile.coded &&
    before.length > 0 &&
    before.every(({ above, below }) => above.rowspan === 1 && CODE.test(text(above)) && isBlank(below)) &&
    behind.every((pair) => !profile.figures.has(pair.below.col) && (readsOn(pair) || CHOICE.test(text(pair.below)))) &&
    mostlyBold(wordsOf(label.above)) === mostlyBold(wordsOf(label.below)) &&
    !SENTENCE_END.test(text(label.above)) &&
    wasWrapped(label) &&
    !FRESH_START.test(text(label.below))
  );
}

/** Height of a cell that its text above the break leaves free, and its line height. */
function freeHeight(cell: DraftCell): { free: number; line: number } | null {
  const part = cell.parts.at(-1);
  const box = part?.place.box;
  if (part === undefined || box === null || box === undefined || part.lines.length === 0) return null;
  const used = unionOf(part.lines.map((line: Line): Box => line.box));
  const size = Math.max(...part.lines.map((line) => line.size));
  return { free: boxHeight(box) - (used === null ? 0 : boxHeight(used)), line: size * ROOM_FOR_LINE };
}

/** Text that goes on below had no room left above: its cell is as full as the fullest of the row. */
function hadRoom(pair: RowPair, pairs: readonly RowPair[]): boolean {
  const own = freeHeight(pair.above);
  if (own === null) return false;
  const least = pairs
    .filter((p) => !merged(p))
    .reduce((low, p) => Math.min(low, freeHeight(p.above)?.free ?? low), own.free);
  return own.free - least >= own.line;
}

/** A strip of blank cells too low for a row. A merged cell that only ends or starts in it does not count. */
function isStrip(cells: readonly DraftCell[], part: 0 | -1, size: number): boolean {
  const own = cells.filter((cell) => cell.rowspan === 1);
  const heights = own.map((cell) => boxHeight(cell.parts.at(part)?.place.box ?? NO_BOX));
  return own.length > 0 && own.every(isBlank) && Math.min(...heights) < SLIVER * size;
}

/** The break ran through the margin of a row: one side of it is a blank strip, the other the whole row. */
function isSliver(pairs: readonly RowPair[], profile: ColumnProfile): boolean {
  const above = pairs.map((pair) => pair.above);
  const below = pairs.map((pair) => pair.below);
  const size = Math.max(0, ...[...above, ...below].flatMap((cell) => wordsOf(cell).map((w) => w.size)));
  if (pairs.some((pair) => !isBlank(pair.above) && !isBlank(pair.below) && !carries(pair, profile))) return false;
  return isStrip(above, -1, size) !== isStrip(below, 0, size);
}

export interface CutRowVerdict {
  readonly cut: boolean;
  /** The predicate that decided. */
  readonly reason:
    | 'code-again'
    | 'figure-again'
    | 'had-room'
    | 'fresh-group'
    | 'sliver'
    | 'blank'
    | 'fresh-label'
    | 'label-reads-on'
    | 'nameless'
    | 'text-reads-on'
    | 'no-evidence';
}

/** Whether the row below the break is the rest of the row above it. `pairs` are all the cells of both rows. */
export function cutRowVerdict(pairs: readonly RowPair[], profile: ColumnProfile): CutRowVerdict {
  const single = pairs.filter((pair) => !merged(pair));
  const both = single.filter((pair) => !isBlank(pair.above) && !isBlank(pair.below));
  const label = pairs.find(({ below }) => below.col <= profile.label && profile.label < below.col + below.colspan);
  const before = single.filter((pair) => pair !== label && pair.above.col < profile.label);
  const verdict = (cut: boolean, reason: CutRowVerdict['reason']): CutRowVerdict => ({ cut, reason });

  if (isSliver(pairs, profile)) return verdict(true, 'sliver');
  if (pairs.some((pair) => merged(pair) && !carries(pair, profile))) return verdict(false, 'fresh-group');
  if (single.every((pair) => isBlank(pair.below))) return verdict(false, 'blank');
  if (before.some((pair) => both.includes(pair) && !startsLower(text(pair.below)))) return verdict(false, 'code-again');
  if (both.some((pair) => profile.figures.has(pair.below.col) && !isCutValue(pair, label)))
    return verdict(false, 'figure-again');
  if (both.some(({ above, below }) => FIGURE.test(text(above)) && FIGURE.test(text(below))))
    return verdict(false, 'figure-again');
  if (both.some((pair) => hadRoom(pair, pairs))) return verdict(false, 'had-room');

  const late = single.filter((pair) => isBlank(pair.above) && !isBlank(pair.below));
  if (label === undefined || merged(label)) {
    const goesOn = both.length > 0 && both.every(readsOn) && late.length === 0;
    return goesOn ? verdict(true, 'text-reads-on') : verdict(false, 'no-evidence');
  }
  if (!isBlank(label.below)) {
    const goesOn = readsOn(label) || isRestOfCodedRow(label, pairs, profile);
    if (isBlank(label.above) || !goesOn) return verdict(false, 'fresh-label');
    const surely = startsLower(text(label.below)) || late.length === 0;
    return surely ? verdict(true, 'label-reads-on') : verdict(false, 'fresh-label');
  }
  if (late.some((pair) => before.includes(pair))) return verdict(false, 'code-again');
  return isBlank(label.above) ? verdict(false, 'no-evidence') : verdict(true, 'nameless');
}

/**
 * Whether the cell below is the same merged cell as the one above. A merged cell is printed once, so the two
 * do not both say something (unless the break cuts its text). A name among codes is a group's even when only
 * one of its rows stands above; a code is one row's own unless it is drawn over several.
 */
export function carries(pair: RowPair, profile: ColumnProfile): boolean {
  const { above, below } = pair;
  const bothMerged = above.rowspan > 1 && below.rowspan > 1;
  if (above.col >= profile.label) return bothMerged && isBlank(below);
  if (isBlank(above)) return isBlank(below) ? bothMerged : above.rowspan > 1 && !CODE.test(text(below));
  const group = !CODE.test(text(above)) && NAME.test(text(above)) && (below.rowspan > 1 || profile.coded);
  if (above.rowspan === 1 && !group) return false;
  return isBlank(below) || (startsLower(text(below)) && !CLOSED_END.test(text(above)));
}

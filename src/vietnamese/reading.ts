/** One page read run by run: what each font holds there, after repair. */
import { InvariantError } from '../model/errors.js';
import { type Measurements, measure, Tally } from './measure.js';
import { type Repairer, SEVERAL_WORDS } from './repairer.js';
import type { PageText } from './runs.js';
import { kindOf } from './words.js';

interface Piece {
  readonly word: string;
  readonly tally: Tally;
}

/** `Th`, `ị`, `H`, `ườ`, `ng`: so many pieces make one word at most. */
const MOST_PIECES = 6;

/**
 * A word cut by a change of font inside it is one word: its pieces are no evidence against either font. Where words
 * begin is not known here (a word may end in the other font), so the longest syllable is taken each time.
 */
function rejoin(pieces: readonly Piece[]): void {
  if (pieces.length < 2) return;
  for (let start = 0; start < pieces.length; ) {
    const [head, ...rest] = pieces.slice(start, start + MOST_PIECES);
    if (head === undefined) return;
    let [whole, end] = ['', start + 1];
    let word = head.word;
    for (const [i, piece] of rest.entries()) {
      word += piece.word;
      if (kindOf(word.normalize('NFC')) === 'syllable') [whole, end] = [word.normalize('NFC'), start + i + 2];
    }
    const joined = pieces.slice(start, end);
    if (joined.some((piece) => kindOf(piece.word) !== 'syllable') && whole !== '') {
      for (const piece of joined) piece.tally.count(piece.word, -1);
      head.tally.count(whole, 1);
    }
    start = end;
  }
}

const ONE_LETTER = /^\P{L}*\p{L}\P{L}*$/u;
const BLANK_RUN = /^\s+$/u;

/**
 * A letter that is all of a paragraph of a DOCX (blank runs part them): a mark in a cell, the letter of a list; what has
 * lost glyphs is seldom one letter. The words of a PDF come without blanks: there a letter may be the rest of its word.
 */
function isWholeParagraph({ runs }: PageText, at: number): boolean {
  const after = runs[at + 1];
  if (after === undefined || !BLANK_RUN.test(after.text)) return false;
  const before = runs[at - 1];
  return (before === undefined || BLANK_RUN.test(before.text)) && ONE_LETTER.test(runs[at]?.text ?? '');
}

/** What one font holds on one page. */
export interface Reading {
  readonly repairer: Repairer;
  readonly tally: Tally;
  readonly measurements: Measurements;
  /** Classes of the repairs made. */
  readonly repairs: ReadonlySet<string>;
}

interface Count {
  readonly repairer: Repairer;
  readonly tally: Tally;
  readonly repairs: Set<string>;
}

/** Every run in order. `repairers` has one for each font of the page. */
export function readPage(page: PageText, repairers: ReadonlyMap<string, Repairer>): Map<string, Reading> {
  const counts = new Map<string, Count>();
  const countOf = (font: string): Count => {
    let count = counts.get(font);
    if (count === undefined) {
      const repairer = repairers.get(font);
      if (repairer === undefined) throw new InvariantError(`no repairer for font ${font}`);
      count = { repairer, tally: new Tally(), repairs: new Set() };
      counts.set(font, count);
    }
    return count;
  };
  const blanksInRuns = page.runs.some(({ text }) => text.length > 2 && SEVERAL_WORDS.test(text));
  let pieces: Piece[] = [];
  let fontBefore: string | null = null;
  let openBefore = false;
  let at = -1;
  let count: Count | null = null;
  for (const run of page.runs) {
    at += 1;
    if (count === null || run.font !== fontBefore) count = countOf(run.font);
    const { tally, repairs, repairer } = count;
    const { repaired, before, after } = repairer.repair(run.text);
    tally.add(before, after, run.hidden);
    if (isWholeParagraph(page, at)) for (const word of after.words) tally.count(word, -1);
    tally.undecided += repaired.undecided;
    for (const repair of repaired.repairs) repairs.add(repair.class);

    const { words, open } = after;
    const goesOn = openBefore && open[0] && (blanksInRuns || fontBefore !== run.font);
    const first = words[0];
    const last = words[words.length - 1];
    if (goesOn && first !== undefined) pieces.push({ word: first, tally });
    if (!goesOn || words.length > 1) {
      if (pieces.length > 1) {
        rejoin(pieces);
        pieces = [];
      }
      if (last === undefined) pieces.pop();
      else pieces[0] = { word: last, tally };
    }
    fontBefore = run.font;
    openBefore = open[1];
  }
  rejoin(pieces);
  return new Map([...counts].map(([font, count]) => [font, { ...count, measurements: measure(count.tally) }]));
}

/** One page read run by run: what each font holds there, after repair. */
import { InvariantError } from '../model/errors.js';
import { type Measurements, measure, Tally } from './measure.js';
import type { Repairer, Repairing } from './repairer.js';
import type { PageText, RawRun } from './runs.js';
import { kindOf } from './words.js';

/** What one font holds on one page. */
export interface Reading {
  readonly repairer: Repairer;
  readonly tally: Tally;
  readonly measurements: Measurements;
  /** Classes of the repairs made. */
  readonly repairs: ReadonlySet<string>;
}

/** What has been found so far of one font. */
class Count {
  readonly tally = new Tally();
  /** Classes of the repairs made. */
  readonly repairs = new Set<string>();

  constructor(readonly repairer: Repairer) {}

  add({ repaired, before, after }: Repairing, hidden: boolean): void {
    this.tally.add(before, after, hidden);
    this.tally.undecided += repaired.undecided;
    for (const repair of repaired.repairs) this.repairs.add(repair.class);
  }

  reading(): Reading {
    const { repairer, tally, repairs } = this;
    return { repairer, tally, measurements: measure(tally), repairs };
  }
}

/** A run as the repairer of its font left it. */
interface ReadRun {
  readonly count: Count;
  readonly repairing: Repairing;
}

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

/** A word may go on in the next run where the font changes; in a DOCX, whose runs hold their blanks, everywhere. */
function rejoinWords(runs: readonly ReadRun[]): void {
  const withBlanks = runs.some(({ repairing }) => repairing.severalWords);
  let pieces: Piece[] = [];
  let before: ReadRun | undefined;
  for (const run of runs) {
    const { words, open } = run.repairing.after;
    const goesOn = before?.repairing.after.open[1] && open[0] && (withBlanks || before.count !== run.count);
    if (before !== undefined && goesOn) {
      if (pieces.length === 0) pieces.push(pieceOf(before, -1));
      pieces.push(pieceOf(run, 0));
    }
    if (pieces.length > 0 && (!goesOn || words.length > 1)) {
      rejoin(pieces);
      pieces = [];
    }
    before = run;
  }
  rejoin(pieces);
}

function pieceOf({ count, repairing }: ReadRun, at: number): Piece {
  return { word: repairing.after.words.at(at) ?? '', tally: count.tally };
}

const ONE_LETTER = /^\P{L}*\p{L}\P{L}*$/u;
const BLANK_RUN = /^\s+$/u;

/**
 * A letter that is all of a paragraph of a DOCX (blank runs part them): a mark in a cell, the letter of a list; what has
 * lost glyphs is seldom one letter. The words of a PDF come without blanks: there a letter may be the rest of its word.
 */
function isWholeParagraph(runs: readonly RawRun[], at: number): boolean {
  const after = runs[at + 1];
  if (after === undefined || !BLANK_RUN.test(after.text)) return false;
  const before = runs[at - 1];
  return (before === undefined || BLANK_RUN.test(before.text)) && ONE_LETTER.test(runs[at]?.text ?? '');
}

/** Every run in order. `repairers` has one for each font of the page. */
export function readPage(page: PageText, repairers: ReadonlyMap<string, Repairer>): Map<string, Reading> {
  const counts = new Map<string, Count>();
  const countOf = (font: string): Count => {
    let count = counts.get(font);
    if (count === undefined) {
      const repairer = repairers.get(font);
      if (repairer === undefined) throw new InvariantError(`no repairer for font ${font}`);
      count = new Count(repairer);
      counts.set(font, count);
    }
    return count;
  };
  const runs = page.hidden.length === 0 ? page.runs : [...page.runs, ...page.hidden];
  const read = runs.map(({ font, text }, at): ReadRun => {
    const count = countOf(font);
    const repairing = count.repairer.repair(text);
    count.add(repairing, at >= page.runs.length);
    if (isWholeParagraph(runs, at)) for (const word of repairing.after.words) count.tally.count(word, -1);
    return { count, repairing };
  });
  rejoinWords(read);
  return new Map([...counts].map(([font, count]) => [font, count.reading()]));
}

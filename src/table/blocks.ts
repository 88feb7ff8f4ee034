/** Text outside tables: lines, cut where a wide gap shows that two blocks stand side by side. */
import type { TextBlock } from '../model/layout.js';
import type { Word } from '../model/page.js';
import { type Line, lineOf, linesOf, lineText, mostlyBold } from './lines.js';
import { BLOCK_GAP, SHARED_GAP } from './thresholds.js';

interface Gap {
  /** Index of the word right of it. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly em: number;
}

function gapsOf(line: Line): Gap[] {
  return line.words.slice(1).flatMap((word, i) => {
    const from = line.words[i]?.box[2] ?? 0;
    const em = (word.box[0] - from) / line.size;
    return em >= SHARED_GAP ? [{ at: i + 1, from, to: word.box[0], em }] : [];
  });
}

/** A blank left to be filled in (`Số:      /BC-UBND`) and a list's number parted from its text are inside a line. */
function isInside(line: Line, gap: Gap): boolean {
  const left = line.words.slice(0, gap.at);
  const marker = left.length === 1 && (left[0]?.text.length ?? 0) <= 4;
  return (line.words[gap.at]?.text.startsWith('/') ?? false) || (marker && gap.em < BLOCK_GAP);
}

function sharedWith(gap: Gap, neighbour: readonly Gap[] | undefined): boolean {
  return neighbour?.some((other) => other.from < gap.to && other.to > gap.from) ?? false;
}

function cutAt(line: Line, cuts: readonly number[]): Line[] {
  const starts = [0, ...cuts];
  return starts.map((start, i) => lineOf(line.words.slice(start, starts[i + 1])));
}

/** The lines of a page's words from top to bottom, side by side blocks apart. */
export function blockLines(words: readonly Word[]): Line[] {
  const lines = linesOf(words);
  const gaps = lines.map(gapsOf);
  return lines.flatMap((line, i) => {
    const cuts = (gaps[i] ?? []).filter(
      (gap) =>
        !isInside(line, gap) && (gap.em >= BLOCK_GAP || sharedWith(gap, gaps[i - 1]) || sharedWith(gap, gaps[i + 1])),
    );
    return cutAt(
      line,
      cuts.map((gap) => gap.at),
    );
  });
}

export function textBlock(line: Line, page: number): TextBlock {
  return {
    kind: 'text',
    text: lineText(line),
    place: { page, box: line.box },
    bold: mostlyBold(line.words),
    size: line.size,
  };
}

/** Words to lines of text, by their baselines. */
import { type Box, unionOf } from '../model/geometry.js';
import type { Word } from '../model/page.js';
import { FIGURE_GAP, FIGURE_OVERLAP, FIGURE_RISE, SAME_LINE } from './thresholds.js';

/** Words on one baseline, left to right. */
export interface Line {
  readonly words: readonly Word[];
  readonly box: Box;
  /** Of its largest word. */
  readonly baseline: number;
  /** Size of its largest word. */
  readonly size: number;
}

function largest(words: readonly Word[]): Word {
  return words.reduce((a, b) => (b.size > a.size ? b : a));
}

/** Makes a line of words that are known to share it; at least one. */
export function lineOf(words: readonly Word[]): Line {
  const only = words[0];
  if (only !== undefined && words.length === 1)
    return { words, box: only.box, baseline: only.baseline, size: only.size };
  const sorted = words.toSorted((a, b) => a.box[0] - b.box[0]);
  const lead = largest(sorted);
  return {
    words: sorted,
    box: unionOf(sorted.map((w) => w.box)) ?? lead.box,
    baseline: lead.baseline,
    size: lead.size,
  };
}

/** Groups words into lines from top to bottom. Raised and lowered words stay in the line they belong to. */
export function linesOf(words: readonly Word[]): Line[] {
  // What most cells of a table hold is nothing or one word.
  if (words.length < 2) return words.length === 0 ? [] : [lineOf(words)];
  const groups: { words: Word[]; lead: Word }[] = [];
  for (const word of words.toSorted((a, b) => a.baseline - b.baseline)) {
    const group = groups.at(-1);
    const reach = group === undefined ? 0 : SAME_LINE * Math.max(group.lead.size, word.size);
    if (group !== undefined && word.baseline - group.lead.baseline <= reach) {
      group.words.push(word);
      if (word.size > group.lead.size) group.lead = word;
    } else groups.push({ words: [word], lead: word });
  }
  return groups.map((g) => lineOf(g.words));
}

/** A line's words with one space between them; a tab between figures that are not of one number. */
export function lineText(line: Line, textOf: (word: Word) => string = (word) => word.text): string {
  let text = '';
  line.words.forEach((word, i) => {
    const before = line.words[i - 1];
    const own = textOf(word);
    const meet = /\d$/.test(text) && /^\d/.test(own);
    text += before === undefined ? own : `${meet && areApart(before, word) ? '\t' : ' '}${own}`;
  });
  return text;
}

function areApart(one: Word, other: Word): boolean {
  const size = Math.max(one.size, other.size);
  const gap = other.box[0] - one.box[2];
  const rise = Math.abs(other.baseline - one.baseline);
  return gap >= FIGURE_GAP * size || gap < -FIGURE_OVERLAP * size || rise > FIGURE_RISE * size;
}

/** Lines in reading order, parted by `\n`. A line of ink that reads as nothing is none. */
export function linesText(lines: readonly Line[], textOf?: (word: Word) => string): string {
  return lines
    .map((line) => lineText(line, textOf))
    .filter((text) => text !== '')
    .join('\n');
}

/** The text of words in reading order. */
export function wordsText(words: readonly Word[]): string {
  return linesText(linesOf(words));
}

/** Whether most characters of the words are bold. */
export function mostlyBold(words: readonly Word[]): boolean {
  let bold = 0;
  let all = 0;
  for (const word of words) {
    all += word.text.length;
    if (word.bold) bold += word.text.length;
  }
  return bold * 2 > all;
}

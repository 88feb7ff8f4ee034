/** Lines cut into segments: runs of words no wider apart than words of one phrase are. What columns are made of. */
import type { Word } from '../model/page.js';
import { type Line, linesOf } from './lines.js';
import { DOT_GAP, FIGURE_GAP, MARKER_GAP, SEGMENT_GAP } from './thresholds.js';

export interface Segment {
  readonly words: readonly Word[];
  readonly x0: number;
  /** Where its ink ends: dots that lead the eye to the next column do not count. */
  readonly x1: number;
  /** Such dots end it. */
  readonly leads: boolean;
}

export interface SegmentedLine {
  readonly line: Line;
  readonly segments: readonly Segment[];
}

const FIGURE = /^[([]?[-–−+$€£]?\s*\d[\d.,:/\s]*%?[)\]]?[*†‡a-d]?$/u;
const NOTHING = /^(?:[-–—−.…·*]+|n\/?a\.?|x|nt)$/iu;
/** A bullet or a number that opens a list item. */
const MARKER = /^(?:[-–—•▪●◦*+§]|\(?(?:\d{1,2}|[a-zđ]|[ivx]{1,4})[.)])$/iu;
const LEADER = /(?:\.{4,}|…{2,}|_{4,}|·{4,})$/u;
/** Dots set one by one are words of their own, so many of them. */
const DOT = /^[.…_·]+$/u;
const MIN_DOTS = 4;

/** A number as tables print it, with its sign, percent or note mark. */
export function isFigure(text: string): boolean {
  return FIGURE.test(text);
}

/** A sign that stands where a figure would: a dash, dots, `n/a`. */
export function isNothing(text: string): boolean {
  return NOTHING.test(text);
}

/** How many of the words, from the first on, are left when dots that lead the eye on are taken from their end. */
function beforeDots(words: readonly Word[]): number {
  const last = words.findLastIndex((word) => !DOT.test(word.text));
  return words.length - 1 - last >= MIN_DOTS ? last + 1 : words.length;
}

function leads(words: readonly Word[]): boolean {
  const last = words.at(-1);
  return (last !== undefined && LEADER.test(last.text)) || beforeDots(words) < words.length;
}

/** Right edge of a word's own text, when dots trail it. */
function inkEnd(word: Word): number {
  const dots = LEADER.exec(word.text)?.[0].length ?? 0;
  const share = dots === 0 ? 1 : Math.max(0, (word.text.length - dots) / word.text.length);
  return word.box[0] + (word.box[2] - word.box[0]) * share;
}

function parted(left: Word, right: Word, size: number): boolean {
  const gap = (right.box[0] - left.box[2]) / size;
  if (gap >= SEGMENT_GAP) return true;
  const value = (word: Word) => isFigure(word.text) || isNothing(word.text);
  return value(left) && value(right) && gap >= FIGURE_GAP;
}

function segmentOf(words: readonly Word[]): Segment {
  const x0 = Math.min(...words.map((w) => w.box[0]));
  const inked = words.slice(0, Math.max(1, beforeDots(words)));
  return { words, x0, x1: Math.max(...inked.map(inkEnd)), leads: leads(words) };
}

/** Whether a word goes on with a segment: dots do with what they lead away from, nothing does with what dots led to. */
function goesOn(words: readonly Word[], word: Word, size: number): boolean {
  const last = words.at(-1);
  if (last === undefined) return false;
  if (LEADER.test(word.text) && inkEnd(word) === word.box[0]) return true;
  if (DOT.test(last.text) && DOT.test(word.text)) return word.box[0] - last.box[2] < DOT_GAP * size;
  if (leads(words) && !DOT.test(word.text)) return false;
  return !parted(last, word, size);
}

function cut(line: Line): SegmentedLine {
  const groups: Word[][] = [];
  for (const word of line.words) {
    const group = groups.at(-1);
    if (group !== undefined && goesOn(group, word, line.size)) group.push(word);
    else groups.push([word]);
  }
  return { line, segments: groups.map(segmentOf) };
}

/** A list's marker belongs to its item, however far it is indented. */
function withMarker(line: SegmentedLine): SegmentedLine {
  const [marker, item, ...rest] = line.segments;
  if (marker === undefined || item === undefined || rest.length > 0) return line;
  const text = marker.words[0]?.text ?? '';
  const near = item.x0 - marker.x1 <= MARKER_GAP * line.line.size;
  if (marker.words.length > 1 || !MARKER.test(text) || !near) return line;
  return { ...line, segments: [segmentOf([...marker.words, ...item.words])] };
}

/** The words as lines from top to bottom, each cut into its segments. */
export function segmentedLines(words: readonly Word[]): SegmentedLine[] {
  return linesOf(words).map(cut).map(withMarker);
}

/** A line whose gaps `isLed` says are filled by a drawn leader: the segments before them lead to what comes behind. */
export function withLeaders(line: SegmentedLine, isLed: (from: number, to: number) => boolean): SegmentedLine {
  const segments = line.segments.map((segment, i) => {
    const next = line.segments[i + 1];
    return next !== undefined && isLed(segment.x1, next.x0) ? { ...segment, leads: true } : segment;
  });
  return { ...line, segments };
}

/** The pieces of a segment between spaces at least `least` wide. */
export function pieces(segment: Segment, least: number): Segment[] {
  const groups: Word[][] = [];
  for (const word of segment.words) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && word.box[0] - inkEnd(last) < least) group.push(word);
    else groups.push([word]);
  }
  return groups.map(segmentOf);
}

/** Joins segments into one, left to right. */
export function joinSegments(segments: readonly Segment[]): Segment {
  return segmentOf(segments.flatMap((s) => s.words).toSorted((a, b) => a.box[0] - b.box[0]));
}

/** Parts a segment where one of its spaces, at least `least` wide, lies over from..to; null when none does. */
export function splitAt(segment: Segment, from: number, to: number, least: number): readonly [Segment, Segment] | null {
  for (const [i, right] of segment.words.entries()) {
    const left = segment.words[i - 1];
    if (left === undefined) continue;
    const gapFrom = inkEnd(left);
    const gapTo = right.box[0];
    if (gapTo - gapFrom >= least && Math.min(gapTo, to) - Math.max(gapFrom, from) > 0)
      return [segmentOf(segment.words.slice(0, i)), segmentOf(segment.words.slice(i))];
  }
  return null;
}

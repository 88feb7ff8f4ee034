/** Bricks that the sentences of both languages are built from. */
import type { RowFigure, RowName } from '../flags.js';

/** More decimals than any report prints; enough to show a difference. */
const MOST_DECIMALS = 4;

function rounded(value: number): number {
  return Number(value.toFixed(MOST_DECIMALS));
}

/** 1234.5 as an English reader and a program write it. */
export function englishNumber(value: number): string {
  return String(rounded(value));
}

/** 1234.5 as `1.234,5`. */
export function vietnameseNumber(value: number): string {
  const [whole = '', decimals] = englishNumber(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return decimals === undefined ? grouped : `${grouped},${decimals}`;
}

/** Long enough to recognise a row or a sentence by, short enough for one line of a worklist. */
const LONGEST_LABEL = 70;
const LONGEST_SENTENCE = 180;

function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest);
  const lastSpace = cut.lastIndexOf(' ');
  return `${cut.slice(0, lastSpace > 0 ? lastSpace : longest)}…`;
}

/** A day as it is written: what a report says of its period may be the day it was signed. */
export const dayOr = (reading: string, day: string): string =>
  reading.replace(/^(\d{4})-(\d\d)-(\d\d)$/, (_, y: string, m: string, d: string) => `${day} ${d}/${m}/${y}`);

export const quoted = (text: string): string => `“${shortened(text.trim(), LONGEST_SENTENCE)}”`;

const withoutEnd = (text: string): string => text.trim().replace(/[.;:,]+$/, '');

/** A sentence of the report, without the bullet before it and the mark after it. */
export const excerpt = (sentence: string): string => quoted(withoutEnd(sentence.replace(/^\s*[-–+*•]\s*/, '')));

/** A row by its printed code; one without a code by its label. */
export function rowName({ code, label }: RowName): string {
  return code === '' ? quoted(shortened(label, LONGEST_LABEL)) : code;
}

/** `3.1.1 “Số hồ sơ đã tiếp nhận”` */
export function fullName({ code, label }: RowName): string {
  const name = quoted(shortened(label, LONGEST_LABEL));
  return code === '' ? name : `${code} ${name}`;
}

/** `306 + 0 + 72 + 100` */
export function addends(parts: readonly RowFigure[], number: (value: number) => string): string {
  return parts.map((part) => number(part.value)).join(' + ');
}

/** The parts that would satisfy the sum if they alone were changed by the difference; a part below nothing is none. */
export function correctedParts(parts: readonly RowFigure[], difference: number): RowFigure[] {
  return parts.map((part) => ({ ...part, value: rounded(part.value + difference) })).filter((part) => part.value >= 0);
}

/** A remark of the catalogue, in parentheses; '' when there is none. */
export const remark = (note: string | null): string => (note === null || note === '' ? '' : ` (${withoutEnd(note)})`);

export const percentOf = (share: number): number => Math.round(share * 100);

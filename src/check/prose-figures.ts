/**
 * The figures in a paragraph of prose. Most numbers there are none: document numbers, dates, years, periods, levels
 * of online service (`mức độ 3,4`), standards, decrees, section numbers. They are blotted out first, so that no
 * later rule can mistake one for a figure.
 */
import { halfUnit } from './rounding.js';

export interface ProseFigure {
  readonly value: number;
  readonly percent: boolean;
  /** Decimals as printed. */
  readonly decimals: number;
  /** Where it stands in the text, the percent sign not included. */
  readonly start: number;
  readonly end: number;
}

/** Neither a letter nor a digit nor a mark, and never found in a report. */
const BLOT = '\u0000';

const NOT_FIGURES: readonly RegExp[] = [
  // 96/KH-UBND, 14a/KH-UBND, 61/2018/NĐ-CP, also broken after the dash by a line
  /\d+[a-zđ]?\s?\/\s?(?:\d{4}\s?\/\s?)?\p{Lu}[\p{Lu}\d]*(?:\s?-\s?\p{Lu}\p{L}*)*/gu,
  // dates, whole and in parts
  /ngày\s+\d{1,2}(?:\s?[/.-]\s?\d{1,2})?(?:\s?[/.-]\s?\d{2,4})?/giu,
  /\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})(?!\d)/gu,
  /tháng\s+\d{1,2}(?:\s?\/\s?\d{4})?/giu,
  // periods: 9 tháng đầu năm, quý III, quý 4/2021
  /\d{1,2}\s+tháng/giu,
  /(?:quý|quí)\s+\d(?:\s?\/\s?\d{4})?/giu,
  // years and ranges of years, however introduced
  /(?<![\d.,])(?:19|20)\d{2}(?:\s?[-–—]\s?(?:19|20)?\d{2})?(?![\d]|[.,]\d)/gu,
  // mức độ 3,4 · mức độ 3, mức độ 4 · mức 3 và 4 · cấp độ 4
  /(?:mức|cấp)(?:\s+độ)?\s+\d(?:\s?(?:,|;|và|hoặc|\/|-)\s?\d(?![\d.,]*\s*\p{L}{2}))*(?!\d)/giu,
  // ISO 9001:2015, TCVN ISO 9001
  /(?:ISO|TCVN|QCVN)(?:\s|\d|[:.\-/])+/gu,
  // số 228, Phụ lục 1, Điều 4, khoản 2, biểu mẫu 3
  /(?<!\p{L})(?:số|phụ lục|điều|khoản|điểm|chương|mục|biểu|biểu mẫu|mẫu|bảng|phiên bản|khóa|khoá|thứ|lần)\s+(?:số\s+)?\d+[a-zđ]?(?:\.\d+)*(?![\d.,]*\d)/giu,
  // NĐ34, NĐ 34, NQ 76
  /(?<!\p{L})(?:NĐ|QĐ|NQ|TT|CT|KH|CV|TTLT)\s?\d+/gu,
  // numbers grown into a word: A4, COVID-19
  /\p{L}+-?\d+/gu,
  // what a paragraph is numbered with: 2.1. Kiểm soát, 1) …
  /^\s*\d{1,2}(?:\.\d{1,2})*\s*[.,)]\s*(?=\p{L})/gu,
];

const NUMBER = /(?<![\p{L}\d.,/])(?:\d{1,3}(?: \d{3})+|\d+)(?:[.,]\d+)*(?![\p{L}\d]|[.,/]\d|\s?\/\s?\d)/gu;

const THOUSANDS = /^\d{1,3}(?:[. ]\d{3})+$/;
const DECIMAL = /^\d+[.,](\d+)$/;
/** Could be a thousand or a decimal; the prose has no row to decide it. */
const EITHER = /^\d{1,3},\d{3}$/;

interface Reading {
  readonly value: number;
  readonly decimals: number;
}

function readNumber(text: string): Reading | null {
  if (THOUSANDS.test(text)) return { value: Number(text.replace(/[. ]/g, '')), decimals: 0 };
  if (/^\d+$/.test(text)) return { value: Number(text), decimals: 0 };
  const decimals = DECIMAL.exec(text)?.[1]?.length;
  return decimals === undefined || EITHER.test(text) ? null : { value: Number(text.replace(',', '.')), decimals };
}

/** The text (NFC) with everything that is no figure blotted out; every other character keeps its place. */
export function blotted(text: string): string {
  return NOT_FIGURES.reduce((rest, pattern) => rest.replace(pattern, (found) => BLOT.repeat(found.length)), text);
}

/** @param text blotted */
export function figuresIn(text: string): ProseFigure[] {
  return [...text.matchAll(NUMBER)].flatMap((match) => {
    const reading = readNumber(match[0]);
    if (reading === null) return [];
    const end = match.index + match[0].length;
    return [{ ...reading, percent: /^\s?%/.test(text.slice(end)), start: match.index, end }];
  });
}

/** How far a figure may be from the exact number for being rounded when it was written. */
export function roundingOf(figure: Pick<ProseFigure, 'decimals'>): number {
  return halfUnit(figure.decimals);
}

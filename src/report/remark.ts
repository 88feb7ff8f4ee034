/**
 * Notes on a figure, beside it or below the table, and what they say of its time. One that says nothing but a time (`Số liệu
 * quý III`, `Tính đến 30/6/2021`) which is not the report's own says that the figure is one of the report before, or of a
 * part of the period.
 */
import type { Period } from '../model/report.js';
import { isoDate } from './dates.js';
import { isNear, MAX_LATE_DAYS, periodOf, periodsIn } from './period.js';
import { inLowerCase } from './text.js';

/** Without one of these a time (`Tháng 8`, `Quý IV/2021`) is that of what was done, or will be. */
const OF_FIGURES = /số liệu|tính (?:từ|đến)|lũy kế|báo cáo/u;
/** Words that such a note may have beside its time; with any other it is about the matter (`Quý IV tổ chức`). */
const PREAMBLE = new Set(
  'số liệu kết quả của là theo báo cáo tính từ đến hết ngày trong kỳ lũy kế thực hiện có riêng đầu cả trên này lấy như'.split(
    ' ',
  ),
);
const DATE = /(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/u;
const MONTH = /(?<![\d.,/-]|\p{L})tháng\s*(\d{1,2})(?:\s*[/.-]\s*\d{4})?(?!\d)/u;
const TIMES =
  /(?:quý|quí)\s*(?:iv|i{1,3}|[1-4])(?![\p{L}\d])|(?<!\d)\d{1,2}\s+tháng|(?:sáu|chín)\s+tháng|năm(?:\s*\d{4})?|\/\s*\d{4}|nhiệm kỳ|giai đoạn|(?<!\d)(?:19|20)\d\d(?!\d)/gu;

/** @param note the words beside a figure; false where they tell more than a time, or the report's own */
export function isOfAnotherPeriodBy(note: string, period: Period | null): boolean {
  const text = inLowerCase(note).trim();
  if (period === null || !tellsOnlyTime(text)) return false;
  // What was done in another year, or over all the years of a programme, is no figure of this one.
  if (isOfOtherYears(text, period)) return true;
  if (!OF_FIGURES.test(text)) return false;
  const [, day, month, year] = DATE.exec(text) ?? [];
  const date = day === undefined ? null : isoDate(Number(day), Number(month), Number(year));
  if (date !== null) return !isNear(period, date, MAX_LATE_DAYS);
  if (MONTH.test(text)) return true;
  const mentioned = periodsIn(text).map(({ part, year }) => periodOf(part, year ?? Number(period.label.slice(0, 4))));
  return (
    mentioned.length > 0 && mentioned.every(({ label, end }) => label !== period.label && !isYearOf(end, label, period))
  );
}

/** The words give figures a time, and say nothing else. */
export function saysOnlyTime(words: string): boolean {
  const text = inLowerCase(words).trim();
  return OF_FIGURES.test(text) && tellsOnlyTime(text);
}

function tellsOnlyTime(text: string): boolean {
  const rest = text.replace(DATE, ' ').replace(MONTH, ' ').replace(TIMES, ' ');
  return rest !== text && rest.split(/[^\p{L}\d]+/u).every((word) => word === '' || PREAMBLE.has(word));
}

const UP_TO_MONTH = /đến\s+(?:hết\s+)?tháng\s*(\d{1,2})\s*(?:\/|-|năm)\s*(\d{4})/u;
const UP_TO_DAY = new RegExp(String.raw`(?<!tính )đến\s+(?:hết\s+)?(?:ngày\s*)?${DATE.source}`, 'u');
const OF_QUARTER = /(?<!\p{L})trong quý(?!\s*[\divx])/u;
const OF_MONTH = /^[(*\s]*số liệu (?:trong )?tháng\s*\d/u;
const OF_MANY_YEARS = /nhiệm kỳ|giai đoạn/u;
const DAYS_AND_MONTHS = /\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|tháng\s*\d{1,2}\s*(?:\/|năm|-)\s*\d{4}/gu;
const YEARS = /(?<!\d)(?:19|20)\d\d(?!\d)/gu;

/**
 * Whether the words over a column or a table give its figures a time that is not the report's: up to another month (`Số liệu đến
 * tháng 6/2021`), other years alone, a quarter in a report on more, all the years of a programme.
 */
export function isOverAnotherTime(words: string, period: Period): boolean {
  const text = inLowerCase(words);
  const [, month, yearOfMonth] = UP_TO_MONTH.exec(text) ?? [];
  const [, day, monthOfDay, yearOfDay] = UP_TO_DAY.exec(text) ?? [];
  const days = [
    // The next month's day before the first is the month's last.
    ...(month === undefined
      ? []
      : [new Date(Date.UTC(Number(yearOfMonth), Number(month), 0)).toISOString().slice(0, 10)]),
    ...(day === undefined ? [] : [isoDate(Number(day), Number(monthOfDay), Number(yearOfDay)) ?? period.end]),
  ];
  return (
    days.some((end) => !isNear(period, end, MAX_LATE_DAYS)) ||
    isOfOtherYears(text, period) ||
    (OF_QUARTER.test(text) && !period.label.includes('-Q')) ||
    OF_MONTH.test(text)
  );
}

function isOfOtherYears(text: string, period: Period): boolean {
  // A day or a month of the year before may be the one that the period begins with.
  const years: readonly string[] = text.replace(DAYS_AND_MONTHS, ' ').match(YEARS) ?? [];
  return OF_MANY_YEARS.test(text) || (years.length > 0 && !years.includes(period.end.slice(0, 4)));
}

const OF_TABLE =
  /^[(*\s]*(?:biểu |bảng )?(?:tổng hợp |thống kê )*(?:số liệu|kết quả|dự kiến|dự thảo|chỉ tiêu phấn đấu)/iu;
const TENTATIVE =
  /(?<!\p{L})(?:dự kiến|ước(?= (?:thực hiện|tính|cả năm|đạt|năm)|$)|tạm tính|phấn đấu|dự thảo|ví dụ|tham khảo|chưa (?:được )?(?:chỉnh lý|kiểm tra|đối chiếu|thẩm định|chính thức|bao gồm|đầy đủ))(?!\p{L})/iu;
const MOST_WORDS = 14;

/** `SỐ LIỆU TẠM TÍNH` over a table, `Số liệu ước` below it: not what was counted. A longer line is prose. */
export function isTentative(line: string): boolean {
  return (
    OF_TABLE.test(line) && TENTATIVE.test(line.trim().replace(/[.)]+$/u, '')) && line.split(/\s+/u).length <= MOST_WORDS
  );
}

/** `Năm 2021` in a report on nine months of it: when, not for how long. */
function isYearOf(end: string, label: string, period: Period): boolean {
  return label.endsWith('-Y') && end.slice(0, 4) === period.end.slice(0, 4);
}

const STARS = /(\*+)\s*\)?$/u;
/** A footnote stands within so many lines below its table. */
const FOOTNOTE_REACH = 12;

/** What stands below a table behind the stars that a figure bears: `(*) Số liệu 6 tháng đầu năm`; '' where nothing does. */
export function footnoteOf(valueRaw: string, below: readonly string[]): string {
  const stars = STARS.exec(valueRaw)?.[1];
  if (stars === undefined) return '';
  return (
    below.slice(0, FOOTNOTE_REACH).flatMap((line) => {
      const [, mark, words] = /^\(?\s*(\*+)\s*\)?\s*:?\s*(\p{L}.*)$/u.exec(line) ?? [];
      return mark === stars && words !== undefined ? [words] : [];
    })[0] ?? ''
  );
}

/** `Ghi chú: …`, `(Số liệu …)` below a table: what is said of all its figures, without the words before the colon. */
export function remarksIn(below: readonly string[]): string[] {
  return below
    .slice(0, FOOTNOTE_REACH)
    .flatMap(
      (line) =>
        /^(?:ghi chú|lưu ý|chú thích)\s*:\s*(.+)$/iu.exec(line)?.[1] ??
        /^[(*\s]*(số liệu\s.+?)[.)]*$/iu.exec(line)?.[1] ??
        [],
    );
}

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
  'số liệu kết quả của là theo báo cáo tính từ đến hết ngày trong kỳ lũy kế thực hiện có riêng đầu cả'.split(' '),
);
const DATE = /(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/u;
const MONTH = /(?<![\d.,/-]|\p{L})tháng\s*(\d{1,2})(?:\s*[/.-]\s*\d{4})?(?!\d)/u;
const TIMES =
  /(?:quý|quí)\s*(?:iv|i{1,3}|[1-4])(?![\p{L}\d])|(?<!\d)\d{1,2}\s+tháng|(?:sáu|chín)\s+tháng|năm(?:\s*\d{4})?|\/\s*\d{4}/gu;

/** @param note the words beside a figure; false where they tell more than a time, or the report's own */
export function isOfAnotherPeriodBy(note: string, period: Period | null): boolean {
  const text = inLowerCase(note).trim();
  if (period === null || !OF_FIGURES.test(text) || !tellsOnlyTime(text)) return false;
  const [, day, month, year] = DATE.exec(text) ?? [];
  const date = day === undefined ? null : isoDate(Number(day), Number(month), Number(year));
  if (date !== null) return !isNear(period, date, MAX_LATE_DAYS);
  if (MONTH.test(text)) return true;
  const mentioned = periodsIn(text).map(({ part, year }) => periodOf(part, year ?? Number(period.label.slice(0, 4))));
  return (
    mentioned.length > 0 && mentioned.every(({ label, end }) => label !== period.label && !isYearOf(end, label, period))
  );
}

function tellsOnlyTime(text: string): boolean {
  const rest = text.replace(DATE, ' ').replace(MONTH, ' ').replace(TIMES, ' ');
  return rest !== text && rest.split(/[^\p{L}\d]+/u).every((word) => word === '' || PREAMBLE.has(word));
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

/** `Ghi chú: …` below a table: what is said of all its figures, without the words before the colon. */
export function remarksIn(below: readonly string[]): string[] {
  return below
    .slice(0, FOOTNOTE_REACH)
    .flatMap((line) => /^(?:ghi chú|lưu ý|chú thích)\s*:\s*(.+)$/iu.exec(line)?.[1] ?? []);
}

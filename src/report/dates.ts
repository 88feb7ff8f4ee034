/** Dates as Vietnamese documents write them: always day, month, year. */

/** `2021-09-01`, or null when there is no such day. */
export function isoDate(day: number, month: number, year: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && year >= 1990 && year <= 2100 ? date.toISOString().slice(0, 10) : null;
}

const DATE = String.raw`(?:(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})|(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4}))`;

/** The first date after the word `ngày` in a text; a blank day (`ngày    tháng 9`) is no date. */
export function dateAfterNgay(text: string): string | null {
  const match = new RegExp(String.raw`ngày\s*${DATE}`, 'iu').exec(text);
  return match ? fromGroups(match, 1) : null;
}

/** `từ ngày … đến (hết) ngày …`: both dates, or null. */
export function dateRange(text: string): { from: string; to: string } | null {
  const match = new RegExp(
    String.raw`từ\s+(?:ngày\s*)?${DATE}\s*(?:đến|-|–)\s*(?:hết\s+)?(?:ngày\s*)?${DATE}`,
    'iu',
  ).exec(text);
  if (!match) return null;
  const from = fromGroups(match, 1);
  const to = fromGroups(match, 7);
  return from !== null && to !== null && from <= to ? { from, to } : null;
}

/** `tính đến (hết) ngày …`: the date figures stand at, or null. */
export function dateUpTo(text: string): string | null {
  const match = new RegExp(String.raw`tính\s+đến\s+(?:hết\s+)?(?:ngày\s*)?${DATE}`, 'iu').exec(text);
  return match ? fromGroups(match, 1) : null;
}

function fromGroups(match: RegExpExecArray, first: number): string | null {
  const [day, month, year] = match[first] === undefined ? [3, 4, 5] : [0, 1, 2];
  return isoDate(
    Number(match[first + (day ?? 0)]),
    Number(match[first + (month ?? 0)]),
    Number(match[first + (year ?? 0)]),
  );
}

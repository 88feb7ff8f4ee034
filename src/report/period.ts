/**
 * The grammar of reporting periods: every wording in which a title, a caption or a closing sentence names one
 * (`Quý I/2021`, `6 tháng đầu năm 2021`, `quý 9 tháng đầu năm`, `năm 2021`).
 */
import type { PeriodPart } from '../model/period.js';
import type { Period } from '../model/report.js';
import { inLowerCase } from './text.js';

export { type PeriodPart, periodOf } from '../model/period.js';

/** A period as worded, its year perhaps still unknown. */
export interface PeriodMention {
  /** Q1 to Q4, 6M, 9M, Y. */
  readonly part: PeriodPart;
  readonly year: number | null;
}

/** Where a report goes over from what was done to what is planned: periods named after it are not its own. */
const PLAN =
  /phương hướng|nhiệm vụ trọng tâm|nhiệm vụ (?=\d|quý|tháng|năm)|kế hoạch công tác|(?:và|[,;]) kế hoạch (?=\d|quý|tháng|năm)|giải pháp/u;

/**
 * `n tháng` comes before `quý`: "quý 9 tháng đầu năm" is nine months, there is no ninth quarter.
 * `cuối năm` is what remains of the year, a plan, never what was reported on.
 */
const MONTHS =
  /(?:quý|quí)?\s*(?<![\d/.,-])(0?3|0?6|0?9|12|ba|sáu|chín|mười hai)\s+tháng(?!\s+\d{1,2}(?!\d))(?!\s+cuối)(?:\s+đầu)?(?:\s+(?:của\s+)?năm)?(?:\s*[,/-]?\s*(\d{4})(?!\d))?/gu;
/** Roman numerals as typed and as OCR or a hurried typist gives them: `III`, `|||`, `lll`, `1V`. */
const QUARTER =
  /(?:\bquý|\bquí|(?<![\p{L}\d])q)\s*([1-4](?!\s*tháng|\d|v)|iv|iii|ii|i|[l|]{1,3}(?![\p{L}])|1v|[l|]v|một|hai|ba|bốn|tư)(?![\p{L}\d])(?:\s*(?:,|\/|-|–)?\s*(?:năm\s*)?(\d{4})(?!\d))?/gu;
const YEAR = /(?<!(?:đầu|cuối|giữa|trong|so với|cùng kỳ|tháng \d{1,2})\s)năm\s*(\d{4})(?!\s*[-–]\s*\d)/gu;
/** `Quý IV và năm 2021`, `năm 2020 và quý I năm 2021`: one report on a part of a year and on a year. */
const AND_YEAR =
  /(?:(?<!\p{L})và|[,;&+–-])\s*(?:cả năm(?:\s*(\d{4})(?!\d))?|năm\s*(\d{4})(?!\s*[-–]?\s*\d))|(?<!(?:đầu|cuối|kế hoạch|nghị quyết)\s)năm\s*(\d{4})\s*(?:và|[,;])/gu;
const PART_OF_YEAR = /(?<!\p{L})(tháng|tuần|quý|quí)(?!\p{L})/u;
const ANY_YEAR = /(?<![\d/.])((?:19|20)\d{2})(?!\s*[-–]\s*(?:19|20)?\d)(?![\d/])/gu;

const MONTHS_OF: Readonly<Record<string, PeriodPart>> = {
  '3': 'Q1',
  ba: 'Q1',
  '6': '6M',
  sáu: '6M',
  '9': '9M',
  chín: '9M',
  '12': 'Y',
  'mười hai': 'Y',
};

/** What a statement in lower case says of what was done. */
function beforePlan(whole: string): string {
  const plan = PLAN.exec(whole);
  return plan && plan.index > 0 ? whole.slice(0, plan.index) : whole;
}

/** A month beside a period (`tháng 9 và 9 tháng đầu năm`), or all the years of a programme: the figures may be theirs. */
const OTHER_SPAN = /(?<!\d\s)(?<!\p{L})tháng\s*\d{1,2}(?:\s*\/\s*\d{4})?\s*(?:và|[,;&–-])|tổng kết.{0,80}giai đoạn/u;

/** Whether a title speaks of another span of time beside the periods it names. */
export function namesOtherSpan(title: string): boolean {
  return OTHER_SPAN.test(beforePlan(inLowerCase(title)));
}

/**
 * The periods a statement names as its own, in order, each once. `lower` of the text is taken; a year that stands only
 * later in the statement (`9 tháng đầu năm. … 3 tháng cuối năm 2021`) is given to those without one.
 */
export function periodsIn(statement: string): PeriodMention[] {
  const whole = inLowerCase(statement);
  const own = beforePlan(whole);

  const found: { at: number; end: number; part: PeriodPart; year: number | null }[] = [];
  for (const match of own.matchAll(MONTHS)) {
    const part = MONTHS_OF[(match[1] ?? '').replace(/^0/u, '')];
    if (part) found.push({ at: match.index, end: match.index + match[0].length, part, year: yearOf(match[2]) });
  }
  for (const match of own.matchAll(QUARTER)) {
    const inMonths = found.some((f) => match.index >= f.at && match.index < f.end);
    const part = quarterOf(match[1] ?? '');
    if (part && !inMonths)
      found.push({ at: match.index, end: match.index + match[0].length, part, year: yearOf(match[2]) });
  }
  // A month, a week, a quarter that was not understood is no year.
  if (found.length === 0 && !PART_OF_YEAR.test(own)) {
    for (const match of own.matchAll(YEAR))
      found.push({ at: match.index, end: match.index + match[0].length, part: 'Y', year: yearOf(match[1]) });
  }
  const parts = [...found];
  for (const match of parts.length === 0 ? [] : own.matchAll(AND_YEAR)) {
    const year = yearOf(match[1] ?? match[2] ?? match[3]);
    const isWithin = parts.some((f) => match.index >= f.at && match.index < f.end);
    // `Kế hoạch năm 2021, quý I`: the quarter is that year's.
    const isOfPart = match[3] !== undefined && parts.some((f) => (f.year ?? onlyYear(own)) === year);
    if (!isWithin && !isOfPart) found.push({ at: match.index, end: match.index + match[0].length, part: 'Y', year });
  }
  found.sort((a, b) => a.at - b.at);

  const ownYear = onlyYear(own);
  const planned = onlyYear(whole);
  const mentions = new Map<string, PeriodMention>();
  for (const { part, year } of found) {
    const mention = { part, year: year ?? ownYear ?? yearBefore(part, planned) };
    mentions.set(`${mention.part} ${mention.year}`, mention);
  }
  return [...mentions.values()];
}

/** What is planned at the end of a year is planned for the next: `quý IV, nhiệm vụ quý I năm 2022`. */
function yearBefore(part: PeriodPart, planned: number | null): number | null {
  return planned !== null && (part === 'Q4' || part === 'Y') ? planned - 1 : planned;
}

/** The one year a text speaks of; null when it names none or several. */
function onlyYear(text: string): number | null {
  const years = new Set([...text.matchAll(ANY_YEAR)].map((match) => Number(match[1])));
  const [year] = years;
  return years.size === 1 && year !== undefined ? year : null;
}

function yearOf(digits: string | undefined): number | null {
  const year = digits === undefined ? Number.NaN : Number(digits);
  return year >= 1990 && year <= 2100 ? year : null;
}

function quarterOf(numeral: string): PeriodPart | null {
  const roman = numeral.replace(/[l|]/gu, 'i').replace('1v', 'iv');
  const index = { i: 1, ii: 2, iii: 3, iv: 4, '1': 1, '2': 2, '3': 3, '4': 4, một: 1, hai: 2, ba: 3, bốn: 4, tư: 4 }[
    roman
  ];
  return index === undefined ? null : (`Q${index}` as PeriodPart);
}

/** A report is dated at most so long before its period's end: cut-offs lie up to six weeks before it, a year's in early December. */
export const MAX_LEAD_DAYS = 45;

/**
 * Titles are copied from the last report's file, or last year's. The next one is signed two months after this one's
 * period at the earliest (the half year's at the beginning of June): a report of its own is hardly ever so late.
 */
export const MAX_LATE_DAYS = 60;

/** A day from some weeks before the period's end to `late` days after it. */
export function isNear(period: Period, day: string, late: number): boolean {
  const days = (Date.parse(day) - Date.parse(period.end)) / 86_400_000;
  return days >= -MAX_LEAD_DAYS && days <= late;
}

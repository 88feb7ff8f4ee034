/** What became of a reviewer's lines, as sentences. */
import type { Language } from '../model/messages.js';
import type { Intake, Refusal, Refused } from './intake.js';
import type { Entry } from './sheet.js';

function placeOf({ file, line }: Entry, lang: Language): string {
  return lang === 'vi' ? `${file} dòng ${line}` : `${file} line ${line}`;
}

const list = (entries: readonly Entry[], lang: Language): string =>
  entries.map((entry) => placeOf(entry, lang)).join(', ');

const FIXED: {
  readonly [why in Exclude<Refusal['why'], 'other-document' | 'contradiction'>]: Readonly<Record<Language, string>>;
} = {
  'unknown-flag': {
    vi: 'không có cờ nào mang flag_id này trong thư mục kết quả',
    en: 'no flag of this output folder has this flag_id',
  },
  'no-decision': {
    vi: 'cột decision còn trống; hãy ghi accept (đồng ý), correct (sửa) hoặc reject (bỏ)',
    en: 'decision is empty; write accept, correct or reject',
  },
  'unknown-decision': {
    vi: 'không hiểu cột decision; hãy ghi accept (đồng ý), correct (sửa) hoặc reject (bỏ)',
    en: 'decision is not understood; write accept, correct or reject',
  },
  'nothing-to-reject': {
    vi: 'cờ này không gắn với giá trị nào để bỏ; chỉ có thể đồng ý',
    en: 'there is no value to reject here; it can only be accepted',
  },
  'nothing-to-correct': {
    vi: 'cờ này không có gì để sửa; chỉ có thể đồng ý hoặc bỏ',
    en: 'there is nothing to correct here; it can only be accepted or rejected',
  },
  'no-value': { vi: 'cột corrected_value còn trống', en: 'corrected_value is empty' },
  'not-a-number': {
    vi: 'corrected_value phải là một con số, hoặc “trống” nếu không có số liệu',
    en: 'corrected_value must be a number, or “blank” for none',
  },
  'ambiguous-number': {
    vi: 'corrected_value có thể là hàng nghìn hoặc số lẻ; hãy ghi 1234 hoặc 1,2340',
    en: 'corrected_value may mean thousands or decimals; write 1234 or 1.2340',
  },
  'no-indicator': {
    vi: 'corrected_value phải là mã chỉ tiêu (xem indicators.csv), hoặc “không” nếu không thuộc chỉ tiêu nào',
    en: 'corrected_value must be an indicator code (see indicators.csv), or “none”',
  },
  'no-period': {
    vi: 'corrected_value phải là kỳ báo cáo, ví dụ 2021-Q1, 2021-6M, 2021-9M, 2021-Y',
    en: 'corrected_value must be a period such as 2021-Q1, 2021-6M, 2021-9M, 2021-Y',
  },
  'no-unit': {
    vi: 'corrected_value phải là mã của một đơn vị hành chính có ở thời điểm báo cáo',
    en: 'corrected_value must be the code of an administrative unit of that time',
  },
};

function reason(refusal: Refusal, lang: Language): string {
  switch (refusal.why) {
    case 'contradiction':
      return lang === 'vi'
        ? `trái với ${list(refusal.with, lang)}; hãy thống nhất một quyết định`
        : `contradicts ${list(refusal.with, lang)}; settle on one decision`;
    case 'other-document':
      return lang === 'vi'
        ? `văn bản đã được thay: lúc xem ghi “${refusal.seen}”, nay ghi “${refusal.now}”; hãy xem lại`
        : `the document was replaced: “${refusal.seen}” was seen, “${refusal.now}” is read now; look again`;
    default:
      return FIXED[refusal.why][lang];
  }
}

export function describeRefused({ entry, refusal }: Refused, lang: Language): string {
  return `${placeOf(entry, lang)}: ${reason(refusal, lang)}.`;
}

/** How many were applied, were applied already, replaced others, and could not be applied and why. */
export function describeIntake({ applied, already, replaced, refused }: Intake, lang: Language): string[] {
  const counts =
    lang === 'vi'
      ? `Quyết định: ${applied.length} đã áp dụng, ${already.length} đã áp dụng từ trước, ${refused.length} không áp dụng được.`
      : `Decisions: ${applied.length} applied, ${already.length} applied already, ${refused.length} could not be applied.`;
  const replacing = replaced.map(({ entry, earlier }) => {
    const before = [earlier.decision, earlier.corrected_value].filter((part) => part !== '').join(' ');
    return lang === 'vi'
      ? `  ${placeOf(entry, lang)}: thay quyết định trước “${before}” (${earlier.reviewer}, ${earlier.when}).`
      : `  ${placeOf(entry, lang)}: replaces the earlier “${before}” (${earlier.reviewer}, ${earlier.when}).`;
  });
  return [counts, ...replacing, ...refused.map((one) => `  ${describeRefused(one, lang)}`)];
}

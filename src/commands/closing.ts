/** The last lines of a run: what came of it, which files failed and why, and what to do next. */
import path from 'node:path';
import type { DatasetSummary } from '../dataset/index.js';

/** A clerk reads a screenful; the rest stands in documents.csv. */
const MAX_FAILED_SHOWN = 20;

export function closingLines(summary: DatasetSummary, outDir: string, lang: 'vi' | 'en'): string[] {
  const words = WORDS[lang];
  const number = (value: number) => value.toLocaleString(lang);
  const { documents, undecided: flags, failed } = summary;
  const all = Object.values(documents).reduce((sum, count) => sum + count, 0);
  const shown = failed
    .slice(0, MAX_FAILED_SHOWN)
    .map(({ source, error, message }) => `  ${source}: ${error}. ${message}`);
  return [
    words.documents(
      number(all),
      number(documents.ok),
      number(documents.partial),
      number(documents.no_appendix),
      number(documents.duplicate),
      number(documents.failed),
    ),
    words.figures(
      number(summary.observations),
      number(summary.matched),
      number(summary.points),
      number(summary.series),
    ),
    words.flags(number(flags.error), number(flags.warning), number(flags.info)),
    ...(failed.length > 0 ? [words.failed, ...shown] : []),
    ...(failed.length > MAX_FAILED_SHOWN ? [words.more(number(failed.length - MAX_FAILED_SHOWN))] : []),
    ...nextSteps(all, failed.length, flags.error + flags.warning, outDir, lang),
  ];
}

function nextSteps(documents: number, failed: number, toReview: number, outDir: string, lang: 'vi' | 'en'): string[] {
  const words = WORDS[lang];
  if (documents === 0) return [words.empty];
  if (failed + toReview === 0) return [words.clean(outDir)];
  return [
    ...(failed > 0 ? [words.again] : []),
    ...(toReview > 0 ? [words.review(path.join(outDir, 'review.html'))] : []),
  ];
}

const WORDS = {
  vi: {
    documents: (all: string, ok: string, partial: string, none: string, duplicate: string, failed: string) =>
      `${all} tệp: ${ok} đọc xong, ${partial} đọc được một phần, ${none} không có phụ lục, ${duplicate} trùng, ${failed} không đọc được.`,
    figures: (rows: string, matched: string, points: string, series: string) =>
      `${rows} dòng số liệu (${matched} khớp chỉ tiêu), ${points} điểm trong ${series} chuỗi.`,
    flags: (errors: string, warnings: string, infos: string) =>
      `Cần xem: ${errors} lỗi, ${warnings} cảnh báo; ${infos} ghi nhận.`,
    failed: 'Không đọc được:',
    more: (count: string) => `  … và ${count} tệp nữa, xem documents.csv.`,
    review: (file: string) =>
      `Việc tiếp theo: mở ${file} bằng trình duyệt (hoặc flags.csv bằng Excel) và xem từ trên xuống.`,
    again: 'Sửa xong các tệp trên, hãy chạy lại đúng lệnh này: chỉ những tệp mới hoặc đã sửa được đọc.',
    empty: 'Không thấy tệp nào ở đó; hãy kiểm tra lại đường dẫn.',
    clean: (dir: string) => `Không có gì phải xem lại. Kết quả ở ${dir}.`,
  },
  en: {
    documents: (all: string, ok: string, partial: string, none: string, duplicate: string, failed: string) =>
      `${all} files: ${ok} read, ${partial} read in part, ${none} without appendix, ${duplicate} duplicates, ${failed} failed.`,
    figures: (rows: string, matched: string, points: string, series: string) =>
      `${rows} rows (${matched} matched), ${points} points in ${series} series.`,
    flags: (errors: string, warnings: string, infos: string) =>
      `To review: ${errors} errors, ${warnings} warnings; ${infos} notes.`,
    failed: 'Failed:',
    more: (count: string) => `  … and ${count} more, see documents.csv.`,
    review: (file: string) => `Next: open ${file} in a browser (or flags.csv in Excel) and work from the top.`,
    again: 'Once those are mended, run the same command again: only new and changed files are read.',
    empty: 'There is no file there; check the path.',
    clean: (dir: string) => `Nothing to review. The result is in ${dir}.`,
  },
} as const;

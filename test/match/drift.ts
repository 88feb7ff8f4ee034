/**
 * Reports whose appendix has drifted away from its form: reworded, renumbered, with rows dropped, added and moved. The
 * words here are not the ones in rules/: the point is to match what nobody wrote down. Used by the test and the bench.
 */
import { type FormRow, tinh2025, xa2021 } from '../../fixtures/forms.js';
import type { Dice } from '../../fixtures/prng.js';
import { matchReport } from '../../src/match/index.js';
import type { Catalogue } from '../../src/model/catalogue.js';
import type { AppendixTable, ReportRow } from '../../src/model/report.js';

export interface DriftLevel {
  /** Share of rows that are reworded. */
  readonly relabel: number;
  readonly renumber: boolean;
  /** Shares of rows taken out and put in. */
  readonly drop: number;
  readonly add: number;
  /** Two blocks change places. */
  readonly swap: boolean;
  /** Three rows of different blocks get one and the same label, which says nothing of what it is about. */
  readonly equal: boolean;
}

export const LEVELS: Readonly<Record<string, DriftLevel>> = {
  none: { relabel: 0, renumber: false, drop: 0, add: 0, swap: false, equal: false },
  reworded: { relabel: 0.3, renumber: false, drop: 0, add: 0, swap: false, equal: false },
  renumbered: { relabel: 0, renumber: true, drop: 0.1, add: 0.1, swap: false, equal: false },
  moved: { relabel: 0, renumber: true, drop: 0, add: 0, swap: true, equal: false },
  all: { relabel: 0.3, renumber: true, drop: 0.1, add: 0.1, swap: true, equal: true },
};

const FORMS = { 'xa-2021': xa2021, 'tinh-2025': tinh2025 } as const;

/** A row with what it really is: an indicator's code, '' for a heading, null for a row no form has. */
interface DriftedRow extends FormRow {
  readonly truth: string | null;
}

/** Other words for the same; whole words, first match only, so that a label keeps most of its own. */
const OTHER_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bTổng số\b/u, 'Số lượng'],
  [/\bSố lượng\b/u, 'Tổng số'],
  [/đã ban hành/u, 'được ban hành trong kỳ'],
  [/đúng hạn/u, 'đúng thời hạn'],
  [/đúng hẹn/u, 'đúng thời gian quy định'],
  [/quá hạn/u, 'chậm so với thời hạn'],
  [/đã hoàn thành/u, 'hoàn thành xong'],
  [/được giao/u, 'cấp trên giao'],
  [/Tiếp nhận/u, 'Nhận hồ sơ'],
  [/đã tiếp nhận/u, 'nhận vào'],
  [/giải quyết/u, 'xử lý'],
  [/đã xử lý xong/u, 'xử lý dứt điểm'],
  [/phát hiện qua kiểm tra/u, 'được phát hiện khi kiểm tra'],
  [/bị kỷ luật/u, 'bị xử lý kỷ luật'],
  [/có mặt/u, 'hiện có'],
  [/thuộc thẩm quyền/u, 'trong phạm vi thẩm quyền'],
  [/trên địa bàn/u, 'tại địa bàn'],
  [/Tỷ lệ/u, 'Tỷ lệ phần trăm'],
  [/thực hiện/u, 'triển khai'],
  [/Xây dựng/u, 'Lập'],
  [/bãi bỏ, thay thế/u, 'bị bãi bỏ hoặc thay thế'],
  [/tại thời điểm báo cáo/u, 'đến ngày báo cáo'],
  [/kết nối, liên thông/u, 'liên thông, kết nối'],
  [/theo quy định/u, 'đúng quy định'],
];

const ABBREVIATED: readonly (readonly [RegExp, string])[] = [
  [/thủ tục hành chính/iu, 'TTHC'],
  [/cải cách hành chính/iu, 'CCHC'],
  [/TTHC/u, 'thủ tục hành chính'],
  [/CCHC/u, 'cải cách hành chính'],
  [/VBQPPL/u, 'văn bản quy phạm pháp luật'],
  [/BCCI/u, 'bưu chính công ích'],
  [/ĐVSNCL/u, 'đơn vị sự nghiệp công lập'],
  [/UBND/u, 'Ủy ban nhân dân'],
];

/** Rows that neither form has, some of them close to rows that it has. */
const NEW_ROWS: readonly (readonly [label: string, unit: string])[] = [
  ['Số hội nghị tập huấn nghiệp vụ CCHC đã tổ chức', 'Hội nghị'],
  ['Số tin, bài tuyên truyền CCHC trên Đài truyền thanh', 'Tin, bài'],
  ['Số sáng kiến, giải pháp mới được công nhận', 'Sáng kiến'],
  ['Số lượt công dân được tiếp tại trụ sở', 'Lượt'],
  ['Số đơn thư khiếu nại, tố cáo đã nhận', 'Đơn'],
  ['Số máy tính trang bị cho cán bộ, công chức', 'Máy'],
  ['Kinh phí bố trí cho công tác CCHC', 'Triệu đồng'],
  ['Số thôn, bản có mạng internet cáp quang', 'Thôn'],
  ['Số tài khoản dịch vụ công được cấp cho người dân', 'Tài khoản'],
  ['Số cuộc họp giao ban về chuyển đổi số', 'Cuộc'],
  ['Số hồ sơ chứng thực điện tử', 'Hồ sơ'],
  ['Mức độ hài lòng của người dân', '%'],
  ['Số công chức được bồi dưỡng kỹ năng số', 'Người'],
  ['Số tổ công nghệ số cộng đồng', 'Tổ'],
  ['Số lượng hồ sơ TTHC về lĩnh vực hộ tịch được giải quyết đúng hẹn', 'Số lượng hồ sơ'],
  ['Số viên chức cấp xã bị kỷ luật', 'Người'],
  ['Số lượng hồ sơ bị trả lại', 'Số lượng hồ sơ'],
  ['Số văn bản chỉ đạo chuyển đổi số đã ban hành', 'Văn bản'],
];

export function driftedReport(
  form: keyof typeof FORMS,
  level: DriftLevel,
  dice: Dice,
): { tables: AppendixTable[]; truth: (string | null)[] } {
  let rows: DriftedRow[] = FORMS[form].map((row) => ({ ...row, truth: row.indicatorCode ?? '' }));
  if (level.equal) rows = withEqualLabels(rows, dice);
  if (level.swap) rows = withSwappedBlocks(rows, dice);
  rows = rows.filter((row) => row.truth === '' || !dice.chance(level.drop));
  rows = rows.flatMap((row, i) => (i > 0 && dice.chance(level.add) ? [newRow(row, dice), row] : [row]));
  rows = rows.map((row) =>
    row.truth !== null && dice.chance(level.relabel) ? { ...row, label: reworded(row.label, dice) } : row,
  );
  if (level.renumber) rows = renumbered(rows);
  return { tables: asTables(rows, form), truth: rows.map((row) => row.truth) };
}

function newRow(before: DriftedRow, dice: Dice): DriftedRow {
  const [label, unit] = dice.pick(NEW_ROWS);
  return { ...before, label, unit, indicatorCode: null, valueType: 'count', partOf: false, truth: null };
}

function reworded(label: string, dice: Dice): string {
  const words = dice.shuffle(OTHER_WORDS.filter(([pattern]) => pattern.test(label))).slice(0, dice.whole(1, 2));
  const short = dice.shuffle(ABBREVIATED.filter(([pattern]) => pattern.test(label))).slice(0, 1);
  return [...words, ...(dice.chance(0.5) ? short : [])].reduce(
    (text, [pattern, other]) => text.replace(pattern, other),
    label,
  );
}

/** Two neighbouring blocks (a coded row with what hangs under it) of one table change places. */
function withSwappedBlocks(rows: readonly DriftedRow[], dice: Dice): DriftedRow[] {
  const starts = rows.flatMap((row, i) => (row.printedCode.split('.').length === 2 ? [i] : []));
  const at = dice.whole(0, starts.length - 3);
  const [a = 0, b = 0] = [starts[at], starts[at + 1]];
  const end = blockEnd(rows, b);
  if (rows[a]?.table !== rows[b]?.table || blockEnd(rows, a) !== b) return [...rows];
  return [...rows.slice(0, a), ...rows.slice(b, end), ...rows.slice(a, b), ...rows.slice(end)];
}

function blockEnd(rows: readonly DriftedRow[], start: number): number {
  const code = rows[start]?.printedCode ?? '';
  let end = start + 1;
  while (
    end < rows.length &&
    rows[end]?.table === rows[start]?.table &&
    (rows[end]?.partOf || rows[end]?.printedCode.startsWith(`${code}.`))
  )
    end++;
  return end;
}

function withEqualLabels(rows: readonly DriftedRow[], dice: Dice): DriftedRow[] {
  const withParent = rows.filter((row) => row.indicatorCode !== null && row.printedCode.split('.').length === 3);
  const chosen = dice.shuffle(withParent);
  const [first] = chosen;
  const parentOf = (row: DriftedRow) => `${row.table} ${row.printedCode.slice(0, row.printedCode.lastIndexOf('.'))}`;
  const others: DriftedRow[] = [];
  for (const row of chosen.slice(1))
    if (first && others.length < 2 && ![first, ...others].some((other) => parentOf(other) === parentOf(row)))
      others.push(row);
  const label = dice.pick(['Đã hoàn thành', 'Số lượng', 'Trong đó: số đã thực hiện', 'Tổng số trong kỳ']);
  return rows.map((row) => (first && [first, ...others].includes(row) ? { ...row, label } : row));
}

/** New numbers in order; depth kept. */
function renumbered(rows: readonly DriftedRow[]): DriftedRow[] {
  const counters: number[] = [];
  let table = 0;
  return rows.map((row) => {
    if (row.table !== table) counters.length = 0;
    table = row.table;
    if (row.printedCode === '') return row;
    const depth = row.printedCode.split('.').length;
    counters.length = Math.min(counters.length, depth);
    while (counters.length < depth) counters.push(0);
    counters[depth - 1] = (counters[depth - 1] ?? 0) + 1;
    return { ...row, printedCode: counters.map((n) => Math.max(1, n)).join('.') };
  });
}

function asTables(rows: readonly DriftedRow[], form: keyof typeof FORMS): AppendixTable[] {
  const numbers = [...new Set(rows.map((row) => row.table))];
  let index = 0;
  return numbers.map((number) => ({
    table: number,
    caption: form === 'tinh-2025' ? `Biểu mẫu ${number}` : null,
    valueHeader: 'Số liệu',
    page: null,
    rows: rows.filter((row) => row.table === number).map((row): ReportRow => asReportRow(row, ++index)),
  }));
}

function asReportRow(row: DriftedRow, index: number): ReportRow {
  const unit = row.unit.replaceAll('\n', ' ');
  return {
    table: row.table,
    row: index,
    place: { page: null, box: null },
    printedCode: row.printedCode,
    label: row.label,
    unit,
    unitRaw: unit,
    valueRaw: row.truth === '' ? '' : '12',
    otherValueRaw: null,
    note: '',
    partOf: row.partOf,
    origin: 'docx',
    confidence: 1,
  };
}

export interface DriftScore {
  /** Rows that are an indicator's. */
  readonly rows: number;
  readonly right: number;
  /** A wrong code, or a code for a row that has none. */
  readonly wrong: number;
  /** Of those, without a warning on the row. */
  readonly silent: number;
  /** Rows of the form left without a code. */
  readonly leftOut: number;
  /** Right, but with a warning. */
  readonly rightFlagged: number;
  /** What the silent ones were, for people. */
  readonly examples: readonly string[];
}

export function scoreOf(form: keyof typeof FORMS, level: DriftLevel, dice: Dice, catalogue: Catalogue): DriftScore {
  const { tables, truth } = driftedReport(form, level, dice);
  const rows = tables.flatMap((table) => table.rows);
  const { matches, flags } = matchReport(tables, catalogue);
  const claimed = matches.map((match) => match.formRow?.indicator?.code ?? '');
  const twice = new Set(claimed.filter((code, i) => code !== '' && claimed.indexOf(code) !== i));
  const score = { rows: 0, right: 0, wrong: 0, silent: 0, leftOut: 0, rightFlagged: 0, examples: [] as string[] };
  rows.forEach((row, i) => {
    const code = claimed[i] ?? '';
    const expected = truth[i] ?? '';
    const flagged = flags.some((flag) => flag.row === row.row && flag.severity !== 'info') || twice.has(code);
    if (expected !== '') score.rows++;
    if (code === expected) {
      if (code === '') return;
      score.right++;
      if (flagged) score.rightFlagged++;
    } else if (code === '') score.leftOut++;
    else {
      score.wrong++;
      if (!flagged) {
        score.silent++;
        score.examples.push(`${row.printedCode} "${row.label}" is ${truth[i] ?? 'new'}, was taken for ${code}`);
      }
    }
  });
  return score;
}

/** Sums of many reports. */
export function total(scores: readonly DriftScore[]): DriftScore {
  const sum = (key: Exclude<keyof DriftScore, 'examples'>) => scores.reduce((all, score) => all + score[key], 0);
  return {
    rows: sum('rows'),
    right: sum('right'),
    wrong: sum('wrong'),
    silent: sum('silent'),
    leftOut: sum('leftOut'),
    rightFlagged: sum('rightFlagged'),
    examples: scores.flatMap((score) => score.examples),
  };
}

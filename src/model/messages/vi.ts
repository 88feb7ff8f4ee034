/** What a careful colleague would write to the clerk who keeps the reports, in Vietnamese. */
import type { RowFigure } from '../flags.js';
import { vietnameseReason } from './reasons.js';
import { explained, type Interpretations, type Sentences } from './sentences.js';
import {
  addends,
  correctedParts,
  dayOr,
  excerpt,
  fullName,
  percentOf,
  quoted,
  remark,
  rowName,
  vietnameseNumber as so,
} from './words.js';

const HOW: Interpretations = {
  'none-word': 'chữ “không” được hiểu là 0',
  'none-arising-word': 'được hiểu là không phát sinh, không phải 0%',
  'choice-word': 'chữ được đổi thành số theo cột đơn vị tính',
  tick: 'dấu đánh vào ô được hiểu là có',
  'decimal-point': 'dấu chấm được hiểu là dấu thập phân',
  'english-marks': 'số viết theo kiểu Anh (dấu phẩy ngăn cách hàng nghìn)',
  'unit-word': 'bỏ chữ chỉ đơn vị đứng sau số',
  'scale-word': 'đã đổi nghìn, triệu, tỷ về đơn vị của dòng',
  footnote: 'bỏ dấu chú thích đứng sau số',
  remark: 'bỏ phần ghi trong ngoặc đứng sau số',
};

const list = (items: readonly string[]): string => items.join(', ');
const page = (number: number | null): string => (number === null ? '' : ` (trang ${number})`);
const none = (text: string): string => (text === '' ? 'để trống' : quoted(text));

/** The ways out of a sum that does not add up, all of them. */
function waysOut(parts: readonly RowFigure[], sum: number, difference: number): string {
  const corrected = correctedParts(parts, difference).map((part) => `${rowName(part)} là ${so(part.value)}`);
  const byPart = corrected.length === 0 ? '' : `, hoặc nếu chỉ sửa một phần: ${corrected.join(' hoặc ')}`;
  return `khớp nếu tổng là ${so(sum)}${byPart}`;
}

export const VIETNAMESE: Sentences = {
  UNMATCHED: ({ label, known, nearest, score }) =>
    known
      ? `Dòng ${quoted(label)} không thuộc diện thu thập, hoặc nằm trong bảng của kỳ trước hay của đơn vị khác; số liệu được giữ nguyên, không gán mã.`
      : `Dòng ${quoted(label)} không khớp chỉ tiêu nào của biểu mẫu${
          nearest === null ? '' : ` (gần nhất là ${nearest}, giống ${percentOf(score)}%)`
        }; hãy ghi mã chỉ tiêu đúng, hoặc “không” nếu không có.`,
  AMBIGUOUS_MATCH: ({ label, chosen, other, score, otherScore }) =>
    `Dòng ${quoted(label)} được hiểu là ${fullName(chosen)} (giống ${percentOf(score)}%) nhưng cũng có thể là ${fullName(
      other,
    )} (${percentOf(otherScore)}%); hãy chọn chỉ tiêu đúng.`,
  CODE_LABEL_CONFLICT: ({ printedCode, byCode, byLabel }) =>
    `Số thứ tự ${quoted(printedCode)} chỉ chỉ tiêu ${fullName(byCode)} nhưng tên dòng lại là của ${fullName(byLabel)}.`,
  DUPLICATE_ROW: ({ indicator, rows }) =>
    `Chỉ tiêu ${fullName(indicator)} xuất hiện ở ${rows.length} dòng (dòng ${list(rows.map(String))}); hãy cho biết dòng nào đúng.`,
  MISSING_ROW: ({ form, missing }, { table }) =>
    `${table === null ? 'Phụ lục' : `Bảng ${table}`} thiếu ${missing.length} chỉ tiêu của biểu mẫu ${form}: ${list(missing.map(rowName))}.`,
  MISSING_VALUE: ({ note, raw }) =>
    `${raw === '' ? 'Ô số liệu để trống' : `Ô số liệu chỉ ghi ${quoted(raw)}`}${
      note === '' ? '' : `, ghi chú ${quoted(note)}`
    }; coi là chưa có số liệu, không phải 0.`,
  NOT_A_NUMBER: ({ raw }, { expected }) =>
    `Ô số liệu ghi ${quoted(raw)}, không đọc được thành số${expected === '' ? '' : `; có thể là ${expected}, hãy đối chiếu với bản gốc`}.`,
  AMBIGUOUS_NUMBER: ({ raw, readings }) =>
    readings.length === 1
      ? `${quoted(raw)} có thể là tỷ số, cũng có thể là ngày tháng; hãy đối chiếu với bản gốc.`
      : `${quoted(raw)} có thể là ${readings.map(so).join(' hoặc ')}, trong báo cáo không có gì để xác định; hãy đối chiếu với bản gốc.`,
  VALUE_INTERPRETED: ({ raw, value, how }) =>
    `${quoted(raw)} được đọc là ${value === null ? 'không phát sinh' : so(value)}${
      explained(how, HOW) === '' ? '' : `: ${explained(how, HOW)}`
    }.`,
  VALUE_QUALIFIED: ({ raw }) =>
    `${quoted(raw)} không phải một con số xác định, nên chỉ giữ nguyên chữ và không lấy giá trị.`,
  OUT_OF_DOMAIN: ({ value, allowed }) =>
    `Giá trị ${so(value)} nằm ngoài những gì biểu mẫu cho phép (${allowed.replaceAll('|', ', ')}).`,
  UNIT_MISMATCH: ({ printed, expected, raw }) => {
    if (printed !== expected && printed !== '')
      return `Đơn vị tính ghi là ${quoted(printed)} trong khi chỉ tiêu này tính bằng ${none(expected)}.`;
    const kind =
      expected === '' ? 'không phải là loại số của dòng này' : `không thể có đơn vị tính ${quoted(expected)}`;
    return `Số liệu ${quoted(raw)} ${kind}; có thể số được ghi nhầm dòng.`;
  },
  RATE_SCALE: ({ value }) =>
    `Tỷ lệ ${so(value)}% nhỏ khác thường so với các dòng cùng loại; có thể phải là ${so(value * 100)}%.`,
  SUM_MISMATCH: ({ whole, parts, sum, difference, note }, { expected }) =>
    expected.startsWith('>')
      ? `${rowName(whole)}: Tổng ${so(whole.value)} nhỏ hơn cộng các phần ${addends(parts, so)} = ${so(sum)}, thiếu ${so(-difference)}${remark(note)}.`
      : `${rowName(whole)}: Tổng ${so(whole.value)} ≠ cộng các phần ${addends(parts, so)} = ${so(sum)}, lệch ${so(
          Math.abs(difference),
        )}; ${waysOut(parts, sum, difference)}${remark(note)}.`,
  PART_EXCEEDS_WHOLE: ({ part, whole, note }) =>
    `${fullName(part)} là ${so(part.value)}, lớn hơn ${fullName(whole)} là ${so(whole.value)}${remark(note)}.`,
  RATE_MISMATCH: ({ rate, numerator, denominator, computed, note }) =>
    `${rowName(rate)}: Tỷ lệ ghi ${so(rate.value)}% nhưng ${rowName(numerator)} / ${rowName(denominator)} = ${so(
      numerator.value,
    )} / ${so(denominator.value)} = ${so(computed)}%${remark(note)}.`,
  PARTITION_EXCEEDED: ({ members, sum, whole, limit, note }) =>
    `${members.map(rowName).join(' + ')} = ${addends(members, so)} = ${so(sum)}, vượt quá ${so(limit)}${
      whole === null ? '' : ` của ${fullName(whole)}`
    }${note === null || note === '' ? ', trong khi các phần này không được trùng nhau' : remark(note)}.`,
  NARRATIVE_MISMATCH: ({ value, figure, sentence, page: at }) =>
    `Phụ lục ghi ${so(value)} nhưng phần lời${page(at)} ghi ${so(figure)}: ${excerpt(sentence)}.`,
  NARRATIVE_INCONSISTENT: ({ what, sentence, stated, computed }) =>
    what === 'share'
      ? `Phần lời ghi ${so(stated)}% nhưng tính lại chỉ ra ${so(computed)}%: ${excerpt(sentence)}.`
      : `Các tỷ lệ trong cùng một câu cộng lại thành ${so(stated)}%, vượt ${so(computed)}%: ${excerpt(sentence)}.`,
  REPEATED_NEIGHBOUR: ({ value, above }) =>
    `Giá trị ${so(value)} giống hệt dòng liền trên ${fullName(above)}; hãy xem có chép nhầm không.`,
  CUMULATIVE_DECREASE: ({ value, earlier, earlierPeriod }) =>
    `Số lũy kế ${so(value)} nhỏ hơn ${so(earlier)} của kỳ ${earlierPeriod} cùng năm, trong khi lũy kế không thể giảm.`,
  OUTLIER: ({ value, typical }) =>
    `Giá trị ${so(value)} khác xa các kỳ khác của đơn vị này (thường khoảng ${so(typical)}).`,
  DUPLICATE_REPORT: ({ other, period, differing }) =>
    differing.length === 0
      ? `Kỳ ${period} đã có báo cáo khác của cùng đơn vị (${other}), mọi số liệu đều giống nhau.`
      : `Kỳ ${period} có báo cáo khác của cùng đơn vị (${other}) với ${differing.length} chỉ tiêu khác số liệu: ${list(differing)}.`,
  LOW_CONFIDENCE: ({ reading, otherReading, what, seen }) =>
    `Chưa đọc được chắc chắn${seen === 'text' ? ' (ô này có chỗ bị gạch, sửa, che, ghi chú, gộp với hàng dưới hoặc mất một phần, hoặc tệp bị hỏng)' : otherReading === '' ? ' (chữ mờ, hoặc ô này có chỗ bị gạch, sửa, che hay mất một phần)' : ''}: ${what === 'value' ? 'số liệu' : 'số thứ tự'} đọc được là ${none(reading)}${
      otherReading === '' || otherReading === reading
        ? ''
        : `, ${seen === 'text' ? 'cũng có thể là' : 'đọc lần hai là'} ${quoted(otherReading)}`
    }; hãy đối chiếu với bản gốc.`,
  TEXT_REPAIRED: ({ repairs, total }) =>
    `Đã sửa ${so(total)} ký tự hỏng của lớp chữ: ${list(repairs.map((r) => `${quoted(r.from)} thành ${quoted(r.to)} (${so(r.count)} lần)`))}.`,
  TEXT_UNTRUSTED: ({ reasons }) =>
    `Lớp chữ của trang này hỏng nên không dùng${reasons.length === 0 ? '' : ` (${list(reasons.map(vietnameseReason))})`}, trang được đọc từ hình ảnh nếu có thể.`,
  TRACKED_CHANGES: () =>
    'Tệp Word còn những sửa đổi chưa được chấp nhận (Track Changes); hãy mở tệp, chọn chấp nhận hoặc từ chối tất cả rồi lưu lại.',
  PERIOD_UNKNOWN: ({ readings }) =>
    readings.length === 0
      ? 'Báo cáo không cho biết kỳ báo cáo; hãy ghi kỳ, ví dụ 2021-9M.'
      : `Kỳ báo cáo không chắc chắn vì báo cáo ghi ${readings.map((reading) => quoted(dayOr(reading, 'ngày'))).join(' và ')}; hãy cho biết kỳ đúng.`,
  ISSUER_UNKNOWN: ({ readings }) =>
    readings.length === 0
      ? 'Báo cáo không cho biết đơn vị báo cáo; hãy ghi mã đơn vị hành chính.'
      : `Báo cáo ghi đơn vị báo cáo không thống nhất: ${readings.map(quoted).join(' và ')}; hãy cho biết đơn vị đúng.`,
  UNIT_AMBIGUOUS: ({ issuer, candidates }) =>
    candidates.length === 0
      ? `Không tìm thấy ${quoted(issuer)} trong danh mục đơn vị hành chính tại thời điểm báo cáo; hãy ghi mã đơn vị.`
      : `Có ${candidates.length} đơn vị hành chính cùng tên ${quoted(issuer)} (${list(candidates)}); hãy ghi mã của đơn vị đúng.`,
  FORM_UNKNOWN: ({ nearest, score }) =>
    `Phụ lục không theo biểu mẫu nào đã biết${
      nearest === null ? '' : ` (gần nhất là ${nearest}, giống ${percentOf(score)}%)`
    }; các dòng vẫn được giữ, mã chỉ tiêu cần được kiểm tra.`,
  DOCUMENT_NUMBER_MISSING: ({ readings }) =>
    readings.length < 2
      ? 'Số của báo cáo bị bỏ trống; hãy ghi số nếu biết, ví dụ 123/BC-UBND.'
      : `Báo cáo ghi số không thống nhất: ${readings.map(quoted).join(' và ')}; hãy cho biết số đúng.`,
  VALUES_SHIFTED: ({ from, direction, contradictions, left }, { table }) =>
    `Cột số liệu của bảng ${table ?? 1} có vẻ bị lệch ${direction === 'down' ? 'xuống' : 'lên'} một dòng, từ khoảng dòng ${rowName(from)}: như đang ghi thì có ${contradictions} chỗ mâu thuẫn, dời lại một dòng thì còn ${left}. Hãy đối chiếu cả bảng với bản gốc.`,
  NO_APPENDIX: () => 'Không tìm thấy bảng phụ lục số liệu trong tài liệu này; có thể đây chỉ là công văn gửi kèm.',
  PAGE_UNREADABLE: ({ reasons }) =>
    `Không đọc được trang này${reasons.length === 0 ? '' : ` (${list(reasons.map(vietnameseReason))})`}; hãy quét lại rõ hơn hoặc nhập tay số liệu của trang.`,
  STALE_DECISION: ({ decided, now }) =>
    `Quyết định trước đây dựa trên giá trị ${none(decided)}, nay đọc được ${none(now)} nên không áp dụng; hãy quyết định lại.`,
};

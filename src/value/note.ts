/**
 * What a row's note, or what stands over its table, says against its figure: that it is of another time, in another unit, or
 * wrong.
 */
import { flag } from '../model/flags.js';
import { foldKey } from '../vietnamese/keys.js';
import { OTHER_TIMES } from './grammar.js';
import { readNumeral } from './numeral.js';
import { type Cell, documentFault, qualified } from './outcome.js';
import { readTail, rescales } from './tail.js';
import type { ReadValue } from './types.js';

/** Words before the time in a note that is about nothing else: `Số liệu ước thực hiện`. */
const PREAMBLE = new Set(
  ['số liệu', 'số', 'thực hiện', 'của', 'là', 'đạt', 'theo', 'như', 'lấy', 'báo cáo', 'năm', 'chưa cập nhật'].flatMap(
    (words) => foldKey(words).split(' '),
  ),
);

/** The note is `Dự kiến`, `Số liệu kỳ trước`; one that tells more (`dự kiến tổ chức trong quý IV`) is about the matter. */
function isOfAnotherTime(note: string): boolean {
  const key = foldKey(note);
  const term = OTHER_TIMES.find((time) => ` ${key} `.includes(` ${time} `));
  if (term === undefined) return false;
  return ` ${key} `
    .replace(` ${term} `, ' ')
    .split(' ')
    .every((word) => word === '' || PREAMBLE.has(word));
}

/** Words that such a note may begin with. */
const SUBJECT = new Set(['số', 'liệu'].map(foldKey));
/** Notes that say only that the figure is not the right one. */
const DOUBTS = new Set(
  [
    'cũ',
    'sai',
    'sai số',
    'nhầm',
    'chưa chính xác',
    'chưa đầy đủ',
    'chưa đủ',
    'chưa chốt',
    'chưa đối chiếu',
    'chưa kiểm tra',
    'chưa kiểm tra lại',
    'kiểm tra lại',
    'cần kiểm tra lại',
    'đề nghị kiểm tra lại',
    'xem lại',
    'chưa thống nhất',
    ...['chưa đúng', 'không đúng', 'không chính xác', 'cần xác minh', 'chưa xác minh', 'chờ xác nhận', 'chưa xác nhận'],
    ...['chưa duyệt', 'chưa cập nhật', 'nhầm lẫn', 'nhập nhầm', 'ghi nhầm', 'nhập sai', 'ghi sai', 'kh'],
    'tạm',
    'tạm thời',
  ].map(foldKey),
);

/** `?`, `(?)` */
const QUERY = /^[\s(]*\?+[\s)]*$/u;

function isDoubted(note: string): boolean {
  if (QUERY.test(note)) return true;
  const words = foldKey(note).split(' ');
  const rest = words.slice(words.findIndex((word) => !SUBJECT.has(word))).join(' ');
  return DOUBTS.has(rest);
}

const CORRECTION =
  /(?:(?:sửa|đính chính|điều chỉnh)(?: lại)?(?: thành| là)?|(?:số )?đúng(?: phải)?(?: là|(?=\s*:))|số đúng|thực tế(?: là)?)\s*:?\s*(\d[\d.,]*)/iu;
/** `Số đúng là 200`: the figure that the note puts in the place of the row's. */
function correctionIn(note: string): number | null {
  const digits = CORRECTION.exec(note)?.[1]?.replace(/[.,]+$/, '');
  return (digits === undefined ? null : readNumeral(digits)?.readings[0]) ?? null;
}

/** `x 1000` */
const TIMES_TEN = /^\s*\(?[x×]\s*10+\)?\s*$/iu;
const UNIT_NOTE = /^(?:đvt|đơn vị tính|đơn vị)\s*:\s*(\p{L}[\p{L} ]*)$/iu;
/** `ĐVT: nghìn`, or nothing but `nghìn hồ sơ`: the unit that the note gives the figure, where the row has another. */
function otherUnitIn(note: string, unit: string): string | null {
  const words = UNIT_NOTE.exec(note.trim())?.[1];
  if (TIMES_TEN.test(note)) return note;
  if (words === undefined) return rescales(note, unit) ? note : null;
  const tail = readTail(words, unit);
  return tail.kind === 'foreign' || (tail.kind === 'scale' && tail.exponent !== 0) ? words : null;
}

/** The reading in the light of the row's note; unchanged where the note is about something else. */
export function besideNote(cell: Cell, reading: ReadValue): ReadValue {
  const { note, unit, origin } = cell.context;
  if (note === '' || reading.value === null) return reading;
  if (isOfAnotherTime(note) || isDoubted(note) || cell.context.isOfAnotherPeriod === true)
    return qualified({ ...cell, raw: `${cell.raw} (${note})` });
  const other = correctionIn(note);
  if (other !== null && other !== reading.value) {
    const readings = [reading.value, other];
    const ambiguous = flag('AMBIGUOUS_NUMBER', documentFault(origin), { raw: cell.raw, readings });
    return { ...reading, flags: [...reading.flags, ambiguous] };
  }
  return inAnotherUnit(cell, reading, otherUnitIn(note, unit));
}

/** The reading in the light of the unit that its table gives all figures. */
export function underUnits(cell: Cell, reading: ReadValue): ReadValue {
  const { unitsOver = [], unit } = cell.context;
  const counts = reading.value !== null && reading.type !== 'percent' && reading.type !== 'enum';
  return counts ? inAnotherUnit(cell, reading, unitsOver.find((words) => rescales(words, unit)) ?? null) : reading;
}

function inAnotherUnit({ raw, context }: Cell, reading: ReadValue, printed: string | null): ReadValue {
  if (printed === null) return reading;
  const { unit, origin } = context;
  const mismatch = flag('UNIT_MISMATCH', documentFault(origin), { printed, expected: unit, raw }, { expected: unit });
  return { ...reading, flags: [...reading.flags, mismatch] };
}

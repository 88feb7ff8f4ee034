/**
 * What the columns of a table are, by the words of its header and not by their position: forms order and name
 * them differently, leave out the unit or the note, and put a period where another form says `Số liệu`.
 */
import { distance } from 'fastest-levenshtein';
import type { Cell, Table } from '../model/layout.js';
import type { Origin } from '../model/page.js';
import { bareKey } from '../vietnamese/keys.js';
import { periodsIn } from './period.js';
import { isOutlineCode, joinLines, plainWords } from './text.js';

export type Role = 'code' | 'label' | 'unit' | 'value' | 'note';

export interface Columns {
  /** The rows that hold the header, from and up to but not including. */
  readonly header: readonly [from: number, to: number];
  /** One entry a column; null for a column that is none of these. */
  readonly roles: readonly (Role | null)[];
  /** Columns that hold the value, best first; more than one only when the header prefers none of them. */
  readonly values: readonly number[];
  /** Header text per column, the deepest header cell first. */
  readonly headings: readonly string[];
}

/** Whole header cells, as plain words. Order matters: `Đơn vị tính` before the bare words of a value. */
const ROLE_WORDS: readonly (readonly [Role, RegExp])[] = [
  ['code', /^(stt|tt|số tt|số thứ tự|thứ tự|mã số|mã|mã chỉ tiêu|số hiệu)$/u],
  ['note', /^(ghi chú|chú thích|ghi chú giải trình|giải trình|diễn giải)/u],
  ['unit', /^(đơn vị tính|đơn vị|đvt|đv tính|đơn vị đo)( |$)/u],
  [
    'value',
    /^(số liệu|kết quả|giá trị|thực hiện|số lượng|tổng số|trị số|kỳ này|kỳ báo cáo|trong kỳ|trong quý|lũy kế|cộng dồn)( |$)/u,
  ],
  ['label', /(chỉ tiêu|nội dung|tiêu chí|danh mục|nhiệm vụ|tên chỉ số)/u],
];

/** Figures of an earlier period, or of the day this one began. */
const EARLIER = /(?<!\p{L})(kỳ trước|năm trước|quý trước|tháng trước|cùng kỳ|đầu kỳ)(?!\p{L})/u;
/** Figures that were planned or stood before the period. `6 tháng đầu năm` is a period. */
const PLANNED = /(?<!\p{L})(kế hoạch|kh|giao|mục tiêu|dự kiến|ước|(?<!tháng |từ )đầu năm)(?!\p{L})/u;
/** Columns that are derived from others, or marks that were given for them. */
const DERIVED = /(so sánh|so với|tỷ lệ|tăng|giảm|chênh lệch|(?<!thời |địa )điểm)/u;
/** `Số liệu (%)`, `%`: shares and nothing else. */
const SHARES = /\(\s*%\s*\)|^\s*%\s*$/u;

/** A column named first of all for what was planned or compared, or for one month alone. */
const OF_ANOTHER_KIND =
  /^(kế hoạch|kh(?!\p{L})|chỉ tiêu|mục tiêu|dự kiến|ước|so sánh|so với|tỷ lệ|tăng|giảm|chênh lệch|điểm|(số liệu |kết quả )?(trong )?tháng \d)/u;

/** Words over the column that holds the values, when no better one was there, that say it does not hold this period's. */
export function isOfAnotherKind(words: string): boolean {
  return OF_ANOTHER_KIND.test(plainWords(words)) || SHARES.test(words) || isOfAnotherPeriod(words);
}

/** Words over a value column, or over a whole table, that say its figures are an earlier period's. */
export function isOfAnotherPeriod(words: string): boolean {
  return EARLIER.test(plainWords(words));
}

/** Abbreviations and looser words over a column of values: none that decides which column it is, all that say it is one. */
const ALSO_VALUES =
  /^(sl|kq|th|số$|(con|chỉ) số|số (báo cáo|thống kê)|tổng|cộng|dữ liệu|thống kê|hiện trạng|thực tế|trả lời|đạt|đã (thực hiện|đạt)|báo cáo|(tự )?đánh giá|điều chỉnh|(quý|năm|tháng) (này|nay|báo cáo))( |$)/u;
const HAS_WORDS = /\p{L}{2}|(?:19|20)\d\d/u;

/**
 * Words over the column of values, which was taken for it because it is full of figures, that do not say that it holds values:
 * `2020`, `Định mức`, `Đến tháng 6`, the name of a neighbour. A blank heading and a column's number say nothing.
 */
export function namesNoValues(words: string): boolean {
  const key = plainWords(words);
  return (
    HAS_WORDS.test(words) && namedRole(words) !== 'value' && misreadRole(words) !== 'value' && !ALSO_VALUES.test(key)
  );
}

/** Header blocks of real forms have one to three rows; deeper ones would be data. */
const MAX_HEADER_ROWS = 4;

/** Labels are longer than the words of a header's cell. */
const MIN_LABEL = 5;

/** A look-up of the cell that covers a grid position. */
export type CellAt = (row: number, col: number) => Cell | undefined;

export function cellIndex(table: Table): CellAt {
  const covering: (Cell | undefined)[] = new Array(table.rows * table.cols);
  for (const cell of table.cells)
    for (let row = cell.row; row < cell.row + cell.rowspan; row++)
      for (let col = cell.col; col < cell.col + cell.colspan; col++) covering[row * table.cols + col] = cell;
  return (row, col) =>
    row < 0 || col < 0 || row >= table.rows || col >= table.cols ? undefined : covering[row * table.cols + col];
}

/** The columns of an appendix table, or null when the header does not read like one. */
export function readColumns(table: Table, cellAt: CellAt): Columns | null {
  for (let first = 0; first < Math.min(MAX_HEADER_ROWS, table.rows); first++) {
    const columns = columnsUnder(table, cellAt, first);
    if (columns) return columns;
  }
  return null;
}

/**
 * Further down a table stands another header, which calls the columns otherwise: from there on they are what it says. Null for a
 * row of data, and for the same header once more.
 */
export function columnsAnew(table: Table, cellAt: CellAt, row: number, before: Columns): Columns | null {
  const texts = Array.from({ length: table.cols }, (_, col) => joinLines(cellAt(row, col)?.text ?? ''));
  const named = texts.map(namedRole);
  if (!named.includes('code') || !named.includes('label') || !named.includes('value')) return null;
  const columns = columnsUnder(table, cellAt, row);
  const isSame = columns?.values[0] === before.values[0] && columns?.values.length === before.values.length;
  return isSame ? null : columns;
}

function columnsUnder(table: Table, cellAt: CellAt, first: number): Columns | null {
  const end = headerEnd(table, cellAt, first);
  const headings: string[] = [];
  const roles: (Role | null)[] = [];
  for (let col = 0; col < table.cols; col++) {
    const texts = headerTexts(cellAt, first, end, col);
    headings.push(texts[0] ?? '');
    roles.push(roleOf(texts, table.origin));
  }
  disownFigures(table, cellAt, end, roles);
  if (table.origin === 'ocr' && !roles.includes('code')) nameCodeColumn(table, cellAt, end, roles);
  if (!roles.includes('label') || !(roles.includes('code') || roles.includes('unit'))) return null;
  const values = valueColumns(roles, headings, numericColumns(table, cellAt, end, roles));
  if (values.length === 0) return null;
  const valueCell = cellAt(end - 1, values[0] ?? 0);
  // Columns under one header cell are one column that other rows happen to split.
  const rivals = values.filter((col, i) => i === 0 || cellAt(end - 1, col) !== valueCell);
  return {
    header: [first, end],
    roles: roles.map((role, col) => (values.includes(col) ? 'value' : role === 'value' ? null : role)),
    values: rivals,
    headings,
  };
}

/** Share of a column's texts that are figures. */
const MOSTLY_FIGURES = 0.6;
/** Share of a column's texts that are outline codes. */
const MOSTLY_CODES = 0.5;

/** Of several columns that are called by a word for labels (`Chỉ tiêu`, `Chỉ tiêu giao`), one full of figures holds none. */
function disownFigures(table: Table, cellAt: CellAt, from: number, roles: (Role | null)[]): void {
  const labels = roles.flatMap((role, col) => (role === 'label' ? [col] : []));
  if (labels.length < 2) return;
  for (const col of labels) if (holdsFigures(table, cellAt, from, col)) roles[col] = null;
}

/** `STT` is a word that OCR misreads more often than not; the codes below it tell the column as well. */
function nameCodeColumn(table: Table, cellAt: CellAt, from: number, roles: (Role | null)[]): void {
  const col = roles.indexOf(null);
  if (col < 0 || col > roles.indexOf('label')) return;
  const texts: string[] = [];
  for (let row = from; row < table.rows; row++) {
    const cell = cellAt(row, col);
    if (cell?.row === row && cell.text !== '') texts.push(joinLines(cell.text));
  }
  if (texts.length > 0 && texts.filter(isOutlineCode).length >= MOSTLY_CODES * texts.length) roles[col] = 'code';
}

/**
 * The row after the header: below every cell that starts in it, below what the document marks as header, and below a line
 * of column numbers `(1) (2) (3)`; but never below a row of data, over which a careless merge or mark may reach.
 */
function headerEnd(table: Table, cellAt: CellAt, first: number): number {
  let end = first + 1;
  for (let row = first; row < end; row++)
    for (let col = 0; col < table.cols; col++) {
      const cell = cellAt(row, col);
      if (cell) end = Math.min(table.rows, Math.max(end, cell.row + cell.rowspan));
    }
  end = Math.max(end, Math.min(table.headerRows, table.rows));
  for (let row = first + 1; row < end; row++) if (isDataRow(table, cellAt, row)) end = row;
  return isColumnNumbering(table, cellAt, end) ? end + 1 : end;
}

/** A number of the outline with words beside it. */
export function isDataRow(table: Table, cellAt: CellAt, row: number): boolean {
  if (isColumnNumbering(table, cellAt, row)) return false;
  const own: string[] = [];
  for (let col = 0; col < table.cols; col++) {
    const cell = cellAt(row, col);
    if (cell?.row === row && cell.col === col && cell.text !== '') own.push(joinLines(cell.text));
  }
  const [first = '', second = ''] = own;
  return (
    isOutlineCode(first) && /\d|^[IVX]+[.)]?$/u.test(first) && /\p{L}{2}/u.test(second) && second.length > MIN_LABEL
  );
}

/** `(1) (2) (3) (4)`, `A B 1 2`, `1 2 3=2/1`: numbers of columns, not of rows. */
function isColumnNumbering(table: Table, cellAt: CellAt, row: number): boolean {
  const texts: string[] = [];
  for (let col = 0; col < table.cols; col++) texts.push(joinLines(cellAt(row, col)?.text ?? ''));
  const filled = texts.filter((text) => text !== '');
  if (filled.length < 3 || filled.length < table.cols - 1) return false;
  if (!filled.every((text) => /^\(?([A-ZĐ]|\d{1,2})\)?(\s*=.*)?$/u.test(text))) return false;
  const numbers = filled.map((text) => /\d{1,2}/u.exec(text)?.[0]).filter((n) => n !== undefined);
  return numbers.length >= 2 && numbers.every((n, i) => i === 0 || Number(n) === Number(numbers[i - 1]) + 1);
}

/** Header texts over a column, deepest first, each cell once. */
function headerTexts(cellAt: CellAt, first: number, end: number, col: number): string[] {
  const texts: string[] = [];
  let previous: Cell | undefined;
  for (let row = end - 1; row >= first; row--) {
    const cell = cellAt(row, col);
    if (cell && cell !== previous && cell.text !== '') texts.push(joinLines(cell.text));
    previous = cell;
  }
  return texts;
}

/** A deeper cell nearly right says more than the one over it: `Đứn vị tính` under `Kết quả`. */
function roleOf(texts: readonly string[], origin: Origin): Role | null {
  for (const text of texts) {
    const role = namedRole(text) ?? (origin === 'ocr' ? misreadRole(text) : null);
    if (role !== null) return role;
  }
  return null;
}

function namedRole(text: string): Role | null {
  const key = plainWords(text);
  for (const [role, words] of ROLE_WORDS) if (words.test(key)) return role;
  return periodsIn(text).length > 0 ? 'value' : null;
}

/** The commonest header words without their marks, for headers that OCR has read nearly right. */
const PLAIN_ROLE_WORDS: readonly (readonly [Role, string])[] = [
  ['label', 'noi dung'],
  ['label', 'chi tieu'],
  ['unit', 'don vi tinh'],
  ['value', 'so lieu'],
  ['value', 'ket qua'],
  ['note', 'ghi chu'],
];

/** Share of a header word's letters that may be misread: one in `Nội thung`, two in `Đom vị tinh`. */
const MISREAD = 0.25;

function misreadRole(text: string): Role | null {
  const words = bareKey(text).split(' ');
  for (const [role, phrase] of PLAIN_ROLE_WORDS) {
    const start = words.slice(0, phrase.split(' ').length).join(' ');
    if (distance(start, phrase) <= MISREAD * phrase.length) return role;
  }
  return null;
}

/**
 * Columns that may hold the value, best first: named ones before others that mostly hold figures, those about the period
 * before those about another. Of what is named or full of figures only another period's and derived columns are no rivals.
 */
function valueColumns(
  roles: readonly (Role | null)[],
  headings: readonly string[],
  numeric: readonly number[],
): number[] {
  const named = roles.flatMap((role, col) => (role === 'value' ? [col] : []));
  const words = (col: number) => plainWords(headings[col] ?? '');
  const isOwn = (col: number) =>
    !SHARES.test(headings[col] ?? '') && ![EARLIER, PLANNED, DERIVED].some((other) => other.test(words(col)));
  const own = [...named.filter(isOwn), ...numeric.filter(isOwn)];
  if (own.length > 0) return own;
  const others = [...named, ...numeric];
  return others
    .filter((col) => !DERIVED.test(words(col)))
    .concat(others.filter((col) => DERIVED.test(words(col))))
    .slice(0, 1);
}

/** Columns without a role that mostly hold figures. */
function numericColumns(table: Table, cellAt: CellAt, from: number, roles: readonly (Role | null)[]): number[] {
  return roles.flatMap((role, col) => (role === null && holdsFigures(table, cellAt, from, col) ? [col] : []));
}

export function holdsFigures(table: Table, cellAt: CellAt, from: number, col: number): boolean {
  let filled = 0;
  let numbers = 0;
  for (let row = from; row < table.rows; row++) {
    const text = cellAt(row, col)?.text ?? '';
    if (text === '') continue;
    filled++;
    if (/^[\d.,/% ]+$/u.test(text)) numbers++;
  }
  return filled >= 2 && numbers >= MOSTLY_FIGURES * filled;
}

/**
 * Columns of a table that has no header of its own, by what stands in them: outline codes first, the longest
 * texts as labels, the last mostly numeric column as the value. Used where no table of the document has a header, and for later pieces of the appendix.
 */
export function guessColumns(table: Table, cellAt: CellAt, minRows: number): Columns | null {
  if (table.cols < 3 || table.rows < minRows) return null;
  const stats = Array.from({ length: table.cols }, (_, col) => {
    const texts: string[] = [];
    for (let row = 0; row < table.rows; row++) {
      const cell = cellAt(row, col);
      if (cell && cell.row === row && cell.col === col && cell.text !== '') texts.push(joinLines(cell.text));
    }
    const share = (test: (text: string) => boolean) =>
      texts.length === 0 ? 0 : texts.filter(test).length / texts.length;
    return {
      filled: texts.length,
      codes: share(isOutlineCode),
      numbers: share((text) => /^[\d.,/% ]+$/u.test(text)),
      length: texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length),
    };
  });
  const code = 0;
  if ((stats[code]?.codes ?? 0) < 0.8 || (stats[code]?.filled ?? 0) < table.rows / 3) return null;
  let label = 1;
  for (let col = 1; col < table.cols; col++) if ((stats[col]?.length ?? 0) > (stats[label]?.length ?? 0)) label = col;
  let value = -1;
  for (let col = label + 1; col < table.cols; col++) if ((stats[col]?.numbers ?? 0) >= 0.6) value = col;
  if (value < 0 || (stats[label]?.length ?? 0) < 10) return null;
  const roles = stats.map((_, col): Role | null => {
    if (col === code) return 'code';
    if (col === label) return 'label';
    if (col === value) return 'value';
    if (col > label && col < value) return 'unit';
    return col > value ? 'note' : null;
  });
  return { header: [0, 0], roles, values: [value], headings: stats.map(() => '') };
}

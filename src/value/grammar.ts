/**
 * What a cell can say, as an ordered list of small recognisers: the first that knows the whole cell decides.
 * Each takes the whole text or none of it, so a number is never picked out of other words.
 */
import { type Flag, flag } from '../model/flags.js';
import type { Interpretation } from '../model/messages.js';
import type { ValueType } from '../model/value.js';
import { foldKey } from '../vietnamese/keys.js';
import { choiceOf, yesOf } from './choices.js';
import { withDigits, withDigitTail } from './misread.js';
import { readNumeral } from './numeral.js';
import {
  type Cell,
  documentFault,
  interpreted,
  missing,
  notANumber,
  number,
  qualified,
  unitMismatch,
  without,
} from './outcome.js';
import { type Quantity, splitQuantity } from './quantity.js';
import { type Settled, settle } from './reading.js';
import { numberInWords } from './spelt.js';
import { exponentOf, inBillions, isCondition, isOfUnit, readTail, type Tail } from './tail.js';
import type { ReadValue, ValueContext } from './types.js';

type Recogniser = (cell: Cell) => ReadValue | null;

const words = (...texts: string[]) => new Set(texts.map(foldKey));

/** Blank: never 0. */
const blank: Recogniser = (cell) => (cell.text === '' ? missing(cell, 'missing') : null);

/** `-` `–` `—` `--`: the forms' sign for "không phát sinh". */
const dash: Recogniser = ({ text, context }) =>
  /^[\p{Pd}\u2212]{1,3}$/u.test(text) ? without('none_arising', context.type) : null;

const NOT_AVAILABLE = words('chưa có', 'chưa có số liệu', 'không có số liệu', 'chưa thống kê', 'chưa tổng hợp');
/** `…` and "chưa có": the figure exists but is not known yet. */
const ellipsis: Recogniser = (cell) =>
  /^(?:…|\.{2,})+$/.test(cell.text) || NOT_AVAILABLE.has(foldKey(cell.text)) ? missing(cell, 'not_available') : null;

/** A struck-out cell (`/`, `//`) says nothing that could be told from a forgotten one. */
const struck: Recogniser = (cell) => (/^[/\\]{1,2}$/.test(cell.text) ? missing(cell, 'missing') : null);

/** `x`: a tick where the row is yes or no; in statistics the sign for "not applicable". */
const tick: Recogniser = (cell) => {
  if (!/^[xX×✓✔☑]$/u.test(cell.text)) return null;
  const { type, unit, domain } = cell.context;
  if (type !== 'enum') return missing(cell, 'not_available');
  const yes = yesOf(unit, domain);
  return yes === null ? notANumber(cell, documentFault(cell.context.origin)) : ticked(cell, yes);
};
const ticked = (cell: Cell, yes: number) => number(yes, 'enum', [interpreted(cell.raw, yes, 'tick')]);

const DITTO_WORDS = words('nt', 'n.t', 'như trên', '-nt-');
/** A ditto in the value column: the figure above may be meant, but only a reviewer copies it. */
const ditto: Recogniser = (cell) =>
  DITTO_WORDS.has(foldKey(cell.text)) || /^["”“″]$|^['’′]{2}$|^,,$/.test(cell.text) ? qualified(cell) : null;

/** `Có`, `Chưa vận hành`, `Phát phiếu`: the words of a choice instead of its number. */
const choice: Recogniser = (cell) => {
  const { type, unit, domain } = cell.context;
  if (type !== 'enum') return null;
  const value = choiceOf(cell.text, unit, domain);
  return value === null ? null : number(value, type, [interpreted(cell.raw, value, 'choice-word')]);
};

const NONE = words('không', 'không có', 'không phát sinh', 'không phát sinh hồ sơ', 'chưa phát sinh');
const NONE_ARISING = words('không phát sinh', 'không phát sinh hồ sơ', 'chưa phát sinh');
/** `không`, `không phát sinh`: 0 of what is counted; a share of nothing is no 0 %. */
const none: Recogniser = (cell) => {
  const key = foldKey(cell.text);
  const { type } = cell.context;
  if (!NONE.has(key) || type === 'enum') return null;
  if (type !== 'percent') return number(0, type, [interpreted(cell.raw, 0, 'none-word')]);
  if (!NONE_ARISING.has(key)) return null;
  return without('none_arising', type, [interpreted(cell.raw, null, 'none-arising-word')]);
};

const QUALIFIER =
  /^(?:[<>≤≥~≈±]|(?:khoảng|trên|dưới|gần|hơn|ít nhất|nhiều nhất|tối thiểu|tối đa|không quá|không dưới|ước|xấp xỉ|từ)(?!\p{L}))/iu;
const OPEN_END = /\d\s*%?\s*(?:\+|trở (?:lên|xuống))$/iu;
const RANGE = /^\d[\d.,]*\s*%?\s*(?:[\p{Pd}\u2212÷~]|đến)\s*\d[\d.,]*\s*(?:%|\p{L}[\p{L} ]*)?$/iu;
/** `> 95`, `khoảng 20`, `20-25`, `90 trở lên`: no single figure. */
const qualifier: Recogniser = (cell) => {
  const limits = QUALIFIER.test(cell.text) && /\d/.test(cell.text);
  return limits || OPEN_END.test(cell.text) || RANGE.test(cell.text) ? qualified(cell) : null;
};

export const OTHER_TIMES = [
  ...words('dự kiến', 'dự tính', 'dự báo', 'dự toán', 'ước', 'tạm tính', 'kế hoạch', 'chỉ tiêu', 'mục tiêu'),
  ...words('kỳ trước', 'cùng kỳ', 'năm trước', 'năm ngoái', 'quý trước', 'tháng trước', 'kỳ sau', 'năm sau'),
];
/** `12 (dự kiến)`, `ước 12`, `12 (kỳ trước)`: not a fact of this period, unless the row itself counts such. */
const otherTime: Recogniser = (cell) => {
  if (!/\d.*\p{L}|\p{L}.*\d/u.test(cell.text)) return null;
  const text = ` ${foldKey(cell.text)} `;
  const unit = ` ${foldKey(cell.context.unit)} `;
  const said = OTHER_TIMES.map((term) => ` ${term} `).some((term) => text.includes(term) && !unit.includes(term));
  return said ? qualified(cell) : null;
};

const CALENDAR_WORD = /(?<!\p{L})(ngày|tháng|quý|quí|năm)(?!\p{L})/iu;
const YEAR_RANGE = /^(?:19|20)\d\d\s*[\p{Pd}\u2212]\s*(?:19|20)\d\d$/u;
/** Năm is five, too. */
function isInWords({ text, context }: Cell): boolean {
  return numberInWords(splitQuantity(text)?.remark ?? text, context.unit) !== null;
}
/** `9 tháng`, `ngày 29/12`, `Quý IV/2021`, `2021 – 2025`: a time, unless the row counts days, months or years. */
const calendar: Recogniser = (cell) => {
  const word = CALENDAR_WORD.exec(cell.text)?.[1];
  const counted = word !== undefined && foldKey(cell.context.unit).split(' ').includes(foldKey(word));
  const time = (word !== undefined && !counted && !isInWords(cell)) || YEAR_RANGE.test(cell.text);
  return time ? notANumber(cell, documentFault(cell.context.origin)) : null;
};

/** Behind a number OCR makes words of specks and digits of neither kind, so there only the row's own unit is a unit. */
function tailOf(words: string, { type, unit, origin }: ValueContext): Tail {
  // What a rate is a share of may stand behind its sign; without the sign it is no rate, which `quantity` sees.
  const tail = readTail(words, type === 'percent' ? '' : unit);
  return (tail.kind === 'unit' || tail.kind === 'foreign') && origin === 'ocr' && !isOfUnit(words, unit)
    ? { kind: 'clause' }
    : tail;
}

/** A number of the row's own kind, or null when the digits are not well formed. */
function settleDigits(digits: string, type: ValueType, context: ValueContext, tail: Tail): Settled | null {
  const numeral = readNumeral(digits);
  if (numeral === null) return null;
  const billions = tail.kind === 'scale' ? tail.billions : inBillions(context.unit);
  return settle(numeral, { type, billions, marks: context.marks });
}

const LEADING_ZERO = /^0\d$/;
/**
 * `05/09`: five of nine, or the day to which a spreadsheet turned it. Where a row counts in ratios it is one; where it
 * counts things, a zero before a digit is how days and months are written.
 */
function isDayOrRatio(top: string, bottom: string, { type }: ValueContext): boolean {
  const [day, month] = [Number(top), Number(bottom)];
  const isDay = day >= 1 && day <= 31 && month >= 1 && month <= 12;
  return type === 'count' && isDay && (LEADING_ZERO.test(top) || LEADING_ZERO.test(bottom));
}

function ambiguous(cell: Cell, digits: string): Flag {
  const readings = [...(readNumeral(digits)?.readings ?? [])];
  return flag('AMBIGUOUS_NUMBER', 'unknown', { raw: cell.raw, readings });
}

/** A year is never printed with a thousands dot. */
const YEAR = /^(?:19\d\d|20\d\d|2100)$/;
/** `9/2021`: a month, or the number of a paper, of that year; so many of so many only with the row's unit behind it. */
const ofYear: Recogniser = (cell) => {
  const parts = splitQuantity(cell.text);
  if (parts?.divisor == null || !YEAR.test(parts.divisor)) return null;
  const counted = parts.words !== '' && isOfUnit(parts.words, cell.context.unit);
  return counted ? null : notANumber(cell, documentFault(cell.context.origin));
};

const PERCENTAGE = /\d[\d.,]*\s*(?:%|phần trăm)/giu;
/** A second figure beside the first, as in `306 (479)`; a share of a count (`266 (đạt 55,6%)`) is no rival to it. */
function secondFigures({ remark }: Quantity, type: ValueType): readonly string[] {
  const rivals = type === 'percent' ? remark : remark.replace(PERCENTAGE, '');
  return rivals.match(/\d(?:[\d.,]*\d)?/g) ?? [];
}

/** `10/10`, `9/12`: so many of so many. A count takes the first as its value; a rate cannot be either. */
const ratio: Recogniser = (cell) => {
  const quantity = splitQuantity(cell.text);
  const { context } = cell;
  const { type } = context;
  if (quantity === null || quantity.divisor === null) return null;
  const tail = tailOf(quantity.words, context);
  if (quantity.negative || quantity.percentSign || tail.kind === 'scale' || tail.kind === 'clause') return null;
  const top = settleDigits(quantity.digits, 'count', context, tail);
  const bottom = settleDigits(quantity.divisor, 'count', context, tail);
  if (top === null || bottom === null) return null;
  if (type === 'percent') {
    const share = bottom.value === 0 ? '' : String(Math.round((top.value / bottom.value) * 10_000) / 100);
    return without('unreadable', type, [unitMismatch(cell, share)]);
  }
  if (type !== 'count' && type !== 'fraction') return null;
  const doubtful = top.ambiguous ? quantity.digits : bottom.ambiguous ? quantity.divisor : null;
  const isDay = tail.kind === 'none' && isDayOrRatio(quantity.digits, quantity.divisor, context);
  const flags = [
    ...(doubtful === null ? [] : [ambiguous(cell, doubtful)]),
    ...(isDay ? [rivals(cell, [top.value])] : []),
    ...asideFlags(cell, quantity, tail, top),
  ];
  return { value: top.value, denominator: bottom.value, type: 'fraction', state: 'present', flags };
};

/** A single reading says that it may be no figure at all. */
function rivals(cell: Cell, readings: number[]): Flag {
  return flag('AMBIGUOUS_NUMBER', documentFault(cell.context.origin), { raw: cell.raw, readings });
}

/** The choice that a remark names, where it is another than the number before it: `1 (không)`. */
function otherChoice({ remark }: Quantity, { type, unit, domain }: ValueContext, value: number): number | null {
  const said = type === 'enum' && remark !== '' ? choiceOf(remark, unit, domain) : null;
  return said === value ? null : said;
}

/** What was set aside or supplied to read a quantity, the weightiest first; null when nothing was. */
function howRead(quantity: Quantity, tail: Tail, settled: Settled): Interpretation | null {
  if (tail.kind === 'scale' && tail.exponent !== 0) return 'scale-word';
  if (settled.how !== null) return settled.how;
  if (quantity.remark !== '') return 'remark';
  if (quantity.footnote) return 'footnote';
  return tail.kind === 'unit' || tail.kind === 'scale' ? 'unit-word' : null;
}

/** The figure is said again in words, by itself or with its unit's power of ten: `2,5 (hai triệu năm trăm nghìn đồng)`. */
function isSpelt(value: number, spelt: number, unit: string): boolean {
  return spelt === value || spelt === timesTen(value, exponentOf(unit));
}

function asideFlags(cell: Cell, quantity: Quantity, tail: Tail, settled: Settled): Flag[] {
  const { type, unit } = cell.context;
  // Beside a choice `không` is the other choice's word, whatever its number.
  const spelt = type === 'enum' ? null : numberInWords(quantity.remark, unit);
  if (spelt !== null && !isSpelt(settled.value, spelt, unit)) return [rivals(cell, [settled.value, spelt])];
  const foreign = tail.kind === 'foreign' || (spelt === null && isCondition(quantity.remark, unit));
  const figures = secondFigures(quantity, type);
  if (figures.length > 0) {
    const readings = [settled.value, ...figures.flatMap((figure) => readNumeral(figure)?.readings[0] ?? [])];
    const rival = rivals(cell, readings);
    return foreign ? [unitMismatch(cell), rival] : [rival];
  }
  if (foreign) return [unitMismatch(cell)];
  const said = otherChoice(quantity, cell.context, settled.value);
  if (said !== null) return [rivals(cell, [settled.value, said])];
  const how = howRead(quantity, tail, settled);
  return how === null ? [] : [interpreted(cell.raw, settled.value, how)];
}

/** Moves the decimal point without the rounding error of a multiplication: 2,3 tỷ is 2300000000 exactly. */
function timesTen(value: number, exponent: number): number {
  return exponent === 0 ? value : Number(`${value}e${exponent}`);
}

/** `479`, `1.250 hs`, `90,9%`, `2,5 tỷ`, `266 (*)`: one number, with or without words around it. */
const quantity: Recogniser = (cell) => {
  const { context } = cell;
  const parts = splitQuantity(cell.text);
  if (parts === null || parts.divisor !== null) return null;
  const tail = tailOf(parts.words, context);
  const percent = parts.percentSign || tail.kind === 'percent';
  if (tail.kind === 'clause' || (percent && context.type === 'enum')) return null;
  const settled = settleDigits(parts.digits, percent ? 'percent' : context.type, context, tail);
  if (settled === null) return null;
  const size = timesTen(settled.value, tail.kind === 'scale' ? tail.exponent : 0);
  const value = parts.negative ? -size : size;
  const otherKind = percent !== (context.type === 'percent') && (percent || parts.words !== '');
  const flags = [
    ...(settled.ambiguous ? [ambiguous(cell, parts.digits)] : []),
    ...(otherKind ? [unitMismatch(cell)] : asideFlags(cell, parts, tail, { ...settled, value })),
  ];
  if (!otherKind) return number(value, context.type, flags);
  return number(value, percent ? 'percent' : 'count', flags);
};

/**
 * Letters that OCR, or a hand at the keys, makes of digits (`4l`, `1OO`): the number they stood for is proposed, never used. Comes before
 * ratio and quantity, which would take the letters for a unit.
 */
const misread: Recogniser = (cell) => {
  const ocr = cell.context.origin === 'ocr';
  const tailed = withDigitTail(cell.text);
  const digits = (ocr ? withDigits(cell.text) : null) ?? tailed;
  const fault = ocr ? 'extraction' : 'document';
  const parts = digits === null ? null : splitQuantity(digits);
  const settled =
    parts === null || parts.words !== ''
      ? null
      : settleDigits(parts.digits, cell.context.type, cell.context, { kind: 'none' });
  if (digits === null || parts === null || settled === null) return tailed === null ? null : notANumber(cell, fault);
  return notANumber(cell, fault, parts.divisor === null ? String(settled.value) : digits);
};

/** A number in words (`mười hai`) is proposed, never used. */
const otherText: Recogniser = (cell) => {
  const { unit, origin } = cell.context;
  const spelt = numberInWords(cell.text, unit);
  return notANumber(cell, origin === 'ocr' ? 'extraction' : 'document', spelt === null ? '' : String(spelt));
};

const NUMBER_GRAMMAR: readonly Recogniser[] = [
  blank,
  dash,
  choice,
  ellipsis,
  struck,
  tick,
  ditto,
  none,
  otherTime,
  calendar,
  qualifier,
  misread,
  ofYear,
  ratio,
  quantity,
  otherText,
];

const NOTHING_TO_SAY = words('không', 'không có');
/** "KIẾN NGHỊ: Không có" is the statement that there is none. */
const noText: Recogniser = ({ text, context }) =>
  NOTHING_TO_SAY.has(foldKey(text)) ? without('none_arising', context.type) : null;

const anyText: Recogniser = ({ context }) => without('present', context.type);

const TEXT_GRAMMAR: readonly Recogniser[] = [blank, dash, ellipsis, noText, anyText];

export function recognise(cell: Cell): ReadValue {
  const grammar = cell.context.type === 'text' ? TEXT_GRAMMAR : NUMBER_GRAMMAR;
  for (const recogniser of grammar) {
    const reading = recogniser(cell);
    if (reading !== null) return reading;
  }
  return notANumber(cell, 'unknown');
}

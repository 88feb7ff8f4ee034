/** What a reviewer wrote as `corrected_value`, by what it corrects (OUTPUTS, "flags.csv"). */
import { BLANK, NO_INDICATOR, periodNamed } from '../dataset/decide.js';
import type { Subject } from '../dataset/decisions.js';
import { plainNumber } from '../dataset/numbers.js';
import type { Catalogue } from '../model/catalogue.js';
import type { Level } from '../model/value.js';
import { bareKey } from '../vietnamese/keys.js';

/** Where the correction is to be made. */
export interface Corrected {
  readonly subject: Subject;
  readonly indicatorCode: string;
  /** Of the issuer, and the day its administrative unit must be known on. */
  readonly level: Level | null;
  readonly day: string | null;
}

export type Problem =
  | 'no-value'
  | 'not-a-number'
  | 'ambiguous-number'
  | 'no-indicator'
  | 'no-period'
  | 'no-unit'
  | 'nothing-to-correct';

/** Several values are several readings of an ambiguous number. */
export type Reading = { readonly values: readonly string[] } | { readonly problem: Problem };

const BLANK_WORDS = ['trong', 'blank', 'missing', 'empty'];
const NO_WORDS = ['khong', 'none', 'no'];

export function readCorrection(text: string, at: Corrected, catalogue: Catalogue): Reading {
  if (text === '') return { problem: 'no-value' };
  switch (at.subject) {
    case 'value':
      return BLANK_WORDS.includes(bareKey(text)) ? { values: [BLANK] } : readFigure(text, at, catalogue);
    case 'indicator':
      return readIndicator(text, catalogue);
    case 'period':
      return readPeriod(text);
    case 'unit':
      return readUnit(text, at, catalogue);
    case 'number':
      return { values: [text] };
    case 'finding':
      return { problem: 'nothing-to-correct' };
  }
}

function readIndicator(text: string, catalogue: Catalogue): Reading {
  if (NO_WORDS.includes(bareKey(text))) return { values: [NO_INDICATOR] };
  const code = [...catalogue.indicators.keys()].find((known) => known.toLowerCase() === text.toLowerCase());
  return code === undefined ? { problem: 'no-indicator' } : { values: [code] };
}

function readPeriod(text: string): Reading {
  const label = text.toUpperCase().replace(/\s/g, '');
  return periodNamed(label) === null ? { problem: 'no-period' } : { values: [label] };
}

const CODE_LENGTH: Readonly<Partial<Record<Level, number>>> = { xa: 5, huyen: 3, tinh: 2 };

/** Spreadsheets take the zeros off the front of a code: the issuer's level tells how long it was. */
function readUnit(text: string, { level, day }: Corrected, catalogue: Catalogue): Reading {
  if (!/^\d{1,5}$/.test(text)) return { problem: 'no-unit' };
  const length = (level === null ? undefined : CODE_LENGTH[level]) ?? text.length;
  const code = text.padStart(length, '0');
  if (code.length < 2 || (day !== null && catalogue.units.get(code, day) === null)) return { problem: 'no-unit' };
  return { values: [code] };
}

function readFigure(text: string, { indicatorCode }: Corrected, catalogue: Catalogue): Reading {
  const isShare = catalogue.indicators.get(indicatorCode)?.type === 'percent';
  const values = numbersIn(isShare ? text.replace(/\s*%$/, '') : text);
  return values.length === 0 ? { problem: 'not-a-number' } : { values: values.map(unmistakable) };
}

/** Three decimals are given a fourth, so that nobody takes their mark for one of thousands. */
function unmistakable(value: number): string {
  const digits = plainNumber(value);
  return /\.\d{3}$/.test(digits) ? `${digits}0` : digits;
}

/**
 * The numbers a text can mean: none, one, or two where a single mark stands before three digits (`1.234`), which is
 * a thousand in one country and a fraction in the other. In which of them the file was saved it does not say.
 */
export function numbersIn(text: string): number[] {
  const [, sign = '', digits = ''] = /^([-+\u2212]?)(\d[\d.,\s\u00a0\u202f]*)$/u.exec(text.trim()) ?? [];
  const found = unsignedIn(digits.replace(/\s/gu, ' ').trim());
  return found.map((value) => (sign === '-' || sign === '\u2212' ? -value || 0 : value));
}

function unsignedIn(digits: string): number[] {
  if (/^\d+$/.test(digits)) return [Number(digits)];
  // Grouped by threes with one mark, a fraction behind the other.
  const grouped = /^\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*(?:(?!\1)[.,](\d+))?$/.exec(digits);
  const single = /^(\d+)[.,](\d+)$/.exec(digits);
  const values: number[] = [];
  if (single !== null) values.push(Number(`${single[1]}.${single[2]}`));
  if (grouped !== null && !digits.startsWith('0')) {
    const fraction = grouped[2];
    const whole = (fraction === undefined ? digits : digits.slice(0, -fraction.length - 1)).replace(/\D/g, '');
    values.push(Number(fraction === undefined ? whole : `${whole}.${fraction}`));
  }
  return [...new Set(values)];
}

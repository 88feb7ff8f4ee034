/** A number that can be read two ways, settled by what the row counts and by the style of the whole report. */
import type { Interpretation } from '../model/messages.js';
import type { ValueType } from '../model/value.js';
import type { Numeral } from './numeral.js';
import type { NumberMarks } from './types.js';

export interface Settled {
  readonly value: number;
  /** Neither the row nor the report decides, or the two disagree. */
  readonly ambiguous: boolean;
  /** What was done to read it, null when it was plain. */
  readonly how: Interpretation | null;
}

interface Row {
  readonly type: ValueType;
  /** Counted in tỷ (thousand millions), where three digits after a comma are decimals. */
  readonly billions: boolean;
  readonly marks: NumberMarks;
}

type Role = 'thousands' | 'decimal' | null;

/** What the report uses a mark for; the other mark's role tells as much. */
function roleOf(mark: '.' | ',', { thousands, decimal }: NumberMarks): Role {
  if (thousands === mark) return 'thousands';
  if (decimal === mark) return 'decimal';
  if (decimal !== null) return 'thousands';
  return thousands !== null ? 'decimal' : null;
}

const plain = (value: number): Settled => ({ value, ambiguous: false, how: null });
const english = (value: number, how: Interpretation = 'english-marks'): Settled => ({ value, ambiguous: false, how });
const doubtful = (value: number): Settled => ({ value, ambiguous: true, how: null });

/**
 * 1.234: a thousand by Vietnamese custom, and the only whole number it can be. In a percent row more than 100 is
 * impossible, so it is a decimal; but it may also be a count in the wrong row, hence the doubt.
 */
function settleDot(thousands: number, decimal: number, { type, marks }: Row): Settled {
  const role = roleOf('.', marks);
  if (type === 'percent') return role === 'decimal' ? english(decimal, 'decimal-point') : doubtful(decimal);
  if (role !== 'decimal') return plain(thousands);
  return type === 'money' ? english(decimal, 'decimal-point') : doubtful(thousands);
}

/** 1,234: a decimal by Vietnamese custom, a thousand by English custom; a count has no decimals. */
function settleComma(thousands: number, decimal: number, { type, billions, marks }: Row): Settled {
  const role = roleOf(',', marks);
  if (type === 'percent' || (type === 'money' && billions)) {
    return role === 'thousands' ? doubtful(decimal) : plain(decimal);
  }
  if (type === 'money') {
    if (role === 'thousands') return english(thousands);
    return role === 'decimal' ? plain(decimal) : doubtful(decimal);
  }
  return role === 'thousands' ? english(thousands) : doubtful(thousands);
}

export function settle(numeral: Numeral, row: Row): Settled {
  const [first, second = first] = numeral.readings;
  switch (numeral.shape) {
    case 'plain':
    case 'vietnamese':
      return plain(first);
    case 'english':
      return english(first, numeral.shows.thousands === undefined ? 'decimal-point' : 'english-marks');
    case 'dot-three':
      return settleDot(first, second, row);
    case 'comma-three':
      return settleComma(first, second, row);
  }
}

/** What a cell can come to: a value, no value of some kind, and the flags for either. */
import { type Fault, type Flag, flag } from '../model/flags.js';
import type { Interpretation } from '../model/messages.js';
import type { Origin } from '../model/page.js';
import type { ValueState, ValueType } from '../model/value.js';
import type { ReadValue, ValueContext } from './types.js';

export interface Cell {
  readonly raw: string;
  /** Prepared, see text.ts. */
  readonly text: string;
  readonly context: ValueContext;
}

/** A page that was read by OCR may have been misread, so the report is not blamed for it. */
export function documentFault(origin: Origin): Fault {
  return origin === 'ocr' ? 'unknown' : 'document';
}

export function without(state: ValueState, type: ValueType, flags: readonly Flag[] = []): ReadValue {
  return { value: null, denominator: null, type, state, flags };
}

export function number(value: number, type: ValueType, flags: readonly Flag[] = []): ReadValue {
  return { value, denominator: null, type, state: 'present', flags };
}

export function interpreted(raw: string, value: number | null, how: Interpretation): Flag {
  return flag('VALUE_INTERPRETED', 'extraction', { raw, value, how });
}

export function missing(cell: Cell, state: ValueState): ReadValue {
  const { note, origin, type } = cell.context;
  return without(state, type, [flag('MISSING_VALUE', documentFault(origin), { note, raw: cell.raw })]);
}

export function notANumber(cell: Cell, fault: Fault, expected = ''): ReadValue {
  return without('unreadable', cell.context.type, [flag('NOT_A_NUMBER', fault, { raw: cell.raw }, { expected })]);
}

export function qualified(cell: Cell): ReadValue {
  const { origin, type } = cell.context;
  return without('unreadable', type, [flag('VALUE_QUALIFIED', documentFault(origin), { raw: cell.raw })]);
}

/** The unit that the value should be in: its row's, and for a rate always percent, whatever is printed there. */
function unitOf({ type, unit }: ValueContext): string {
  return type === 'percent' && !unit.includes('%') ? '%' : unit;
}

/** The value cannot be in its row's unit. */
export function unitMismatch(cell: Cell, expected = ''): Flag {
  const { unit, origin } = cell.context;
  const params = { printed: unit, expected: unitOf(cell.context), raw: cell.raw };
  return flag('UNIT_MISMATCH', documentFault(origin), params, { expected });
}

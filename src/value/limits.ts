/** Whether a value that was read can stand in its row: the choices of an enumeration, 0 to 100 of a rate. */
import { type Flag, flag } from '../model/flags.js';
import { numbersOf } from './choices.js';
import { type Cell, documentFault, unitMismatch } from './outcome.js';
import type { ReadValue } from './types.js';

function outOfDomain(cell: Cell, value: number, allowed: string): Flag {
  const fault = documentFault(cell.context.origin);
  return flag('OUT_OF_DOMAIN', fault, { raw: cell.raw, value, allowed }, { expected: allowed });
}

function enumFlags(cell: Cell, value: number): Flag[] {
  const domain = cell.context.domain ?? numbersOf(cell.context.unit);
  return domain === null || domain.includes(value) ? [] : [outOfDomain(cell, value, domain.join('|'))];
}

/**
 * A percentage beyond 0 to 100 gets one flag. A bare whole number above 100 (`124`) is what a count in a rate's
 * row looks like: UNIT_MISMATCH. One that says it is a percentage (`124 %`), has decimals, or is negative is an
 * impossible percentage: OUT_OF_DOMAIN.
 */
function percentFlags(cell: Cell, value: number): Flag[] {
  if (value >= 0 && value <= 100) return [];
  const looksLikeCount = value > 100 && Number.isInteger(value) && !/%|phần trăm/i.test(cell.text);
  return [looksLikeCount ? unitMismatch(cell, '0-100') : outOfDomain(cell, value, '0-100')];
}

/** People and dossiers are whole and never fewer than none. */
function countFlags(cell: Cell, value: number): Flag[] {
  if (value < 0) return [outOfDomain(cell, value, '>=0')];
  return Number.isInteger(value) ? [] : [unitMismatch(cell)];
}

function ratioFlags(cell: Cell, value: number, denominator: number): Flag[] {
  return value > denominator ? [outOfDomain(cell, value, `<=${denominator}`)] : [];
}

function limitFlags(cell: Cell, value: number, denominator: number | null): Flag[] {
  if (denominator !== null) return ratioFlags(cell, value, denominator);
  switch (cell.context.type) {
    case 'enum':
      return enumFlags(cell, value);
    case 'percent':
      return percentFlags(cell, value);
    case 'count':
    case 'fraction':
      return countFlags(cell, value);
    case 'money':
    case 'text':
      return [];
  }
}

/** The flags for a value that its row does not allow; none when another kind of value was found there already. */
export function flagsOfLimits(cell: Cell, reading: ReadValue): Flag[] {
  if (reading.value === null || reading.flags.some((raised) => raised.code === 'UNIT_MISMATCH')) return [];
  return limitFlags(cell, reading.value, reading.denominator);
}

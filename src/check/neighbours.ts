/** The same figure in two rows one below the other: often right, sometimes a line copied twice. */
import { type Flag, flag } from '../model/flags.js';
import type { ValueType } from '../model/value.js';
import type { Evaluation } from './evaluation.js';
import { nameOf, placeOf } from './figures.js';
import type { CheckedRow } from './types.js';

/** Small numbers repeat by chance all the time. */
const SMALLEST = 10;
/** Everything done, in row after row, is what good reports say. */
const ALL = 100;
/** The choices of an enumeration repeat by nature. */
const TYPES: readonly ValueType[] = ['count', 'fraction', 'money', 'percent'];

function isNontrivial({ value, valueType, valueState }: CheckedRow): boolean {
  if (valueState !== 'present' || value === null || !TYPES.includes(valueType)) return false;
  return value >= SMALLEST && !(valueType === 'percent' && value === ALL);
}

function sameFigure(above: CheckedRow, row: CheckedRow): boolean {
  return above.value === row.value && above.valueType === row.valueType;
}

/** One directly under the other, no heading between, and not two rows for one indicator. */
function areNeighbours(above: CheckedRow, row: CheckedRow): boolean {
  if (above.table !== row.table || row.row !== above.row + 1) return false;
  return row.indicatorCode === '' ? above.label !== row.label : above.indicatorCode !== row.indicatorCode;
}

/** An identity that has judged both rows says whether they may be equal (a part that is all of its whole). */
function judgedTogether(above: CheckedRow, row: CheckedRow, evaluations: readonly Evaluation[]): boolean {
  return evaluations.some(({ judged }) => judged.includes(above) && judged.includes(row));
}

export function checkNeighbours(rows: readonly CheckedRow[], evaluations: readonly Evaluation[]): Flag[] {
  const data = rows.filter((row) => !row.heading);
  return data.flatMap((row, index) => {
    const above = data[index - 1];
    if (above === undefined || row.value === null || !isNontrivial(row)) return [];
    if (!areNeighbours(above, row) || !sameFigure(above, row)) return [];
    if (judgedTogether(above, row, evaluations)) return [];
    return [flag('REPEATED_NEIGHBOUR', 'unknown', { value: row.value, above: nameOf(above) }, placeOf(row))];
  });
}

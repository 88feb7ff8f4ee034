/** The number style of a whole report, by vote: what settles `1,234`, which alone can be either number. */
import type { ValueType } from '../model/value.js';
import { type NumeralShape, readNumeral } from './numeral.js';
import { splitQuantity } from './quantity.js';
import { prepare } from './text.js';
import type { NumberMarks } from './types.js';

type Mark = '.' | ',';

/** A count is whole, so in one `1.234` can only be a thousands dot; in money the Vietnamese reading is not in doubt either. */
const WHOLE_TYPES: readonly ValueType[] = ['count', 'money', 'fraction'];

/** The mark all votes agree on, or null. */
function agreed(votes: ReadonlySet<Mark>): Mark | null {
  const [first, ...others] = votes;
  return first === undefined || others.length > 0 ? null : first;
}

function showsThousandsDot(shape: NumeralShape, type: ValueType): boolean {
  return shape === 'dot-three' && WHOLE_TYPES.includes(type);
}

/** Votes that contradict each other give null: then nothing in the report decides. */
export function voteOnMarks(cells: Iterable<{ raw: string; type: ValueType }>): NumberMarks {
  const thousands = new Set<Mark>();
  const decimal = new Set<Mark>();
  for (const { raw, type } of cells) {
    const quantity = splitQuantity(prepare(raw));
    const numeral = quantity === null ? null : readNumeral(quantity.digits);
    if (numeral === null) continue;
    if (numeral.shows.thousands !== undefined) thousands.add(numeral.shows.thousands);
    if (numeral.shows.decimal !== undefined) decimal.add(numeral.shows.decimal);
    if (showsThousandsDot(numeral.shape, type)) thousands.add('.');
  }
  const marks = { thousands: agreed(thousands), decimal: agreed(decimal) };
  const sameMarkForBoth = marks.thousands !== null && marks.thousands === marks.decimal;
  return sameMarkForBoth ? { thousands: null, decimal: null } : marks;
}

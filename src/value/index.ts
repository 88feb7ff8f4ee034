/** What a cell of the value column says: number, state, type, and what is doubtful about it. */
import { recognise } from './grammar.js';
import { flagsOfLimits } from './limits.js';
import { besideNote, underUnits } from './note.js';
import { prepare } from './text.js';
import type { ReadValue, ValueContext } from './types.js';

export { type Doubt, doubtOf } from './doubt.js';
export { voteOnMarks } from './marks.js';
export type { NumberMarks, ReadValue, ValueContext } from './types.js';

/** @param raw the cell as read; it is only looked at, the caller keeps it as `value_raw` */
export function readValue(raw: string, context: ValueContext): ReadValue {
  const cell = { raw, text: prepare(raw), context };
  const reading = underUnits(cell, besideNote(cell, recognise(cell)));
  return { ...reading, flags: [...reading.flags, ...flagsOfLimits(cell, reading)] };
}

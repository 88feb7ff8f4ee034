/** What the value stage is asked and what it answers. */
import type { Flag } from '../model/flags.js';
import type { Origin } from '../model/page.js';
import type { ValueState, ValueType } from '../model/value.js';

/** The marks a report writes its numbers with, as far as its own unmistakable numbers show them. */
export interface NumberMarks {
  readonly thousands: '.' | ',' | null;
  readonly decimal: '.' | ',' | null;
}

export interface ValueContext {
  /** What the indicator counts; `text` for one that takes any wording. */
  readonly type: ValueType;
  /** The row's unit, ditto resolved; '' when it has none. */
  readonly unit: string;
  /** Values an enum allows; null when the unit text or nothing says so. */
  readonly domain: readonly number[] | null;
  readonly marks: NumberMarks;
  readonly origin: Origin;
  /** The row's note, '' when blank. */
  readonly note: string;
  /** The note says that the figure is of another period than the report. */
  readonly isOfAnotherPeriod?: boolean;
  /** Units that the table gives all its figures, in its caption or over the column; absent when it gives none. */
  readonly unitsOver?: readonly string[];
}

/**
 * `value` is in the row's own unit (percent as 0 to 100, never a fraction of 1). Outside `text`, `state` is
 * `present` exactly when `value` is a number; a cell with content that yields none is `unreadable`.
 */
export interface ReadValue {
  readonly value: number | null;
  /** Of `10/10`, with `type` then `fraction`. */
  readonly denominator: number | null;
  readonly type: ValueType;
  readonly state: ValueState;
  /** Without a position: the caller knows the row. */
  readonly flags: readonly Flag[];
}

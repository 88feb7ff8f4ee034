/** What the checks are given and what they answer. */
import type { Flag } from '../model/flags.js';
import type { Origin } from '../model/page.js';
import type { SecondReading, ValueState, ValueType } from '../model/value.js';

/** An appendix row as the checks see it; an ExtractedRow is one. */
export interface CheckedRow {
  /** 1-based appendix table. */
  readonly table: number;
  /** 1-based over all appendix tables. */
  readonly row: number;
  readonly page: number | null;
  readonly printedCode: string;
  readonly label: string;
  /** Ditto resolved, '' when blank. */
  readonly unit: string;
  /** '' when no indicator was matched. */
  readonly indicatorCode: string;
  readonly value: number | null;
  readonly denominator: number | null;
  readonly valueType: ValueType;
  readonly valueState: ValueState;
  readonly valueRaw: string;
  readonly heading: boolean;
  readonly origin: Origin;
  readonly second?: SecondReading;
}

/** A paragraph of the prose that holds a figure. */
export interface ProseItem {
  readonly text: string;
  readonly page: number | null;
}

export interface CheckOutcome {
  readonly flags: readonly Flag[];
  /** Checks declared in the form that could be evaluated and held. */
  readonly passed: number;
}

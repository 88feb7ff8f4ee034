/** The kinds of values an indicator can have, and what a cell can say. */
export const VALUE_TYPES = ['count', 'percent', 'enum', 'fraction', 'money', 'text'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

/** A blank is `missing`, never 0; `-` is `none_arising`; `…` and "chưa có" are `not_available`. */
export const VALUE_STATES = ['present', 'missing', 'not_available', 'none_arising', 'unreadable'] as const;
export type ValueState = (typeof VALUE_STATES)[number];

/** What a second OCR reading of a value says, where it differs from the first and is a number. */
export interface SecondReading {
  readonly raw: string;
  readonly value: number;
}

/** How an indicator runs through a year: a state at a date, a count from the start of the year, or a share. */
export const BASES = ['stock', 'cumulative', 'period', 'rate'] as const;
export type Basis = (typeof BASES)[number];

/** Levels of government, as in OUTPUTS: commune, district, province, ministry, department. */
export const LEVELS = ['xa', 'huyen', 'tinh', 'bo', 'so'] as const;
export type Level = (typeof LEVELS)[number];

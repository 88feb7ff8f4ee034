/** What review.html holds: made by the program, shown by app.ts in the browser. Types only. */

export type Words = Readonly<Record<'vi' | 'en', string>>;

/** `[code, label, unit, value, note]` of a row as read, and whether it is the one in question. */
export interface PageRow {
  readonly cells: readonly [string, string, string, string, string];
  readonly own: boolean;
}

export interface PageItem {
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly flag: string;
  readonly fault: 'document' | 'extraction' | 'unknown';
  /** Place in `documents`. */
  readonly document: number;
  readonly page: number | null;
  readonly row: number | null;
  readonly code: string;
  readonly indicator: string;
  readonly label: string;
  readonly valueRaw: string;
  readonly value: number | null;
  readonly expected: string;
  readonly message: Words;
  /** Flags with the same group are on one observation or document. */
  readonly group: number;
  /** What `correct` would correct. */
  readonly subject: 'value' | 'indicator' | 'period' | 'unit' | 'number' | 'finding';
  /** There is a value to set aside. */
  readonly canReject: boolean;
  readonly decision: string;
  readonly corrected: string;
  readonly comment: string;
  /** As the form prints it; '' when no indicator is known. */
  readonly formLabel: string;
  /** The row between its neighbours; none for a flag on a document. */
  readonly rows: readonly PageRow[];
  /** Other figures the flag compares: `[indicator, label, value]`. */
  readonly compared: readonly (readonly [string, string, string])[];
  /** Key of its picture, '' when there is none. */
  readonly picture: string;
  /** `[period, value]` of its series so far. */
  readonly series: readonly (readonly [string, number])[];
}

export interface PageDocument {
  readonly source: string;
  readonly documentId: string;
  readonly issuer: string;
  readonly period: string;
  readonly status: string;
  readonly message: string;
  readonly errors: number;
  readonly warnings: number;
}

export interface PageData {
  readonly lang: 'vi' | 'en';
  readonly documents: readonly PageDocument[];
  readonly items: readonly PageItem[];
  /** Flags and row pictures that were left out because there are too many. */
  readonly flagsLeftOut: number;
  readonly picturesLeftOut: number;
  /** What each kind of flag is called. */
  readonly kinds: Readonly<Record<string, Words>>;
  /** `[code, label]` */
  readonly indicators: readonly (readonly [string, string])[];
}

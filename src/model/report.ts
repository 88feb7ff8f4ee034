/** What report/ makes of a layout: who reports on what period, and the rows of the appendix. */

import type { Place } from './layout.js';
import type { Origin } from './page.js';
import type { Level } from './value.js';

/** One table row of the appendix below its header, headings included. */
export interface ReportRow {
  /** 1-based: which of the document's appendix tables. */
  readonly table: number;
  /** 1-based over all appendix tables in reading order; repeated page headers are not counted. */
  readonly row: number;
  /** Where the value stands or should stand; for a row without a value cell, where its label stands. */
  readonly place: Place;
  /** As read, '' when there is none. */
  readonly printedCode: string;
  readonly label: string;
  /** A ditto (`nt`) resolved to the unit it repeats. */
  readonly unit: string;
  /** As read. */
  readonly unitRaw: string;
  /** As read: NFC, the lines of the cell joined by `\n` (in the dataset, by a space). */
  readonly valueRaw: string;
  /** What a second column with an equal claim to be the value says, where it differs; null when there is none. */
  readonly otherValueRaw: string | null;
  readonly note: string;
  /** What stands below the table behind the mark that the figure bears; absent where nothing does. */
  readonly footnote?: string;
  /** The note says nothing but a time, and it is not the report's. */
  readonly isOfAnotherPeriod?: boolean;
  /** What stands over the whole table or its value column as a unit (`ĐVT: nghìn đồng`); absent where nothing does. */
  readonly unitsOver?: readonly string[];
  /** Stands under a "Trong đó" cell: a part of the nearest row above that does not. */
  readonly partOf: boolean;
  readonly origin: Origin;
  readonly confidence: number;
  /** How far the cells that hold the value and the code can be trusted; absent where both are certain. */
  readonly doubt?: { readonly value: CellDoubt; readonly code: CellDoubt };
}

export interface CellDoubt {
  /** 0 to 1; 1 for a text layer. With an empty text, below 1: ink that could not be read. */
  readonly confidence: number;
  /** What a second OCR reading says, '' where it says the same. */
  readonly other: string;
}

export interface AppendixTable {
  /** 1-based. */
  readonly table: number;
  /** The line above it that names it (`Biểu mẫu 3`, `Phụ lục 1`), null when nothing does. */
  readonly caption: string | null;
  /** What the report says its value column holds, e.g. a period name, when the header says so. */
  readonly valueHeader: string;
  /** 1-based page it starts on; null in a DOCX. */
  readonly page: number | null;
  /** Stands beside this report's own table and says that it is an earlier period's or another unit's: kept, not counted. */
  readonly isUncounted?: boolean;
  readonly rows: readonly ReportRow[];
}

export const DOCUMENT_BASES = ['cumulative', 'period', 'unknown'] as const;
export type DocumentBasis = (typeof DOCUMENT_BASES)[number];

/** A reporting period and the calendar dates (ISO) its label names. */
export interface Period {
  /** `2021-Q1` to `2021-Q4`, `2021-6M`, `2021-9M`, `2021-Y`. */
  readonly label: string;
  readonly start: string;
  readonly end: string;
  readonly basis: DocumentBasis;
}

/** A statement of the report about itself that two places make differently. */
export interface Disagreement {
  readonly what: 'period' | 'issuer' | 'document_number';
  /** The readings, the one used first. */
  readonly readings: readonly string[];
}

export interface Metadata {
  readonly title: string;
  /** `123/BC-UBND`; null when the report leaves it blank or has none. */
  readonly documentNumber: string | null;
  /** ISO date or null. */
  readonly issuedOn: string | null;
  /** With its type word in lower case: `xã Hoằng Thành`; null when the report does not say. */
  readonly issuer: string | null;
  readonly level: Level | null;
  /** With their type word: as the report says, else derived from the unit's code; null when neither is certain. */
  readonly district: string | null;
  readonly province: string | null;
  /** Code of the administrative unit on the report's date; null when not unique. */
  readonly unitCode: string | null;
  /** `Xã Tân Thành (15961)` and so on, when several units fit or none does. */
  readonly unitCandidates: readonly string[];
  readonly period: Period | null;
  readonly coverFrom: string | null;
  readonly coverTo: string | null;
  readonly asOf: string | null;
  /** The report says it replaces or supplements an earlier one (`thay thế`, `bổ sung`). */
  readonly replaces: boolean;
  readonly disagreements: readonly Disagreement[];
}

/** A paragraph or list item of the prose that holds at least one figure. */
export interface ProseParagraph {
  readonly text: string;
  readonly place: Place;
}

export interface Report {
  readonly metadata: Metadata;
  readonly tables: readonly AppendixTable[];
  readonly prose: readonly ProseParagraph[];
}

/**
 * The catalogue in memory: what rules/ says, validated and linked. The loader in catalogue/ builds it; the
 * stages only ask it questions.
 */
import type { Basis, Level, ValueType } from './value.js';

export interface Indicator {
  /** `X-1.1.1`; never re-used, the same in every form and year. */
  readonly code: string;
  readonly label: string;
  readonly unit: string | null;
  readonly type: ValueType;
  readonly basis: Basis;
  /** Values an enum allows, null when open. */
  readonly domain: readonly number[] | null;
  /** Code of the indicator or heading above it, e.g. `X-3.3.1`; null at the top. */
  readonly parent: string | null;
}

export interface FormRow {
  /** 0-based position over the whole form. */
  readonly index: number;
  /** 0-based index of the form's table it belongs to. */
  readonly table: number;
  /** As the form prints it, trailing dots removed; null for rows without a number ("Trong đó" children). */
  readonly printedCode: string | null;
  /** null for a heading. */
  readonly indicator: Indicator | null;
  readonly label: string;
  /** Other wordings known for the same row. */
  readonly variants: readonly string[];
  /** As the form prints it. */
  readonly unit: string | null;
  /** Other spellings of that unit. */
  readonly unitVariants: readonly string[];
  /** `index` of the row above it in the outline, null at the top. */
  readonly parent: number | null;
  /** False: a row that is known but deliberately not collected. */
  readonly collected: boolean;
}

export interface FormTable {
  /** What stands over it, e.g. `Biểu mẫu 3`; null when the form has one table without a name of its own. */
  readonly caption: string | null;
  readonly rows: readonly FormRow[];
}

interface CheckBase {
  /** Stable, unique in the catalogue: `xa-2021/sum-3.3.1`. */
  readonly id: string;
  /** Why this must hold, in Vietnamese, shown to the reviewer; null when the figures say it all. */
  readonly note: string | null;
}

/** parts add up to whole; with `atMost` they may stay below it (an open remainder). */
export interface SumCheck extends CheckBase {
  readonly kind: 'sum';
  readonly whole: string;
  readonly parts: readonly string[];
  readonly atMost: boolean;
}

/** part <= whole; `soft` makes it a warning of unknown fault instead of an error. */
export interface SubsetCheck extends CheckBase {
  readonly kind: 'subset';
  readonly part: string;
  readonly whole: string;
  readonly soft: boolean;
}

/** rate (percent) = numerator / denominator x 100, to the printed decimals. */
export interface RateCheck extends CheckBase {
  readonly kind: 'rate';
  readonly rate: string;
  readonly numerator: string;
  readonly denominator: string;
}

/** members exclude one another, so their sum is at most `whole` (an indicator) or `limit` (a number). */
export interface PartitionCheck extends CheckBase {
  readonly kind: 'partition';
  readonly members: readonly string[];
  readonly whole: string | null;
  readonly limit: number | null;
}

/** The prose names the same figure: the words that introduce it (folded keys), and the indicator. */
export interface NarrativeCheck extends CheckBase {
  readonly kind: 'narrative';
  readonly indicator: string;
  readonly phrases: readonly string[];
}

export type Check = SumCheck | SubsetCheck | RateCheck | PartitionCheck | NarrativeCheck;

export interface Form {
  /** `xa-2021`. */
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  /** Two-digit code of the province whose own form this is; null for a national one. */
  readonly province: string | null;
  /** ISO dates, null when open. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly tables: readonly FormTable[];
  /** All tables' rows in order. */
  readonly rows: readonly FormRow[];
  readonly checks: readonly Check[];
}

/** An administrative unit in time. Its identity is (code, validFrom): codes were re-used under other names. */
export interface Unit {
  readonly code: string;
  readonly level: Level;
  /** With its type word, e.g. `Xã Hoằng Thành`. */
  readonly name: string;
  readonly parentCode: string | null;
  /** ISO dates; both null for a unit merged at a date nobody recorded. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

export interface UnitQuery {
  readonly level: Level;
  /** Name with or without its type word. */
  readonly name: string;
  readonly district?: string | null;
  readonly province?: string | null;
  /** ISO date it must be valid on. */
  readonly on: string;
}

export interface UnitRegister {
  /** All units that fit; one means it is certain. Units without dates are never among them. */
  find(query: UnitQuery): readonly Unit[];
  /** The unit with that code on that date. */
  get(code: string, on: string): Unit | null;
}

/** A point in time after which a series does not continue as it was. */
export interface SeriesBreak {
  /**
   * ISO date: the first point whose period ends on or after it starts a new run. Not the period's start: nine months
   * of 2025 begin before the reform of 1 July 2025 and are counted after it.
   */
  readonly date: string;
  readonly reason: string;
  /** Only these levels, indicators (codes) or forms; null for all. */
  readonly levels: readonly Level[] | null;
  readonly indicators: readonly string[] | null;
}

export interface Catalogue {
  readonly forms: readonly Form[];
  readonly indicators: ReadonlyMap<string, Indicator>;
  /** Abbreviation to its words, e.g. `TTHC` to `thủ tục hành chính`. */
  readonly abbreviations: ReadonlyMap<string, string>;
  /** Sets of unit spellings that mean the same. */
  readonly unitSynonyms: readonly (readonly string[])[];
  /**
   * Sets of words that exclude one another (`cán bộ`, `công chức`, `viên chức`), each word with its other spellings:
   * labels that hold different ones name different things.
   */
  readonly contrasts: readonly (readonly (readonly string[])[])[];
  readonly units: UnitRegister;
  readonly breaks: readonly SeriesBreak[];
  /** SHA-256 over every rules file, so that a cached extraction knows what it was made with. */
  readonly hash: string;
}

/** The rows' figures as the identities need them: by indicator, and only where there is exactly one to use. */
import type { Indicator } from '../model/catalogue.js';
import type { Fault, FlagPlace, RowFigure, RowName } from '../model/flags.js';
import { decimalsOf } from './rounding.js';
import type { CheckedRow } from './types.js';

export interface Figure {
  readonly row: CheckedRow;
  readonly value: number;
  /** Decimals as printed. */
  readonly decimals: number;
}

export interface Figures {
  /** The figure of an indicator; null when it has no row, no value, or more than one row. */
  of(code: string): Figure | null;
  /** The same figures with that row's second reading in place of its first; null when it has none. */
  reread(row: CheckedRow): Figures | null;
}

/**
 * A value that is of another kind than its indicator (a percentage in a count's row), or an impossible percentage,
 * has its own flag already; in a sum it would only raise a second one for the same cause.
 */
function isOfItsKind(row: CheckedRow, value: number, indicator: Indicator | undefined): boolean {
  const percent = row.valueType === 'percent';
  if (indicator !== undefined && percent !== (indicator.type === 'percent')) return false;
  return !percent || (value >= 0 && value <= 100);
}

function figureOf(row: CheckedRow, indicators: ReadonlyMap<string, Indicator>): Figure | null {
  const { value } = row;
  if (row.valueState !== 'present' || value === null) return null;
  if (!isOfItsKind(row, value, indicators.get(row.indicatorCode))) return null;
  return { row, value, decimals: decimalsOf(row.valueRaw, value) };
}

/** Rows that claim an indicator, by its code; headings claim none. */
export function rowsByIndicator(rows: readonly CheckedRow[]): ReadonlyMap<string, readonly CheckedRow[]> {
  const byCode = new Map<string, CheckedRow[]>();
  for (const row of rows) {
    if (row.heading || row.indicatorCode === '') continue;
    const claimants = byCode.get(row.indicatorCode) ?? [];
    claimants.push(row);
    byCode.set(row.indicatorCode, claimants);
  }
  return byCode;
}

export function figuresOf(rows: readonly CheckedRow[], indicators: ReadonlyMap<string, Indicator>): Figures {
  const byCode = rowsByIndicator(rows);
  return {
    of(code) {
      const [row, ...others] = byCode.get(code) ?? [];
      return row === undefined || others.length > 0 ? null : figureOf(row, indicators);
    },
    reread(row) {
      const { second } = row;
      if (second === undefined) return null;
      const other = { ...row, value: second.value, valueRaw: second.raw };
      return figuresOf(
        rows.map((each) => (each === row ? other : each)),
        indicators,
      );
    },
  };
}

/** A row as messages name it: its code as printed, without the dot some reports end it with. */
export function nameOf(row: Pick<CheckedRow, 'printedCode' | 'label'>): RowName {
  return { code: row.printedCode.replace(/\.+$/, ''), label: row.label };
}

export function named({ row, value }: Figure): RowFigure {
  return { ...nameOf(row), value };
}

export function placeOf(row: CheckedRow, expected = ''): FlagPlace {
  return { page: row.page, table: row.table, row: row.row, indicatorCode: row.indicatorCode || null, expected };
}

/** Whose fault it probably is that figures disagree: one that OCR has read may be ours. */
export function faultOf(rows: readonly CheckedRow[]): Fault {
  return rows.some((row) => row.origin === 'ocr') ? 'unknown' : 'document';
}

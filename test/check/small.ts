/** Small forms and rows, written as literals, for the tests of single checks. */
import { type CheckedRow, checkReport } from '../../src/check/index.js';
import type { Catalogue, Check, Form, FormRow, Indicator } from '../../src/model/catalogue.js';
import type { Flag } from '../../src/model/flags.js';
import { foldKey } from '../../src/vietnamese/keys.js';

export function indicator(code: string, more: Partial<Indicator> = {}): Indicator {
  const base = { label: `Chỉ tiêu ${code}`, unit: 'Hồ sơ', type: 'count', basis: 'cumulative' } as const;
  return { code, ...base, domain: null, parent: null, ...more };
}

export const rate = (code: string, more: Partial<Indicator> = {}) =>
  indicator(code, { type: 'percent', unit: '%', basis: 'rate', ...more });

export function formRow(of: Indicator, index: number, more: Partial<FormRow> = {}): FormRow {
  return {
    index,
    table: 0,
    printedCode: of.code.replace(/^[A-Z]+-/, ''),
    indicator: of,
    label: of.label,
    variants: [],
    unit: of.unit,
    unitVariants: [],
    parent: null,
    collected: true,
    ...more,
  };
}

export function form(rows: readonly FormRow[], checks: readonly Check[] = []): Form {
  const tables = [...new Set(rows.map((row) => row.table))].map((table) => ({
    caption: null,
    rows: rows.filter((row) => row.table === table),
  }));
  const base = { id: 'small', title: 'Nhỏ', level: 'xa', province: null, validFrom: null, validTo: null } as const;
  return { ...base, tables, rows, checks };
}

export function catalogue(indicators: readonly Indicator[], more: Partial<Catalogue> = {}): Catalogue {
  return {
    forms: [],
    indicators: new Map(indicators.map((one) => [one.code, one])),
    abbreviations: new Map(),
    unitSynonyms: [],
    contrasts: [],
    units: { find: () => [], get: () => null },
    breaks: [],
    hash: '',
    ...more,
  };
}

/** A row that says `raw` for the indicator, which is its value unless told otherwise. */
export function row(of: Indicator, value: number | null, more: Partial<CheckedRow> = {}): CheckedRow {
  return {
    table: 1,
    row: 1,
    page: 1,
    printedCode: of.code.replace(/^[A-Z]+-/, ''),
    label: of.label,
    unit: of.unit ?? '',
    indicatorCode: of.code,
    value,
    denominator: null,
    valueType: of.type,
    valueState: value === null ? 'missing' : 'present',
    valueRaw: value === null ? '' : `${value}`.replace('.', ','),
    heading: false,
    origin: 'text',
    ...more,
  };
}

/** Rows in the order given, far enough apart that none is another's neighbour. */
export function rowsOf(values: readonly (readonly [Indicator, number | null, Partial<CheckedRow>?])[]): CheckedRow[] {
  return values.map(([of, value, more], index) => row(of, value, { row: 1 + index * 2, ...more }));
}

/** Every flag and the checks passed, for rows that are all the form has. */
export function checked(rows: readonly CheckedRow[], indicators: readonly Indicator[], checks: readonly Check[] = []) {
  const small = form(
    indicators.map((of, index) => formRow(of, index)),
    checks,
  );
  return checkReport(rows, small, [], catalogue(indicators));
}

/** What a test compares of a flag. */
export const brief = (raised: Flag) =>
  `${raised.code} ${raised.severity} ${raised.fault} ${raised.indicatorCode ?? '-'} ${raised.expected}`.trim();

export const briefs = (flags: readonly Flag[]) => flags.map(brief).sort();

const base = (id: string) => ({ id, note: null });
export const sum = (whole: Indicator, parts: readonly Indicator[], atMost = false): Check => ({
  ...base('sum'),
  kind: 'sum',
  whole: whole.code,
  parts: parts.map(({ code }) => code),
  atMost,
});
export const subset = (part: Indicator, whole: Indicator, soft = false): Check => ({
  ...base('subset'),
  kind: 'subset',
  part: part.code,
  whole: whole.code,
  soft,
});
export const rateOf = (of: Indicator, numerator: Indicator, denominator: Indicator): Check => ({
  ...base('rate'),
  kind: 'rate',
  rate: of.code,
  numerator: numerator.code,
  denominator: denominator.code,
});
export const partition = (members: readonly Indicator[], within: Indicator | number): Check => ({
  ...base('partition'),
  kind: 'partition',
  members: members.map(({ code }) => code),
  whole: typeof within === 'number' ? null : within.code,
  limit: typeof within === 'number' ? within : null,
});
export const narrative = (of: Indicator, phrases: readonly string[]): Check => ({
  ...base(`narrative-${of.code}`),
  kind: 'narrative',
  indicator: of.code,
  phrases: phrases.map(foldKey),
});

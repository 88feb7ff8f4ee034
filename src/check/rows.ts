/** Every collected indicator of the form once: none without a row, none with two. */
import type { Form, FormRow, Indicator } from '../model/catalogue.js';
import { type Flag, flag } from '../model/flags.js';
import { nameOf, placeOf, rowsByIndicator } from './figures.js';
import type { CheckedRow } from './types.js';

export function checkDuplicates(rows: readonly CheckedRow[], indicators: ReadonlyMap<string, Indicator>): Flag[] {
  return [...rowsByIndicator(rows)].flatMap(([code, claimants]) => {
    const [first] = claimants;
    if (first === undefined || claimants.length < 2) return [];
    const indicator = { ...nameOf(first), label: indicators.get(code)?.label ?? first.label };
    const numbers = claimants.map((row) => row.row);
    return claimants.map((row) => flag('DUPLICATE_ROW', 'unknown', { indicator, rows: numbers }, placeOf(row)));
  });
}

/** The report's table that holds most of a form table's rows, by its first such row; null when it has none of them. */
function tableHolding(formRows: readonly FormRow[], rows: readonly CheckedRow[]): CheckedRow | null {
  const codes = new Set(formRows.flatMap((row) => (row.indicator === null ? [] : [row.indicator.code])));
  const counts = new Map<number, { first: CheckedRow; rows: number }>();
  for (const row of rows) {
    if (!codes.has(row.indicatorCode)) continue;
    const count = counts.get(row.table) ?? { first: row, rows: 0 };
    counts.set(row.table, { ...count, rows: count.rows + 1 });
  }
  const most = [...counts.values()].reduce<{ first: CheckedRow; rows: number } | null>(
    (best, count) => (best === null || count.rows > best.rows ? count : best),
    null,
  );
  return most?.first ?? null;
}

/** One flag a table of the form, with the list: a lost page is one cause. Nothing tells who lost the rows. */
export function checkMissing(rows: readonly CheckedRow[], form: Form): Flag[] {
  const present = rowsByIndicator(rows);
  return form.tables.flatMap((table) => {
    const missing = table.rows.filter(
      ({ collected, indicator }) => collected && indicator !== null && !present.has(indicator.code),
    );
    if (missing.length === 0) return [];
    const holder = tableHolding(table.rows, rows);
    const names = missing.map(({ printedCode, label }) => nameOf({ printedCode: printedCode ?? '', label }));
    const place = { page: holder?.page ?? null, table: holder?.table ?? null };
    return [flag('MISSING_ROW', 'unknown', { form: form.id, missing: names }, place)];
  });
}

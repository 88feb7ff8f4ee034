/** Compares what was extracted with a fixture's truth; every difference becomes one readable line. */
import type { FlagTruth, RowTruth, Truth } from '../../fixtures/truth.js';
import type { ExtractedRow, Extraction } from '../../src/model/extraction.js';
import { FLAGS, type Flag } from '../../src/model/flags.js';

/** Half a ruling's width and the snapping of rulings: a cell's box is right within so many points. */
const BOX_TOLERANCE = 1.5;

/** Differences between rows as read and rows as they are; empty when all is right. */
export function rowDifferences(extraction: Extraction, truth: Truth): string[] {
  const differences: string[] = [];
  if (extraction.rows.length !== truth.rows.length)
    differences.push(`${extraction.rows.length} rows instead of ${truth.rows.length}`);
  truth.rows.forEach((expected, i) => {
    const row = extraction.rows[i];
    if (row)
      differences.push(...oneRow(row, expected).map((what) => `row ${expected.row} (${expected.label}): ${what}`));
  });
  return differences;
}

function oneRow(row: ExtractedRow, expected: RowTruth): string[] {
  const fields = [
    'row',
    'table',
    'printedCode',
    'indicatorCode',
    'label',
    'unit',
    'unitRaw',
    'valueRaw',
    'note',
  ] as const;
  const differences: string[] = fields
    .filter((field) => row[field] !== expected[field])
    .map((field) => `${field} ${JSON.stringify(row[field])} instead of ${JSON.stringify(expected[field])}`);
  if (expected.indicatorCode !== '') {
    const values = ['value', 'denominator', 'valueState'] as const;
    for (const field of values)
      if (row[field] !== expected[field]) differences.push(`${field} ${row[field]} instead of ${expected[field]}`);
  }
  if (expected.page !== null && row.page !== expected.page)
    differences.push(`page ${row.page} instead of ${expected.page}`);
  const box = expected.box;
  if (box !== null && (row.box === null || row.box.some((edge, i) => Math.abs(edge - (box[i] ?? 0)) > BOX_TOLERANCE)))
    differences.push(`box ${row.box?.join(' ')} instead of ${box.join(' ')}`);
  return differences;
}

export function metadataDifferences(extraction: Extraction, { metadata }: Truth): string[] {
  const read = { ...extraction, period: extraction.period?.label };
  return Object.entries(metadata)
    .filter(([field, expected]) => expected !== null || field === 'documentNumber' || field === 'unitCode')
    .filter(([field, expected]) => read[field as keyof typeof read] !== expected)
    .map(([field, expected]) => `${field} ${JSON.stringify(read[field as keyof typeof read])} instead of ${expected}`);
}

const name = (flag: {
  flag: string;
  severity: string;
  indicatorCode: string | null;
  row: number | null;
  expected: string;
}) => `${flag.severity} ${flag.flag} ${flag.indicatorCode ?? ''} row ${flag.row ?? '-'} expected "${flag.expected}"`;

const asTruth = (flag: Flag) => ({ ...flag, flag: flag.code });

/** Faults that a careful reader raises and the extraction did not; then errors and warnings that nothing justifies. */
export function flagDifferences(extraction: Extraction, truth: Truth): { missed: string[]; unjustified: string[] } {
  const missed = truth.flags
    .filter(({ raise }) => raise === 'must')
    .filter((expected) => !extraction.flags.some((raised) => fits(raised, expected)))
    .map(name);
  const unjustified = extraction.flags
    .filter(({ severity }) => severity !== 'info')
    .filter((raised) => !truth.flags.some((expected) => fits(raised, expected)))
    .map((flag) => name(asTruth(flag)));
  return { missed, unjustified };
}

function fits(raised: Flag, expected: FlagTruth): boolean {
  const saysSo = raised.code === expected.flag && raised.severity === expected.severity;
  return (
    (saysSo || (expected.or ?? []).includes(raised.code)) &&
    raised.indicatorCode === expected.indicatorCode &&
    (FLAGS[raised.code].scope !== 'row' || expected.row === null || raised.row === expected.row) &&
    (expected.expected === '' || raised.expected === expected.expected)
  );
}

/** Rows whose code or value is wrong although nothing on them says so: the figure we live by. */
export function silentErrors(extraction: Extraction, truth: Truth): string[] {
  return truth.rows.flatMap((expected, i) => {
    const row = extraction.rows[i];
    const right =
      row !== undefined &&
      row.indicatorCode === expected.indicatorCode &&
      (expected.indicatorCode === '' || (row.value === expected.value && row.denominator === expected.denominator));
    const flagged = extraction.flags.some((flag) => flag.row === expected.row && flag.severity !== 'info');
    return right || flagged ? [] : [`row ${expected.row} (${expected.label})`];
  });
}

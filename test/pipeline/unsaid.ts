/** What is wrong in an appendix although nothing says so: of every row its code, label, unit and value. */
import type { RowTruth, Truth } from '../../fixtures/truth.js';
import type { ExtractedRow, Extraction } from '../../src/model/extraction.js';

const FIELDS = ['printedCode', 'label', 'unit', 'unitRaw', 'valueRaw', 'indicatorCode'] as const;

export interface Appendix {
  readonly rows: number;
  readonly right: number;
  /** Not read, and the page or the missing row is said. */
  readonly rejected: number;
  /** Read wrongly, with an error or a warning on the row. */
  readonly flagged: number;
  /** Wrong and silent: must be empty. */
  readonly silent: readonly string[];
}

export function judgeAppendix(extraction: Extraction, truth: Truth): Appendix {
  const unclaimed = new Set(extraction.rows);
  let [right, rejected, flagged] = [0, 0, 0];
  const silent: string[] = [];
  for (const expected of truth.rows) {
    const row = rowOf(extraction.rows, expected);
    if (row !== undefined) unclaimed.delete(row);
    const wrong = row === undefined ? ['not read'] : differences(row, expected);
    if (wrong.length === 0) right += 1;
    else if (row === undefined && isSaidMissing(extraction, expected)) rejected += 1;
    else if (row !== undefined && isFlagged(extraction, row)) flagged += 1;
    else silent.push(`row ${expected.row} (${expected.label}): ${wrong.join('; ')}`);
  }
  for (const row of unclaimed)
    if ((row.indicatorCode !== '' || row.valueRaw !== '') && !isFlagged(extraction, row))
      silent.push(`a row that is not there: ${row.label} ${row.valueRaw}`);
  return { rows: truth.rows.length, right, rejected, flagged, silent };
}

function differences(row: ExtractedRow, expected: RowTruth): string[] {
  const wrong = FIELDS.filter((field) => row[field] !== expected[field]).map(
    (field) => `${field} ${JSON.stringify(row[field])} instead of ${JSON.stringify(expected[field])}`,
  );
  const sameValue = row.value === expected.value && row.denominator === expected.denominator;
  if (expected.indicatorCode !== '' && !sameValue) wrong.push(`value ${row.value} instead of ${expected.value}`);
  return wrong;
}

/** The row that stands where the truth says, if it does say; else the one of that number. */
function rowOf(rows: readonly ExtractedRow[], { row: number, page, box }: RowTruth): ExtractedRow | undefined {
  if (page === null || box === null) return rows.find(({ row }) => row === number);
  const middle = (box[1] + box[3]) / 2;
  return rows.find((row) => row.page === page && row.box !== null && row.box[1] < middle && row.box[3] > middle);
}

/** That its page, or one before it with the head of its table, could not be read; or that it is missing. */
function isSaidMissing({ flags }: Extraction, { page, label }: RowTruth): boolean {
  return flags.some(
    (flag) =>
      (flag.code === 'PAGE_UNREADABLE' && (flag.page ?? 0) <= (page ?? 0)) ||
      (flag.code === 'MISSING_ROW' && flag.params.missing.some((row) => label.startsWith(row.label.slice(0, 20)))),
  );
}

function isFlagged({ flags }: Extraction, { row }: ExtractedRow): boolean {
  return flags.some((flag) => flag.row === row && flag.severity !== 'info');
}

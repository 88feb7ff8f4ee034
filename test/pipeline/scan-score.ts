/** How well a scan was read: every value cell and code against the truth, and whether what is wrong says so. */
import type { RowTruth, Truth } from '../../fixtures/truth.js';
import type { ExtractedRow, Extraction } from '../../src/model/extraction.js';
import type { Flag } from '../../src/model/flags.js';

export interface Score {
  /** Rows of the truth that have an indicator, and those of them whose value was read exactly. */
  cells: number;
  exact: number;
  wrongFlagged: number;
  /** What must never be. */
  wrongSilent: string[];
  /** Right values with LOW_CONFIDENCE on them. */
  doubted: number;
  codes: number;
  codesExact: number;
  /** What was wrong, flagged or not, to look at. */
  notes: string[];
}

export const NOTHING: Score = {
  cells: 0,
  exact: 0,
  wrongFlagged: 0,
  wrongSilent: [],
  doubted: 0,
  codes: 0,
  codesExact: 0,
  notes: [],
};

/** @param pages those that count: a report's digital pages are not what is asked about */
export function score(extraction: Extraction, truth: Truth, pages?: readonly number[]): Score {
  const total: Score = { ...NOTHING, wrongSilent: [], notes: [] };
  const unclaimed = new Set(extraction.rows);
  for (const expected of truth.rows) {
    if (pages !== undefined && !pages.includes(expected.page ?? 0)) continue;
    const row = rowOf(extraction.rows, expected);
    if (row !== undefined) unclaimed.delete(row);
    if (expected.printedCode !== '') {
      total.codes++;
      if (row?.printedCode === expected.printedCode) total.codesExact++;
      else total.notes.push(`row ${expected.row}: code ${row?.printedCode} instead of ${expected.printedCode}`);
    }
    if (expected.indicatorCode !== '') scoreValue(total, row, expected, extraction);
  }
  for (const row of unclaimed)
    if (
      (pages === undefined || pages.includes(row.page ?? 0)) &&
      row.indicatorCode !== '' &&
      row.valueState === 'present' &&
      flagsOn(extraction, row).length === 0
    )
      total.wrongSilent.push(`a row that is not there: ${row.label} = ${row.valueRaw}`);
  return total;
}

function scoreValue(total: Score, row: ExtractedRow | undefined, expected: RowTruth, extraction: Extraction): void {
  total.cells++;
  const flags = row === undefined ? missingFlags(extraction, expected) : flagsOn(extraction, row);
  const isExact = row?.valueRaw === expected.valueRaw;
  if (isExact) total.exact++;
  if (isExact && flags.some(({ code }) => code === 'LOW_CONFIDENCE')) total.doubted++;
  const isRight =
    row !== undefined &&
    row.indicatorCode === expected.indicatorCode &&
    row.value === expected.value &&
    row.denominator === expected.denominator &&
    row.valueState === expected.valueState;
  if (isRight) return;
  const what = `row ${expected.row} ${expected.indicatorCode}: ${row?.indicatorCode} ${JSON.stringify(row?.valueRaw)} (${row?.valueState}) instead of ${JSON.stringify(expected.valueRaw)}; ${flags.map(({ code }) => code).join(' ')}`;
  total.notes.push(what);
  if (flags.length === 0) total.wrongSilent.push(what);
  else total.wrongFlagged++;
}

/** The row that stands where the truth says, if it does say; else the one of that number. */
function rowOf(rows: readonly ExtractedRow[], expected: RowTruth): ExtractedRow | undefined {
  const { page, box } = expected;
  if (page === null || box === null) return rows.find(({ row }) => row === expected.row);
  const middle = (box[1] + box[3]) / 2;
  return rows.find((row) => row.page === page && row.box !== null && row.box[1] < middle && row.box[3] > middle);
}

function flagsOn({ flags }: Extraction, row: ExtractedRow): Flag[] {
  return flags.filter((flag) => flag.row === row.row && flag.severity !== 'info');
}

/** What tells a reader that a row is missing: that it is, or that its page could not be read. */
function missingFlags({ flags }: Extraction, expected: RowTruth): Flag[] {
  return flags.filter((flag) => {
    if (flag.code === 'PAGE_UNREADABLE') return flag.page === expected.page;
    return (
      flag.code === 'MISSING_ROW' &&
      flag.params.missing.some(({ label }) => expected.label.startsWith(label.slice(0, 20)))
    );
  });
}

export function sumOf(scores: readonly Score[]): Score {
  return scores.reduce(
    (sum, one) => ({
      cells: sum.cells + one.cells,
      exact: sum.exact + one.exact,
      wrongFlagged: sum.wrongFlagged + one.wrongFlagged,
      wrongSilent: [...sum.wrongSilent, ...one.wrongSilent],
      doubted: sum.doubted + one.doubted,
      codes: sum.codes + one.codes,
      codesExact: sum.codesExact + one.codesExact,
      notes: [...sum.notes, ...one.notes],
    }),
    NOTHING,
  );
}

/** One line of the table that the tests and the bench print. */
export function line(name: string, score: Score): string {
  const share = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
  return [
    name.padEnd(44),
    `cells ${String(score.cells).padStart(4)}`,
    `exact ${share(score.exact, score.cells).padStart(7)}`,
    `codes ${share(score.codesExact, score.codes).padStart(7)}`,
    `wrong and flagged ${String(score.wrongFlagged).padStart(3)}`,
    `wrong and silent ${String(score.wrongSilent.length).padStart(3)}`,
    `flagged though right ${share(score.doubted, score.exact).padStart(6)}`,
  ].join('  ');
}

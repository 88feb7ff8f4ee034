/**
 * Has a column of figures slipped by a row? A cell put in or taken out of it, or a list of figures pasted a row too low, gives
 * every row from there on its neighbour's figure, most of which are as good as any. What tells is that all at once headings hold
 * figures, choices and rates what they cannot hold, and wholes no longer their parts, and that moving the column back by a row mends
 * nearly all of it.
 */
import { checkReport, type ProseItem } from '../check/index.js';
import type { RowMatch } from '../match/index.js';
import type { Catalogue, Form } from '../model/catalogue.js';
import { type Flag, type FlagCode, flag } from '../model/flags.js';
import type { ReportRow } from '../model/report.js';
import { readRows } from './rows.js';

/** What a figure of another row brings about. Not the blank that the slip left: true reports have blanks, too. */
const CONTRADICTIONS: ReadonlySet<FlagCode> = new Set<FlagCode>([
  'NOT_A_NUMBER',
  'AMBIGUOUS_NUMBER',
  'OUT_OF_DOMAIN',
  'UNIT_MISMATCH',
  'RATE_SCALE',
  'SUM_MISMATCH',
  'PART_EXCEEDS_WHOLE',
  'RATE_MISMATCH',
  'PARTITION_EXCEEDED',
  'NARRATIVE_MISMATCH',
]);

/** One slip of the pen contradicts one thing. Moving the figures must mend nearly all, and break no sum that holds. */
const MIN_CONTRADICTIONS = 2;
const MOST_LEFT = 1 / 3;

/** A sum that is wrong is so on the whole's row, over its parts; a slip may begin among these. */
const REACH_OF_SUM = 8;

/** What was found in the rows with the figures where they stand. */
export interface Found {
  readonly flags: readonly Flag[];
  /** Declared checks that could be made and held. */
  readonly passed: number;
}

export interface AsRead {
  readonly rows: readonly ReportRow[];
  readonly matches: readonly RowMatch[];
  readonly form: Form;
  readonly prose: readonly ProseItem[];
  readonly catalogue: Catalogue;
}

interface Moved {
  /** Positions of the rows whose figures slipped, in order. */
  readonly positions: readonly number[];
  readonly direction: 'down' | 'up';
}

interface Judged {
  /** The rows (from 1) on which something is wrong, in order, each as often as something is. */
  readonly contradictions: readonly number[];
  readonly passed: number;
}

/** One flag for each table whose figures have evidently slipped. */
export function shiftedTables(report: AsRead, found: Found): Flag[] {
  const tables = [...new Set(report.rows.map(({ table }) => table))];
  return tables.flatMap((table) => slipOf(report, found, table));
}

/** A table is judged by what is wrong in its own rows. */
function slipOf(report: AsRead, found: Found, table: number): Flag[] {
  const now = judge(report.rows, report.matches, found, table);
  if (now.contradictions.length < MIN_CONTRADICTIONS) return [];
  // What is wrong before a slip it does not explain, so that it begins no later than where the first third ends.
  const latest = REACH_OF_SUM + (now.contradictions[Math.floor(MOST_LEFT * now.contradictions.length)] ?? 0);
  for (const moved of slipsOf(report, table, latest)) {
    const rows = movedBack(report.rows, moved);
    const then = judge(rows, report.matches, foundIn(report, rows), table);
    const first = report.rows[moved.positions[0] ?? 0];
    if (first === undefined || !mends(now, then)) continue;
    const params = {
      from: { code: first.printedCode, label: first.label },
      direction: moved.direction,
      contradictions: now.contradictions.length,
      left: then.contradictions.length,
    };
    return [flag('VALUES_SHIFTED', 'document', params, { table, page: first.place.page })];
  }
  return [];
}

function mends(now: Judged, then: Judged): boolean {
  const [were, left] = [now.contradictions.length, then.contradictions.length];
  return were - left >= MIN_CONTRADICTIONS && left < MOST_LEFT * were && then.passed >= now.passed;
}

function foundIn({ matches, form, prose, catalogue }: AsRead, rows: readonly ReportRow[]): Found {
  const read = readRows(rows, matches);
  const checks = checkReport(
    read.map(({ row }) => row),
    form,
    prose,
    catalogue,
  );
  return { flags: [...read.flatMap(({ flags }) => flags), ...checks.flags], passed: checks.passed };
}

function judge(
  rows: readonly ReportRow[],
  matches: readonly RowMatch[],
  { flags, passed }: Found,
  table: number,
): Judged {
  const own = new Set(rows.flatMap((row) => (row.table === table ? [row.row] : [])));
  const flagged = flags.flatMap(({ code, row }) => (CONTRADICTIONS.has(code) && row !== null ? [row] : []));
  const filled = rows.flatMap(({ valueRaw, row }, i) => (valueRaw !== '' && isHeading(matches[i]) ? [row] : []));
  const contradictions = [...flagged, ...filled].filter((row) => own.has(row)).toSorted((a, b) => a - b);
  return { contradictions, passed };
}

function isHeading(match: RowMatch | undefined): boolean {
  return match?.formRow != null && match.formRow.indicator === null && match.formRow.collected;
}

/**
 * The ways in which the table's figures may have slipped, the latest first: from some row up to `latest` to its end, over all rows
 * (cells put in or taken out) or over those of indicators alone (a list of figures pasted). Slipping leaves a blank behind: where
 * it begins, or at the end.
 */
function slipsOf({ rows, matches }: AsRead, table: number, latest: number): Moved[] {
  const all = rows.flatMap((row, i) => (row.table === table ? [i] : []));
  const withValues = all.filter((i) => matches[i]?.formRow?.indicator != null);
  const isBlank = (i: number | undefined) => i !== undefined && !/\d/u.test(rows[i]?.valueRaw ?? '');
  const slips = [all, withValues].flatMap((column) =>
    column.slice(0, -1).flatMap((position, from): Moved[] => {
      const positions = column.slice(from);
      if ((rows[position]?.row ?? 0) > latest) return [];
      return [
        ...(isBlank(positions[0]) ? [{ positions, direction: 'down' as const }] : []),
        ...(isBlank(positions.at(-1)) ? [{ positions, direction: 'up' as const }] : []),
      ];
    }),
  );
  return slips.toSorted((a, b) => (b.positions[0] ?? 0) - (a.positions[0] ?? 0));
}

function movedBack(rows: readonly ReportRow[], { positions, direction }: Moved): ReportRow[] {
  const moved = [...rows];
  positions.forEach((position, i) => {
    const row = rows[position];
    const from = rows[positions[direction === 'down' ? i + 1 : i - 1] ?? -1];
    if (row !== undefined) moved[position] = { ...row, valueRaw: from?.valueRaw ?? '' };
  });
  return moved;
}

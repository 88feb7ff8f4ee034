/**
 * What a finding stands on, named so that the name outlives a re-run, a new version, a re-saved file and a
 * better reading. A flag's id and a reviewer's decision are both tied to such a key (OUTPUTS, "flags.csv" and
 * "decisions.csv"). Keys are made from an extraction as read, before any decision is applied to it.
 *
 *   value|15961|2021-9M|X-3.3.1       an observation: administrative unit, period, indicator
 *   row|a/b.pdf|1|ghi chu2 khac1|1    a row that cannot be named so: source, table, folded label, occurrence
 *   document|a/b.pdf                  the document; page|a/b.pdf|3 and table|a/b.pdf|2 one page or table of it
 */
import { createHash } from 'node:crypto';
import type { ExtractedRow, Extraction } from '../model/extraction.js';
import { FLAGS, type Flag } from '../model/flags.js';
import { foldKey, nameKey } from '../vietnamese/keys.js';
import { by, byNumber, inOrderOf } from './order.js';

function joined(...parts: readonly (string | number)[]): string {
  return parts.map((part) => String(part).replace(/[\\|]/g, '\\$&')).join('|');
}

type Reporter = Pick<Extraction, 'unitCode' | 'level' | 'issuer' | 'district' | 'province'>;

/**
 * The administrative unit that reports: its code, else its level and names; null when the report does not say
 * who reports. A code alone names a unit only together with a date or a period: codes were re-used.
 */
export function unitKey(reporter: Reporter): string | null {
  if (reporter.unitCode !== null) return reporter.unitCode;
  if (reporter.issuer === null) return null;
  const names = [reporter.issuer, reporter.district ?? '', reporter.province ?? ''];
  return [reporter.level ?? '', ...names.map(nameKey)].join('/');
}

/** How many of `keys` before this one were the same: 1 for the first. */
function occurrences(): (key: string) => number {
  const seen = new Map<string, number>();
  return (key) => {
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count;
  };
}

/**
 * The keys of a document's rows, by row number. A second row that claims the same indicator is another
 * observation, and a decision on one of them is none on the other: from the second on the key is numbered.
 */
export function rowKeys(source: string, extraction: Extraction): Map<number, string> {
  const unit = unitKey(extraction);
  const labelOccurrence = occurrences();
  const claimOccurrence = occurrences();
  const keyOf = (row: ExtractedRow): string => {
    const label = foldKey(row.label);
    const occurrence = labelOccurrence(joined(row.table, label));
    if (row.indicatorCode === '' || unit === null || extraction.period === null) {
      return joined('row', source, row.table, label, occurrence);
    }
    const claim = claimOccurrence(row.indicatorCode);
    const key = joined('value', unit, extraction.period.label, row.indicatorCode);
    return claim === 1 ? key : `${key}|${claim}`;
  };
  return new Map(extraction.rows.map((row) => [row.row, keyOf(row)]));
}

/** The key a flag stands on. */
export function flagKey(flag: Flag, source: string, rows: ReadonlyMap<number, string>): string {
  const row = flag.row === null ? undefined : rows.get(flag.row);
  if (row !== undefined) return row;
  switch (FLAGS[flag.code].scope) {
    case 'page':
      return joined('page', source, flag.page ?? '');
    case 'table':
      return joined('table', source, flag.table ?? '');
    default:
      return joined('document', source);
  }
}

/**
 * What tells two findings of one kind on one document apart: the figure that was expected, or the other report.
 * On a row nothing does: what a check expects there changes with a better reading of the rows around it.
 */
function findingOf(flag: Flag): string {
  if (flag.row !== null) return '';
  return flag.code === 'DUPLICATE_REPORT' ? flag.params.other : flag.expected;
}

export interface KeyedFlag {
  readonly flag: Flag;
  readonly id: string;
  readonly key: string;
}

const inRowOrder = inOrderOf<Flag>(
  byNumber((flag) => flag.row ?? 0),
  by((flag) => flag.code),
  byNumber((flag) => flag.page ?? 0),
  byNumber((flag) => flag.table ?? 0),
  by((flag) => flag.expected),
  by((flag) => JSON.stringify(flag.params)),
);

/**
 * One document's flags by row and flag (what stands on no row first), each with its key and id.
 *
 * @param twin '' for the first report of its unit and period; else its source, because its rows have the same
 *   keys as the first one's, yet their flags are lines of their own.
 */
export function keyedFlags(source: string, extraction: Extraction, flags: readonly Flag[], twin: string): KeyedFlag[] {
  const rows = rowKeys(source, extraction);
  const occurrence = occurrences();
  return [...flags].sort(inRowOrder).map((flag) => {
    const key = flagKey(flag, source, rows);
    const name = joined(flag.code, key, findingOf(flag), key.startsWith('value|') ? twin : '');
    const id = createHash('sha256')
      .update(joined(name, occurrence(name)))
      .digest('hex')
      .slice(0, 12);
    return { flag, id: `f${id}`, key };
  });
}

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
  return parts.map(escaped).join('|');
}

/** Hardly any part has one of the signs. */
function escaped(part: string | number): string {
  const text = String(part);
  return text.includes('|') || text.includes('\\') ? text.replace(/[\\|]/g, '\\$&') : text;
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

/** Says of each thing how many like it there have been: 1 for the first. */
function occurrences(): (name: string) => number {
  const seen = new Map<string, number>();
  return (name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count;
  };
}

/** The keys of one document's rows. */
export class RowKeys {
  /** By row number; made when first asked for, since most rows of an archive are never flagged. */
  #byLabel: ReadonlyMap<number, string> | null = null;
  #byIndicator: ReadonlyMap<number, string> | null = null;

  constructor(
    readonly source: string,
    readonly extraction: Extraction,
  ) {}

  /** Undefined when the document has no such row. */
  of(row: number): string | undefined {
    return this.#ofIndicator(row) ?? this.#ofLabel(row);
  }

  /** Every key that the row has had or might have had, its own first: by its label alone before it was matched. */
  allOf(row: number): string[] {
    return [this.#ofIndicator(row), this.#ofLabel(row)].filter((key) => key !== undefined);
  }

  #ofIndicator(row: number): string | undefined {
    this.#byIndicator ??= keysByIndicator(this.extraction);
    return this.#byIndicator.get(row);
  }

  #ofLabel(row: number): string | undefined {
    this.#byLabel ??= keysByLabel(this.source, this.extraction.rows);
    return this.#byLabel.get(row);
  }

  /** The key a flag stands on. */
  flagKey(flag: Flag): string {
    const row = flag.row === null ? undefined : this.of(flag.row);
    if (row !== undefined) return row;
    switch (FLAGS[flag.code].scope) {
      case 'page':
        return joined('page', this.source, flag.page ?? '');
      case 'table':
        return tableKey(this.source, flag.table);
      default:
        return documentKey(this.source);
    }
  }
}

export function documentKey(source: string): string {
  return joined('document', source);
}

export function tableKey(source: string, table: number | null): string {
  return joined('table', source, table ?? '');
}

/**
 * The rows that unit, period and indicator name. A second row that claims the same indicator is another
 * observation, and a decision on one of them is none on the other: from the second on the key is numbered.
 */
function keysByIndicator(extraction: Extraction): Map<number, string> {
  const keys = new Map<number, string>();
  const unit = unitKey(extraction);
  if (unit === null || extraction.period === null) return keys;
  const occurrence = occurrences();
  const start = joined('value', unit, extraction.period.label);
  for (const { row, indicatorCode } of extraction.rows) {
    if (indicatorCode === '') continue;
    const key = `${start}|${joined(indicatorCode)}`;
    const claim = occurrence(indicatorCode);
    keys.set(row, claim === 1 ? key : `${key}|${claim}`);
  }
  return keys;
}

/** Every row by its label, counted among all rows of that label, so that a better match of another one moves nothing. */
function keysByLabel(source: string, rows: readonly ExtractedRow[]): Map<number, string> {
  const occurrence = occurrences();
  return new Map(
    rows.map(({ row, table, label }) => {
      const folded = foldKey(label);
      return [row, joined('row', source, table, folded, occurrence(joined(table, folded)))];
    }),
  );
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
  const rows = new RowKeys(source, extraction);
  const occurrence = occurrences();
  return [...flags].sort(inRowOrder).map((flag) => {
    const key = rows.flagKey(flag);
    const name = joined(flag.code, key, findingOf(flag), key.startsWith('value|') ? twin : '');
    const id = createHash('sha256')
      .update(joined(name, occurrence(name)))
      .digest('hex')
      .slice(0, 12);
    return { flag, id: `f${id}`, key };
  });
}

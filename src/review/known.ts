/**
 * What a flag's id stands for. An output folder remembers it for every flag it has shown, and for those that a
 * correction has cleared meanwhile, so that a file handed in late is still understood.
 */
import { z } from 'zod';
import { dayOf, readingOf } from '../dataset/decide.js';
import { subjectOf } from '../dataset/decisions.js';
import type { ReducedDocument } from '../dataset/document.js';
import { type KeyedFlag, keyedFlags, RowKeys } from '../dataset/keys.js';
import type { SourcedExtraction } from '../dataset/sourced.js';
import type { ExtractedRow } from '../model/extraction.js';
import { FLAG_CODES, type Flag, type RowFigure } from '../model/flags.js';
import { LEVELS } from '../model/value.js';

/** A row whose figure a flag compares with others: its correction may be what the flag asks for. */
const comparedSchema = z.object({
  key: z.string(),
  indicatorCode: z.string(),
  valueRaw: z.string(),
  value: z.number().nullable(),
  label: z.string(),
});
export type Compared = z.infer<typeof comparedSchema>;

export const knownFlagSchema = z.object({
  id: z.string(),
  flag: z.enum(FLAG_CODES),
  key: z.string(),
  source: z.string(),
  documentId: z.string(),
  sha256: z.string(),
  /** What was read of what a decision would be on. */
  valueRaw: z.string(),
  value: z.number().nullable(),
  indicatorCode: z.string(),
  level: z.enum(LEVELS).nullable(),
  day: z.string().nullable(),
  compared: z.array(comparedSchema),
});
export type KnownFlag = z.infer<typeof knownFlagSchema>;

/**
 * Every id under which a flag of this document stands in a flags file, or stood before a decision cleared it or another
 * report came to share its unit and period.
 */
export function knownFlags(sourced: SourcedExtraction, reduced: ReducedDocument): KnownFlag[] {
  if (sourced.duplicateOf !== null) return [];
  const { source, extraction } = sourced;
  const flags = [...extraction.flags, ...reduced.keyed.map(({ flag }) => flag)];
  const all = ['', source].flatMap((twin) => keyedFlags(source, extraction, flags, twin));
  const byId = new Map([...reduced.keyed, ...all].reverse().map((keyed) => [keyed.id, keyed]));
  const keys = new RowKeys(source, extraction);
  return [...byId.values()].map((keyed) => knownFlag(sourced, keyed, keys));
}

function knownFlag(sourced: SourcedExtraction, { flag, id, key }: KeyedFlag, keys: RowKeys): KnownFlag {
  const { source, documentId, extraction } = sourced;
  const row = flag.row === null ? null : (extraction.rows[flag.row - 1] ?? null);
  return {
    id,
    flag: flag.code,
    key,
    source,
    documentId,
    sha256: extraction.sha256,
    valueRaw: readingOf(extraction, row, subjectOf(flag.code, key)),
    value: row?.value ?? null,
    indicatorCode: row?.indicatorCode ?? '',
    level: extraction.level,
    day: dayOf(extraction),
    compared: comparedWith(flag, extraction.rows, keys),
  };
}

/** The rows whose figures a flag compares, its own among them. */
export function comparedWith(flag: Flag, rows: readonly ExtractedRow[], keys: RowKeys): Compared[] {
  return figuresIn(flag).flatMap((figure) => comparedRow(figure, rows, keys));
}

function figuresIn({ params }: Flag): RowFigure[] {
  return Object.values(params as Readonly<Record<string, unknown>>)
    .flat()
    .filter(
      (value): value is RowFigure =>
        typeof value === 'object' && value !== null && 'label' in value && 'value' in value,
    );
}

function comparedRow({ code, label }: RowFigure, rows: readonly ExtractedRow[], keys: RowKeys): Compared[] {
  const found = rows.filter((row) => row.label === label && row.printedCode.replace(/\.+$/, '') === code);
  return found.flatMap(({ row, indicatorCode, valueRaw, value }) =>
    indicatorCode === '' ? [] : [{ key: keys.of(row) ?? '', indicatorCode, valueRaw, value, label }],
  );
}

/**
 * What a flag's id stands for. An output folder remembers it for every flag it has shown, and for those that a
 * correction has cleared meanwhile, so that a file handed in late is still understood.
 */
import { z } from 'zod';
import { dayOf, readingOf } from '../dataset/decide.js';
import { subjectOf } from '../dataset/decisions.js';
import type { ReducedDocument, SourcedExtraction } from '../dataset/document.js';
import { type KeyedFlag, keyedFlags } from '../dataset/keys.js';
import { FLAG_CODES } from '../model/flags.js';
import { LEVELS } from '../model/value.js';

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
  return [...byId.values()].map((keyed) => knownFlag(sourced, keyed));
}

function knownFlag({ source, documentId, extraction }: SourcedExtraction, { flag, id, key }: KeyedFlag): KnownFlag {
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
  };
}

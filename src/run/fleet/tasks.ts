/** What goes through the queue: hashes and paths one way, verdicts the other. Never bytes of documents. */

import { z } from 'zod';
import { DOCUMENT_ERRORS } from '../../model/errors.js';
import { FORMATS } from '../../model/extraction.js';
import { type Conditions, failureSchema, isNameOf, keyOf } from '../known.js';
import type { Verdict, Wanted } from '../place.js';
import { fromPortable, toPortable } from './portable.js';

export const taskSchema = z.object({
  source: z.string(),
  /** It becomes part of a file's name: whoever can write to Redis must not choose where. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  format: z.enum(FORMATS),
  /** Portable path of the file, and the way through the zips in it. */
  path: z.string(),
  entries: z.array(z.int()),
  /** Seconds; null for the default by pages. */
  timeout: z.number().nullable(),
});
export type Task = z.infer<typeof taskSchema>;

export function taskOf({ source, sha256, format, location }: Wanted, timeout: number | null, outDir: string): Task {
  const file = toPortable(outDir, location.path);
  return { source, sha256, format, path: file, entries: [...location.entries], timeout };
}

/** @param outDir as this machine sees it */
export function wantedOf(
  { source, sha256, format, path, entries }: Task,
  conditions: Conditions,
  outDir: string,
): Wanted {
  const location = { path: fromPortable(outDir, path), entries };
  return { key: keyOf(sha256, conditions), source, sha256, format, location };
}

/** How far a worker is with a document; `page` is null when it begins with it. */
export const progressSchema = z.object({ worker: z.string(), page: z.int().nullable(), of: z.int() });
export type Progress = z.infer<typeof progressSchema>;

export const verdictSchema: z.ZodType<Verdict> = z
  .object({
    key: z.string(),
    name: z.string().nullable(),
    failure: failureSchema.nullable(),
    status: z.enum(['ok', 'partial', 'no_appendix', 'failed']),
    error: z.enum(DOCUMENT_ERRORS).nullable(),
    pages: z.int(),
    worker: z.string().nullable(),
  })
  .refine(({ key, name }) => name === null || isNameOf(key, name));

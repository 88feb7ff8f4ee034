/**
 * What is known of a document, as names and texts of the results: an extraction, whole or cut by a deadline, or the
 * failure of it. A failure is kept until a run has told it in its dataset; only then is the document tried again.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DOCUMENT_ERRORS } from '../model/errors.js';
import { type Extraction, extractionSchema } from '../model/extraction.js';
import { deadlineSeconds } from './deadline.js';
import type { Results } from './results.js';

/** What an extraction depends on besides the document's bytes. */
export interface Conditions {
  readonly version: string;
  /** Hash of the code that reads. */
  readonly code: string;
  readonly rulesHash: string;
  /** Which scans are read, and with which model. */
  readonly ocr: string;
}

/** A finished extraction among the results. */
export interface Kept {
  readonly name: string;
  /** When a deadline left pages out: that deadline in seconds, and how many pages there are. */
  readonly cut: { readonly seconds: number; readonly pages: number } | null;
}

export const failureSchema = z.object({ code: z.enum(DOCUMENT_ERRORS), detail: z.string() });
export type Failure = z.infer<typeof failureSchema>;

/** @param timeout the deadline asked for, in seconds; null for the default by pages */
const noteSchema = z.object({ failure: failureSchema, timeout: z.number().nullable() });

/** `<key>.json`, `<key>.cut-60-300.json`, `<key>.failed.json` */
const NAME = /^([0-9a-f]+-[0-9a-f]+)(?:\.cut-(\d+)-(\d+)|(\.failed))?\.json$/u;

/** Tells conditions apart. */
export function hashOf({ version, code, rulesHash, ocr }: Conditions): string {
  return createHash('sha256').update(`${version}\n${code}\n${rulesHash}\n${ocr}`).digest('hex').slice(0, 16);
}

/** What the extraction of these bytes under these conditions is called, before it is said whether it is whole. */
export function keyOf(sha256: string, conditions: Conditions): string {
  return `${sha256}-${hashOf(conditions)}`;
}

export function nameOf(key: string, cut: Kept['cut']): string {
  return cut === null ? `${key}.json` : `${key}.cut-${Math.ceil(cut.seconds)}-${cut.pages}.json`;
}

/** Whether an extraction of that key may be called so. */
export function isNameOf(key: string, name: string): boolean {
  const [, own, , , failed] = NAME.exec(name) ?? [];
  return own === key && failed === undefined;
}

const noteOf = (key: string) => `${key}.failed.json`;

export interface Known {
  /** By key; a whole extraction goes before one with pages left out. */
  readonly kept: Map<string, Kept>;
  /** Keys of documents whose failure no run has told yet. */
  readonly failed: Set<string>;
}

/** @param prefix of the keys wanted, '' for all */
export async function knownIn(results: Results, prefix: string): Promise<Known> {
  const known: Known = { kept: new Map(), failed: new Set() };
  for await (const name of results.names(prefix)) {
    const [, key, seconds, pages, failed] = NAME.exec(name) ?? [];
    if (key === undefined) continue;
    if (failed !== undefined) known.failed.add(key);
    else if (seconds === undefined) known.kept.set(key, { name, cut: null });
    else if (!known.kept.has(key))
      known.kept.set(key, { name, cut: { seconds: Number(seconds), pages: Number(pages) } });
  }
  return known;
}

/** Whether pages were left out under a shorter deadline than there would be now. */
export function wantsMoreTime({ cut }: Kept, timeout: number | null): boolean {
  return cut !== null && deadlineSeconds(timeout, cut.pages) > cut.seconds;
}

/**
 * The extraction of that name; null when there is none, or none that this version understands.
 * @param known it was looked through before in this run, and is not again
 */
export async function extractionIn(results: Results, name: string, known: boolean): Promise<Extraction | null> {
  return parsed(await results.get(name), known ? z.custom<Extraction>() : extractionSchema);
}

/** Why the document failed under the same deadline, if no run has told it yet. */
export async function failureIn(results: Results, key: string, timeout: number | null): Promise<Failure | null> {
  const note = parsed(await results.get(noteOf(key)), noteSchema);
  return note !== null && note.timeout === timeout ? note.failure : null;
}

export async function putExtraction(results: Results, name: string, extraction: Extraction): Promise<void> {
  await results.put(name, JSON.stringify(extraction));
}

export async function putFailure(
  results: Results,
  key: string,
  failure: Failure,
  timeout: number | null,
): Promise<void> {
  await results.put(noteOf(key), JSON.stringify({ failure, timeout } satisfies z.infer<typeof noteSchema>));
}

function parsed<T>(text: string | null, schema: z.ZodType<T>): T | null {
  try {
    return text === null ? null : (schema.safeParse(JSON.parse(text)).data ?? null);
  } catch {
    return null;
  }
}

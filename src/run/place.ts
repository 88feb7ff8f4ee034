/**
 * Where the map is run: the port between a run and what does its reading. Processes of this machine stand behind it
 * (local.ts), or workers on other machines behind a queue (fleet/). Whatever the place, what it has read stands among
 * the results before it is told, so that a run that is killed loses nothing of it.
 */
import type { Location } from '../archive/index.js';
import type { Extraction, Format } from '../model/extraction.js';
import type { FoundOcr } from '../tessdata.js';
import {
  type Conditions,
  extractionIn,
  type Failure,
  failureIn,
  knownIn,
  nameOf,
  putExtraction,
  putFailure,
  wantsMoreTime,
} from './known.js';
import type { Outcome } from './pool.js';
import type { Results } from './results.js';

/** A document to be read. */
export interface Wanted {
  /** What its result is called, and the same for all documents of the same bytes: nothing is read twice. */
  readonly key: string;
  readonly source: string;
  readonly sha256: string;
  readonly format: Format;
  readonly location: Location;
}

/** What came of a document, in short; the extraction itself stands among the results. */
export interface Verdict {
  readonly key: string;
  /** Name of the extraction; null when there is none. */
  readonly name: string | null;
  readonly failure: Failure | null;
  readonly status: Extraction['status'];
  readonly error: string | null;
  readonly pages: number;
  /** Who read it: the number of a process, the name of a machine's worker; null when nobody did. */
  readonly worker: number | string | null;
}

/** How all documents of a run are read. */
export interface Reading {
  readonly conditions: Conditions;
  /** Folder of the catalogue, null for the one shipped with the package. */
  readonly rules: string | null;
  readonly ocr: FoundOcr;
  /** Seconds per document; null for the default by pages. */
  readonly timeout: number | null;
}

/** One run, as a place sees it. */
export interface Work {
  readonly reading: Reading;
  readonly outDir: string;
  readonly results: Results;
  /** What tells this archive from all others. */
  readonly identity: () => Promise<string>;
  /** Folders and files that the documents were found in. */
  readonly roots: readonly string[];
  readonly signal: AbortSignal;
  readonly onEvent: (event: PlaceEvent) => void;
}

export type PlaceEvent =
  /** Whether the queue answers. */
  | { readonly event: 'queue'; readonly reachable: boolean }
  /** How many workers are connected now. */
  | { readonly event: 'workers'; readonly workers: number }
  | { readonly event: 'start'; readonly source: string; readonly worker: number | string }
  | { readonly event: 'page'; readonly source: string; readonly page: number; readonly of: number };

export interface Place {
  /**
   * Reads all documents and tells verdicts as they come. They are asked for as there is room for them. Stops early,
   * without a verdict on what was in flight, when the signal aborts.
   */
  run(documents: Iterable<Wanted>, work: Work): AsyncGenerator<Verdict>;
  /** Lets go of what it holds. */
  close(): Promise<void>;
}

/** Puts what came of a document among the results, and tells it in short. */
export async function settle(
  results: Results,
  key: string,
  { extraction, cutAfter, failure }: Outcome,
  timeout: number | null,
  worker: Verdict['worker'],
): Promise<Verdict> {
  if (extraction === null)
    return settleFailure(results, key, failure ?? { code: 'CRASHED', detail: '' }, timeout, worker);
  const name = nameOf(key, cutAfter === null ? null : { seconds: cutAfter, pages: extraction.pages });
  await putExtraction(results, name, extraction);
  return { ...told(key, name, extraction), worker };
}

export async function settleFailure(
  results: Results,
  key: string,
  failure: Failure,
  timeout: number | null,
  worker: Verdict['worker'],
): Promise<Verdict> {
  await putFailure(results, key, failure, timeout);
  return { ...toldFailure(key, failure), worker };
}

/**
 * What the results say of a document, if it needs no more reading.
 * @param cuts also what was cut by a deadline no shorter than there is now: that takes looking through a folder
 */
export async function verdictIn(
  results: Results,
  key: string,
  timeout: number | null,
  { cuts }: { readonly cuts: boolean },
): Promise<Verdict | null> {
  const name = nameOf(key, null);
  const whole = await extractionIn(results, name, false);
  if (whole !== null) return told(key, name, whole);
  const cut = cuts ? (await knownIn(results, key)).kept.get(key) : undefined;
  const extraction =
    cut === undefined || wantsMoreTime(cut, timeout) ? null : await extractionIn(results, cut.name, false);
  if (cut !== undefined && extraction !== null) return told(key, cut.name, extraction);
  const failure = await failureIn(results, key, timeout);
  return failure === null ? null : toldFailure(key, failure);
}

function told(key: string, name: string, { status, error, pages }: Extraction): Verdict {
  return { key, name, failure: null, status, error, pages, worker: null };
}

function toldFailure(key: string, failure: Failure): Verdict {
  return { key, name: null, failure, status: 'failed', error: failure.code, pages: 0, worker: null };
}

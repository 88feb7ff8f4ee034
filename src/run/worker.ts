/**
 * A child process that does the map, one document at a time. A parser that hangs, eats memory or crashes takes
 * this process with it and nothing else.
 */
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { type Location, LocationReader } from '../archive/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import { extractDocument, type OcrOptions } from '../extract.js';
import type { Catalogue } from '../model/catalogue.js';
import type { Extraction, Format } from '../model/extraction.js';
import { readingSeconds } from './deadline.js';
import { inlineLittle } from './inlining.js';

export interface Job {
  readonly sha256: string;
  readonly format: Format;
  readonly location: Location;
  /** Folder of the catalogue, null for the one shipped with the package. */
  readonly rules: string | null;
  /** Seconds per document; null for the default by pages. */
  readonly timeout: number | null;
  /** How scanned pages are read; null to leave them. */
  readonly ocr: OcrOptions | null;
}

export interface Task {
  readonly job: Job;
  /** Steps behind this one are not tried, because one of them ended an earlier attempt; null to try all. */
  readonly lastStep: number | null;
}

/** Processors of the run that no document is read on, as many as this process may take beside its own. */
export interface Spare {
  readonly spare: number;
}

/** How far a worker is. A step is the reading of a page, from its text layer or as a scan; `step` is the one begun last. */
export interface PageCount {
  readonly step: number;
  readonly done: number;
  readonly of: number;
}

/** What a worker says while it is on a task, and at its end. */
export type Message =
  /** Everything is loaded; once, before the first task. */
  | { readonly ready: true }
  | { readonly page: PageCount }
  | {
      readonly extraction: Extraction;
      /** Pages were left out, for want of time or because of `lastStep`. */
      readonly cut: boolean;
    }
  | { readonly failure: string };

/** The bytes are no longer those that were found: what they say must not be kept under the old ones' name. */
class Changed extends Error {
  override readonly message = 'changed';
}

const catalogues = new Map<string | null, Promise<Catalogue>>();
const locations = new LocationReader();
let spare = 0;

function catalogueOf(rules: string | null): Promise<Catalogue> {
  const known = catalogues.get(rules) ?? loadCatalogue(rules ?? undefined);
  catalogues.set(rules, known);
  return known;
}

async function extract({ job, lastStep }: Task): Promise<Message> {
  const started = performance.now();
  const bytes = await bytesOf(job);
  let page: PageCount = { step: 0, done: 0, of: 0 };
  let cut = false;
  const extraction = await extractDocument(bytes, job.format, await catalogueOf(job.rules), {
    sha256: job.sha256,
    ...(job.ocr === null ? {} : { ocr: job.ocr }),
    spare: () => spare,
    onPage: (done, of) => {
      page = { ...page, done, of };
      say({ page });
    },
    mayRead: (_, of) => {
      const inTime = performance.now() - started < readingSeconds(job.timeout, of) * 1000;
      cut ||= !inTime || page.step === lastStep;
      if (!cut) page = { ...page, step: page.step + 1, of };
      say({ page });
      return !cut;
    },
  });
  return { extraction, cut };
}

async function bytesOf({ location, sha256 }: Job): Promise<Uint8Array> {
  const bytes = await locations.read(location).catch(() => {
    throw new Changed();
  });
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Changed();
  return bytes;
}

function say(message: Message): void {
  process.send?.(message);
}

inlineLittle();
process.on('message', (said: Task | Spare) => {
  if ('spare' in said) {
    spare = said.spare;
    return;
  }
  extract(said).then(say, (error: unknown) => say({ failure: error instanceof Error ? error.message : String(error) }));
});
// Ctrl-C reaches every process of the terminal; when to stop is for the parent to say.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());
new Worker(new URL('./guard.js', import.meta.url), { workerData: { parent: process.ppid } }).unref();
say({ ready: true });

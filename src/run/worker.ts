/**
 * A child process that does the map, one document at a time. A parser that hangs, eats memory or crashes takes
 * this process with it and nothing else.
 */
import workerpool from 'workerpool';
import { type Location, readLocation } from '../archive/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import { extractDocument } from '../extract.js';
import type { Catalogue } from '../model/catalogue.js';
import type { Extraction, Format } from '../model/extraction.js';

export interface Job {
  readonly sha256: string;
  readonly format: Format;
  readonly location: Location;
  /** Folder of the catalogue, null for the one shipped with the package. */
  readonly rules: string | null;
}

/** Sent while a job runs. */
export interface PageEvent {
  readonly done: number;
  readonly of: number;
}

const catalogues = new Map<string | null, Promise<Catalogue>>();

function catalogueOf(rules: string | null): Promise<Catalogue> {
  const known = catalogues.get(rules) ?? loadCatalogue(rules ?? undefined);
  catalogues.set(rules, known);
  return known;
}

async function extract(job: Job): Promise<Extraction> {
  const bytes = await readLocation(job.location);
  return extractDocument(bytes, job.format, await catalogueOf(job.rules), {
    sha256: job.sha256,
    onPage: (done, of) => workerpool.workerEmit({ done, of } satisfies PageEvent),
  });
}

workerpool.worker({ extract });

/** A run: documents found, those not yet known read, the manifest brought up to date. The reduce comes after. */
import { mkdir } from 'node:fs/promises';
import { lock } from 'proper-lockfile';
import { type Source, walk } from '../archive/index.js';
import { failed } from '../extract.js';
import type { Catalogue } from '../model/catalogue.js';
import { DocumentError, EnvironmentError } from '../model/errors.js';
import type { Extraction } from '../model/extraction.js';
import { compareText } from '../model/order.js';
import { runJobs } from './pool.js';
import { type ManifestEntry, Store } from './store.js';
import { VERSION } from './version.js';
import type { Job, PageEvent } from './worker.js';

export { VERSION } from './version.js';

export interface RunOptions {
  readonly outDir: string;
  readonly rules: string | null;
  readonly jobs: number;
  /** Seconds per document; null for the default by pages. */
  readonly timeout: number | null;
  /** Forget documents of earlier runs that are not among the inputs. */
  readonly prune: boolean;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
}

export type RunEvent =
  | { readonly event: 'found'; readonly documents: number; readonly toRead: number }
  | { readonly event: 'page'; readonly source: string; readonly page: number; readonly of: number }
  | {
      readonly event: 'document';
      readonly source: string;
      readonly status: Extraction['status'];
      readonly error: string | null;
    };

/** One document of the dataset, with what was read of it. */
export interface StoredDocument {
  readonly source: string;
  readonly documentId: string;
  /** The first source with the same bytes, when this is not it. */
  readonly duplicateOf: string | null;
  readonly extraction: Extraction;
}

interface NamedJob extends Job {
  readonly source: string;
  readonly name: string;
}

export class Archive {
  readonly #store: Store;
  readonly #release: () => Promise<void>;

  private constructor(store: Store, release: () => Promise<void>) {
    this.#store = store;
    this.#release = release;
  }

  /** Opens an output folder for one run. Throws EnvironmentError when another run holds it. */
  static async open(outDir: string): Promise<Archive> {
    await mkdir(outDir, { recursive: true });
    const store = await Store.open(outDir);
    try {
      return new Archive(store, await lock(store.folder, { stale: 30_000, retries: 0 }));
    } catch (cause) {
      if ((cause as { code?: unknown }).code !== 'ELOCKED') throw cause;
      throw new EnvironmentError(
        `Thư mục "${outDir}" đang được một lần chạy khác dùng. Hãy đợi lần chạy đó xong rồi chạy lại. / Another run is using this folder.`,
        { cause },
      );
    }
  }

  async close(): Promise<void> {
    await this.#release();
  }

  /**
   * Reads every document under `paths` that is not known yet and brings the manifest up to date. When the signal
   * aborts, what was finished is kept in the store and the manifest is left as it was.
   */
  async read(paths: readonly string[], catalogue: Catalogue, options: RunOptions): Promise<void> {
    const conditions = { version: VERSION, rulesHash: catalogue.hash };
    const manifest = options.prune ? new Map<string, ManifestEntry>() : await this.#store.readManifest();
    const jobs = new Map<string, NamedJob>();
    let documents = 0;
    for await (const source of walk(paths, { except: options.outDir, onLink: () => undefined })) {
      documents++;
      const name = source.format instanceof DocumentError ? null : Store.nameOf(source.sha256, conditions);
      manifest.set(source.source, entryOf(source, name));
      if (name === null || jobs.has(name) || (await this.#store.read(name)) !== null) continue;
      if (source.format instanceof DocumentError) continue;
      const { sha256, format, location } = source;
      jobs.set(name, { sha256, format, location, rules: options.rules, source: source.source, name });
    }
    options.onEvent({ event: 'found', documents, toRead: jobs.size });
    await this.#runJobs([...jobs.values()], manifest, options);
    if (options.signal.aborted) return;
    await this.#store.writeManifest([...manifest.values()].sort(bySource));
    await this.#store.sweep(new Set([...manifest.values()].flatMap((entry) => entry.extraction ?? [])));
  }

  async #runJobs(jobs: readonly NamedJob[], manifest: Map<string, ManifestEntry>, options: RunOptions): Promise<void> {
    const onPage = (job: Job, { done, of }: PageEvent) =>
      options.onEvent({ event: 'page', source: (job as NamedJob).source, page: done, of });
    for await (const { job, extraction, failure } of runJobs(jobs, { ...options, onPage })) {
      if (extraction) await this.#store.write(job.name, extraction);
      // Failures from time or memory are not kept as extractions: the next run tries again.
      if (failure)
        for (const entry of manifest.values())
          if (entry.extraction === job.name) manifest.set(entry.source, { ...entry, extraction: null, failure });
      options.onEvent({
        event: 'document',
        source: job.source,
        status: extraction?.status ?? 'failed',
        error: extraction?.error ?? failure?.code ?? null,
      });
    }
  }

  /** Every document of the dataset, ordered by source; can be gone through more than once. */
  documents(): AsyncIterable<StoredDocument> {
    return { [Symbol.asyncIterator]: () => this.#documents() };
  }

  async *#documents(): AsyncGenerator<StoredDocument> {
    const entries = [...(await this.#store.readManifest()).values()].sort(bySource);
    const first = new Map<string, string>();
    for (const entry of entries) {
      const { source, sha256, format } = entry;
      const extraction =
        entry.extraction === null
          ? failed(sha256, format, new DocumentError(entry.failure?.code ?? 'CRASHED', entry.failure?.detail ?? ''))
          : ((await this.#store.read(entry.extraction)) ??
            failed(sha256, format, new DocumentError('CRASHED', 'extraction lost')));
      // Empty files share their bytes, but each of them is a file to look after.
      const isEmpty = extraction.error === 'EMPTY';
      const original = isEmpty ? undefined : first.get(sha256);
      if (!isEmpty && original === undefined) first.set(sha256, source);
      yield { source, documentId: `d${sha256.slice(0, 12)}`, duplicateOf: original ?? null, extraction };
    }
  }
}

function entryOf({ source, sha256, format }: Source, name: string | null): ManifestEntry {
  const failure = format instanceof DocumentError ? { code: format.code, detail: format.detail } : null;
  return { source, sha256, format: format instanceof DocumentError ? null : format, extraction: name, failure };
}

/** By code point, so that the order is the same everywhere. */
function bySource(a: { source: string }, b: { source: string }): number {
  return compareText(a.source, b.source);
}

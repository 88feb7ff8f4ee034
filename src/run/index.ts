/** A run: documents found, those not yet known read, the manifest brought up to date. The reduce comes after. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import { type Location, readLocation, type Source, walk } from '../archive/index.js';
import type { Catalogue } from '../model/catalogue.js';
import { DocumentError, EnvironmentError, UsageError } from '../model/errors.js';
import { type Extraction, type Format, failed } from '../model/extraction.js';
import { compareText } from '../model/order.js';
import type { FoundOcr } from '../tessdata.js';
import { deadlineSeconds } from './deadline.js';
import { explained } from './disk.js';
import { type Held, holdFolder } from './lock.js';
import { type Outcome, runJobs } from './pool.js';
import { Stamp } from './stamp.js';
import { type Conditions, type Kept, type ManifestEntry, Store } from './store.js';
import { codeHash, VERSION } from './version.js';
import type { Job } from './worker.js';

export { paintRows } from './paint.js';
export type { PaintJob } from './painter.js';
export { VERSION } from './version.js';

export interface RunOptions {
  readonly outDir: string;
  readonly rules: string | null;
  readonly ocr: FoundOcr;
  readonly jobs: number;
  /** Seconds per document; null for the default by pages. */
  readonly timeout: number | null;
  /** Forget documents of earlier runs that are not among the inputs. */
  readonly prune: boolean;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
}

export type RunEvent =
  | {
      readonly event: 'found';
      readonly documents: number;
      readonly toRead: number;
      /** Symbolic links, none of which is followed. */
      readonly links: number;
    }
  | { readonly event: 'start'; readonly source: string; readonly worker: number }
  | { readonly event: 'page'; readonly source: string; readonly page: number; readonly of: number }
  | {
      readonly event: 'document';
      readonly source: string;
      readonly status: Extraction['status'];
      readonly error: string | null;
      readonly pages: number;
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
  readonly key: string;
}

/** A document, where it was found. */
export interface Found {
  readonly format: Format;
  readonly location: Location;
}

/** Names under which files of the dataset are written before they are complete. */
const HALF_WRITTEN = /^\..+\.tmp$/u;
const UNREACHABLE_SHOWN = 5;
/** So many documents are read in a stretch before signals, timers and the lock's renewal get their turn. */
const DOCUMENTS_A_BREATH = 32;

export class Archive {
  readonly #store: Store;
  readonly #held: Held;

  private constructor(
    store: Store,
    held: Held,
    readonly stamp: Stamp,
  ) {
    this.#store = store;
    this.#held = held;
  }

  /** Opens an output folder for one run. @throws EnvironmentError when another run holds it, or it cannot be made */
  static async open(outDir: string): Promise<Archive> {
    await explained(() => mkdir(outDir, { recursive: true }));
    const store = await Store.open(outDir);
    const held = await explained(() => holdFolder(store.folder));
    try {
      await store.tidy();
      for (const name of await readdir(outDir))
        if (HALF_WRITTEN.test(name)) await rm(path.join(outDir, name), { force: true });
    } catch (error) {
      await held.release();
      throw error;
    }
    return new Archive(store, held, new Stamp(outDir));
  }

  async close(): Promise<void> {
    await this.#held.release();
  }

  /**
   * Reads every document under `paths` that is not known yet and brings the manifest up to date. When the signal
   * aborts, what was finished is kept in the store and the manifest is left as it was.
   *
   * @throws UsageError, EnvironmentError
   */
  async read(paths: readonly string[], catalogue: Catalogue, options: RunOptions): Promise<void> {
    const conditions = { version: VERSION, code: codeHash(), rulesHash: catalogue.hash, ocr: options.ocr.identity };
    const plan = new Plan(conditions, await this.#store.kept(), options);
    const earlier = options.prune ? [] : (await this.#store.readManifest()).values();
    for (const entry of earlier) plan.manifest.set(entry.source, entry);
    let documents = 0;
    let links = 0;
    const walking = walk(paths, { except: options.outDir, onLink: () => links++ });
    for await (const source of walking) {
      if (options.signal.aborted) return;
      documents++;
      plan.add(source);
    }
    await plan.readAgainWithOtherRules();
    options.onEvent({ event: 'found', documents, toRead: plan.jobs.size, links });
    const signal = AbortSignal.any([options.signal, this.#held.lost]);
    await this.#runJobs(plan, { ...options, signal });
    this.#assertHeld();
    if (options.signal.aborted) return;
    await this.#store.writeManifest([...plan.manifest.values()].sort(bySource));
    await this.#store.sweep(await this.#worthKeeping(plan, options.prune));
  }

  /** What the manifest refers to; and, because a run that was killed is gone on with later, all that is as new. */
  async #worthKeeping({ manifest, conditions }: Plan, prune: boolean): Promise<Set<string>> {
    const names = new Set([...manifest.values()].flatMap((entry) => entry.extraction ?? []));
    const asNew = Store.keyOf('', conditions);
    if (!prune) for (const [key, { name }] of await this.#store.kept()) if (key.endsWith(asNew)) names.add(name);
    return names;
  }

  async #runJobs(plan: Plan, options: RunOptions): Promise<void> {
    const { onEvent } = options;
    const outcomes = runJobs([...plan.jobs.values()], {
      jobs: options.jobs,
      signal: options.signal,
      onStart: ({ source }, worker) => onEvent({ event: 'start', source, worker }),
      onPage: ({ source }, { done, of }) => onEvent({ event: 'page', source, page: done, of }),
    });
    for await (const outcome of outcomes) {
      const { job, extraction, failure } = outcome;
      // Failures from time or memory are not kept as extractions: the next run tries again.
      if (extraction === null) plan.fail(job, failure ?? { code: 'CRASHED', detail: '' });
      else await this.#keep(outcome, extraction, plan);
      onEvent({
        event: 'document',
        source: job.source,
        status: extraction?.status ?? 'failed',
        error: extraction?.error ?? failure?.code ?? null,
        pages: extraction?.pages ?? 0,
      });
    }
  }

  async #keep({ job, cutAfter }: Outcome<NamedJob>, extraction: Extraction, plan: Plan): Promise<void> {
    const cut = cutAfter === null ? null : { seconds: cutAfter, pages: extraction.pages };
    const name = Store.nameOf(job.key, cut);
    await this.#store.write(name, extraction);
    const before = plan.kept.get(job.key);
    if (before !== undefined && before.name !== name) await this.#store.remove(before.name);
    plan.succeed(job, name);
  }

  #assertHeld(): void {
    if (this.#held.lost.aborted)
      throw new EnvironmentError(
        'Một lần chạy khác đã lấy quyền dùng thư mục kết quả; lần chạy này dừng lại. / Another run took over the output folder.',
      );
  }

  /** Tells what the dataset is made of, and by which code: with the same text it would be the same. */
  async fingerprint(): Promise<string> {
    const hash = createHash('sha256').update(codeHash());
    for (const entry of await this.#entries()) hash.update(JSON.stringify(entry));
    return hash.digest('hex');
  }

  /** SHA-256 of every document of the dataset. */
  async hashes(): Promise<Set<string>> {
    return new Set((await this.#entries()).map(({ sha256 }) => sha256));
  }

  /** Where each document of the dataset was found last, by its SHA-256; without those that are none. */
  async found(): Promise<Map<string, Found>> {
    const entries = await this.#entries();
    return new Map(
      entries.flatMap(({ sha256, format, location }) =>
        format === null ? [] : [[sha256, { format, location }] as const],
      ),
    );
  }

  /**
   * Every document of the dataset, ordered by source; can be gone through more than once.
   * @param signal throws its reason in the middle of it when it aborts
   */
  documents(signal?: AbortSignal): AsyncIterable<StoredDocument> {
    const looked = { through: false };
    return { [Symbol.asyncIterator]: () => this.#documents(looked, signal) };
  }

  async #entries(): Promise<ManifestEntry[]> {
    return [...(await this.#store.readManifest()).values()].sort(bySource);
  }

  /** @param looked whether all of them were gone through before: what is in each is looked at once only */
  async *#documents(looked: { through: boolean }, signal: AbortSignal | undefined): AsyncGenerator<StoredDocument> {
    const first = new Map<string, string>();
    let sinceBreath = 0;
    for (const entry of await this.#entries()) {
      if (++sinceBreath === DOCUMENTS_A_BREATH) {
        await breath();
        sinceBreath = 0;
      }
      signal?.throwIfAborted();
      this.#assertHeld();
      const { source, sha256 } = entry;
      const extraction = await this.#extractionOf(entry, looked.through);
      // Empty files share their bytes, but each of them is a file to look after.
      const isEmpty = extraction.error === 'EMPTY';
      const original = isEmpty ? undefined : first.get(sha256);
      if (!isEmpty && original === undefined) first.set(sha256, source);
      yield { source, documentId: `d${sha256.slice(0, 12)}`, duplicateOf: original ?? null, extraction };
    }
    looked.through = true;
  }

  async #extractionOf(
    { sha256, format, extraction: name, failure }: ManifestEntry,
    known: boolean,
  ): Promise<Extraction> {
    if (name === null)
      return failed(sha256, format, new DocumentError(failure?.code ?? 'CRASHED', failure?.detail ?? ''));
    const kept = this.#store.read(name, known);
    if (kept !== null) return kept;
    // A power cut, or somebody's hand: without it the next run reads the document again.
    await this.#store.remove(name);
    return failed(sha256, format, new DocumentError('CRASHED', 'lost'));
  }
}

/** What a run is to read, and the manifest as it will be. */
class Plan {
  readonly manifest = new Map<string, ManifestEntry>();
  readonly jobs = new Map<string, NamedJob>();
  readonly #sourcesOf = new Map<string, string[]>();

  constructor(
    readonly conditions: Conditions,
    readonly kept: ReadonlyMap<string, Kept>,
    readonly options: RunOptions,
  ) {}

  add({ source, sha256, format, location }: Source): void {
    const rules = this.conditions.rulesHash;
    const entry = { source, sha256, location: { path: location.path, entries: [...location.entries] }, rules };
    if (format instanceof DocumentError) {
      const failure = { code: format.code, detail: format.detail };
      this.manifest.set(source, { ...entry, format: null, extraction: null, failure });
      return;
    }
    const key = Store.keyOf(sha256, this.conditions);
    const known = this.kept.get(key);
    this.manifest.set(source, { ...entry, format, extraction: known?.name ?? null, failure: null });
    if (known !== undefined && !this.#hasMoreTime(known)) return;
    this.#sourcesOf.set(key, [...(this.#sourcesOf.get(key) ?? []), source]);
    const { rules: folder, timeout, ocr } = this.options;
    if (!this.jobs.has(key))
      this.jobs.set(key, { sha256, format, location, rules: folder, timeout, ocr: ocr.options, source, key });
  }

  /** Whether pages were left out under a deadline shorter than this run's. */
  #hasMoreTime({ cut }: Kept): boolean {
    return cut !== null && deadlineSeconds(this.options.timeout, cut.pages) > cut.seconds;
  }

  succeed({ key }: NamedJob, name: string): void {
    this.#settle(key, { extraction: name, failure: null });
  }

  fail({ key }: NamedJob, failure: NonNullable<ManifestEntry['failure']>): void {
    // What an earlier run read in part is better than nothing.
    const known = this.kept.get(key);
    this.#settle(key, known === undefined ? { extraction: null, failure } : { extraction: known.name, failure: null });
  }

  #settle(key: string, result: Pick<ManifestEntry, 'extraction' | 'failure'>): void {
    for (const source of this.#sourcesOf.get(key) ?? []) {
      const entry = this.manifest.get(source);
      if (entry !== undefined) this.manifest.set(source, { ...entry, ...result });
    }
  }

  /**
   * Documents of earlier runs that are not among the inputs, read with other rules than this run's, would bring
   * indicators into the dataset that its catalogue does not know: they are read again where they were found.
   *
   * @throws UsageError when one is there no longer
   */
  async readAgainWithOtherRules(): Promise<void> {
    const unreachable: string[] = [];
    for (const entry of this.manifest.values()) {
      const { source, sha256, format, location, rules } = entry;
      if (rules === this.conditions.rulesHash || format === null) continue;
      const bytes = await readLocation(location).catch(() => null);
      if (bytes !== null && createHash('sha256').update(bytes).digest('hex') === sha256)
        this.add({ source, sha256, format, location });
      else unreachable.push(source);
    }
    if (unreachable.length === 0) return;
    const some = unreachable.slice(0, UNREACHABLE_SHOWN).join(', ');
    throw new UsageError(
      `Danh mục đã đổi, mà ${unreachable.length} tệp của các lần chạy trước không còn ở chỗ cũ để đọc lại (${some}). Hãy đưa chúng vào lệnh, hoặc thêm --prune để bỏ chúng. / The catalogue changed and files of earlier runs are gone: give them again, or --prune.`,
    );
  }
}

/** By code point, so that the order is the same everywhere. */
function bySource(a: { source: string }, b: { source: string }): number {
  return compareText(a.source, b.source);
}

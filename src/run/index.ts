/** A run: documents found, those not yet known read, the manifest brought up to date. The reduce comes after. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import { type Location, namedPlaces } from '../archive/index.js';
import { DocumentError, EnvironmentError } from '../model/errors.js';
import { type Extraction, type Format, failed } from '../model/extraction.js';
import { compareText } from '../model/order.js';
import type { FoundOcr } from '../tessdata.js';
import { explained } from './disk.js';
import { extractionIn, hashOf, knownIn } from './known.js';
import { type Held, holdFolder } from './lock.js';
import type { Place, PlaceEvent, Verdict } from './place.js';
import { Plan } from './plan.js';
import type { Shard } from './shard.js';
import { Stamp } from './stamp.js';
import { type ManifestEntry, Store } from './store.js';
import { codeHash } from './version.js';

export { LocalPlace } from './local.js';
export { paintRows } from './paint.js';
export type { PaintJob } from './painter.js';
export type { Place } from './place.js';
export { parseShard, type Shard } from './shard.js';
export { Stamp } from './stamp.js';
export { VERSION } from './version.js';

export interface ReadOptions {
  readonly outDir: string;
  readonly rules: string | null;
  readonly ocr: FoundOcr;
  /** Where the reading is done. */
  readonly place: Place;
  /** Seconds per document; null for the default by pages. */
  readonly timeout: number | null;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
}

export interface RunOptions extends ReadOptions {
  /** Forget documents of earlier runs that are not among the inputs. */
  readonly prune: boolean;
}

export type RunEvent =
  | {
      readonly event: 'found';
      readonly documents: number;
      readonly toRead: number;
      /** Symbolic links, none of which is followed. */
      readonly links: number;
    }
  | PlaceEvent
  | {
      readonly event: 'document';
      readonly source: string;
      readonly status: Extraction['status'];
      readonly error: string | null;
      readonly pages: number;
      readonly worker: Verdict['worker'];
    };

/** One document of the dataset, with what was read of it. */
export interface StoredDocument {
  readonly source: string;
  readonly documentId: string;
  /** The first source with the same bytes, when this is not it. */
  readonly duplicateOf: string | null;
  readonly extraction: Extraction;
}

/** A document, where it was found. */
export interface Found {
  readonly format: Format;
  readonly location: Location;
}

/** Names under which files of the dataset are written before they are complete. */
const HALF_WRITTEN = /^\..+\.tmp$/u;
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
  async read(paths: readonly string[], rulesHash: string, options: RunOptions): Promise<void> {
    const plan = await Plan.of(this.#store.results, rulesHash, options);
    if (!options.prune) for await (const entry of this.#store.entries()) plan.manifest.set(entry.source, entry);
    const found = await plan.walk(paths, options);
    if (options.signal.aborted) return;
    await plan.readAgainWithOtherRules();
    options.onEvent({ event: 'found', ...found, toRead: plan.wanted.size });
    const signal = AbortSignal.any([options.signal, this.#held.lost]);
    await readAll(plan, this.#store, paths, { ...options, signal });
    this.#assertHeld();
    if (options.signal.aborted) return;
    await this.#store.writeManifest([...plan.manifest.values()].sort(bySource));
    await this.#store.sweep(await this.#worthKeeping(plan, options.prune));
    await this.#store.tidy();
  }

  /** What the manifest refers to; and, because a run that was killed is gone on with later, all that is as new. */
  async #worthKeeping({ manifest, reading }: Plan, prune: boolean): Promise<Set<string>> {
    const names = new Set([...manifest.values()].flatMap((entry) => entry.extraction ?? []));
    const asNew = hashOf(reading.conditions);
    if (!prune)
      for (const [key, { name }] of (await knownIn(this.#store.results, '')).kept)
        if (key.endsWith(asNew)) names.add(name);
    return names;
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
    for await (const entry of this.#store.entries()) hash.update(JSON.stringify(entry));
    return hash.digest('hex');
  }

  /** SHA-256 of every document of the dataset. */
  async hashes(): Promise<Set<string>> {
    const hashes = new Set<string>();
    for await (const { sha256 } of this.#store.entries()) hashes.add(sha256);
    return hashes;
  }

  /** Where those documents of the dataset were found last, by SHA-256; without what is none. */
  async found(wanted: ReadonlySet<string>): Promise<Map<string, Found>> {
    const found = new Map<string, Found>();
    for await (const { sha256, format, location } of this.#store.entries())
      if (format !== null && wanted.has(sha256)) found.set(sha256, { format, location });
    return found;
  }

  /**
   * Every document of the dataset, ordered by source; can be gone through more than once.
   * @param signal throws its reason in the middle of it when it aborts
   */
  documents(signal?: AbortSignal): AsyncIterable<StoredDocument> {
    const looked = { through: false };
    return { [Symbol.asyncIterator]: () => this.#documents(looked, signal) };
  }

  /** @param looked whether all of them were gone through before: what is in each is looked at once only */
  async *#documents(looked: { through: boolean }, signal: AbortSignal | undefined): AsyncGenerator<StoredDocument> {
    const first = new Map<string, string>();
    let sinceBreath = 0;
    for await (const entry of this.#store.entries()) {
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
    const kept = await extractionIn(this.#store.results, name, known);
    if (kept !== null) return kept;
    // A power cut, or somebody's hand: without it the next run reads the document again.
    await this.#store.results.remove(name);
    return failed(sha256, format, new DocumentError('CRASHED', 'lost'));
  }
}

/** One shard's part of the reading, and nothing else: the run that comes after all of them makes the dataset. */
export async function readShard(
  paths: readonly string[],
  rulesHash: string,
  shard: Shard,
  options: ReadOptions,
): Promise<{ read: number; failed: number }> {
  // Without holding the folder: other shards are read into it at the same time.
  const store = await Store.open(options.outDir);
  const plan = await Plan.of(store.results, rulesHash, options, shard);
  const found = await plan.walk(paths, options);
  options.onEvent({ event: 'found', ...found, toRead: plan.wanted.size });
  let [read, failed] = [0, 0];
  const count = (event: RunEvent) => {
    if (event.event === 'document') read++;
    if (event.event === 'document' && event.status === 'failed') failed++;
    options.onEvent(event);
  };
  if (!options.signal.aborted) await readAll(plan, store, paths, { ...options, onEvent: count });
  return { read, failed };
}

async function readAll(plan: Plan, store: Store, paths: readonly string[], options: ReadOptions): Promise<void> {
  const { outDir, place, signal, onEvent } = options;
  const verdicts = place.run(plan.wanted.values(), {
    reading: plan.reading,
    outDir,
    results: store.results,
    identity: () => store.ensureIdentity(),
    roots: await namedPlaces(paths),
    signal,
    onEvent,
  });
  for await (const verdict of verdicts) {
    const { source, replaced } = plan.settle(verdict);
    if (replaced !== null) await store.results.remove(replaced);
    const { status, error, pages, worker } = verdict;
    onEvent({ event: 'document', source, status, error, pages, worker });
  }
}

/** By code point, so that the order is the same everywhere. */
function bySource(a: { source: string }, b: { source: string }): number {
  return compareText(a.source, b.source);
}

/** What a run is to read, and the manifest as it will be. */
import { createHash } from 'node:crypto';
import { readLocation, type Source, walk } from '../archive/index.js';
import { DocumentError, UsageError } from '../model/errors.js';
import { type Failure, failureIn, type Known, keyOf, knownIn, wantsMoreTime } from './known.js';
import type { Reading, Verdict, Wanted } from './place.js';
import type { Results } from './results.js';
import { inShard, type Shard } from './shard.js';
import type { ManifestEntry } from './store.js';
import { codeHash, VERSION } from './version.js';

const UNREACHABLE_SHOWN = 5;

export class Plan {
  readonly manifest = new Map<string, ManifestEntry>();
  /** By key. */
  readonly wanted = new Map<string, Wanted>();
  readonly #sourcesOf = new Map<string, string[]>();

  private constructor(
    readonly reading: Reading,
    readonly known: Known,
    readonly results: Results,
    readonly shard: Shard | null,
  ) {}

  /** @param shard the part of the documents that is wanted; null for all */
  static async of(
    results: Results,
    rulesHash: string,
    { rules, ocr, timeout }: Omit<Reading, 'conditions'>,
    shard: Shard | null = null,
  ): Promise<Plan> {
    const conditions = { version: VERSION, code: codeHash(), rulesHash, ocr: ocr.identity };
    return new Plan({ conditions, rules, ocr, timeout }, await knownIn(results, ''), results, shard);
  }

  /** Takes in every document under `paths`. @throws UsageError */
  async walk(
    paths: readonly string[],
    { outDir, signal }: { readonly outDir: string; readonly signal: AbortSignal },
  ): Promise<{ documents: number; links: number }> {
    const found = { documents: 0, links: 0 };
    for await (const source of walk(paths, { except: outDir, onLink: () => found.links++ })) {
      if (signal.aborted) break;
      if (this.shard !== null && !inShard(source.sha256, this.shard)) continue;
      found.documents++;
      await this.add(source);
    }
    return found;
  }

  async add({ source, sha256, format, location }: Source): Promise<void> {
    const { conditions, timeout } = this.reading;
    const rules = conditions.rulesHash;
    const entry = { source, sha256, location: { path: location.path, entries: [...location.entries] }, rules };
    if (format instanceof DocumentError) {
      const failure = { code: format.code, detail: format.detail };
      this.manifest.set(source, { ...entry, format: null, extraction: null, failure });
      return;
    }
    const key = keyOf(sha256, conditions);
    const kept = this.known.kept.get(key);
    this.manifest.set(source, { ...entry, format, extraction: kept?.name ?? null, failure: null });
    if (kept !== undefined && !wantsMoreTime(kept, timeout)) return;
    this.#sourcesOf.set(key, [...(this.#sourcesOf.get(key) ?? []), source]);
    const failure = this.known.failed.has(key) ? await failureIn(this.results, key, timeout) : null;
    if (failure !== null) this.#fail(key, failure);
    else if (!this.wanted.has(key)) this.wanted.set(key, { key, source, sha256, format, location });
  }

  /** @returns the first source with these bytes, and what the new extraction stands in place of */
  settle({ key, name, failure }: Verdict): { source: string; replaced: string | null } {
    const source = this.wanted.get(key)?.source ?? '';
    if (name === null) {
      this.#fail(key, failure ?? { code: 'CRASHED', detail: '' });
      return { source, replaced: null };
    }
    this.#settle(key, { extraction: name, failure: null });
    const before = this.known.kept.get(key)?.name ?? name;
    return { source, replaced: before === name ? null : before };
  }

  #fail(key: string, failure: Failure): void {
    // What an earlier run read in part is better than nothing.
    const before = this.known.kept.get(key);
    this.#settle(
      key,
      before === undefined ? { extraction: null, failure } : { extraction: before.name, failure: null },
    );
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
      if (rules === this.reading.conditions.rulesHash || format === null) continue;
      const bytes = await readLocation(location).catch(() => null);
      if (bytes !== null && createHash('sha256').update(bytes).digest('hex') === sha256)
        await this.add({ source, sha256, format, location });
      else unreachable.push(source);
    }
    if (unreachable.length === 0) return;
    const some = unreachable.slice(0, UNREACHABLE_SHOWN).join(', ');
    throw new UsageError(
      `Danh mục đã đổi, mà ${unreachable.length} tệp của các lần chạy trước không còn ở chỗ cũ để đọc lại (${some}). Hãy đưa chúng vào lệnh, hoặc thêm --prune để bỏ chúng. / The catalogue changed and files of earlier runs are gone: give them again, or --prune.`,
    );
  }
}

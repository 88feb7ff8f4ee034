/**
 * The memory of an output folder, `.sohoa/`: what was read of each document, and a manifest that says which documents
 * the dataset is made of. Everything is written whole under a temporary name and renamed.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { FORMATS } from '../model/extraction.js';
import { explained, writeWhole } from './disk.js';
import { failureSchema } from './known.js';
import { FolderResults } from './results.js';

const manifestEntrySchema = z.object({
  source: z.string(),
  sha256: z.string(),
  format: z.enum(FORMATS).nullable(),
  /** Where it was found last. */
  location: z.object({ path: z.string(), entries: z.array(z.int()) }),
  /** Hash of the catalogue it was read with. */
  rules: z.string(),
  /** Name of its extraction among the results, null when it could not be read. */
  extraction: z.string().nullable(),
  failure: failureSchema.nullable(),
});
export type ManifestEntry = z.infer<typeof manifestEntrySchema>;

export class Store {
  readonly results: FolderResults;
  readonly #manifest: string;
  readonly #identity: string;
  readonly #temporary: string;

  readonly folder: string;

  private constructor(readonly outDir: string) {
    const folder = path.join(outDir, '.sohoa');
    this.folder = folder;
    this.#manifest = path.join(folder, 'manifest.jsonl');
    this.#identity = path.join(folder, 'identity');
    this.#temporary = path.join(folder, 'tmp');
    this.results = new FolderResults(path.join(folder, 'extractions'), this.#temporary);
  }

  /** @throws EnvironmentError when the folder cannot be made */
  static async open(outDir: string): Promise<Store> {
    const store = new Store(outDir);
    await explained(() => mkdir(store.folder, { recursive: true }));
    return store;
  }

  /** Removes what was left half written by a run or a worker that was killed. For the run that holds the folder. */
  async tidy(): Promise<void> {
    await explained(async () => {
      await rm(this.#temporary, { recursive: true, force: true });
      for (const name of await readdir(this.folder))
        if (name.endsWith('.tmp')) await rm(path.join(this.folder, name), { force: true });
      await mkdir(this.#temporary, { recursive: true });
    });
  }

  /** What tells the archive of an output folder from all others, on whatever machine; null when it has no such thing. */
  static async identityOf(outDir: string): Promise<string | null> {
    return readFile(path.join(outDir, '.sohoa', 'identity'), 'utf8').catch(() => null);
  }

  /** The same, made up if there is none. For the run that holds the folder. */
  async ensureIdentity(): Promise<string> {
    const known = await Store.identityOf(this.outDir);
    if (known !== null) return known;
    const identity = randomUUID();
    await writeWhole(this.#identity, path.join(this.#temporary, 'identity'), identity);
    return identity;
  }

  /**
   * What the dataset is made of, by the order of the sources, one after another: an archive has hundreds of thousands. A
   * line that cannot be read is left out: its document is read again.
   */
  async *entries(): AsyncGenerator<ManifestEntry> {
    const input = await open(this.#manifest).catch(() => null);
    if (input === null) return;
    try {
      for await (const line of input.readLines()) {
        const entry = manifestEntrySchema.safeParse(parseJson(line));
        if (entry.success) yield entry.data;
      }
    } finally {
      await input.close();
    }
  }

  /** @param entries in the order of their sources */
  async writeManifest(entries: Iterable<ManifestEntry>): Promise<void> {
    const lines = [...entries].map((entry) => `${JSON.stringify(entry)}\n`);
    await writeWhole(this.#manifest, path.join(this.#temporary, 'manifest.jsonl'), lines.join(''));
  }

  /** Removes results that no document of the manifest refers to any more; failures too: they are told now. */
  async sweep(kept: ReadonlySet<string>): Promise<void> {
    for await (const name of this.results.names('')) if (!kept.has(name)) await this.results.remove(name);
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/**
 * The memory of an output folder, `.sohoa/`: one finished extraction a file, and a manifest that says which
 * documents the dataset is made of. Everything is written whole under a temporary name and renamed.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { DOCUMENT_ERRORS } from '../model/errors.js';
import { type Extraction, extractionSchema, FORMATS } from '../model/extraction.js';
import { explained, writeWhole } from './disk.js';

const manifestEntrySchema = z.object({
  source: z.string(),
  sha256: z.string(),
  format: z.enum(FORMATS).nullable(),
  /** Where it was found last. */
  location: z.object({ path: z.string(), entries: z.array(z.int()) }),
  /** Hash of the catalogue it was read with. */
  rules: z.string(),
  /** Name of its extraction's file, null when it could not be read. */
  extraction: z.string().nullable(),
  failure: z.object({ code: z.enum(DOCUMENT_ERRORS), detail: z.string() }).nullable(),
});
export type ManifestEntry = z.infer<typeof manifestEntrySchema>;

/** What an extraction depends on besides the document's bytes. */
export interface Conditions {
  readonly version: string;
  /** Hash of the code that reads. */
  readonly code: string;
  readonly rulesHash: string;
  /** Which scans are read, and with which model. */
  readonly ocr: string;
}

/** A finished extraction in the store. */
export interface Kept {
  readonly name: string;
  /** When a deadline left pages out: that deadline in seconds, and how many pages there are. */
  readonly cut: { readonly seconds: number; readonly pages: number } | null;
}

/** `<key>.json`, or `<key>.cut-60-300.json` */
const NAME = /^([0-9a-f]+-[0-9a-f]+)(?:\.cut-(\d+)-(\d+))?\.json$/u;

export class Store {
  readonly #extractions: string;
  readonly #manifest: string;
  readonly #temporary: string;

  private constructor(readonly folder: string) {
    this.#extractions = path.join(folder, 'extractions');
    this.#manifest = path.join(folder, 'manifest.jsonl');
    this.#temporary = path.join(folder, 'tmp');
  }

  /** @throws EnvironmentError when the folder cannot be made */
  static async open(outDir: string): Promise<Store> {
    const store = new Store(path.join(outDir, '.sohoa'));
    await explained(() => mkdir(store.#extractions, { recursive: true }));
    return store;
  }

  /** What the extraction of these bytes under these conditions is called, before it is said whether it is whole. */
  static keyOf(sha256: string, { version, code, rulesHash, ocr }: Conditions): string {
    const conditions = createHash('sha256').update(`${version}\n${code}\n${rulesHash}\n${ocr}`).digest('hex');
    return `${sha256}-${conditions.slice(0, 16)}`;
  }

  static nameOf(key: string, cut: Kept['cut']): string {
    return cut === null ? `${key}.json` : `${key}.cut-${Math.ceil(cut.seconds)}-${cut.pages}.json`;
  }

  /** Removes what a run that was killed left half written. For the run that holds the folder. */
  async tidy(): Promise<void> {
    await explained(async () => {
      await rm(this.#temporary, { recursive: true, force: true });
      for (const name of await readdir(this.folder))
        if (name.endsWith('.tmp')) await rm(path.join(this.folder, name), { force: true });
      await mkdir(this.#temporary, { recursive: true });
    });
  }

  /** Every extraction there is, by key; a whole one goes before one with pages left out. */
  async kept(): Promise<Map<string, Kept>> {
    const kept = new Map<string, Kept>();
    for await (const { name } of this.#files()) {
      const [, key, seconds, pages] = NAME.exec(name) ?? [];
      if (key === undefined || (seconds !== undefined && kept.has(key))) continue;
      kept.set(key, { name, cut: seconds === undefined ? null : { seconds: Number(seconds), pages: Number(pages) } });
    }
    return kept;
  }

  /**
   * The extraction of that name; null when there is none, or none that this version understands. Read at once: to hand so
   * small a file to another thread takes longer than to read it.
   *
   * @param known it was looked through before in this run, and is not again
   */
  read(name: string, known = false): Extraction | null {
    try {
      const read: unknown = JSON.parse(readFileSync(this.#pathOf(name), 'utf8'));
      return known || extractionSchema.safeParse(read).success ? (read as Extraction) : null;
    } catch {
      return null;
    }
  }

  async write(name: string, extraction: Extraction): Promise<void> {
    const file = this.#pathOf(name);
    await explained(() => mkdir(path.dirname(file), { recursive: true }));
    await writeWhole(file, path.join(this.#temporary, name), JSON.stringify(extraction));
  }

  async remove(name: string): Promise<void> {
    await rm(this.#pathOf(name), { force: true });
  }

  /** Entries of earlier runs by source. A line that cannot be read is left out: its document is read again. */
  async readManifest(): Promise<Map<string, ManifestEntry>> {
    const text = await readFile(this.#manifest, 'utf8').catch(() => '');
    const entries = new Map<string, ManifestEntry>();
    for (const line of text.split('\n')) {
      if (line === '') continue;
      const entry = manifestEntrySchema.safeParse(parseJson(line));
      if (entry.success) entries.set(entry.data.source, entry.data);
    }
    return entries;
  }

  async writeManifest(entries: Iterable<ManifestEntry>): Promise<void> {
    const lines = [...entries].map((entry) => `${JSON.stringify(entry)}\n`);
    await writeWhole(this.#manifest, path.join(this.#temporary, 'manifest.jsonl'), lines.join(''));
  }

  /** Removes extractions that no document of the manifest refers to any more. */
  async sweep(kept: ReadonlySet<string>): Promise<void> {
    for await (const { name } of this.#files()) if (!kept.has(name)) await this.remove(name);
  }

  async *#files(): AsyncGenerator<{ name: string }> {
    for (const shard of await readdir(this.#extractions))
      for (const name of await readdir(path.join(this.#extractions, shard))) yield { name };
  }

  /** Spread over 256 folders: tens of thousands of files in one are slow on Windows. */
  #pathOf(name: string): string {
    return path.join(this.#extractions, name.slice(0, 2), name);
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

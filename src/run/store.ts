/**
 * The memory of an output folder, `.sohoa/`: one finished extraction a file, and a manifest that says which
 * documents the dataset is made of. Everything is written whole under a temporary name and renamed.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { DOCUMENT_ERRORS, type DocumentErrorCode } from '../model/errors.js';
import { type Extraction, extractionSchema, FORMATS } from '../model/extraction.js';

const manifestEntrySchema = z.object({
  source: z.string(),
  sha256: z.string(),
  format: z.enum(FORMATS).nullable(),
  /** Name of its extraction's file, null when it could not be read. */
  extraction: z.string().nullable(),
  failure: z.object({ code: z.enum(DOCUMENT_ERRORS), detail: z.string() }).nullable(),
});
export type ManifestEntry = z.infer<typeof manifestEntrySchema>;

export interface Failure {
  readonly code: DocumentErrorCode;
  readonly detail: string;
}

/** What an extraction depends on besides the document's bytes. */
export interface Conditions {
  readonly version: string;
  readonly rulesHash: string;
}

export class Store {
  readonly #extractions: string;
  readonly #manifest: string;

  private constructor(readonly folder: string) {
    this.#extractions = path.join(folder, 'extractions');
    this.#manifest = path.join(folder, 'manifest.jsonl');
  }

  static async open(outDir: string): Promise<Store> {
    const store = new Store(path.join(outDir, '.sohoa'));
    await mkdir(store.#extractions, { recursive: true });
    return store;
  }

  /** Name of the file that holds the extraction of these bytes under these conditions. */
  static nameOf(sha256: string, { version, rulesHash }: Conditions): string {
    const key = createHash('sha256').update(`${version}\n${rulesHash}`).digest('hex').slice(0, 16);
    return `${sha256}-${key}.json`;
  }

  /** The extraction of that name; null when there is none, or none that this version understands. */
  async read(name: string): Promise<Extraction | null> {
    try {
      const parsed = extractionSchema.safeParse(JSON.parse(await readFile(this.#pathOf(name), 'utf8')));
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    }
  }

  async write(name: string, extraction: Extraction): Promise<void> {
    const file = this.#pathOf(name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeWhole(file, JSON.stringify(extraction));
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
    await writeWhole(this.#manifest, lines.join(''));
  }

  /** Removes extractions that no document of the manifest refers to any more. */
  async sweep(kept: ReadonlySet<string>): Promise<void> {
    for (const shard of await readdir(this.#extractions))
      for (const name of await readdir(path.join(this.#extractions, shard)))
        if (!kept.has(name)) await rm(path.join(this.#extractions, shard, name), { force: true });
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

async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, file);
}

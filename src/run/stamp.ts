/**
 * Whether an output folder is as the last run left it. A quarter's archive is run again and again, and when neither
 * the documents nor anything in the folder has changed, writing it anew would give the same files.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeWhole } from './disk.js';

const stampSchema = z.object({
  /** Everything the dataset depends on, in one text. */
  state: z.string(),
  /** Hash of the rules it was made with. */
  rules: z.string(),
  /** Name, size and time of every file in the folder: one that a person changed, added or removed shows. */
  files: z.array(z.tuple([z.string(), z.number(), z.number()])),
  /** What the run came to. */
  summary: z.unknown(),
});

export class Stamp {
  readonly #file: string;

  constructor(readonly outDir: string) {
    this.#file = path.join(outDir, '.sohoa', 'stamp.json');
  }

  /** What the last run came to, if it would come to the same now; else null. */
  async summaryIf(state: string): Promise<unknown> {
    const stamp = await this.#untouched();
    return stamp?.state === state ? stamp.summary : null;
  }

  /** Whether every file in the folder is the one that the last run wrote: nobody has written anything into one. */
  async isUntouched(): Promise<boolean> {
    return (await this.#untouched()) !== null;
  }

  /** Whether the last whole run was made with rules of that hash: then they can be used, as they could then. */
  async vouchesFor(rules: string): Promise<boolean> {
    return (await this.#read())?.rules === rules;
  }

  async #read(): Promise<z.infer<typeof stampSchema> | null> {
    try {
      return stampSchema.parse(JSON.parse(await readFile(this.#file, 'utf8')));
    } catch {
      return null;
    }
  }

  async #untouched(): Promise<z.infer<typeof stampSchema> | null> {
    const stamp = await this.#read();
    return stamp !== null && JSON.stringify(stamp.files) === JSON.stringify(await this.#files()) ? stamp : null;
  }

  /** To be called when all files are in their place. */
  async set(state: string, rules: string, summary: unknown): Promise<void> {
    const stamp: z.infer<typeof stampSchema> = { state, rules, files: await this.#files(), summary };
    await writeWhole(this.#file, `${this.#file}.tmp`, JSON.stringify(stamp));
  }

  async #files(): Promise<[string, number, number][]> {
    const names = (await readdir(this.outDir)).filter((name) => !name.startsWith('.')).sort();
    return Promise.all(
      names.map(async (name) => {
        const { size, mtimeMs } = await stat(path.join(this.outDir, name));
        return [name, size, mtimeMs];
      }),
    );
  }
}

/**
 * The reviewer's desk of an output folder: takes over what was written into its flags.csv, takes in files that were
 * handed in, and writes the dataset with everything decided. Nothing that a person wrote is ever lost: what cannot be
 * understood stays in a copy of the file.
 */

import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Rules } from '../catalogue/index.js';
import {
  type DatasetOptions,
  type DatasetSummary,
  DecisionBook,
  type DecisionRecord,
  FileShelf,
  type SourcedExtraction,
  writeDataset,
} from '../dataset/index.js';
import { EnvironmentError, UsageError } from '../model/errors.js';
import type { Language } from '../model/messages.js';
import { moved } from '../rename.js';
import {
  type Entry,
  type Intake,
  type KnownFlag,
  knownFlagSchema,
  knownFlags,
  readLog,
  readSheet,
  takeIn,
  Worklist,
} from '../review/index.js';

/** The folder's own flags file, as messages name it. */
const OWN = 'flags.csv';
const NOTHING: Intake = { decisions: [], applied: [], already: [], replaced: [], refused: [] };

export interface Outcome {
  readonly summary: DatasetSummary;
  readonly intake: Intake;
  /** The flags, for the review page. */
  readonly worklist: Worklist;
  /** Where the flags.csv that could not be taken over was kept, if any. */
  readonly copy: string | null;
}

export class Desk {
  readonly #entries: Entry[] = [];
  #log: readonly DecisionRecord[] = [];
  #intake: Intake = NOTHING;
  /** flags.csv is there, and is none that could be read. */
  #foreign = false;
  /** Where the worklist lies. */
  #shelf: FileShelf | null = null;

  private constructor(
    readonly outDir: string,
    readonly rules: Rules,
    readonly lang: Language,
    /** The folder's own flags.csv was handed in, not only found. */
    readonly ownHandedIn: boolean,
  ) {}

  /**
   * Reads what was decided before, what stands in the folder's flags.csv, and the files handed in. To be called before
   * any document is read: what a reviewer saw is what the last run wrote.
   * @param untouched the folder's own flags.csv is as the last run wrote it: all that stands in it is known
   * @throws UsageError when a file handed in is no flags file, EnvironmentError when decisions.csv cannot be understood
   */
  static async open(
    outDir: string,
    handedIn: readonly string[],
    rules: Rules,
    lang: Language,
    untouched = false,
  ): Promise<Desk> {
    const own = path.join(outDir, OWN);
    const files = [...new Set(handedIn.map((file) => path.resolve(file)))];
    const others = files.filter((file) => file !== own);
    const desk = new Desk(outDir, rules, lang, others.length < files.length);
    await desk.#readLog();
    if (!untouched || desk.ownHandedIn) await desk.#takeOver(own);
    for (const file of others) await desk.#read(file, nameAmong(file, others));
    await desk.#settle();
    return desk;
  }

  async #readLog(): Promise<void> {
    const file = path.join(this.outDir, 'decisions.csv');
    const chunks = await opened(file);
    if (chunks === null) return;
    const log = await readLog(chunks);
    if (log === null)
      throw new EnvironmentError(
        this.lang === 'vi'
          ? `Không hiểu tệp ${file} (có thể đã bị sửa tay hoặc lưu lại bằng chương trình khác). Hãy khôi phục bản cũ, hoặc chuyển tệp đi chỗ khác rồi chạy lại.`
          : `${file} cannot be understood; restore it, or move it away and run again.`,
      );
    this.#log = log;
  }

  async #takeOver(file: string): Promise<void> {
    const chunks = await opened(file);
    if (chunks === null) return;
    const entries = await readSheet(chunks, OWN);
    this.#foreign = entries === null;
    this.#entries.push(...(entries ?? []));
  }

  async #read(file: string, name: string): Promise<void> {
    const isFile = (await stat(file).catch(() => null))?.isFile() ?? false;
    const chunks = isFile ? await opened(file) : null;
    const entries = chunks === null ? null : await readSheet(chunks, name);
    if (entries === null)
      throw new UsageError(
        this.lang === 'vi'
          ? `"${file}" không phải tệp flags.csv (cần ít nhất các cột flag_id và decision). Nếu là .xlsx, hãy lưu lại thành CSV UTF-8.`
          : `"${file}" is no flags.csv (it needs the columns flag_id and decision). Save an .xlsx as CSV UTF-8 first.`,
      );
    this.#entries.push(...entries);
  }

  async #settle(): Promise<void> {
    if (this.#entries.length === 0) return;
    this.#intake = takeIn(this.#entries, {
      known: await this.#known(),
      log: this.#log,
      catalogue: await this.rules.catalogue(),
      when: new Date().toISOString(),
    });
  }

  async #known(): Promise<Map<string, KnownFlag[]>> {
    const wanted = new Set(this.#entries.map(({ flagId }) => flagId));
    const known = new Map<string, KnownFlag[]>();
    const input = wanted.size === 0 ? null : await opened(memoryOf(this.outDir));
    if (input === null) return known;
    for await (const line of createInterface({ input })) {
      if (!wanted.has(/^\{"id":"(\w+)"/.exec(line)?.[1] ?? '')) continue;
      const flag = knownFlagSchema.parse(JSON.parse(line));
      known.set(flag.id, [...(known.get(flag.id) ?? []), flag]);
    }
    return known;
  }

  /**
   * Writes the dataset with all decisions applied. Flags that only this run has shown may be decided in a file handed
   * in too (the folder's memory was deleted, say): then it is written once more.
   *
   * @param documents SHA-256 of every document of the archive
   */
  async write(
    extractions: AsyncIterable<SourcedExtraction>,
    documents: ReadonlySet<string>,
    options: Omit<DatasetOptions, 'decisions' | 'onDocument'>,
  ): Promise<Outcome> {
    const copy = await this.#keepCopy();
    let intake = this.#intake;
    let written = await this.#writeOnce(extractions, documents, options);
    if (intake.refused.some(({ refusal }) => refusal.why === 'unknown-flag')) {
      await this.#settle();
      intake = this.#joined(intake);
      if (this.#intake.decisions.length > 0) written = await this.#writeOnce(extractions, documents, options);
    }
    const kept = copy !== null && (this.#foreign || intake.refused.some(({ entry }) => entry.file === OWN));
    if (copy !== null && !kept) await rm(copy, { force: true });
    // What the folder's own file shows as decided is no news, unless somebody hands it in.
    const already = intake.already.filter(({ file }) => file !== OWN || this.ownHandedIn);
    return { ...written, intake: { ...intake, already }, copy: kept ? copy : null };
  }

  /** What came of all lines in two rounds: what the first applied, the second found applied already. */
  #joined(first: Intake): Intake {
    const before = new Set(first.applied);
    return {
      decisions: [...first.decisions, ...this.#intake.decisions],
      applied: [...first.applied, ...this.#intake.applied],
      already: this.#intake.already.filter((entry) => !before.has(entry)),
      replaced: [...first.replaced, ...this.#intake.replaced],
      refused: this.#intake.refused,
    };
  }

  async #writeOnce(
    extractions: AsyncIterable<SourcedExtraction>,
    documents: ReadonlySet<string>,
    options: Omit<DatasetOptions, 'decisions' | 'onDocument'>,
  ): Promise<Pick<Outcome, 'summary' | 'worklist'>> {
    this.#log = [...this.#log, ...this.#intake.decisions];
    const memory = await Memory.create(this.outDir);
    this.close();
    this.#shelf = new FileShelf(path.dirname(memoryOf(this.outDir)));
    const catalogue = await this.rules.catalogue();
    const worklist = new Worklist(catalogue, this.#shelf);
    try {
      const summary = await writeDataset(extractions, catalogue, this.outDir, {
        ...options,
        decisions: new DecisionBook(this.#log, documents),
        onDocument: (sourced, reduced) => {
          memory.add(knownFlags(sourced, reduced));
          worklist.add(sourced, reduced);
        },
      });
      await memory.keep();
      return { summary, worklist };
    } finally {
      await memory.discard();
    }
  }

  /** Lets go of the worklist, once the page was written. */
  close(): void {
    this.#shelf?.close();
    this.#shelf = null;
  }

  async #keepCopy(): Promise<string | null> {
    const unsettled = this.#intake.refused.some(({ entry }) => entry.file === OWN);
    if (!this.#foreign && !unsettled) return null;
    const time = new Date().toISOString().slice(0, 19).replace(/:/g, '-');
    const copy = path.join(this.outDir, `flags.${time}.csv`);
    await copyFile(path.join(this.outDir, OWN), copy);
    return copy;
  }
}

/** Two reviewers may both call their file flags.csv, or as ours is called. */
function nameAmong(file: string, files: readonly string[]): string {
  const name = path.basename(file);
  const alike = files.filter((other) => path.basename(other) === name).length > 1 || name === OWN;
  return alike ? path.join(path.basename(path.dirname(file)), name) : name;
}

/** Null when there is no such file. */
async function opened(file: string): Promise<ReturnType<typeof createReadStream> | null> {
  const stream = createReadStream(file);
  return new Promise((resolve, reject) => {
    stream.once('open', () => resolve(stream));
    stream.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') resolve(null);
      else
        reject(
          new EnvironmentError(
            `Không đọc được "${file}" (${cause.code}). Nếu tệp đang mở ở chương trình khác, hãy đóng lại. / Cannot read it; close it elsewhere.`,
            { cause },
          ),
        );
    });
  });
}

function memoryOf(outDir: string): string {
  return path.join(outDir, '.sohoa', 'flags.jsonl');
}

/** What the flags of the folder stand for, written while the dataset is. */
class Memory {
  #descriptor: number | null;

  private constructor(
    readonly file: string,
    readonly temporary: string,
  ) {
    this.#descriptor = openSync(temporary, 'w');
  }

  static async create(outDir: string): Promise<Memory> {
    const file = memoryOf(outDir);
    await mkdir(path.dirname(file), { recursive: true });
    return new Memory(file, `${file}.${process.pid}.tmp`);
  }

  add(flags: readonly KnownFlag[]): void {
    if (this.#descriptor === null || flags.length === 0) return;
    writeSync(this.#descriptor, flags.map((flag) => `${JSON.stringify(flag)}\n`).join(''));
  }

  async keep(): Promise<void> {
    this.#close();
    await moved(this.temporary, this.file);
  }

  async discard(): Promise<void> {
    this.#close();
    await rm(this.temporary, { force: true });
  }

  #close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }
}

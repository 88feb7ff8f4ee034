/**
 * CSV of what was just written as JSON: at once while it is little, and in a thread beside when it is much. A large archive has
 * a line for each of a million figures, and to make them is a third of the reduce; the JSON is text already, which passes
 * between threads for the price of a copy, where objects would have to be taken apart and put together.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Dialect } from './csv.js';
import { CsvText, type Group } from './csvText.js';
import type { Asked } from './csvThread.js';
import type { OutputFile } from './files.js';

const THREAD = new URL('./csvThread.js', import.meta.url);
/** A thread starts in the time of some megabytes. */
export const LITTLE = 8_000_000;
/** Enough that passing them costs nothing, little against the memory of a run. All three in signs of JSON. */
const TOGETHER = 500_000;
/** Handed over and not made yet, in pieces of TOGETHER. */
const AHEAD = 4;
/** For what lives no longer than a piece. V8's own 48 take 20 MB more and are no faster. */
const YOUNG_MEGABYTES = 8;

/** @param jobs processors that may be used @param little signs of JSON that no thread is started for */
export class CsvMaker {
  readonly #here: CsvText;
  /** Signs of JSON until it is no longer little. */
  #left: number;
  #thread: CsvThread | null = null;

  constructor(
    readonly dialect: Dialect,
    jobs = availableParallelism(),
    little = LITTLE,
  ) {
    this.#here = new CsvText(dialect);
    this.#left = jobs > 1 ? little : Number.POSITIVE_INFINITY;
  }

  /** Starts a table. */
  table(table: Group['table'], file: OutputFile): CsvOfJson {
    return new CsvOfJson(table, file, this);
  }

  /** Null while what has been written is little. */
  threadFor(signs: number): CsvThread | null {
    this.#left -= signs;
    if (this.#left < 0) this.#thread ??= new CsvThread(this.dialect);
    return this.#thread;
  }

  here(group: Group): string {
    return this.#here.of(group);
  }

  async close(): Promise<void> {
    await this.#thread?.end();
  }
}

/** A CSV file of such a table. */
export class CsvOfJson {
  #groups: string[] = [];
  #signs = 0;
  readonly #asked: Promise<Uint8Array>[] = [];

  constructor(
    readonly name: Group['table'],
    readonly file: OutputFile,
    readonly maker: CsvMaker,
  ) {}

  /** @param json the group as a JSON array */
  async write(group: Group, json: string): Promise<void> {
    const thread = this.maker.threadFor(json.length);
    if (thread === null) {
      this.file.write(this.maker.here(group));
      await this.file.settle();
      return;
    }
    this.#groups.push(json);
    this.#signs += json.length;
    if (this.#signs >= TOGETHER) await this.#handOver(thread);
  }

  /** All that was handed over stands in the file. */
  async finish(): Promise<void> {
    const thread = this.maker.threadFor(0);
    if (thread !== null && this.#groups.length > 0) await this.#handOver(thread);
    await this.#takeDownTo(0);
  }

  async #handOver(thread: CsvThread): Promise<void> {
    this.#asked.push(thread.ask({ table: this.name, groups: this.#groups }));
    this.#groups = [];
    this.#signs = 0;
    await this.#takeDownTo(AHEAD);
  }

  async #takeDownTo(count: number): Promise<void> {
    while (this.#asked.length > count) {
      const bytes = await this.#asked.shift();
      if (bytes !== undefined) this.file.add(bytes);
      await this.file.settle();
    }
  }
}

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

class CsvThread {
  readonly #worker: Worker;
  /** It answers in the order in which it is asked. */
  readonly #waiting: Waiting[] = [];
  #failure: Error | null = null;

  constructor(dialect: Dialect) {
    this.#worker = new Worker(THREAD, {
      workerData: dialect,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    this.#worker.on('message', (bytes: Uint8Array) => this.#waiting.shift()?.resolve(bytes));
    this.#worker.on('error', (error: Error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the thread that makes CSV has ended')));
  }

  ask(asked: Asked): Promise<Uint8Array> {
    const answer = new Promise<Uint8Array>((resolve, reject) => {
      if (this.#failure === null) this.#waiting.push({ resolve, reject });
      else reject(this.#failure);
    });
    // Whoever waits for an earlier answer hears of a failure there.
    answer.catch(() => undefined);
    this.#worker.postMessage(asked);
    return answer;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
  }
}

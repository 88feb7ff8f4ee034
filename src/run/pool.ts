/** The map in child processes: so many documents at a time, each with a deadline, a second chance alone, then a verdict. */
import { fileURLToPath } from 'node:url';
import type { Extraction } from '../model/extraction.js';
import { deadlineSeconds } from './deadline.js';
import { type NoAnswer, Reader } from './reader.js';
import { Turns } from './turns.js';
import type { Job, PageCount } from './worker.js';

export interface Outcome {
  readonly extraction: Extraction | null;
  /** When pages were left out: the deadline that was in force, in seconds; null when all were read. */
  readonly cutAfter: number | null;
  /** Why there is no extraction. */
  readonly failure: NoAnswer | null;
}

export interface PoolHooks {
  /** At each attempt. @param slot number of the process among the pool's, from 1 */
  readonly onStart: (slot: number) => void;
  readonly onPage: (page: PageCount) => void;
}

interface Result extends Outcome {
  readonly reached: PageCount;
}

const WORKER = fileURLToPath(new URL('./worker.js', import.meta.url));

export class Pool {
  readonly #turns: Turns;
  readonly #readers = new Set<Reader>();
  readonly #idle: Reader[] = [];
  readonly #busy = new Set<Reader>();
  #ended = false;

  /**
   * @param width documents at a time, and processors that are kept busy; processes are started as they are needed
   * @param script their module
   */
  constructor(
    readonly width: number,
    readonly script = WORKER,
  ) {
    this.#turns = new Turns(width);
  }

  /**
   * Reads one document; it may have to wait for its turn. If it hangs or takes its process down it is tried once
   * more, alone and in a new process; if it fails again, the pages before the one it failed on are read and stand as a
   * partial result; if there are none, it is TIMEOUT or CRASHED. Null when the pool was ended before there was a
   * verdict. Never rejects.
   */
  async read(job: Job, hooks: PoolHooks): Promise<Outcome | null> {
    const first = await this.#turns.among(() =>
      this.#attempt(() => this.#idle.pop() ?? this.#started(), job, null, hooks, true),
    );
    if (first === null || first.failure === null) return first;
    const second = await this.#alone(job, null, hooks);
    if (second === null || second.failure === null) return second;
    const stepsDone = second.reached.step - 1;
    return stepsDone < 1 ? second : this.#alone(job, stepsDone, hooks);
  }

  /** Ends every process, whatever it is doing. When it returns, none is left. */
  async end(): Promise<void> {
    this.#ended = true;
    await Promise.all([...this.#readers].map((reader) => reader.end()));
  }

  /**
   * Beside idle processes only, in one that has read nothing before. It is not told of spare processors: one page is begun
   * when the one before it is read, so that the page it fails on is the last it said.
   */
  #alone(job: Job, lastStep: number | null, hooks: PoolHooks): Promise<Result | null> {
    return this.#turns.alone(async () => {
      const spare = this.#readers.size < this.width ? undefined : this.#idle.pop();
      if (spare !== undefined) {
        this.#readers.delete(spare);
        await spare.end();
      }
      return this.#attempt(() => this.#started(), job, lastStep, hooks, false);
    });
  }

  /**
   * @param lastStep steps behind this one are left out; null to try all
   * @param shares it is among those who are told of spare processors
   */
  async #attempt(
    readerOf: () => Reader,
    job: Job,
    lastStep: number | null,
    hooks: PoolHooks,
    shares: boolean,
  ): Promise<Result | null> {
    if (this.#ended) return null;
    const reader = readerOf();
    hooks.onStart(reader.slot);
    if (shares) this.#busy.add(reader);
    this.#tellSpare();
    const result = await attempt(reader, job, lastStep, hooks);
    this.#busy.delete(reader);
    this.#tellSpare();
    if (this.#ended) return null;
    if (reader.alive) this.#idle.push(reader);
    else this.#readers.delete(reader);
    return result;
  }

  /** While there are fewer documents in work than there may be, they share what the missing ones would take. */
  #tellSpare(): void {
    const spare = this.width - this.#busy.size;
    for (const [i, reader] of [...this.#busy].entries())
      reader.tell(Math.floor(spare / this.#busy.size) + (i < spare % this.#busy.size ? 1 : 0));
  }

  #started(): Reader {
    const taken = new Set([...this.#readers].map(({ slot }) => slot));
    const slot = Array.from({ length: this.width }, (_, i) => i + 1).find((n) => !taken.has(n)) ?? 1;
    const reader = new Reader(this.script, slot);
    this.#readers.add(reader);
    return reader;
  }
}

async function attempt(reader: Reader, job: Job, lastStep: number | null, hooks: PoolHooks): Promise<Result> {
  let reached: PageCount = { step: 0, done: 0, of: 0 };
  const answer = await reader.read({ job, lastStep }, (page) => {
    if (page.done !== reached.done) hooks.onPage(page);
    reached = page;
  });
  if ('code' in answer) return { extraction: null, cutAfter: null, failure: answer, reached };
  const { extraction, cut } = answer;
  // Out of time before the first page: no result to keep.
  if (extraction.error === 'TIMEOUT')
    return { extraction: null, cutAfter: null, failure: { code: 'TIMEOUT', detail: 'deadline' }, reached };
  const cutAfter = cut ? deadlineSeconds(job.timeout, extraction.pages) : null;
  return { extraction, cutAfter, failure: null, reached };
}

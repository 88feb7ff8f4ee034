/**
 * One run's documents on their way through the queue: they go in as there is room, verdicts come out.
 *
 * News of the queue may be lost (a stream is trimmed, a Redis comes back older than it went), so nothing hangs on it:
 * of a document that nothing was heard of for a while the queue is asked, and then the results, which are the truth.
 */
import { realpath } from 'node:fs/promises';
import type { Job, Queue, QueueEvents } from 'bullmq';
import { settleFailure, type Verdict, verdictIn, type Wanted, type Work } from '../place.js';
import type { Link } from './link.js';
import { progressSchema, type Task, taskOf, verdictSchema } from './tasks.js';

/** Documents in the queue at once: more than any fleet reads at a time, few enough that nothing grows with the archive. */
const WINDOW = 1_000;
/** They are put in by so many at a time: a round trip for each would be the slowest part. */
const BATCH = 100;
/** News kept in Redis, of some five a document: what the coordinator may lag behind. */
const NEWS_KEPT = 20_000;
const LOOK_EVERY_MS = 5_000;
const SILENCE_MS = 10_000;
interface Pending {
  readonly document: Wanted;
  /** When it was heard of last, milliseconds. */
  heardOf: number;
}

export class Round {
  readonly #pending = new Map<string, Pending>();
  readonly #ready: Verdict[] = [];
  #looking: NodeJS.Timeout | undefined;
  #isOver = false;
  #workers: number | null = null;
  #trouble: unknown = null;
  #wake: () => void = () => undefined;

  private constructor(
    readonly queue: Queue,
    readonly news: QueueEvents,
    readonly work: Work,
    /** The output folder with links followed: what paths are told from. */
    readonly outDir: string,
    readonly announce: () => Promise<void>,
  ) {
    // A connection that breaks is made again by itself.
    queue.on('error', () => undefined);
    news.on('error', () => undefined);
    news.on('progress', ({ jobId, data }) => this.#progressed(jobId, data));
    news.on('completed', ({ returnvalue }) => this.#completed(returnvalue));
    news.on('failed', ({ jobId }) => this.#doubted(jobId));
    this.#lookLater();
    work.signal.addEventListener('abort', this.#wakeUp);
  }

  /** @param announce tells workers of the queue; told again and again, for a Redis that comes back empty */
  static async begin(
    { bullmq, options, redis }: Link,
    name: string,
    work: Work,
    announce: () => Promise<void>,
  ): Promise<Round> {
    const queue = new bullmq.Queue(name, { ...options, streams: { events: { maxLen: NEWS_KEPT } } });
    // From the last piece of news on: not from "now", which is when the listener happens to be connected.
    const [last] = await redis.xrevrange(queue.toKey('events'), '+', '-', 'COUNT', 1);
    const news = new bullmq.QueueEvents(name, { ...options, lastEventId: last?.[0] ?? '0-0' });
    await announce();
    return new Round(queue, news, work, await realpath(work.outDir), announce);
  }

  async *verdicts(first: Wanted, others: Iterator<Wanted>): AsyncGenerator<Verdict> {
    const { signal } = this.work;
    const waiting = chained(first, others);
    for (let all = false; !(all && this.#pending.size === 0 && this.#ready.length === 0); ) {
      if (!all && WINDOW - this.#pending.size >= BATCH) all = await this.#fill(waiting);
      if (signal.aborted) return;
      for (let verdict = this.#ready.shift(); verdict !== undefined; verdict = this.#ready.shift()) yield verdict;
      if (this.#trouble !== null) throw this.#trouble;
      if (this.#pending.size > 0 && (all || WINDOW - this.#pending.size < BATCH)) await this.#somethingNew();
    }
  }

  /** Leaves nothing in Redis; what workers are on is finished and stands among the results, for the next run. */
  async end(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#looking);
    this.work.signal.removeEventListener('abort', this.#wakeUp);
    await this.news.close();
    await this.queue.obliterate({ force: true });
    await this.queue.close();
  }

  /** @returns whether that were the last */
  async #fill(waiting: Iterator<Wanted>): Promise<boolean> {
    const batch: Wanted[] = [];
    for (let next = waiting.next(); ; next = waiting.next()) {
      if (!next.done) batch.push(next.value);
      if (next.done || batch.length === BATCH) {
        await this.#add(batch);
        return next.done === true;
      }
    }
  }

  /** A document that is in the queue already, because a coordinator was killed, stays as it is there. */
  async #add(documents: readonly Wanted[]): Promise<void> {
    const now = Date.now();
    for (const document of documents) this.#pending.set(document.key, { document, heardOf: now });
    await this.queue.addBulk(
      documents.map((document) => ({
        name: 'read',
        data: taskOf(document, this.work.reading.timeout, this.outDir) satisfies Task,
        opts: { jobId: document.key, removeOnComplete: true },
      })),
    );
  }

  #progressed(key: string, data: unknown): void {
    const pending = this.#pending.get(key);
    const progress = progressSchema.safeParse(data).data;
    if (pending === undefined || progress === undefined) return;
    pending.heardOf = Date.now();
    const { source } = pending.document;
    const { worker, page, of } = progress;
    this.work.onEvent(page === null ? { event: 'start', source, worker } : { event: 'page', source, page, of });
  }

  #completed(value: unknown): void {
    const verdict = verdictSchema.safeParse(value).data;
    if (verdict !== undefined) this.#settled(verdict);
  }

  /** The queue has put it aside: to be looked at next time, as if it had been silent for long. */
  #doubted(key: string): void {
    const pending = this.#pending.get(key);
    if (pending !== undefined) pending.heardOf = 0;
  }

  /** More than one verdict on a document is one too many: it was read twice, and the results are the same. */
  #settled(verdict: Verdict): void {
    if (!this.#pending.delete(verdict.key)) return;
    this.#ready.push(verdict);
    this.#wakeUp();
  }

  #lookLater(): void {
    this.#looking = setTimeout(() => {
      this.#look().then(
        () => {
          if (!this.#isOver) this.#lookLater();
        },
        (error: unknown) => {
          this.#trouble = error;
          this.#wakeUp();
        },
      );
    }, LOOK_EVERY_MS);
  }

  async #look(): Promise<void> {
    await this.announce();
    const workers = await workersOf(this.queue);
    if (workers !== null && workers !== this.#workers) this.work.onEvent({ event: 'workers', workers });
    this.#workers = workers;
    const long = Date.now() - SILENCE_MS;
    await this.#examine([...this.#pending].filter(([, { heardOf }]) => heardOf < long).map(([key]) => key));
  }

  /** Asks the queue what has become of documents, and the results of those that it does not have any more. */
  async #examine(keys: readonly string[]): Promise<void> {
    const lost: Wanted[] = [];
    const jobs = await Promise.all(keys.map((key) => this.queue.getJob(key) as Promise<Job | undefined>));
    for (const [i, key] of keys.entries()) {
      const pending = this.#pending.get(key);
      if (pending === undefined) continue;
      pending.heardOf = Date.now();
      const job = jobs[i];
      // Waiting, or in work.
      if (job !== undefined && job.finishedOn === undefined) continue;
      const verdict = await verdictIn(this.work.results, key, this.work.reading.timeout, { cuts: true });
      if (verdict !== null) this.#settled(verdict);
      else if (job === undefined) lost.push(pending.document);
      else this.#settled(await this.#quarantined(key));
      await job?.remove();
    }
    if (lost.length > 0) await this.#add(lost);
  }

  /** Two workers were lost with it. */
  #quarantined(key: string): Promise<Verdict> {
    const failure = { code: 'CRASHED', detail: 'workers-lost' } as const;
    return settleFailure(this.work.results, key, failure, this.work.reading.timeout, null);
  }

  #somethingNew(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      if (this.#ready.length > 0 || this.#trouble !== null || this.work.signal.aborted) resolve();
    });
  }

  readonly #wakeUp = (): void => this.#wake();
}

/** How many workers are connected; null when Redis forbids to list who is. */
function workersOf(queue: Queue): Promise<number | null> {
  return queue.getWorkersCount().catch(() => null);
}

function* chained<T>(first: T, others: Iterator<T>): Generator<T> {
  yield first;
  for (let next = others.next(); !next.done; next = others.next()) yield next.value;
}

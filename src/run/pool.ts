/** The map in child processes: so many documents at a time, each with a deadline, a second chance alone, then a verdict. */
import { fileURLToPath } from 'node:url';
import type { Extraction } from '../model/extraction.js';
import { deadlineSeconds } from './deadline.js';
import { type NoAnswer, Reader } from './reader.js';
import type { Job, PageCount } from './worker.js';

export interface Outcome<J extends Job> {
  readonly job: J;
  readonly extraction: Extraction | null;
  /** When pages were left out: the deadline that was in force, in seconds; null when all were read. */
  readonly cutAfter: number | null;
  /** Why there is no extraction. */
  readonly failure: NoAnswer | null;
}

export interface PoolOptions<J extends Job> {
  readonly jobs: number;
  /** @param worker its number, from 1 */
  readonly onStart: (job: J, worker: number) => void;
  readonly onPage: (job: J, page: PageCount) => void;
  readonly signal: AbortSignal;
}

/** A job, and what an earlier attempt at it came to. */
interface Attempt<J> {
  readonly job: J;
  /** Steps behind this one are left out; null to try all. */
  readonly lastStep: number | null;
}

interface Result<J extends Job> extends Outcome<J> {
  readonly reached: PageCount;
}

/**
 * Runs all jobs and yields outcomes as they come. A job that hangs or takes its process down is tried once more,
 * alone, after all others; if it fails again, the pages before the one it failed on are read and stand as a partial
 * result; if there are none, it is TIMEOUT or CRASHED. Stops early, without a verdict on what was in flight, when
 * the signal aborts. When it returns, no worker is left.
 */
export async function* runJobs<J extends Job>(jobs: readonly J[], options: PoolOptions<J>): AsyncGenerator<Outcome<J>> {
  const second: Attempt<J>[] = [];
  for await (const result of round(
    jobs.map((job) => ({ job, lastStep: null })),
    options.jobs,
    options,
  )) {
    if (result.failure === null) yield result;
    else second.push({ job: result.job, lastStep: null });
  }
  const third: Attempt<J>[] = [];
  for await (const result of round(second, 1, options)) {
    const stepsDone = result.reached.step - 1;
    if (result.failure === null || stepsDone < 1) yield result;
    else third.push({ job: result.job, lastStep: stepsDone });
  }
  yield* round(third, 1, options);
}

const WORKER = fileURLToPath(new URL('./worker.js', import.meta.url));

async function* round<J extends Job>(
  attempts: readonly Attempt<J>[],
  width: number,
  options: PoolOptions<J>,
): AsyncGenerator<Result<J>> {
  const waiting = attempts.values();
  const running = new Map<Attempt<J>, Promise<{ attempt: Attempt<J>; reader: Reader; result: Result<J> }>>();
  const readers = new Set<Reader>();
  const idle: Reader[] = [];
  const aborted = once(options.signal);
  const started = () => {
    const taken = new Set([...readers].map(({ slot }) => slot));
    const slot = Array.from({ length: width }, (_, i) => i + 1).find((n) => !taken.has(n)) ?? 1;
    const reader = new Reader(WORKER, slot);
    readers.add(reader);
    return reader;
  };
  try {
    for (;;) {
      while (running.size < width && !options.signal.aborted) {
        const { value: attempt, done } = waiting.next();
        if (done) break;
        const reader = idle.pop() ?? started();
        options.onStart(attempt.job, reader.slot);
        running.set(
          attempt,
          attemptOne(reader, attempt, options).then((result) => ({ attempt, reader, result })),
        );
      }
      if (running.size === 0) return;
      const ended = await Promise.race([...running.values(), aborted.promise]);
      if (ended === null || options.signal.aborted) return;
      running.delete(ended.attempt);
      if (ended.reader.alive) idle.push(ended.reader);
      else readers.delete(ended.reader);
      yield ended.result;
    }
  } finally {
    aborted.dispose();
    await Promise.all([...readers].map((reader) => reader.end()));
  }
}

async function attemptOne<J extends Job>(
  reader: Reader,
  { job, lastStep }: Attempt<J>,
  options: PoolOptions<J>,
): Promise<Result<J>> {
  let reached: PageCount = { step: 0, done: 0, of: 0 };
  const answer = await reader.read({ job, lastStep }, (page) => {
    if (page.done !== reached.done) options.onPage(job, page);
    reached = page;
  });
  if ('code' in answer) return { job, extraction: null, cutAfter: null, failure: answer, reached };
  const { extraction, cut } = answer;
  // Out of time before the first page: no result to keep.
  if (extraction.error === 'TIMEOUT')
    return {
      job,
      extraction: null,
      cutAfter: null,
      failure: { code: 'TIMEOUT', detail: 'deadline' },
      reached,
    };
  const cutAfter = cut ? deadlineSeconds(job.timeout, extraction.pages) : null;
  return { job, extraction, cutAfter, failure: null, reached };
}

/** The abort of a signal as a promise, of null. */
function once(signal: AbortSignal): { promise: Promise<null>; dispose: () => void } {
  let listen = () => {};
  const promise = new Promise<null>((resolve) => {
    listen = () => resolve(null);
    signal.addEventListener('abort', listen, { once: true });
  });
  return { promise, dispose: () => signal.removeEventListener('abort', listen) };
}

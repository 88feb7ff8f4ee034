/** The map in child processes: so many documents at a time, each with a deadline, a second chance alone, then a verdict. */
import { fileURLToPath } from 'node:url';
import workerpool from 'workerpool';
import type { DocumentErrorCode } from '../model/errors.js';
import type { Extraction } from '../model/extraction.js';
import type { Job, PageEvent } from './worker.js';

/** Seconds a document may take, by its pages once they are known (OUTPUTS, `--timeout`). */
const BASE_SECONDS = 120;
const SECONDS_PER_PAGE = 20;
/** A child's heap. Digital documents need a tenth of it; one that needs more is not like any we have seen. */
const HEAP_MEGABYTES = 1536;

export interface Outcome<J extends Job> {
  readonly job: J;
  readonly extraction: Extraction | null;
  /** Why there is none. */
  readonly failure: { readonly code: DocumentErrorCode; readonly detail: string } | null;
}

export interface PoolOptions {
  readonly jobs: number;
  /** Seconds per document; null for the default. */
  readonly timeout: number | null;
  readonly onPage: (job: Job, event: PageEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Runs all jobs and yields outcomes as they come. A job that hangs or takes its process down is tried once more,
 * alone, after all others; then it is TIMEOUT or CRASHED. Stops early, without a verdict on what was in flight,
 * when the signal aborts.
 */
export async function* runJobs<J extends Job>(jobs: readonly J[], options: PoolOptions): AsyncGenerator<Outcome<J>> {
  const again: J[] = [];
  for await (const outcome of round(jobs, options.jobs, options)) {
    if (outcome.failure) again.push(outcome.job);
    else yield outcome;
  }
  yield* round(again, 1, options);
}

async function* round<J extends Job>(
  jobs: readonly J[],
  width: number,
  options: PoolOptions,
): AsyncGenerator<Outcome<J>> {
  if (jobs.length === 0 || options.signal.aborted) return;
  const pool = workerpool.pool(fileURLToPath(new URL('./worker.js', import.meta.url)), {
    workerType: 'process',
    maxWorkers: width,
    minWorkers: 0,
    forkOpts: { execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
  });
  const kill = () => void pool.terminate(true).catch(() => undefined);
  options.signal.addEventListener('abort', kill, { once: true });
  const running = new Map<J, Promise<Outcome<J>>>();
  const waiting = jobs.values();
  try {
    for (;;) {
      while (running.size < width && !options.signal.aborted) {
        const { value: job, done } = waiting.next();
        if (done) break;
        running.set(job, runOne(pool, job, options));
      }
      if (running.size === 0 || options.signal.aborted) return;
      const outcome = await Promise.race(running.values());
      if (options.signal.aborted) return;
      running.delete(outcome.job);
      yield outcome;
    }
  } finally {
    options.signal.removeEventListener('abort', kill);
    await pool.terminate(true).catch(() => undefined);
    await Promise.allSettled(running.values());
  }
}

/** Never rejects. */
async function runOne<J extends Job>(pool: workerpool.Pool, job: J, options: PoolOptions): Promise<Outcome<J>> {
  let late = false;
  let pagesKnown = false;
  const promise = pool.exec('extract', [job], {
    on: (event: PageEvent) => {
      if (!pagesKnown && options.timeout === null) expireAfter(BASE_SECONDS + SECONDS_PER_PAGE * event.of);
      pagesKnown = true;
      options.onPage(job, event);
    },
  });
  let timer: NodeJS.Timeout | undefined;
  const expireAfter = (seconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      late = true;
      promise.cancel();
    }, seconds * 1000);
  };
  expireAfter(options.timeout ?? BASE_SECONDS);
  try {
    return { job, extraction: (await promise) as Extraction, failure: null };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return {
      job,
      extraction: null,
      failure: late ? { code: 'TIMEOUT', detail: 'deadline' } : { code: 'CRASHED', detail },
    };
  } finally {
    clearTimeout(timer);
  }
}

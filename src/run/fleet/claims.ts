/**
 * A worker's side of the queue: documents are claimed, and stay this worker's as long as its heartbeat goes on; each
 * claim is completed with a verdict or given back. The heartbeat beats in this process, which does no reading.
 */
import type { Verdict } from '../place.js';
import type { Link } from './link.js';
import { type Progress, type Task, taskSchema } from './tasks.js';

/** A document that two workers were lost with may be what they were lost by: nobody is sent after them. */
const LOSSES_FORGIVEN = 1;

export interface Claim {
  readonly task: Task;
  /** Somebody has claimed it before, and may have finished it without being able to say so. */
  readonly again: boolean;
  /** Tells how far it is; a message that is lost is no matter. */
  readonly tell: (progress: Progress) => void;
}

export interface ClaimOptions {
  /** Documents at a time. */
  readonly width: number;
  /** How long a worker may be silent before its documents go to others, in seconds. */
  readonly lease: number;
  /** Name of this worker. */
  readonly name: string;
}

export interface Claiming {
  /** Claims nothing more; settles when what was claimed is completed or given back. */
  stop(): Promise<void>;
  /** Removes what a look for lost workers writes in a queue that is no more; for a queue in use it means nothing. */
  sweep(): Promise<void>;
}

/**
 * Claims documents from the queue until it is stopped.
 * @param handle gives a verdict, or null to give the document back; must not reject
 */
export function claim(
  link: Link,
  queue: string,
  { width, lease, name }: ClaimOptions,
  handle: (claim: Claim) => Promise<Verdict | null>,
): Claiming {
  const { Worker, WaitingError } = link.bullmq;
  const leaseMs = lease * 1000;
  const worker = new Worker(
    queue,
    async (job, token) => {
      const verdict = await handle({
        task: taskSchema.parse(job.data),
        again: job.attemptsStarted > 1,
        tell: (progress) => void job.updateProgress(progress).catch(() => undefined),
      });
      if (verdict !== null) return verdict;
      await job.moveToWait(token);
      throw new WaitingError();
    },
    {
      ...link.options,
      name,
      concurrency: width,
      lockDuration: leaseMs,
      // Whoever is lost is missed after one and a half times the lease at the latest.
      stalledInterval: leaseMs / 2,
      maxStalledCount: LOSSES_FORGIVEN,
    },
  );
  // Connections are made again by themselves; what a lost lock means is settled by the queue.
  worker.on('error', () => undefined);
  return {
    stop: () => worker.close(),
    sweep: async () => void (await link.redis.del(worker.toKey('meta'), worker.toKey('stalled-check'))),
  };
}

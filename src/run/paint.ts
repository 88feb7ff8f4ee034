/** The pictures of the review page, drawn in child processes: a page that hangs or crashes one costs its pictures only. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PaintJob } from './painter.js';

const PAINTER = fileURLToPath(new URL('./painter.js', import.meta.url));
/** Seconds for a document and for each row of it: a page draws in less than one. */
const BASE_SECONDS = 30;
const SECONDS_PER_ROW = 2;

export interface PaintOptions {
  /** Documents at a time. */
  readonly jobs: number;
  readonly signal: AbortSignal;
}

export async function paintRows(jobs: readonly PaintJob[], { jobs: width, signal }: PaintOptions): Promise<void> {
  const waiting = jobs.values();
  const painters = Array.from({ length: Math.min(width, jobs.length) }, async () => {
    let child: ChildProcess | null = null;
    for (const job of waiting) {
      if (signal.aborted) break;
      child ??= painter();
      if (!(await painted(child, job, signal))) child = null;
    }
    child?.kill('SIGKILL');
  });
  await Promise.all(painters);
}

function painter(): ChildProcess {
  const child = fork(PAINTER, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  // One that cannot be ended any more has ended: without a listener that would end this process.
  child.on('error', () => undefined);
  return child;
}

/** False when the process is gone. */
function painted(child: ChildProcess, job: PaintJob, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const end = () => child.kill('SIGKILL');
    const timer = setTimeout(end, (BASE_SECONDS + SECONDS_PER_ROW * job.wanted.length) * 1000);
    const settle = (alive: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      child.off('message', onDone);
      child.off('close', onGone);
      child.off('error', onGone);
      resolve(alive);
    };
    const onDone = () => settle(true);
    const onGone = () => settle(false);
    child.on('message', onDone);
    child.on('close', onGone);
    child.on('error', onGone);
    signal.addEventListener('abort', end, { once: true });
    child.send(job, () => undefined);
  });
}

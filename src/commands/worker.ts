/** `sohoa worker`: reads for coordinators until it is stopped. */
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type WorkerEvent, work } from '../run/fleet/index.js';
import { abortOnSignals } from './abort.js';

export interface WorkerCommandOptions {
  readonly queue: string;
  readonly jobs: number;
  readonly lease: number;
  readonly out?: string;
  readonly rules?: string;
  readonly lang: 'vi' | 'en';
  readonly json?: boolean;
}

/** To be stopped is how a worker ends. */
const EXIT_DONE = 0;
/** What cannot be given back in this time, because Redis does not answer, runs out by itself. */
const LEAVE_MS = 5_000;

/** @throws what `work` throws */
export async function worker({ queue, jobs, lease, out, rules, lang, json }: WorkerCommandOptions): Promise<number> {
  const abort = abortOnSignals();
  const working = work(queue, {
    jobs,
    lease,
    outDir: out === undefined ? null : path.resolve(out),
    rules: rules === undefined ? null : path.resolve(rules),
    signal: abort.signal,
    onEvent: (event) => {
      if (json) process.stdout.write(`${JSON.stringify(event)}\n`);
      else for (const line of linesOf(event, lang)) process.stderr.write(`${line}\n`);
    },
  });
  const impatience = new Promise<void>((resolve) => {
    abort.signal.addEventListener('abort', () => void pause(LEAVE_MS, undefined, { ref: false }).then(resolve));
  });
  try {
    await Promise.race([working, impatience]);
  } finally {
    abort.dispose();
  }
  if (abort.signal.aborted) process.exit(EXIT_DONE);
  return EXIT_DONE;
}

function linesOf(event: WorkerEvent, lang: 'vi' | 'en'): string[] {
  const words = WORDS[lang];
  switch (event.event) {
    case 'waiting':
      return [words.waiting];
    case 'joined':
      return [words.joined(event.outDir)];
    case 'document':
      return [`${event.source}: ${event.error ?? event.status}`];
    default:
      return [];
  }
}

const WORDS = {
  vi: {
    waiting: 'Đang chờ một máy chạy "sohoa extract … --queue …" (dừng bằng Ctrl-C).',
    joined: (outDir: string) =>
      `Đọc giúp kho "${outDir}" (dừng bằng Ctrl-C; tệp đang đọc dở được giao lại cho máy khác).`,
  },
  en: {
    waiting: 'Waiting for a machine that runs "sohoa extract … --queue …" (Ctrl-C stops).',
    joined: (outDir: string) => `Reading for "${outDir}" (Ctrl-C stops; what it is on goes back to the others).`,
  },
} as const;

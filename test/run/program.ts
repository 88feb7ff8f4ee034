/** The compiled command line as a process of its own, seen from outside while it runs: its events, its end. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { MARK } from './processes.js';

export interface Told {
  readonly event: string;
  readonly source?: string;
  readonly [field: string]: unknown;
}

export interface Running {
  readonly child: ChildProcess;
  /** Everything it has told so far (`--json`). */
  readonly events: readonly Told[];
  /** Everything it has said on stderr so far. */
  readonly said: () => string;
  /** Exit code, or null when it was killed. */
  readonly ended: Promise<number | null>;
  /** Resolves when an event of that kind was told, or when it has ended. */
  readonly told: (event: string) => Promise<void>;
}

export interface StartOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** The command line's script, another than the compiled one of this folder. */
  readonly cli?: string;
}

/** `sohoa … --json`; needs `npm run build` before. When the test is over it is ended, if it has not by then. */
export function start(
  args: readonly string[],
  { env = {}, cli = path.resolve('dist/cli.js') }: StartOptions = {},
): Running {
  const child = spawn(process.execPath, [cli, ...args, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...MARK, ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const events: Told[] = [];
  let said = '';
  const waiting: { event: string; resolve: () => void }[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const told = JSON.parse(line) as Told;
    events.push(told);
    for (const one of waiting) if (one.event === told.event) one.resolve();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const told = (event: string) =>
    new Promise<void>((resolve) => {
      if (events.some((one) => one.event === event)) resolve();
      else waiting.push({ event, resolve });
      void ended.then(() => resolve());
    });
  return { child, events, said: () => said, ended, told };
}

/** Ends it as the system would that has run out of memory. */
export async function killed({ child, ended }: Running): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

/** A worker process, seen from outside: given one task at a time, ended when it takes too long. */
import { type ChildProcess, fork } from 'node:child_process';
import { deadlineSeconds } from './deadline.js';
import type { Message, PageCount, Spare, Task } from './worker.js';

/** A child's heap. Digital documents need a tenth of it; one that needs more is not like any we have seen. */
const HEAP_MEGABYTES = 1536;
/**
 * V8 would collect garbage in four more threads. The processors they would take read other documents: with two jobs on two
 * scans take 0.98 of the time so and DOCX 0.92, with one job as long as before.
 */
const COLLECTOR = '--single-threaded-gc';
/** What V8 and the guard say before the end, in the last bytes of stderr. */
const OUT_OF_MEMORY = /out of memory/u;
const STDERR_KEPT = 8192;
/** Loading takes half a second; a machine under load many times as long. It is no document's fault. */
const START_SECONDS = 120;

type Answer = Extract<Message, { extraction: unknown }>;

/** Why there is no answer. */
export interface NoAnswer {
  readonly code: 'TIMEOUT' | 'CRASHED';
  readonly detail: string;
}

export class Reader {
  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;
  #ready = false;
  #isGone = false;
  /** Whom to tell that the process is gone. Not whoever asks `#gone`: it would hold all answers for as long as the process lives. */
  #whenGone: (() => void) | null = null;
  #stderr = '';
  #spare: number | null = null;

  /** @param script the worker's module @param slot its number among the workers, from 1 */
  constructor(
    script: string,
    readonly slot: number,
  ) {
    this.#child = fork(script, {
      execArgv: [...process.execArgv, `--max-old-space-size=${HEAP_MEGABYTES}`, COLLECTOR],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString('latin1')).slice(-STDERR_KEPT);
    });
    this.#gone = new Promise((resolve) => {
      // `close` comes after the last of stderr was read; a process that could not be started has only `error`.
      this.#child.once('close', () => resolve());
      this.#child.once('error', () => resolve());
    });
    void this.#gone.then(() => {
      this.#isGone = true;
      this.#whenGone?.();
    });
  }

  /** Before or while it reads. */
  tell(spare: number): void {
    if (spare === this.#spare || !this.alive) return;
    this.#spare = spare;
    this.#child.send({ spare } satisfies Spare, () => undefined);
  }

  get alive(): boolean {
    return this.#child.connected;
  }

  /** Never rejects. Without an answer the process is gone, unless it could say itself why there is none. */
  async read(task: Task, onPage: (page: PageCount) => void): Promise<Answer | NoAnswer> {
    const { timeout } = task.job;
    return new Promise((resolve) => {
      let late = false;
      let pages: number | null = null;
      let timer: NodeJS.Timeout | undefined;
      const expire = () => {
        clearTimeout(timer);
        const seconds = this.#ready ? deadlineSeconds(timeout, pages) : START_SECONDS;
        timer = setTimeout(() => {
          late = true;
          this.#child.kill('SIGKILL');
        }, seconds * 1000);
      };
      const settle = (answer: Answer | NoAnswer) => {
        clearTimeout(timer);
        this.#child.off('message', listen);
        this.#whenGone = null;
        resolve(answer);
      };
      const listen = (message: Message) => {
        if ('extraction' in message) settle(message);
        else if ('failure' in message) settle({ code: 'CRASHED', detail: message.failure });
        else if ('ready' in message) {
          this.#ready = true;
          expire();
        } else {
          if (pages === null && timeout === null) {
            pages = message.page.of;
            expire();
          }
          onPage(message.page);
        }
      };
      this.#child.on('message', listen);
      const lost = () => settle(late ? { code: 'TIMEOUT', detail: 'deadline' } : this.#crash());
      if (this.#isGone) {
        lost();
        return;
      }
      this.#whenGone = lost;
      expire();
      if (this.alive) this.#child.send(task, () => undefined);
    });
  }

  #crash(): NoAnswer {
    const { exitCode, signalCode } = this.#child;
    const detail = OUT_OF_MEMORY.test(this.#stderr) ? 'memory' : `exit ${exitCode ?? signalCode}`;
    return { code: 'CRASHED', detail };
  }

  /** Ends the process, whatever it is doing, and waits until it is gone. */
  async end(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#gone;
  }
}

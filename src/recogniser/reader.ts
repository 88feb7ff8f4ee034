/** A thread of the engine, seen from outside: it reads what it is given, one after the other. */
import { Worker } from 'node:worker_threads';
import type { OcrModel } from '../read/ocr/recogniser.js';
import type { Asked, Said, SaidBlocks, SaidText } from './messages.js';

const THREAD = new URL('./thread.js', import.meta.url);
/** A thread with nothing to do holds 60 MB: after so long without a document it is ended. */
const IDLE_SECONDS = 30;

export type Read = SaidText | SaidBlocks;

/** One picture to be read. */
export interface Task {
  readonly asked: Asked;
  readonly resolve: (read: Read) => void;
  readonly reject: (error: Error) => void;
}

export class Reader {
  static readonly #resting: Reader[] = [];

  readonly #worker: Worker;
  readonly #tasks: Task[] = [];
  #onSaid: () => void = () => {};
  #idle: NodeJS.Timeout | undefined;
  /** Why it has ended. */
  #failure: Error | null = null;

  /** One that rests, or a new one. `onSaid` is called whenever it has less to do. */
  static for({ quick, thorough }: OcrModel, onSaid: () => void): Reader {
    const key = `${quick}\n${thorough}`;
    const at = Reader.#resting.findIndex((reader) => reader.key === key);
    const [rested] = at < 0 ? [] : Reader.#resting.splice(at, 1);
    const reader = rested ?? new Reader(key, quick);
    clearTimeout(reader.#idle);
    reader.#worker.ref();
    reader.#onSaid = onSaid;
    return reader;
  }

  private constructor(
    readonly key: string,
    model: string,
  ) {
    this.#worker = new Worker(THREAD, { workerData: { model }, execArgv: [] });
    this.#worker.on('message', (said: Said) => {
      // After a failure inside the engine nothing it says can be relied on.
      if ('failure' in said) return this.#fail(new Error(said.failure));
      this.#tasks.shift()?.resolve(said.read);
      this.#onSaid();
    });
    this.#worker.on('error', (error: Error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the engine has ended')));
  }

  /** What it was given and has not said yet, in order. */
  get tasks(): readonly Task[] {
    return this.#tasks;
  }

  give(task: Task): void {
    if (this.#failure !== null) {
      task.reject(this.#failure);
      return;
    }
    this.#tasks.push(task);
    this.#worker.postMessage(task.asked);
  }

  /** Until the next document: it keeps no process from ending. One that has not said all it was asked for is ended. */
  rest(): void {
    if (this.#tasks.length > 0) this.end();
    if (this.#failure !== null) return;
    this.#onSaid = () => {};
    this.#worker.unref();
    Reader.#resting.push(this);
    this.#idle = setTimeout(() => this.end(), IDLE_SECONDS * 1000).unref();
  }

  /** Whatever it is doing. What it was given and is not read comes back. */
  end(): Task[] {
    const at = Reader.#resting.indexOf(this);
    if (at >= 0) Reader.#resting.splice(at, 1);
    this.#onSaid = () => {};
    this.#failure ??= new Error('the engine was ended');
    void this.#worker.terminate();
    return this.#tasks.splice(0);
  }

  #fail(error: Error): void {
    // One that was ended says that it has.
    if (this.#failure !== null) return;
    this.#failure = error;
    const onSaid = this.#onSaid;
    for (const { reject } of this.end()) reject(error);
    onSaid();
  }
}

/**
 * The recogniser: tesseract in threads of its own, offline, with a deadline on whatever is asked. No reading depends on those
 * before it (test/recogniser/order.test.ts), so it does not matter which thread reads what; and a thread, which has the engine
 * compiled and its models loaded, is kept for the next document.
 */
import { Worker } from 'node:worker_threads';
import type { Grey } from '../read/ocr/raster.js';
import {
  type OcrModel,
  OcrTimeout,
  type Reading,
  type ReadLine,
  type ReadText,
  type Recogniser,
} from '../read/ocr/recogniser.js';
import type { Asked, Said, SaidBlocks, SaidText } from './messages.js';

const THREAD = new URL('./thread.js', import.meta.url);
/** A thread with nothing to do holds 60 MB: after so long without a document it is ended. */
const IDLE_SECONDS = 30;

/** Each takes 60 MB, and what is not the engine's work cannot be parted: with more a page is hardly read sooner. */
const MOST_THREADS = 4;
/** What a thread has with it: what it reads, and what it reads next. */
const AT_HAND = 2;
/** Lines that wait. Fewer are read sooner than another thread is started. */
const WORTH_A_THREAD = 24;

/**
 * Loads the models, or takes over who has them loaded.
 * @param spare asked now and again: processors beside the one that is there anyway, so many threads more may read
 */
export function openRecogniser(model: OcrModel, spare: () => number): Recogniser {
  return new Engine(model, spare);
}

interface Task {
  readonly asked: Omit<Asked, 'number'>;
  readonly resolve: (read: SaidText | SaidBlocks) => void;
  readonly reject: (error: Error) => void;
}

interface Deadline {
  readonly passed: Promise<never>;
  readonly clear: () => void;
}

class Engine implements Recogniser {
  readonly #threads: Thread[] = [];
  readonly #waiting: Task[] = [];
  #deadline: Deadline | null = null;

  constructor(
    readonly model: OcrModel,
    readonly spare: () => number,
  ) {
    this.#threads.push(Thread.for(model));
  }

  allow(seconds: number): void {
    this.#deadline?.clear();
    this.#deadline = after(seconds);
  }

  async block(picture: Grey, reading: Reading): Promise<ReadLine[]> {
    const { blocks } = (await this.#ask('block', picture, reading)) as SaidBlocks;
    return blocks.flatMap(({ paragraphs }) =>
      paragraphs.flatMap(({ lines }) =>
        lines.map(({ words, baseline, bbox }) => ({
          words: words.map(({ text, bbox: box, confidence }) => ({ text, box, confidence: confidence / 100 })),
          baseline: (baseline.y0 + baseline.y1) / 2,
          height: bbox.y1 - bbox.y0,
        })),
      ),
    );
  }

  async line(picture: Grey, reading: Reading): Promise<ReadText> {
    const { text, confidence } = (await this.#ask('line', picture, reading)) as SaidText;
    const read = text.trim().replace(/\s+/gu, ' ').normalize('NFC');
    return { text: read, confidence: read === '' ? 0 : confidence / 100 };
  }

  async #ask(kind: Asked['kind'], picture: Grey, { dpi, model, signs = '' }: Reading): Promise<SaidText | SaidBlocks> {
    const asked = { picture: pgm(picture), kind, dpi: Math.round(dpi), model: this.model[model], signs };
    const read = new Promise<SaidText | SaidBlocks>((resolve, reject) => {
      this.#waiting.push({ asked, resolve, reject });
    });
    this.#handOut();
    const deadline = this.#deadline;
    try {
      return await Promise.race([read, ...(deadline === null ? [] : [deadline.passed])]);
    } catch (error) {
      if (error instanceof OcrTimeout && this.#deadline === deadline) this.#giveUp();
      throw error;
    }
  }

  /** In the order in which it was asked, to whoever has least. */
  #handOut(): void {
    if (this.#waiting.length === 0) return;
    const most = Math.min(MOST_THREADS, 1 + this.spare());
    const isWorth = this.#threads.length < most && this.#waiting.length >= WORTH_A_THREAD;
    if (this.#threads.length === 0 || isWorth) this.#threads.push(Thread.for(this.model));
    // Another document has the processor now.
    for (const thread of this.#threads.slice(most).filter(({ asked }) => asked === 0)) {
      this.#threads.splice(this.#threads.indexOf(thread), 1);
      thread.rest();
    }
    const free = this.#threads.slice(0, most);
    for (;;) {
      const thread = free.reduce((least, one) => (one.asked < least.asked ? one : least));
      const task = thread.asked < AT_HAND ? this.#waiting.shift() : undefined;
      if (task === undefined) return;
      thread
        .ask(task.asked)
        .then(task.resolve, task.reject)
        .finally(() => this.#handOut());
    }
  }

  /** A thread that did not answer in time may never do so: it is ended, and a new one started for what comes next. */
  #giveUp(): void {
    this.#waiting.length = 0;
    for (const thread of this.#threads.filter(({ asked }) => asked > 0)) {
      this.#threads.splice(this.#threads.indexOf(thread), 1);
      thread.end();
    }
  }

  async close(): Promise<void> {
    this.#deadline?.clear();
    this.#waiting.length = 0;
    for (const thread of this.#threads.splice(0)) thread.rest();
  }
}

interface Waiting {
  readonly resolve: (read: SaidText | SaidBlocks) => void;
  readonly reject: (error: Error) => void;
}

/** A thread of the engine, seen from outside. */
class Thread {
  static readonly #resting: Thread[] = [];

  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #number = 0;
  #idle: NodeJS.Timeout | undefined;
  /** Why it has ended. */
  #failure: Error | null = null;

  /** One that rests, or a new one. */
  static for({ quick, thorough }: OcrModel): Thread {
    const key = `${quick}\n${thorough}`;
    const at = Thread.#resting.findIndex((thread) => thread.key === key);
    const [rested] = at < 0 ? [] : Thread.#resting.splice(at, 1);
    if (rested === undefined) return new Thread(key, quick);
    clearTimeout(rested.#idle);
    rested.#worker.ref();
    return rested;
  }

  private constructor(
    readonly key: string,
    model: string,
  ) {
    this.#worker = new Worker(THREAD, { workerData: { model }, execArgv: [] });
    this.#worker.on('message', (said: Said) => {
      // After a failure inside the engine nothing it says can be relied on.
      if ('failure' in said) this.#fail(new Error(said.failure));
      else this.#waiting.get(said.number)?.resolve(said.read);
      this.#waiting.delete(said.number);
    });
    this.#worker.on('error', (error: Error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the engine has ended')));
  }

  /** What it has been asked and not said yet. */
  get asked(): number {
    return this.#waiting.size;
  }

  ask(asked: Omit<Asked, 'number'>): Promise<SaidText | SaidBlocks> {
    const number = ++this.#number;
    return new Promise((resolve, reject) => {
      if (this.#failure !== null) {
        reject(this.#failure);
        return;
      }
      this.#waiting.set(number, { resolve, reject });
      this.#worker.postMessage({ ...asked, number }, [asked.picture.buffer as ArrayBuffer]);
    });
  }

  /** Until the next document: it keeps no process from ending. One that has not said all it was asked for is ended. */
  rest(): void {
    if (this.#waiting.size > 0 || this.#failure !== null) {
      this.end();
      return;
    }
    this.#worker.unref();
    Thread.#resting.push(this);
    this.#idle = setTimeout(() => this.end(), IDLE_SECONDS * 1000).unref();
  }

  end(): void {
    const at = Thread.#resting.indexOf(this);
    if (at >= 0) Thread.#resting.splice(at, 1);
    void this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
    this.end();
  }
}

function after(seconds: number): Deadline {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new OcrTimeout(`not read within ${seconds} seconds`)), seconds * 1000);
  });
  // Nobody may be waiting when it passes.
  passed.catch(() => undefined);
  return { passed, clear: () => clearTimeout(timer) };
}

/** The picture as the engine takes it fastest: a PGM file. */
function pgm({ width, height, data }: Grey): Uint8Array {
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1');
  const file = new Uint8Array(head.length + data.length);
  file.set(head);
  file.set(data, head.length);
  return file;
}

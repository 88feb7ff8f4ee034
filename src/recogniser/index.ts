/**
 * The recogniser: tesseract in a thread of its own, offline, with a deadline on whatever is asked. No reading depends on those
 * before it (test/recogniser/order.test.ts), so the thread, which has the engine compiled and its models loaded, is kept for
 * the next document.
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

/** Loads the models, or takes over who has them loaded. */
export function openRecogniser(model: OcrModel): Recogniser {
  return new Engine(model);
}

class Engine implements Recogniser {
  #thread: Thread | null = null;
  #deadline: { readonly passed: Promise<never>; readonly clear: () => void } | null = null;

  constructor(readonly model: OcrModel) {
    this.#thread = Thread.for(model);
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

  /** A thread that did not answer in time may never do so: it is ended, and a new one started for what comes next. */
  async #ask(kind: Asked['kind'], picture: Grey, { dpi, model, signs = '' }: Reading): Promise<SaidText | SaidBlocks> {
    this.#thread ??= Thread.for(this.model);
    const thread = this.#thread;
    const asked = thread.ask({ picture: pgm(picture), kind, dpi: Math.round(dpi), model: this.model[model], signs });
    try {
      return await Promise.race([asked, ...(this.#deadline === null ? [] : [this.#deadline.passed])]);
    } catch (error) {
      if (this.#thread === thread && error instanceof OcrTimeout) {
        this.#thread = null;
        thread.end();
      }
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#deadline?.clear();
    this.#thread?.rest();
    this.#thread = null;
  }
}

interface Waiting {
  readonly resolve: (read: SaidText | SaidBlocks) => void;
  readonly reject: (error: Error) => void;
}

/** The engine's thread, seen from outside. */
class Thread {
  static readonly #resting: Thread[] = [];

  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
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

  ask(asked: Omit<Asked, 'number'>): Promise<SaidText | SaidBlocks> {
    const number = ++this.#asked;
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

function after(seconds: number): { passed: Promise<never>; clear: () => void } {
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

/**
 * The recogniser: tesseract in threads of its own, offline, with a deadline on each page. No reading depends on those before
 * it (test/recogniser/order.test.ts), so it does not matter which thread reads what; and a thread, which has the engine compiled
 * and its models loaded, is kept for the next document.
 */
import type { Grey } from '../read/ocr/raster.js';
import {
  type OcrModel,
  OcrTimeout,
  type Reading,
  type ReadLine,
  type ReadText,
  type Recogniser,
  type Recognisers,
} from '../read/ocr/recogniser.js';
import type { Asked, SaidBlocks, SaidText } from './messages.js';
import { type Read, Reader, type Task } from './reader.js';

/** Each takes 60 MB, and what is not the engine's work cannot be parted: with more a page is hardly read sooner. */
const MOST_READERS = 4;
/** Lines that a reader has with it at least: what it reads, and what it reads next. */
const AT_HAND = 2;
/** Lines that wait. Fewer are read sooner than another reader is started. */
const WORTH_A_READER = 24;

/**
 * Loads the models, or takes over who has them loaded.
 * @param spare asked now and again: processors beside the one that is there anyway, so many readers more may there be
 */
export function openRecogniser(model: OcrModel, spare: () => number): Recognisers {
  return new Engine(model, spare);
}

/** What a page asks for, and the time it has. */
class Turn {
  /** In the order in which it is to be read. */
  readonly waiting: Task[] = [];
  readonly #tasks = new Set<Task>();
  /** Rejects when the time is over. */
  readonly #late: Promise<never>;
  #expire = () => {};
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly seconds: number) {
    this.#late = new Promise((_, reject) => {
      this.#expire = () => reject(new OcrTimeout(`not read within ${seconds} seconds`));
    });
    // Nobody may be waiting then.
    this.#late.catch(() => undefined);
  }

  begin(): void {
    this.#timer ??= setTimeout(this.#expire, this.seconds * 1000);
  }

  ask(asked: Asked): Promise<Read> {
    const read = new Promise<Read>((resolve, reject) => {
      const task = { asked, resolve, reject };
      this.#tasks.add(task);
      this.waiting.push(task);
    });
    return Promise.race([read, this.#late]);
  }

  owns(task: Task): boolean {
    return this.#tasks.has(task);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.waiting.length = 0;
  }
}

class Engine implements Recognisers {
  #readers: Reader[];
  /** Of the pages that are being read, in the order in which they were begun. */
  #turns: Turn[] = [];

  constructor(
    readonly model: OcrModel,
    readonly spare: () => number,
  ) {
    this.#readers = [this.#reader()];
  }

  async page<T>(seconds: number, read: (recogniser: Recogniser) => Promise<T>): Promise<T> {
    const turn = new Turn(seconds);
    this.#turns.push(turn);
    this.#turns[0]?.begin();
    try {
      return await read(this.#recogniserFor(turn));
    } finally {
      this.#end(turn);
    }
  }

  #recogniserFor(turn: Turn): Recogniser {
    return {
      block: async (picture, reading) =>
        linesOf((await this.#ask(turn, askedOf('block', picture, reading, this.model))) as SaidBlocks),
      line: async (picture, reading) =>
        textOf((await this.#ask(turn, askedOf('line', picture, reading, this.model))) as SaidText),
    };
  }

  #ask(turn: Turn, asked: Asked): Promise<Read> {
    const read = turn.ask(asked);
    this.#handOut();
    return read;
  }

  /** In the order of the pages, to whoever has least; and of what waits no reader takes more than what is left for each. */
  #handOut(): void {
    const waiting = this.#turns.reduce((sum, turn) => sum + turn.waiting.length, 0);
    if (waiting === 0) return;
    const most = Math.min(MOST_READERS, 1 + this.spare());
    const isWorth = this.#readers.length < most && waiting >= WORTH_A_READER;
    if (this.#readers.length === 0 || isWorth) this.#readers.push(this.#reader());
    // Another document has the processor now.
    this.#release(this.#readers.slice(most).filter(({ tasks }) => tasks.length === 0));
    const free = this.#readers.slice(0, most);
    // While the next page is made ready nobody hands out any.
    const atHand = Math.max(AT_HAND, Math.floor(waiting / free.length));
    for (;;) {
      const reader = free.reduce((least, one) => (one.tasks.length < least.tasks.length ? one : least));
      const task = reader.tasks.length < atHand ? this.#next() : undefined;
      if (task === undefined) return;
      reader.give(task);
    }
  }

  #next(): Task | undefined {
    return this.#turns.find(({ waiting }) => waiting.length > 0)?.waiting.shift();
  }

  #reader(): Reader {
    return Reader.for(this.model, () => this.#handOut());
  }

  #release(readers: readonly Reader[]): void {
    for (const reader of readers) reader.rest();
    this.#readers = this.#readers.filter((reader) => !readers.includes(reader));
  }

  #end(turn: Turn): void {
    turn.end();
    this.#turns = this.#turns.filter((other) => other !== turn);
    this.#turns[0]?.begin();
    // Who did not answer in time may never do so. What it has of other pages is read by somebody else.
    const late = this.#readers.filter(({ tasks }) => tasks.some((task) => turn.owns(task)));
    this.#readers = this.#readers.filter((reader) => !late.includes(reader));
    const given = late.flatMap((reader) => reader.end());
    for (const other of this.#turns) other.waiting.unshift(...given.filter((task) => other.owns(task)));
    this.#handOut();
  }

  async close(): Promise<void> {
    for (const turn of this.#turns) turn.end();
    this.#turns = [];
    this.#release(this.#readers);
  }
}

function askedOf(kind: Asked['kind'], picture: Grey, { dpi, model, signs = '' }: Reading, models: OcrModel): Asked {
  return { picture: pgm(picture), kind, dpi: Math.round(dpi), model: models[model], signs };
}

/** The picture as the engine takes it fastest: a PGM file. */
function pgm({ width, height, data }: Grey): Uint8Array {
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1');
  const file = new Uint8Array(head.length + data.length);
  file.set(head);
  file.set(data, head.length);
  return file;
}

function linesOf({ blocks }: SaidBlocks): ReadLine[] {
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

function textOf({ text, confidence }: SaidText): ReadText {
  const read = text.trim().replace(/\s+/gu, ' ').normalize('NFC');
  return { text: read, confidence: read === '' ? 0 : confidence / 100 };
}

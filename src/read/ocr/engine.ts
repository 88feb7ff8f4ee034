/** The recogniser: tesseract.js, offline, with a deadline on every call. */
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js';
import type { Grey } from './raster.js';

/** Where the Vietnamese model lies: `<folder>/vie.traineddata`, with `.gz` when packed. */
export interface OcrModel {
  readonly folder: string;
  readonly packed: boolean;
}

/** A word as read; boxes in pixels of the picture that was given. */
export interface ReadWord {
  readonly text: string;
  readonly box: { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
  /** 0 to 1. */
  readonly confidence: number;
}

export interface ReadLine {
  readonly words: readonly ReadWord[];
  /** Of the line's middle, pixels from the top. */
  readonly baseline: number;
  /** Of the line, pixels: from the tallest letter to the lowest. */
  readonly height: number;
}

/** A text without places. */
export interface ReadText {
  /** One space between words, '' when nothing was seen. */
  readonly text: string;
  /** 0 to 1; 0 without text. */
  readonly confidence: number;
}

export interface Recogniser {
  /** Reads a picture of a block of lines. @throws OcrTimeout */
  block(picture: Grey, dpi: number): Promise<ReadLine[]>;
  /** Reads a picture of one line; with `signs`, as nothing but these. @throws OcrTimeout */
  line(picture: Grey, dpi: number, signs?: string): Promise<ReadText>;
  /** Everything asked from now on must be done within so many seconds, or throws OcrTimeout. */
  allow(seconds: number): void;
  close(): Promise<void>;
}

export class OcrTimeout extends Error {}

/** A model that loads does so within a second; a machine under load may need many. */
const START_SECONDS = 60;

/** Loads the model. The words that a recogniser meets change what it reads later: use one for one document. */
export async function openRecogniser(model: OcrModel): Promise<Recogniser> {
  const engine = new Engine(model);
  await engine.start();
  return engine;
}

class Engine implements Recogniser {
  #worker: Worker | null = null;
  /** What is set now, so that nothing is set twice. */
  #settings = '';
  #deadline: { readonly passed: Promise<never>; readonly clear: () => void } | null = null;

  constructor(readonly model: OcrModel) {}

  async start(): Promise<void> {
    const { folder, packed } = this.model;
    const starting = createWorker('vie', OEM.LSTM_ONLY, {
      langPath: folder,
      gzip: packed,
      cacheMethod: 'none',
      // Without it an error inside the engine ends the process.
      errorHandler: () => undefined,
    });
    const deadline = after(START_SECONDS);
    try {
      this.#worker = await Promise.race([starting, deadline.passed]);
    } finally {
      deadline.clear();
    }
    // Light letters on dark ground, which the engine would look for wherever it is unsure: there are none in ink.
    await this.#worker.setParameters({ tessedit_do_invert: '0' });
    this.#settings = '';
  }

  allow(seconds: number): void {
    this.#deadline?.clear();
    this.#deadline = after(seconds);
  }

  async block(picture: Grey, dpi: number): Promise<ReadLine[]> {
    const { blocks } = await this.#recognise(picture, dpi, PSM.SINGLE_BLOCK, '', { text: false, blocks: true });
    return (blocks ?? []).flatMap(({ paragraphs }) =>
      paragraphs.flatMap(({ lines }) =>
        lines.map(({ words, baseline, bbox }) => ({
          words: words.map(({ text, bbox: box, confidence }) => ({ text, box, confidence: confidence / 100 })),
          baseline: (baseline.y0 + baseline.y1) / 2,
          height: bbox.y1 - bbox.y0,
        })),
      ),
    );
  }

  async line(picture: Grey, dpi: number, signs = ''): Promise<ReadText> {
    const output = { text: true, blocks: false };
    const { text, confidence } = await this.#recognise(picture, dpi, PSM.SINGLE_LINE, signs, output);
    const read = text.trim().replace(/\s+/gu, ' ').normalize('NFC');
    return { text: read, confidence: read === '' ? 0 : confidence / 100 };
  }

  async #recognise(picture: Grey, dpi: number, mode: PSM, signs: string, output: { text: boolean; blocks: boolean }) {
    const settings = `${mode} ${signs} ${dpi}`;
    if (settings !== this.#settings) {
      await this.#within((worker) =>
        worker.setParameters({
          tessedit_pageseg_mode: mode,
          tessedit_char_whitelist: signs,
          user_defined_dpi: String(Math.round(dpi)),
        }),
      );
      this.#settings = settings;
    }
    return (await this.#within((worker) => worker.recognize(pgm(picture), {}, output))).data;
  }

  /** A worker that did not answer in time may never do so: it is ended, and a new one started for what comes next. */
  async #within<T>(ask: (worker: Worker) => Promise<T>): Promise<T> {
    if (this.#worker === null) await this.start();
    const worker = this.#worker;
    if (worker === null) throw new OcrTimeout('the recogniser has ended');
    try {
      return await Promise.race([ask(worker), ...(this.#deadline === null ? [] : [this.#deadline.passed])]);
    } catch (error) {
      if (error instanceof OcrTimeout) {
        this.#worker = null;
        await worker.terminate();
      }
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#deadline?.clear();
    await this.#worker?.terminate();
    this.#worker = null;
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
function pgm({ width, height, data }: Grey): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), data]);
}

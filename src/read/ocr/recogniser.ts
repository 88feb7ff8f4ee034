/** What the reader of scans asks of a recogniser: pictures in, text and how sure it is out. */
import type { Grey } from './raster.js';

/**
 * Files of the engine's models (`*.traineddata`, packed or not). Most is read by the quick one alone; where its reading is
 * doubted the thorough one, which learnt from the same but is larger, is asked as well.
 */
export interface OcrModel {
  readonly quick: string;
  readonly thorough: string;
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

export interface Reading {
  /** Pixels an inch. */
  readonly dpi: number;
  readonly model: keyof OcrModel;
  /** Nothing but these is to be read. */
  readonly signs?: string;
  /** It is ink on paper, and the same may have been read on the page before. */
  readonly mayRepeat?: boolean;
}

/** What is asked of it is read in the order in which it is asked, and no reading depends on those before it. */
export interface Recogniser {
  /** Reads a picture of a block of lines. @throws OcrTimeout */
  block(picture: Grey, reading: Reading): Promise<ReadLine[]>;
  /** Reads a picture of one line. @throws OcrTimeout */
  line(picture: Grey, reading: Reading): Promise<ReadText>;
}

/** Recognisers for the pages of one document. */
export interface Recognisers {
  /**
   * Reads a page with a recogniser of its own. What a page asks for comes before all that those begun after it do.
   * @param seconds from when the pages begun before it are read; what is not said by then throws OcrTimeout
   */
  page<T>(seconds: number, read: (recogniser: Recogniser) => Promise<T>): Promise<T>;
  /** Whatever is still being read is given up. */
  close(): Promise<void>;
}

export class OcrTimeout extends Error {}

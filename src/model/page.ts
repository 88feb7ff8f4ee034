/**
 * What a reader makes of one page, before any table is known: words with their boxes, ruled lines,
 * images, and what was thought of the text layer. All boxes as in geometry.ts.
 */
import type { Box } from './geometry.js';

/** Which reading a text came from. */
export type Origin = 'text' | 'ocr' | 'docx';

/**
 * A run of glyphs without a gap, on one baseline, that crosses no ruled line: a word never reaches over a
 * column border, however narrow the gap. `text` is repaired, NFC.
 */
export interface Word {
  readonly text: string;
  readonly box: Box;
  /** y of the baseline, points from the top. */
  readonly baseline: number;
  /** Font size in points as displayed. */
  readonly size: number;
  /** The font's own name as the document gives it, subset prefix removed (`Tinos-Bold`). */
  readonly font: string;
  readonly bold: boolean;
  /** 0 to 1; 1 for a text layer, the engine's own for OCR. An OCR word without text is ink that reads as nothing. */
  readonly confidence: number;
  /** What a second OCR reading makes of it, where it differs. */
  readonly other?: string;
}

/** A ruled line: a stroke, a thin filled rectangle, or a line found in an image. */
export interface Ruling {
  readonly orientation: 'h' | 'v';
  /** y of a horizontal ruling, x of a vertical one: its middle. */
  readonly at: number;
  /** Start and end along the line, from < to. */
  readonly from: number;
  readonly to: number;
  /** Thickness in points. */
  readonly width: number;
}

export type TextVerdict = 'clean' | 'repairable' | 'untrusted';

/** What was measured of one font's text on one page, and the verdict it led to. */
export interface FontReading {
  readonly name: string;
  readonly verdict: TextVerdict;
  /** Stable short phrases, e.g. `gha-for-u-horn`, `lone-consonants`. */
  readonly reasons: readonly string[];
  readonly measurements: Readonly<Record<string, number>>;
}

/** One kind of change that text repair made, with how often. */
export interface Repair {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** The damage class, e.g. `gha`, `nfc`, `tcvn3`. */
  readonly class: string;
}

export interface Page {
  /** 1-based. */
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly origin: Origin;
  readonly words: readonly Word[];
  readonly rulings: readonly Ruling[];
  readonly images: readonly Box[];
  readonly fonts: readonly FontReading[];
  readonly repairs: readonly Repair[];
  /** False: the text layer is absent or untrusted, and nothing else could read the page; `words` is then empty. */
  readonly readable: boolean;
  /** Why the page is not readable, or what was set aside on it. */
  readonly reasons: readonly string[];
}

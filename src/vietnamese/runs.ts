/** Text as the readers hand it over. */

/**
 * Raw characters of one font: within one word (PDF), or one formatting run of a paragraph with its blanks (DOCX). Raw
 * means before NFC, with U+00AD and C1 controls intact.
 */
export interface RawRun {
  readonly text: string;
  /** The font's name without a subset prefix. */
  readonly font: string;
  /** Drawn invisibly (rendering mode 3) or clipped away. */
  readonly hidden: boolean;
}

/** Shares of the page's area, 0 to 1: its images together, and the bounding box of its visible text. */
export interface PageEvidence {
  readonly imageCoverage: number;
  readonly textCoverage: number;
}

export interface PageText {
  /** In reading order. */
  readonly runs: readonly RawRun[];
  readonly evidence: PageEvidence;
}

/** Raw texts of one font, and how often each occurs. */
export type Texts = ReadonlyMap<string, number>;

export function textsByFont(pages: readonly PageText[]): Map<string, Texts> {
  const fonts = new Map<string, Map<string, number>>();
  for (const { runs } of pages)
    for (const { font, text } of runs) {
      const texts = fonts.get(font) ?? new Map<string, number>();
      if (texts.size === 0) fonts.set(font, texts);
      texts.set(text, (texts.get(text) ?? 0) + 1);
    }
  return fonts;
}

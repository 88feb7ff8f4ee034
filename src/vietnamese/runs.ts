/** Text as the readers hand it over. */

/**
 * Raw characters of one font: within one word (PDF), or one formatting run of a paragraph with its blanks (DOCX). Raw
 * means before NFC, with U+00AD and C1 controls intact.
 */
export interface RawRun {
  readonly text: string;
  /** The font's name without a subset prefix. */
  readonly font: string;
}

/** Shares of the page's area, 0 to 1: its images together, and the bounding box of its visible text. */
export interface PageEvidence {
  readonly imageCoverage: number;
  readonly textCoverage: number;
}

export interface PageText {
  /** In reading order. */
  readonly runs: readonly RawRun[];
  /** Drawn invisibly (rendering mode 3) or clipped away; they count as standing behind the others. */
  readonly hidden: readonly RawRun[];
  readonly evidence: PageEvidence;
}

/** Raw texts of one font, and how often each occurs. */
export type Texts = ReadonlyMap<string, number>;

export function textsByFont(pages: readonly PageText[]): Map<string, Texts> {
  const fonts = new Map<string, Map<string, { times: number }>>();
  const count = ({ font, text }: RawRun) => {
    const texts = fonts.get(font) ?? new Map<string, { times: number }>();
    const known = texts.get(text);
    if (known !== undefined) known.times += 1;
    else texts.set(text, { times: 1 });
    if (texts.size === 1) fonts.set(font, texts);
  };
  for (const { runs, hidden } of pages) {
    for (const run of runs) count(run);
    for (const run of hidden) count(run);
  }
  return new Map(
    [...fonts].map(([font, texts]) => [font, new Map([...texts].map(([text, { times }]) => [text, times]))]),
  );
}

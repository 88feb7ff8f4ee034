/** What a reduce comes to, in figures: the closing lines of a run and run.json. */
import type { DocumentErrorCode } from '../model/errors.js';
import type { Severity } from '../model/flags.js';
import type { ReducedDocument } from './document.js';
import { DOCUMENT_STATUSES, type SeriesRecord } from './records.js';
import type { SourcedExtraction } from './sourced.js';

export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

export interface FailedDocument {
  readonly source: string;
  readonly error: DocumentErrorCode;
  readonly message: string;
}

export interface DatasetCounts {
  readonly documents: Readonly<Record<DocumentStatus, number>>;
  readonly pages: number;
  readonly ocrPages: number;
  readonly observations: number;
  readonly headings: number;
  readonly matched: number;
  readonly series: number;
  readonly points: number;
  readonly flags: Readonly<Record<Severity, number>>;
  /** Of these, the ones that nothing was decided on. */
  readonly undecided: Readonly<Record<Severity, number>>;
  /** Checks that could be evaluated and held. */
  readonly checksPassed: number;
}

/** Counts while the documents go by. */
export class Tally {
  readonly #documents = Object.fromEntries(DOCUMENT_STATUSES.map((status) => [status, 0])) as Record<
    DocumentStatus,
    number
  >;
  readonly #flags: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  readonly #undecided: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  readonly failed: FailedDocument[] = [];
  #pages = 0;
  #ocrPages = 0;
  #observations = 0;
  #headings = 0;
  #matched = 0;
  #series = 0;
  #points = 0;
  #checksPassed = 0;

  document({ extraction, duplicateOf }: SourcedExtraction, { document, flags }: ReducedDocument): void {
    this.#documents[document.status] += 1;
    this.#pages += document.pages ?? 0;
    this.#ocrPages += document.ocr_pages ?? 0;
    this.#observations += document.rows;
    this.#headings += document.headings;
    this.#matched += document.matched;
    for (const { severity, decision } of flags) {
      this.#flags[severity] += 1;
      if (decision === '') this.#undecided[severity] += 1;
    }
    if (duplicateOf === null) this.#checksPassed += extraction.checksPassed;
    if (document.error !== null) {
      this.failed.push({ source: document.source, error: document.error, message: document.message });
    }
  }

  series(alike: readonly SeriesRecord[]): void {
    this.#series += alike.length;
    for (const { points } of alike) this.#points += points.length;
  }

  counts(): DatasetCounts {
    return {
      documents: { ...this.#documents },
      pages: this.#pages,
      ocrPages: this.#ocrPages,
      observations: this.#observations,
      headings: this.#headings,
      matched: this.#matched,
      series: this.#series,
      points: this.#points,
      flags: { ...this.#flags },
      undecided: { ...this.#undecided },
      checksPassed: this.#checksPassed,
    };
  }
}

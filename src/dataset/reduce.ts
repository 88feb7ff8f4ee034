/**
 * The reduce in the order it must happen: first every document is taken in for the series, then the series are
 * drawn up (which is when documents are compared), and only then can each document be written, because what the
 * comparison found stands on its rows. So the documents are gone through twice, and none is kept.
 */
import type { Catalogue } from '../model/catalogue.js';
import { InvariantError } from '../model/errors.js';
import type { Language } from '../model/messages.js';
import { compareText } from '../model/order.js';
import { type DecidedDocument, decideDocument } from './decide.js';
import type { DecisionBook } from './decisions.js';
import { type ReducedDocument, reduceDocument } from './document.js';
import { by, inOrderOf } from './order.js';
import type { CoverageRecord, DocumentRecord, SeriesRecord } from './records.js';
import { SeriesReduction } from './series.js';
import type { Shelf } from './shelf.js';
import type { SourcedExtraction } from './sourced.js';

export class Reduction {
  readonly #series: SeriesReduction;
  readonly #order = { taken: 0, last: '', written: 0 };

  constructor(
    readonly catalogue: Catalogue,
    readonly lang: Language,
    shelf: Shelf,
    readonly decisions: DecisionBook,
  ) {
    this.#series = new SeriesReduction(catalogue, shelf);
  }

  /** First pass. @throws InvariantError when the documents do not come in the order of their sources. */
  take(sourced: SourcedExtraction): void {
    if (this.#order.taken > 0 && compareText(this.#order.last, sourced.source) >= 0) {
      throw new InvariantError(`documents out of order: ${sourced.source} comes after ${this.#order.last}`);
    }
    this.#order.last = sourced.source;
    this.#order.taken += 1;
    this.#series.add(this.#decided(sourced));
  }

  /** Between the passes. */
  batches(): Generator<SeriesRecord[]> {
    return this.#series.batches();
  }

  /** Second pass. */
  reduce(sourced: SourcedExtraction): ReducedDocument {
    this.#order.written += 1;
    const cross = { flags: this.#series.findings(sourced.source), twin: this.#series.twin(sourced.source) };
    return reduceDocument(this.#decided(sourced), cross, this.lang);
  }

  #decided(sourced: SourcedExtraction): DecidedDocument {
    return decideDocument(sourced, this.decisions, this.catalogue);
  }

  /** @throws InvariantError when the second pass saw other documents than the first. */
  finish(): void {
    const { taken, written } = this.#order;
    if (taken !== written) throw new InvariantError(`${taken} documents were taken in, but ${written} written`);
  }
}

/** A row of coverage.csv with what it is sorted by. There is one for each document until the last was written. */
export interface Coverage {
  readonly record: CoverageRecord;
  readonly periodStart: string | null;
  readonly periodEnd: string | null;
}

export function coverageOf(record: CoverageRecord, { period_start, period_end }: DocumentRecord): Coverage {
  return { record, periodStart: period_start, periodEnd: period_end };
}

/** Unit by unit, in time order. */
export const coverageInOrder = inOrderOf<Coverage>(
  by(({ record }) => record.unit_code),
  by(({ record }) => record.issuer),
  by(({ record }) => record.level),
  by(({ record }) => record.district),
  by(({ record }) => record.province),
  by(({ periodEnd }) => periodEnd),
  by(({ periodStart }) => periodStart),
  by(({ record }) => record.source),
);

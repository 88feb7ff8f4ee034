/** The dataset in memory: for programs that want the records and not the files. */
import type { Catalogue } from '../model/catalogue.js';
import type { Flag } from '../model/flags.js';
import type { Language } from '../model/messages.js';
import { codebook } from './codebook.js';
import { DecisionBook } from './decisions.js';
import { by, byNumber, inOrderOf } from './order.js';
import type {
  CoverageRecord,
  DecisionRecord,
  DocumentRecord,
  FlagRecord,
  IndicatorRecord,
  ObservationRecord,
  SeriesRecord,
} from './records.js';
import { type Coverage, coverageInOrder, coverageOf, Reduction } from './reduce.js';
import { MemoryShelf } from './shelf.js';
import type { SourcedExtraction } from './sourced.js';
import { type DatasetCounts, type FailedDocument, Tally } from './summary.js';

/** Every list in the order of its file. */
export interface Dataset {
  readonly documents: readonly DocumentRecord[];
  readonly observations: readonly ObservationRecord[];
  readonly series: readonly SeriesRecord[];
  readonly indicators: readonly IndicatorRecord[];
  readonly coverage: readonly CoverageRecord[];
  readonly flags: readonly FlagRecord[];
  readonly failed: readonly FailedDocument[];
  readonly counts: DatasetCounts;
}

export const SEVERITIES: readonly Flag['severity'][] = ['error', 'warning', 'info'];

/**
 * The documents may come in any order, each source once.
 *
 * @param lang language of the messages
 * @param decisions what reviewers decided, in the order they did
 * @throws InvariantError when two documents have one source, or rows were lost
 */
export function buildDataset(
  extractions: Iterable<SourcedExtraction>,
  catalogue: Catalogue,
  lang: Language = 'vi',
  decisions: readonly DecisionRecord[] = [],
): Dataset {
  const sorted = [...extractions].sort(by((sourced) => sourced.source));
  const book = new DecisionBook(decisions, new Set(sorted.map(({ extraction }) => extraction.sha256)));
  const reduction = new Reduction(catalogue, lang, new MemoryShelf(), book);
  const tally = new Tally();
  for (const sourced of sorted) reduction.take(sourced);

  const series: SeriesRecord[] = [];
  for (const alike of reduction.batches()) {
    series.push(...alike);
    tally.series(alike);
  }

  const documents: DocumentRecord[] = [];
  const observations: ObservationRecord[] = [];
  const flags: FlagRecord[] = [];
  const coverage: Coverage[] = [];
  for (const sourced of sorted) {
    const reduced = reduction.reduce(sourced);
    tally.document(sourced, reduced);
    documents.push(reduced.document);
    observations.push(...reduced.observations);
    flags.push(...reduced.flags);
    if (reduced.coverage !== null) coverage.push(coverageOf(reduced.coverage, reduced.document));
  }
  reduction.finish();

  return {
    documents,
    observations,
    series,
    indicators: codebook(catalogue),
    coverage: coverage.sort(coverageInOrder).map(({ record }) => record),
    // A stable sort: within a severity they stand by source, row and flag already.
    flags: flags.sort(inOrderOf(byNumber((flag) => SEVERITIES.indexOf(flag.severity)))),
    failed: tally.failed,
    counts: tally.counts(),
  };
}

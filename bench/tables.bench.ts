/** Tables of documents made here, whose tables are known (tables/corpus.ts). Of other documents: `npm run bench:tables -- <folder>`. */
import type { Bench } from './lib/bench.js';
import { corpus } from './tables/corpus.js';
import { tablesIn } from './tables/read.js';
import { ratesOf, type Score, scoreDocument, sumOf } from './tables/score.js';

const bench: Bench = async function* () {
  const scores: Score[] = [];
  for await (const { pdf, tables } of corpus()) scores.push(scoreDocument(tables, await tablesIn(pdf)));
  const all = sumOf(scores);
  const { precision, recall, f1 } = ratesOf(all);
  yield {
    what: `adjacency relations of ${all.tables} tables in ${all.documents} documents made here`,
    value: `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`,
    beside: `rows right in ${all.rowsRight}, columns in ${all.colsRight}; ${all.onEmptyPages} found on pages that have none`,
  };
};
export default bench;

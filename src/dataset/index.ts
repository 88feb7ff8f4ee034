/** The reduce: extractions in, the dataset out, byte-identical however the map was run. */
export { buildDataset, type Dataset } from './build.js';
export { textOf } from './csv.js';
export { DecisionBook } from './decisions.js';
export type { ReducedDocument } from './document.js';
export { OutputFolder } from './files.js';
export { type KeyedFlag, keyedFlags, RowKeys, unitKey } from './keys.js';
export type {
  CoverageRecord,
  DecisionRecord,
  DocumentRecord,
  FlagRecord,
  IndicatorRecord,
  ObservationRecord,
  PointRecord,
  SeriesRecord,
} from './records.js';
export { FileShelf, MemoryShelf } from './shelf.js';
export type { SourcedExtraction } from './sourced.js';
export type { DatasetCounts, DocumentStatus, FailedDocument } from './summary.js';
export { type DatasetOptions, type DatasetSummary, type RunFacts, writeDataset } from './write.js';

/** What the map hands to the reduce. */
import type { Extraction } from '../model/extraction.js';

/** An extraction, and the file of the archive it was made from. */
export interface SourcedExtraction {
  /** As in documents.csv: the primary key. */
  readonly source: string;
  /** `d` and the first 12 hex digits of the SHA-256. */
  readonly documentId: string;
  /** Source of the document with the same bytes that stands for this one; null for the one that does. */
  readonly duplicateOf: string | null;
  readonly extraction: Extraction;
}

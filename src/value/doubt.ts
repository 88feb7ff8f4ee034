/** Can a scanned row's figure and code be believed? Raw measurements -> named predicates -> one verdict. */
import type { CellDoubt, ReportRow } from '../model/report.js';

/**
 * Below this a reading is not believed on its own. Two readings that agree come to 0.9, two that differ to at most 0.3,
 * a word cut by its cell's edge to 0.5: what lies between is one reading that nothing speaks against, as sure as the
 * engine is.
 */
const BELIEVED = 0.7;

export interface Doubt {
  /** Ink that reads as nothing: there is a value, and nobody knows which. */
  readonly unreadable: boolean;
  readonly value: boolean;
  readonly code: boolean;
  /** 0 to 1: how far the row's figure and code can be believed, the form's knowledge included. */
  readonly confidence: number;
}

/** @param formCode the code that the form prints in the matched row, '' when there is none */
export function doubtOf(row: ReportRow, formCode: string): Doubt {
  if (row.doubt === undefined) return { unreadable: false, value: false, code: false, confidence: row.confidence };
  const { value, code } = row.doubt;
  // A code that the form prints on the row which label and order lead to has a second witness.
  const codeIsForms = row.printedCode !== '' && sameCode(row.printedCode, formCode);
  return {
    unreadable: row.valueRaw === '' && value.confidence < 1,
    value: isDoubtful(value),
    code: isDoubtful(code) && !codeIsForms,
    confidence: Math.min(value.confidence, codeIsForms ? 1 : code.confidence),
  };
}

function isDoubtful({ confidence }: CellDoubt): boolean {
  return confidence < BELIEVED;
}

function sameCode(one: string, other: string): boolean {
  const plain = (code: string) => code.replace(/[\s.)]+$/u, '').toLowerCase();
  return plain(one) === plain(other);
}

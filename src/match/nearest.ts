/** The known row that each row of an appendix is most like, whatever form it belongs to: for drafting a new form. */
import type { Catalogue, FormRow } from '../model/catalogue.js';
import type { AppendixTable } from '../model/report.js';
import { EvidenceTable } from './evidence.js';
import { prepareRows } from './rows.js';
import { judge } from './verdict.js';
import { preparedFor } from './wordings.js';

export interface NearestRow {
  readonly formRow: FormRow | null;
  /** Likeness of the labels alone, 0 to 1. */
  readonly likeness: number;
  /** Its own words leave no doubt, without regard to numbers and order. */
  readonly certain: boolean;
}

/** One a row, in the order of the tables' rows. A heading of a form may be the answer. */
export function nearestRows(tables: readonly AppendixTable[], catalogue: Catalogue): NearestRow[] {
  const { labels, forms } = preparedFor(catalogue);
  const rows = prepareRows(tables, labels);
  const nearest: NearestRow[] = rows.map(() => ({ formRow: null, likeness: 0, certain: false }));
  const scores = rows.map(() => 0);
  for (const wordings of forms) {
    const table = new EvidenceTable(rows, wordings);
    // A new form has numbers of its own.
    table.ignoreCodes();
    rows.forEach((_, i) => {
      table.partners.forEach((partner, j) => {
        const evidence = table.at(i, j);
        if (evidence.score <= (scores[i] ?? 0)) return;
        scores[i] = evidence.score;
        const certain = judge(evidence, table.rivals(i, j)) === 'certain';
        nearest[i] = { formRow: partner.row, likeness: evidence.label, certain };
      });
    });
  }
  return nearest;
}

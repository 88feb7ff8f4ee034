/**
 * What speaks for a report's row being a form's row: label, code, parent, unit and caption, each 0 to 1, and one
 * score from them. Measured once per pair and kept; the verdict is taken in verdict.ts.
 */
import { shiftsMeaning } from './labels.js';
import type { PreparedFormRow, PreparedRow } from './rows.js';
import type { FormWordings, Likenesses } from './wordings.js';

export interface Evidence {
  /** Likeness of the label alone, the best of the form's wordings. */
  readonly label: number;
  /** 1 same code, 0 another code, 0.5 when one of them has none or the report is renumbered. */
  readonly code: number;
  /** Likeness of the rows' parents' labels; 0.5 when not comparable. */
  readonly parent: number;
  /** 1 same unit or synonym, 0 another, 0.5 when one of them has none. */
  readonly unit: number;
  /** Held against the wordings it is most like, words that exclude one another are put in, left out or exchanged. */
  readonly shiftsMeaning: () => boolean;
  /** All of it weighed together. */
  readonly score: number;
}

export const NO_EVIDENCE: Evidence = { label: 0, code: 0, parent: 0, unit: 0, shiftsMeaning: () => false, score: 0 };

/** The label carries most; codes shift from year to year, units repeat, parents tell equal labels apart. */
const WEIGHTS = { label: 0.6, code: 0.15, parent: 0.15, unit: 0.1 } as const;
const NOT_COMPARABLE = 0.5;
/** Different table captions (`Biểu mẫu 2`, `Biểu mẫu 3`) make equal rows different rows. */
const OTHER_TABLE = 0.75;
/**
 * Of rows with equal labels the one under another heading is another row, whatever its number: two blocks that changed
 * places have each other's numbers.
 */
const UNDER_ANOTHER = 0.8;
/** A heading this like the form's is that one. */
const SAME_HEADING = 0.95;
/** A heading has no unit and no value, an indicator has a unit: neither is excluded by it, but made less likely. */
const OTHER_KIND = 0.93;

interface Likeness {
  readonly wording: string;
  readonly label: number;
}

/** What else a row could be; see EvidenceTable.rivals. */
export interface Rivalry {
  readonly otherLabel: number;
  readonly namesakeScore: number;
}

export class EvidenceTable {
  readonly partners: readonly PreparedFormRow[];
  readonly #likenesses: readonly Likenesses[];
  #codesTell = true;
  readonly #tops: (readonly [Likeness, Likeness])[] = [];

  constructor(
    readonly rows: readonly PreparedRow[],
    readonly wordings: FormWordings,
  ) {
    this.partners = wordings.rows;
    this.#likenesses = rows.map(({ label }) => wordings.likenessesOf(label));
  }

  /** The report has numbers of its own: that two are equal, or not, means nothing from here on. */
  ignoreCodes(): void {
    this.#codesTell = false;
  }

  label(row: number, partner: number): number {
    return this.#likenesses[row]?.best[partner] ?? 0;
  }

  at(i: number, j: number): Evidence {
    const row = this.rows[i];
    const partner = this.partners[j];
    if (!row || !partner) return NO_EVIDENCE;
    const label = this.label(i, j);
    const code = codeEvidence(row.code, partner.code, this.#codesTell);
    const parent = this.#parent(row, partner);
    const unit = row.unit === '' || partner.units.size === 0 ? NOT_COMPARABLE : partner.units.has(row.unit) ? 1 : 0;
    const weighed = WEIGHTS.label * label + WEIGHTS.code * code + WEIGHTS.parent * parent + WEIGHTS.unit * unit;
    const table = row.caption !== '' && partner.caption !== '' && row.caption !== partner.caption ? OTHER_TABLE : 1;
    const place = this.#isNamesakeElsewhere(row, partner, j) ? UNDER_ANOTHER : 1;
    const isHeading = partner.row.indicator === null && partner.row.collected;
    const kind = row.bare !== isHeading && (row.bare || row.row.valueRaw !== '') ? OTHER_KIND : 1;
    const score = weighed * table * place * kind;
    return { label, code, parent, unit, score, shiftsMeaning: () => this.#shiftsMeaning(i, j) };
  }

  #shiftsMeaning(i: number, j: number): boolean {
    const [row, partner] = [this.rows[i], this.partners[j]];
    if (!row || !partner) return false;
    const closest = this.#likenesses[i]?.closest[j] ?? 0;
    return partner.labels.every(
      (wording, k) => (closest & (1 << k)) === 0 || shiftsMeaning(row.label, wording, row.unitWords),
    );
  }

  /**
   * What else the row could be: the best label likeness among rows with other words than `j`, and the best score among
   * rows with the same words (0 when there is none).
   */
  rivals(i: number, j: number): Rivalry {
    const wording = this.wordings.own[j] ?? '';
    const [first, second] = this.#topWordings(i);
    let namesakeScore = 0;
    for (const other of this.namesakes(j)) namesakeScore = Math.max(namesakeScore, this.at(i, other).score);
    return { otherLabel: (first.wording === wording ? second : first).label, namesakeScore };
  }

  /** The other rows of the form with the same words. */
  namesakes(j: number): readonly number[] {
    return this.wordings.namesakes[j] ?? [];
  }

  /** The two wordings of the form that a row's label is most like. */
  #topWordings(i: number): readonly [Likeness, Likeness] {
    const known = this.#tops[i];
    if (known) return known;
    let first: Likeness = { wording: '', label: 0 };
    let second = first;
    for (const [wording, members] of this.wordings.rowsOf) {
      const label = Math.max(...members.map((j) => this.label(i, j)));
      if (label > first.label) [first, second] = [{ wording, label }, first];
      else if (label > second.label) second = { wording, label };
    }
    const top = [first, second] as const;
    this.#tops[i] = top;
    return top;
  }

  /** The form has other rows with the partner's words, and the row stands under a heading that is surely not the partner's. */
  #isNamesakeElsewhere(row: PreparedRow, partner: PreparedFormRow, j: number): boolean {
    if (this.namesakes(j).length === 0 || row.parent === null || partner.row.parent === null) return false;
    const [heading] = this.#topWordings(row.parent);
    return heading.label >= SAME_HEADING && heading.wording !== this.wordings.own[partner.row.parent];
  }

  #parent(row: PreparedRow, partner: PreparedFormRow): number {
    if (row.parent === null && partner.row.parent === null) return 1;
    if (row.parent === null || partner.row.parent === null) return NOT_COMPARABLE;
    return this.label(row.parent, partner.row.parent);
  }
}

function codeEvidence(own: string, form: string, codesTell: boolean): number {
  if (own === '' && form === '') return 1;
  if (own === '' || form === '' || !codesTell) return NOT_COMPARABLE;
  return own === form ? 1 : 0;
}

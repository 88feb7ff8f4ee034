/** The wordings of a form's rows, and how alike labels of reports are to them. */
import type { Catalogue, Form } from '../model/catalogue.js';
import { type LabelKey, LabelReader, similarity, type TokenWeight, tokenWeights } from './labels.js';
import { Memory } from './memory.js';
import { type PreparedFormRow, prepareForm } from './rows.js';

/** How alike one label is to each row of a form. */
export interface Likenesses {
  /** 0 to 1, of the best of the row's wordings. */
  readonly best: Float64Array;
  /** Which of the row's first 32 wordings the label is most like, as bits. */
  readonly closest: Uint32Array;
}

/** Wordings of one row that are so near to the best say the same about a label. */
const CLOSE = 0.15;
export class FormWordings {
  /** Each row's own wording. */
  readonly own: readonly string[];
  /** Rows by their own wording: those that share one are namesakes. */
  readonly rowsOf: ReadonlyMap<string, readonly number[]>;
  /** Of each row, the other rows with its words. */
  readonly namesakes: readonly (readonly number[])[];
  readonly #weight: TokenWeight;
  readonly #likenesses = new Memory<Likenesses>();

  constructor(
    readonly form: Form,
    readonly rows: readonly PreparedFormRow[],
  ) {
    this.#weight = tokenWeights(rows.flatMap((row) => row.labels.slice(0, 1)));
    this.own = rows.map((row) => row.labels[0]?.text ?? '');
    const rowsOf = new Map<string, number[]>();
    this.own.forEach((wording, j) => {
      rowsOf.set(wording, [...(rowsOf.get(wording) ?? []), j]);
    });
    this.rowsOf = rowsOf;
    this.namesakes = this.own.map((wording, j) => (rowsOf.get(wording) ?? []).filter((other) => other !== j));
  }

  likenessesOf(label: LabelKey): Likenesses {
    return this.#likenesses.of(label.text, () => this.#compare(label));
  }

  #compare(label: LabelKey): Likenesses {
    const best = new Float64Array(this.rows.length);
    const closest = new Uint32Array(this.rows.length);
    this.rows.forEach(({ labels }, j) => {
      const each = labels.map((wording) => similarity(label, wording, this.#weight));
      const most = Math.max(...each);
      best[j] = most;
      closest[j] = each.reduce((bits, likeness, k) => (likeness >= most - CLOSE ? bits | (1 << k) : bits), 0);
    });
    return { best, closest };
  }
}

/** A catalogue prepared for matching. */
export interface PreparedCatalogue {
  readonly labels: LabelReader;
  readonly forms: readonly FormWordings[];
}

const prepared = new WeakMap<Catalogue, PreparedCatalogue>();

/** Prepared once: a process reads document after document with one catalogue. */
export function preparedFor(catalogue: Catalogue): PreparedCatalogue {
  const known = prepared.get(catalogue);
  if (known !== undefined) return known;
  const labels = new LabelReader(catalogue);
  const forms = catalogue.forms.map(
    (form) => new FormWordings(form, prepareForm(form, labels, catalogue.unitSynonyms)),
  );
  const made = { labels, forms };
  prepared.set(catalogue, made);
  return made;
}

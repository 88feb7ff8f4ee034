/** Rows of a report and of a form, prepared for alignment: label keys, codes, units, parents. */
import type { Form, FormRow } from '../model/catalogue.js';
import type { AppendixTable, ReportRow } from '../model/report.js';
import { foldKey } from '../vietnamese/keys.js';
import type { LabelKey, LabelReader } from './labels.js';

export interface PreparedRow {
  readonly row: ReportRow;
  readonly label: LabelKey;
  /** Outline code without trailing dots, '' when there is none. */
  readonly code: string;
  readonly unit: string;
  readonly unitWords: LabelKey;
  /** Index of the row above it in the outline, null at the top. */
  readonly parent: number | null;
  /** Comparison key of the table's caption number (`biểu mẫu 3`), '' when it has none. */
  readonly caption: string;
  /** Neither unit nor value: it only structures the table. */
  readonly bare: boolean;
}

export interface PreparedFormRow {
  readonly row: FormRow;
  /** The form's own wording first, then the variants. */
  readonly labels: readonly LabelKey[];
  readonly code: string;
  readonly units: ReadonlySet<string>;
  readonly caption: string;
}

/** `3.3.1.` -> `3.3.1`, `1 . 2` -> `1.2`, `IV)` -> `iv`, `2.03` stays. */
export function normaliseCode(code: string): string {
  return code
    .replace(/\s+/gu, '')
    .replace(/[.)]+$/u, '')
    .toLowerCase();
}

export function prepareRows(tables: readonly AppendixTable[], labels: LabelReader): PreparedRow[] {
  const prepared: PreparedRow[] = [];
  for (const table of tables) {
    const first = prepared.length;
    const caption = captionKey(table.caption);
    for (const row of table.rows) {
      const code = normaliseCode(row.printedCode);
      prepared.push({
        row,
        label: labels.key(row.label),
        code,
        unit: foldKey(row.unit),
        unitWords: labels.key(row.unit),
        parent: parentOf(prepared, first, code),
        caption,
        bare: row.unit === '' && row.valueRaw === '',
      });
    }
  }
  return prepared;
}

/** The outline: `3.3.1` hangs under `3.3`, `1` under the last Roman numeral, a row without a code under the last that has one. */
function parentOf(rows: readonly PreparedRow[], first: number, code: string): number | null {
  const wanted =
    code === ''
      ? (candidate: PreparedRow) => candidate.code !== ''
      : code.includes('.')
        ? (candidate: PreparedRow) => candidate.code === code.slice(0, code.lastIndexOf('.'))
        : /^\d+$/u.test(code)
          ? (candidate: PreparedRow) => /^[ivxlc]+$/u.test(candidate.code)
          : /^[a-zđ]$/u.test(code) && !/^[ivx]$/u.test(code)
            ? (candidate: PreparedRow) => /\d/u.test(candidate.code)
            : () => false;
  for (let i = rows.length - 1; i >= first; i--) {
    const candidate = rows[i];
    if (candidate && wanted(candidate)) return i;
  }
  return null;
}

/** `Biểu mẫu 3: …` -> `biểu mẫu 3`. */
function captionKey(caption: string | null): string {
  return (
    /^(biểu mẫu|phụ lục|biểu|mẫu số|bảng)( số)? *[\divxlc]+/iu
      .exec(caption?.normalize('NFC') ?? '')?.[0]
      .toLowerCase()
      .replace(/\s+/gu, ' ') ?? ''
  );
}

export function prepareForm(
  form: Form,
  labels: LabelReader,
  unitSynonyms: readonly (readonly string[])[],
): PreparedFormRow[] {
  const synonyms = new Map<string, readonly string[]>();
  for (const set of unitSynonyms) {
    const keys = set.map(foldKey);
    for (const key of keys) synonyms.set(key, keys);
  }
  return form.rows.map((row) => {
    const own = [row.unit ?? '', ...row.unitVariants].filter((unit) => unit !== '').map(foldKey);
    return {
      row,
      labels: [row.label, ...row.variants].map((label) => labels.key(label)),
      code: normaliseCode(row.printedCode ?? ''),
      units: new Set(own.flatMap((unit) => synonyms.get(unit) ?? [unit])),
      caption: captionKey(form.tables[row.table]?.caption ?? null),
    };
  });
}

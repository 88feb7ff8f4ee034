/**
 * Appendix rows -> indicators: picks the form whose alignment explains most, pairs rows with the form's rows in
 * order, and says how sure it is of each. A row without a good partner stays unmatched; forcing it on to a code
 * would be a silent error.
 */
import type { Catalogue, Form, FormRow } from '../model/catalogue.js';
import { type Flag, flag } from '../model/flags.js';
import type { AppendixTable, ReportRow } from '../model/report.js';
import { type Alignment, alignWith } from './alignment.js';
import { flagsOf } from './flags.js';
import { type PreparedRow, prepareRows } from './rows.js';
import { preparedFor } from './wordings.js';

export interface RowMatch {
  /** The form's row (a heading or an indicator); null when nothing fits. */
  readonly formRow: FormRow | null;
  /** Evidence for the pair, for an unmatched row that of its nearest; 0 to 1. */
  readonly score: number;
}

export interface Matching {
  /** null when no form explains the appendix. */
  readonly form: Form | null;
  /** Share of the appendix and the form that explain each other, 0 to 1; of the nearest form when none is chosen. */
  readonly formScore: number;
  /** One a row, in the order of the tables' rows. */
  readonly matches: readonly RowMatch[];
  readonly flags: readonly Flag[];
}

/** A form that explains less than half of the rows is another form. */
const MIN_FORM_SCORE = 0.5;
/**
 * A part of an appendix (two of seven tables, one scanned page) covers little of its form. It is told by what it has:
 * nearly all of its rows are the form's, and they are too many to be so by chance.
 */
const PART_EXPLAINED = 0.75;
const PART_ROWS = 10;

export function matchReport(tables: readonly AppendixTable[], catalogue: Catalogue): Matching {
  const matching = matchTables(
    tables.filter((table) => table.isUncounted !== true),
    catalogue,
  );
  const matched = matching.matches.values();
  const earlier = tables.flatMap((table) => (table.isUncounted === true ? table.rows : []));
  return {
    ...matching,
    matches: tables.flatMap(({ isUncounted, rows }) =>
      rows.map(() => (isUncounted === true ? undefined : matched.next().value) ?? UNCOUNTED),
    ),
    flags: [...matching.flags, ...earlier.flatMap(uncounted)],
  };
}

const UNCOUNTED: RowMatch = { formRow: null, score: 0 };

/** The document is asked about its period already; its rows only say that they were left out. */
function uncounted(row: ReportRow): Flag[] {
  if (row.valueRaw === '') return [];
  const params = { label: row.label, known: true, nearest: null, score: 0 };
  return [
    flag('UNMATCHED', 'unknown', params, {
      page: row.place.page,
      table: row.table,
      row: row.row,
      severity: 'info',
    }),
  ];
}

function matchTables(tables: readonly AppendixTable[], catalogue: Catalogue): Matching {
  const { labels, forms } = preparedFor(catalogue);
  const rows = prepareRows(tables, labels);
  const candidates = forms.map((wordings) => alignWith(wordings, rows));
  const best = candidates.reduce<Alignment | null>((a, b) => (a === null || b.formScore > a.formScore ? b : a), null);
  const chosen = best !== null && best.formScore >= MIN_FORM_SCORE ? best : onlyWholeOf(candidates);
  if (chosen === null) return matchWithoutForm(rows, candidates, best);
  return {
    form: chosen.form,
    formScore: chosen.formScore,
    matches: chosen.pairs.map((pair) => ({ formRow: pair.partner, score: pair.evidence.score })),
    flags: flagsOf(chosen, rows),
  };
}

/** The form that the appendix is a part of; null when none is, or when several are that do not say the same of each row. */
function onlyWholeOf(candidates: readonly Alignment[]): Alignment | null {
  const wholes = candidates.filter(({ pairs, explained }) => explained >= PART_EXPLAINED && pairs.length >= PART_ROWS);
  const [first, ...others] = wholes.toSorted((a, b) => b.formScore - a.formScore);
  if (first === undefined) return null;
  const saysTheSame = ({ pairs }: Alignment) =>
    pairs.every(({ partner }, i) => partner?.indicator?.code === first.pairs[i]?.partner?.indicator?.code);
  return others.every(saysTheSame) ? first : null;
}

// --- no form fits ---

/** Only rows whose own words name exactly one indicator of the whole catalogue are matched. */
function matchWithoutForm(
  rows: readonly PreparedRow[],
  candidates: readonly Alignment[],
  best: Alignment | null,
): Matching {
  const matches = rows.map((_, i): RowMatch => {
    const exact = new Map<string, { formRow: FormRow; score: number }>();
    for (const { table, partners } of candidates)
      partners.forEach((partner, j) => {
        const evidence = table.at(i, j);
        const code = partner.row.indicator?.code;
        if (code !== undefined && evidence.label === 1 && evidence.unit > 0)
          exact.set(code, { formRow: partner.row, score: evidence.score });
      });
    const [only] = exact.values();
    return exact.size === 1 && only ? only : { formRow: null, score: 0 };
  });
  const params = { nearest: best?.form.id ?? null, score: best?.formScore ?? 0 };
  const unmatched = rows.flatMap(({ row }, i) =>
    row.valueRaw !== '' && matches[i]?.formRow === null
      ? [
          flag(
            'UNMATCHED',
            'unknown',
            { label: row.label, known: false, nearest: null, score: 0 },
            { page: row.place.page, table: row.table, row: row.row },
          ),
        ]
      : [],
  );
  return {
    form: null,
    formScore: best?.formScore ?? 0,
    matches,
    flags: rows.length === 0 ? [] : [flag('FORM_UNKNOWN', 'unknown', params), ...unmatched],
  };
}

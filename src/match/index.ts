/**
 * Appendix rows -> indicators: picks the form whose alignment explains most, pairs rows with the form's rows in
 * order, and says how sure it is of each. A row without a good partner stays unmatched; forcing it on to a code
 * would be a silent error.
 */
import type { Catalogue, Form, FormRow } from '../model/catalogue.js';
import { type Flag, flag, type RowName } from '../model/flags.js';
import type { AppendixTable } from '../model/report.js';
import { align } from './align.js';
import { type Evidence, EvidenceTable } from './evidence.js';
import { type PreparedFormRow, type PreparedRow, prepareForm, prepareRows } from './rows.js';
import { judge, MIN_SCORE } from './verdict.js';

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
/** Blocks of rows can be moved: so often leftovers are aligned once more. */
const MAX_MOVED_BLOCKS = 4;
/** A second row for an indicator already taken must repeat its label practically word for word. */
const REPEATED_LABEL = 0.95;

export function matchReport(tables: readonly AppendixTable[], catalogue: Catalogue): Matching {
  const rows = prepareRows(tables, catalogue.abbreviations);
  const candidates = catalogue.forms.map((form) => alignWith(form, rows, catalogue));
  const best = candidates.reduce<Alignment | null>((a, b) => (a === null || b.formScore > a.formScore ? b : a), null);
  if (best === null || best.formScore < MIN_FORM_SCORE) return matchWithoutForm(rows, candidates, best);
  return {
    form: best.form,
    formScore: best.formScore,
    matches: best.pairs.map((pair) => ({ formRow: pair.partner, score: pair.evidence.score })),
    flags: flagsOf(best, rows),
  };
}

interface Pair {
  readonly partner: FormRow | null;
  readonly evidence: Evidence;
  readonly doubtful: boolean;
  /** The form row it was nearest to, matched or not. */
  readonly nearest: number | null;
  readonly rival: number | null;
}

interface Alignment {
  readonly form: Form;
  readonly partners: readonly PreparedFormRow[];
  readonly table: EvidenceTable;
  readonly pairs: readonly Pair[];
  readonly formScore: number;
}

function alignWith(form: Form, rows: readonly PreparedRow[], catalogue: Catalogue): Alignment {
  const partners = prepareForm(form, catalogue.abbreviations, catalogue.unitSynonyms);
  const table = new EvidenceTable(rows, partners);
  const partnerOf = alignBlocks(table);
  claimRepeats(table, partnerOf);
  const pairs = rows.map((_, i) => pairOf(table, i, partnerOf[i] ?? null));
  const explained = pairs.reduce((sum, pair) => sum + (pair.partner === null ? 0 : pair.evidence.label), 0);
  const formScore = rows.length === 0 ? 0 : (2 * explained) / (rows.length + partners.length);
  return { form, partners, table, pairs, formScore: Math.min(1, formScore) };
}

/** Aligns in order; what is left over on both sides is aligned again, so that a moved block finds its place. */
function alignBlocks(table: EvidenceTable): (number | null)[] {
  const partnerOf: (number | null)[] = new Array(table.rows.length).fill(null);
  for (let round = 0; round < MAX_MOVED_BLOCKS; round++) {
    const taken = new Set(partnerOf);
    const rows = partnerOf.flatMap((partner, i) => (partner === null ? [i] : []));
    const free = table.partners.flatMap((_, j) => (taken.has(j) ? [] : [j]));
    const found = align(rows.length, free.length, (a, b) => {
      const i = rows[a] ?? 0;
      const j = free[b] ?? 0;
      return judge(table.at(i, j), table.rivals(i, j)) === 'rejected' ? 0 : table.at(i, j).score - MIN_SCORE / 2;
    });
    found.forEach((b, a) => {
      const row = rows[a];
      if (b !== null && row !== undefined) partnerOf[row] = free[b] ?? null;
    });
    if (found.every((b) => b === null)) break;
  }
  return partnerOf;
}

/** A row printed twice claims its indicator twice; the check of rows flags both. */
function claimRepeats(table: EvidenceTable, partnerOf: (number | null)[]): void {
  const claimed = new Set(partnerOf.filter((j) => j !== null));
  partnerOf.forEach((partner, i) => {
    if (partner !== null) return;
    for (const j of claimed)
      if (table.label(i, j) >= REPEATED_LABEL && judge(table.at(i, j), table.rivals(i, j)) === 'certain')
        partnerOf[i] = j;
  });
}

function pairOf(table: EvidenceTable, i: number, j: number | null): Pair {
  const ranked = table.partners
    .map((_, partner) => ({ partner, score: table.at(i, partner).score }))
    .sort((a, b) => b.score - a.score || a.partner - b.partner);
  const nearest = ranked[0]?.partner ?? null;
  if (j === null) {
    const evidence = nearest === null ? { label: 0, code: 0, parent: 0, unit: 0, score: 0 } : table.at(i, nearest);
    return { partner: null, evidence, doubtful: false, nearest, rival: null };
  }
  const evidence = table.at(i, j);
  return {
    partner: table.partners[j]?.row ?? null,
    evidence,
    doubtful: judge(evidence, table.rivals(i, j)) !== 'certain',
    nearest,
    rival: ranked.find(({ partner }) => partner !== j)?.partner ?? null,
  };
}

// --- flags ---

function flagsOf({ partners, table, pairs }: Alignment, rows: readonly PreparedRow[]): Flag[] {
  return rows.flatMap((prepared, i): Flag[] => {
    const pair = pairs[i];
    const { row } = prepared;
    const hasValue = row.valueRaw !== '';
    if (!pair) return [];
    const at = { page: row.place.page, table: row.table, row: row.row };
    if (pair.partner === null || (pair.partner.indicator === null && hasValue)) {
      const known = pair.partner !== null && !pair.partner.collected;
      if (!hasValue) return [];
      const params = {
        label: row.label,
        known,
        nearest: pair.nearest === null ? null : (partners[pair.nearest]?.row.label ?? null),
        score: pair.evidence.score,
      };
      return [flag('UNMATCHED', 'unknown', params, { ...at, ...(known ? { severity: 'info' as const } : {}) })];
    }
    const { indicator } = pair.partner;
    if (indicator === null) return [];
    const place = { ...at, indicatorCode: indicator.code };
    const conflict = conflictOf(table, pairs, i);
    if (conflict)
      return [
        flag(
          'CODE_LABEL_CONFLICT',
          'document',
          { printedCode: row.printedCode, byCode: nameOf(conflict), byLabel: nameOf(pair.partner) },
          place,
        ),
      ];
    const rival = pair.rival === null ? undefined : partners[pair.rival]?.row;
    if (!pair.doubtful || !rival) return [];
    const params = {
      label: row.label,
      chosen: nameOf(pair.partner),
      other: nameOf(rival),
      score: pair.evidence.score,
      otherScore: table.at(i, rival.index).score,
    };
    return [flag('AMBIGUOUS_MATCH', 'unknown', params, place)];
  });
}

/**
 * The form's row that the printed code names, when the label names another one and the numbering around it is the
 * form's: then one of the two is a slip. Where the neighbours are renumbered too, the code says nothing.
 */
function conflictOf(table: EvidenceTable, pairs: readonly Pair[], i: number): FormRow | null {
  const prepared = table.rows[i];
  const pair = pairs[i];
  if (!prepared || !pair || pair.evidence.code !== 0) return null;
  const numberingHolds = [i - 1, i + 1].every((k) => {
    const neighbour = pairs[k];
    return neighbour === undefined || (neighbour.partner !== null && neighbour.evidence.code === 1);
  });
  if (!numberingHolds) return null;
  const named = table.partners.find(
    (partner) => partner.code === prepared.code && partner.row.table === pair.partner?.table,
  );
  return named?.row ?? null;
}

function nameOf(row: FormRow): RowName {
  return { code: row.indicator?.code ?? row.printedCode ?? '', label: row.label };
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

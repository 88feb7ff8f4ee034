/** What the pairs of an alignment leave in doubt, as flags. */
import type { FormRow } from '../model/catalogue.js';
import { type Flag, flag, type RowName } from '../model/flags.js';
import type { Alignment, Pair } from './alignment.js';
import type { EvidenceTable } from './evidence.js';
import { normaliseCode, type PreparedRow } from './rows.js';

export function flagsOf({ partners, table, pairs }: Alignment, rows: readonly PreparedRow[]): Flag[] {
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
 * The form's row that the printed code names, when the label names another one: one of the two is a slip. It is none
 * where rows are renumbered: around a row that is new or left out, and wherever the named row is not in the report at all.
 */
function conflictOf(table: EvidenceTable, pairs: readonly Pair[], i: number): FormRow | null {
  const prepared = table.rows[i];
  const pair = pairs[i];
  if (!prepared || !pair || pair.evidence.code !== 0) return null;
  const named = table.partners.find(
    (partner) => partner.code === prepared.code && partner.row.table === pair.partner?.table,
  );
  const holder = named === undefined ? -1 : pairs.findIndex((other) => other.partner === named.row);
  if (named === undefined || holder < 0) return null;
  const holds = (k: number) => {
    const neighbour = pairs[k];
    return neighbour === undefined || (neighbour.partner !== null && neighbour.evidence.code !== 0);
  };
  // Two rows that bear each other's numbers are one slip, however near they stand.
  const isExchange = table.rows[holder]?.code === normaliseCode(pair.partner?.printedCode ?? '');
  const around = isExchange ? [Math.min(i, holder) - 1, Math.max(i, holder) + 1] : [i - 1, i + 1];
  return around.every(holds) ? named.row : null;
}

function nameOf(row: FormRow): RowName {
  return { code: row.indicator?.code ?? row.printedCode ?? '', label: row.label };
}

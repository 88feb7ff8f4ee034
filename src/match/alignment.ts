/**
 * Pairs the rows of a report with the rows of one form: aligned in order, moved blocks found, gaps filled where place
 * alone decides, repeats claimed; then each pair is judged by itself.
 */
import type { Form, FormRow } from '../model/catalogue.js';
import { align } from './align.js';
import { type Evidence, EvidenceTable, NO_EVIDENCE } from './evidence.js';
import type { PreparedFormRow, PreparedRow } from './rows.js';
import { isPlausible, judge, MIN_LABEL, MIN_SCORE, placeDecides } from './verdict.js';
import type { FormWordings } from './wordings.js';

/** Blocks of rows can be moved: so often leftovers are aligned once more. */
const MAX_MOVED_BLOCKS = 4;
/** A second row for an indicator already taken must repeat its label practically word for word. */
const REPEATED_LABEL = 0.95;
/** A report whose sure rows bear another number this often has been renumbered: its codes tell nothing. */
const RENUMBERED = 0.3;
/** Rows this like the form's own are sure enough to judge the numbering by. */
const SURE_LABEL = 0.9;

export interface Pair {
  readonly partner: FormRow | null;
  readonly evidence: Evidence;
  readonly doubtful: boolean;
  /** The form row it was nearest to, matched or not. */
  readonly nearest: number | null;
  readonly rival: number | null;
}

export interface Alignment {
  readonly form: Form;
  readonly partners: readonly PreparedFormRow[];
  readonly table: EvidenceTable;
  readonly pairs: readonly Pair[];
  /** Share of the appendix and the form that explain each other, 0 to 1. */
  readonly formScore: number;
  /** Share of the appendix alone that the form explains, 0 to 1. */
  readonly explained: number;
}

export function alignWith(wordings: FormWordings, rows: readonly PreparedRow[]): Alignment {
  const { form, rows: partners } = wordings;
  const table = new EvidenceTable(rows, wordings);
  let partnerOf = alignBlocks(table);
  if (isRenumbered(table, partnerOf)) {
    table.ignoreCodes();
    partnerOf = alignBlocks(table);
  }
  const isRepeated = repetitionOf(rows);
  const filled = fillGaps(table, partnerOf, isRepeated);
  claimRepeats(table, partnerOf);
  const told = rows.map((row, i) => pairOf(table, partnerOf, i, filled.has(i), isRepeated(row)));
  const pairs = withNamesakesDoubted(table, told);
  const explained = pairs.reduce((sum, pair) => sum + (pair.partner === null ? 0 : pair.evidence.label), 0);
  const shareOf = (all: number) => (all === 0 ? 0 : Math.min(1, explained / all));
  const formScore = shareOf((rows.length + partners.length) / 2);
  return { form, partners, table, pairs, formScore, explained: shareOf(rows.length) };
}

function isRenumbered(table: EvidenceTable, partnerOf: readonly (number | null)[]): boolean {
  const codes = partnerOf.flatMap((j, i) =>
    j !== null && table.label(i, j) >= SURE_LABEL ? [table.at(i, j).code] : [],
  );
  return codes.filter((code) => code === 0).length > RENUMBERED * codes.filter((code) => code !== 0.5).length;
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
      if (table.label(i, j) < MIN_LABEL) return 0;
      const evidence = table.at(i, j);
      if (!isPlausible(evidence) || judge(evidence, table.rivals(i, j)) === 'rejected') return 0;
      return evidence.score - MIN_SCORE / 2;
    });
    found.forEach((b, a) => {
      const row = rows[a];
      if (b !== null && row !== undefined) partnerOf[row] = free[b] ?? null;
    });
    if (found.every((b) => b === null)) break;
  }
  return partnerOf;
}

/** Whether other rows of the report bear the very same label. */
function repetitionOf(rows: readonly PreparedRow[]): (row: PreparedRow | undefined) => boolean {
  const seen = new Map<string, number>();
  for (const { label } of rows) seen.set(label.text, (seen.get(label.text) ?? 0) + 1);
  return (row) => row !== undefined && (seen.get(row.label.text) ?? 0) > 1;
}

/**
 * A row left over stands in a gap: between the partners of the matched rows above and below it. Where one free row of the
 * form is in that gap that could be it, and no other row could be that one, it is taken for it, doubtfully.
 */
function fillGaps(
  table: EvidenceTable,
  partnerOf: (number | null)[],
  isRepeated: (row: PreparedRow | undefined) => boolean,
): ReadonlySet<number> {
  const mayBe = (i: number, j: number) => placeDecides(table.at(i, j), table.rivals(i, j), isRepeated(table.rows[i]));

  const filled = new Map<number, number>();
  for (const { rows, free } of gapsOf(partnerOf, table.partners.length)) {
    const wanted = free.filter((j) => table.partners[j]?.row.indicator !== null);
    for (const i of rows) {
      const [only, ...others] = wanted.filter((j) => mayBe(i, j));
      const isContested = only === undefined || rows.some((other) => other !== i && mayBe(other, only));
      if (only !== undefined && others.length === 0 && !isContested) filled.set(i, only);
    }
  }
  for (const [i, j] of filled) partnerOf[i] = j;
  return new Set(filled.keys());
}

interface Gap {
  /** Rows without a partner, between two that have one. */
  readonly rows: readonly number[];
  /** Rows of the form between those two's partners. */
  readonly free: readonly number[];
}

/** Gaps where the order of the form holds; a moved block encloses nothing. */
function gapsOf(partnerOf: readonly (number | null)[], partners: number): Gap[] {
  const taken = new Set(partnerOf);
  const gaps: Gap[] = [];
  let above = -1;
  let rows: number[] = [];
  const close = (below: number) => {
    const free: number[] = [];
    for (let j = above + 1; j < below; j++) if (!taken.has(j)) free.push(j);
    if (rows.length > 0 && free.length > 0) gaps.push({ rows, free });
    rows = [];
    above = below;
  };
  partnerOf.forEach((partner, i) => {
    if (partner === null) rows.push(i);
    else close(partner);
  });
  close(partners);
  return gaps;
}

/** The form row between the partners of the rows right above and right below; null when they are not two apart. */
function enclosed(partnerOf: readonly (number | null)[], i: number): number | null {
  const [above, below] = [partnerOf[i - 1], partnerOf[i + 1]];
  return typeof above === 'number' && typeof below === 'number' && below === above + 2 ? above + 1 : null;
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

function pairOf(
  table: EvidenceTable,
  partnerOf: readonly (number | null)[],
  i: number,
  isFilled: boolean,
  isRepeated: boolean,
): Pair {
  const j = partnerOf[i] ?? null;
  const [nearest, next] = nearestTwo(table, i);
  if (j === null) {
    const evidence = nearest === null ? NO_EVIDENCE : table.at(i, nearest);
    return { partner: null, evidence, doubtful: false, nearest, rival: null };
  }
  const evidence = table.at(i, j);
  return {
    partner: table.partners[j]?.row ?? null,
    evidence,
    doubtful:
      isFilled ||
      // What several rows of the report are called tells none of them, unless the form calls its rows so.
      (isRepeated && evidence.label < 1) ||
      (isTorn(table.rows[i]) && evidence.label < 1 && evidence.code < 1) ||
      judge(evidence, table.rivals(i, j), enclosed(partnerOf, i) === j) !== 'certain',
    nearest,
    rival: nearest === j ? next : nearest,
  };
}

/** The form's rows with the best scores, the earlier of two that are equal first; null where there are none. */
function nearestTwo(table: EvidenceTable, i: number): readonly [number | null, number | null] {
  let [nearest, next]: (number | null)[] = [null, null];
  let [best, second] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let j = 0; j < table.partners.length; j++) {
    const { score } = table.at(i, j);
    if (score > best) [nearest, best, next, second] = [j, score, nearest, best];
    else if (score > second) [next, second] = [j, score];
  }
  return [nearest ?? null, next ?? null];
}

/**
 * Labels begin with a capital. One that begins in the middle of a sentence has slipped by a line beside its number and
 * figure: `rà / soát` under `2.3`, what comes after it beside the figure of `2.4`.
 */
function isTorn(row: PreparedRow | undefined): boolean {
  return row !== undefined && /^[^\p{L}\d]*\p{Ll}/u.test(row.row.label);
}

/**
 * The form has another row with the same words under a heading that is not surely in the report. The rows of a heading
 * that was left out stand under the one before them, so what is called like its row may be it, whatever the order: of two
 * such blocks that changed places, too, the second stands under the heading of the first. Only where both rows are there
 * and bear the form's own numbers these tell them apart.
 */
function withNamesakesDoubted(table: EvidenceTable, pairs: readonly Pair[]): Pair[] {
  const sure = new Set(pairs.flatMap(({ partner, doubtful }) => (partner === null || doubtful ? [] : [partner.index])));
  const numbered = new Set(
    pairs.flatMap(({ partner, evidence }) => (partner !== null && evidence.code === 1 ? [partner.index] : [])),
  );
  const isLost = (j: number) => {
    const heading = table.partners[j]?.row.parent ?? null;
    return heading !== null && !sure.has(heading);
  };
  return pairs.map((pair) => {
    if (pair.partner === null) return pair;
    const own = pair.partner.index;
    const namesake = table.namesakes(own).find((other) => isLost(other) && !(numbered.has(own) && numbered.has(other)));
    return namesake === undefined ? pair : { ...pair, doubtful: true, rival: namesake };
  });
}

/** Scores the tables found in a document against the known ones. */
import { inCommon, relationsOf } from './adjacency.js';
import { type StructureTable, sizeOf } from './structure.js';

export interface Score {
  readonly documents: number;
  /** Known tables, tables found, and how many of them are each other's. */
  readonly tables: number;
  readonly found: number;
  readonly matched: number;
  /** Found on a page that has none. */
  readonly onEmptyPages: number;
  /** Adjacency relations: known, found, right. What stands in a table that is no known one is found and not right. */
  readonly relations: number;
  readonly foundRelations: number;
  readonly rightRelations: number;
  /** Matched tables with exactly as many rows, columns as the known one. */
  readonly rowsRight: number;
  readonly colsRight: number;
}

export const NOTHING: Score = {
  documents: 0,
  tables: 0,
  found: 0,
  matched: 0,
  onEmptyPages: 0,
  relations: 0,
  foundRelations: 0,
  rightRelations: 0,
  rowsRight: 0,
  colsRight: 0,
};

/** A table as found, with its size: rows and columns at its edges may be blank. */
export interface FoundTable extends StructureTable {
  readonly rows: number;
  readonly cols: number;
}

/** One document. Tables of a common page are matched, those with most relations in common first. */
export function scoreDocument(truth: readonly StructureTable[], found: readonly FoundTable[]): Score {
  const known = truth.map((table) => ({ table, relations: relationsOf(table.cells), size: sizeOf(table) }));
  const read = found.map((table) => ({ table, relations: relationsOf(table.cells) }));
  const pairs = known
    .flatMap((a) => read.map((b) => ({ a, b, common: inCommon(a.relations, b.relations) })))
    .filter(({ a, b, common }) => common > 0 && a.table.pages.some((page) => b.table.pages.includes(page)))
    .sort((x, y) => y.common - x.common);
  const taken = new Set<unknown>();
  const matches = pairs.filter(({ a, b }) => {
    if (taken.has(a) || taken.has(b)) return false;
    taken.add(a).add(b);
    return true;
  });
  const count = (lists: readonly { readonly relations: readonly string[] }[]) =>
    lists.reduce((sum, { relations }) => sum + relations.length, 0);
  const tablePages = new Set(truth.flatMap((table) => table.pages));
  return {
    documents: 1,
    tables: truth.length,
    found: found.length,
    matched: matches.length,
    onEmptyPages: found.filter((table) => !table.pages.some((page) => tablePages.has(page))).length,
    relations: count(known),
    foundRelations: count(read),
    rightRelations: matches.reduce((sum, { common }) => sum + common, 0),
    rowsRight: matches.filter(({ a, b }) => a.size.rows === b.table.rows).length,
    colsRight: matches.filter(({ a, b }) => a.size.cols === b.table.cols).length,
  };
}

export function sumOf(scores: Iterable<Score>): Score {
  const sum: Record<keyof Score, number> = { ...NOTHING };
  for (const score of scores) for (const key of Object.keys(sum) as (keyof Score)[]) sum[key] += score[key];
  return sum;
}

export interface Rates {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** 1 where there was nothing to find and nothing was found. */
export function ratesOf({ relations, foundRelations, rightRelations }: Score): Rates {
  const precision = foundRelations === 0 ? (relations === 0 ? 1 : 0) : rightRelations / foundRelations;
  const recall = relations === 0 ? 1 : rightRelations / relations;
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

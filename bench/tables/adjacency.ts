/**
 * How well one table was read, as the competition counts it (Göbel, Hassan, Oro and Orsi, ICDAR 2013): a table is the
 * list of its adjacency relations, each a cell with text, the next such cell to the right or below, and which of the
 * two it is. Blank cells are skipped. A relation is right when both texts are.
 */
import type { StructureCell } from './structure.js';

/** Text as it is compared: no blanks, capitals, one `_` for whatever is neither letter nor digit. */
export function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\s/gu, '')
    .replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '_')
    .toUpperCase();
}

/** `from → to` with the direction; a cell that spans is next to each of its neighbours once. */
export function relationsOf(cells: readonly StructureCell[]): string[] {
  const filled = cells.filter((cell) => normalised(cell.text) !== '');
  const at = new Map<string, StructureCell>();
  for (const cell of filled)
    for (let row = cell.startRow; row <= cell.endRow; row++)
      for (let col = cell.startCol; col <= cell.endCol; col++) at.set(`${row},${col}`, cell);
  const lastRow = Math.max(0, ...filled.map((cell) => cell.endRow));
  const lastCol = Math.max(0, ...filled.map((cell) => cell.endCol));
  return filled.flatMap((cell) => {
    const right = new Set<StructureCell>();
    for (let row = cell.startRow; row <= cell.endRow; row++)
      for (let col = cell.endCol + 1; col <= lastCol; col++) {
        const next = at.get(`${row},${col}`);
        if (next === undefined) continue;
        right.add(next);
        break;
      }
    const below = new Set<StructureCell>();
    for (let col = cell.startCol; col <= cell.endCol; col++)
      for (let row = cell.endRow + 1; row <= lastRow; row++) {
        const next = at.get(`${row},${col}`);
        if (next === undefined) continue;
        below.add(next);
        break;
      }
    const relation = (direction: string) => (next: StructureCell) =>
      `${direction} ${normalised(cell.text)} → ${normalised(next.text)}`;
    return [...[...right].map(relation('right')), ...[...below].map(relation('below'))];
  });
}

/** How many relations two tables have in common, each counted once. */
export function inCommon(truth: readonly string[], found: readonly string[]): number {
  const left = new Map<string, number>();
  for (const relation of truth) left.set(relation, (left.get(relation) ?? 0) + 1);
  let common = 0;
  for (const relation of found) {
    const count = left.get(relation) ?? 0;
    if (count === 0) continue;
    left.set(relation, count - 1);
    common += 1;
  }
  return common;
}

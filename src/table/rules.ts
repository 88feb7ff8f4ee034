/** Horizontal rulings of tables that draw no cells: rules over, under and between the rows. */
import type { GridLine } from './rulings.js';
import { RULE_DRIFT, RULE_PIECE_GAP } from './thresholds.js';

/** A rule across a table, whole or in pieces over its columns. */
export interface Rule {
  readonly y: number;
  readonly from: number;
  readonly to: number;
  /** More than one when it is broken at the columns' gutters or stands under some columns only. */
  readonly pieces: readonly GridLine[];
}

/** Rules that begin and end alike, top to bottom: the rows between them are one table's. */
export interface RuleGroup {
  readonly from: number;
  readonly to: number;
  readonly rules: readonly Rule[];
}

/** Puts the pieces at one height together when only a gutter is between them. `lines` are sorted by height. */
function rulesOf(lines: readonly GridLine[]): Rule[] {
  const rules: { y: number; from: number; to: number; pieces: GridLine[] }[] = [];
  for (const line of lines.toSorted((a, b) => a.at - b.at || a.from - b.from)) {
    const rule = rules.at(-1);
    if (rule !== undefined && rule.y === line.at && line.from - rule.to <= RULE_PIECE_GAP) {
      rule.pieces.push(line);
      rule.to = Math.max(rule.to, line.to);
    } else rules.push({ y: line.at, from: line.from, to: line.to, pieces: [line] });
  }
  return rules;
}

/** Groups a page's (or column's) horizontal lines into rules of one width; groups of one are kept, too. */
export function ruleGroups(lines: readonly GridLine[]): RuleGroup[] {
  const groups: { from: number; to: number; rules: Rule[] }[] = [];
  for (const rule of rulesOf(lines)) {
    const group = groups.findLast(
      (g) => Math.abs(g.from - rule.from) <= RULE_DRIFT && Math.abs(g.to - rule.to) <= RULE_DRIFT,
    );
    if (group === undefined) groups.push({ from: rule.from, to: rule.to, rules: [rule] });
    else group.rules.push(rule);
  }
  return groups;
}

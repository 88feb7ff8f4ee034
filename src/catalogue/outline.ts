/**
 * The rows of a form as its file nests them, each with its place in that file; and the edits by which a form
 * that extends another says how it differs.
 */
import { type Place, placeIn, type Report } from './problems.js';
import type { FormSpec, InsertSpec, RemoveSpec, ReplaceSpec, RowSpec } from './schema.js';
import { withoutTrailingDots } from './schema.js';
import { perhaps } from './wording.js';
import type { Source } from './yaml.js';

export type RowFields = Omit<RowSpec, 'rows'>;

export interface RowNode {
  readonly fields: RowFields;
  readonly place: Place;
  readonly children: RowNode[];
}

export interface TableNode {
  readonly caption: string | null;
  readonly rows: RowNode[];
}

function nodesOf(source: Source, rows: readonly RowSpec[], path: readonly PropertyKey[]): RowNode[] {
  return rows.map(({ rows: children = [], ...fields }, index) => ({
    fields,
    place: placeIn(source, [...path, index]),
    children: nodesOf(source, children, [...path, index, 'rows']),
  }));
}

/** The tables a form writes out in full. */
export function outlineOf(source: Source, tables: NonNullable<FormSpec['tables']>): TableNode[] {
  return tables.map(({ caption, rows }, index) => ({
    caption: caption ?? null,
    rows: nodesOf(source, rows, ['tables', index, 'rows']),
  }));
}

/** Where a row stands: the list it is in and its position there. */
interface Spot {
  readonly siblings: RowNode[];
  readonly index: number;
  readonly node: RowNode;
}

function* spotsOf(siblings: RowNode[]): Generator<Spot> {
  for (const [index, node] of siblings.entries()) {
    yield { siblings, index, node };
    yield* spotsOf(node.children);
  }
}

/** The rows a form's edits work on. */
class Outline {
  constructor(
    readonly tables: readonly TableNode[],
    private readonly report: Report,
  ) {}

  /** The one row with that indicator code or printed code; null, and a problem, when there is none or several. */
  spot(name: string, table: number | undefined, place: Place): Spot | null {
    const code = withoutTrailingDots(name);
    const among = table === undefined ? this.tables : this.tables.slice(table - 1, table);
    const spots = among.flatMap(({ rows }) => [...spotsOf(rows)]);
    const found = spots.filter(({ node }) => node.fields.indicator === name || node.fields.code === code);
    const [only] = found;
    if (found.length === 1 && only !== undefined) return only;
    if (found.length > 1) {
      this.report(place, `có ${found.length} hàng "${name}"; thêm "table: <số thứ tự bảng>" hoặc dùng mã chỉ tiêu`);
    } else {
      const names = spots.flatMap(({ node }) => [node.fields.indicator ?? '', node.fields.code ?? '']);
      this.report(place, `biểu mẫu gốc không có hàng "${name}"${perhaps(name, names)}`);
    }
    return null;
  }

  replace({ row, table, ...fields }: ReplaceSpec, place: Place): void {
    const spot = this.spot(row, table, place);
    if (spot === null) return;
    const written = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    spot.siblings[spot.index] = { ...spot.node, place, fields: { ...spot.node.fields, ...written } };
  }

  remove({ row, table }: RemoveSpec, place: Place): void {
    const spot = this.spot(row, table, place);
    if (spot !== null) spot.siblings.splice(spot.index, 1);
  }

  insert(spec: InsertSpec, rows: RowNode[], place: Place): void {
    const [target, ...others] = [spec.before, spec.after, spec.under].filter((name) => name !== undefined);
    if (target === undefined || others.length > 0) {
      this.report(place, 'ghi đúng một trong ba khóa before, after, under để nói hàng mới đứng ở đâu');
      return;
    }
    const spot = this.spot(target, spec.table, place);
    if (spot === null) return;
    if (spec.under !== undefined) spot.node.children.push(...rows);
    else spot.siblings.splice(spec.after === undefined ? spot.index : spot.index + 1, 0, ...rows);
  }
}

/**
 * Applies a form's differences to its base's tables, which it changes: first replaced, then removed, then inserted.
 */
export function applyDifferences(tables: readonly TableNode[], spec: FormSpec, source: Source, report: Report): void {
  const outline = new Outline(tables, report);
  for (const [i, edit] of (spec.replace ?? []).entries()) outline.replace(edit, placeIn(source, ['replace', i]));
  for (const [i, edit] of (spec.remove ?? []).entries()) outline.remove(edit, placeIn(source, ['remove', i]));
  for (const [i, edit] of (spec.insert ?? []).entries()) {
    const path = ['insert', i];
    outline.insert(edit, nodesOf(source, edit.rows, [...path, 'rows']), placeIn(source, path));
  }
}

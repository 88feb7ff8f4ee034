/** The forms of rules/forms/: outlines, differences to a base form, and rows linked to the code book. */
import type { Form, FormRow, FormTable, Indicator } from '../model/catalogue.js';
import { type DeclaredCheck, linkChecks, localId, namesOf } from './checks.js';
import { applyDifferences, outlineOf, type RowNode, type TableNode } from './outline.js';
import { type Place, placeIn, type Report } from './problems.js';
import type { FormSpec } from './schema.js';
import { perhaps } from './wording.js';
import type { Source } from './yaml.js';

export interface FormFile {
  readonly source: Source;
  readonly spec: FormSpec;
}

/** A form with its base applied: tables written out, checks its own and the base's. */
interface Written {
  readonly tables: readonly TableNode[];
  readonly checks: readonly DeclaredCheck[];
}

/** Forms by id; a file must bear its form's name, so that two copies of one form cannot both be used. */
function byId(files: readonly FormFile[], report: Report): Map<string, FormFile> {
  const forms = new Map<string, FormFile>();
  for (const file of files) {
    const named = file.source.file.replace(/^.*\/|\.yaml$/g, '');
    if (file.spec.id === named) forms.set(named, file);
    else
      report(
        placeIn(file.source, ['id']),
        `id "${file.spec.id}" khác tên tệp; đổi tên tệp thành ${file.spec.id}.yaml hoặc ghi "id: ${named}"`,
      );
  }
  return forms;
}

/** Which keys belong to a form written in full, and which to one that extends another. */
function checkKeys({ source, spec }: FormFile, report: Report): void {
  if (spec.extends === undefined) {
    if (spec.tables === undefined)
      report(placeIn(source, ['id']), 'thiếu tables (các bảng và hàng), hoặc extends (mã biểu mẫu gốc)');
    for (const key of ['replace', 'remove', 'insert'] as const)
      if (spec[key] !== undefined)
        report(placeIn(source, [key]), `"${key}" chỉ dùng cùng "extends: <mã biểu mẫu gốc>"`);
  } else if (spec.tables !== undefined)
    report(placeIn(source, ['tables']), 'đã có extends thì không ghi tables; dùng replace, remove, insert');
  if (spec.valid_from !== undefined && spec.valid_to !== undefined && spec.valid_to < spec.valid_from)
    report(placeIn(source, ['valid_to']), `valid_to trước valid_from ${spec.valid_from}; sửa một trong hai ngày`);
}

const declaredIn = ({ source, spec }: FormFile): DeclaredCheck[] =>
  (spec.checks ?? []).map((check, index) => ({ spec: check, place: placeIn(source, ['checks', index]) }));

function indicatorsIn(rows: readonly RowNode[]): string[] {
  return rows.flatMap(({ fields, children }) => [
    ...(fields.indicator !== undefined && fields.collected !== false ? [fields.indicator] : []),
    ...indicatorsIn(children),
  ]);
}

/** The base's checks that still make sense: all their indicators are there, and no check of this form replaces them. */
function inherited(base: readonly DeclaredCheck[], own: readonly DeclaredCheck[], tables: readonly TableNode[]) {
  const present = new Set(tables.flatMap(({ rows }) => indicatorsIn(rows)));
  const replaced = new Set(own.map(({ spec }) => localId(spec)));
  return base.filter(({ spec }) => !replaced.has(localId(spec)) && namesOf(spec).every((name) => present.has(name)));
}

/** Whether following `extends` never arrives at a form that is written in full. */
function isCircular(file: FormFile, forms: ReadonlyMap<string, FormFile>): boolean {
  const passed = new Set<string>();
  for (let at: FormFile | undefined = file; at?.spec.extends !== undefined; at = forms.get(at.spec.extends)) {
    if (passed.has(at.spec.id)) return true;
    passed.add(at.spec.id);
  }
  return false;
}

/** Writes a form out in full. */
function writtenOut(file: FormFile, forms: ReadonlyMap<string, FormFile>, report: Report): Written {
  const { source, spec } = file;
  const checks = declaredIn(file);
  if (spec.extends === undefined) return { tables: outlineOf(source, spec.tables ?? []), checks };
  const place = placeIn(source, ['extends']);
  const base = forms.get(spec.extends);
  if (base === undefined) {
    report(place, `không có biểu mẫu gốc "${spec.extends}"${perhaps(spec.extends, forms.keys())}`);
    return { tables: [], checks: [] };
  }
  if (isCircular(file, forms)) {
    report(place, `"${spec.extends}" dựa vòng quanh trở lại; chọn một biểu mẫu gốc ghi đủ tables`);
    return { tables: [], checks: [] };
  }
  // The base's own problems are reported where it is linked itself.
  const from = writtenOut(base, forms, () => {});
  applyDifferences(from.tables, spec, source, report);
  return { tables: from.tables, checks: [...inherited(from.checks, checks, from.tables), ...checks] };
}

/** What a row is: a heading, an indicator's row, or one that is known but not collected. */
function checkRow({ fields, place }: RowNode, indicators: ReadonlyMap<string, Indicator>, report: Report): void {
  const { heading, indicator, label, collected } = fields;
  if (indicator !== undefined && !indicators.has(indicator))
    report(place, `chỉ tiêu ${indicator} không có trong rules/indicators${perhaps(indicator, indicators.keys())}`);
  if (heading !== undefined && (indicator !== undefined || label !== undefined))
    report(place, `đề mục "${heading}" không có indicator hay label; nếu hàng có số liệu thì đổi heading thành label`);
  if (heading === undefined && indicator === undefined && (label === undefined || collected !== false))
    report(
      place,
      `hàng "${label ?? fields.code ?? '?'}": ghi heading (đề mục), hoặc indicator (mã chỉ tiêu), hoặc "collected: false" nếu biết nhưng không thu thập`,
    );
}

/** Lays the outlines out as rows, in order. */
class Rows {
  readonly all: FormRow[] = [];
  readonly collected = new Map<string, Indicator>();
  private readonly codes = new Map<string, Place>();
  private readonly seen = new Map<string, Place>();

  constructor(
    private readonly indicators: ReadonlyMap<string, Indicator>,
    private readonly report: Report,
  ) {}

  /** A printed code may return only in another table, an indicator nowhere. */
  private once(seen: Map<string, Place>, key: string, what: string, place: Place): void {
    const first = seen.get(key);
    if (first === undefined) seen.set(key, place);
    else
      this.report(
        place,
        `${what} đã có ở dòng ${first.line}${first.file === place.file ? '' : ` của ${first.file}`}; sửa một trong hai`,
      );
  }

  add(node: RowNode, table: number, parent: number | null): void {
    const { fields, place } = node;
    checkRow(node, this.indicators, this.report);
    const indicator = this.indicators.get(fields.indicator ?? '') ?? null;
    if (fields.code !== undefined)
      this.once(this.codes, `${table} ${fields.code}`, `mã in "${fields.code}" của bảng này`, place);
    if (indicator !== null) {
      this.once(this.seen, indicator.code, `chỉ tiêu ${indicator.code}`, place);
      if (fields.collected !== false) this.collected.set(indicator.code, indicator);
    }
    const index = this.all.length;
    this.all.push({
      index,
      table,
      printedCode: fields.code ?? null,
      indicator,
      label: fields.heading ?? fields.label ?? indicator?.label ?? '',
      variants: fields.variants ?? [],
      unit: fields.unit ?? indicator?.unit ?? null,
      unitVariants: fields.unit_variants ?? [],
      parent,
      collected: fields.collected ?? true,
    });
    for (const child of node.children) this.add(child, table, index);
  }
}

/** Links every form to the code book. Forms come back in the order of their ids. */
export function linkForms(
  files: readonly FormFile[],
  indicators: ReadonlyMap<string, Indicator>,
  isProvince: (code: string) => boolean,
  report: Report,
): Form[] {
  const forms = byId(files, report);
  return [...forms.values()].map((file) => {
    const { spec } = file;
    checkKeys(file, report);
    if (spec.province !== undefined && !isProvince(spec.province))
      report(
        placeIn(file.source, ['province']),
        `không có tỉnh mã ${spec.province}; xem mã hai chữ số trong units/units.csv`,
      );
    const { tables, checks } = writtenOut(file, forms, report);
    const rows = new Rows(indicators, report);
    for (const [table, node] of tables.entries()) for (const row of node.rows) rows.add(row, table, null);
    return {
      id: spec.id,
      title: spec.title,
      level: spec.level,
      province: spec.province ?? null,
      validFrom: spec.valid_from ?? null,
      validTo: spec.valid_to ?? null,
      tables: tables.map(
        ({ caption }, table): FormTable => ({ caption, rows: rows.all.filter((row) => row.table === table) }),
      ),
      rows: rows.all,
      checks: linkChecks(spec.id, checks, rows.collected, report),
    };
  });
}

/** `sohoa rules draft`: a form file proposed from an appendix, ready to edit. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Document, isMap, type Node, type Scalar, type YAMLMap } from 'yaml';
import { loadCatalogue } from '../catalogue/index.js';
import { matchReport } from '../match/index.js';
import { type NearestRow, nearestRows } from '../match/nearest.js';
import { normaliseCode } from '../match/rows.js';
import type { Catalogue } from '../model/catalogue.js';
import { UsageError } from '../model/errors.js';
import type { AppendixTable, Metadata, Report, ReportRow } from '../model/report.js';
import { readReport } from '../report/index.js';
import type { OcrMode } from '../tessdata.js';
import { readOne } from './one.js';

export interface DraftCommandOptions {
  readonly out?: string;
  readonly rules?: string;
  readonly ocr: OcrMode;
}

export async function draftRules(file: string, options: DraftCommandOptions): Promise<number> {
  const catalogue = await loadCatalogue(options.rules);
  const report = await read(file, options.ocr, catalogue);
  // rules/ wants a form's file named after its id.
  const id = options.out === undefined ? null : path.basename(options.out).replace(/\.ya?ml$/iu, '');
  const draft = draftForm(report, catalogue, id);
  if (options.out === undefined) process.stdout.write(draft);
  else {
    await writeFile(options.out, draft);
    process.stderr.write(
      `Đã ghi ${options.out}. Hãy sửa những chỗ có dấu #, chép vào forms/ và indicators/ của danh mục, rồi chạy: sohoa rules check\n`,
    );
  }
  return 0;
}

async function read(file: string, ocr: OcrMode, catalogue: Catalogue): Promise<Report> {
  const { layout } = await readOne(file, ocr);
  const report = readReport(layout, catalogue.units);
  if (report.tables.length > 0) return report;
  throw new UsageError('Không tìm thấy bảng phụ lục nào trong tệp này. / No appendix table was found.');
}

/** A row of the outline with what hangs under it. */
interface Item {
  readonly row: ReportRow;
  readonly nearest: NearestRow;
  readonly items: Item[];
}

/** The YAML of a form for the report's appendix, and below it, commented out, the indicators it would add. */
export function draftForm(report: Report, catalogue: Catalogue, id: string | null): string {
  const nearest = nearestRows(report.tables, catalogue);
  const newIndicators: string[] = [];
  const codes = new NewCodes(catalogue);
  let index = 0;
  const document = new Document({ id: id ?? freeId(report, catalogue), ...headOf(report, catalogue), tables: [] });
  const tables = report.tables.map((table) => {
    const items = outlineOf(table, () => nearest[index++]);
    const rows = items.map((item) => rowNode(document, item, codes, newIndicators));
    return document.createNode({ ...(table.caption === null ? {} : { caption: table.caption }), rows });
  });
  document.set('tables', document.createNode(tables));
  document.commentBefore =
    ` BIỂU MẪU ĐỀ XUẤT từ một phụ lục${knownForm(report, catalogue)}\n` +
    ' Xem từng dòng có dấu #, sửa cho đúng rồi xóa dấu ấy.\n' +
    ' Chỉ tiêu mã MOI-… là chỉ tiêu chưa có trong danh mục: đặt mã mới, hoặc thay bằng mã gần nhất nếu thật sự là một.';
  const added =
    newIndicators.length === 0
      ? ''
      : `\n# Chép phần dưới đây (bỏ dấu #) vào một tệp trong indicators/:\n# indicators:\n${newIndicators.join('')}`;
  return document.toString({ lineWidth: 0 }) + added;
}

/** Whoever asks for a new form where one fits hardly needs it. */
function knownForm({ tables }: Report, catalogue: Catalogue): string {
  const { form, formScore } = matchReport(tables, catalogue);
  if (form === null) return ' chưa có biểu mẫu nào khớp.';
  return (
    ` đã khớp biểu mẫu ${form.id} (${formScore.toFixed(2)}).\n` +
    ` Chỉ cần biểu mẫu mới nếu mẫu ấy đã đổi; khi đó nên ghi "extends: ${form.id}" và chỉ viết những dòng khác.`
  );
}

function headOf({ metadata }: Report, catalogue: Catalogue): Record<string, string> {
  const year = yearOf(metadata);
  const on = metadata.period?.end ?? `${year}-12-31`;
  const provinces =
    metadata.province === null ? [] : catalogue.units.find({ level: 'tinh', name: metadata.province, on });
  const [province] = provinces;
  return {
    title: metadata.title || 'Thống kê số liệu về kết quả thực hiện công tác cải cách hành chính',
    level: levelOf(metadata),
    ...(provinces.length === 1 && province ? { province: province.code } : {}),
    valid_from: `${year}-01-01`,
  };
}

function freeId({ metadata }: Report, catalogue: Catalogue): string {
  const taken = new Set(catalogue.forms.map((form) => form.id));
  const base = `${levelOf(metadata)}-${yearOf(metadata)}`;
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
  return id;
}

/** Departments and ministries fill in the province's form. */
function levelOf({ level }: Metadata): string {
  return level === 'so' || level === 'bo' ? 'tinh' : (level ?? 'xa');
}

function yearOf({ period, issuedOn }: Metadata): string {
  return period?.start.slice(0, 4) ?? issuedOn?.slice(0, 4) ?? '2000';
}

function outlineOf(table: AppendixTable, next: () => NearestRow | undefined): Item[] {
  const top: Item[] = [];
  const byCode = new Map<string, Item>();
  let last: Item | null = null;
  for (const row of table.rows) {
    const item: Item = { row, nearest: next() ?? { formRow: null, likeness: 0, certain: false }, items: [] };
    if (row.label === '') continue;
    const code = normaliseCode(row.printedCode);
    const parent: Item | null | undefined =
      code === '' ? last : byCode.get(code.slice(0, Math.max(0, code.lastIndexOf('.'))));
    (parent?.items ?? top).push(item);
    if (code === '') continue;
    byCode.set(code, item);
    last = item;
  }
  return top;
}

/** Codes for indicators that the catalogue does not have: `MOI-3.2.6`, `MOI-3.3.1a` for rows without a number. */
class NewCodes {
  readonly #taken: Set<string>;
  #under = '0';

  constructor(catalogue: Catalogue) {
    this.#taken = new Set(catalogue.indicators.keys());
  }

  codeOf(row: ReportRow): string {
    const printed = normaliseCode(row.printedCode);
    if (/^\d+(\.\d+)*$/u.test(printed)) this.#under = printed;
    const base = `MOI-${this.#under}`;
    const free = ['', ...'abcdefghijklmnopqrstuvwxyz'].find(
      (suffix) => !this.#taken.has(base + suffix) && (suffix !== '' || printed === this.#under),
    );
    const code = base + (free ?? 'z');
    this.#taken.add(code);
    return code;
  }
}

function rowNode(document: Document, item: Item, codes: NewCodes, newIndicators: string[]): Node {
  const { row, nearest } = item;
  const code = row.printedCode.replace(/[.\s]+$/u, '');
  const isKnownHeading = nearest.certain && nearest.formRow?.indicator === null;
  const isBare = row.unit === '' && (item.items.length > 0 || !nearest.certain);
  const isHeading = row.valueRaw === '' && (isKnownHeading || isBare);
  const known = nearest.certain ? nearest.formRow?.indicator : null;
  const fields: Record<string, unknown> = code === '' ? {} : { code };
  if (isHeading) fields.heading = row.label;
  else {
    fields.indicator = known?.code ?? codes.codeOf(row);
    fields.label = row.label;
  }
  if (row.unit !== '') fields.unit = row.unit;
  if (item.items.length > 0) fields.rows = item.items.map((child) => rowNode(document, child, codes, newIndicators));
  const node = document.createNode(fields);
  const indicator = isMap(node) ? ((node as YAMLMap).get('indicator', true) as Scalar | undefined) : undefined;
  if (indicator) {
    indicator.comment = commentOn(nearest);
    if (!known) newIndicators.push(indicatorLines(String(indicator.value), row));
  }
  return node;
}

function commentOn({ formRow, likeness, certain }: NearestRow): string {
  const indicator = formRow?.indicator;
  if (!indicator) return ' mới';
  const near = `${indicator.code} "${formRow.label}" (giống ${likeness.toFixed(2)})`;
  return certain ? ` ${near}` : ` mới? gần nhất: ${near}`;
}

function indicatorLines(code: string, row: ReportRow): string {
  const type = row.unit.startsWith('%') ? 'percent' : row.unit.includes('=') ? 'enum' : 'count';
  const fields = {
    [code]: {
      label: row.label,
      ...(row.unit === '' ? {} : { unit: row.unit }),
      type,
      basis: type === 'percent' ? 'rate' : type === 'enum' ? 'stock' : 'cumulative',
    },
  };
  return new Document(fields)
    .toString({ lineWidth: 0 })
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `#   ${line}\n`)
    .join('');
}

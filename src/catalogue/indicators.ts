/** The code book: every indicator of rules/indicators/, validated against the others. */
import type { Indicator } from '../model/catalogue.js';
import { domainOfUnit } from './domain.js';
import { type Place, placeIn, type Report } from './problems.js';
import type { IndicatorSpec, IndicatorsSpec } from './schema.js';
import { perhaps } from './wording.js';
import type { Source } from './yaml.js';

export interface IndicatorsFile {
  readonly source: Source;
  readonly spec: IndicatorsSpec;
}

interface Entry {
  readonly spec: IndicatorSpec;
  readonly place: Place;
}

const sameNumbers = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((value, index) => value === b[index]);

/** An enum's domain: as written, else as its unit text lists it. Anything else has none. */
function domainOf(code: string, { type, unit, domain }: IndicatorSpec, place: Place, report: Report): number[] | null {
  const written = domain === undefined ? null : [...new Set(domain)].sort((a, b) => a - b);
  if (type !== 'enum') {
    if (written !== null) report(place, `${code}: chỉ chỉ tiêu "type: enum" mới có domain; xóa domain hoặc sửa type`);
    return null;
  }
  const listed = unit === undefined ? null : domainOfUnit(unit);
  if (written === null && listed === null)
    report(place, `${code}: ghi domain (ví dụ [0, 1]) hoặc đơn vị tính dạng "Không = 0 Có = 1"`);
  if (written !== null && listed !== null && !sameNumbers(written, listed))
    report(place, `${code}: domain [${written.join(', ')}] khác đơn vị tính đã ghi [${listed.join(', ')}]; bỏ domain`);
  return written ?? listed;
}

/** Every code that stands for something, with where it was first written; a second writing is a problem. */
function gather<T>(
  files: readonly IndicatorsFile[],
  of: (file: IndicatorsFile) => [string, T, string][],
  report: Report,
) {
  const found = new Map<string, { spec: T; place: Place }>();
  for (const file of files) {
    for (const [code, spec, key] of of(file)) {
      const place = placeIn(file.source, [key, code]);
      const first = found.get(code)?.place;
      if (first === undefined) found.set(code, { spec, place });
      else report(place, `mã ${code} đã dùng ở ${first.file}:${first.line}; mỗi mã chỉ một chỉ tiêu, chọn mã khác`);
    }
  }
  return found;
}

/** Codes of which each stands under the next, back to one already passed: an outline that never reaches the top. */
function isItsOwnAncestor(code: string, entries: ReadonlyMap<string, Entry>): boolean {
  const passed = new Set<string>();
  for (let at: string | undefined = code; at !== undefined; at = entries.get(at)?.spec.parent) {
    if (passed.has(at)) return true;
    passed.add(at);
  }
  return false;
}

function checkParent(code: string, entries: ReadonlyMap<string, Entry>, headings: ReadonlySet<string>, report: Report) {
  const entry = entries.get(code);
  const parent = entry?.spec.parent;
  if (entry === undefined || parent === undefined) return;
  if (!entries.has(parent) && !headings.has(parent))
    report(
      entry.place,
      `${code}: parent ${parent} không có trong headings hay indicators${perhaps(parent, [...headings, ...entries.keys()])}`,
    );
  else if (isItsOwnAncestor(code, entries)) report(entry.place, `${code}: parent ${parent} lại nằm dưới chính ${code}`);
}

/** Links the files into one code book, in the order of files and of entries. */
export function linkIndicators(files: readonly IndicatorsFile[], report: Report): ReadonlyMap<string, Indicator> {
  const entries = gather(
    files,
    ({ spec }) => Object.entries(spec.indicators).map(([code, entry]) => [code, entry, 'indicators']),
    report,
  );
  const headings = gather(
    files,
    ({ spec }) => Object.entries(spec.headings ?? {}).map(([code, label]) => [code, label, 'headings']),
    report,
  );
  for (const [code, { place }] of headings)
    if (entries.has(code)) report(place, `${code} vừa là đề mục vừa là chỉ tiêu; bỏ một trong hai`);

  const indicators = new Map<string, Indicator>();
  for (const [code, { spec, place }] of entries) {
    checkParent(code, entries, new Set(headings.keys()), report);
    if (spec.type === 'percent' && spec.basis !== 'rate')
      report(place, `${code}: "type: percent" thì ghi "basis: rate" (tỷ lệ không cộng dồn)`);
    indicators.set(code, {
      code,
      label: spec.label,
      unit: spec.unit ?? null,
      type: spec.type,
      basis: spec.basis,
      domain: domainOf(code, spec, place, report),
      parent: spec.parent ?? null,
    });
  }
  return indicators;
}

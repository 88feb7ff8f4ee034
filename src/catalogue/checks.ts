/** The arithmetic a form declares of itself, linked to its indicators. */
import type { Check, Indicator } from '../model/catalogue.js';
import { foldKey } from '../vietnamese/keys.js';
import type { Place, Report } from './problems.js';
import type { CheckSpec } from './schema.js';
import { perhaps } from './wording.js';

/** A check as a file declares it, and where. */
export interface DeclaredCheck {
  readonly spec: CheckSpec;
  readonly place: Place;
}

/** Every indicator a check names. */
export function namesOf(spec: CheckSpec): string[] {
  switch (spec.kind) {
    case 'sum':
      return [spec.whole, ...spec.parts];
    case 'subset':
      return [spec.part, spec.whole];
    case 'rate':
      return [spec.rate, spec.numerator, spec.denominator];
    case 'partition':
      return spec.whole === undefined ? spec.members : [...spec.members, spec.whole];
    case 'narrative':
      return [spec.indicator];
  }
}

/** The indicator a check's flag stands on. */
function subjectOf(spec: CheckSpec): string {
  switch (spec.kind) {
    case 'sum':
      return spec.whole;
    case 'subset':
      return spec.part;
    case 'rate':
      return spec.rate;
    case 'partition':
      return spec.members.at(-1) ?? '';
    case 'narrative':
      return spec.indicator;
  }
}

/** What tells a check from the others of its form: `sum-3.3.1`, or as its author says. */
export function localId(spec: CheckSpec): string {
  return spec.id ?? `${spec.kind}-${subjectOf(spec).replace(/^[A-Z]+-/, '')}`;
}

function linked(form: string, spec: CheckSpec): Check {
  const base = { id: `${form}/${localId(spec)}`, note: spec.note ?? null };
  switch (spec.kind) {
    case 'sum':
      return { ...base, kind: 'sum', whole: spec.whole, parts: spec.parts, atMost: spec.at_most ?? false };
    case 'subset':
      return { ...base, kind: 'subset', part: spec.part, whole: spec.whole, soft: spec.soft ?? false };
    case 'rate':
      return { ...base, kind: 'rate', rate: spec.rate, numerator: spec.numerator, denominator: spec.denominator };
    case 'partition':
      return {
        ...base,
        kind: 'partition',
        members: spec.members,
        whole: spec.whole ?? null,
        limit: spec.limit ?? null,
      };
    case 'narrative':
      return { ...base, kind: 'narrative', indicator: spec.indicator, phrases: spec.phrases.map(foldKey) };
  }
}

/** What is wrong with a check beyond its spelling, said so that it can be mended. */
function complaintsOf(spec: CheckSpec, collected: ReadonlyMap<string, Indicator>): string[] {
  const names = namesOf(spec);
  const complaints = names
    .filter((name) => !collected.has(name))
    .map((name) => `biểu mẫu này không thu thập chỉ tiêu ${name}${perhaps(name, collected.keys())}`);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) complaints.push(`${repeated} được nhắc hai lần trong một phép kiểm tra; bỏ một`);
  if (spec.kind === 'partition' && (spec.whole === undefined) === (spec.limit === undefined))
    complaints.push('ghi đúng một trong hai khóa: whole (mã chỉ tiêu tổng) hoặc limit (một số, ví dụ 100)');
  if (spec.kind === 'rate' && (collected.get(spec.rate)?.type ?? 'percent') !== 'percent')
    complaints.push(`${spec.rate} không phải tỷ lệ %; rate phải là chỉ tiêu có "type: percent"`);
  return complaints;
}

/** The checks of one form; those that cannot be evaluated are reported and left out. */
export function linkChecks(
  form: string,
  declared: readonly DeclaredCheck[],
  collected: ReadonlyMap<string, Indicator>,
  report: Report,
): Check[] {
  const checks = new Map<string, Check>();
  for (const { spec, place } of declared) {
    const complaints = complaintsOf(spec, collected);
    if (checks.has(localId(spec)))
      complaints.push(`đã có phép kiểm tra "${localId(spec)}" ở trên; gộp hai mục, hoặc đặt tên riêng bằng khóa id`);
    for (const complaint of complaints) report(place, complaint);
    if (complaints.length === 0) checks.set(localId(spec), linked(form, spec));
  }
  return [...checks.values()];
}

/** What a report says about itself: who, when, under which number, for which period. */
import type { Unit, UnitRegister } from '../model/catalogue.js';
import type { Disagreement, Metadata, Period } from '../model/report.js';
import { nameKey } from '../vietnamese/keys.js';
import { dateAfterNgay, dateRange, dateUpTo } from './dates.js';
import { type NumberMention, numbersIn, reportNumbersIn } from './document-number.js';
import { isOfAnotherKind, isOfAnotherPeriod } from './header.js';
import {
  bodiesOf,
  committeesIn,
  type NamedUnit,
  namesCutShort,
  officeOfLetterhead,
  partsReportedOn,
  sameUnit,
  unitsIn,
  unitsReportedOn,
} from './issuer.js';
import { type Line, leftColumn, type Paragraph, titleText, type Zones } from './lines.js';
import {
  isNear,
  MAX_LATE_DAYS,
  MAX_LEAD_DAYS,
  namesOtherSpan,
  type PeriodMention,
  periodOf,
  periodsIn,
} from './period.js';
import { isOfAnotherPeriodBy, isOverAnotherTime, isTentative } from './remark.js';

/** The places in which a report speaks about itself, strongest first. */
export interface Statements {
  readonly zones: Zones;
  readonly title: string;
  /** Caption lines of all appendix tables. */
  readonly captions: readonly string[];
  /** The same, line by line. */
  readonly captionLines: readonly string[];
  /** Headers of the appendix' value columns. */
  readonly valueHeaders: readonly string[];
  /** Those of them, read from text, that do not say that the column holds values. */
  readonly strangeHeaders: readonly string[];
  /** `Ghi chú: …` below the appendix tables, without the words. */
  readonly remarks: readonly string[];
  /** `Trên đây là báo cáo …`. */
  readonly closing: string;
  readonly paragraphs: readonly Paragraph[];
}

export function statementsOf(
  zones: Zones,
  said: Pick<Statements, 'captions' | 'captionLines' | 'valueHeaders' | 'strangeHeaders' | 'remarks' | 'paragraphs'>,
): Statements {
  const closing = said.paragraphs.findLast((p) => /^trên đây là/iu.test(p.text))?.text ?? '';
  return { ...said, zones, title: titleText(zones.title), closing };
}

export function readMetadata(said: Statements, register: UnitRegister): Metadata {
  const numbers = readNumber(said);
  const issuedOn = readIssueDate(said);
  const coverage = readCoverage(said);
  const periods = readPeriod(said, issuedOn, coverage.asOf);
  const date = coverage.asOf ?? periods.period?.end ?? issuedOn ?? LATEST;
  const issuer = readIssuer(said, register, date);
  const unit = issuer.unit === null ? NO_UNIT : resolveBetween(issuer, said, register, date, issuedOn);
  return {
    title: said.title,
    documentNumber: numbers.number,
    issuedOn,
    issuer: issuer.name,
    level: issuer.level,
    district: unit.district ?? issuer.district,
    province: unit.province ?? issuer.province,
    unitCode: unit.code,
    unitCandidates: unit.candidates,
    period: periods.period,
    ...coverage,
    replaces: /(thay thế|bổ sung|điều chỉnh|đính chính)\s+(cho\s+)?báo cáo/iu.test(
      [said.title, ...said.captions, said.closing].join(' '),
    ),
    disagreements: [
      ...periodDisagreements(periods, strangeColumns(said, issuer, periods.period)),
      ...issuer.disagreements,
      ...numbers.disagreements,
    ],
  };
}

/** Without any date the register is asked about its latest state. */
const LATEST = '2100-01-01';

// --- number and dates ---

function readNumber(said: Statements): { number: string | null; disagreements: Disagreement[] } {
  const letterhead = numbersIn(textOf(said.zones.letterhead)).slice(0, 1);
  const captions = said.captions.length > 0 ? reportNumbersIn(said.captions.join(' ')) : [];
  const given = [...letterhead, ...captions].flatMap((mention: NumberMention) => mention.number ?? []);
  const distinct = [...new Set(given)];
  return {
    number: distinct[0] ?? null,
    disagreements: distinct.length > 1 ? [{ what: 'document_number', readings: distinct }] : [],
  };
}

/** The letterhead's date, else the one its own appendix gives the report. */
function readIssueDate(said: Statements): string | null {
  return dateAfterNgay(textOf(said.zones.letterhead)) ?? dateInCaption(said);
}

/** The date of the report that an appendix says it is attached to; prose above it may speak of reports, too. */
function dateInCaption(said: Statements): string | null {
  const mentions = said.captions.join(' ').matchAll(/(?=(báo\s+cáo.{0,60}))/giu);
  return [...mentions].map(([, words = '']) => dateAfterNgay(words)).find((date) => date !== null) ?? null;
}

function readCoverage(said: Statements): { coverFrom: string | null; coverTo: string | null; asOf: string | null } {
  for (const statement of [said.title, ...said.captions, ...said.valueHeaders]) {
    const range = dateRange(statement);
    if (range) return { coverFrom: range.from, coverTo: range.to, asOf: range.to };
    const upTo = dateUpTo(statement);
    if (upTo) return { coverFrom: null, coverTo: null, asOf: upTo };
  }
  return { coverFrom: null, coverTo: null, asOf: null };
}

function textOf(lines: readonly Line[]): string {
  return lines.map((line) => line.text).join(' ');
}

// --- period ---

/** A report is written at most so long after its period's end for its own date to stand in for a year not named. */
const MAX_DELAY_DAYS = 150;

/** Title over caption over closing sentence; places that name another period are reported, not averaged. */
function readPeriod(
  said: Statements,
  issuedOn: string | null,
  asOf: string | null,
): { period: Period | null; disagreements: Disagreement[] } {
  const sources = [said.title, ...said.captions, ...said.valueHeaders, said.closing]
    .map((statement) => periodsIn(statement))
    .filter((mentions) => mentions.length > 0);
  const all = sources.flat();
  const years = new Set(all.flatMap((mention) => mention.year ?? []));
  const complete = (mention: PeriodMention): Period | null => {
    const year = mention.year ?? (years.size === 1 ? [...years][0] : undefined) ?? yearFromDate(mention, issuedOn);
    return year === undefined ? null : periodOf(mention.part, year);
  };
  // A source that names two periods ("quý III và 9 tháng đầu năm") decides nothing, one that names one does.
  const statements = sources.map((mentions) =>
    distinctBy(
      mentions.map(complete).filter((p) => p !== null),
      (p) => p.label,
    ),
  );
  const deciding = statements.find((periods) => periods.length === 1) ?? [];
  const chosen = deciding[0] ?? null;
  const agrees = (periods: readonly Period[]) => periods.length === 0 || periods.some((p) => p.label === chosen?.label);
  const readings = [...new Set(statements.flat().map((p) => p.label))];
  const disagree = chosen === null ? readings.length > 1 : !statements.every(agrees);
  const atOdds = saidAtOdds(said, chosen, issuedOn, asOf);
  if (disagree || atOdds.length > 0)
    return { period: chosen, disagreements: [{ what: 'period', readings: [...readings, ...atOdds] }] };
  return { period: chosen, disagreements: [] };
}

/**
 * What does not go with the period: a day of signing, of the figures or of the report that the appendix belonged to which
 * lies far from it (a year mistyped, the last report's title or appendix left in the file), and words that name another.
 */
function saidAtOdds(said: Statements, period: Period | null, issuedOn: string | null, asOf: string | null): string[] {
  const words = [
    ...said.valueHeaders.filter(isOfAnotherKind),
    ...said.captions.filter(isOfAnotherPeriod),
    ...said.remarks.filter((remark) => isOfAnotherPeriodBy(remark, period)),
    ...[...said.captionLines, ...said.remarks].filter(isTentative),
  ];
  if (period === null) return words;
  const overFigures = [...said.valueHeaders, ...said.captionLines.filter((line) => /^[(\s]*số liệu/iu.test(line))];
  words.push(...overFigures.filter((line) => !words.includes(line) && isOverAnotherTime(line, period)));
  const far = (day: string | null, late: number) => (day !== null && !isNear(period, day, late) ? [day] : []);
  return [
    ...new Set([
      ...far(issuedOn, MAX_LATE_DAYS),
      ...far(dateInCaption(said), MAX_LATE_DAYS),
      ...far(asOf, MAX_LEAD_DAYS),
    ]),
    ...words,
    ...(namesOtherSpan(said.title) ? [said.title] : []),
  ];
}

/** A column of figures called by no word for values: they may be of another time, place or kind. One called by the unit is its own. */
function strangeColumns({ strangeHeaders }: Statements, { name }: Issuer, period: Period | null): string[] {
  const own = nameKey(name ?? '');
  const [type = ''] = own.split(' ');
  return strangeHeaders.filter((header) => {
    const key = nameKey(header);
    // `2021`, `9T/2021`
    const [, year] = /^(?:\d{1,2}\s*t\P{L}*)?((?:19|20)\d\d)$/iu.exec(header.trim()) ?? [];
    if (year !== undefined && year === period?.end.slice(0, 4)) return false;
    return own === '' || !(key.includes(own) || [type, `ubnd ${type}`, `toàn ${type}`].includes(key));
  });
}

function periodDisagreements(
  { period, disagreements }: ReturnType<typeof readPeriod>,
  strange: readonly string[],
): Disagreement[] {
  if (strange.length === 0) return [...disagreements];
  const known = disagreements[0]?.readings ?? (period === null ? [] : [period.label]);
  return [{ what: 'period', readings: [...new Set([...known, ...strange])] }];
}

function yearFromDate(mention: PeriodMention, issuedOn: string | null): number | undefined {
  if (issuedOn === null) return undefined;
  const issued = Date.parse(issuedOn);
  const year = Number(issuedOn.slice(0, 4));
  return [year, year - 1].find((candidate) => {
    const days = (issued - Date.parse(periodOf(mention.part, candidate).end)) / 86_400_000;
    return days >= -MAX_LEAD_DAYS && days <= MAX_DELAY_DAYS;
  });
}

function distinctBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

// --- issuer and unit ---

interface Issuer {
  readonly name: string | null;
  readonly level: Metadata['level'];
  readonly unit: NamedUnit | null;
  readonly district: string | null;
  readonly province: string | null;
  readonly disagreements: readonly Disagreement[];
}

function readIssuer(said: Statements, register: UnitRegister, date: string): Issuer {
  const head = leftColumn(said.zones.letterhead).map((line) => line.text);
  const sources = [
    unitsIn(head.join(' '), register, date),
    committeesIn(said.captions.join(' '), register, date),
    committeesIn(said.title, register, date),
    committeesIn(said.closing, register, date),
  ];
  const stated = sources.flat();
  const above = (level: NamedUnit['level']) => stated.find((unit) => unit.level === level) ?? null;
  const office = officeOfLetterhead(head);
  if (office) {
    const province = above('tinh');
    return {
      name: office.name,
      level: office.level,
      unit: null,
      district: null,
      province: province && withType(province),
      disagreements: [],
    };
  }
  const own = sources.map(lowest).find((unit) => unit !== null) ?? null;
  if (own === null) return { name: null, level: null, unit: null, district: null, province: null, disagreements: [] };
  // A title or a caption left over from a neighbour's file names it with or without its committee.
  const titled = unitsIn([said.title, ...said.captions, ...said.remarks].join('; '), register, date).filter(
    ({ known }) => known,
  );
  const rivals = [...stated, ...titled].filter((unit) => unit.level === own.level);
  const names = [...new Set(rivals.map((unit) => `${unit.type} ${unit.name}`))];
  // A caption that names a lower unit than the letterhead: one of the two is not the issuer's.
  const lower = sources.map(lowest).find((unit) => unit !== null && RANK[unit.level] < RANK[own.level]) ?? null;
  if (lower) names.push(`${lower.type} ${lower.name}`);
  const named = unitsIn([said.closing, ...said.captions].join(' '), register, date);
  const parent = (level: NamedUnit['level']) =>
    own.level === level ? null : (above(level) ?? named.find((unit) => unit.level === level && unit.known) ?? null);
  const district = own.level === 'huyen' ? own : own.level === 'xa' ? parent('huyen') : null;
  const province = own.level === 'tinh' ? own : parent('tinh');
  const others = alsoSpokenOf(said, own, [district, province], register, date);
  const consistent = lower === null && others.length === 0 && rivals.every((unit) => sameUnit(unit, own));
  return {
    name: `${own.type} ${own.name}`,
    level: own.level,
    unit: own,
    district: district && withType(district),
    province: province && withType(province),
    disagreements: consistent ? [] : [{ what: 'issuer', readings: [...names, ...others] }],
  };
}

/** A table of the district's figures, an office of the commune's, a date line left over from the file of a neighbour. */
function alsoSpokenOf(
  said: Statements,
  own: NamedUnit,
  above: readonly (NamedUnit | null)[],
  register: UnitRegister,
  date: string,
): string[] {
  const captions = said.captions.join('; ');
  const head = leftColumn(said.zones.letterhead).map((line) => line.text);
  const higher = unitsReportedOn(captions, register, date).filter(({ level }) => RANK[level] > RANK[own.level]);
  return [
    ...higher.map((unit) => withType(unit).trim()),
    ...partsReportedOn(captions),
    ...bodiesOf(head),
    ...namesCutShort(head, register, date),
    ...neighbourOf(own, placeOfDate(said.zones.letterhead), above, register, date),
  ];
}

/** `Hiếu Nhơn, ngày 09 tháng 9 năm 2021`: where the report was signed. */
function placeOfDate(letterhead: readonly Line[]): string | null {
  const line = letterhead.find(({ text }) => /,\s*ngày(?!\p{L})/iu.test(text));
  return line === undefined ? null : (/([\p{L}\d][\p{L}\d'’ -]*),\s*ngày/iu.exec(line.text)?.[1]?.trim() ?? null);
}

/** The other commune of the same district (of the province, where there are none) that a commune's report was signed in. */
function neighbourOf(
  own: NamedUnit,
  place: string | null,
  above: readonly (NamedUnit | null)[],
  register: UnitRegister,
  date: string,
): string[] {
  const within = above.find((unit) => unit !== null) ?? null;
  if (own.level !== 'xa' || place === null || within === null) return [];
  const isNamed = (unit: NamedUnit | null) => unit !== null && nameKey(unit.name) === nameKey(place);
  const isTyped = nameKey(place) === nameKey(`${own.type} ${own.name}`);
  if (isTyped || [own, ...above].some(isNamed)) return [];
  const scope = within.level === 'huyen' ? { district: withType(within) } : { province: withType(within) };
  const neighbours = register.find({ level: 'xa', name: place, district: null, province: null, ...scope, on: date });
  return neighbours.length === 0 ? [] : [place];
}

const RANK = { xa: 0, huyen: 1, tinh: 2, so: 3, bo: 4 } as const;

function lowest(units: readonly NamedUnit[]): NamedUnit | null {
  return units.reduce<NamedUnit | null>(
    (low, unit) => (low === null || RANK[unit.level] < RANK[low.level] ? unit : low),
    null,
  );
}

function withType(unit: NamedUnit): string {
  return `${unit.type} ${unit.name}`;
}

interface Resolved {
  readonly code: string | null;
  readonly district: string | null;
  readonly province: string | null;
  readonly candidates: readonly string[];
}

const NO_UNIT: Resolved = { code: null, district: null, province: null, candidates: [] };

/**
 * The one unit of that name on that date, under the district and province the report states. Namesakes are told
 * apart by the districts and provinces its prose speaks of, when exactly one namesake lies in one of them.
 */
function resolveUnit(issuer: Issuer, said: Statements, register: UnitRegister, date: string): Resolved {
  const { unit } = issuer;
  if (unit === null) return NO_UNIT;
  const name = `${unit.type} ${unit.name}`;
  const district = unit.level === 'xa' ? issuer.district : null;
  const province = unit.level === 'tinh' ? null : issuer.province;
  let found = register.find({ level: unit.level, name, district, province, on: date });
  if (found.length > 1) {
    const spokenOf = new Set(
      said.paragraphs
        .flatMap((p) => unitsIn(p.text, register, date))
        .filter((other) => other.known && RANK[other.level] > RANK[unit.level])
        .map((other) => `${other.level} ${nameKey(`${other.type} ${other.name}`)}`),
    );
    const near = found.filter((candidate) =>
      parentsOf(candidate, register, date).some((p) => spokenOf.has(`${p.level} ${nameKey(p.name)}`)),
    );
    if (near.length === 1) found = near;
  }
  const [only] = found;
  if (found.length !== 1 || only === undefined)
    return { ...NO_UNIT, candidates: found.map((candidate) => describe(candidate, register, date)) };
  const parents = parentsOf(only, register, date);
  const nameAt = (level: Unit['level']) => {
    const name = parents.find((parent) => parent.level === level)?.name;
    // The register writes `Huyện …` as on a map; within a line it is `huyện …`, like the issuer.
    return name === undefined ? null : name.charAt(0).toLowerCase() + name.slice(1);
  };
  return { code: only.code, district: nameAt('huyen'), province: nameAt('tinh'), candidates: [] };
}

/**
 * A report signed after 1 July 2025 on the half year before it may be the old unit's or that of the new one of the same
 * name: what the name meant on the two days must be one unit.
 */
function resolveBetween(
  issuer: Issuer,
  said: Statements,
  register: UnitRegister,
  date: string,
  issuedOn: string | null,
): Resolved {
  const then = resolveUnit(issuer, said, register, date);
  if (issuedOn === null || issuedOn <= date || then.code === null) return then;
  const later = resolveUnit(issuer, said, register, issuedOn);
  if (later.code === null || later.code === then.code) return then;
  const candidates = [
    [then.code, date],
    [later.code, issuedOn],
  ].flatMap(([code = '', on = '']) => {
    const unit = register.get(code, on);
    return unit === null ? [] : [describe(unit, register, on)];
  });
  return { ...then, code: null, candidates };
}

function parentsOf(unit: Unit, register: UnitRegister, date: string): Unit[] {
  const parent = unit.parentCode === null ? null : register.get(unit.parentCode, date);
  return parent === null ? [] : [parent, ...parentsOf(parent, register, date)];
}

function describe(unit: Unit, register: UnitRegister, date: string): string {
  return `${[unit, ...parentsOf(unit, register, date)].map((u) => u.name).join(', ')} (${unit.code})`;
}

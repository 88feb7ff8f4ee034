/**
 * Observations of many documents become time series: one curve per administrative unit, indicator and basis,
 * one point per period.
 *
 * Kept in memory is who reported when; the claims to a point lie on a shelf, one piece a report. Everything after
 * `add` walks them in the order of the files, one unit at a time.
 */
import { checkSeries, type SeriesPointForCheck } from '../check/index.js';
import type { Catalogue, Indicator, SeriesBreak } from '../model/catalogue.js';
import { InvariantError } from '../model/errors.js';
import type { ExtractedRow, Extraction } from '../model/extraction.js';
import { type Flag, flag } from '../model/flags.js';
import { compareText } from '../model/order.js';
import type { Origin } from '../model/page.js';
import type { Period } from '../model/report.js';
import type { Basis, Level } from '../model/value.js';
import type { DecidedDocument } from './decide.js';
import { codeList, doubtful, isSettled, RowFlags, statusOf } from './document.js';
import { unitKey } from './keys.js';
import { by, byNumber, inOrderOf, reversed } from './order.js';
import type { PointRecord, SeriesRecord } from './records.js';
import type { Place, Shelf } from './shelf.js';

/** What the series need of a report. */
interface Report {
  readonly source: string;
  readonly documentId: string;
  readonly sha256: string;
  readonly unitCode: string | null;
  readonly issuer: string | null;
  readonly level: Level | null;
  readonly district: string | null;
  readonly province: string | null;
  /** Since when the administrative unit with that code is the one it was then; null when not recorded. */
  readonly unitSince: string | null;
  readonly period: Period;
  readonly issuedOn: string | null;
  readonly replaces: boolean;
  readonly origin: Origin;
  /** A reviewer has set the whole report aside. */
  readonly rejected: boolean;
  /** A reviewer has seen that there is another report on its period, and let it stand. */
  readonly twinSettled: boolean;
}

type PointStatus = PointRecord['status'];

/** An observation with a value for an indicator. */
interface Claim {
  readonly report: Report;
  readonly page: number | null;
  readonly table: number;
  readonly row: number;
  readonly indicator: Indicator;
  readonly basis: Basis;
  readonly value: number;
  readonly denominator: number | null;
  readonly origin: Origin;
  readonly matchScore: number;
  readonly flags: string;
  readonly status: PointStatus;
}

/**
 * A claim as it lies on the shelf, as short as can be, since millions go there and back: its report is known by the
 * place, its indicator by the code, its basis by both.
 */
type ShelvedClaim = readonly [
  indicator: string,
  page: number | null,
  table: number,
  row: number,
  value: number,
  denominator: number | null,
  origin: Origin,
  matchScore: number,
  flags: string,
  status: PointStatus,
];

/** An administrative unit with everything reported of it. */
interface Reporter {
  /** Its latest report: the names it goes by. */
  named: Report;
  readonly shelved: { readonly report: Report; readonly place: Place<ShelvedClaim[]> }[];
  /** By period label. */
  readonly reports: Map<string, Report[]>;
}

/**
 * Which curve a figure belongs to. A figure of a quarter alone never shares one with a figure from the start of
 * the year, so it counts as `period` whatever the indicator is; only a state at a date is the same in both. Where
 * the report leaves open what it covers, the dates its label names decide: Q1, 6M, 9M and Y start with the year.
 */
export function seriesBasis(indicator: Basis, period: Period): Basis {
  if (indicator === 'stock') return 'stock';
  const ofPeriodAlone = period.basis === 'unknown' ? !period.start.endsWith('-01-01') : period.basis === 'period';
  return ofPeriodAlone ? 'period' : indicator;
}

const ORIGIN_RANK: Readonly<Record<Origin, number>> = { text: 0, docx: 1, ocr: 2 };

/** Several reports for one unit and period, the one to go by first (OUTPUTS, "series"). */
function inOrderOfChoice<T>(report: (thing: T) => Report, origin: (thing: T) => Origin) {
  return inOrderOf<T>(
    reversed(by((thing) => report(thing).issuedOn)),
    byNumber((thing) => (report(thing).replaces ? 0 : 1)),
    byNumber((thing) => ORIGIN_RANK[origin(thing)]),
    by((thing) => report(thing).sha256),
    by((thing) => report(thing).source),
  );
}

const reportsByChoice = inOrderOfChoice<Report>(
  (report) => report,
  (report) => report.origin,
);

const unitsInOrder = inOrderOf<Reporter>(
  by((unit) => unit.named.unitCode),
  by((unit) => unit.named.issuer),
  by((unit) => unit.named.level),
  by((unit) => unit.named.district),
  by((unit) => unit.named.province),
);

/** Points in the order of series.csv, below unit_code and issuer. */
const periodsInOrder = inOrderOf<Claim>(
  by((claim) => claim.report.period.end),
  reversed(by((claim) => claim.report.period.start)),
  by((claim) => claim.report.period.label),
);

/** Where one report has two rows for one indicator, the better match stands for both. */
const claimsInOrder = inOrderOf<Claim>(
  by((claim) => claim.indicator.code),
  by((claim) => claim.basis),
  periodsInOrder,
  inOrderOfChoice(
    (claim) => claim.report,
    (claim) => claim.origin,
  ),
  reversed(byNumber((claim) => claim.matchScore)),
  byNumber((claim) => claim.row),
);

/** Cuts a sorted list wherever the key changes. */
function* runs<T>(sorted: readonly T[], key: (thing: T) => string): Generator<T[]> {
  let run: T[] = [];
  let last: string | null = null;
  for (const thing of sorted) {
    const now = key(thing);
    if (run.length > 0 && now !== last) {
      yield run;
      run = [];
    }
    last = now;
    run.push(thing);
  }
  if (run.length > 0) yield run;
}

function originOf(extraction: Extraction): Origin {
  if (extraction.format === 'docx') return 'docx';
  return extraction.ocrPages > 0 ? 'ocr' : 'text';
}

/** A point before it is written: the claim that was chosen, and what is doubtful about it. */
interface Point {
  readonly claim: Claim;
  readonly flags: readonly string[];
  readonly status: PointStatus;
}

/**
 * All claims to one point, the chosen one first. Two undecided rows of one report leave the point undecided; so does another
 * report that says otherwise, unless the chosen one says that it takes its place: the choice is a guess then.
 */
function pointOf(claims: readonly Claim[]): Point {
  const [chosen] = claims;
  if (chosen === undefined) throw new InvariantError('a point of a series without a claim to it');
  const rows = claims.filter((claim) => claim.report === chosen.report);
  const others = claims.filter(({ report, value, denominator }) => {
    const differs = report !== chosen.report && (value !== chosen.value || denominator !== chosen.denominator);
    return differs && (report.replaces || !chosen.report.replaces);
  });
  const isOpen = others.some(({ report }) => !report.twinSettled && !chosen.report.twinSettled);
  const decided = chosen.status === 'accepted' || chosen.status === 'corrected';
  const flags = [
    ...rows.flatMap((claim) => (claim.flags === '' ? [] : claim.flags.split(' '))),
    ...(rows.length > 1 ? ['DUPLICATE_ROW'] : []),
    ...(others.length > 0 ? ['DUPLICATE_REPORT'] : []),
  ];
  return { claim: chosen, flags, status: !decided && (rows.length > 1 || isOpen) ? 'review' : chosen.status };
}

/** The points of one curve, in time order. */
interface Curve {
  readonly unit: Reporter;
  readonly points: readonly Point[];
}

function headOf(curve: Curve): Claim {
  const [first] = curve.points;
  if (first === undefined) throw new InvariantError('a series without a point');
  return first.claim;
}

/** Within one unit_code and issuer. */
const curvesInOrder = inOrderOf<Curve>(
  by((curve) => headOf(curve).indicator.code),
  by((curve) => headOf(curve).basis),
  by((curve) => curve.unit.named.level),
  by((curve) => curve.unit.named.district),
  by((curve) => curve.unit.named.province),
);

/** What a report says of an indicator, for comparing two reports; undefined where it says nothing. */
function statedBy(report: Report, claims: readonly Claim[]): string | undefined {
  const claim = claims.find((one) => one.report === report);
  return claim && `${claim.value}/${claim.denominator}`;
}

/** The reports on a period that are still to be reckoned with, the one to go by first. */
function reportsOn(period: string, unit: Reporter): Report[] {
  return (unit.reports.get(period) ?? []).filter(({ rejected }) => !rejected).sort(reportsByChoice);
}

/** Of the claims to one point: which of the period's other reports say something else than the one to go by. */
function noteDifferences(claims: readonly Claim[], unit: Reporter, differing: Map<Report, string[]>): void {
  const [first] = claims;
  if (first === undefined) return;
  const [chosen, ...others] = reportsOn(first.report.period.label, unit);
  if (chosen === undefined) return;
  for (const other of others) {
    if (statedBy(other, claims) === statedBy(chosen, claims)) continue;
    differing.set(other, [...(differing.get(other) ?? []), first.indicator.code]);
  }
}

function duplicateReport(other: string, period: string, differing: string[]): Flag {
  return differing.length === 0
    ? flag('DUPLICATE_REPORT', 'document', { other, period, differing }, { severity: 'info' })
    : flag('DUPLICATE_REPORT', 'unknown', { other, period, differing });
}

function forCheck({ claim }: Point, breakReason: string | null): SeriesPointForCheck {
  const { report, page, table, row, indicator, value } = claim;
  return {
    documentId: report.documentId,
    indicatorCode: indicator.code,
    page,
    table,
    row,
    period: report.period.label,
    periodStart: report.period.start,
    periodEnd: report.period.end,
    value,
    break: breakReason,
  };
}

/** @param found what the checks over the series raised on it */
function pointFields(point: Point, found: readonly Flag[], breakReason: string | null): SeriesRecord['points'][number] {
  const { report, value, denominator } = point.claim;
  return {
    period: report.period.label,
    period_start: report.period.start,
    period_end: report.period.end,
    value,
    denominator,
    flags: codeList([...point.flags, ...found.map((one) => one.code)]),
    status: point.status === 'ok' && doubtful(found) ? 'review' : point.status,
    break: breakReason,
    document_id: report.documentId,
  };
}

/** Which catalogue breaks fall between the points of a curve, and where the unit itself became another one. */
function breaksOf(curve: Curve, breaks: readonly SeriesBreak[], codeSince: string | null): (string | null)[] {
  const reports = curve.points.map((point) => point.claim.report);
  const reasons = reports.map((): string[] => []);
  const { indicator } = headOf(curve);
  for (const { date, reason, levels, indicators } of breaks) {
    if (indicators !== null && !indicators.includes(indicator.code)) continue;
    const first = reports.findIndex((report) => report.period.end >= date);
    const report = reports[first];
    if (report === undefined) continue;
    if (levels !== null && (report.level === null || !levels.includes(report.level))) continue;
    // The first point of a unit continues nothing, unless its code stood for another unit before.
    if (first > 0 || (codeSince !== null && codeSince < date)) reasons[first]?.push(reason);
  }
  return reports.map((report, i) => {
    const before = reports[i - 1];
    const own = reasons[i] ?? [];
    if (before !== undefined && own.length === 0 && report.unitSince !== before.unitSince) {
      own.push(`đơn vị hành chính mang mã này đã đổi (${report.unitSince ?? before.unitSince})`);
    }
    return own.length === 0 ? null : own.join('; ');
  });
}

/** Collects the reports of an archive, then yields their series. */
export class SeriesReduction {
  /** By administrative unit in time. */
  readonly #units = new Map<string, Reporter>();
  readonly #texts = new Map<string, string>();
  readonly #periods = new Map<string, Period>();
  /** The first period_end under a unit code, whatever unit bore it then. */
  readonly #codeSince = new Map<string, string>();
  /** Sources of reports whose unit and period an earlier source has reported on. */
  readonly #twins = new Set<string>();
  /** By source, on the shelf: an archive with many doubts has several for each document. */
  readonly #findings = new Map<string, Place<Flag>[]>();

  constructor(
    readonly catalogue: Catalogue,
    readonly shelf: Shelf,
  ) {}

  /**
   * Takes one document in; they come in the order of their sources. What failed, repeats another file, or does
   * not say who or when, has no place in a series.
   */
  add(decided: DecidedDocument): void {
    const { sourced, extraction } = decided;
    const { period } = extraction;
    const key = unitKey(extraction);
    if (sourced.duplicateOf !== null || key === null || period === null || extraction.rows.length === 0) return;

    const bearer = extraction.unitCode === null ? null : this.catalogue.units.get(extraction.unitCode, period.end);
    const report: Report = {
      source: sourced.source,
      documentId: sourced.documentId,
      sha256: extraction.sha256,
      unitCode: this.#once(extraction.unitCode),
      issuer: this.#once(extraction.issuer),
      level: this.#once(extraction.level),
      district: this.#once(extraction.district),
      province: this.#once(extraction.province),
      unitSince: bearer?.validFrom ?? null,
      period: this.#oncePeriod(period),
      issuedOn: this.#once(extraction.issuedOn),
      replaces: extraction.replaces,
      origin: originOf(extraction),
      rejected: decided.rejected,
      twinSettled: isSettled(decided, 'DUPLICATE_REPORT'),
    };
    const unit = this.#enter(`${key}|${bearer?.name ?? ''}`, report);
    const flags = new RowFlags(extraction.flags);
    const claims = extraction.rows.flatMap((row) => {
      const own = flags.of(row);
      const status = statusOf(decided, row.row, own);
      const claim = status === 'rejected' ? null : this.#claimOf(report, row, own, status);
      return claim === null ? [] : [claim];
    });
    unit.shelved.push({ report, place: this.shelf.put(claims) });
  }

  /** Every report brings its own copy of names and dates that thousands share. */
  #once<T extends string | null>(text: T): T {
    if (text === null) return text;
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return (known ?? text) as T;
  }

  #oncePeriod(period: Period): Period {
    const name = `${period.label} ${period.start} ${period.end} ${period.basis}`;
    const known = this.#periods.get(name) ?? period;
    this.#periods.set(name, known);
    return known;
  }

  #enter(identity: string, report: Report): Reporter {
    const unit = this.#units.get(identity) ?? { named: report, shelved: [], reports: new Map() };
    this.#units.set(identity, unit);
    const { label, end } = report.period;
    if (end > unit.named.period.end) unit.named = report;
    const reports = unit.reports.get(label) ?? [];
    if (reports.length > 0) this.#twins.add(report.source);
    unit.reports.set(label, [...reports, report]);
    if (report.unitCode !== null && end < (this.#codeSince.get(report.unitCode) ?? '9999')) {
      this.#codeSince.set(report.unitCode, end);
    }
    return unit;
  }

  #claimOf(report: Report, row: ExtractedRow, flags: readonly Flag[], status: PointStatus): ShelvedClaim | null {
    if (row.heading || row.value === null || row.indicatorCode === '') return null;
    return [
      this.#indicator(row.indicatorCode, report).code,
      row.page,
      row.table,
      row.row,
      row.value,
      row.denominator,
      row.origin,
      row.matchScore,
      codeList(flags.map((one) => one.code)),
      status,
    ];
  }

  #unshelved(
    [code, page, table, row, value, denominator, origin, matchScore, flags, status]: ShelvedClaim,
    report: Report,
  ): Claim {
    const indicator = this.#indicator(code, report);
    const basis = seriesBasis(indicator.basis, report.period);
    return { report, page, table, row, indicator, basis, value, denominator, origin, matchScore, flags, status };
  }

  #indicator(code: string, { source }: Report): Indicator {
    const indicator = this.catalogue.indicators.get(code);
    if (indicator === undefined) throw new InvariantError(`${source}: ${code} is no indicator of the catalogue in use`);
    return indicator;
  }

  #claimsOf(unit: Reporter): Claim[] {
    return unit.shelved.flatMap(({ report, place }) =>
      this.shelf.take(place).map((claim) => this.#unshelved(claim, report)),
    );
  }

  /**
   * Every series, in the order of the files: each time the curves of one indicator and basis for one unit_code and issuer,
   * which stand together in series.csv. What was found on the way is known once the last one was taken.
   */
  *batches(): Generator<SeriesRecord[]> {
    const units = [...this.#units.values()].sort(unitsInOrder);
    for (const namesakes of runs(units, ({ named }) => JSON.stringify([named.unitCode, named.issuer]))) {
      const curves = namesakes.flatMap((unit) => this.#curvesOf(unit)).sort(curvesInOrder);
      for (const alike of runs(curves, (curve) => `${headOf(curve).indicator.code} ${headOf(curve).basis}`)) {
        yield alike.map((curve) => this.#seriesRecord(curve));
      }
    }
  }

  /** Flags that only the comparison of documents could raise; complete after `batches`. */
  findings(source: string): readonly Flag[] {
    return (this.#findings.get(source) ?? []).map((place) => this.shelf.take(place));
  }

  /** See keyedFlags. */
  twin(source: string): string {
    return this.#twins.has(source) ? source : '';
  }

  #curvesOf(unit: Reporter): Curve[] {
    const differing = new Map<Report, string[]>();
    const sorted = this.#claimsOf(unit).sort(claimsInOrder);
    const curves = [...runs(sorted, (claim) => `${claim.indicator.code} ${claim.basis}`)].map((ofCurve) => ({
      unit,
      points: [...runs(ofCurve, (claim) => claim.report.period.label)].map((claims) => {
        noteDifferences(claims, unit, differing);
        return pointOf(claims);
      }),
    }));
    this.#flagDuplicates(unit, differing);
    return curves;
  }

  /** Every further report on a period is compared with the one to go by, and both say so. */
  #flagDuplicates(unit: Reporter, differing: ReadonlyMap<Report, readonly string[]>): void {
    for (const period of unit.reports.keys()) {
      const [chosen, ...others] = reportsOn(period, unit);
      if (chosen === undefined) continue;
      for (const other of others) {
        const codes = [...new Set(differing.get(other))].sort(compareText);
        this.#find(chosen.source, duplicateReport(other.source, period, codes));
        this.#find(other.source, duplicateReport(chosen.source, period, codes));
      }
    }
  }

  #find(source: string, found: Flag): void {
    const places = this.#findings.get(source) ?? [];
    if (places.length === 0) this.#findings.set(source, places);
    places.push(this.shelf.put(found));
  }

  #seriesRecord(curve: Curve): SeriesRecord {
    const { named } = curve.unit;
    const { indicator, basis } = headOf(curve);
    const codeSince = named.unitCode === null ? null : (this.#codeSince.get(named.unitCode) ?? null);
    const breaks = breaksOf(curve, this.catalogue.breaks, codeSince);
    const found = checkSeries(
      curve.points.map((point, i) => forCheck(point, breaks[i] ?? null)),
      basis,
    );
    return {
      unit_code: named.unitCode,
      issuer: named.issuer,
      level: named.level,
      district: named.district,
      province: named.province,
      indicator_code: indicator.code,
      indicator: indicator.label,
      unit: indicator.unit,
      basis,
      points: curve.points.map((point, i) => {
        const { report } = point.claim;
        const flags = found.filter(({ documentId }) => documentId === report.documentId).map((one) => one.flag);
        for (const one of flags) this.#find(report.source, one);
        return pointFields(point, flags, breaks[i] ?? null);
      }),
    };
  }
}

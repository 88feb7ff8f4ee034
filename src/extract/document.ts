/** The document as a whole: what it says of itself, and what is doubtful about that. */
import { type Extraction, type Format, nothingRead } from '../model/extraction.js';
import { type Flag, flag } from '../model/flags.js';
import type { Layout } from '../model/layout.js';
import type { Metadata, Report } from '../model/report.js';
import { mergeRepairs } from '../vietnamese/judge.js';

/** What a document says of itself, before its rows; `ok`, as far as this goes. */
export function describe(layout: Layout, report: Report, format: Format, sha256: string): Extraction {
  const { metadata } = report;
  return {
    ...nothingRead(sha256, format),
    pages: layout.pages.filter((page) => page.page !== null).length,
    ocrPages: layout.pages.filter((page) => page.origin === 'ocr').length,
    ...turnedPages(layout),
    repaired: repairsOf(layout).reduce((sum, repair) => sum + repair.count, 0),
    title: metadata.title,
    documentNumber: metadata.documentNumber,
    issuedOn: metadata.issuedOn,
    issuer: metadata.issuer,
    level: metadata.level,
    district: metadata.district,
    province: metadata.province,
    unitCode: metadata.unitCode,
    period: metadata.period === null ? null : { ...metadata.period },
    coverFrom: metadata.coverFrom,
    coverTo: metadata.coverTo,
    asOf: metadata.asOf,
    replaces: metadata.replaces,
    prose: report.prose.map(proseOf),
  };
}

/** The reader of scans says so among a page's reasons. */
function turnedPages(layout: Layout): Pick<Extraction, 'turned'> {
  const turned = layout.pages.flatMap(({ page, reasons }) =>
    reasons.flatMap((reason): [number, number][] => {
      const degrees = /^turned-(\d+)$/.exec(reason)?.[1];
      return page === null || degrees === undefined ? [] : [[page, Number(degrees)]];
    }),
  );
  return turned.length === 0 ? {} : { turned };
}

function proseOf(paragraph: Report['prose'][number]): { text: string; page: number | null } {
  return { text: paragraph.text, page: paragraph.place.page };
}

function repairsOf(layout: Layout) {
  return mergeRepairs(layout.pages.flatMap((page) => page.repairs));
}

/** How the pages were read: what was repaired, not trusted, not readable. */
export function layoutFlags(layout: Layout): Flag[] {
  const flags: Flag[] = [];
  const repairs = repairsOf(layout);
  if (repairs.length > 0) {
    const total = repairs.reduce((sum, repair) => sum + repair.count, 0);
    flags.push(flag('TEXT_REPAIRED', 'extraction', { repairs, total }));
  }
  let allReached = true;
  for (const { page, readable, reasons, fonts } of layout.pages) {
    const untrusted = fonts.filter((font) => font.verdict === 'untrusted').flatMap((font) => font.reasons);
    if (untrusted.length > 0)
      flags.push(flag('TEXT_UNTRUSTED', 'document', { reasons: [...new Set(untrusted)] }, { page }));
    const reached = !reasons.includes('page-not-reached');
    // One cause is one row of the worklist: that time ran out is said once, of the first page it ran out for.
    if (!readable && (reached || allReached))
      flags.push(flag('PAGE_UNREADABLE', 'unknown', { reasons: [...reasons] }, { page }));
    allReached &&= reached;
  }
  if (layout.trackedChanges) flags.push(flag('TRACKED_CHANGES', 'document', {}));
  return flags;
}

/** What a document does not say of itself, or says twice differently. */
export function metadataFlags(metadata: Metadata): Flag[] {
  const flags: Flag[] = [];
  const readings = (what: Metadata['disagreements'][number]['what']) =>
    metadata.disagreements.filter((d) => d.what === what).flatMap((d) => [...d.readings]);
  const periods = readings('period');
  if (metadata.period === null || periods.length > 0)
    flags.push(flag('PERIOD_UNKNOWN', 'document', { readings: periods }));
  const issuers = readings('issuer');
  if (metadata.issuer === null || issuers.length > 0)
    flags.push(flag('ISSUER_UNKNOWN', 'document', { readings: issuers }));
  else if (metadata.unitCode === null && metadata.level !== 'so' && metadata.level !== 'bo')
    flags.push(
      flag('UNIT_AMBIGUOUS', 'unknown', { issuer: metadata.issuer, candidates: [...metadata.unitCandidates] }),
    );
  const numbers = readings('document_number');
  if (metadata.documentNumber === null || numbers.length > 0)
    flags.push(flag('DOCUMENT_NUMBER_MISSING', 'document', { readings: numbers }));
  return flags;
}

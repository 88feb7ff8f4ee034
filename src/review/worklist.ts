/** The flags of a dataset as the review page shows them: worst first, each with its surroundings. */
import { createHash } from 'node:crypto';
import { isRowKey, subjectOf } from '../dataset/decisions.js';
import type { ReducedDocument } from '../dataset/document.js';
import { type KeyedFlag, RowKeys } from '../dataset/keys.js';
import type { DocumentRecord, FlagRecord, SeriesRecord } from '../dataset/records.js';
import type { SourcedExtraction } from '../dataset/sourced.js';
import type { Catalogue } from '../model/catalogue.js';
import type { ExtractedRow, Extraction } from '../model/extraction.js';
import type { Severity } from '../model/flags.js';
import type { Box } from '../model/geometry.js';
import { describeFlag, type Language } from '../model/messages.js';
import { KINDS } from './kinds.js';
import { comparedWith } from './known.js';
import type { PageData, PageDocument, PageItem, PageRow } from './page/data.js';

/** More than a person gets through in weeks, and a page that still opens at once; the others stand in flags.csv. */
const MOST_FLAGS = 10_000;
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** A row of a document to be cut out of its page. */
export interface PictureRequest {
  readonly key: string;
  readonly sha256: string;
  /** 1-based. */
  readonly page: number;
  /** The cell, in PDF points from the top left. */
  readonly box: Box;
  /** Degrees clockwise by which the page must be turned for the box to be on it. */
  readonly turn: number;
}

interface Listed {
  readonly document: DocumentRecord;
  readonly item: Omit<PageItem, 'document' | 'group' | 'picture' | 'series'>;
  readonly key: string;
  readonly picture: PictureRequest | null;
}

export class Worklist {
  readonly #listed: Readonly<Record<Severity, Listed[]>> = { error: [], warning: [], info: [] };
  readonly #failed: DocumentRecord[] = [];
  readonly #labels: ReadonlyMap<string, ReadonlyMap<string, string>>;
  #flags = 0;

  constructor(readonly catalogue: Catalogue) {
    this.#labels = new Map(
      catalogue.forms.map(({ id, rows }) => [
        id,
        new Map(rows.flatMap(({ indicator, label }) => (indicator === null ? [] : [[indicator.code, label] as const]))),
      ]),
    );
  }

  /** Takes in a document as it is written, in the order of the files. */
  add(sourced: SourcedExtraction, { document, flags, keyed }: ReducedDocument): void {
    this.#flags += flags.length;
    if (document.status === 'failed') this.#failed.push(document);
    const keys = new RowKeys(sourced.source, sourced.extraction);
    flags.forEach((record, i) => {
      const one = keyed[i];
      const list = this.#listed[record.severity];
      if (one === undefined || list.length >= MOST_FLAGS) return;
      list.push(this.#listedFlag(sourced, document, record, one, keys));
    });
  }

  #listedFlag(
    { extraction }: SourcedExtraction,
    document: DocumentRecord,
    record: FlagRecord,
    { flag, key }: KeyedFlag,
    keys: RowKeys,
  ): Listed {
    const { rows, format } = extraction;
    const row = flag.row === null ? undefined : rows[flag.row - 1];
    const label = this.#labels.get(document.form ?? '')?.get(record.indicator_code ?? '');
    return {
      document,
      key,
      picture: row === undefined || format === 'docx' ? null : pictureOf(row, extraction),
      item: {
        id: record.flag_id,
        severity: record.severity,
        flag: record.flag,
        fault: record.fault,
        page: record.page,
        row: record.row,
        code: record.printed_code,
        indicator: record.indicator_code ?? '',
        label: record.label,
        valueRaw: record.value_raw,
        value: record.value,
        expected: record.expected,
        message: { vi: describeFlag(flag, 'vi'), en: describeFlag(flag, 'en') },
        subject: subjectOf(flag.code, key),
        canReject: isRowKey(key) || key.startsWith('document|'),
        decision: record.decision,
        corrected: record.corrected_value,
        comment: record.comment,
        formLabel: label ?? '',
        rows: row === undefined ? [] : surroundings(rows, row),
        compared: comparedWith(flag, rows, keys)
          .filter(({ indicatorCode }) => indicatorCode !== record.indicator_code)
          .map(({ indicatorCode, label: other, valueRaw }) => [indicatorCode, other, valueRaw] as const),
      },
    };
  }

  /** The flags that the page has room for. */
  #shown(): Listed[] {
    return SEVERITIES.flatMap((severity) => this.#listed[severity]).slice(0, MOST_FLAGS);
  }

  /** Rows to be cut out of their pages, each once, worst flags first. */
  pictures(): PictureRequest[] {
    const wanted = this.#shown().flatMap(({ picture }) => picture ?? []);
    return [...new Map(wanted.map((picture) => [picture.key, picture])).values()];
  }

  /** @param pictures keys of those there are @param series all of the dataset, in any order */
  async page(
    lang: Language,
    pictures: ReadonlySet<string>,
    picturesLeftOut: number,
    series: AsyncIterable<SeriesRecord>,
  ): Promise<PageData> {
    const shown = this.#shown();
    const documents = new Map<DocumentRecord, number>();
    for (const document of [...this.#failed, ...shown.map((one) => one.document)])
      if (!documents.has(document)) documents.set(document, documents.size);
    const curves = await curvesFor(shown, series);
    const groups = new Map<string, number>();
    return {
      lang,
      documents: [...documents.keys()].map(pageDocument),
      items: shown.map(({ document, key, picture, item }) => {
        if (!groups.has(key)) groups.set(key, groups.size);
        return {
          ...item,
          document: documents.get(document) ?? 0,
          group: groups.get(key) ?? 0,
          picture: picture !== null && pictures.has(picture.key) ? picture.key : '',
          series: curves.get(curveName(document, item.indicator)) ?? [],
        };
      }),
      flagsLeftOut: this.#flags - shown.length,
      picturesLeftOut,
      kinds: KINDS,
      indicators: [...this.catalogue.indicators.values()].map(({ code, label }) => [code, label] as const),
    };
  }
}

function pictureOf({ page, box }: ExtractedRow, { sha256, turned }: Extraction): PictureRequest | null {
  if (page === null || box === null) return null;
  const place = createHash('sha256')
    .update(`${page} ${box.join(' ')}`)
    .digest('hex')
    .slice(0, 8);
  return {
    key: `${sha256.slice(0, 12)}-${page}-${place}`,
    sha256,
    page,
    box,
    turn: turned?.find(([of]) => of === page)?.[1] ?? 0,
  };
}

/** A row is told by its neighbours. */
function surroundings(rows: readonly ExtractedRow[], { row: own }: ExtractedRow): PageRow[] {
  return rows.slice(Math.max(0, own - 2), own + 1).map(({ row, printedCode, label, unit, valueRaw, note }) => ({
    cells: [printedCode, label, unit, valueRaw, note],
    own: row === own,
  }));
}

function pageDocument(document: DocumentRecord): PageDocument {
  return {
    source: document.source,
    documentId: document.document_id,
    issuer: document.issuer ?? '',
    period: document.period ?? '',
    status: document.status,
    message: document.message,
    errors: document.errors,
    warnings: document.warnings,
  };
}

type Named = Pick<SeriesRecord, 'unit_code' | 'issuer' | 'level' | 'district' | 'province'>;

function curveName({ unit_code, issuer, level, district, province }: Named, indicator: string): string {
  return JSON.stringify([unit_code ?? [issuer, level, district, province], indicator]);
}

/** The curves of the flagged figures: of several bases the one with most points. */
async function curvesFor(shown: readonly Listed[], series: AsyncIterable<SeriesRecord>) {
  const wanted = new Set(shown.map(({ document, item }) => curveName(document, item.indicator)));
  const curves = new Map<string, (readonly [string, number])[]>();
  for await (const curve of series) {
    const name = curveName(curve, curve.indicator_code);
    if (!wanted.has(name) || (curves.get(name)?.length ?? 0) >= curve.points.length) continue;
    curves.set(
      name,
      curve.points.map(({ period, value }) => [period, value] as const),
    );
  }
  return curves;
}

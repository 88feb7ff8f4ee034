/** The flags of a dataset as the review page shows them: worst first, each with its surroundings. */
import { createHash } from 'node:crypto';
import { isRowKey, subjectOf } from '../dataset/decisions.js';
import type { ReducedDocument } from '../dataset/document.js';
import { type KeyedFlag, RowKeys } from '../dataset/keys.js';
import type { DocumentRecord, FlagRecord, SeriesRecord } from '../dataset/records.js';
import type { Place, Shelf } from '../dataset/shelf.js';
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
  readonly item: Omit<PageItem, 'document' | 'group' | 'picture' | 'series'>;
  readonly key: string;
  readonly picture: PictureRequest | null;
  /** Names the curve of its figure. */
  readonly curve: string;
}

/** Flags of one severity of one document, as they lie on the shelf. */
interface Sheaf {
  readonly document: PageDocument;
  readonly listed: readonly Listed[];
}

type Shown = Listed & Pick<Sheaf, 'document'>;

/** All of the page but its items. */
export type PageHead = Omit<PageData, 'items'>;

export class Worklist {
  readonly #sheaves: Readonly<Record<Severity, Place<Sheaf>[]>> = { error: [], warning: [], info: [] };
  readonly #counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  readonly #failed: PageDocument[] = [];
  readonly #labels: ReadonlyMap<string, ReadonlyMap<string, string>>;
  #flags = 0;

  /** @param shelf holds what is listed until the page was written */
  constructor(
    readonly catalogue: Catalogue,
    readonly shelf: Shelf,
  ) {
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
    const onPage = pageDocument(document);
    if (document.status === 'failed') this.#failed.push(onPage);
    const keys = new RowKeys(sourced.source, sourced.extraction);
    for (const severity of SEVERITIES) {
      const room = this.#roomFor(severity);
      const listed = flags
        .flatMap((record, i) => {
          const one = keyed[i];
          return one === undefined || record.severity !== severity ? [] : [{ record, one }];
        })
        .slice(0, room)
        .map(({ record, one }) => this.#listedFlag(sourced, document, record, one, keys));
      if (listed.length === 0) continue;
      this.#counts[severity] += listed.length;
      this.#sheaves[severity].push(this.shelf.put({ document: onPage, listed }));
    }
  }

  /** How many more of that severity the page may come to show, as far as worse ones are known. */
  #roomFor(severity: Severity): number {
    const worse = SEVERITIES.slice(0, SEVERITIES.indexOf(severity) + 1);
    return Math.max(0, MOST_FLAGS - worse.reduce((sum, one) => sum + this.#counts[one], 0));
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
      key,
      curve: curveName(document, record.indicator_code ?? ''),
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

  /** The flags that the page has room for, worst first. */
  *#shown(): Generator<Shown> {
    let room = MOST_FLAGS;
    for (const severity of SEVERITIES)
      for (const place of this.#sheaves[severity]) {
        const { document, listed } = this.shelf.take(place);
        for (const one of listed) {
          if (room === 0) return;
          room--;
          yield { ...one, document };
        }
      }
  }

  /** Rows to be cut out of their pages, each once, worst flags first. */
  pictures(): PictureRequest[] {
    const wanted = new Map<string, PictureRequest>();
    for (const { picture } of this.#shown()) if (picture !== null) wanted.set(picture.key, picture);
    return [...wanted.values()];
  }

  /**
   * The page, its items one after another.
   * @param pictures keys of those there are @param series all of the dataset, in any order
   */
  async page(
    lang: Language,
    pictures: ReadonlySet<string>,
    picturesLeftOut: number,
    series: AsyncIterable<SeriesRecord>,
  ): Promise<{ head: PageHead; items: Iterable<PageItem> }> {
    const documents = new Map<string, PageDocument>();
    for (const document of this.#failed) documents.set(document.source, document);
    const curves = new Set<string>();
    let shown = 0;
    for (const { document, curve } of this.#shown()) {
      if (!documents.has(document.source)) documents.set(document.source, document);
      curves.add(curve);
      shown++;
    }
    const places = new Map([...documents.keys()].map((source, place) => [source, place]));
    return {
      head: {
        lang,
        documents: [...documents.values()],
        flagsLeftOut: this.#flags - shown,
        picturesLeftOut,
        kinds: KINDS,
        indicators: [...this.catalogue.indicators.values()].map(({ code, label }) => [code, label] as const),
      },
      items: this.#items(places, pictures, await curvesFor(curves, series)),
    };
  }

  *#items(
    documents: ReadonlyMap<string, number>,
    pictures: ReadonlySet<string>,
    curves: ReadonlyMap<string, PageItem['series']>,
  ): Generator<PageItem> {
    const groups = new Map<string, number>();
    for (const { document, key, picture, curve, item } of this.#shown()) {
      if (!groups.has(key)) groups.set(key, groups.size);
      yield {
        ...item,
        document: documents.get(document.source) ?? 0,
        group: groups.get(key) ?? 0,
        picture: picture !== null && pictures.has(picture.key) ? picture.key : '',
        series: curves.get(curve) ?? [],
      };
    }
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
async function curvesFor(wanted: ReadonlySet<string>, series: AsyncIterable<SeriesRecord>) {
  const curves = new Map<string, PageItem['series']>();
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

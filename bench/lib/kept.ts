/** Output folders whose documents were read before: what the reduce starts from, made without reading any. */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { extractReport, loadCatalogue } from '../../src/index.js';
import type { Extraction } from '../../src/model/extraction.js';
import { PERIOD_PARTS, periodOf } from '../../src/model/period.js';
import { type Conditions, keyOf, nameOf, putExtraction } from '../../src/run/known.js';
import { type ManifestEntry, Store } from '../../src/run/store.js';

/** Reports of communes, of the form that most of an archive is: read once, then varied. */
const BASES = 'fixtures/archive/2021';
/** Each commune reports so often a year, for so many years. */
const YEARS = 5;
const REPORTS_OF_COMMUNE = YEARS * PERIOD_PARTS.length;
const FIRST_YEAR = 2017;
const FIRST_UNIT = 10_000;

/** Makes of `folder` one that so many reports have been read into; `sohoa review` can be run on it. */
export async function keptArchive(folder: string, reports: number): Promise<void> {
  const catalogue = await loadCatalogue();
  const files = (await readdir(BASES, { recursive: true })).filter((name) => /\.(pdf|docx)$/u.test(name)).sort();
  const bases = await Promise.all(
    files.map(async (name) => {
      const bytes = await readFile(path.join(BASES, name));
      return (await extractReport(bytes, { source: name, catalogue })).extraction;
    }),
  );
  const store = await Store.open(folder);
  await store.tidy();
  const conditions = { version: '', code: '', rulesHash: catalogue.hash, ocr: '' };
  const entries: ManifestEntry[] = [];
  for (let n = 0; n < reports; n++) {
    const extraction = varied(bases[n % bases.length] as Extraction, n);
    entries.push(await kept(store, extraction, sourceOf(extraction, n), conditions));
  }
  entries.sort((a, b) => (a.source < b.source ? -1 : 1));
  await store.writeManifest(entries);
  const options = { excel: false, lang: 'vi', reviewImages: 0 };
  await writeFile(path.join(folder, 'run.json'), JSON.stringify({ rules: catalogue.hash, versions: {}, options }));
}

async function kept(
  store: Store,
  extraction: Extraction,
  source: string,
  conditions: Conditions,
): Promise<ManifestEntry> {
  const { sha256, format } = extraction;
  const name = nameOf(keyOf(sha256, conditions), null);
  await putExtraction(store.results, name, extraction);
  return {
    source,
    sha256,
    format,
    location: { path: source, entries: [] },
    rules: conditions.rulesHash,
    extraction: name,
    failure: null,
  };
}

function sourceOf({ issuer, period, format }: Extraction, n: number): string {
  return `kho/${period?.label.slice(0, 4)}/${issuer}/Báo cáo ${period?.label} ${n}.${format}`;
}

/** The same report of another commune and period, with other figures. */
function varied(base: Extraction, n: number): Extraction {
  const unit = FIRST_UNIT + Math.floor(n / REPORTS_OF_COMMUNE);
  const at = n % REPORTS_OF_COMMUNE;
  const part = PERIOD_PARTS[at % PERIOD_PARTS.length] ?? 'Y';
  return {
    ...base,
    sha256: createHash('sha256').update(String(n)).digest('hex'),
    issuer: `xã Số ${unit}`,
    unitCode: String(unit),
    period: { ...periodOf(part, FIRST_YEAR + Math.floor(at / PERIOD_PARTS.length)) },
    rows: base.rows.map((row) => ({ ...row, value: row.value === null ? null : row.value + (n % 7) })),
  };
}

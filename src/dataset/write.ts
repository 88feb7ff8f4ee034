/** The dataset as files (OUTPUTS, "Files in the output folder"). */
import type { Catalogue } from '../model/catalogue.js';
import { InvariantError } from '../model/errors.js';
import type { Language } from '../model/messages.js';
import { SEVERITIES } from './build.js';
import { codebook } from './codebook.js';
import { CsvTable, type Dialect, EXCEL, PLAIN } from './csv.js';
import { dataPackage } from './datapackage.js';
import type { SourcedExtraction } from './document.js';
import { type OutputFile, OutputFolder } from './files.js';
import { TABLES, type TableSpec } from './records.js';
import { type Coverage, coverageInOrder, Reduction } from './reduce.js';
import { type DatasetCounts, type FailedDocument, Tally } from './summary.js';

/** What run.json says beside what the reduce counts itself. */
export interface RunFacts {
  /** Of what read the documents: `node`, `pdfjs-dist`, the OCR model … */
  readonly versions: Readonly<Record<string, string>>;
  /** The options of the command, as given. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly startedAt: Date;
}

export interface DatasetOptions {
  /** CSV for Vietnamese Excel. */
  readonly excel: boolean;
  /** Language of the messages; codes and column names never change. */
  readonly lang: Language;
  /** Of sohoa. */
  readonly version: string;
  readonly run: RunFacts;
}

export interface DatasetSummary extends DatasetCounts {
  readonly failed: readonly FailedDocument[];
  /** Names of the files written into the folder. */
  readonly files: readonly string[];
}

type Extractions = AsyncIterable<SourcedExtraction> | Iterable<SourcedExtraction>;

/** A CSV file and, where the contract has one, the same records as a JSON array, one a line. */
class TableFile {
  readonly #csv: CsvTable;
  readonly #columns: string[];
  #records = 0;

  constructor(
    table: TableSpec,
    dialect: Dialect,
    readonly csvFile: OutputFile,
    readonly jsonFile: OutputFile | null,
  ) {
    this.#csv = new CsvTable(table, dialect);
    this.#columns = Object.keys(table.record.shape);
  }

  header(): Promise<void> {
    return this.csvFile.write(this.#csv.header());
  }

  async write(record: Readonly<Record<string, unknown>>): Promise<void> {
    await this.csvFile.write(this.#csv.line(record));
    if (this.jsonFile !== null) await writeElement(this.jsonFile, JSON.stringify(record, this.#columns), this.#records);
    this.#records += 1;
  }
}

/** Element `index` of a JSON array, on a line of its own. */
async function writeElement(file: OutputFile, json: string, index: number): Promise<void> {
  await file.write(`${index === 0 ? '[' : ','}\n${json}`);
}

async function closeArray(file: OutputFile, elements: number): Promise<void> {
  await file.write(elements === 0 ? '[]\n' : '\n]\n');
}

/**
 * Writes every file of the dataset into `outDir`, which is made if need be. Each stands there whole or not at all.
 *
 * @param extractions in the order of their sources (by code point), each source once. They are gone through
 *   twice and never held: an array, or an object that starts anew each time it is iterated. A generator, which
 *   can be gone through once only, is refused.
 * @throws EnvironmentError when the folder cannot be written to, the disk is full, or a file there is locked by
 *   another program (then all others are written and the new one stays beside it)
 * @throws InvariantError when documents are out of order, rows were lost, or `extractions` is a generator
 */
export async function writeDataset(
  extractions: Extractions,
  catalogue: Catalogue,
  outDir: string,
  options: DatasetOptions,
): Promise<DatasetSummary> {
  if (isOneShot(extractions)) throw new InvariantError('the documents must be there to go through twice');
  const dialect = options.excel ? EXCEL : PLAIN;
  const folder = new OutputFolder(outDir, options.lang);
  const reduction = new Reduction(catalogue, options.lang);
  const tally = new Tally();
  const files = await folder.fill(async () => {
    for await (const sourced of extractions) reduction.take(sourced);
    await writeSeries(reduction, folder, dialect, tally);
    await writeDocuments(extractions, reduction, folder, dialect, tally);
    await writeTable(TABLES.indicators, codebook(catalogue), folder, dialect);
    await (await folder.create('datapackage.json')).write(dataPackage(options.version, dialect));
    await (await folder.create('run.json')).write(runJson(tally, catalogue, options));
  });
  return { ...tally.counts(), failed: tally.failed, files };
}

function isOneShot(extractions: Extractions): boolean {
  const iterator =
    Symbol.asyncIterator in extractions ? extractions[Symbol.asyncIterator]() : extractions[Symbol.iterator]();
  return (iterator as unknown) === extractions;
}

async function writeSeries(reduction: Reduction, folder: OutputFolder, dialect: Dialect, tally: Tally): Promise<void> {
  const points = new TableFile(TABLES.series, dialect, await folder.create('series.csv'), null);
  const json = await folder.create('series.json');
  await points.header();
  let written = 0;
  for (const batch of reduction.batches()) {
    for (const point of batch.points) await points.write(point);
    for (const series of batch.series) await writeElement(json, JSON.stringify(series), written++);
    tally.series(batch.series.length, batch.points.length);
  }
  await closeArray(json, written);
}

async function writeDocuments(
  extractions: Extractions,
  reduction: Reduction,
  folder: OutputFolder,
  dialect: Dialect,
  tally: Tally,
): Promise<void> {
  const documents = new TableFile(TABLES.documents, dialect, await folder.create('documents.csv'), null);
  const json = await folder.create('observations.json');
  const observations = new TableFile(TABLES.observations, dialect, await folder.create('observations.csv'), json);
  const flagsFile = await folder.create('flags.csv');
  const parts = await Promise.all(SEVERITIES.map((severity) => folder.part(`flags.${severity}.csv`)));
  const flags = new Map(
    parts.map((part, i) => [SEVERITIES[i], new TableFile(TABLES.flags, dialect, part, null)] as const),
  );
  const coverage: Coverage[] = [];
  await documents.header();
  await observations.header();
  await flagsFile.write(new CsvTable(TABLES.flags, dialect).header());

  for await (const sourced of extractions) {
    const reduced = reduction.reduce(sourced);
    tally.document(sourced, reduced);
    await documents.write(reduced.document);
    for (const observation of reduced.observations) await observations.write(observation);
    for (const flag of reduced.flags) await flags.get(flag.severity)?.write(flag);
    if (reduced.coverage !== null) coverage.push({ record: reduced.coverage, document: reduced.document });
  }
  reduction.finish();

  await closeArray(json, tally.counts().observations);
  for (const part of parts) await flagsFile.append(part);
  const covered = coverage.sort(coverageInOrder).map(({ record }) => record);
  await writeTable(TABLES.coverage, covered, folder, dialect);
}

async function writeTable(
  table: TableSpec,
  records: readonly Readonly<Record<string, unknown>>[],
  folder: OutputFolder,
  dialect: Dialect,
): Promise<void> {
  const file = new TableFile(table, dialect, await folder.create(`${table.name}.csv`), null);
  await file.header();
  for (const record of records) await file.write(record);
}

function runJson(tally: Tally, catalogue: Catalogue, options: DatasetOptions): string {
  const { checksPassed, ...counts } = tally.counts();
  const { versions, options: given, startedAt } = options.run;
  const facts = {
    version: options.version,
    versions,
    rules: catalogue.hash,
    options: given,
    started_at: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    counts,
    checks_passed: checksPassed,
  };
  return `${JSON.stringify(facts, null, 2)}\n`;
}

/** The dataset as files (OUTPUTS, "Files in the output folder"). */
import { join } from 'node:path';
import type { Catalogue } from '../model/catalogue.js';
import { InvariantError } from '../model/errors.js';
import type { Language } from '../model/messages.js';
import { SEVERITIES } from './build.js';
import { codebook } from './codebook.js';
import { CsvTable, type Dialect, EXCEL, PLAIN } from './csv.js';
import { CsvMaker, type CsvOfJson } from './csvMaker.js';
import type { Group } from './csvText.js';
import { dataPackage } from './datapackage.js';
import { DecisionBook } from './decisions.js';
import type { ReducedDocument } from './document.js';
import { type OutputFile, OutputFolder } from './files.js';
import { type DecisionRecord, TABLES, type TableSpec } from './records.js';
import { type Coverage, coverageInOrder, coverageOf, Reduction } from './reduce.js';
import { FileShelf } from './shelf.js';
import type { SourcedExtraction } from './sourced.js';
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
  /** Processors that may be used; all for undefined. */
  readonly jobs?: number;
  /** What reviewers decided. Kept in decisions.csv, which is written before anything else is touched. */
  readonly decisions?: DecisionBook;
  /** Told of each document as it is written, in the order of their sources. */
  readonly onDocument?: (sourced: SourcedExtraction, reduced: ReducedDocument) => void;
}

export interface DatasetSummary extends DatasetCounts {
  readonly failed: readonly FailedDocument[];
  /** Names of the files written into the folder. */
  readonly files: readonly string[];
}

type Extractions = AsyncIterable<SourcedExtraction> | Iterable<SourcedExtraction>;

/** Where the folder keeps what is no result: the only place for temporary files besides the results' own. */
const MEMORY_FOLDER = '.sohoa';

/** A CSV file of the folder. */
class CsvFile {
  readonly #table: CsvTable;

  constructor(
    table: TableSpec,
    dialect: Dialect,
    readonly file: OutputFile,
  ) {
    this.#table = new CsvTable(table, dialect);
  }

  header(): void {
    this.file.write(this.#table.header());
  }

  async write(records: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
    for (const record of records) this.file.write(this.#table.line(record));
    await this.file.settle();
  }
}

/** A JSON array, one element a line. */
class JsonFile {
  #elements = 0;

  constructor(readonly file: OutputFile) {}

  /** @returns the elements as an array of their own */
  async write(elements: readonly object[]): Promise<string> {
    const lines = elements.map((element) => JSON.stringify(element));
    for (const line of lines) {
      this.file.write(`${this.#elements === 0 ? '[' : ','}\n${line}`);
      this.#elements += 1;
    }
    await this.file.settle();
    return `[${lines.join(',')}]`;
  }

  close(): void {
    this.file.write(this.#elements === 0 ? '[]\n' : '\n]\n');
  }
}

/** A table with a line for every figure: a JSON file, and a CSV file made of it. */
class TwinFile {
  readonly #json: JsonFile;
  readonly #csv: CsvOfJson;

  private constructor(json: JsonFile, csv: CsvOfJson) {
    this.#json = json;
    this.#csv = csv;
  }

  static async create(name: Group['table'], folder: OutputFolder, maker: CsvMaker): Promise<TwinFile> {
    const csv = await folder.create(`${name}.csv`);
    csv.write(new CsvTable(TABLES[name], maker.dialect).header());
    return new TwinFile(new JsonFile(await folder.create(`${name}.json`)), maker.table(name, csv));
  }

  async write(group: Group): Promise<void> {
    await this.#csv.write(group, await this.#json.write(group.elements));
  }

  async close(): Promise<void> {
    this.#json.close();
    await this.#csv.finish();
  }
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
  const decisions = options.decisions ?? new DecisionBook();
  if (!decisions.isEmpty) await writeDecisions(decisions.records, outDir, options);
  const folder = new OutputFolder(outDir, options.lang);
  const tally = new Tally();
  const files = await folder.fill(async () => {
    const shelf = new FileShelf(join(outDir, MEMORY_FOLDER));
    const maker = new CsvMaker(dialect, options.jobs);
    try {
      const reduction = new Reduction(catalogue, options.lang, shelf, decisions);
      for await (const sourced of extractions) reduction.take(sourced);
      await writeSeries(reduction, folder, maker, tally);
      await writeDocuments(extractions, reduction, folder, maker, tally, options);
    } finally {
      await maker.close();
      shelf.close();
    }
    await writeTable(TABLES.indicators, codebook(catalogue), folder, dialect);
    if (decisions.isEmpty) await writeTable(TABLES.decisions, [], folder, dialect);
    (await folder.create('datapackage.json')).write(dataPackage(options.version, dialect));
    (await folder.create('run.json')).write(runJson(tally, catalogue, options));
  });
  return { ...tally.counts(), failed: tally.failed, files };
}

/**
 * Decisions are written on their own, whole, and first: whatever happens afterwards, none is lost.
 * @throws EnvironmentError as writeDataset does
 */
async function writeDecisions(
  records: readonly DecisionRecord[],
  outDir: string,
  { excel, lang }: DatasetOptions,
): Promise<void> {
  const folder = new OutputFolder(outDir, lang);
  await folder.fill(() => writeTable(TABLES.decisions, records, folder, excel ? EXCEL : PLAIN));
}

function isOneShot(extractions: Extractions): boolean {
  const iterator =
    Symbol.asyncIterator in extractions ? extractions[Symbol.asyncIterator]() : extractions[Symbol.iterator]();
  return (iterator as unknown) === extractions;
}

async function writeSeries(reduction: Reduction, folder: OutputFolder, maker: CsvMaker, tally: Tally): Promise<void> {
  const file = await TwinFile.create('series', folder, maker);
  for (const elements of reduction.batches()) {
    await file.write({ table: 'series', elements });
    tally.series(elements);
  }
  await file.close();
}

async function writeDocuments(
  extractions: Extractions,
  reduction: Reduction,
  folder: OutputFolder,
  maker: CsvMaker,
  tally: Tally,
  { onDocument }: DatasetOptions,
): Promise<void> {
  const { dialect } = maker;
  const documents = new CsvFile(TABLES.documents, dialect, await folder.create('documents.csv'));
  const observations = await TwinFile.create('observations', folder, maker);
  const flags = new CsvFile(TABLES.flags, dialect, await folder.create('flags.csv'));
  const parts: CsvFile[] = [];
  for (const severity of SEVERITIES) {
    parts.push(new CsvFile(TABLES.flags, dialect, await folder.part(`flags.${severity}.csv`)));
  }
  const coverage: Coverage[] = [];
  for (const table of [documents, flags]) table.header();

  for await (const sourced of extractions) {
    const reduced = reduction.reduce(sourced);
    tally.document(sourced, reduced);
    onDocument?.(sourced, reduced);
    await documents.write([reduced.document]);
    await observations.write({ table: 'observations', elements: reduced.observations });
    for (const [i, severity] of SEVERITIES.entries()) {
      await parts[i]?.write(reduced.flags.filter((flag) => flag.severity === severity));
    }
    if (reduced.coverage !== null) coverage.push(coverageOf(reduced.coverage, reduced.document));
  }
  reduction.finish();

  await observations.close();
  for (const part of parts) await flags.file.append(part.file);
  const covered = coverage.sort(coverageInOrder).map(({ record }) => record);
  await writeTable(TABLES.coverage, covered, folder, dialect);
}

async function writeTable(
  table: TableSpec,
  records: readonly Readonly<Record<string, unknown>>[],
  folder: OutputFolder,
  dialect: Dialect,
): Promise<void> {
  const csv = new CsvFile(table, dialect, await folder.create(`${table.name}.csv`));
  csv.header();
  await csv.write(records);
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

/** An output folder with its desk, and documents to put on it: what a clerk does, without the command line. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { onTestFinished } from 'vitest';
import { Desk, type Outcome } from '../../src/commands/desk.js';
import { type SourcedExtraction, textOf } from '../../src/dataset/index.js';
import { extractReport } from '../../src/index.js';
import type { Catalogue } from '../../src/model/catalogue.js';

export type Row = Record<string, string>;

export class Office {
  private constructor(
    readonly dir: string,
    public catalogue: Catalogue,
    readonly excel: boolean,
  ) {}

  static async open(catalogue: Catalogue, { excel = false } = {}): Promise<Office> {
    const dir = await mkdtemp(path.join(tmpdir(), 'sohoa-test-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    return new Office(dir, catalogue, excel);
  }

  /** Writes the dataset of these documents, with files handed in. */
  async run(documents: readonly SourcedExtraction[], handedIn: readonly string[] = []): Promise<Outcome> {
    const { catalogue } = this;
    const rules = { hash: catalogue.hash, catalogue: async () => catalogue };
    const desk = await Desk.open(this.dir, handedIn, rules, 'vi');
    const sorted = [...documents].sort((a, b) => (a.source < b.source ? -1 : 1));
    const extractions = {
      async *[Symbol.asyncIterator]() {
        yield* sorted;
      },
    };
    return desk.write(extractions, new Set(sorted.map(({ extraction }) => extraction.sha256)), {
      excel: this.excel,
      lang: 'vi',
      version: '0.0.0',
      run: { versions: {}, options: {}, startedAt: new Date() },
    });
  }

  async rows(name: string): Promise<Row[]> {
    const text = await readFile(path.join(this.dir, name), 'utf8');
    const rows = parse(text, { columns: true, bom: true, delimiter: this.excel ? [';', ','] : ',' }) as Row[];
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, textOf(cell)])));
  }

  async flag(code: string, indicator = ''): Promise<Row | undefined> {
    return (await this.rows('flags.csv')).find((row) => row.flag === code && row.indicator_code === indicator);
  }

  async point(indicator: string): Promise<Row | undefined> {
    return (await this.rows('series.csv')).find((row) => row.indicator_code === indicator);
  }

  async observation(indicator: string): Promise<Row | undefined> {
    return (await this.rows('observations.csv')).find((row) => row.indicator_code === indicator);
  }

  /** Fills in lines of flags.csv and saves it, under its own name or another one. Returns the file. */
  async fill(answers: readonly Answer[], name = 'flags.csv'): Promise<string> {
    const rows = await this.rows('flags.csv');
    for (const answer of answers) {
      const row = rows.find(
        ({ flag, indicator_code }) => flag === answer.flag && indicator_code === (answer.indicator ?? ''),
      );
      if (row === undefined) throw new Error(`no ${answer.flag} on ${answer.indicator}`);
      row.decision = answer.decision;
      row.corrected_value = answer.value ?? '';
      row.comment = answer.comment ?? '';
    }
    return this.save(rows, name);
  }

  async save(rows: readonly Row[], name: string): Promise<string> {
    const file = path.join(this.dir, name);
    await writeFile(file, stringify([...rows], { header: true }));
    return file;
  }
}

export interface Answer {
  readonly flag: string;
  readonly indicator?: string;
  readonly decision: string;
  readonly value?: string;
  readonly comment?: string;
}

export function read(bytes: Uint8Array, source: string, catalogue: Catalogue): Promise<SourcedExtraction> {
  return extractReport(bytes, { source, catalogue });
}

/** The same text in a file with other bytes. */
export function savedAnew({ extraction, ...sourced }: SourcedExtraction): SourcedExtraction {
  const sha256 = createHash('sha256').update(`${extraction.sha256} anew`).digest('hex');
  return { ...sourced, documentId: `d${sha256.slice(0, 12)}`, extraction: { ...extraction, sha256 } };
}

/**
 * `npm run bench:ruled -- [pages]`: a document of 100 pages full of one ruled table, from bytes to cells, beside pdfplumber
 * and Camelot where the python that SOHOA_BENCH_PYTHON names (or `python3`) has them. Each reading in a process of its own;
 * the median of the runs, taken in turn. All of them read on one thread. Build first: what is measured is the program as shipped.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ruledDocument } from './ruled/document.js';

const run = promisify(execFile);

interface Reading {
  /** Seconds: loading the program; from bytes to cells; of that, on a processor. */
  readonly load: number;
  readonly read: number;
  readonly cpu: number;
  readonly tables: number;
  readonly rows: number;
  /** Cells with text. */
  readonly filled: number;
  /** MB. */
  readonly peak: number;
  readonly version: string;
}

export interface RuledResult {
  readonly reader: string;
  /** null: it is not installed. */
  readonly reading: Reading | null;
}

const { SOHOA_BENCH_PYTHON: PYTHON = 'python3' } = process.env;
const READERS = [
  { reader: 'sohoa', program: process.execPath, script: 'sohoa.mjs', as: ['child'], runs: 5 },
  { reader: 'sohoa as a library', program: process.execPath, script: 'sohoa.mjs', as: [], runs: 5 },
  { reader: 'pdfplumber extract_tables', program: PYTHON, script: 'pdfplumber_tables.py', as: [], runs: 3 },
  { reader: 'Camelot lattice', program: PYTHON, script: 'camelot_tables.py', as: [], runs: 1 },
] as const;

async function readWith({ program, script, as }: (typeof READERS)[number], pdf: string): Promise<Reading | null> {
  try {
    const { stdout } = await run(program, [path.join(import.meta.dirname, 'ruled', script), pdf, ...as]);
    return JSON.parse(stdout) as Reading;
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string };
    if (/ENOENT|ModuleNotFoundError|ImportError/.test(`${stderr} ${String(error)}`)) return null;
    throw error;
  }
}

function median(readings: readonly Reading[]): Reading | null {
  return readings.toSorted((a, b) => a.cpu - b.cpu)[Math.floor(readings.length / 2)] ?? null;
}

/** Readers in turn, so that whatever else the machine does meets all of them. */
export async function benchRuled(pages: number): Promise<{ rows: number; results: RuledResult[] }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sohoa-bench-'));
  try {
    const { pdf, rows } = await ruledDocument(pages);
    const file = path.join(folder, 'ruled.pdf');
    await writeFile(file, pdf);
    const readings = READERS.map((): Reading[] => []);
    for (let turn = 0; turn < Math.max(...READERS.map(({ runs }) => runs)); turn++)
      for (const [i, reader] of READERS.entries()) {
        const reading = turn < reader.runs ? await readWith(reader, file) : null;
        if (reading !== null) readings[i]?.push(reading);
      }
    return { rows, results: READERS.map(({ reader }, i) => ({ reader, reading: median(readings[i] ?? []) })) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  const pages = Number(process.argv[2] ?? 100);
  const { rows, results } = await benchRuled(pages);
  const own = results[0]?.reading ?? null;
  process.stdout.write(
    `${pages} pages, ${rows} rows; seconds by the clock, then of all processors; none asks for a second thread\n`,
  );
  for (const { reader, reading } of results) {
    if (reading === null) {
      process.stdout.write(`${reader}: left out, ${PYTHON} does not have it\n`);
      continue;
    }
    const { read, cpu, peak, tables, rows: found, filled, version } = reading;
    const times = (by: 'read' | 'cpu') => (own === null ? '' : ` (${(reading[by] / own[by]).toFixed(1)} times)`);
    process.stdout.write(
      `${reader} ${version}: ${read.toFixed(2)} s${times('read')}, ${cpu.toFixed(2)} s of a processor${times('cpu')}, ${peak.toFixed(0)} MB; ${tables} tables, ${found} rows, ${filled} cells with text\n`,
    );
  }
}

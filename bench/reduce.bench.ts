/** The reduce alone: what was read of 10,000 reports lies ready, and becomes the files of the dataset. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Bench } from './lib/bench.js';
import { keptArchive } from './lib/kept.js';
import { inFolder, megabytes, seconds } from './lib/process.js';

const REPORTS = 10_000;
const PROGRAM = path.join(import.meta.dirname, 'reduce', 'sohoa.mjs');

interface Reduced {
  readonly seconds: number;
  /** Seconds of a processor, V8's helpers included. */
  readonly cpu: number;
  /** Bytes. */
  readonly peak: number;
  readonly observations: number;
  readonly points: number;
}

const bench: Bench = async function* () {
  const { seconds: taken, cpu, peak, observations, points } = await inFolder(reduced);
  const count = (value: number) => value.toLocaleString('en');
  yield {
    what: `the reduce alone: ${count(REPORTS)} reports, ${count(observations)} observations, ${count(points)} points of series`,
    value: seconds(taken),
    beside: `${seconds(cpu)} of a processor, peak ${megabytes(peak)}`,
  };
};
export default bench;

async function reduced(folder: string): Promise<Reduced> {
  await keptArchive(folder, REPORTS);
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, folder]);
  return JSON.parse(stdout) as Reduced;
}

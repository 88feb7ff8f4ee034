/** The reduce alone: what was read of 10,000 reports lies ready, and becomes the files of the dataset. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Bench } from './lib/bench.js';
import { keptArchive } from './lib/kept.js';
import { inFolder, megabytes, run, seconds, versionOf } from './lib/process.js';

const REPORTS = 10_000;
const FEW = 100;
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
  const few = await inFolder((folder) => reduced(folder, FEW));
  const { seconds: taken, cpu, peak, observations, points } = await inFolder((folder) => reduced(folder, REPORTS));
  const count = (value: number) => value.toLocaleString('en');
  yield {
    what: `the reduce alone: ${count(REPORTS)} reports, ${count(observations)} observations, ${count(points)} points of series`,
    value: seconds(taken),
    beside: `${seconds(cpu)} of a processor`,
  };
  yield { what: '… peak memory', value: megabytes(peak), beside: `${megabytes(few.peak)} for ${FEW} reports` };
};
export default bench;

async function reduced(folder: string, reports: number): Promise<Reduced> {
  await keptArchive(folder, reports);
  // On the disk, as after a run of minutes: what the system still has to write would be paid for in the measurement.
  if (versionOf('sync', ['--version']) !== null) await run('sync', []);
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, folder]);
  return JSON.parse(stdout) as Reduced;
}

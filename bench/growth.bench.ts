/** What grows with the archive and what does not: time, memory, the cost of running again. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { docxArchive } from './lib/archives.js';
import type { Bench, Measurement } from './lib/bench.js';
import { inFolder, megabytes, seconds, sohoa } from './lib/process.js';

const bench: Bench = async function* ({ full }) {
  let base: number | null = null;
  for (const count of full ? [100, 1000, 10_000] : [100, 1000]) {
    const { measurements, peak } = await inFolder((folder) => growth(folder, count, base));
    base ??= peak;
    yield* measurements;
  }
};
export default bench;

async function growth(
  folder: string,
  count: number,
  base: number | null,
): Promise<{ measurements: Measurement[]; peak: number | null }> {
  const [archive, out] = [path.join(folder, 'archive'), path.join(folder, 'out')];
  const what = `${count.toLocaleString('en')} DOCX reports`;
  await docxArchive(archive, count);
  const args = ['extract', archive, '-o', out, '--jobs', '2', '--ocr', 'off'];
  const first = await sohoa(args);
  const unchanged = await sohoa(args);
  await rm(path.join(archive, '0', '0.docx'));
  const reduced = await sohoa([...args, '--prune']);
  const share = (run: { seconds: number }) => `${((100 * run.seconds) / first.seconds).toFixed(1)} % of the first run`;
  const ratio = base === null || first.peak === null ? '' : `${(first.peak / base).toFixed(2)} × that for 100`;
  return {
    peak: first.peak,
    measurements: [
      {
        what: `${what}, first run, 2 jobs`,
        value: seconds(first.seconds),
        beside: `${(count / first.seconds).toFixed(1)} reports/s`,
      },
      { what: '… peak memory of the whole tree', value: megabytes(first.peak), beside: ratio },
      { what: '… run again, nothing changed', value: seconds(unchanged.seconds), beside: share(unchanged) },
      {
        what: '… run again, one file gone: nothing read, dataset written anew',
        value: seconds(reduced.seconds),
        beside: share(reduced),
      },
    ],
  };
}

/**
 * What a scanned page costs beside native tools, where they are installed; and where reading scans stops being reliable, level
 * by level of noise, blur, skew and resolution, one page of 30 rows at each.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CLEAN, scanned, type Wear, wornPage } from '../fixtures/scans.js';
import * as hieuNhon from '../fixtures/specs/hieu-nhon-2021.js';
import { pdfReport } from '../fixtures/written.js';
import { extractReport, loadCatalogue } from '../src/index.js';
import { score } from '../test/pipeline/scan-score.js';
import type { Bench, Measurement } from './lib/bench.js';
import { inFolder, megabytes, ONE_PROCESSOR, type Run, run, times, versionOf } from './lib/process.js';

const SEED = 7;
/** Pages of the appendix: about 70 cells each. */
const PAGES = [3, 4, 5];
const SWEPT_PAGE = 4;
const WORN: Wear = { ...CLEAN, noise: 6, skew: 0.5, paper: 240, ink: 20 };

const LEVELS: Readonly<Record<string, readonly Partial<Wear>[]>> = {
  noise: [0, 10, 20, 30, 45, 60, 80].map((noise) => ({ noise })),
  blur: [0.5, 1, 1.5, 2, 2.5, 3].map((blur) => ({ blur })),
  skew: [-4, -3, -1.5, 1.5, 3, 4].map((skew) => ({ skew })),
  dpi: [300, 200, 150, 120, 100].map((dpi) => ({ dpi })),
  specks: [10, 40, 120].map((specks) => ({ specks })),
};

const { spec, truth } = hieuNhon.report('6M');
const report = await pdfReport('bench.pdf', spec, truth, hieuNhon.pdfStyle);

const bench: Bench = async function* () {
  yield* await inFolder((folder) => cost(folder, PAGES));
  yield* await inFolder((folder) => cost(folder, [...PAGES, ...PAGES, ...PAGES]));
  yield* await inFolder(peakMemory);
  yield* sweep();
};
export default bench;

async function cost(folder: string, numbers: readonly number[]): Promise<Measurement[]> {
  const scan = path.join(folder, 'scan.pdf');
  const pages = { how: 'only', pages: numbers } as const;
  await writeFile(scan, (await scanned(report, 'bench.pdf', WORN, SEED, pages)).bytes);
  const perPage = (run: Run) => timesOf(run, numbers.length);
  const own = await extraction(scan);
  const held = ONE_PROCESSOR === null ? null : await extraction(scan, ONE_PROCESSOR);
  const what = `a scanned page of the appendix, 200 dpi grey (${numbers.length} in one PDF), start of Node and all`;
  const measured = [{ what, value: perPage(own), beside: '' }];
  if (held !== null)
    measured.push({ what: '… held to one processor (`taskset -c 0`)', value: perPage(held), beside: '' });
  for (const { name, run, jobs } of await peerRuns(folder, scan, numbers)) {
    const beside = [against(own, run)];
    if (jobs === 1 && held !== null) beside.push(`held to one processor ${times(held.seconds / run.seconds)}`);
    measured.push({ what: `… ${name}`, value: perPage(run), beside: beside.join('; ') });
  }
  return measured;
}

async function peakMemory(folder: string): Promise<Measurement[]> {
  const scan = path.join(folder, '300.pdf');
  const pages = { how: 'only', pages: PAGES } as const;
  await writeFile(scan, (await scanned(report, 'bench.pdf', { ...WORN, dpi: 300 }, SEED, pages)).bytes);
  const { peak } = await extraction(scan);
  return [{ what: 'peak memory of a process that reads such pages at 300 dpi', value: megabytes(peak), beside: '' }];
}

/** In a process that does nothing else. */
function extraction(file: string, launcher: readonly string[] = []): Promise<Run> {
  const library = pathToFileURL(path.resolve('dist/index.js')).href;
  const code = `
    import { readFile } from 'node:fs/promises';
    import { extractReport } from ${JSON.stringify(library)};
    const { extraction } = await extractReport(await readFile(process.argv[1]), { source: 'bench', ocr: 'force' });
    if (extraction.rows.length === 0) process.exit(1);`;
  const [program = '', ...args] = [...launcher, process.execPath, '--input-type=module', '-e', code, file];
  return run(program, args);
}

interface Peer {
  readonly name: string;
  readonly jobs: 1 | 2;
  readonly run: Run;
}

/** Native tools on the same pages, one thread a job. */
async function peerRuns(folder: string, scan: string, numbers: readonly number[]): Promise<Peer[]> {
  const env = { OMP_THREAD_LIMIT: '1' };
  const peers: Peer[] = [];
  if (versionOf('tesseract', ['--version']) !== null) {
    const runs: Run[] = [];
    for (const [i, page] of numbers.entries()) {
      const canvas = await wornPage(report.bytes, page, false, WORN, SEED + page);
      const image = path.join(folder, `${i}.png`);
      await writeFile(image, canvas.toBuffer('image/png'));
      runs.push(await run('tesseract', [image, 'stdout', '-l', 'vie'], [0], env));
    }
    peers.push({ name: 'tesseract: the page as text', jobs: 1, run: runs.reduce(inTurn) });
  }
  if (versionOf('ocrmypdf', ['--version']) !== null)
    for (const jobs of [1, 2] as const) {
      const args = [
        '-l',
        'vie',
        '--jobs',
        String(jobs),
        '--force-ocr',
        '--deskew',
        scan,
        path.join(folder, 'read.pdf'),
      ];
      const name = `ocrmypdf --deskew --jobs ${jobs}: a text layer`;
      peers.push({ name, jobs, run: await run('ocrmypdf', args, [0], env) });
    }
  return peers;
}

function inTurn(a: Run, b: Run): Run {
  const sum = (x: number | null, y: number | null) => (x === null || y === null ? null : x + y);
  return { seconds: a.seconds + b.seconds, processor: sum(a.processor, b.processor), peak: a.peak };
}

function timesOf({ seconds, processor }: Run, pages: number): string {
  const each = (value: number) => `${(value / pages).toFixed(2)} s`;
  return processor === null ? each(seconds) : `${each(seconds)}, ${each(processor)} of a processor`;
}

function against(own: Run, peer: Run): string {
  const ratio = `sohoa takes ${times(own.seconds / peer.seconds)}`;
  return own.processor === null || peer.processor === null
    ? ratio
    : `${ratio} that, ${times(own.processor / peer.processor)} of a processor`;
}

async function* sweep(): AsyncGenerator<Measurement> {
  const catalogue = await loadCatalogue();
  for (const [what, wears] of Object.entries(LEVELS))
    for (const wear of wears) {
      const pages = { how: 'only', pages: [SWEPT_PAGE] } as const;
      const scan = await scanned(report, 'bench.pdf', { ...WORN, ...wear }, SEED, pages);
      const { extraction: read } = await extractReport(scan.bytes, { source: 'bench', catalogue });
      const own = score(read, scan.truth);
      const refused = read.flags.some(({ code }) => code === 'PAGE_UNREADABLE');
      const share = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(0)} %`;
      yield {
        what: `scans, ${what} ${Object.values(wear).join(' ')}`,
        value: `values ${share(own.exact, own.cells)}, codes ${share(own.codesExact, own.codes)} exact; wrong and silent: ${own.wrongSilent.length}`,
        beside: refused
          ? 'said to be unreadable'
          : `wrong and flagged: ${own.wrongFlagged}, flagged though right: ${share(own.doubted, own.exact)}`,
      };
    }
}

/** Pages a second, digital and scanned, for one and two jobs; start-up; beside peers where they are installed. */
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { pageCount } from '../fixtures/scans.js';
import { pdfArchive, scanArchive, scannedPage } from './lib/archives.js';
import type { Bench, Measurement } from './lib/bench.js';
import { inFolder, megabytes, ONE_PROCESSOR, type Run, run, seconds, sohoa, times, versionOf } from './lib/process.js';

const DIGITAL = 40;
/** It takes many times as long as all others together. */
const FOR_CAMELOT = 5;
const SCANS = 8;
/** So many that starting processes, and the end when one of them is through first, hardly count. */
const MANY_SCANS = 96;
const MACHINE_TURNS = 3;

const bench: Bench = async function* ({ full }) {
  yield* await inFolder(startUp);
  yield* await inFolder(digital);
  yield* await inFolder(scans);
  if (full) yield* await inFolder(manyScans);
};
export default bench;

async function startUp(folder: string): Promise<Measurement[]> {
  const help = await sohoa(['--version']);
  await pdfArchive(folder, 1);
  const one = await sohoa(['extract', folder, '-o', `${folder}-out`, '--ocr', 'off']);
  return [
    { what: 'start-up (`sohoa --version`)', value: seconds(help.seconds), beside: '' },
    { what: 'one digital PDF, from nothing to the dataset', value: seconds(one.seconds), beside: megabytes(one.peak) },
  ];
}

async function digital(folder: string): Promise<Measurement[]> {
  const pages = await pdfArchive(folder, DIGITAL);
  const measured = await oneAndTwoJobs(folder, pages, `digital pages (${DIGITAL} PDFs, ${pages} pages)`, 'off');
  const peers: Measurement[] = [];
  const files = (await readdir(folder)).filter((name) => name.endsWith('.pdf')).map((name) => path.join(folder, name));
  if (versionOf('pdftotext', ['-v']) !== null) {
    const start = performance.now();
    for (const file of files) await run('pdftotext', ['-layout', file, '/dev/null']);
    const rate = pages / ((performance.now() - start) / 1000);
    peers.push({
      what: '… pdftotext -layout, a process a file: text only, no tables',
      value: `${rate.toFixed(0)} pages/s`,
      beside: '',
    });
  }
  const program =
    'import pdfplumber,sys\nfor f in sys.argv[1:]:\n  with pdfplumber.open(f) as d:\n    for p in d.pages: p.extract_tables()';
  if (versionOf('python3', ['-c', 'import pdfplumber']) !== null) {
    const { seconds: taken, peak } = await run('python3', ['-c', program, ...files]);
    peers.push({
      what: '… pdfplumber extract_tables, one process',
      value: `${(pages / taken).toFixed(1)} pages/s`,
      beside: megabytes(peak),
    });
  }
  const camelot = "import camelot,sys\nfor f in sys.argv[1:]: camelot.read_pdf(f, pages='all')";
  if (versionOf('python3', ['-c', 'import camelot']) !== null) {
    const some = files.slice(0, FOR_CAMELOT);
    const { seconds: taken, peak } = await run('python3', ['-c', camelot, ...some]);
    peers.push({
      what: `… Camelot lattice, one process, ${some.length} of the PDFs`,
      value: `${((await pagesOf(some)) / taken).toFixed(1)} pages/s`,
      beside: megabytes(peak),
    });
  }
  return [...measured, ...peers];
}

async function pagesOf(files: readonly string[]): Promise<number> {
  const counts = await Promise.all(files.map(async (file) => pageCount(await readFile(file))));
  return counts.reduce((sum, count) => sum + count, 0);
}

const scanWords = (files: number, pages: number) => `scanned pages, 200 dpi (${files} PDFs, ${pages} pages of table)`;

async function scans(folder: string): Promise<Measurement[]> {
  const pages = await scanArchive(folder, SCANS);
  const measured = await oneAndTwoJobs(folder, pages, scanWords(SCANS, pages), 'force');
  measured.push(...(await machine(`${folder}.png`)));
  if (versionOf('ocrmypdf', ['--version']) === null) return measured;
  const start = performance.now();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.pdf')))
    await run('ocrmypdf', ['-l', 'vie', '--force-ocr', path.join(folder, file), `${folder}-${file}`]);
  const rate = pages / ((performance.now() - start) / 1000);
  return [
    ...measured,
    { what: '… ocrmypdf --force-ocr: text layer only, no tables', value: `${rate.toFixed(2)} pages/s`, beside: '' },
  ];
}

async function manyScans(folder: string): Promise<Measurement[]> {
  const pages = await scanArchive(folder, MANY_SCANS);
  return [
    ...(await oneAndTwoJobs(folder, pages, scanWords(MANY_SCANS, pages), 'force')),
    ...(await machine(`${folder}.png`)),
  ];
}

/** What two processes that share nothing come to on this machine: no more can be asked of two jobs. */
async function machine(picture: string): Promise<Measurement[]> {
  if (versionOf('tesseract', ['--version']) === null) return [];
  await scannedPage(picture);
  const read = () => run('tesseract', [picture, 'stdout', '-l', 'vie'], [0], { OMP_THREAD_LIMIT: '1' });
  const timed = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    for (let turn = 0; turn < MACHINE_TURNS; turn++) await work();
    return performance.now() - start;
  };
  const inTurn = await timed(async () => {
    await read();
    await read();
  });
  const atOnce = await timed(() => Promise.all([read(), read()]));
  await rm(picture, { force: true });
  const what = '… the machine: two native tesseracts at once against one after the other';
  return [{ what, value: times(inTurn / atOnce), beside: '' }];
}

async function oneAndTwoJobs(folder: string, pages: number, what: string, ocr: string): Promise<Measurement[]> {
  const read = (jobs: number, launcher: readonly string[] = []) => {
    const out = `${folder}-out-${ocr}-${jobs}-${launcher.length}`;
    return sohoa(['extract', folder, '-o', out, '--jobs', String(jobs), '--ocr', ocr], launcher);
  };
  const [one, two] = [await read(1), await read(2)];
  const held = ONE_PROCESSOR === null ? null : await read(1, ONE_PROCESSOR);
  const rate = (how: string, { seconds: taken, peak, processor }: Run): Measurement => ({
    what: `${what}, ${how}, start-up and dataset included`,
    value: `${(pages / taken).toFixed(2)} pages/s`,
    beside: `peak ${megabytes(peak)}${processor === null ? '' : `, ${seconds(processor)} of a processor`}`,
  });
  const against = (how: string, other: Run): Measurement => ({
    what: `… two jobs against one${how}`,
    value: times(other.seconds / two.seconds),
    beside: '',
  });
  return [
    rate('1 job', one),
    ...(held === null ? [] : [rate('1 job held to one processor (`taskset -c 0`)', held)]),
    rate('2 jobs', two),
    against('', one),
    ...(held === null ? [] : [against(' held to one processor', held)]),
  ];
}

/**
 * What a scanned page costs beside native tools, where they are installed; and where reading scans stops being reliable, level
 * by level of noise, blur, skew and resolution, one page of 30 rows at each.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CLEAN, scanned, type Wear, wornPage } from '../fixtures/scans.js';
import * as hieuNhon from '../fixtures/specs/hieu-nhon-2021.js';
import { pdfReport } from '../fixtures/written.js';
import { extractReport, loadCatalogue } from '../src/index.js';
import { score } from '../test/pipeline/scan-score.js';
import type { Bench, Measurement } from './lib/bench.js';
import { inFolder, megabytes, type Run, run, times, versionOf } from './lib/process.js';

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
  yield* await inFolder(cost);
  yield* sweep();
};
export default bench;

async function cost(folder: string): Promise<Measurement[]> {
  const scan = path.join(folder, '200.pdf');
  const pages = { how: 'only', pages: PAGES } as const;
  await writeFile(scan, (await scanned(report, 'bench.pdf', WORN, SEED, pages)).bytes);
  const fine = path.join(folder, '300.pdf');
  await writeFile(fine, (await scanned(report, 'bench.pdf', { ...WORN, dpi: 300 }, SEED, pages)).bytes);
  const own = await extraction(scan);
  const peers = await peerRuns(folder, scan);
  const measured = [{ what: `${WHAT}, start of Node and all`, value: perPage(own), beside: '' }];
  for (const [name, peer] of peers)
    measured.push({ what: `… ${name}`, value: perPage(peer), beside: against(own, peer) });
  const model = nativeModel();
  const [, tesseract] = peers[0] ?? [];
  if (model !== null && tesseract !== undefined) {
    const same = await extraction(scan, { SOHOA_TESSDATA: model });
    measured.push({
      what: '… sohoa with the model of that tesseract (SOHOA_TESSDATA)',
      value: perPage(same),
      beside: against(same, tesseract),
    });
  }
  const { peak } = await extraction(fine);
  return [
    ...measured,
    { what: 'peak memory of a process that reads them at 300 dpi', value: megabytes(peak), beside: '' },
  ];
}

const WHAT = `a scanned page of the appendix, 200 dpi grey (${PAGES.length} in one PDF)`;

/** In a process that does nothing else. */
function extraction(file: string, env: Readonly<Record<string, string>> = {}): Promise<Run> {
  const library = pathToFileURL(path.resolve('dist/index.js')).href;
  const program = `
    import { readFile } from 'node:fs/promises';
    import { extractReport } from ${JSON.stringify(library)};
    const { extraction } = await extractReport(await readFile(process.argv[1]), { source: 'bench', ocr: 'force' });
    if (extraction.rows.length === 0) process.exit(1);`;
  return run(process.execPath, ['--input-type=module', '-e', program, file], [0], env);
}

/** Native tools on the same pages, one thread each. */
async function peerRuns(folder: string, scan: string): Promise<[string, Run][]> {
  const env = { OMP_THREAD_LIMIT: '1' };
  const peers: [string, Run][] = [];
  if (versionOf('tesseract', ['--version']) !== null) {
    await mkdir(path.join(folder, 'pages'));
    const images: string[] = [];
    for (const page of PAGES) {
      const canvas = await wornPage(report.bytes, page, false, WORN, SEED + page);
      images.push(path.join(folder, 'pages', `${page}.png`));
      await writeFile(images.at(-1) ?? '', canvas.toBuffer('image/png'));
    }
    const runs: Run[] = [];
    for (const image of images) runs.push(await run('tesseract', [image, 'stdout', '-l', 'vie'], [0], env));
    peers.push(['tesseract: the page as text', runs.reduce(inTurn)]);
  }
  if (versionOf('ocrmypdf', ['--version']) !== null) {
    const args = ['-l', 'vie', '--jobs', '1', '--force-ocr', '--deskew', scan, path.join(folder, 'read.pdf')];
    peers.push(['ocrmypdf --deskew: a text layer', await run('ocrmypdf', args, [0], env)]);
  }
  return peers;
}

function inTurn(a: Run, b: Run): Run {
  const sum = (x: number | null, y: number | null) => (x === null || y === null ? null : x + y);
  return { seconds: a.seconds + b.seconds, processor: sum(a.processor, b.processor), peak: a.peak };
}

/** Folder of the model that the native tesseract reads with. */
function nativeModel(): string | null {
  return /"(.+)"/u.exec(versionOf('tesseract', ['--list-langs']) ?? '')?.[1] ?? null;
}

function perPage({ seconds, processor }: Run): string {
  const each = (value: number) => `${(value / PAGES.length).toFixed(2)} s`;
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

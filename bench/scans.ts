/**
 * `node --import tsx bench/scans.ts`: where reading scans stops being reliable, level by level of noise, blur, skew and
 * resolution; and what a page costs beside native tools, where they are installed. One page of 30 rows at each level.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CLEAN, scanned, type Wear, wornPage } from '../fixtures/scans.js';
import * as hieuNhon from '../fixtures/specs/hieu-nhon-2021.js';
import { pdfReport } from '../fixtures/written.js';
import { extractReport, loadCatalogue } from '../src/index.js';
import { line, score } from '../test/pipeline/scan-score.js';

const SEED = 7;
const PAGE = 4;
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
const catalogue = await loadCatalogue();

async function sweep(): Promise<void> {
  for (const [what, wears] of Object.entries(LEVELS))
    for (const wear of wears) {
      const name = `${what} ${Object.values(wear).join(' ')}`;
      const scan = await scanned(report, 'bench.pdf', { ...WORN, ...wear }, SEED, { how: 'only', pages: [PAGE] });
      const { extraction } = await extractReport(scan.bytes, { source: name, catalogue });
      const refused = extraction.flags.find(({ code }) => code === 'PAGE_UNREADABLE');
      const own = score(extraction, scan.truth);
      console.log(line(name, own), refused ? 'PAGE_UNREADABLE' : '');
      for (const wrong of own.wrongSilent) console.log(`    silent: ${wrong}`);
    }
}

/** Seconds of one scanned appendix page, everything included but the start of Node, against native tesseract. */
async function speed(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sohoa-bench-'));
  try {
    const pages = { how: 'only', pages: [3, 4, 5] } as const;
    const scan = await scanned(report, 'bench.pdf', WORN, SEED, pages);
    await extractReport(scan.bytes, { source: 'warm', catalogue });
    const own = await seconds(() => extractReport(scan.bytes, { source: 'bench', catalogue }));
    console.log(`sohoa: ${(own / pages.pages.length).toFixed(2)} s a page`);
    const images: string[] = [];
    for (const page of pages.pages) {
      const image = path.join(folder, `${page}.png`);
      const canvas = await wornPage(report.bytes, page, false, WORN, SEED + page);
      writeFileSync(image, canvas.toBuffer('image/png'));
      images.push(image);
    }
    const env = { ...process.env, OMP_THREAD_LIMIT: '1' };
    if (has('tesseract')) {
      const native = await seconds(() => {
        for (const image of images) execFileSync('tesseract', [image, 'stdout', '-l', 'vie'], { env, stdio: 'pipe' });
      });
      console.log(`tesseract: ${(native / images.length).toFixed(2)} s a page, ratio ${(own / native).toFixed(2)}`);
    }
    if (has('ocrmypdf')) {
      const [from, to] = [path.join(folder, 'scan.pdf'), path.join(folder, 'read.pdf')];
      writeFileSync(from, scan.bytes);
      const args = ['-l', 'vie', '--jobs', '1', '--force-ocr', '--deskew', from, to];
      const native = await seconds(() => execFileSync('ocrmypdf', args, { env, stdio: 'pipe' }));
      console.log(`ocrmypdf: ${(native / images.length).toFixed(2)} s a page, ratio ${(own / native).toFixed(2)}`);
    }
    const peak = process.resourceUsage().maxRSS / 1024;
    console.log(`peak memory of this process, the making of the scans included: ${peak.toFixed(0)} MB`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function has(command: string): boolean {
  return spawnSync(command, ['--version']).status === 0;
}

async function seconds(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

if (process.argv[2] !== 'speed') await sweep();
if (process.argv[2] !== 'sweep') await speed();

/**
 * Scans against the truth: the ones of the repository, and one that nobody has looked at, made anew at every run. The
 * figure we live by is the last but one of the table: a wrong value that nothing says is wrong.
 */
import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { Dice } from '../../fixtures/prng.js';
import { randomReport } from '../../fixtures/random.js';
import { appendixPages, randomWear, scanned } from '../../fixtures/scans.js';
import type { Truth } from '../../fixtures/truth.js';
import { extractReport, loadCatalogue } from '../../src/index.js';
import type { Extraction } from '../../src/model/extraction.js';
import { metadataDifferences } from './compare.js';
import { line, type Score, score, sumOf } from './scan-score.js';

const catalogue = await loadCatalogue();
const scores: [string, Score][] = [];
const MINUTES = 60_000;

/** At least this share exact, and at most that share of right values doubted. */
const EXACT = 0.99;
const DOUBTED = 0.08;

afterAll(() => {
  const table = [...scores, ['all', sumOf(scores.map(([, own]) => own))] as const];
  console.log(table.map(([name, own]) => line(name, own)).join('\n'));
  console.log(scores.flatMap(([name, { notes }]) => notes.map((note) => `${name}: ${note}`)).join('\n'));
});

async function read(path: string): Promise<{ extraction: Extraction; truth: Truth }> {
  const truth = JSON.parse(await readFile(`fixtures/truth/scans/${path}.truth.json`, 'utf8')) as Truth;
  const { extraction } = await extractReport(await readFile(`fixtures/scans/${path}`), { source: path, catalogue });
  const own = score(extraction, truth);
  scores.push([path, own]);
  expect(own.wrongSilent).toEqual([]);
  return { extraction, truth };
}

const COMMITTED = [
  'xam-300dpi.pdf',
  'mo-va-nhieu.pdf',
  'nam-ngang.pdf',
  'nguoc.pdf',
  'dau-do.pdf',
  'lop-chu-xau.pdf',
  'hai-trang.tif',
  'mot-trang.jpg',
  'mot-trang.png',
];

describe('scans', () => {
  it.each(COMMITTED)(
    '%s: nothing wrong that does not say so',
    async (path) => {
      const { extraction, truth } = await read(path);
      expect(extraction.status).toBe('ok');
      expect(extraction.ocrPages).toBe(extraction.pages);
      expect(extraction.rows.filter(({ indicatorCode }) => indicatorCode !== '')).toHaveLength(
        truth.rows.filter(({ indicatorCode }) => indicatorCode !== '').length,
      );
    },
    2 * MINUTES,
  );

  it(
    'a whole report by fax: who reports on what, too',
    async () => {
      const { extraction, truth } = await read('fax-g4-200dpi.pdf');
      expect(extraction.ocrPages).toBe(6);
      expect(metadataDifferences(extraction, truth)).toEqual([]);
    },
    3 * MINUTES,
  );

  it(
    'a digital report with a scanned appendix: each page in its own way',
    async () => {
      const { extraction, truth } = await read('phu-luc-quet.pdf');
      expect(extraction.ocrPages).toBe(4);
      expect(metadataDifferences(extraction, truth)).toEqual([]);
      expect(extraction.rows.every(({ origin }) => origin === 'ocr')).toBe(true);
    },
    3 * MINUTES,
  );

  it('over all of them: what is right, and what is doubted though right', () => {
    const all = sumOf(scores.map(([, own]) => own));
    expect(all.exact / all.cells).toBeGreaterThanOrEqual(EXACT);
    expect(all.codesExact / all.codes).toBeGreaterThanOrEqual(EXACT);
    expect(all.doubted / all.exact).toBeLessThanOrEqual(DOUBTED);
  });
});

describe('fresh scans', () => {
  it(
    'a report and a wear that nobody has looked at',
    async () => {
      const seed = randomInt(1, 1_000_000_000);
      const wear = randomWear(new Dice(seed));
      console.log(`seed ${seed}: ${JSON.stringify(wear)}`);
      const report = await randomReport(seed, { format: 'pdf', form: 'xa-2021' });
      const pages = { how: 'only', pages: appendixPages(report.truth).slice(0, 2) } as const;
      const { path, bytes, truth } = await scanned(report, 'fresh.pdf', wear, seed, pages);
      const { extraction } = await extractReport(bytes, { source: path, catalogue });
      const own = score(extraction, truth);
      scores.push([`fresh ${seed}`, own]);
      expect(own.wrongSilent).toEqual([]);
    },
    3 * MINUTES,
  );
});

/**
 * Scans against the truth: the ones of the repository, and one that nobody has looked at, made anew at every run. The
 * figure we live by is the last but one of the table: a wrong value that nothing says is wrong.
 */
import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { Dice } from '../../fixtures/prng.js';
import { randomReport } from '../../fixtures/random.js';
import { SCANS } from '../../fixtures/scan-documents.js';
import { appendixPages, randomWear, scanned } from '../../fixtures/scans.js';
import type { Truth } from '../../fixtures/truth.js';
import { extractReport, loadCatalogue } from '../../src/index.js';
import type { Extraction } from '../../src/model/extraction.js';
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

async function read(path: string, pages?: readonly number[]): Promise<{ extraction: Extraction; truth: Truth }> {
  const truth = JSON.parse(await readFile(`fixtures/truth/scans/${path}.truth.json`, 'utf8')) as Truth;
  const { extraction } = await extractReport(await readFile(`fixtures/scans/${path}`), { source: path, catalogue });
  const own = score(extraction, truth, pages);
  scores.push([path, own]);
  expect(own.wrongSilent).toEqual([]);
  return { extraction, truth };
}

describe('scans', () => {
  it.each(SCANS.map(({ name, purpose, pages }) => ({ name, purpose, pages })))(
    '$name: $purpose',
    async ({ name, pages }) => {
      const { extraction, truth } = await read(name, pages);
      expect(extraction.status).toBe('ok');
      expect(extraction.ocrPages).toBe(pages.length);
      expect(extraction.rows).toHaveLength(truth.rows.length);
      const rows = extraction.rows.filter(({ page }) => pages.includes(page ?? 0));
      expect(rows.every(({ origin }) => origin === 'ocr')).toBe(true);
      expect(extraction.issuer).toBe(truth.metadata.issuer);
      expect(extraction.period?.label).toBe(truth.metadata.period);
    },
    3 * MINUTES,
  );

  it(
    'a TIFF of fax pages is a document',
    async () => {
      const { extraction } = await read('phu-luc.tif');
      expect([extraction.format, extraction.pages, extraction.ocrPages]).toEqual(['image', 2, 2]);
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
      const pages = appendixPages(report.truth).slice(0, 1);
      const { path, bytes, truth } = await scanned(report, 'fresh.pdf', wear, seed, { how: 'among', pages });
      const { extraction } = await extractReport(bytes, { source: path, catalogue });
      const own = score(extraction, truth);
      scores.push([`fresh ${seed}`, own]);
      expect(own.wrongSilent).toEqual([]);
    },
    3 * MINUTES,
  );
});

import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { buildDataset, type SourcedExtraction, writeDataset } from '../../src/dataset/index.js';
import { EnvironmentError, InvariantError } from '../../src/model/errors.js';
import { flag } from '../../src/model/flags.js';
import { compareText } from '../../src/model/order.js';
import { archive } from './arbitrary.js';
import { catalogue, figure, period, row, sourced } from './build.js';
import { validatePackage } from './validator.js';

/** Names of files that another program holds open. */
const held = vi.hoisted(() => new Set<string>());
vi.mock('node:fs/promises', async (original) => {
  const fs = await original<typeof import('node:fs/promises')>();
  return {
    ...fs,
    rename: async (from: string, to: string) => {
      if ([...held].some((name) => to.endsWith(`/${name}`) || to.endsWith(`\\${name}`))) {
        throw Object.assign(new Error('EBUSY: resource busy or locked'), { code: 'EBUSY' });
      }
      await fs.rename(from, to);
    },
  };
});

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sohoa-dataset-'));
});
afterEach(async () => {
  held.clear();
  await rm(dir, { recursive: true, force: true });
});

const ALL_FILES = [
  'coverage.csv',
  'datapackage.json',
  'decisions.csv',
  'documents.csv',
  'flags.csv',
  'indicators.csv',
  'observations.csv',
  'observations.json',
  'run.json',
  'series.csv',
  'series.json',
];

function write(documents: Iterable<SourcedExtraction> | AsyncIterable<SourcedExtraction>, excel = false, out = dir) {
  return writeDataset(documents, catalogue(), out, {
    excel,
    lang: 'vi',
    version: '1.2.3',
    run: { versions: { node: '20' }, options: { jobs: 2 }, startedAt: new Date() },
  });
}

/** Every file but run.json, which tells the time. */
async function contents(): Promise<Record<string, string>> {
  const names = (await readdir(dir)).filter((name) => name !== 'run.json').sort();
  const texts = await Promise.all(names.map((name) => readFile(join(dir, name), 'utf8')));
  return Object.fromEntries(names.map((name, i) => [name, texts[i] ?? '']));
}

const sorted = (documents: readonly SourcedExtraction[]) =>
  [...documents].sort((a, b) => compareText(a.source, b.source));

const REPORTS = [
  sourced('a.pdf', {
    rows: [
      row(1, { heading: true }),
      figure(2, 'A-1', 478, { label: '- hồ sơ' }),
      figure(3, 'A-3', 99.5, { valueRaw: '99,5' }),
      row(4, { value: 10, denominator: 10, valueRaw: '10/10', note: '=1+1' }),
    ],
    flags: [
      flag('NOT_A_NUMBER', 'document', { raw: 'x' }, { row: 2, expected: '478' }),
      flag('DOCUMENT_NUMBER_MISSING', 'document', { readings: [] }),
    ],
  }),
  sourced('b.pdf', { status: 'failed', error: 'EMPTY', rows: [], tables: 0, checksPassed: 0, pages: 0 }),
  sourced('c.pdf', { period: period('2021-6M'), rows: [figure(1, 'A-1', 100)] }),
];

test('every file of the contract is written, and no other is left', async () => {
  const summary = await write(REPORTS);
  expect((await readdir(dir)).sort()).toEqual(ALL_FILES);
  expect([...summary.files].sort()).toEqual(ALL_FILES);
  expect(summary).toMatchObject({
    documents: { ok: 2, failed: 1 },
    observations: 4,
    headings: 1,
    matched: 3,
    series: 2,
    points: 3,
    flags: { error: 1, warning: 1, info: 0 },
    failed: [{ source: 'b.pdf', error: 'EMPTY' }],
  });
});

test('run.json holds versions, rules, options, counts and seconds', async () => {
  await write(REPORTS);
  const run = JSON.parse(await readFile(join(dir, 'run.json'), 'utf8'));
  expect(run).toMatchObject({
    version: '1.2.3',
    versions: { node: '20' },
    rules: catalogue().hash,
    options: { jobs: 2 },
    counts: { documents: { ok: 2 }, observations: 4 },
    checks_passed: 6,
  });
  expect(run.seconds).toBeGreaterThanOrEqual(0);
});

test('LF, one line a record, no BOM; with --excel a BOM', async () => {
  await write(REPORTS);
  const plain = await readFile(join(dir, 'observations.csv'), 'utf8');
  expect(plain).not.toMatch(/\r|\ufeff/);
  expect(plain.trimEnd().split('\n')).toHaveLength(1 + 4);
  await write(REPORTS, true);
  expect(await readFile(join(dir, 'observations.csv'), 'utf8')).toMatch(/^\ufeffdocument_id;/);
});

test('an empty archive gives empty files that are still valid', async () => {
  await write([]);
  expect(JSON.parse(await readFile(join(dir, 'observations.json'), 'utf8'))).toEqual([]);
  expect(JSON.parse(await readFile(join(dir, 'series.json'), 'utf8'))).toEqual([]);
  expect(await validatePackage(dir)).toEqual([]);
});

test('the order in which documents and flags arrive changes no byte, every package validates, and memory and files say the same', async () => {
  await fc.assert(
    fc.asyncProperty(archive, fc.boolean(), fc.infiniteStream(fc.nat()), async (documents, excel, random) => {
      await write(sorted(documents), excel);
      const once = await contents();
      const shuffled = documents
        .map((document) => ({ document, at: random.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ document: { extraction, ...rest } }) => ({
          ...rest,
          extraction: { ...extraction, flags: [...extraction.flags].reverse() },
        }));
      await write(sorted(shuffled), excel);
      expect(await contents()).toEqual(once);
      expect(await validatePackage(dir)).toEqual([]);

      const { observations, series } = buildDataset(shuffled, catalogue());
      const json = (text = '') => JSON.parse(text) as unknown;
      expect(json(once['observations.json'])).toEqual(JSON.parse(JSON.stringify(observations)));
      expect(json(once['series.json'])).toEqual(JSON.parse(JSON.stringify(series)));
    }),
    { numRuns: 30 },
  );
});

test('the validator of these tests sees what is wrong', async () => {
  await write(REPORTS);
  const break_ = async (name: string, from: string | RegExp, to: string) => {
    const text = await readFile(join(dir, name), 'utf8');
    await writeFile(join(dir, name), text.replace(from, to));
    const problems = await validatePackage(dir);
    await writeFile(join(dir, name), text);
    return problems.join('\n');
  };
  expect(await break_('observations.csv', 'present', 'perhaps')).toMatch(/enumeration/);
  expect(await break_('observations.csv', ',478,478,', ',478,many,')).toMatch(/is no number/);
  expect(await break_('observations.csv', 'a.pdf', 'z.pdf')).toMatch(/refers to nothing/);
  expect(await break_('observations.csv', ',1,1,3,', ',1,1,2,')).toMatch(/repeats the key/);
  expect(await break_('documents.csv', '2021-06-30', '30/06/2021')).toMatch(/is no date/);
  expect(await break_('coverage.csv', 'unit_code,issuer', 'issuer,unit_code')).toMatch(/header/);
});

/** The reference implementation: `frictionless` on the path, or the one SOHOA_FRICTIONLESS names. */
const frictionless = process.env.SOHOA_FRICTIONLESS ?? 'frictionless';
const atHand = spawnSync(frictionless, ['--version']).status === 0;

test.skipIf(!atHand).each([false, true])('frictionless accepts the package (excel: %s)', async (excel) => {
  await write(REPORTS, excel);
  const run = spawnSync(frictionless, ['validate', '--json', 'datapackage.json'], { cwd: dir, encoding: 'utf8' });
  const report = JSON.parse(run.stdout) as { valid: boolean };
  expect(report.valid, run.stdout).toBe(true);
});

test('documents may come from a stream that starts anew, not from a generator', async () => {
  async function* stream() {
    yield* REPORTS;
  }
  await write({ [Symbol.asyncIterator]: stream });
  expect((await readdir(dir)).sort()).toEqual(ALL_FILES);
  await expect(write(stream())).rejects.toThrow(InvariantError);
});

test('documents out of order are refused, and the old files stay', async () => {
  await write(REPORTS);
  const before = await contents();
  await expect(write([...REPORTS].reverse())).rejects.toThrow(InvariantError);
  expect(await contents()).toEqual(before);
});

test('documents that change between the two passes are refused', async () => {
  let pass = 0;
  const changing = { [Symbol.iterator]: () => REPORTS.slice(pass++).values() };
  await expect(write(changing)).rejects.toThrow(InvariantError);
  expect(await readdir(dir)).toEqual([]);
});

test('a file that is open in Excel: the others are replaced, the new one stays beside it, and the error says so', async () => {
  await writeFile(join(dir, 'observations.csv'), 'old');
  held.add('observations.csv');
  const failure = await write(REPORTS).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(EnvironmentError);
  expect(String(failure)).toMatch(/observations\.csv.*observations\.new\.csv/);
  expect(await readFile(join(dir, 'observations.csv'), 'utf8')).toBe('old');
  expect(await readFile(join(dir, 'observations.new.csv'), 'utf8')).toMatch(/^document_id,/);
  expect((await readdir(dir)).sort()).toEqual([...ALL_FILES, 'observations.new.csv'].sort());
});

test('a folder that cannot be made is a problem of the environment', async () => {
  await writeFile(join(dir, 'file'), '');
  await expect(write(REPORTS, false, join(dir, 'file', 'out'))).rejects.toThrow(EnvironmentError);
});

test('a file that cannot be put in its place leaves no temporary one', async () => {
  await mkdir(join(dir, 'series.json', 'x'), { recursive: true });
  await expect(write(REPORTS)).rejects.toThrow();
  expect((await readdir(dir)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

import { copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contents, csv, freshFolder, sohoa } from './run.js';

const ARCHIVE = 'fixtures/archive';
const SEED = 'fixtures/archive/2021/Huyện Hoằng Hóa';

describe('sohoa extract', () => {
  it('makes the same files byte by byte, whatever the jobs, and writes nothing else', async () => {
    const [one, two, again] = [await freshFolder(), await freshFolder(), await freshFolder()];
    expect((await sohoa(['extract', ARCHIVE, '-o', one, '--jobs', '1'])).code).toBe(0);
    expect((await sohoa(['extract', ARCHIVE, '-o', two, '--jobs', '2'])).code).toBe(0);
    expect((await sohoa(['extract', ARCHIVE, '-o', again, '--jobs', '2'])).code).toBe(0);
    const files = await contents(one);
    expect([...files.keys()]).toEqual([
      'coverage.csv',
      'datapackage.json',
      'decisions.csv',
      'documents.csv',
      'flags.csv',
      'indicators.csv',
      'observations.csv',
      'observations.json',
      'review.html',
      'series.csv',
      'series.json',
    ]);
    expect(await contents(two)).toEqual(files);
    expect(await contents(again)).toEqual(files);
  }, 180_000);

  it('refuses rules that were broken since the last run, and stands by the last result when they are as they were', async () => {
    const [out, rules] = [await freshFolder(), path.join(await freshFolder(), 'rules')];
    await cp('rules', rules, { recursive: true });
    const args = ['extract', SEED, '-o', out, '--rules', rules];
    expect((await sohoa(args)).code).toBe(0);
    const files = await contents(out);
    const breaks = path.join(rules, 'breaks.yaml');
    const whole = await readFile(breaks);
    await writeFile(breaks, 'breaks: [\n');
    const refused = await sohoa(args);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('breaks.yaml:');
    await writeFile(breaks, whole);
    const again = await sohoa(args);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stderr).toContain('Không có gì mới');
    expect(await contents(out)).toEqual(files);
  }, 180_000);

  it('gives the seed report one point an indicator though it came twice, and says that both agree', async () => {
    const out = await freshFolder();
    await sohoa(['extract', SEED, '-o', out]);
    const points = await csv(out, 'series.csv');
    expect(points).toHaveLength(59);
    expect(new Set(points.map((point) => `${point.indicator_code} ${point.period}`)).size).toBe(59);
    expect(points.every((point) => point.unit_code === '15961' && point.basis !== '')).toBe(true);
    const twins = (await csv(out, 'flags.csv')).filter(({ flag }) => flag === 'DUPLICATE_REPORT');
    expect(twins.map(({ severity }) => severity)).toEqual(['info', 'info']);
  });

  it('gives the second commune a series of three points in time order', async () => {
    const out = await freshFolder();
    await sohoa(['extract', 'fixtures/archive/2021/Huyện Vũng Liêm', '-o', out]);
    const series = JSON.parse(await readFile(path.join(out, 'series.json'), 'utf8')) as {
      indicator_code: string;
      points: { period: string; value: number }[];
    }[];
    expect(series).toHaveLength(60);
    for (const { points } of series)
      expect(points.map(({ period }) => period)).toEqual(['2021-Q1', '2021-6M', '2021-9M']);
    const inCsv = (await csv(out, 'series.csv')).filter((point) => point.indicator_code === 'X-3.3.1');
    expect(inCsv.map(({ period }) => period)).toEqual(['2021-Q1', '2021-6M', '2021-9M']);
  });

  it('gives each bad file its row, its error and a word of advice, and reads the good ones beside it', async () => {
    const out = await freshFolder();
    const { code, stderr } = await sohoa(['extract', 'fixtures/bad', SEED, '-o', out]);
    expect(code).toBe(2);
    const truth = JSON.parse(await readFile('fixtures/truth/bad.truth.json', 'utf8')) as {
      path: string;
      status: string;
      error: string | null;
    }[];
    const documents = await csv(out, 'documents.csv');
    const found = documents.map(({ source, status, error }) => [source, { status, error }]);
    const expected = truth.map(({ path: file, status, error }) => [file, { status, error: error ?? '' }]);
    expect(Object.fromEntries(found)).toMatchObject(Object.fromEntries(expected));
    for (const { error, message } of documents) expect(message === '').toBe(error === '');
    expect(documents.filter(({ status }) => status === 'ok').length).toBeGreaterThanOrEqual(4);
    expect(stderr).toContain('ENCRYPTED');
    for (const file of await readdir('fixtures/bad'))
      expect(documents.some(({ source }) => source === `bad/${file}`)).toBe(true);
  });

  it('reads only what is new, adds to the folder, and forgets only when told to', async () => {
    const [archive, out] = [await freshFolder(), await freshFolder()];
    const reports = await readdir(SEED);
    const [first = '', second = ''] = reports;
    await copyFile(path.join(SEED, first), path.join(archive, first));
    await sohoa(['extract', archive, '-o', out]);
    await copyFile(path.join(SEED, second), path.join(archive, second));
    const rerun = await sohoa(['extract', archive, '-o', out, '--lang', 'en']);
    expect(rerun.stderr).toContain('2 files, 1 to read');
    await rm(path.join(archive, first));
    await sohoa(['extract', archive, '-o', out]);
    expect(await csv(out, 'documents.csv')).toHaveLength(2);
    await sohoa(['extract', archive, '-o', out, '--prune']);
    expect(await csv(out, 'documents.csv')).toHaveLength(1);
  });

  it('names what repeats by its first source', async () => {
    const [archive, out] = [await freshFolder(), await freshFolder()];
    const [report = ''] = await readdir(SEED);
    await mkdir(path.join(archive, 'b'));
    await copyFile(path.join(SEED, report), path.join(archive, 'a.docx'));
    await copyFile(path.join(SEED, report), path.join(archive, 'b', 'copy.docx'));
    await sohoa(['extract', archive, '-o', out]);
    const documents = await csv(out, 'documents.csv');
    expect(documents.map(({ status }) => status)).toEqual(['ok', 'duplicate']);
    expect(documents[1]?.duplicate_of).toBe(documents[0]?.source);
  });

  it('speaks English and JSON when asked', async () => {
    const out = await freshFolder();
    const { stdout, stderr } = await sohoa(['extract', SEED, '-o', out, '--lang', 'en', '--json']);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string });
    expect(new Set(events.map(({ event }) => event))).toEqual(
      new Set(['found', 'start', 'page', 'document', 'summary']),
    );
    expect(stderr).toBe('');
    const sum = (await csv(out, 'flags.csv')).find(({ flag }) => flag === 'SUM_MISMATCH');
    expect(sum?.message).toMatch(
      /^3\.3\.1: the total 479 ≠ the sum of its parts 306 \+ 0 \+ 72 \+ 100 = 478, off by 1/u,
    );
  });
});

describe('sohoa answers a wrong call', () => {
  it.each([
    ['a path that is not there', ['extract', 'khong-co', '-o', 'OUT'], 1, 'khong-co'],
    ['no output folder', ['extract', SEED], 1, '--out'],
    ['jobs that are no number', ['extract', SEED, '-o', 'OUT', '--jobs', 'two'], 1, 'jobs'],
    ['a catalogue that is not there', ['extract', SEED, '-o', 'OUT', '--rules', 'khong-co'], 1, 'khong-co'],
  ])('%s', async (_, args, code, words) => {
    const out = await freshFolder();
    const result = await sohoa(args.map((arg) => (arg === 'OUT' ? out : arg)));
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(words);
    expect(result.stderr).not.toMatch(/^\s+at /mu);
  });

  it('a catalogue with a slip, by file and line', async () => {
    const rules = await freshFolder();
    await writeFile(path.join(rules, 'abbreviations.yaml'), 'abbreviations:\n  TTHC: [\n');
    const { code, stderr } = await sohoa(['rules', 'check', rules]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/abbreviations\.yaml:\d+: /u);
    expect((await sohoa(['rules', 'check'])).code).toBe(0);
  });
});

/** The lines of a large archive are made in a thread beside. A thread starts from a built file, so all of it is the built one. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { PLAIN } from '../../src/dataset/csv.js';
import { type CsvMaker, LITTLE } from '../../src/dataset/csvMaker.js';
import type { Group } from '../../src/dataset/csvText.js';
import type { OutputFile } from '../../src/dataset/files.js';
import { buildDataset, type SourcedExtraction, type writeDataset } from '../../src/dataset/index.js';
import { catalogue, figure, period, sourced } from './build.js';

const built = pathToFileURL(path.resolve('dist/dataset/index.js')).href;
const maker = pathToFileURL(path.resolve('dist/dataset/csvMaker.js')).href;

async function write(
  documents: Iterable<SourcedExtraction>,
  { jobs, excel = false }: { jobs: number; excel?: boolean },
): Promise<Map<string, string>> {
  const dir = await mkdtemp(path.join(tmpdir(), 'sohoa-thread-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const dataset = (await import(built)) as { writeDataset: typeof writeDataset };
  const run = { versions: {}, options: {}, startedAt: new Date() };
  try {
    await dataset.writeDataset(documents, catalogue(), dir, { excel, lang: 'vi', version: '1', run, jobs });
  } finally {
    expect((await readdir(dir)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  }
  const tables = ['observations.csv', 'observations.json', 'series.csv', 'series.json', 'documents.csv', 'flags.csv'];
  return new Map(
    await Promise.all(tables.map(async (name) => [name, await readFile(path.join(dir, name), 'utf8')] as const)),
  );
}

/** Signs that CSV and JSON write differently, and a label for each so that none is remembered. */
const LABEL = 'Số hồ sơ "một cửa", gửi\nqua BCCI; =1+1 ';

function report(n: number): SourcedExtraction {
  const rows = Array.from({ length: 200 }, (_, i) =>
    figure(i + 1, 'A-1', i === 0 ? 5 : i + n / 4, {
      label: `${LABEL}${n}.${i}`,
      note: i % 3 === 0 ? '-' : `ghi chú ${i}`,
    }),
  );
  return sourced(`xã ${String(n).padStart(4, '0')}.pdf`, { rows, period: period(n % 2 === 0 ? '2021-9M' : '2021-Y') });
}

test.each([false, true])('the files are the same with and without a thread, --excel %s', async (excel) => {
  const documents = Array.from({ length: 240 }, (_, n) => report(n));
  const alone = await write(documents, { jobs: 1, excel });
  // Much more than is made without one, and two tables of it.
  expect(alone.get('observations.json')?.length).toBeGreaterThan(LITTLE * 2);
  expect(await write(documents, { jobs: 2, excel })).toEqual(alone);
});

test('series are made in the thread as they are without it, each table into its own file, in order', async () => {
  const { CsvMaker: Maker } = (await import(maker)) as { CsvMaker: typeof CsvMaker };
  const reports = Array.from({ length: 3000 }, (_, n) =>
    sourced(`${n}.pdf`, {
      rows: [figure(1, 'A-1', n), figure(2, 'A-2', n / 8)],
      period: period(`${1990 + (n % 30)}-Y`),
      issuer: `xã "${Math.floor(n / 30)}"`,
      unitCode: null,
    }),
  );
  const { series, observations } = buildDataset(reports, catalogue());
  const texts: string[] = [];
  for (const jobs of [1, 2]) {
    const csv = new Maker(PLAIN, jobs, 0);
    for (const [table, groups] of [
      ['series', series.map((one) => [one])],
      ['observations', observations.map((one) => [one])],
    ] as const) {
      let text = '';
      const file = {
        write: (more: string) => (text += more),
        add: (more: Uint8Array) => (text += Buffer.from(more)),
        settle() {},
      };
      const writer = csv.table(table, file as unknown as OutputFile);
      for (const elements of groups) await writer.write({ table, elements } as Group, JSON.stringify(elements));
      await writer.finish();
      texts.push(text);
    }
    await csv.close();
  }
  expect(texts.map((text) => text.split('\n').length)).toEqual([6001, 6001, 6001, 6001]);
  expect(texts.slice(2)).toEqual(texts.slice(0, 2));
});

test('what fails in the middle of it leaves nothing behind', async () => {
  const documents = Array.from({ length: 240 }, (_, n) => report(n));
  const rounds = { begun: 0 };
  const failing = {
    *[Symbol.iterator]() {
      rounds.begun += 1;
      for (const [n, document] of documents.entries()) {
        if (rounds.begun === 2 && n === 200) throw new Error('gone');
        yield document;
      }
    },
  };
  await expect(write(failing, { jobs: 2 })).rejects.toThrow('gone');
});

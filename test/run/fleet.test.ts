import { cp, mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bombZip, nastyFiles, slipZip } from '../../fixtures/nasty.js';
import { zipOf } from '../../fixtures/zip.js';
import { contents, csv, freshFolder, sohoa } from '../cli/run.js';
import { begun, coordinator, letter, SABOTAGED, share, stopped, worker } from './fleet.js';
import { keptExtractions, temporaryFiles } from './folder.js';
import { leftProcesses } from './processes.js';
import { killed, type Running, start } from './program.js';
import { HAS_REDIS, redisServer } from './redis.js';

const PATIENCE_MS = 600_000;
const LEASE = 10;
const GOOD = 'fixtures/archive';
const BASE = 'fixtures/archive/2021/Huyện Vũng Liêm/Xã Hiếu Nhơn';

const letters = (count: number, act?: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n}.pdf`, letter(String(n), act)]));

/** What a run on one machine makes of the archive. */
async function local(archive: string, ...more: string[]): Promise<Map<string, string>> {
  const out = await freshFolder();
  const { code, stderr } = await sohoa(['extract', archive, '-o', out, '--jobs', '2', '--ocr', 'off', ...more], {
    env: SABOTAGED,
  });
  expect([0, 2], stderr).toContain(code);
  return contents(out);
}

/** Waits until something is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(50);
}

describe.skipIf(!HAS_REDIS)('three workers', () => {
  it(
    'read good reports among nasty ones, and the files are those of one machine, byte for byte',
    async () => {
      const redis = await redisServer();
      const { archive, out } = await share({
        'trượt.zip': slipZip(),
        'bom.zip': bombZip(),
        'zip cũ.zip': zipOf([{ name: 'Báo cáo.docx', bytes: await readFile(path.join(BASE, 'Báo cáo quý I.docx')) }]),
        'treo.pdf': letter('treo', 'sleep 0'),
        'sập.pdf': letter('sập', 'abort 0'),
      });
      await cp(GOOD, path.join(archive, 'tốt'), { recursive: true });
      // How far a reader gets with these depends on the machine's speed: no two runs need agree.
      const nasty = (await nastyFiles()).filter(({ verdicts }) => !verdicts.includes('failed TIMEOUT'));
      for (const { name, bytes } of nasty) await writeFile(path.join(archive, name), bytes);
      // Long enough for a good report on a slow machine; the one that hangs takes twice as long.
      const deadline = ['--timeout', '15'];

      const workers = [1, 2, 3].map(() => worker(redis.url, { lease: LEASE, env: SABOTAGED }));
      const run = coordinator(archive, out, redis.url, ...deadline);
      const expected = await local(archive, ...deadline);
      expect(await run.ended, run.said()).toBe(2);
      expect(await contents(out)).toEqual(expected);

      const documents = await csv(out, 'documents.csv');
      const verdicts = new Map(documents.map((d) => [d.source, `${d.status} ${d.error}`.trim()]));
      expect(verdicts.get('kho/treo.pdf')).toBe('failed TIMEOUT');
      expect(verdicts.get('kho/sập.pdf')).toBe('failed CRASHED');
      expect([...begun(workers)].filter(([, times]) => times > 2)).toEqual([]);
      // One view over all: who read what is told.
      const names = new Set(run.events.flatMap(({ event, worker: name }) => (event === 'document' ? [name] : [])));
      expect(names.size).toBe(3);
      expect(run.events.filter(({ event }) => event === 'document')).toHaveLength(
        run.events.find(({ event }) => event === 'found')?.toRead as number,
      );
      for (const one of workers) expect(await stopped(one)).toBe(0);
      expect(await redis.keys()).toEqual([]);
      expect(await temporaryFiles(out)).toEqual([]);
      expect(await leftProcesses()).toEqual([]);
    },
    PATIENCE_MS,
  );
});

describe.skipIf(!HAS_REDIS)('a worker', () => {
  it(
    'that would read otherwise is refused before it does anything; one that fits is not',
    async () => {
      const redis = await redisServer();
      const { folder, archive, out } = await share(letters(3));
      const run = start(['extract', archive, '-o', out, '--queue', redis.url]);
      await run.told('found');
      await until(async () => (await redis.keys()).includes('sohoa:archives'));
      const refusal = async (options: { cli?: string; env?: NodeJS.ProcessEnv; args?: string[] }) => {
        const refused = worker(redis.url, { lease: LEASE, ...options });
        await Promise.race([refused.ended, refused.told('joined')]);
        expect(refused.events).toEqual([]);
        expect(await refused.ended, refused.said()).toBe(4);
        return refused.said();
      };

      const other = path.join(folder, 'other');
      for (const name of ['dist', 'rules', 'package.json']) await cp(name, path.join(other, name), { recursive: true });
      await symlink(path.resolve('node_modules'), path.join(other, 'node_modules'), 'junction');
      const cli = path.join(other, 'dist', 'cli.js');
      const reader = path.join(other, 'dist', 'extract.js');
      await writeFile(reader, `${await readFile(reader, 'utf8')}// another line\n`);
      expect(await refusal({ cli })).toContain('mã chương trình khác');
      const manifest = await readFile('package.json', 'utf8');
      await writeFile(
        path.join(other, 'package.json'),
        manifest.replace(/"version": "[^"]+"/u, () => '"version": "9.9.9"'),
      );
      expect(await refusal({ cli })).toContain('9.9.9');

      const rules = path.join(folder, 'rules');
      await cp('rules', rules, { recursive: true });
      const contrasts = path.join(rules, 'contrasts.yaml');
      await writeFile(contrasts, `${await readFile(contrasts, 'utf8')}# another line\n`);
      expect(await refusal({ args: ['--rules', rules] })).toContain('Danh mục');

      const model = path.join(folder, 'model');
      await mkdir(model);
      await writeFile(path.join(model, 'vie.traineddata'), 'another model');
      expect(await refusal({ env: { SOHOA_TESSDATA: model } })).toContain('vie.traineddata');

      expect(await keptExtractions(out)).toEqual([]);
      const fits = worker(redis.url, { lease: LEASE });
      expect(await run.ended, run.said()).toBe(0);
      expect(await stopped(fits)).toBe(0);
    },
    PATIENCE_MS,
  );

  it(
    'finds the shared folder where this machine has it; one that does not see it is refused; what it read is kept',
    async () => {
      const redis = await redisServer();
      const { folder, archive, out } = await share(letters(5));
      const run = coordinator(archive, out, redis.url);
      await run.told('found');
      await until(async () => (await redis.keys()).some((key) => key.endsWith(':wait')));
      await killed(run);
      const elsewhere = `${folder}-elsewhere`;
      await rename(folder, elsewhere);
      const blind = worker(redis.url, { lease: LEASE });
      expect(await blind.ended, blind.said()).toBe(4);
      expect(blind.said()).toContain(out);
      expect(await readdir(path.dirname(folder))).not.toContain(path.basename(folder));

      const seeing = worker(redis.url, { lease: LEASE, args: ['-o', path.join(elsewhere, 'kq')] });
      const found = until(async () => (await keptExtractions(path.join(elsewhere, 'kq'))).length === 5);
      await Promise.race([found, seeing.ended]);
      expect(await stopped(seeing), seeing.said()).toBe(0);
      await rename(elsewhere, folder);

      // Another coordinator finds all of it read.
      const again = coordinator(archive, out, redis.url);
      expect(await again.ended, again.said()).toBe(0);
      expect(again.events.find(({ event }) => event === 'found')).toMatchObject({ documents: 5, toRead: 0 });
      expect(await contents(out)).toEqual(await local(archive));
    },
    PATIENCE_MS,
  );

  it(
    'whose disk is full says so, ends and gives back what it was on',
    async () => {
      const redis = await redisServer();
      const { archive, out } = await share(letters(4));
      const disk = pathToFileURL(path.resolve('test/saboteurs/full-disk.mjs')).href;
      const full = worker(redis.url, {
        lease: LEASE,
        env: { NODE_OPTIONS: `--import ${disk}`, FULL_DISK_AFTER: '100' },
      });
      const run = coordinator(archive, out, redis.url);
      expect(await full.ended, full.said()).toBe(4);
      expect(full.said()).toContain('Hết dung lượng đĩa');
      const other = worker(redis.url, { lease: LEASE });
      expect(await run.ended, run.said()).toBe(0);
      expect(await stopped(other)).toBe(0);
      expect(await contents(out)).toEqual(await local(archive));
    },
    PATIENCE_MS,
  );

  it(
    'that is asked to stop gives back what it is on at once, and that is no fault of the document',
    async () => {
      const redis = await redisServer();
      const { archive, out } = await share({ 'lâu.pdf': letter('lâu', 'dawdle 0') });
      // Nobody waits for this lease to run out.
      const lease = 100_000;
      const run = coordinator(archive, out, redis.url);
      for (let time = 0; time < 3; time++) {
        const one = worker(redis.url, { lease, env: SABOTAGED });
        await one.told('start');
        expect(await stopped(one), one.said()).toBe(0);
      }
      const last = worker(redis.url, { lease });
      expect(await run.ended, run.said()).toBe(0);
      expect(await stopped(last)).toBe(0);
    },
    PATIENCE_MS,
  );
});

describe.skipIf(!HAS_REDIS)('a document that was read by somebody who could not say so', () => {
  it(
    'is not read again',
    async () => {
      const redis = await redisServer();
      // One of them was claimed by somebody who was killed, the other by nobody.
      const { archive, out } = await share({ 'a.pdf': letter('a', 'sleep 0'), 'b.pdf': letter('b', 'sleep 0') });
      const run = coordinator(archive, out, redis.url);
      const first = worker(redis.url, { lease: 3, env: SABOTAGED });
      await first.told('start');
      await killed(first);
      // The results come another way.
      expect(await sohoa(['extract', archive, '-o', out, '--ocr', 'off', '--shard', '1/1'])).toMatchObject({ code: 0 });
      const second = worker(redis.url, { lease: 3, env: SABOTAGED });
      await Promise.race([run.ended, second.told('start')]);
      expect(begun([second]).size).toBe(0);
      expect(await run.ended, run.said()).toBe(0);
      expect(await stopped(second)).toBe(0);
    },
    PATIENCE_MS,
  );
});

describe.skipIf(!HAS_REDIS)('a document that takes whole machines with it', () => {
  it(
    'is put aside after two of them, with the reason, and the others are read',
    async () => {
      const redis = await redisServer();
      const { archive, out } = await share({ ...letters(6), 'độc.pdf': letter('độc', 'takeAll 0') });
      const run = coordinator(archive, out, redis.url);
      const workers: Running[] = [];
      const replaced = async (): Promise<void> => {
        const one = worker(redis.url, { lease: 3, env: SABOTAGED });
        workers.push(one);
        if ((await one.ended) === null) await replaced();
      };
      const slots = [replaced(), replaced()];
      expect(await run.ended, run.said()).toBe(2);
      for (const one of workers) one.child.kill('SIGTERM');
      await Promise.all(slots);
      const documents = await csv(out, 'documents.csv');
      const bad = documents.filter(({ status }) => status !== 'no_appendix');
      expect(bad.map(({ source, error }) => `${source} ${error}`)).toEqual(['kho/độc.pdf CRASHED']);
      expect(bad[0]?.message).toContain('Hai máy');
      expect(begun(workers).get('kho/độc.pdf')).toBe(2);
      expect(await redis.keys()).toEqual([]);
    },
    PATIENCE_MS,
  );
});

describe.skipIf(!HAS_REDIS)('two archives at one Redis', () => {
  it(
    'are not mixed up: a worker for one leaves the other one alone, and must be told which',
    async () => {
      const redis = await redisServer();
      const [one, other] = [await share(letters(3)), await share(letters(4))];
      const foreign = 'bull:somebody-else:wait';
      await redis.ask((client) => client.rpush(foreign, 'theirs'));
      const runs = [coordinator(one.archive, one.out, redis.url), coordinator(other.archive, other.out, redis.url)];
      await until(async () => (await redis.keys()).filter((key) => key.endsWith(':wait')).length === 3);
      const undecided = worker(redis.url, { lease: LEASE });
      expect(await undecided.ended).toBe(1);
      expect(undecided.said()).toContain(one.out);
      expect(undecided.said()).toContain(other.out);

      const decided = worker(redis.url, { lease: LEASE, args: ['-o', one.out] });
      expect(await runs[0]?.ended, runs[0]?.said()).toBe(0);
      expect(await keptExtractions(other.out)).toEqual([]);
      const waiting = (await redis.keys()).filter((key) => key.endsWith(':wait') && key !== foreign);
      expect(await redis.ask((client) => client.llen(waiting[0] ?? ''))).toBe(4);
      expect(await stopped(decided)).toBe(0);
      const last = worker(redis.url, { lease: LEASE });
      expect(await runs[1]?.ended, runs[1]?.said()).toBe(0);
      expect(await stopped(last)).toBe(0);
      expect(await redis.keys()).toEqual([foreign]);
    },
    PATIENCE_MS,
  );
});

describe.skipIf(!HAS_REDIS)('a Redis that comes back empty', () => {
  it(
    'costs time and nothing else',
    async () => {
      const redis = await redisServer();
      const { archive, out } = await share(letters(8, 'dawdle 0'));
      const one = worker(redis.url, { lease: LEASE, env: SABOTAGED });
      const run = coordinator(archive, out, redis.url);
      await run.told('document');
      await redis.ask((client) => client.flushall());
      expect(await run.ended, run.said()).toBe(0);
      expect(await stopped(one)).toBe(0);
      expect(await contents(out)).toEqual(await local(archive));
      expect([...begun([one])].filter(([, times]) => times > 2)).toEqual([]);
    },
    PATIENCE_MS,
  );
});

describe('a queue that cannot be used', () => {
  const report = path.join(BASE, 'Báo cáo quý I.docx');
  const extract = async (url: string, env: NodeJS.ProcessEnv = {}) =>
    sohoa(['extract', report, '-o', path.join(await freshFolder(), 'kq'), '--ocr', 'off', '--queue', url], { env });

  it('is told with its address and without its password', async () => {
    const { code, stderr } = await extract('redis://:secret@127.0.0.1:1/0');
    expect(code).toBe(4);
    expect(stderr).toContain('127.0.0.1:1/0');
    expect(stderr).not.toContain('secret');
  });

  it('is told when the address is none', async () => {
    expect(await extract('10.0.0.5:6379')).toMatchObject({ code: 1 });
  });

  it.skipIf(!HAS_REDIS)('is told when Redis may throw keys away, or does not know us', async () => {
    const forgetful = await redisServer('--maxmemory-policy', 'allkeys-lru');
    expect((await extract(forgetful.url)).stderr).toContain('noeviction');
    const locked = await redisServer('--requirepass', 'secret');
    expect(await extract(locked.url)).toMatchObject({ code: 4 });
  });
});

import { cp, readdir } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dice } from '../../fixtures/prng.js';
import { UsageError } from '../../src/model/errors.js';
import { inShard, parseShard } from '../../src/run/shard.js';
import { contents, csv, freshFolder, sohoa } from '../cli/run.js';
import { letter, SABOTAGED, share } from './fleet.js';
import { temporaryFiles } from './folder.js';
import { type Running, start } from './program.js';

const SHARDS = 4;
const PATIENCE_MS = 600_000;

describe('shards', () => {
  it('share out everything, each document to one of them', () => {
    const sha256 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
    fc.assert(
      fc.property(sha256, fc.integer({ min: 1, max: 50 }), (hash, of) => {
        const shards = Array.from({ length: of }, (_, i) => parseShard(`${i + 1}/${of}`));
        expect(shards.filter((shard) => inShard(hash, shard))).toHaveLength(1);
      }),
    );
  });

  it.each(['0/3', '4/3', '1', 'a/b', '1/0', '-1/3', ''])('are not called "%s"', (shard) => {
    expect(() => parseShard(shard)).toThrow(UsageError);
  });

  it('need no queue', async () => {
    const { archive, out } = await share({ 'a.pdf': letter('a') });
    const args = ['extract', archive, '-o', out, '--shard', '1/2', '--queue', 'redis://127.0.0.1:1/0'];
    expect(await sohoa(args)).toMatchObject({ code: 1 });
    expect(await readdir(out).catch(() => [])).toEqual([]);
  });

  it(
    'read in any order, two at a time, into one folder, and then reduced, make the files of one run',
    async () => {
      const seed = Math.floor(Math.random() * 2 ** 32);
      console.log(`shards: order from seed ${seed}`);
      const { archive, out } = await share({
        ...Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`${n % 7}-${n}.pdf`, letter(String(n % 7))])),
        'sập.pdf': letter('sập', 'abort 0'),
        'rỗng.pdf': Buffer.alloc(0),
      });
      await cp('fixtures/archive', path.join(archive, 'tốt'), { recursive: true });
      const args = ['extract', archive, '-o', out, '--ocr', 'off', '--jobs', '1'];
      const env = SABOTAGED;
      const own = await freshFolder();
      expect((await sohoa(['extract', archive, '-o', own, '--ocr', 'off', '--jobs', '2'], { env })).code).toBe(2);

      const shards = new Dice(seed).shuffle(Array.from({ length: SHARDS }, (_, i) => `${i + 1}/${SHARDS}`));
      const runs: Running[] = [];
      for (let i = 0; i < SHARDS; i += 2) {
        const pair = shards.slice(i, i + 2).map((shard) => start([...args, '--shard', shard], { env }));
        for (const run of pair) expect([0, 2], run.said()).toContain(await run.ended);
        runs.push(...pair);
      }
      expect((await readdir(out)).filter((name) => name !== '.sohoa')).toEqual([]);
      const read = runs.flatMap(({ events }) => events.filter(({ event }) => event === 'document'));
      const found = runs.map(({ events }) => Number(events.find(({ event }) => event === 'found')?.documents));

      // What one of them has failed on it tells; it is not tried once more before it is told.
      const last = start(args, { env });
      expect(await last.ended, last.said()).toBe(2);
      expect(last.events.find(({ event }) => event === 'found')).toMatchObject({ toRead: 0 });
      const documents = await csv(out, 'documents.csv');
      expect(found.reduce((sum, count) => sum + count, 0)).toBe(documents.length);
      expect(new Set(read.map(({ source }) => source)).size).toBe(read.length);
      expect(read).toHaveLength(
        documents.filter(({ status, error }) => status !== 'duplicate' && error !== 'EMPTY').length,
      );
      expect(await contents(out), `seed ${seed}`).toEqual(await contents(own));
      expect(await temporaryFiles(out)).toEqual([]);

      const again = start(args);
      expect(await again.ended, again.said()).toBe(2);
      expect(again.events.find(({ event }) => event === 'found')).toMatchObject({ toRead: 1 });
    },
    PATIENCE_MS,
  );
});

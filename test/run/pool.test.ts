import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { Pool } from '../../src/run/pool.js';
import type { Job } from '../../src/run/worker.js';
import { freshFolder } from '../cli/run.js';

/** So often no task is told of processors: the child ends, the first time. */
const CRASH = 1000;
/** A child process that answers a task when it has been told of spare processors so many times in its life: with what it was told. */
const CHILD = `
  import { existsSync, writeFileSync } from 'node:fs';
  const told = [];
  let wanted = null;
  const tried = import.meta.filename + '.tried';
  process.on('message', (said) => {
    if ('spare' in said) told.push(said.spare);
    else wanted = said.job.wanted;
    if (wanted === ${CRASH} && !existsSync(tried)) {
      writeFileSync(tried, '');
      process.exit(1);
    }
    // Whatever else it is told comes first.
    if (wanted === ${CRASH}) setTimeout(() => process.send({ extraction: { error: null, told }, cut: false }), 200);
    if (wanted === ${CRASH}) return;
    if (wanted === null || told.length < wanted) return;
    wanted = null;
    process.send({ extraction: { error: null, told: told.splice(0) }, cut: false });
  });`;

async function pool(width: number): Promise<(wanted: number) => Promise<unknown>> {
  const script = path.join(await freshFolder(), 'child.mjs');
  await writeFile(script, CHILD);
  const own = new Pool(width, script);
  pools.push(own);
  return async (wanted) => {
    const job = { timeout: 60, wanted } as unknown as Job;
    const outcome = await own.read(job, { onStart: () => undefined, onPage: () => undefined });
    return (outcome?.extraction as unknown as { told: number[] } | undefined)?.told;
  };
}

const pools: Pool[] = [];

it('a document has a second processor only while fewer are read than may be', async () => {
  const read = await pool(2);
  const [first, second] = await Promise.all([read(3), read(1)]);
  expect(first).toEqual([1, 0, 1]);
  expect(second).toEqual([0]);
  await Promise.all(pools.map((own) => own.end()));
});

it('processors that no document is read on are shared among those that are read', async () => {
  const read = await pool(5);
  const [first, second] = await Promise.all([read(3), read(1)]);
  expect(first).toEqual([4, 2, 4]);
  expect(second).toEqual([1]);
  await Promise.all(pools.map((own) => own.end()));
});

it('one at a time has one', async () => {
  const read = await pool(1);
  expect(await read(1)).toEqual([0]);
  expect(await read(0)).toEqual([]);
  await Promise.all(pools.map((own) => own.end()));
});

it('one that took its process with it is tried again on one', async () => {
  const read = await pool(3);
  expect(await read(CRASH)).toEqual([]);
  await Promise.all(pools.map((own) => own.end()));
});

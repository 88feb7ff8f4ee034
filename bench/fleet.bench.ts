/** What a queue costs: time a document, what grows with their number, and what a second worker brings. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { HAS_REDIS, RedisServer } from '../test/run/redis-server.js';
import { scanArchive } from './lib/archives.js';
import type { Bench, Measurement } from './lib/bench.js';
import { inFolder, megabytes, times } from './lib/process.js';

const NOOP = fileURLToPath(new URL('./fleet/noop.ts', import.meta.url));
const CLI = path.resolve('dist/cli.js');
const ONE_BY_ONE = 2_000;
const MANY = { full: 500_000, else: 20_000 };
/** Documents at a time of the worker that is to be as fast as it can. */
const WIDTH = 50;
const SCANS = 4;

const bench: Bench = async function* ({ full }) {
  if (!HAS_REDIS) {
    yield { what: 'fleet', value: 'not measured', beside: 'redis-server is not installed' };
    return;
  }
  yield* await inFolder(oneByOne);
  yield* await inFolder((folder) => many(folder, full ? MANY.full : MANY.else));
  yield* await inFolder(twoWorkers);
};
export default bench;

type Figures = Readonly<Record<string, number>>;

/** A process that tells figures as lines of JSON. */
function told(child: ChildProcess, onFigures: (figures: Figures) => void = () => undefined): Promise<Figures> {
  let last: Figures = {};
  if (child.stdout === null) throw new Error('nothing to listen to');
  createInterface({ input: child.stdout }).on('line', (line) => {
    last = JSON.parse(line) as Figures;
    onFigures(last);
  });
  return new Promise((resolve, reject) => {
    child.once('close', (code) => (code === 0 ? resolve(last) : reject(new Error(`exit ${code}`))));
  });
}

const noop = (...args: string[]) =>
  spawn(process.execPath, ['--import', 'tsx', NOOP, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });

interface NoopRun {
  readonly seconds: number;
  /** Processor seconds of coordinator and worker, start-up included. */
  readonly processor: number;
  /** Memory of the coordinator and of Redis in the course of the run, bytes. */
  readonly samples: readonly { readonly coordinator: number; readonly redis: number }[];
}

async function noopRun(folder: string, count: number, width: number): Promise<NoopRun> {
  const redis = await RedisServer.start(folder);
  try {
    const worker = noop('worker', redis.url, String(width));
    const workerEnd = told(worker);
    const samples: Promise<NoopRun['samples'][number]>[] = [];
    const coordinator = await told(noop('coordinator', redis.url, folder, String(count)), ({ memory }) => {
      if (memory !== undefined) samples.push(redisMemory(redis).then((used) => ({ coordinator: memory, redis: used })));
    });
    worker.stdin?.end();
    const { processor = 0 } = await workerEnd;
    return {
      seconds: coordinator.seconds ?? 0,
      processor: processor + (coordinator.processor ?? 0),
      samples: await Promise.all(samples),
    };
  } finally {
    await redis.kill();
  }
}

async function redisMemory(redis: RedisServer): Promise<number> {
  const info = await redis.ask((client) => client.info('memory'));
  return Number(/^used_memory:(\d+)/mu.exec(info)?.[1]);
}

async function oneByOne(folder: string): Promise<Measurement[]> {
  const { seconds, processor } = await noopRun(folder, ONE_BY_ONE, 1);
  const each = (value: number) => `${((1000 * value) / ONE_BY_ONE).toFixed(2)} ms`;
  return [
    {
      what: `queue, ${ONE_BY_ONE.toLocaleString('en')} documents with nothing to read, one at a time: time for each`,
      value: each(seconds),
      beside: `${each(processor)} of processor time of coordinator and worker, start-up included`,
    },
  ];
}

async function many(folder: string, count: number): Promise<Measurement[]> {
  const { seconds, samples } = await noopRun(folder, count, WIDTH);
  const grown = (of: 'coordinator' | 'redis') => {
    const third = Math.floor(samples.length / 3);
    const peak = (some: typeof samples) => Math.max(...some.map((sample) => sample[of]));
    return `last third ${times(peak(samples.slice(-third)) / peak(samples.slice(0, third)))} the first`;
  };
  const peak = (of: 'coordinator' | 'redis') => megabytes(Math.max(...samples.map((sample) => sample[of])));
  return [
    {
      what: `queue, ${count.toLocaleString('en')} documents with nothing to read, ${WIDTH} at a time`,
      value: `${(count / seconds).toFixed(0)} documents/s`,
      beside: `${((1000 * seconds) / count).toFixed(2)} ms each`,
    },
    { what: '… peak memory of the coordinator', value: peak('coordinator'), beside: grown('coordinator') },
    { what: '… peak memory of Redis', value: peak('redis'), beside: grown('redis') },
  ];
}

async function twoWorkers(folder: string): Promise<Measurement[]> {
  const archive = path.join(folder, 'archive');
  await mkdir(archive);
  const pages = await scanArchive(archive, SCANS);
  const seconds: number[] = [];
  for (const workers of [1, 2]) seconds.push(await scansRead(folder, archive, workers));
  const [one = 0, two = 1] = seconds;
  return [
    {
      what: `${SCANS} scans of ${pages} pages through the queue, two workers with one process each against one`,
      value: times(one / two),
      beside: `${(pages / two).toFixed(2)} pages/s, from the first document begun to the last one read`,
    },
  ];
}

/** Seconds from the first document begun to the last one read. */
async function scansRead(folder: string, archive: string, count: number): Promise<number> {
  const redis = await RedisServer.start(folder);
  const sohoa = (...args: string[]) => spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  const workers = Array.from({ length: count }, () => sohoa('worker', '--queue', redis.url, '--jobs', '1'));
  try {
    const out = path.join(folder, `out-${count}`);
    const run = sohoa(
      'extract',
      archive,
      '-o',
      out,
      '--ocr',
      'force',
      '--review-images',
      '0',
      '--queue',
      redis.url,
      '--json',
    );
    let [first, last] = [0, 0];
    await told(run, (event) => {
      if (String(event.event) === 'start' && first === 0) first = performance.now();
      if (String(event.event) === 'document') last = performance.now();
    });
    return (last - first) / 1000;
  } finally {
    for (const worker of workers) worker.kill('SIGTERM');
    await redis.kill();
  }
}

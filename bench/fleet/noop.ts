/**
 * A coordinator or a worker of documents that are nothing to read, so that only the queue is measured:
 * `coordinator <url> <outDir> <documents>` tells `{done, memory}` now and then, and at the end what it cost;
 * `worker <url> <width>` claims and completes until its input ends.
 */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Board } from '../../src/run/fleet/board.js';
import { claim } from '../../src/run/fleet/claims.js';
import { Link } from '../../src/run/fleet/link.js';
import { QueuePlace } from '../../src/run/fleet/queue.js';
import type { Verdict, Wanted } from '../../src/run/place.js';
import type { Results } from '../../src/run/results.js';

/** Samples over a run, to see whether anything grows. */
const SAMPLES = 20;
const LEASE = 30;

/** Nothing is put and nothing found. */
const NO_RESULTS: Results = {
  async *names() {},
  get: async () => null,
  put: async () => {},
  remove: async () => {},
};

function* documents(count: number, outDir: string): Generator<Wanted> {
  for (let n = 0; n < count; n++) {
    const sha256 = createHash('sha256').update(String(n)).digest('hex');
    const source = `kho/2021/Huyện Vũng Liêm/Xã Hiếu Nhơn/Báo cáo ${n}.pdf`;
    yield {
      key: `${sha256}-${'0'.repeat(16)}`,
      source,
      sha256,
      format: 'pdf',
      location: { path: `${outDir}/${n}.pdf`, entries: [] },
    };
  }
}

async function coordinate(url: string, outDir: string, count: number): Promise<void> {
  const place = await QueuePlace.open(url);
  const conditions = { version: 'noop', code: 'noop', rulesHash: 'noop', ocr: 'off' };
  const verdicts = place.run(documents(count, outDir), {
    reading: { conditions, rules: null, ocr: { options: null, identity: 'off' }, timeout: null },
    outDir,
    results: NO_RESULTS,
    identity: async () => 'noop',
    roots: [],
    signal: new AbortController().signal,
    onEvent: () => undefined,
  });
  const started = performance.now();
  let done = 0;
  for await (const _ of verdicts)
    if (++done % Math.ceil(count / SAMPLES) === 0) say({ done, memory: process.memoryUsage.rss() });
  const seconds = (performance.now() - started) / 1000;
  say({ seconds, processor: processorSeconds() });
  await place.close();
}

async function serve(url: string, width: number): Promise<void> {
  const link = await Link.open(url);
  const board = new Board(link);
  let [announcement] = await board.all();
  for (; announcement === undefined; [announcement] = await board.all()) await pause(10);
  const claiming = claim(link, announcement.queue, { width, lease: LEASE, name: 'noop' }, async ({ task, tell }) => {
    tell({ worker: 'noop', page: null, of: 0 });
    const key = `${task.sha256}-${'0'.repeat(16)}`;
    return { ...NOTHING, key, name: `${key}.json` };
  });
  for await (const _ of process.stdin);
  say({ processor: processorSeconds() });
  await claiming.stop();
  link.close();
}

const NOTHING: Omit<Verdict, 'key' | 'name'> = {
  failure: null,
  status: 'ok',
  error: null,
  pages: 1,
  worker: 'noop',
};

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function say(figures: Record<string, number>): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

const [role, url = '', ...more] = process.argv.slice(2);
if (role === 'coordinator') await coordinate(url, more[0] ?? '', Number(more[1]));
else await serve(url, Number(more[0]));

/** Runs a program, and says how long it took and how much memory it needed with all its children. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Run {
  readonly seconds: number;
  /** Highest sum over the process and its descendants, bytes; pages shared between them count once. Linux only, else null. */
  readonly peak: number | null;
}

const SAMPLE_MS = 200;
const CLI = path.resolve('dist/cli.js');

/** `sohoa …`; throws when it does not end with 0 or 2. */
export function sohoa(args: readonly string[]): Promise<Run> {
  return run(process.execPath, [CLI, ...args], [0, 2]);
}

export async function run(program: string, args: readonly string[], good: readonly number[] = [0]): Promise<Run> {
  const start = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-2000);
  });
  let peak: number | null = null;
  const timer = setInterval(async () => {
    const now = await treeMemory(child.pid ?? 0);
    if (now !== null) peak = Math.max(peak ?? 0, now);
  }, SAMPLE_MS);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', reject);
  });
  clearInterval(timer);
  if (code === null || !good.includes(code)) throw new Error(`${program} ${args.join(' ')}: exit ${code}\n${stderr}`);
  return { seconds: (performance.now() - start) / 1000, peak };
}

async function treeMemory(root: number): Promise<number | null> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc').catch(() => [])) {
    const stat = /^\d+$/u.test(name) ? await readFile(`/proc/${name}/stat`, 'latin1').catch(() => '') : '';
    // The second field is the program's name in parentheses, which may hold anything.
    const parent = /\) \S (\d+)/u.exec(stat)?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const within = (id: number): boolean => id === root || (parents.has(id) && within(parents.get(id) ?? 0));
  const sizes = await Promise.all([...parents.keys()].filter(within).map(proportionalSize));
  return sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0);
}

async function proportionalSize(id: number): Promise<number> {
  const text = await readFile(`/proc/${id}/smaps_rollup`, 'latin1').catch(() => '');
  return Number(/^Pss:\s+(\d+)/mu.exec(text)?.[1] ?? 0) * 1024;
}

/** First line that a program says of its version, wherever it says it; null when it is not installed. */
export function versionOf(program: string, args: readonly string[]): string | null {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) return null;
  return (stdout.trim() || stderr.trim()).split('\n')[0] ?? '';
}

/** A folder that is gone when the work is done. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sohoa-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const megabytes = (bytes: number | null): string =>
  bytes === null ? 'not measured here' : `${Math.round(bytes / 1e6)} MB`;
export const seconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} s`;
export const times = (value: number): string => `${value.toFixed(2)} ×`;

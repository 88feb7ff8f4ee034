/** Runs a program, and says how long it took and how much memory it needed with all its children. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Run {
  readonly seconds: number;
  /** Processor time of the process and its descendants, to a fifth of a second. Linux only, else null. */
  readonly processor: number | null;
  /** Highest sum over the process and its descendants, bytes; pages shared between them count once. Linux only, else null. */
  readonly peak: number | null;
}

const SAMPLE_MS = 200;
/** By so much more must be resident before memory is added up again. */
const WORTH_A_LOOK = 1.01;
const CLI = path.resolve('dist/cli.js');

/**
 * `sohoa …`; throws when it does not end with 0 or 2.
 * @param launcher a program that starts it, with its own arguments
 */
export function sohoa(args: readonly string[], launcher: readonly string[] = []): Promise<Run> {
  const [program, ...rest] = [...launcher, process.execPath, CLI, ...args];
  return run(program ?? process.execPath, rest, [0, 2]);
}

/** @param good exit codes that are no failure @param env what is set besides this process's environment */
export async function run(
  program: string,
  args: readonly string[],
  good: readonly number[] = [0],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const start = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-2000);
  });
  let peak: number | null = null;
  let mostResident = 0;
  let processor: number | null = null;
  const timer = setInterval(async () => {
    const now = await treeUse(child.pid ?? 0);
    if (now === null) return;
    processor = Math.max(processor ?? 0, now.processor);
    // What is shared takes the kernel some milliseconds to find out, while the process waits.
    if (now.resident < mostResident) return;
    mostResident = WORTH_A_LOOK * now.resident;
    peak = Math.max(peak ?? 0, await memoryOf(now.processes));
  }, SAMPLE_MS);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', reject);
  });
  clearInterval(timer);
  if (code === null || !good.includes(code)) throw new Error(`${program} ${args.join(' ')}: exit ${code}\n${stderr}`);
  return { seconds: (performance.now() - start) / 1000, processor, peak };
}

/** Ticks a second of /proc/…/stat, on every Linux that Node runs on. */
const TICKS = 100;

interface TreeUse {
  /** A process and its descendants. */
  readonly processes: readonly number[];
  /** Pages, those shared between them counted more than once. */
  readonly resident: number;
  /** Seconds of them, and of those that have ended. */
  readonly processor: number;
}

async function treeUse(root: number): Promise<TreeUse | null> {
  const parents = new Map<number, number>();
  const uses = new Map<number, { ticks: number; resident: number }>();
  for (const name of await readdir('/proc').catch(() => [])) {
    const stat = /^\d+$/u.test(name) ? await readFile(`/proc/${name}/stat`, 'latin1').catch(() => '') : '';
    // The second field is the program's name in parentheses, which may hold anything.
    const [, parent, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (parent === undefined) continue;
    parents.set(Number(name), Number(parent));
    // utime, stime and those of children that were waited for are fields 14 to 17, rss is 24; the first of `fields` is the fifth.
    const ticks = fields.slice(9, 13).reduce((sum, field) => sum + Number(field), 0);
    uses.set(Number(name), { ticks, resident: Number(fields[19]) });
  }
  const within = (id: number): boolean => id === root || (parents.has(id) && within(parents.get(id) ?? 0));
  const processes = [...parents.keys()].filter(within);
  if (processes.length === 0) return null;
  const sum = (of: 'ticks' | 'resident') => processes.reduce((total, id) => total + (uses.get(id)?.[of] ?? 0), 0);
  return { processes, resident: sum('resident'), processor: sum('ticks') / TICKS };
}

/** Bytes; pages that processes share count once. */
async function memoryOf(processes: readonly number[]): Promise<number> {
  const sizes = await Promise.all(processes.map(proportionalSize));
  return sizes.reduce((sum, size) => sum + size, 0);
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

/** Holds what it starts to one processor, threads of V8 and all; null where that cannot be. */
export const ONE_PROCESSOR: readonly string[] | null =
  versionOf('taskset', ['--version']) === null ? null : ['taskset', '-c', '0'];

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

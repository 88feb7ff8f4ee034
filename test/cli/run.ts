/** Runs the compiled command line as a clerk would, and reads what it wrote. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { onTestFinished } from 'vitest';

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `sohoa …`; needs `npm run build` before. */
export function sohoa(
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Promise<Result> {
  const cli = path.resolve('dist/cli.js');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [cli, ...args],
      { ...options, env: { ...process.env, ...options.env }, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr }),
    );
  });
}

/** A folder that is gone when the test is. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sohoa-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function csv(folder: string, name: string): Promise<Record<string, string>[]> {
  return parse(await readFile(path.join(folder, name)), { columns: true, bom: true }) as Record<string, string>[];
}

/** Every file of an output folder that must not depend on how or when the run was made, by name. */
export async function contents(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => name !== '.sohoa' && name !== 'run.json').sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const)),
  );
}

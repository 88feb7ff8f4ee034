/** What the command line loads before it knows what is asked: `--help` must not wait for libraries it does not use. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { sohoa } from './run.js';

/** Modules that a module imports before it runs, and theirs; packages by name. */
async function loadedBy(file: string, seen = new Set<string>()): Promise<Set<string>> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const source = await readFile(file, 'utf8');
  for (const match of source.matchAll(/^(?:import|export)\s[^;]*?from '([^']+)'|^import '([^']+)'/gmu)) {
    const name = match[1] ?? match[2] ?? '';
    if (name.startsWith('.')) await loadedBy(path.join(path.dirname(file), name), seen);
    else seen.add(name);
  }
  return seen;
}

it('loads nothing but the parser of its own options to say --help', async () => {
  const packages = [...(await loadedBy('dist/cli.js'))].filter(
    (name) => !name.endsWith('.js') && !name.startsWith('node:'),
  );
  expect(packages).toEqual(['commander']);
});

it('answers --help and --version, with an example for each command', async () => {
  const help = await sohoa(['--help']);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain('sohoa extract');
  expect((await sohoa(['--version'])).stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/u);
  for (const command of [['extract'], ['worker'], ['inspect'], ['rules', 'check']])
    expect((await sohoa([...command, '--help'])).stdout).toContain(`Ví dụ:\n  sohoa ${command.join(' ')}`);
});

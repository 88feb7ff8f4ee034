/** What the command line loads before it knows what is asked: `--help` must not wait for libraries it does not use. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
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

it.each(['extract', 'review'])(
  'never reads a document in the process of `%s`: no reader is loaded there',
  async (command) => {
    const loaded = [...(await loadedBy(`dist/commands/${command}.js`))];
    expect(loaded.filter((name) => name.includes('/dist/read/') || name.startsWith('dist/read/'))).toEqual([]);
    expect(loaded.filter((name) => /^(pdfjs-dist|tesseract|@napi-rs|saxes)/u.test(name))).toEqual([]);
    expect(loaded).toContain('zod');
    // Rules are parsed when something is read or written, not to find that nothing is new.
    expect(loaded).not.toContain('yaml');
  },
);

it('answers --help and --version, with an example for each command', async () => {
  const help = await sohoa(['--help']);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain('sohoa extract');
  expect((await sohoa(['--version'])).stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/u);
  for (const command of [['extract'], ['worker'], ['inspect'], ['rules', 'check']])
    expect((await sohoa([...command, '--help'])).stdout).toContain(`Ví dụ:\n  sohoa ${command.join(' ')}`);
});

it('ends in peace when nobody reads on', async () => {
  const child = spawn(process.execPath, [path.resolve('dist/cli.js'), '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

it.each([
  [['extract', 'x'], 'Thiếu một tùy chọn bắt buộc', '-o, --out'],
  [['inspect'], 'Thiếu tệp hoặc thư mục', "'file'"],
  [['extract', 'x', '-o'], 'Tùy chọn này cần một giá trị', '-o, --out'],
  [['extract', 'x', '-o', 'y', '--jobs', '0'], 'Giá trị này không dùng được', 'số nguyên dương'],
  [['extract', 'x', '-o', 'y', '--nope'], 'Không có tùy chọn này', '--nope'],
  [['bogus'], 'Không có lệnh này', 'bogus'],
  [['inspect', 'a', 'b'], 'Thừa tham số', 'inspect'],
])('says in one line of both languages what is wrong with %j', async (args, vi, what) => {
  const { code, stderr } = await sohoa(args);
  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(vi);
  expect(stderr).toContain(what);
});

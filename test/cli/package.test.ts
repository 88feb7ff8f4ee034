/** What is published: packed, unpacked into an empty folder beside the dependencies, used from there. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { freshFolder } from './run.js';

const run = promisify(execFile);
/** npm is a script on Windows, which only a shell starts. */
const shell = process.platform === 'win32';

interface Packed {
  readonly filename: string;
  readonly files: readonly { path: string }[];
}

let packed: Packed;
beforeAll(async () => {
  const { stdout } = await run('npm', ['pack', '--json', '--dry-run', '--ignore-scripts'], { shell });
  const [first] = JSON.parse(stdout) as Packed[];
  if (!first) throw new Error('npm pack said nothing');
  packed = first;
});

it('holds compiled code, rules, a model, type declarations and notices, nothing else', () => {
  const others = packed.files
    .map((file) => file.path)
    .filter(
      (file) =>
        !/^(dist\/.*\.(js|d\.ts)|rules\/.*\.(yaml|csv|md)|rules\/units\/LICENSE|models\/(vie\.traineddata|README\.md|LICENSE))$/u.test(
          file,
        ),
    );
  expect(others.sort()).toEqual(['LICENSE', 'README.md', 'README.vi.md', 'package.json']);
  const paths = packed.files.map((file) => file.path);
  expect(paths).toEqual(
    expect.arrayContaining(['dist/index.d.ts', 'dist/recogniser/thread.js', 'models/vie.traineddata']),
  );
});

it('works from an empty folder: the command, an extraction, the library', async () => {
  const folder = await freshFolder();
  const modules = path.join(folder, 'node_modules');
  await mkdir(modules);
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { shell });
  await run('tar', ['-xzf', packed.filename], { cwd: folder });
  // The dependencies are the installed ones: a test needs no network.
  const { dependencies } = JSON.parse(await readFile('package.json', 'utf8')) as {
    dependencies: Record<string, string>;
  };
  await mkdir(path.join(folder, 'package', 'node_modules'));
  for (const name of Object.keys(dependencies)) {
    const link = path.join(folder, 'package', 'node_modules', name);
    await mkdir(path.dirname(link), { recursive: true });
    await symlink(path.resolve('node_modules', name), link, 'junction');
  }
  await symlink(path.join(folder, 'package'), path.join(modules, 'sohoa'), 'junction');

  const report = path.resolve('fixtures/archive/2021/Huyện Hoằng Hóa/Xã Hoằng Thành - Báo cáo CCHC 9 tháng 2021.docx');
  const cli = path.join(modules, 'sohoa', 'dist', 'cli.js');
  expect((await run(process.execPath, [cli, '--help'], { cwd: folder })).stdout).toContain('sohoa extract');
  await run(process.execPath, [cli, 'extract', report, '-o', 'out'], { cwd: folder });
  expect(await readFile(path.join(folder, 'out', 'series.csv'), 'utf8')).toContain('X-3.3.1');

  // Who asks for a queue without its packages is told what to install; nobody else needs them.
  const asked = run(process.execPath, [cli, 'worker', '--queue', 'redis://127.0.0.1:1'], { cwd: folder });
  await expect(asked).rejects.toMatchObject({ code: 4, stderr: expect.stringContaining('npm install bullmq@6') });

  const program = `
    import { readFile } from 'node:fs/promises';
    import { buildDataset, extractReport, loadCatalogue } from 'sohoa';
    const catalogue = await loadCatalogue();
    const report = await extractReport(await readFile(process.argv[2]), { catalogue, source: 'bao-cao.docx' });
    const { observations, series } = buildDataset([report], catalogue);
    console.log(observations.length, series.length);`;
  await writeFile(path.join(folder, 'use.mjs'), program);
  const { stdout } = await run(process.execPath, ['use.mjs', report], { cwd: folder });
  expect(stdout.trim()).toBe('61 59');
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { textPage } from '../../fixtures/raw-pdf.js';
import { contents, csv, freshFolder, sohoa } from '../cli/run.js';
import { keptExtractions, temporaryFiles } from './folder.js';
import { leftProcesses, MARK } from './processes.js';
import { start } from './program.js';

const KILLS = 25;

/** A run takes a second or two; a machine under load has taken twenty times as long. */
const PATIENCE_MS = 600_000;

/** Small reports, letters, and a copy: enough that a run has moments of every kind. */
const DOCUMENTS = 8;
const DIFFERENT = 7;
const REPORT = 'fixtures/archive/2021/Huyện Vũng Liêm/Xã Hiếu Nhơn/Báo cáo quý I.docx';

async function smallArchive(): Promise<string> {
  const archive = path.join(await freshFolder(), 'kho');
  await mkdir(path.join(archive, 'công văn'), { recursive: true });
  await copyFile(REPORT, path.join(archive, 'báo cáo.docx'));
  for (let n = 0; n < 7; n++)
    await writeFile(path.join(archive, 'công văn', `${n}.pdf`), textPage([`Cong van so ${n % 6}`]));
  return archive;
}

const argsOf = (archive: string, out: string) => ['extract', archive, '-o', out, '--jobs', '2', '--ocr', 'off'];

/** The number of a process that has been. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('a run that is killed', () => {
  it(
    `at any of ${KILLS} moments loses nothing that was finished, and comes to the same files`,
    async () => {
      const archive = await smallArchive();
      const undisturbed = await freshFolder();
      const before = performance.now();
      expect(await start(argsOf(archive, undisturbed)).ended).toBe(0);
      const duration = performance.now() - before;
      const expected = await contents(undisturbed);

      let out = await freshFolder();
      let kept: string[] = [];
      for (let kills = 0; kills < KILLS; ) {
        const run = start(argsOf(archive, out));
        const moment = Math.random() * duration;
        const code = await Promise.race([run.ended, pause(moment).then(() => 'still running' as const)]);
        if (code === 'still running') {
          run.child.kill('SIGKILL');
          await run.ended;
          kills++;
          const now = await keptExtractions(out);
          expect(
            kept.filter((name) => !now.includes(name)),
            `killed after ${moment} ms`,
          ).toEqual([]);
          kept = now;
        } else {
          expect(code).toBe(0);
          expect(await contents(out)).toEqual(expected);
          out = await freshFolder();
          kept = [];
        }
      }
      expect(await start(argsOf(archive, out)).ended).toBe(0);
      expect(await contents(out)).toEqual(expected);
      expect(await temporaryFiles(out)).toEqual([]);
      expect(await leftProcesses()).toEqual([]);
    },
    PATIENCE_MS,
  );
});

describe('a run that was killed as it took the folder', () => {
  it.each([
    ['before it said who it is', []],
    ['after it said who it is', ['claims']],
  ] as const)('%s does not keep the next one waiting', async (_, folders) => {
    const [archive, out] = [await smallArchive(), await freshFolder()];
    const memory = path.join(out, '.sohoa');
    await mkdir(path.join(memory, 'lock'), { recursive: true });
    for (const folder of folders) {
      await mkdir(path.join(memory, folder));
      await writeFile(path.join(memory, folder, `${await deadProcess()}@${hostname()}`), '');
    }
    expect(await start(argsOf(archive, out)).ended).toBe(0);
    expect(await readdir(path.join(memory, 'claims'))).toEqual([]);
  });

  it('is waited for when it is of another machine, which nobody can ask', async () => {
    const [archive, out] = [await smallArchive(), await freshFolder()];
    const memory = path.join(out, '.sohoa');
    await mkdir(path.join(memory, 'lock'), { recursive: true });
    await mkdir(path.join(memory, 'claims'));
    await writeFile(path.join(memory, 'claims', '1@may-khac'), '');
    const { code, stderr } = await sohoa(argsOf(archive, out));
    expect(code).toBe(4);
    expect(stderr).toContain('may-khac, PID 1');
  });
});

describe('a run that is asked to stop', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s keeps what is finished and leaves nothing behind', async (signal) => {
    const [archive, out] = [await smallArchive(), await freshFolder()];
    const run = start(argsOf(archive, out));
    await run.told('document');
    run.child.kill(signal);
    expect(await run.ended).toBe(130);
    expect(await leftProcesses()).toEqual([]);
    expect(await temporaryFiles(out)).toEqual([]);
    const kept = (await keptExtractions(out)).length;
    expect(kept).toBeGreaterThan(0);
    const { stderr, code } = await sohoa([...argsOf(archive, out), '--lang', 'en']);
    expect(code).toBe(0);
    expect(stderr).toContain(`${DOCUMENTS} files, ${DIFFERENT - kept} to read`);
  });
});

describe('two runs on one folder', () => {
  it('do not meet: the second says so and stops, the first goes on', async () => {
    const [archive, out] = [await smallArchive(), await freshFolder()];
    const first = start(argsOf(archive, out));
    await first.told('found');
    const second = await sohoa(argsOf(archive, out));
    expect(second.code).toBe(4);
    expect(second.stderr).toContain(`PID ${first.child.pid}`);
    expect(await first.ended).toBe(0);
    expect(await csv(out, 'documents.csv')).toHaveLength(DOCUMENTS);
  });
});

describe('a disk that is full', () => {
  const disk = (bytes: number) => ({
    NODE_OPTIONS: `--import ${pathToFileURL(path.resolve('test/saboteurs/full-disk.mjs')).href}`,
    FULL_DISK_AFTER: String(bytes),
  });
  it('is told, leaves no half file, and what was finished before', async () => {
    const [archive, out] = [await smallArchive(), await freshFolder()];
    // Too little for one extraction; enough for one; then enough for the rest, too little for the dataset.
    for (const [bytes, least] of [
      [8_000, 0],
      [80_000, 1],
      [150_000, DIFFERENT],
    ] as const) {
      const { code, stderr } = await sohoa(argsOf(archive, out), { env: { ...disk(bytes), ...MARK } });
      expect(stderr).toContain('Hết dung lượng đĩa');
      expect(code).toBe(4);
      expect(await temporaryFiles(out)).toEqual([]);
      expect((await keptExtractions(out)).length).toBeGreaterThanOrEqual(least);
    }
    expect(await leftProcesses()).toEqual([]);
    expect((await readdir(out)).filter((name) => name !== '.sohoa')).toEqual([]);
    expect((await sohoa(argsOf(archive, out))).code).toBe(0);
  });
});

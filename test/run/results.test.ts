import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { fromPortable, toPortable } from '../../src/run/fleet/portable.js';
import { knownIn, nameOf, wantsMoreTime } from '../../src/run/known.js';
import { FolderResults } from '../../src/run/results.js';
import { freshFolder } from '../cli/run.js';

const KEY = `${'ab'.repeat(32)}-${'cd'.repeat(8)}`;

async function freshResults(): Promise<FolderResults> {
  const folder = await freshFolder();
  return new FolderResults(path.join(folder, 'results'), path.join(folder, 'tmp'));
}

it('are whole or not there, while several write one name and the place for half files is cleared', async () => {
  const results = await freshResults();
  const name = nameOf(KEY, null);
  const text = 'x'.repeat(200_000);
  let writing = true;
  const clearing = (async () => {
    for (; writing; await pause(1)) await rm(results.temporary, { recursive: true, force: true });
  })().catch(() => undefined);
  const reading = (async () => {
    for (; writing; await pause(0)) expect([null, text]).toContain(await results.get(name));
  })();
  // Now and then the clearing hits one three times: then it says so, and the others' stands.
  const put = () => results.put(name, text).catch(() => undefined);
  for (let round = 0; round < 30; round++) await Promise.all([put(), put(), put()]);
  writing = false;
  await Promise.all([clearing, reading]);
  await results.put(name, text);
  expect(await results.get(name)).toBe(text);
  await mkdir(results.temporary, { recursive: true });
  expect(await readdir(results.temporary)).toEqual([]);
});

it('come back as they were put, and not at all when a byte of a letter is gone', async () => {
  const results = await freshResults();
  const name = nameOf(KEY, null);
  for (const text of ['', 'Số hồ sơ đã tiếp nhận', 'tro\u0300n \u{1f4c4} \ufeff', '\u0000"\\']) {
    await results.put(name, text);
    expect(await results.get(name)).toBe(text);
  }
  await results.put(name, 'Số hồ sơ');
  const file = path.join(results.folder, name.slice(0, 2), name);
  const bytes = await readFile(file);
  await writeFile(file, bytes.subarray(0, bytes.indexOf(Buffer.from('ố')) + 1));
  expect(await results.get(name)).toBeNull();
});

it('are found by what they begin with, a whole one before one cut short', async () => {
  const results = await freshResults();
  const other = `${'ef'.repeat(32)}-${'cd'.repeat(8)}`;
  const cut = { seconds: 60, pages: 300 };
  for (const name of [nameOf(KEY, cut), nameOf(KEY, null), nameOf(other, cut), `${other}.failed.json`, 'strange'])
    await results.put(name, '{}');
  const known = await knownIn(results, '');
  expect(known.kept.get(KEY)).toEqual({ name: `${KEY}.json`, cut: null });
  expect(known.kept.get(other)?.cut).toEqual(cut);
  expect([...known.failed]).toEqual([other]);
  expect([...(await knownIn(results, KEY)).kept.keys()]).toEqual([KEY]);
  expect([...(await knownIn(await freshResults(), KEY)).kept.keys()]).toEqual([]);
  expect(wantsMoreTime({ name: '', cut }, 60)).toBe(false);
  expect(wantsMoreTime({ name: '', cut }, 61)).toBe(true);
});

it('and documents have paths that mean the same wherever the shared folder is', () => {
  const [there, here] = [path.resolve('/mnt/kho/kq'), path.resolve('/Volumes/chung/kq')];
  const way = toPortable(there, path.resolve('/mnt/kho/báo cáo/2021/a b.pdf'));
  expect(way).toBe('../báo cáo/2021/a b.pdf');
  expect(fromPortable(here, way)).toBe(path.resolve('/Volumes/chung/báo cáo/2021/a b.pdf'));
  // Another drive: no way leads there, so the path is the same on both sides.
  expect(fromPortable(here, 'D:\\báo cáo\\a.pdf')).toBe('D:\\báo cáo\\a.pdf');
});

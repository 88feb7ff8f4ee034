import { cp, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadCatalogue } from '../../src/catalogue/index.js';
import { changed, rulesFolder } from './folder.js';

const hashOf = async (dir: string) => (await loadCatalogue(dir)).hash;

it('is the same for the same rules in another folder, and no other bytes count', async () => {
  const [one, two] = [await rulesFolder({}), await rulesFolder({})];
  expect(await hashOf(two)).toBe(await hashOf(one));
  expect(await hashOf(one)).toMatch(/^[0-9a-f]{64}$/);
  await writeFile(join(two, 'README.md'), 'Cách sửa');
  await writeFile(join(two, 'forms', '~$a-2020.yaml'), 'khóa của Excel');
  expect(await hashOf(two)).toBe(await hashOf(one));
});

it('changes with every byte and every name', async () => {
  const dir = await rulesFolder({ 'indicators/b.yaml': 'indicators: {}\n' });
  const before = await hashOf(dir);
  const comment = await rulesFolder({ 'indicators/b.yaml': 'indicators: {}\n# \n' });
  expect(await hashOf(comment)).not.toBe(before);
  expect(
    await hashOf(
      await rulesFolder({ ...changed('forms/a-2020.yaml', 'Mẫu thử', 'Mẫu'), 'indicators/b.yaml': 'indicators: {}\n' }),
    ),
  ).not.toBe(before);
  await rename(join(dir, 'indicators', 'b.yaml'), join(dir, 'indicators', 'c.yaml'));
  expect(await hashOf(dir)).not.toBe(before);
});

it('covers the shipped rules whole: a copy of the folder has the same hash', async () => {
  const dir = await rulesFolder({ 'indicators/a.yaml': null, 'forms/a-2020.yaml': null });
  await cp(new URL('../../rules', import.meta.url), dir, { recursive: true });
  expect(await hashOf(dir)).toBe((await loadCatalogue()).hash);
});

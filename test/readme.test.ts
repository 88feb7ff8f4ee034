/**
 * What the READMEs show is what the program writes. Each excerpt names its file, columns and rows in a comment:
 * `<!-- excerpt: FILE COLUMNS where COLUMN=VALUE and COLUMN in A,B -->`. `README_WRITE=1` puts the real lines in.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { expect, it } from 'vitest';
import { csv, freshFolder, sohoa } from './cli/run.js';

const EXCERPT = /<!-- excerpt: (\S+) (\S+) where (.*?) -->\n```csv\n([\s\S]*?)```/gu;

async function actual(out: string, file: string, columns: string, where: string): Promise<string> {
  const conditions = where.split(' and ').map((condition) => {
    const [column = '', values = ''] = condition.split(/=| in /u);
    return (record: Record<string, string>) => values.split(',').includes(record[column] ?? '');
  });
  const records = (await csv(out, file)).filter((record) => conditions.every((fits) => fits(record)));
  return stringify(records, { header: true, columns: columns.split(',') });
}

it.each(['README.md', 'README.vi.md'])('%s shows real output and real commands', async (readme) => {
  const out = await freshFolder();
  const text = await readFile(readme, 'utf8');
  const lang = readme === 'README.md' ? 'en' : 'vi';
  await sohoa(['extract', 'fixtures/archive', '-o', out, '--lang', lang]);
  let written = text;
  const excerpts = [...text.matchAll(EXCERPT)];
  expect(excerpts.length).toBeGreaterThanOrEqual(3);
  for (const [whole, file = '', columns = '', where = '', shown = ''] of excerpts) {
    const real = await actual(out, file, columns, where);
    if (process.env.README_WRITE)
      written = written.replace(whole, () => whole.replace(`\`\`\`csv\n${shown}`, () => `\`\`\`csv\n${real}`));
    else expect(shown).toBe(real);
  }
  if (process.env.README_WRITE) await writeFile(readme, written);
});

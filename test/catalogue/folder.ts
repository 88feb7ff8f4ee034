/** A rules folder made for one test: a small one that is right, with the files a test says otherwise. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

const HEADER = 'code,level,name,parent_code,valid_from,valid_to,merged_into';

/** Two indicators and a form of one table that prints them under a heading. */
export const RIGHT: Readonly<Record<string, string>> = {
  'indicators/a.yaml': `headings:
  A-1: Kế hoạch
indicators:
  A-1.1:
    label: Số nhiệm vụ đề ra
    unit: Nhiệm vụ
    type: count
    basis: stock
    parent: A-1
  A-1.2:
    label: Số nhiệm vụ hoàn thành
    unit: Nhiệm vụ
    type: count
    basis: cumulative
    parent: A-1
`,
  'forms/a-2020.yaml': `id: a-2020
title: Mẫu thử
level: xa
tables:
  - rows:
      - code: 1
        heading: Kế hoạch
        rows:
          - code: 1.1
            indicator: A-1.1
          - code: 1.2.
            indicator: A-1.2
            label: Nhiệm vụ đã xong
checks:
  - kind: subset
    part: A-1.2
    whole: A-1.1
`,
  'units/units.csv': `${HEADER}\n38,tinh,Tỉnh Thanh Hóa,,,2025-06-30,\n`,
};

/** Writes the folder, `files` over RIGHT (null leaves one out), and removes it when the test is over. */
export async function rulesFolder(files: Readonly<Record<string, string | null>>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'sohoa-rules-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  for (const [path, text] of Object.entries({ ...RIGHT, ...files })) {
    if (text === null) continue;
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  return dir;
}

/** One of RIGHT's files with a piece of it replaced; the piece must be there once. */
export function changed(path: keyof typeof RIGHT, from: string, to: string): Record<string, string> {
  const text = RIGHT[path] ?? '';
  if (text.split(from).length !== 2)
    throw new Error(`"${from}" stands ${text.split(from).length - 1} times in ${path}`);
  return { [path]: text.replace(from, () => to) };
}

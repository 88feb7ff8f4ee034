import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { bombZip, nastyFiles, slipZip } from '../../fixtures/nasty.js';
import { zipOf } from '../../fixtures/zip.js';
import { csv, freshFolder, sohoa } from '../cli/run.js';
import { leftProcesses, MARK } from './processes.js';

const GOOD = 'fixtures/archive';
/** Long enough for a good report on a slow machine, short enough for the two files that would go on for ever. */
const SECONDS = '30';
const PATIENCE_MS = 600_000;

it(
  'everything nasty at once: each good report is read, each bad one told, and nothing is left or written outside',
  async () => {
    const around = await freshFolder();
    const [archive, out, temporary] = ['kho', 'kq', 'tmp'].map((name) => path.join(around, name)) as [
      string,
      string,
      string,
    ];
    await cp(GOOD, path.join(archive, 'tốt'), { recursive: true });
    await mkdir(path.join(archive, 'xấu'));
    await mkdir(temporary);
    const nasty = await nastyFiles();
    for (const { name, bytes } of nasty) await writeFile(path.join(archive, 'xấu', name), bytes);
    await writeFile(path.join(archive, 'xấu', 'trượt ra ngoài.zip'), slipZip());
    await writeFile(path.join(archive, 'xấu', 'bom.zip'), bombZip());
    const inside = await readFile(path.join(GOOD, '2021/Huyện Vũng Liêm/Xã Hiếu Nhơn/Báo cáo quý I.docx'));
    await writeFile(path.join(archive, 'zip cũ.zip'), zipOf([{ name: 'Báo cáo.docx', bytes: Buffer.from(inside) }]));

    const { code, stderr } = await sohoa(['extract', archive, '-o', out, '--timeout', SECONDS, '--jobs', '2'], {
      env: { ...MARK, TMPDIR: temporary },
    });
    expect(code, stderr).toBe(2);
    const documents = await csv(out, 'documents.csv');
    const verdicts = new Map(documents.map((d) => [d.source, `${d.status} ${d.error}`.trim()]));

    const wrong = nasty.filter(
      ({ name, verdicts: allowed }) => !allowed.includes(verdicts.get(`kho/xấu/${name}`) ?? 'no row'),
    );
    expect(wrong.map(({ name }) => `${name}: ${verdicts.get(`kho/xấu/${name}`)}`)).toEqual([]);
    for (const { status, message, source } of documents) expect(message === '', source).toBe(status !== 'failed');

    const good = documents.filter(({ source }) => source?.startsWith('kho/tốt/'));
    expect(good).toHaveLength(7);
    for (const { status, source, rows, matched } of good) {
      expect(status, source).toBe('ok');
      expect(Number(matched), source).toBeGreaterThan(0.9 * Number(rows));
    }
    expect(
      documents.filter(({ source }) => source === 'kho/zip cũ.zip!/Báo cáo.docx').map((d) => d.duplicate_of),
    ).toEqual(['kho/tốt/2021/Huyện Vũng Liêm/Xã Hiếu Nhơn/Báo cáo quý I.docx']);

    expect((await readdir(around)).sort()).toEqual(['kho', 'kq', 'tmp']);
    expect(await readdir(temporary)).toEqual([]);
    expect((await readdir(out)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(await readdir(path.join(out, '.sohoa', 'tmp'))).toEqual([]);
    expect(await leftProcesses()).toEqual([]);
    for (const name of ['observations.csv', 'documents.csv'])
      expect(await readFile(path.join(out, name), 'utf8')).not.toContain('root:');
  },
  PATIENCE_MS,
);

it(
  'the nasty corpus is the same each time it is made',
  async () => {
    const [one, two] = [await nastyFiles(), await nastyFiles()];
    expect(new Set(one.map(({ name }) => name)).size).toBe(one.length);
    for (const [i, { name, bytes }] of one.entries()) expect(two[i]?.bytes.equals(bytes), name).toBe(true);
  },
  PATIENCE_MS,
);

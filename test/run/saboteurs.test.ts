import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { imagePage, packed, textPage } from '../../fixtures/raw-pdf.js';
import { csv, freshFolder, sohoa } from '../cli/run.js';
import { leftProcesses, MARK } from './processes.js';

const SABOTAGED = {
  NODE_OPTIONS: `--import ${pathToFileURL(path.resolve('test/saboteurs/register.mjs')).href}`,
};

/** A page with ink on it: a table's lines, and blots in its cells. */
function scan(): Buffer {
  const [width, height] = [800, 1120];
  const bits = Buffer.alloc((width / 8) * height, 0xff);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const onLine = y % 80 < 3 || x % 160 < 3;
      const inBlot = y % 80 > 30 && y % 80 < 50 && x % 160 > 40 && x % 160 < 100 && x % 14 < 9;
      if (onLine || inBlot) bits[(y * width + x) >> 3] = (bits[(y * width + x) >> 3] ?? 0) & ~(0x80 >> (x & 7));
    }
  }
  const dict = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 1`;
  return imagePage(packed(bits, dict));
}

const letter = textPage(['Cong van gui bao cao']);
const report = await readFile('fixtures/archive/2021/Huyện Vũng Liêm/Xã Hiếu Nhơn/Báo cáo 6 tháng.pdf');
const told = (pdf: Buffer, act: string) => Buffer.concat([pdf, Buffer.from(`%SABOTAGE ${act}\n`)]);

/** Reads the files with saboteurs among the readers; `status error` and the row of documents.csv by file name. */
async function sabotaged(files: Readonly<Record<string, Buffer>>, seconds: string) {
  const [archive, out] = [await freshFolder(), await freshFolder()];
  for (const [name, bytes] of Object.entries(files)) await writeFile(path.join(archive, `${name}.pdf`), bytes);
  const args = ['extract', archive, '-o', out, '--timeout', seconds, '--ocr', 'off', '--jobs', '2'];
  const { code, stderr } = await sohoa(args, { env: { ...SABOTAGED, ...MARK } });
  expect(code, stderr).toBe(2);
  expect(await leftProcesses()).toEqual([]);
  expect(await readdir(path.join(out, '.sohoa', 'tmp'))).toEqual([]);
  const documents = (await csv(out, 'documents.csv')).map(
    (row) => [path.basename(row.source ?? '', '.pdf'), row] as const,
  );
  for (const [, { status, message }] of documents) expect(message === '').toBe(status !== 'failed');
  const verdicts = documents.map(([name, { status, error }]) => [name, `${status} ${error}`.trim()]);
  return { archive, out, verdicts: Object.fromEntries(verdicts), documents: Object.fromEntries(documents) };
}

describe('a reader that misbehaves', () => {
  it('by crashing or eating memory is ended, and the documents beside it are read', async () => {
    const acts = ['eat', 'fill', 'abort', 'exit', 'segfault', 'reject', 'throw'];
    const letters = [0, 1, 2, 3].map((n) => [`letter ${n}`, Buffer.concat([letter, Buffer.from(`% ${n}\n`)])]);
    const { verdicts, documents } = await sabotaged(
      { ...Object.fromEntries(acts.map((act) => [act, told(letter, `${act} 0`)])), ...Object.fromEntries(letters) },
      '120',
    );
    expect(verdicts).toEqual({
      ...Object.fromEntries(acts.map((act) => [act, 'failed CRASHED'])),
      ...Object.fromEntries(letters.map(([name]) => [name, 'no_appendix'])),
    });
    for (const name of ['eat', 'fill']) expect(documents[name]?.message).toContain('bộ nhớ');
  });

  it('by hanging is ended at its deadline; the pages before count', async () => {
    const hangs = { hang: told(letter, 'hang 0'), 'hang on page 3': told(report, 'hang 3'), good: report };
    const { archive, out, verdicts, documents } = await sabotaged(hangs, '5');
    expect(verdicts).toEqual({ hang: 'failed TIMEOUT', 'hang on page 3': 'partial', good: 'ok' });
    const flags = await csv(out, 'flags.csv');
    const partial = documents['hang on page 3'];
    const unread = flags.filter(({ source, flag }) => source === partial?.source && flag === 'PAGE_UNREADABLE');
    expect(unread.map(({ page }) => page)).toEqual(['3']);
    expect(partial?.pages).toBe(documents.good?.pages);

    const again = (seconds: string) =>
      sohoa(['extract', archive, '-o', out, '--lang', 'en', '--ocr', 'off', '--timeout', seconds]);
    // What hung at the start is tried again; what was read in part only when there is more time for it.
    expect((await again('5')).stderr).toContain('3 files, 1 to read');
    expect((await again('60')).stderr).toContain('3 files, 1 to read');
    expect((await csv(out, 'documents.csv')).map(({ status }) => status)).toEqual(['ok', 'ok', 'no_appendix']);
  });
});

describe('a recogniser that answers with garbage', () => {
  it('neither stops the run nor gets a figure into the dataset without a flag', async () => {
    const [archive, out] = [await freshFolder(), await freshFolder()];
    await writeFile(path.join(archive, 'scan.pdf'), scan());
    const { code, stderr } = await sohoa(['extract', archive, '-o', out], { env: SABOTAGED });
    expect([0, 2], stderr).toContain(code);
    expect(await csv(out, 'documents.csv')).toHaveLength(1);
    const observations = await csv(out, 'observations.csv');
    expect(observations.filter(({ value, status }) => value !== '' && status === 'ok')).toEqual([]);
  });
});

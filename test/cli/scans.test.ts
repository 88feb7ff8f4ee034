/** Scans through the command line: what it needs, what it does without it. */
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv, freshFolder, sohoa } from './run.js';

const SCAN = 'fixtures/scans/mot-trang.png';
const MINUTE = 60_000;

async function archiveOf(file: string): Promise<{ archive: string; out: string; home: string }> {
  const folder = await freshFolder();
  const [archive, home] = [path.join(folder, 'kho'), path.join(folder, 'nha')];
  await mkdir(archive);
  await mkdir(home);
  await copyFile(file, path.join(archive, path.basename(file)));
  return { archive, out: path.join(folder, 'ket-qua'), home };
}

describe('--ocr', () => {
  it(
    'reads a scan in an empty home, and leaves nothing there or beside it',
    async () => {
      const { archive, out, home } = await archiveOf(SCAN);
      const { code, stderr } = await sohoa(['extract', archive, '-o', out, '--jobs', '1'], { env: { HOME: home } });
      expect(stderr).not.toContain('Lỗi của chương trình');
      expect(code).toBe(0);
      const [document] = await csv(out, 'documents.csv');
      expect([document?.format, document?.ocr_pages, document?.status]).toEqual(['image', '1', 'ok']);
      const [row] = await csv(out, 'observations.csv');
      expect([row?.value_raw, row?.origin]).toEqual(['1', 'ocr']);
      expect(await readdir(home)).toEqual([]);
      expect(await readdir(archive)).toEqual(['mot-trang.png']);
      expect((await readdir('.')).filter((name) => name.includes('traineddata'))).toEqual([]);
    },
    2 * MINUTE,
  );

  it(
    'without the model: exit 4 at once, and what to install; off needs none',
    async () => {
      const { archive, out, home } = await archiveOf(SCAN);
      const env = { SOHOA_TESSDATA: home };
      const without = await sohoa(['extract', archive, '-o', out], { env });
      expect(without.code).toBe(4);
      expect(without.stderr).toContain('vie.traineddata');
      expect(without.stderr).toContain('--ocr off');
      const off = await sohoa(['extract', archive, '-o', out, '--ocr', 'off'], { env });
      expect(off.code).toBe(2);
      const [document] = await csv(out, 'documents.csv');
      expect([document?.status, document?.error]).toEqual(['failed', 'UNSUPPORTED']);
    },
    2 * MINUTE,
  );
});

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { mutated } from '../../fixtures/mutate.js';
import { type3Page } from '../../fixtures/nasty-fonts.js';
import { bilevelPictures, pictures } from '../../fixtures/nasty-pictures.js';
import { Dice } from '../../fixtures/prng.js';
import { documentXml, paragraphXml, rawDocx, rowXml, tableXml } from '../../fixtures/raw-docx.js';
import { imagePage, textPage } from '../../fixtures/raw-pdf.js';
import { zipOf } from '../../fixtures/zip.js';
import { csv, freshFolder, sohoa } from '../cli/run.js';
import { leftProcesses, MARK } from './processes.js';

/**
 * The same files every time, so that a change is judged by what it does; others, and more of them, with
 * `SOHOA_FUZZ=100000 SOHOA_FUZZ_SEED=$RANDOM npx vitest run test/run/fuzz.test.ts`.
 */
const { SOHOA_FUZZ = '10000', SOHOA_FUZZ_SEED = '1' } = process.env;
const FILES = Number(SOHOA_FUZZ);
const seed = Number(SOHOA_FUZZ_SEED);
/** Of so many, one is a mutant of a real report, which costs forty times as much as one of the small files. */
const REPORT_EVERY = 50;
const SECONDS = '60';
const PATIENCE_MS = 3_600_000;

const row = (n: number) => rowXml([`1.${n}`, 'Số hồ sơ đã tiếp nhận', 'Hồ sơ', String(n)]);

function smallFiles(): Buffer[] {
  const pdf = textPage(['UY BAN NHAN DAN', 'Bao cao quy I', '1.1 Tong so ho so 479']);
  const docx = rawDocx(documentXml(paragraphXml('BÁO CÁO') + tableXml([1, 2, 3].map(row))));
  const scans = [...pictures(), ...bilevelPictures()].filter(
    ([, image]) => typeof image !== 'string' && image.data.length < 5000,
  );
  return [
    pdf,
    pdf,
    docx,
    docx,
    type3Page(),
    ...scans.map(([, image, more]) => imagePage(image, more)),
    zipOf([
      { name: 'a.pdf', bytes: pdf },
      { name: 'b.docx', bytes: docx },
    ]),
  ];
}

async function reports(): Promise<Buffer[]> {
  const names = await readdir('fixtures/archive', { recursive: true });
  const files = names.filter((name) => /\.(pdf|docx)$/u.test(name)).sort();
  return Promise.all(files.map(async (name) => Buffer.from(await readFile(path.join('fixtures/archive', name)))));
}

it(
  `${FILES} damaged files: none stops the run, none goes past its deadline, each has its row`,
  async () => {
    console.log(`fuzz: ${FILES} files, seed ${seed}`);
    const [archive, out] = [await freshFolder(), await freshFolder()];
    const dice = new Dice(seed);
    const [small, real] = [smallFiles(), await reports()];
    for (let n = 0; n < FILES; n++) {
      const bytes = dice.pick(n % REPORT_EVERY === 0 ? real : small);
      const folder = path.join(archive, String(Math.floor(n / 500)));
      await mkdir(folder, { recursive: true });
      await writeFile(path.join(folder, `${n}.pdf`), mutated(bytes, dice, [...small, ...real]));
    }
    const args = ['extract', archive, '-o', out, '--timeout', SECONDS, '--jobs', '2', '--ocr', 'off'];
    const { code, stderr } = await sohoa(args, { env: MARK });
    expect([0, 2], `seed ${seed}\n${stderr.slice(-4000)}`).toContain(code);
    const documents = await csv(out, 'documents.csv');
    const files = new Set(documents.map(({ source }) => source?.split('!')[0]));
    expect(files.size, `seed ${seed}`).toBe(FILES);
    // A damaged picture may ask for gigabytes before its decoder gives up: to be ended for that is no fault of ours.
    const ended = documents.filter(
      ({ error, message }) => error === 'TIMEOUT' || (error === 'CRASHED' && !message?.includes('quá nhiều bộ nhớ')),
    );
    expect(
      ended.map(({ source, error }) => `${source}: ${error}`),
      `seed ${seed}`,
    ).toEqual([]);
    expect(await leftProcesses()).toEqual([]);
  },
  PATIENCE_MS,
);

/** Archives to measure on, made of fixtures: as many reports as wanted, each of another commune and period. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { randomReport } from '../../fixtures/random.js';
import { CLEAN, pageCount, scanned, wornPage } from '../../fixtures/scans.js';
import * as hieuNhon from '../../fixtures/specs/hieu-nhon-2021.js';
import { pdfReport } from '../../fixtures/written.js';
import { type ZipMember, zipOf } from '../../fixtures/zip.js';
import { openZipBytes } from '../../src/archive/zip.js';

const FOLDER = 'fixtures/archive/2021/Huyện Vũng Liêm/Xã Hiếu Nhơn';
const BASES = ['Báo cáo quý I.docx', 'Báo cáo 9 tháng.docx'];
const FIRST = [
  'Tân',
  'An',
  'Bình',
  'Phú',
  'Hòa',
  'Vĩnh',
  'Long',
  'Mỹ',
  'Thạnh',
  'Đông',
  'Tây',
  'Hưng',
  'Xuân',
  'Lộc',
  'Châu',
];
const SECOND = [
  'Thành',
  'Lợi',
  'Thuận',
  'Khánh',
  'Hiệp',
  'Phước',
  'Trung',
  'Sơn',
  'Giang',
  'Hải',
  'Thủy',
  'Quới',
  'Nghĩa',
  'Đức',
  'Tiến',
];
const YEARS = 26;

/** Reports as DOCX: the fixtures' with another name and another year. */
export async function docxArchive(folder: string, count: number): Promise<void> {
  const bases = await Promise.all(BASES.map(async (name) => membersOf(await readFile(path.join(FOLDER, name)))));
  for (let n = 0; n < count; n++) {
    const base = bases[n % bases.length] ?? [];
    const commune = Math.floor(n / bases.length);
    const name = `${FIRST[commune % FIRST.length]} ${SECOND[Math.floor(commune / FIRST.length) % SECOND.length]}`;
    const year = 2021 + (Math.floor(commune / (FIRST.length * SECOND.length)) % YEARS);
    const renamed = base.map((member) =>
      member.name === 'word/document.xml' ? rewritten(member, name, year) : member,
    );
    const place = path.join(folder, String(Math.floor(n / 200)));
    await mkdir(place, { recursive: true });
    await writeFile(path.join(place, `${n}.docx`), zipOf(renamed));
  }
}

async function membersOf(bytes: Buffer): Promise<ZipMember[]> {
  const zip = await openZipBytes(bytes);
  const members: ZipMember[] = [];
  for (const { name, ordinal } of zip.entries) {
    const pieces: Buffer[] = [];
    for await (const piece of zip.pieces(ordinal)) pieces.push(piece);
    members.push({ name, bytes: Buffer.concat(pieces) });
  }
  return members;
}

function rewritten(member: ZipMember, name: string, year: number): ZipMember {
  const text = member.bytes
    .toString('utf8')
    .replaceAll('Hiếu Nhơn', name)
    .replaceAll('HIẾU NHƠN', name.toUpperCase())
    .replaceAll('2021', String(year));
  return { ...member, bytes: Buffer.from(text) };
}

/** Digital PDFs. @returns pages over all of them */
export async function pdfArchive(folder: string, count: number): Promise<number> {
  let pages = 0;
  for (let seed = 1; seed <= count; seed++) {
    const { bytes } = await randomReport(seed, { faults: [], form: 'xa-2021', format: 'pdf' });
    await writeFile(path.join(folder, `${seed}.pdf`), bytes);
    pages += pageCount(Buffer.from(bytes));
  }
  return pages;
}

/** A page of that report as a picture. */
export async function scannedPage(file: string): Promise<void> {
  const { spec, truth } = hieuNhon.report('6M');
  const { bytes } = await pdfReport('bench.pdf', spec, truth, hieuNhon.pdfStyle);
  await writeFile(file, (await wornPage(bytes, 4, false, { ...CLEAN, noise: 4 }, 1)).toBuffer('image/png'));
}

/** The same report scanned, each time with another noise. @returns pages over all of them */
export async function scanArchive(folder: string, count: number): Promise<number> {
  const { spec, truth } = hieuNhon.report('6M');
  const report = await pdfReport('bench.pdf', spec, truth, hieuNhon.pdfStyle);
  let pages = 0;
  for (let seed = 1; seed <= count; seed++) {
    const scan = await scanned(report, `${seed}.pdf`, { ...CLEAN, noise: 4 }, seed, { how: 'only', pages: [3, 4] });
    await writeFile(path.join(folder, `${seed}.pdf`), scan.bytes);
    pages += 2;
  }
  return pages;
}

import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ZipMember, zipOf } from '../../fixtures/zip.js';
import { LocationReader, readLocation, type Source, walk } from '../../src/archive/index.js';
import { DocumentError } from '../../src/model/errors.js';

const PDF = Buffer.from('%PDF-1.4\n');

async function tree(files: Readonly<Record<string, Buffer>>): Promise<string> {
  const root = path.join(await mkdtemp(path.join(tmpdir(), 'sohoa-walk-')), 'kho');
  onTestFinished(() => rm(path.dirname(root), { recursive: true, force: true }));
  await mkdir(root);
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), bytes);
  }
  return root;
}

async function all(paths: readonly string[], except = '/nowhere', links: string[] = []): Promise<Source[]> {
  const found: Source[] = [];
  for await (const source of walk(paths, { except, onLink: (link) => links.push(link) })) found.push(source);
  return found;
}

const kind = ({ format }: Source) => (format instanceof DocumentError ? `${format.code} ${format.detail}` : format);
const seen = async (...args: Parameters<typeof all>) => (await all(...args)).map((s) => `${s.source}: ${kind(s)}`);
const inZip = async (members: readonly ZipMember[]) => seen([await tree({ 'a.zip': zipOf(members) })]);

describe('folders', () => {
  it('are walked in one order, without what systems leave in them and without results', async () => {
    const root = await tree({
      'b/2.pdf': PDF,
      'b/10.pdf': PDF,
      'a.pdf': PDF,
      'B.pdf': PDF,
      'Thumbs.db': PDF,
      '.DS_Store': PDF,
      '~$a.docx': PDF,
      '._a.pdf': PDF,
      '.~lock.a.docx': PDF,
      'kq/observations.csv': PDF,
      'kq/.sohoa/manifest.jsonl': PDF,
    });
    expect(await seen([root])).toEqual(['kho/B.pdf: pdf', 'kho/a.pdf: pdf', 'kho/b/10.pdf: pdf', 'kho/b/2.pdf: pdf']);
    expect(await seen([root], path.join(root, 'b'))).toEqual(['kho/B.pdf: pdf', 'kho/a.pdf: pdf']);
  });

  it('keep a document whose name begins with a dot, which Windows does not hide', async () => {
    const root = await tree({ '.Báo cáo.pdf': PDF, '.pdf': PDF, '.docx': PDF, '.gitignore': PDF });
    expect(await seen([root])).toEqual(['kho/.Báo cáo.pdf: pdf', 'kho/.docx: pdf', 'kho/.pdf: pdf']);
  });

  it('keep both of two names that are spelled alike, composed and decomposed', async () => {
    const root = await tree({ 'Báo cáo.pdf': PDF, ['Báo cáo.pdf'.normalize('NFD')]: PDF });
    const names = await seen([root]);
    expect(new Set(names).size).toBe(names.length);
    expect(names[0]).toBe('kho/Báo cáo.pdf: pdf');
  });

  it('follow no symbolic link, and say which there were', async () => {
    const [root, other] = [await tree({ 'a.pdf': PDF }), await tree({ 'secret.pdf': PDF })];
    await symlink(other, path.join(root, 'ngoài'));
    await symlink(root, path.join(root, 'vòng'));
    const links: string[] = [];
    expect(await seen([root], '/nowhere', links)).toEqual(['kho/a.pdf: pdf']);
    expect(links.sort()).toEqual(['kho/ngoài', 'kho/vòng']);
  });

  it('go on past what may not be read', async () => {
    const root = await tree({ 'a.pdf': PDF, 'b.pdf': PDF });
    await chmod(path.dirname(root), 0o755);
    await chmod(path.join(root, 'a.pdf'), 0);
    const found = await withoutPrivilege(() => seen([root]));
    expect(found).toEqual(['kho/a.pdf: CORRUPT unreadable', 'kho/b.pdf: pdf']);
  });

  it('must not be the output folder', async () => {
    const root = await tree({ 'a.pdf': PDF });
    await expect(all([root], root)).rejects.toThrow('-o');
    await expect(all([path.join(root, 'a.pdf')], root)).rejects.toThrow('-o');
  });

  it('with one name are told apart by the folders above them', async () => {
    const root = await tree({ 'x/2021/a.pdf': PDF, 'y/2021/a.pdf': PDF, 'z/a.pdf': PDF });
    const paths = ['x/2021', 'y/2021', 'z'].map((name) => path.join(root, name));
    expect(await seen(paths)).toEqual(['x/2021/a.pdf: pdf', 'y/2021/a.pdf: pdf', 'z/a.pdf: pdf']);
  });
});

/** What may be read is asked of the user; a test that root runs becomes nobody for it, who has no files. */
async function withoutPrivilege<T>(work: () => Promise<T>): Promise<T> {
  const NOBODY = 65534;
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe('patterns', () => {
  const files = { 'a.pdf': PDF, 'b.docx': PDF, 'năm 2021/a.pdf': PDF, 'năm 2021/q1/b.pdf': PDF, 'năm 2022/a.pdf': PDF };
  it.each([
    ['*.pdf', ['kho/a.pdf']],
    ['**/*.pdf', ['kho/a.pdf', 'kho/năm 2021/a.pdf', 'kho/năm 2021/q1/b.pdf', 'kho/năm 2022/a.pdf']],
    ['năm 202[!2]/**', ['kho/năm 2021/a.pdf', 'kho/năm 2021/q1/b.pdf']],
    ['năm ????/?.pdf', ['kho/năm 2021/a.pdf', 'kho/năm 2022/a.pdf']],
    ['năm 2021/q*/*', ['năm 2021/q1/b.pdf']],
  ])('%s', async (pattern, expected) => {
    const root = await tree(files);
    const found = (await all([path.join(root, pattern)])).map(({ source }) => source);
    expect(found).toEqual(expected);
  });

  it('that match nothing are a mistake to tell', async () => {
    await expect(all([path.join(await tree(files), '*.odt')])).rejects.toThrow('khớp');
    await expect(all([path.join(await tree(files), 'khong-co.pdf')])).rejects.toThrow('khong-co.pdf');
  });
});

describe('zip archives', () => {
  const raw = (text: string, encoding: string) => iconv.encode(text, encoding);
  it.each([
    ['UTF-8 with its flag', 'Báo cáo quý I/Xã Tân Phước.pdf'],
    ['UTF-8 without it', Buffer.from('Báo cáo quý I/Xã Tân Phước.pdf')],
    ['decomposed, as a Mac writes it', Buffer.from('Báo cáo quý I/Xã Tân Phước.pdf'.normalize('NFD'))],
    ['windows-1258', raw('Ba\u0301o ca\u0301o quy\u0301 I/Xa\u0303 Tân Ph\u01b0\u01a1\u0301c.pdf', 'windows-1258')],
    ['TCVN3', Buffer.from('B\xb8o c\xb8o qu\xfd I/X\xb7 T\xa9n Ph\xad\xedc.pdf', 'latin1')],
  ])('have names in %s', async (_, name) => {
    expect(await inZip([{ name, bytes: PDF }])).toEqual(['kho/a.zip!/Báo cáo quý I/Xã Tân Phước.pdf: pdf']);
  });

  it('have names in CP437 when nothing speaks for Vietnam', async () => {
    expect(await inZip([{ name: raw('résumé.pdf', 'cp437'), bytes: PDF }])).toEqual(['kho/a.zip!/résumé.pdf: pdf']);
  });

  it('give each entry a row, whatever its name', async () => {
    const names = ['../../etc/passwd', '/abs.pdf', 'C:\\x.pdf', 'twice.pdf', 'twice.pdf', 'line\nbreak.pdf'];
    const found = await inZip(names.map((name) => ({ name, bytes: PDF })));
    expect(found).toHaveLength(names.length);
    expect(new Set(found).size).toBe(names.length);
  });

  it('say of each entry what is wrong with it, and read the others', async () => {
    const deep = Buffer.alloc(20 * 1024 * 1024);
    expect(
      await inZip([
        { name: '1.pdf', bytes: PDF, encrypted: true },
        { name: '2.pdf', bytes: PDF, declared: { crc: 1 } },
        { name: '3.pdf', bytes: PDF, declared: { size: 5 } },
        { name: '4.pdf', bytes: PDF, declared: { method: 9 } },
        { name: '5.pdf', bytes: deep },
        { name: '6.pdf', bytes: PDF, stored: true },
        { name: '__MACOSX/._6.pdf', bytes: PDF },
        { name: '7.pdf', bytes: Buffer.alloc(0) },
      ]),
    ).toEqual([
      'kho/a.zip!/1.pdf: ENCRYPTED zip',
      'kho/a.zip!/2.pdf: CORRUPT zip',
      'kho/a.zip!/3.pdf: CORRUPT zip',
      'kho/a.zip!/4.pdf: UNSUPPORTED zip-method',
      'kho/a.zip!/5.pdf: TOO_LARGE zip-entry',
      'kho/a.zip!/6.pdf: pdf',
      'kho/a.zip!/7.pdf: EMPTY empty',
    ]);
  });

  it('without a document have a row all the same', async () => {
    expect(await inZip([])).toEqual(['kho/a.zip: EMPTY zip']);
    expect(await inZip([{ name: 'năm 2021/', bytes: Buffer.alloc(0) }])).toEqual(['kho/a.zip: EMPTY zip']);
    const inner = zipOf([{ name: '__MACOSX/._a.pdf', bytes: PDF }]);
    expect(await inZip([{ name: 'b.zip', bytes: inner }])).toEqual(['kho/a.zip!/b.zip: EMPTY zip']);
  });

  it('in archives are opened, a few levels down', async () => {
    let bytes = zipOf([{ name: 'trong.pdf', bytes: PDF }]);
    for (const level of [4, 3, 2]) bytes = zipOf([{ name: `${level}.zip`, bytes }]);
    expect(await inZip([{ name: '1.zip', bytes }])).toEqual([
      'kho/a.zip!/1.zip!/2.zip!/3.zip!/4.zip: TOO_LARGE zip-nesting',
    ]);
    expect(await seen([await tree({ 'a.zip': bytes })])).toEqual(['kho/a.zip!/2.zip!/3.zip!/4.zip!/trong.pdf: pdf']);
  });

  it('cut short are told, and so is what can still be read of one', async () => {
    const whole = zipOf([
      { name: '1.pdf', bytes: PDF },
      { name: '2.pdf', bytes: PDF },
    ]);
    const second = whole.lastIndexOf(Buffer.from('PK\x01\x02'));
    const damaged = Buffer.from(whole);
    damaged.write('XX', second);
    expect(await seen([await tree({ 'a.zip': whole.subarray(0, 60), 'b.zip': damaged })])).toEqual([
      'kho/a.zip: CORRUPT zip',
      'kho/b.zip!/1.pdf: pdf',
      'kho/b.zip: CORRUPT zip',
    ]);
  });
});

describe('a location', () => {
  it('leads back to the bytes, through zips in zips, in any order', async () => {
    const bytes = (n: number) => Buffer.from(`%PDF-1.4 ${n}`);
    const inner = zipOf([3, 4].map((n) => ({ name: `${n}.pdf`, bytes: bytes(n) })));
    const outer = zipOf([
      { name: '2.pdf', bytes: bytes(2) },
      { name: 'x.zip', bytes: inner },
    ]);
    const found = await all([await tree({ '1.pdf': bytes(1), 'a.zip': outer })]);
    expect(found).toHaveLength(4);
    const reader = new LocationReader();
    for (const { location } of [...found, ...found.toReversed()]) {
      expect(await reader.read(location)).toEqual(Buffer.from(await readLocation(location)));
    }
    reader.close();
    const texts = await Promise.all(found.map(async ({ location }) => String(await readLocation(location)).at(-1)));
    expect(texts).toEqual(['1', '2', '3', '4']);
  });
});

/** The review loop on the real report: what a clerk decides holds, whatever happens to the folder afterwards. */
import { appendFile, cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writePdf } from '../../fixtures/pdf.js';
import { pdfStyle, spec } from '../../fixtures/specs/hoang-thanh-2021.js';
import type { SourcedExtraction } from '../../src/dataset/index.js';
import { loadCatalogue } from '../../src/index.js';
import type { Catalogue } from '../../src/model/catalogue.js';
import { Office, read, savedAnew } from './office.js';

const SOURCE = 'bao-cao.pdf';
const FILE = 'fixtures/archive/2021/Huyện Hoằng Hóa/Xã Hoằng Thành - Báo cáo CCHC 9 tháng 2021.pdf';

let catalogue: Catalogue;
let seed: SourcedExtraction;

beforeAll(async () => {
  catalogue = await loadCatalogue();
  seed = await read(await readFile(FILE), SOURCE, catalogue);
});

/** An office whose clerk has corrected to 478, with the decision applied. */
async function corrected(): Promise<Office> {
  const office = await Office.open(catalogue);
  await office.run([seed]);
  const file = await office.fill(
    [{ flag: 'SUM_MISMATCH', indicator: 'X-3.3.1', decision: 'correct', value: '478' }],
    'chi-lan.csv',
  );
  const { intake } = await office.run([seed], [file]);
  expect(intake).toMatchObject({ applied: [{ line: expect.any(Number) }], refused: [] });
  return office;
}

async function expectCorrected(office: Office): Promise<void> {
  expect(await office.point('X-3.3.1')).toMatchObject({ value: '478', status: 'corrected' });
  expect(await office.flag('SUM_MISMATCH', 'X-3.3.1')).toBeUndefined();
  expect(await office.flag('NARRATIVE_MISMATCH', 'X-3.3.1')).toMatchObject({ expected: '479', value_raw: '479' });
  expect(await office.observation('X-3.3.1')).toMatchObject({ value_raw: '479', value: '478', status: 'corrected' });
  expect(await office.flag('STALE_DECISION', 'X-3.3.1')).toBeUndefined();
  // The other sum of the report is nobody's concern here.
  expect(await office.flag('SUM_MISMATCH', 'X-3.3.2')).toMatchObject({ decision: '' });
}

describe('a whole corrected', () => {
  it('clears its sum, and then contradicts the prose, which says what was printed', async () => {
    await expectCorrected(await corrected());
  });

  it('is one line of decisions.csv, with what was read and what it was taken for', async () => {
    const office = await corrected();
    expect(await office.rows('decisions.csv')).toEqual([
      expect.objectContaining({
        reviewer: 'chi-lan.csv',
        flag: 'SUM_MISMATCH',
        key: 'value|15961|2021-9M|X-3.3.1',
        document_id: seed.documentId,
        value_raw: '479',
        value_before: '479',
        decision: 'correct',
        corrected_value: '478',
      }),
    ]);
  });

  it('is not decided twice: the same file handed in again changes nothing', async () => {
    const office = await corrected();
    const before = await readFile(path.join(office.dir, 'decisions.csv'), 'utf8');
    const { intake } = await office.run([seed], [path.join(office.dir, 'chi-lan.csv')]);
    expect(intake).toMatchObject({ applied: [], already: [expect.anything()], refused: [] });
    expect(await readFile(path.join(office.dir, 'decisions.csv'), 'utf8')).toBe(before);
    await expectCorrected(office);
  });

  it('holds when .sohoa is deleted and everything is extracted again', async () => {
    const office = await corrected();
    await rm(path.join(office.dir, '.sohoa'), { recursive: true });
    await office.run([seed]);
    await expectCorrected(office);
  });

  it('holds under other rules', async () => {
    const office = await corrected();
    const rules = await mkdtemp(path.join(tmpdir(), 'sohoa-rules-'));
    try {
      await cp('rules', rules, { recursive: true });
      await appendFile(path.join(rules, 'abbreviations.yaml'), '\nTHU: thử nghiệm\n');
      office.catalogue = await loadCatalogue(rules);
    } finally {
      await rm(rules, { recursive: true });
    }
    expect(office.catalogue.hash).not.toBe(catalogue.hash);
    await office.run([await read(await readFile(FILE), SOURCE, office.catalogue)]);
    await expectCorrected(office);
  });

  it('holds for the same report saved anew with other bytes', async () => {
    const office = await corrected();
    const bytes = Buffer.concat([await readFile(FILE), Buffer.from('\n% saved again\n')]);
    const anew = await read(bytes, SOURCE, catalogue);
    expect(anew.documentId).not.toBe(seed.documentId);
    await office.run([anew]);
    await expectCorrected(office);
  });

  it('does not hold for a report that prints another figure: STALE_DECISION, and the figure as printed', async () => {
    const office = await corrected();
    await office.run([await printing('480')]);
    expect(await office.flag('STALE_DECISION', 'X-3.3.1')).toMatchObject({ severity: 'warning', value_raw: '480' });
    expect((await office.flag('STALE_DECISION', 'X-3.3.1'))?.message).toMatch(/“479”.*“480”/);
    expect(await office.point('X-3.3.1')).toMatchObject({ value: '480', status: 'review' });
    expect(await office.flag('SUM_MISMATCH', 'X-3.3.1')).toMatchObject({ decision: '', corrected_value: '' });
  });

  it('is decided anew on the stale flag', async () => {
    const office = await corrected();
    const replaced = await printing('480');
    await office.run([replaced]);
    await office.fill([{ flag: 'STALE_DECISION', indicator: 'X-3.3.1', decision: 'correct', value: '478' }]);
    await office.run([replaced]);
    expect(await office.flag('STALE_DECISION', 'X-3.3.1')).toBeUndefined();
    expect(await office.point('X-3.3.1')).toMatchObject({ value: '478', status: 'corrected' });
  });

  it('is undone by a later decision', async () => {
    const office = await corrected();
    await office.fill([{ flag: 'NARRATIVE_MISMATCH', indicator: 'X-3.3.1', decision: 'accept' }]);
    const { intake } = await office.run([seed]);
    expect(intake.replaced).toMatchObject([{ earlier: { corrected_value: '478' } }]);
    expect(await office.point('X-3.3.1')).toMatchObject({ value: '479', status: 'accepted' });
    expect(await office.flag('SUM_MISMATCH', 'X-3.3.1')).toMatchObject({ decision: 'accept' });
    expect(await office.rows('decisions.csv')).toHaveLength(2);
  });
});

it('a part corrected on the flag of its sum clears it too, and contradicts the prose on that part', async () => {
  const office = await Office.open(catalogue);
  await office.run([seed]);
  const file = await office.fill(
    [{ flag: 'SUM_MISMATCH', indicator: 'X-3.3.1', decision: 'correct', value: 'X-3.3.1b = 1' }],
    'chi-lan.csv',
  );
  await office.run([seed], [file]);
  expect(await office.flag('SUM_MISMATCH', 'X-3.3.1')).toBeUndefined();
  expect(await office.flag('NARRATIVE_MISMATCH', 'X-3.3.1')).toBeUndefined();
  expect(await office.flag('NARRATIVE_MISMATCH', 'X-3.3.1b')).toMatchObject({
    expected: '0',
    value_raw: '0',
    value: '1',
  });
  expect(await office.point('X-3.3.1')).toMatchObject({ value: '479', status: 'ok' });
  expect(await office.point('X-3.3.1b')).toMatchObject({ value: '1', status: 'corrected' });
  expect(await office.observation('X-3.3.1b')).toMatchObject({ value_raw: '0', value: '1', status: 'corrected' });
  expect((await office.run([seed], [file])).intake).toMatchObject({ applied: [], already: [{ file: 'chi-lan.csv' }] });
});

/** The report as its commune prints it with another total. */
async function printing(total: string): Promise<SourcedExtraction> {
  const [appendix, ...others] = spec.appendix;
  if (appendix === undefined) throw new Error('the report has no appendix');
  const rows = appendix.rows.map((row) =>
    row.cells.code === '3.3.1' || row.cells.code === '3.3.1.' ? { ...row, cells: { ...row.cells, value: total } } : row,
  );
  const { bytes } = await writePdf({ ...spec, appendix: [{ ...appendix, rows }, ...others] }, pdfStyle);
  const sourced = await read(bytes, SOURCE, catalogue);
  expect(sourced.extraction.rows.find((row) => row.indicatorCode === 'X-3.3.1')?.valueRaw).toBe(total);
  return sourced;
}

describe('what a clerk wrote into flags.csv', () => {
  it('is taken over before it is rewritten, though new files came and the memory is new', async () => {
    const office = await Office.open(catalogue);
    await office.run([seed]);
    await office.fill([
      { flag: 'SUM_MISMATCH', indicator: 'X-3.3.1', decision: 'correct', value: '478', comment: 'cộng lại' },
      { flag: 'MISSING_VALUE', indicator: 'X-1.5', decision: 'đồng ý' },
    ]);
    const more = [savedAnew({ ...seed, source: 'aaa.pdf' }), savedAnew(savedAnew({ ...seed, source: 'zzz.pdf' }))];
    const { intake, copy } = await office.run([seed, ...more]);
    expect(intake.applied).toHaveLength(2);
    expect(copy).toBeNull();
    await expectCorrected(office);
    expect(await office.flag('MISSING_VALUE', 'X-1.5')).toMatchObject({ decision: 'accept' });
    expect((await office.rows('decisions.csv')).map(({ comment }) => comment)).toEqual(['cộng lại', '']);
  });

  it('and cannot be understood stays in a copy', async () => {
    const office = await Office.open(catalogue);
    await office.run([seed]);
    await office.fill([
      { flag: 'SUM_MISMATCH', indicator: 'X-3.3.1', decision: 'correct', value: 'bốn trăm', comment: 'nhớ hỏi xã' },
      { flag: 'MISSING_VALUE', indicator: 'X-1.5', decision: '', comment: 'chờ quý IV' },
    ]);
    const { intake, copy } = await office.run([seed]);
    expect(intake.refused.map(({ refusal }) => refusal.why)).toEqual(['not-a-number', 'no-decision']);
    expect(await readFile(copy ?? '', 'utf8')).toMatch(/nhớ hỏi xã[\s\S]*chờ quý IV/);
  });
});

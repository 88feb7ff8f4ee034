/** Every kind of decision on small documents: what it does, and what it does not. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { SourcedExtraction } from '../../src/dataset/index.js';
import { type Flag, flag } from '../../src/model/flags.js';
import { figure, row, catalogue as small, sourced } from '../dataset/build.js';
import { type Answer, Office } from './office.js';

const catalogue = small({
  bearer: (code) => (code === '05911' || code === '05912' ? { name: 'Xã Tân Thành', validFrom: null } : null),
});

let office: Office;
beforeEach(async () => {
  office = await Office.open(catalogue);
});

function at(number: number, indicatorCode: string | null = null) {
  return { page: 1, table: 1, row: number, indicatorCode };
}

function missing(number: number, code: string): Flag {
  return flag('MISSING_VALUE', 'document', { note: '', raw: '' }, at(number, code));
}

function notANumber(number: number, code: string, raw: string): Flag {
  return flag('NOT_A_NUMBER', 'document', { raw }, at(number, code));
}

/** Writes the documents, answers in a file of its own, writes again. */
async function decided(documents: readonly SourcedExtraction[], ...answers: readonly Answer[]) {
  await office.run(documents);
  return office.run(documents, [await office.fill(answers, 'lan.csv')]);
}

describe('corrected_value', () => {
  it('a number takes the place of what was read, and the flags about it go', async () => {
    const document = sourced('a.pdf', {
      rows: [figure(1, 'A-1', null, { valueRaw: 'abc', valueState: 'unreadable' })],
      flags: [notANumber(1, 'A-1', 'abc')],
    });
    await decided([document], { flag: 'NOT_A_NUMBER', indicator: 'A-1', decision: 'correct', value: '12,5' });
    expect(await office.observation('A-1')).toMatchObject({
      value: '12.5',
      value_raw: 'abc',
      value_state: 'present',
      status: 'corrected',
      flags: '',
    });
    expect(await office.point('A-1')).toMatchObject({ value: '12.5', status: 'corrected' });
    expect(await office.rows('flags.csv')).toEqual([]);
  });

  it('a number outside what the indicator allows is flagged, not believed', async () => {
    const document = sourced('a.pdf', {
      rows: [figure(1, 'A-4', null, { valueType: 'enum' })],
      flags: [missing(1, 'A-4')],
    });
    await decided([document], { flag: 'MISSING_VALUE', indicator: 'A-4', decision: 'correct', value: '7' });
    expect(await office.flag('OUT_OF_DOMAIN', 'A-4')).toMatchObject({
      expected: '0|1|2',
      decision: 'correct',
      corrected_value: '7',
    });
  });

  it('`trống` says that there is none: no point, and never 0', async () => {
    const document = sourced('a.pdf', {
      rows: [figure(1, 'A-1', 0, { valueRaw: 'o' })],
      flags: [notANumber(1, 'A-1', 'o')],
    });
    await decided([document], { flag: 'NOT_A_NUMBER', indicator: 'A-1', decision: 'correct', value: 'trống' });
    expect(await office.observation('A-1')).toMatchObject({ value: '', value_state: 'missing', status: 'corrected' });
    expect(await office.point('A-1')).toBeUndefined();
  });

  it('an indicator code gives an unmatched row its place in the series', async () => {
    const document = sourced('a.pdf', {
      rows: [row(1, { value: 7, label: 'Số khác' })],
      flags: [flag('UNMATCHED', 'unknown', { label: 'Số khác', known: false, nearest: null, score: 0 }, at(1))],
    });
    await decided([document], { flag: 'UNMATCHED', decision: 'correct', value: 'A-2' });
    expect(await office.observation('A-2')).toMatchObject({ value: '7', status: 'corrected', flags: '' });
    expect(await office.point('A-2')).toMatchObject({ value: '7', status: 'corrected' });
    // Once the matching finds it by itself, the decision still is on this row.
    const matched = {
      ...document,
      extraction: { ...document.extraction, rows: [figure(1, 'A-2', 7, { label: 'Số khác' })], flags: [] },
    };
    await office.run([matched]);
    expect(await office.observation('A-2')).toMatchObject({ status: 'corrected' });
  });

  it('`không` takes a second row out of its indicator', async () => {
    const duplicate = (number: number) =>
      flag(
        'DUPLICATE_ROW',
        'unknown',
        { indicator: { code: '1.1', label: 'Chỉ tiêu A-1' }, rows: [1, 2] },
        at(number, 'A-1'),
      );
    const document = sourced('a.pdf', {
      rows: [figure(1, 'A-1', 5, { printedCode: '1.1' }), figure(2, 'A-1', 9)],
      flags: [duplicate(1), duplicate(2)],
    });
    await office.run([document]);
    const [, second] = (await office.rows('flags.csv')).filter((one) => one.flag === 'DUPLICATE_ROW');
    const rows = await office.rows('flags.csv');
    for (const one of rows)
      if (one.flag_id === second?.flag_id) Object.assign(one, { decision: 'correct', corrected_value: 'không' });
    await office.run([document], [await office.save(rows, 'lan.csv')]);
    expect(await office.point('A-1')).toMatchObject({ value: '5' });
    expect((await office.rows('observations.csv')).map((one) => [one.indicator_code, one.status])).toEqual([
      ['A-1', 'ok'],
      ['', 'corrected'],
    ]);
  });

  it('a period puts a report into the series', async () => {
    const document = sourced('a.pdf', {
      period: null,
      rows: [figure(1, 'A-1', 5)],
      flags: [flag('PERIOD_UNKNOWN', 'document', { readings: [] })],
    });
    await decided([document], { flag: 'PERIOD_UNKNOWN', decision: 'correct', value: '2021-6M' });
    expect(await office.point('A-1')).toMatchObject({ period: '2021-6M', period_end: '2021-06-30', status: 'ok' });
    expect(await office.rows('flags.csv')).toEqual([]);
  });

  it('a unit code names an administrative unit, with what stands above it', async () => {
    const document = sourced('a.pdf', {
      unitCode: null,
      issuer: null,
      level: null,
      rows: [figure(1, 'A-1', 5)],
      flags: [flag('ISSUER_UNKNOWN', 'document', { readings: [] })],
    });
    await decided([document], { flag: 'ISSUER_UNKNOWN', decision: 'correct', value: '05912' });
    expect(await office.point('A-1')).toMatchObject({ unit_code: '05912', issuer: 'xã Tân Thành', level: 'xa' });
    const ambiguous = sourced('b.pdf', {
      unitCode: null,
      rows: [figure(1, 'A-1', 5)],
      flags: [flag('UNIT_AMBIGUOUS', 'unknown', { issuer: 'xã Tân Thành', candidates: [] })],
    });
    await decided([ambiguous], { flag: 'UNIT_AMBIGUOUS', decision: 'correct', value: '05911' });
    expect(await office.point('A-1')).toMatchObject({ unit_code: '05911', district: 'huyện Phú Bình', status: 'ok' });
  });

  it('a document number is text', async () => {
    const document = sourced('a.pdf', {
      documentNumber: null,
      flags: [flag('DOCUMENT_NUMBER_MISSING', 'document', { readings: [] })],
    });
    await decided([document], { flag: 'DOCUMENT_NUMBER_MISSING', decision: 'correct', value: '12/BC-UBND' });
    expect((await office.rows('documents.csv'))[0]).toMatchObject({
      document_number: '12/BC-UBND',
      flags: '',
      warnings: '0',
    });
  });

  it('of a document, each is decided for itself', async () => {
    const document = sourced('a.pdf', {
      period: null,
      documentNumber: null,
      rows: [figure(1, 'A-1', 5)],
      flags: [
        flag('PERIOD_UNKNOWN', 'document', { readings: [] }),
        flag('DOCUMENT_NUMBER_MISSING', 'document', { readings: [] }),
      ],
    });
    await decided(
      [document],
      { flag: 'PERIOD_UNKNOWN', decision: 'correct', value: '2021-Y' },
      { flag: 'DOCUMENT_NUMBER_MISSING', decision: 'accept' },
    );
    expect(await office.point('A-1')).toMatchObject({ period: '2021-Y' });
    expect(await office.flag('DOCUMENT_NUMBER_MISSING')).toMatchObject({ decision: 'accept' });
  });
});

describe('accept and reject', () => {
  const document = sourced('a.pdf', {
    rows: [figure(1, 'A-1', 5), figure(2, 'A-2', 6)],
    flags: [
      notANumber(1, 'A-1', '5'),
      flag(
        'LOW_CONFIDENCE',
        'extraction',
        { reading: '5', otherReading: '6', what: 'value', seen: 'picture' },
        at(1, 'A-1'),
      ),
    ],
  });

  it('are on the row, and shared by all its flags', async () => {
    await decided([document], { flag: 'NOT_A_NUMBER', indicator: 'A-1', decision: 'đồng ý' });
    expect(await office.flag('LOW_CONFIDENCE', 'A-1')).toMatchObject({ decision: 'accept' });
    expect(await office.observation('A-1')).toMatchObject({ value: '5', status: 'accepted' });
    expect(await office.point('A-1')).toMatchObject({ value: '5', status: 'accepted' });
  });

  it('a rejected value is in no series; the row is still there', async () => {
    await decided([document], { flag: 'NOT_A_NUMBER', indicator: 'A-1', decision: 'bỏ' });
    expect(await office.point('A-1')).toBeUndefined();
    expect(await office.point('A-2')).toMatchObject({ value: '6' });
    expect(await office.observation('A-1')).toMatchObject({ value: '5', status: 'rejected' });
  });

  it('a rejected document is in no series, and no longer compared with the other report', async () => {
    const other = sourced('b.pdf', { rows: [figure(1, 'A-1', 9), figure(2, 'A-2', 6)], issuedOn: '2021-08-01' });
    await office.run([document, other]);
    const flags = await office.rows('flags.csv');
    for (const one of flags) if (one.flag === 'DUPLICATE_REPORT' && one.source === 'a.pdf') one.decision = 'reject';
    await office.run([document, other], [await office.save(flags, 'lan.csv')]);
    expect(await office.point('A-1')).toMatchObject({ value: '9', document_id: other.documentId });
    expect(await office.flag('DUPLICATE_REPORT')).toBeUndefined();
    expect((await office.rows('observations.csv')).filter(({ status }) => status === 'rejected')).toHaveLength(2);
  });

  it('of a missing table there is nothing to reject', async () => {
    const lost = sourced('a.pdf', {
      flags: [flag('MISSING_ROW', 'unknown', { form: 'f', missing: [] }, { table: 1 })],
    });
    const { intake } = await decided([lost], { flag: 'MISSING_ROW', decision: 'reject' });
    expect(intake.refused).toMatchObject([{ refusal: { why: 'nothing-to-reject' } }]);
    const accepted = await decided([lost], { flag: 'MISSING_ROW', decision: 'accept' });
    expect(accepted.intake.applied).toHaveLength(1);
    expect(await office.flag('MISSING_ROW')).toMatchObject({ decision: 'accept' });
  });
});

describe('files that disagree', () => {
  const document = sourced('a.pdf', { rows: [figure(1, 'A-1', 5)], flags: [notANumber(1, 'A-1', '5')] });
  const answer = (decision: string, value = ''): Answer => ({
    flag: 'NOT_A_NUMBER',
    indicator: 'A-1',
    decision,
    value,
  });

  it('handed in together: both are named, neither wins', async () => {
    await office.run([document]);
    const files = [
      await office.fill([answer('correct', '6')], 'lan.csv'),
      await office.fill([answer('accept')], 'minh.csv'),
    ];
    const { intake } = await office.run([document], files);
    expect(intake.refused.map(({ entry, refusal }) => [entry.file, refusal.why])).toEqual([
      ['lan.csv', 'contradiction'],
      ['minh.csv', 'contradiction'],
    ]);
    expect(await office.observation('A-1')).toMatchObject({ value: '5', status: 'review' });
    expect(await office.rows('decisions.csv')).toEqual([]);
  });

  it('that say the same are both on record', async () => {
    await office.run([document]);
    const files = [
      await office.fill([answer('correct', '6')], 'lan.csv'),
      await office.fill([answer('sửa', '6,0')], 'minh.csv'),
    ];
    const { intake } = await office.run([document], files);
    expect(intake).toMatchObject({ applied: [{}, {}], refused: [] });
    expect((await office.rows('decisions.csv')).map(({ reviewer }) => reviewer)).toEqual(['lan.csv', 'minh.csv']);
  });

  it('handed in one after the other: the later one stands, and what it replaces is named', async () => {
    await office.run([document]);
    const early = await office.fill([answer('correct', '6')], 'lan.csv');
    const late = await office.fill([answer('accept')], 'minh.csv');
    await office.run([document], [early]);
    expect(await office.flag('NOT_A_NUMBER', 'A-1')).toBeUndefined();
    const { intake } = await office.run([document], [late]);
    expect(intake.replaced).toMatchObject([{ entry: { file: 'minh.csv' }, earlier: { corrected_value: '6' } }]);
    expect(await office.observation('A-1')).toMatchObject({ value: '5', status: 'accepted' });
  });

  it('what stands in the folder against what is handed in: neither wins, and a copy is kept', async () => {
    await office.run([document]);
    const file = await office.fill([answer('correct', '6')], 'lan.csv');
    await office.fill([answer('reject')]);
    const { intake, copy } = await office.run([document], [file]);
    expect(intake.refused.map(({ entry }) => entry.file)).toEqual(['flags.csv', 'lan.csv']);
    expect(copy).toMatch(/flags\.\d{4}-\d\d-\d\dT[\d-]+\.csv$/);
    expect(await office.flag('NOT_A_NUMBER', 'A-1')).toMatchObject({ decision: '' });
  });

  it('one row, two decisions in one file: neither is taken', async () => {
    const twice = sourced('a.pdf', {
      rows: [figure(1, 'A-1', 5)],
      flags: [notANumber(1, 'A-1', '5'), flag('VALUE_QUALIFIED', 'document', { raw: '5' }, at(1, 'A-1'))],
    });
    const other: Answer = { flag: 'VALUE_QUALIFIED', indicator: 'A-1', decision: 'reject' };
    const { intake } = await decided([twice], answer('accept'), other);
    expect(intake.refused.map(({ refusal }) => refusal.why)).toEqual(['contradiction', 'contradiction']);
  });
});

describe('what cannot be applied', () => {
  const document = sourced('a.pdf', { rows: [figure(1, 'A-1', 5)], flags: [notANumber(1, 'A-1', '5')] });

  const LINES: readonly [Partial<Answer> & { readonly id?: string }, string][] = [
    [{ decision: 'maybe' }, 'unknown-decision'],
    [{ decision: '', comment: 'hỏi lại' }, 'no-decision'],
    [{ decision: 'correct' }, 'no-value'],
    [{ decision: 'correct', value: '1.234' }, 'ambiguous-number'],
    [{ decision: 'accept', id: 'f000000000000' }, 'unknown-flag'],
    [{ decision: 'accept', id: '' }, 'unknown-flag'],
  ];

  it.each(LINES)('%o: %s', async ({ decision = '', comment = '', value = '', id }, why) => {
    await office.run([document]);
    const [row = {}] = await office.rows('flags.csv');
    const line = { ...row, decision, comment, corrected_value: value, flag_id: id ?? row.flag_id ?? '' };
    const { intake } = await office.run([document], [await office.save([line], 'lan.csv')]);
    expect(intake.refused).toMatchObject([{ entry: { file: 'lan.csv', line: 2 }, refusal: { why } }]);
    expect(await office.rows('decisions.csv')).toEqual([]);
  });

  it('an ambiguous number that is decided already is no problem', async () => {
    await decided([document], { flag: 'NOT_A_NUMBER', indicator: 'A-1', decision: 'correct', value: '1,2340' });
    const again = await office.save(
      (await office.rows('decisions.csv')).map(({ flag_id = '' }) => ({
        flag_id,
        decision: 'correct',
        corrected_value: '1,234',
      })),
      'lai.csv',
    );
    expect((await office.run([document], [again])).intake).toMatchObject({ already: [{}], refused: [] });
  });

  it('a file that was filled in before the report was replaced by one that says something else', async () => {
    await office.run([document]);
    const file = await office.fill([{ flag: 'NOT_A_NUMBER', indicator: 'A-1', decision: 'accept' }], 'lan.csv');
    const replaced = sourced('a.pdf', {
      sha256: '1'.repeat(64),
      rows: [figure(1, 'A-1', 6)],
      flags: [notANumber(1, 'A-1', '6')],
    });
    await office.run([replaced]);
    const { intake } = await office.run([replaced], [file]);
    expect(intake.refused).toMatchObject([{ refusal: { why: 'other-document', seen: '5', now: '6' } }]);
    expect(await office.observation('A-1')).toMatchObject({ value: '6', status: 'review' });
  });
});

describe('two reports on one unit and period', () => {
  const rows = (value: number) => ({ rows: [figure(1, 'A-1', value)], flags: [notANumber(1, 'A-1', String(value))] });
  const first = sourced('a.pdf', rows(5));

  it('share a decision where they say the same', async () => {
    await decided([first, sourced('b.pdf', rows(5))], {
      flag: 'NOT_A_NUMBER',
      indicator: 'A-1',
      decision: 'correct',
      value: '7',
    });
    expect((await office.rows('observations.csv')).map(({ value, status }) => [value, status])).toEqual([
      ['7', 'corrected'],
      ['7', 'corrected'],
    ]);
  });

  it('and none where they do not: no decision on the other one is stale', async () => {
    await decided([first, sourced('b.pdf', rows(6))], {
      flag: 'NOT_A_NUMBER',
      indicator: 'A-1',
      decision: 'correct',
      value: '7',
    });
    expect((await office.rows('observations.csv')).map(({ value, status }) => [value, status])).toEqual([
      ['7', 'corrected'],
      ['6', 'review'],
    ]);
    expect(await office.flag('STALE_DECISION', 'A-1')).toBeUndefined();
  });

  it('a file filled in before the second report came is understood, though it comes first now', async () => {
    const late = sourced('m.pdf', rows(5));
    await office.run([late]);
    const file = await office.fill(
      [{ flag: 'NOT_A_NUMBER', indicator: 'A-1', decision: 'correct', value: '7' }],
      'lan.csv',
    );
    await office.run([first, late]);
    expect((await office.run([first, late], [file])).intake).toMatchObject({ applied: [{}], refused: [] });
  });

  it('and one filled in while there were two, though the first of them is gone now', async () => {
    const late = sourced('m.pdf', rows(5));
    await office.run([first, late]);
    const flags = await office.rows('flags.csv');
    const ofLate = flags.filter((one) => one.flag === 'NOT_A_NUMBER' && one.source === 'm.pdf');
    const file = await office.save(
      ofLate.map((one) => ({ ...one, decision: 'accept' })),
      'lan.csv',
    );
    await office.run([late]);
    expect((await office.run([late], [file])).intake).toMatchObject({ applied: [{}], refused: [] });
  });
});

it('a decision on an indicator that the rules no longer know is stale, and no mistake of ours', async () => {
  const document = sourced('a.pdf', {
    rows: [row(1, { value: 7, label: 'Số khác' })],
    flags: [flag('UNMATCHED', 'unknown', { label: 'Số khác', known: false, nearest: null, score: 0 }, at(1))],
  });
  await decided([document], { flag: 'UNMATCHED', decision: 'correct', value: 'B-1' });
  expect(await office.observation('B-1')).toMatchObject({ status: 'corrected' });
  office.catalogue = {
    ...catalogue,
    indicators: new Map([...catalogue.indicators].filter(([code]) => code !== 'B-1')),
  };
  await office.run([document]);
  expect(await office.flag('STALE_DECISION')).toBeDefined();
  expect(await office.flag('UNMATCHED')).toMatchObject({ decision: '' });
});

import { expect, test } from 'vitest';
import { buildDataset } from '../../src/dataset/index.js';
import { InvariantError } from '../../src/model/errors.js';
import { flag } from '../../src/model/flags.js';
import { catalogue, figure, row, sha256, sourced } from './build.js';

const datasetOf = (...documents: ReturnType<typeof sourced>[]) => buildDataset(documents, catalogue());

const notANumber = (at: { row: number }) => flag('NOT_A_NUMBER', 'document', { raw: 'x' }, at);
const repeated = (at: { row: number }) =>
  flag('REPEATED_NEIGHBOUR', 'unknown', { value: 1, above: { code: '', label: '' } }, at);

test('headings are counted, everything else is an observation, matched or not', () => {
  const rows = [row(1, { heading: true }), figure(2, 'A-1', 27), row(3, { valueRaw: '5', value: 5 })];
  const { documents, observations } = datasetOf(sourced('a.pdf', { rows }));
  expect(documents[0]).toMatchObject({ rows: 2, headings: 1, matched: 1, status: 'ok', form_score: 0.9765 });
  expect(observations.map((one) => [one.row, one.indicator_code, one.value])).toEqual([
    [2, 'A-1', 27],
    [3, null, 5],
  ]);
});

test('an observation carries its place: page and box with one decimal', () => {
  const { observations } = datasetOf(sourced('a.pdf', { rows: [row(1, { box: [-0.04, 1.25, 30, 40.06] })] }));
  expect(observations[0]).toMatchObject({ page: 1, bbox: '0.0 1.3 30.0 40.1' });
});

test('a DOCX has no pages: page and box are empty, table and row are the address', () => {
  const rows = [row(1, { page: null, box: null, table: 2, origin: 'docx' })];
  const { documents } = datasetOf(sourced('a.docx', { format: 'docx', pages: 0, rows }));
  expect(documents[0]).toMatchObject({ pages: null, ocr_pages: null, repaired: 0 });
  expect(datasetOf(sourced('a.docx', { rows })).observations[0]).toMatchObject({
    page: null,
    bbox: '',
    table: 2,
    row: 1,
  });
});

test('flags of an observation: its own, each once and sorted, and those of its document that make values doubtful', () => {
  const { observations } = datasetOf(
    sourced('a.pdf', {
      period: null,
      rows: [figure(1, 'A-1', 1), figure(2, 'A-2', 2)],
      flags: [
        repeated({ row: 1 }),
        notANumber({ row: 1 }),
        notANumber({ row: 1 }),
        flag('PERIOD_UNKNOWN', 'document', { readings: [] }),
        flag('DOCUMENT_NUMBER_MISSING', 'document', { readings: [] }),
      ],
    }),
  );
  expect(observations.map((one) => one.flags)).toEqual([
    'NOT_A_NUMBER PERIOD_UNKNOWN REPEATED_NEIGHBOUR',
    'PERIOD_UNKNOWN',
  ]);
});

test('an error or a warning asks for a review, an info does not', () => {
  const flags = [notANumber({ row: 1 }), repeated({ row: 2 })];
  const rows = [figure(1, 'A-1', 1), figure(2, 'A-2', 2), figure(3, 'A-3', 3)];
  const { observations } = datasetOf(sourced('a.pdf', { rows, flags }));
  expect(observations.map((one) => one.status)).toEqual(['review', 'ok', 'ok']);
});

test('errors and warnings are counted over everything, the codes listed are those of document and pages', () => {
  const { documents } = datasetOf(
    sourced('a.pdf', {
      rows: [figure(1, 'A-1', 1)],
      flags: [
        notANumber({ row: 1 }),
        repeated({ row: 1 }),
        flag('MISSING_ROW', 'document', { form: 'f', missing: [] }, { table: 1 }),
        flag('PAGE_UNREADABLE', 'document', { reasons: [] }, { page: 2 }),
        flag('DOCUMENT_NUMBER_MISSING', 'document', { readings: [] }),
      ],
    }),
  );
  expect(documents[0]).toMatchObject({ errors: 2, warnings: 2, flags: 'DOCUMENT_NUMBER_MISSING PAGE_UNREADABLE' });
});

test('the worklist: errors, warnings, infos; within them by source, row and flag, with the row they stand on', () => {
  const flags = [
    repeated({ row: 2 }),
    notANumber({ row: 2 }),
    notANumber({ row: 1 }),
    flag('DOCUMENT_NUMBER_MISSING', 'document', { readings: [] }),
    flag('MISSING_VALUE', 'document', { note: '', raw: '' }, { row: 1 }),
  ];
  const rows = [figure(1, 'A-1', null, { note: 'Quý IV' }), figure(2, 'A-2', 79, { valueRaw: '79' })];
  const dataset = datasetOf(
    sourced('b.pdf', { rows, flags, unitCode: '00001' }),
    sourced('a.pdf', { rows, flags, unitCode: '00002' }),
  );
  expect(dataset.flags.map((one) => `${one.severity} ${one.source} ${one.row} ${one.flag}`)).toEqual([
    'error a.pdf 1 NOT_A_NUMBER',
    'error a.pdf 2 NOT_A_NUMBER',
    'error b.pdf 1 NOT_A_NUMBER',
    'error b.pdf 2 NOT_A_NUMBER',
    'warning a.pdf null DOCUMENT_NUMBER_MISSING',
    'warning a.pdf 1 MISSING_VALUE',
    'warning b.pdf null DOCUMENT_NUMBER_MISSING',
    'warning b.pdf 1 MISSING_VALUE',
    'info a.pdf 2 REPEATED_NEIGHBOUR',
    'info b.pdf 2 REPEATED_NEIGHBOUR',
  ]);
  expect(dataset.flags[1]).toMatchObject({
    printed_code: '1.2',
    indicator_code: 'A-2',
    label: 'Chỉ tiêu 2',
    value_raw: '79',
    value: 79,
    page: 1,
    decision: '',
    corrected_value: '',
    comment: '',
  });
});

test('a message speaks the language asked for', () => {
  const one = sourced('a.pdf', { status: 'failed', error: 'EMPTY', rows: [] });
  const [vi] = buildDataset([one], catalogue(), 'vi').failed;
  const [en] = buildDataset([one], catalogue(), 'en').failed;
  expect(vi?.message).not.toBe('');
  expect(en?.message).not.toBe(vi?.message);
});

test('a failed document has its row and message, and is in no other file', () => {
  const { documents, observations, coverage, failed } = datasetOf(
    sourced('a.pdf', { status: 'failed', error: 'ENCRYPTED', rows: [], flags: [] }),
  );
  expect(documents[0]).toMatchObject({ status: 'failed', error: 'ENCRYPTED', rows: 0 });
  expect(documents[0]?.message).not.toBe('');
  expect({ observations, coverage }).toEqual({ observations: [], coverage: [] });
  expect(failed).toEqual([{ source: 'a.pdf', error: 'ENCRYPTED', message: documents[0]?.message }]);
});

test('a duplicate repeats nothing but source, ids and format, and is counted nowhere else', () => {
  const fields = { sha256: sha256('x'), rows: [figure(1, 'A-1', 1)], flags: [notANumber({ row: 1 })] };
  const dataset = datasetOf(sourced('a.pdf', fields), sourced('b.pdf', fields, 'a.pdf'));
  const [, duplicate] = dataset.documents;
  const said = Object.entries(duplicate ?? {}).filter(([, value]) => value !== null && value !== '' && value !== 0);
  expect(Object.fromEntries(said)).toEqual({
    source: 'b.pdf',
    document_id: dataset.documents[0]?.document_id,
    sha256: sha256('x'),
    format: 'pdf',
    status: 'duplicate',
    duplicate_of: 'a.pdf',
  });
  expect([dataset.observations.length, dataset.flags.length, dataset.coverage.length]).toEqual([1, 1, 1]);
  expect(dataset.counts).toMatchObject({ pages: 2, checksPassed: 3, documents: { ok: 1, duplicate: 1 } });
});

test('empty files share their bytes, yet each is a failed document of its own', () => {
  const empty = { sha256: sha256(''), status: 'failed', error: 'EMPTY', rows: [] } as const;
  const { documents } = datasetOf(sourced('a.pdf', empty as never), sourced('b.pdf', empty as never));
  expect(documents.map((one) => [one.source, one.status, one.duplicate_of])).toEqual([
    ['a.pdf', 'failed', null],
    ['b.pdf', 'failed', null],
  ]);
});

test('coverage goes unit by unit in time order', () => {
  const { coverage } = datasetOf(
    sourced('c.pdf', { unitCode: '00002' }),
    sourced('b.pdf', { status: 'no_appendix', period: null }),
    sourced('a.pdf', {}),
    sourced('d.pdf', { unitCode: null, issuer: null }),
  );
  expect(coverage.map((one) => `${one.unit_code} ${one.period} ${one.source} ${one.status}`)).toEqual([
    'null 2021-9M d.pdf ok',
    '00002 2021-9M c.pdf ok',
    '05911 null b.pdf no_appendix',
    '05911 2021-9M a.pdf ok',
  ]);
});

test('a lost row is a bug that does not go by', () => {
  expect(() => datasetOf(sourced('a.pdf', { rows: [row(1), row(3)] }))).toThrow(InvariantError);
});

test('a flag on a row that is not there is a bug that does not go by', () => {
  expect(() => datasetOf(sourced('a.pdf', { rows: [row(1)], flags: [notANumber({ row: 2 })] }))).toThrow(
    InvariantError,
  );
});

test('two documents of one source are refused', () => {
  expect(() => datasetOf(sourced('a.pdf'), sourced('a.pdf'))).toThrow(InvariantError);
});

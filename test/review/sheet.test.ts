/** A flags file in every shape that spreadsheets and people give it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvTable, EXCEL, PLAIN } from '../../src/dataset/csv.js';
import { type FlagRecord, TABLES } from '../../src/dataset/records.js';
import { readSheet } from '../../src/review/index.js';

async function* inPieces(bytes: Uint8Array, size = 1 << 16): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const sheet = (text: string | Uint8Array, size?: number) =>
  readSheet(inPieces(typeof text === 'string' ? Buffer.from(text) : text, size), 'f.csv');

const ID = 'f0123456789ab';

describe('a file that came back', () => {
  it.each([
    ['as written', `flag_id,decision,corrected_value,comment\n${ID},correct,478,"cộng, lại"\n`],
    ['with a byte order mark', `\ufeffflag_id,decision,corrected_value,comment\n${ID},correct,478,"cộng, lại"\n`],
    ['with semicolons and CRLF', `flag_id;decision;corrected_value;comment\r\n${ID};correct;478;cộng, lại\r\n`],
    ['with tabs', `flag_id\tdecision\tcorrected_value\tcomment\n${ID}\tcorrect\t478\tcộng, lại\n`],
    ['with a hint for Excel', `sep=;\r\nflag_id;decision;corrected_value;comment\r\n${ID};correct;478;cộng, lại`],
    ['with guarded cells', `flag_id;decision;corrected_value;comment\n"=""${ID}""";correct;"=""478""";cộng, lại`],
    [
      'with columns in another order',
      `comment,corrected_value,extra,decision,flag_id\n"cộng, lại",478,x,correct,${ID}\n`,
    ],
    [
      'with columns in capitals and blanks',
      ` FLAG_ID ,Decision,Corrected_value,comment\n${ID} , correct ,478,"cộng, lại "\n`,
    ],
  ])('%s', async (_, text) => {
    expect(await sheet(text)).toMatchObject([
      { flagId: ID, decision: 'correct', correctedValue: '478', comment: 'cộng, lại', reviewer: 'f.csv' },
    ]);
  });

  it('in UTF-16, as Excel saves "Unicode text"', async () => {
    const text = `\ufeffflag_id\tdecision\tcomment\r\n${ID}\tđồng ý\tđúng\r\n`;
    const little = Buffer.from(text, 'utf16le');
    expect(await sheet(little)).toMatchObject([{ decision: 'đồng ý', comment: 'đúng' }]);
    expect(await sheet(Buffer.from(little).swap16())).toMatchObject([{ decision: 'đồng ý', comment: 'đúng' }]);
  });

  it('in the code page of an old "CSV": figures and ids survive', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`flag_id,decision,corrected_value,comment\n${ID},correct,5,`),
      Buffer.from([0xe1, 0x0a]),
    ]);
    expect(await sheet(bytes)).toMatchObject([{ flagId: ID, decision: 'correct', correctedValue: '5', comment: 'á' }]);
  });

  it('read in pieces that cut letters apart', async () => {
    const text = `flag_id,decision,comment\n${ID},đồng ý,cộng lại cho đúng\n`;
    expect(await sheet(text, 7)).toMatchObject([{ decision: 'đồng ý', comment: 'cộng lại cho đúng' }]);
  });

  it('is told from a file that is none', async () => {
    expect(await sheet('a,b\n1,2\n')).toBeNull();
    expect(await sheet('')).toBeNull();
    expect(await sheet(`flag_id,decision\n${ID},accept\n${ID},"accept\n`)).toBeNull();
    expect(await sheet(`"flag_id,decision\n${ID},accept\n`)).toBeNull();
    expect(await sheet(Buffer.from('PK\u0003\u0004 not a table', 'latin1'))).toBeNull();
  });

  it('that cannot be read to its end is no file without decisions', async () => {
    async function* torn(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`flag_id,decision\n${ID},accept\n\n\n`);
      throw new Error('the disk is gone');
    }
    await expect(readSheet(torn(), 'f.csv')).rejects.toThrow('the disk is gone');
  });

  it('names rows as the spreadsheet does, and passes over those that nobody wrote in', async () => {
    const text = `flag_id,decision,corrected_value,comment\n${ID},,,\n${ID},,,"hai\ndòng"\n\n${ID},accept,,\n`;
    expect((await sheet(text))?.map(({ line, decision }) => [line, decision])).toEqual([
      [3, ''],
      [5, 'accept'],
    ]);
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '=1+1',
    '+A1',
    '-5',
    '- Số hồ sơ',
    '@SUM(A1)',
    "'=1",
    '"',
    '\t',
    '10/10',
    '1.10',
    '1,5',
    'a;b',
    '<script>',
  ),
);

it('what a person wrote comes back the same from our own files, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, hostile, fc.constantFrom(PLAIN, EXCEL), async (comment, label, dialect) => {
      const table = new CsvTable(TABLES.flags, dialect);
      const record = { ...BLANK, label, decision: 'accept', comment } satisfies FlagRecord;
      const entries = await sheet(`${table.header()}${table.line(record)}`);
      expect(entries).toMatchObject([{ flagId: ID, decision: 'accept', comment: comment.trim() }]);
    }),
  );
});

const BLANK: FlagRecord = {
  flag_id: ID,
  severity: 'warning',
  flag: 'MISSING_VALUE',
  fault: 'document',
  document_id: 'd0123456789ab',
  source: 'a.pdf',
  page: 1,
  row: 1,
  printed_code: '',
  indicator_code: null,
  label: '',
  value_raw: '',
  value: null,
  expected: '',
  message: '',
  decision: '',
  corrected_value: '',
  comment: '',
};

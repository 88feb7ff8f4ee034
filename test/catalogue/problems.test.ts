import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCatalogue, loadCatalogue } from '../../src/catalogue/index.js';
import { CatalogueError } from '../../src/model/errors.js';
import { changed, RIGHT, rulesFolder } from './folder.js';

const INDICATORS = 'indicators/a.yaml';
const FORM = 'forms/a-2020.yaml';

/** Problems as a clerk reads them. */
async function problems(files: Record<string, string | null>): Promise<string[]> {
  return (await checkCatalogue(await rulesFolder(files))).map(
    ({ file, line, message }) => `${file}:${line}: ${message}`,
  );
}

describe('a right folder', () => {
  it('has no problems', async () => {
    expect(await problems({})).toEqual([]);
  });

  it('may be written with CRLF, a BOM and a leading comment', async () => {
    const form = `\uFEFF# mẫu\r\n${changed(FORM, 'Mẫu thử', 'Mẫu')[FORM]?.replaceAll('\n', '\r\n')}`;
    expect(await problems({ [FORM]: form })).toEqual([]);
  });
});

/** Each slip, the line it is on, and what the clerk is told; every one of them was made once by hand. */
const SLIPS: readonly [slip: string, files: Record<string, string | null>, ...told: (string | RegExp)[]][] = [
  [
    'an unknown key',
    changed(FORM, 'label: Nhiệm vụ đã xong', 'lable: Nhiệm vụ đã xong'),
    /^forms\/a-2020\.yaml:13: không có khóa "lable" ở đây; có phải "label" không\? \(các khóa dùng được: code, heading/,
  ],
  [
    'a missing key',
    changed(FORM, 'title: Mẫu thử\n', ''),
    'forms/a-2020.yaml:1: thiếu khóa "title"; thêm một dòng "title: …"',
  ],
  [
    'a misspelt key that had to be there',
    changed(FORM, 'title: ', 'tilte: '),
    'forms/a-2020.yaml:1: thiếu khóa "title"; thêm một dòng "title: …"',
    /^forms\/a-2020\.yaml:2: không có khóa "tilte" ở đây; có phải "title" không\?/,
  ],
  ['an empty value', changed(FORM, 'title: Mẫu thử', 'title:'), /^forms\/a-2020\.yaml:2: bỏ trống/],
  [
    'a word that is not of the list',
    changed(FORM, 'level: xa', 'level: xã'),
    'forms/a-2020.yaml:3: "level: xã" không dùng được; ghi một trong: xa, huyen, tinh, bo, so; có phải "xa" không?',
  ],
  [
    'text where a list belongs',
    changed(FORM, 'tables:', 'tables: hai\nchecks2:'),
    /:4: "tables" phải là danh sách/,
    /:5: không có khóa "checks2"/,
  ],
  [
    'a day that does not exist',
    changed(FORM, 'level: xa', 'level: xa\nvalid_from: 2021-02-30'),
    /:4: "2021-02-30" không phải ngày có thật/,
  ],
  [
    'a date the other way round',
    changed(FORM, 'level: xa', 'level: xa\nvalid_from: 30/6/2021'),
    /:4: "30\/6\/2021" không phải ngày/,
  ],
  [
    'an end before the beginning',
    changed(FORM, 'level: xa', 'level: xa\nvalid_from: 2021-06-01\nvalid_to: 2020-12-31'),
    /:5: valid_to trước valid_from 2021-06-01/,
  ],
  ['a province nobody knows', changed(FORM, 'level: xa', 'level: xa\nprovince: 99'), /:4: không có tỉnh mã 99/],
  [
    'an indicator code of the wrong form',
    changed(FORM, 'indicator: A-1.1', 'indicator: A1.1'),
    /:10: "A1.1" không phải mã chỉ tiêu/,
  ],
  [
    'an indicator nobody declared',
    changed(FORM, 'indicator: A-1.1', 'indicator: A-1.3'),
    /:9: chỉ tiêu A-1.3 không có trong rules\/indicators; có phải "A-1\.[12]" không\?/,
    /:15: biểu mẫu này không thu thập chỉ tiêu A-1.1/,
  ],
  [
    'a printed code twice in one table',
    changed(FORM, 'code: 1.2.', 'code: 1.1.'),
    /:11: mã in "1.1" của bảng này đã có ở dòng 9/,
  ],
  [
    'an indicator twice in one form',
    changed(FORM, 'indicator: A-1.2', 'indicator: A-1.1'),
    /:11: chỉ tiêu A-1.1 đã có ở dòng 9/,
    /:15: biểu mẫu này không thu thập chỉ tiêu A-1.2/,
  ],
  ['a row that is nothing', changed(FORM, 'heading: Kế hoạch', 'label: Kế hoạch'), /:6: hàng "Kế hoạch": ghi heading/],
  [
    'a heading with an indicator',
    changed(FORM, 'indicator: A-1.2', 'heading: A\n            indicator: A-1.2'),
    /:11: đề mục "A" không có indicator hay label/,
  ],
  [
    'a check of a kind that does not exist',
    changed(FORM, 'kind: subset', 'kind: subst'),
    /:15: "kind: subst" không dùng được; ghi một trong: sum, subset, rate, partition, narrative; có phải "subset" không\?/,
  ],
  ['a check without a kind', changed(FORM, '- kind: subset\n    part', '- part'), /:15: "kind" thiếu/],
  [
    'a check of an indicator the form lacks',
    changed(FORM, 'part: A-1.2', 'part: A-1.9'),
    /:15: biểu mẫu này không thu thập chỉ tiêu A-1.9; có phải "A-1\.[12]" không\?/,
  ],
  ['a part that is its own whole', changed(FORM, 'part: A-1.2', 'part: A-1.1'), /:15: A-1.1 được nhắc hai lần/],
  [
    'a rate that is a count',
    changed(
      FORM,
      'kind: subset\n    part: A-1.2\n    whole: A-1.1',
      'kind: rate\n    rate: A-1.1\n    numerator: A-1.2\n    denominator: A-1.1',
    ),
    /:15: A-1.1 được nhắc hai lần/,
    /:15: A-1.1 không phải tỷ lệ %/,
  ],
  [
    'a partition of nothing',
    changed(FORM, 'kind: subset\n    part: A-1.2\n    whole: A-1.1', 'kind: partition\n    members: [A-1.1, A-1.2]'),
    /:15: ghi đúng một trong hai khóa: whole/,
  ],
  [
    'one check twice',
    changed(FORM, 'checks:\n', 'checks:\n  - kind: subset\n    part: A-1.2\n    whole: A-1.1\n'),
    /:18: đã có phép kiểm tra "subset-1.2" ở trên/,
  ],
  [
    'a truth that is no truth',
    changed(FORM, 'whole: A-1.1', 'whole: A-1.1\n    soft: có'),
    /:18: "có" không đúng; ghi true/,
  ],
  [
    'an id that is not the file’s name',
    changed(FORM, 'id: a-2020', 'id: a-2021'),
    /:1: id "a-2021" khác tên tệp; đổi tên tệp thành a-2021.yaml/,
  ],
  ['an id with accents', changed(FORM, 'id: a-2020', 'id: mẫu-2020'), /:1: "mẫu-2020" không phải mã biểu mẫu/],
  ['a form without tables', changed(FORM, 'tables:', 'insert: []\ntables2:'), /:5: không có khóa "tables2"/],
  [
    'a parent that does not exist',
    { [INDICATORS]: changed(INDICATORS, 'A-1: Kế hoạch', 'A-2: Kế hoạch')[INDICATORS] ?? '' },
    /:4: A-1.1: parent A-1 không có/,
    /:10: A-1.2: parent A-1 không có/,
  ],
  [
    'a parent below its own child',
    changed(INDICATORS, 'basis: stock\n    parent: A-1\n', 'basis: stock\n    parent: A-1.1\n'),
    /:4: A-1.1: parent A-1.1 lại nằm dưới chính A-1.1/,
  ],
  ['a code written twice in one file', changed(INDICATORS, '  A-1.2:', '  A-1.1:'), /:10: khóa này đã có ở trên/],
  [
    'a code written in two files',
    { 'indicators/b.yaml': 'indicators:\n  A-1.1:\n    label: Khác\n    type: count\n    basis: stock\n' },
    /^indicators\/b\.yaml:2: mã A-1.1 đã dùng ở indicators\/a.yaml:4/,
  ],
  [
    'a code that is heading and indicator',
    changed(INDICATORS, 'A-1: Kế hoạch', 'A-1: Kế hoạch\n  A-1.2: Hai'),
    /:3: A-1.2 vừa là đề mục vừa là chỉ tiêu/,
  ],
  [
    'a key of the code book that is no code',
    changed(INDICATORS, '  A-1.2:', '  A.1.2:'),
    /:10: "A.1.2" không phải mã chỉ tiêu/,
  ],
  [
    'an enumeration without values',
    changed(INDICATORS, 'type: count\n    basis: stock', 'type: enum\n    basis: stock'),
    /:4: A-1.1: ghi domain/,
  ],
  [
    'a domain of a count',
    changed(INDICATORS, 'basis: stock', 'basis: stock\n    domain: [0, 1]'),
    /:4: A-1.1: chỉ chỉ tiêu "type: enum" mới có domain/,
  ],
  [
    'a domain against the unit text',
    changed(
      INDICATORS,
      'unit: Nhiệm vụ\n    type: count\n    basis: stock',
      'unit: Không = 0 Có = 1\n    type: enum\n    basis: stock\n    domain: [0, 2]',
    ),
    /:4: A-1.1: domain \[0, 2\] khác đơn vị tính đã ghi \[0, 1\]/,
  ],
  [
    'a percentage that accumulates',
    changed(INDICATORS, 'type: count\n    basis: cumulative', 'type: percent\n    basis: cumulative'),
    /:10: A-1.2: "type: percent" thì ghi "basis: rate"/,
  ],
  ['a Tab', changed(FORM, '  - rows:', '\t- rows:'), /:5: đầu dòng có phím Tab/],
  ['a colon inside a sentence', changed(FORM, 'Nhiệm vụ đã xong', 'Nhiệm vụ: đã xong'), /:13: trong câu có dấu ": "/],
  ['a sentence that begins with %', changed(FORM, 'Nhiệm vụ đã xong', '% đã xong'), /:13: chữ không được bắt đầu bằng/],
  [
    'a sentence that begins with *',
    changed(FORM, 'Nhiệm vụ đã xong', '* Đã xong'),
    /:13: chữ không được bắt đầu bằng dấu \*, & hay !/,
  ],
  [
    'a sentence that begins with &',
    changed(FORM, 'Nhiệm vụ đã xong', '&Đã xong'),
    /:13: chữ không được bắt đầu bằng dấu \*, & hay !/,
  ],
  [
    'a sentence that begins with !',
    changed(FORM, 'Nhiệm vụ đã xong', '!Đã xong'),
    /:13: chữ không được bắt đầu bằng dấu \*, & hay !/,
  ],
  ['a line of dashes', changed(FORM, 'checks:', '---\nchecks:'), /:14: dòng chỉ có --- cắt tệp làm hai/],
  ['an unclosed quote', changed(FORM, 'Mẫu thử', '"Mẫu thử'), /:\d+: /],
  ['a file in the wrong place', { 'a-2021.yaml': 'id: a-2021' }, /^a-2021\.yaml:1: tệp đặt sai chỗ/],
  [
    'a file with another ending',
    { 'forms/b-2021.yml': 'id: b-2021' },
    /^forms\/b-2021\.yml:1: tệp đặt sai chỗ hoặc sai tên/,
  ],
  [
    'a copy of a form',
    { 'forms/a-2020 - Copy.yaml': changed(FORM, 'Mẫu thử', 'Mẫu')[FORM] ?? '' },
    /^forms\/a-2020 - Copy\.yaml:1: id "a-2020" khác tên tệp/,
  ],
  ['no units', { 'units/units.csv': null }, /^units\/units\.csv:1: thiếu tệp này/],
  [
    'units that Excel saved its own way',
    changed('units/units.csv', 'code,level', '\uFEFFcode;level'),
    /^units\/units\.csv:1: dòng đầu phải là: code,level/,
  ],
  [
    'a unit with a column too few',
    changed('units/units.csv', ',2025-06-30,', ',2025-06-30'),
    /^units\/units\.csv:2: "38,tinh,.*không đúng các cột/,
  ],
  [
    'one unit of measure in two sets',
    { 'units-of-measure.yaml': 'Hồ sơ:\n  - Số hồ sơ\nHS:\n  - số  HỒ SƠ\n' },
    /^units-of-measure\.yaml:3: "số {2}HỒ SƠ" đã có trong nhóm "Hồ sơ"/,
  ],
  [
    'a break of an unknown indicator',
    { 'breaks.yaml': 'breaks:\n  - date: 2022-01-01\n    reason: Đổi mẫu\n    indicators: [A-9]\n' },
    /^breaks\.yaml:2: chỉ tiêu A-9 không có/,
  ],
  ['an empty file', { 'breaks.yaml': '' }, /^breaks\.yaml:1: /],
];

describe('a slip is told with its line and what to write instead', () => {
  it.each(SLIPS)('%s', async (_slip, files, ...told) => {
    const found = await problems(files);
    expect(found).toHaveLength(told.length);
    for (const [index, expected] of told.entries()) {
      if (typeof expected === 'string') expect(found[index]).toBe(expected);
      else expect(found[index]).toMatch(expected);
    }
  });
});

describe('loading', () => {
  it('throws all problems at once, each on a line of its own', async () => {
    const dir = await rulesFolder({
      ...changed(FORM, 'level: xa', 'level: xã'),
      ...changed(INDICATORS, 'type: count\n    basis: stock', 'type: số\n    basis: stock'),
    });
    const error = await loadCatalogue(dir).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CatalogueError);
    expect(String(error)).toMatch(/forms\/a-2020\.yaml:3: .*\nindicators\/a\.yaml:7: /);
  });

  it('says which folder it could not read', async () => {
    await expect(loadCatalogue('/khong/co')).rejects.toThrow(/\/khong\/co:1: không đọc được thư mục quy tắc/);
  });
});

it('whatever is typed into a file, it is answered with problems that have a line, never with a crash', async () => {
  const dir = await rulesFolder({});
  const typed = fc.constantFrom(
    '',
    ' ',
    '\n',
    '\t',
    '- ',
    ': ',
    '#',
    '*a',
    '&a',
    '!',
    '%',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    '|',
    '>',
    '---\n',
    '~',
    'ắ',
    '1.10',
    '\u0000',
  );
  const edit = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 12 }), typed);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(FORM, INDICATORS),
      fc.array(edit, { minLength: 1, maxLength: 4 }),
      async (file, edits) => {
        const right = RIGHT[file] ?? '';
        const text = edits.reduce((before, [where, removed, inserted]) => {
          const at = Math.floor(where * before.length);
          return before.slice(0, at) + inserted + before.slice(at + removed);
        }, right);
        for (const other of [FORM, INDICATORS])
          await writeFile(join(dir, other), other === file ? text : (RIGHT[other] ?? ''));
        for (const problem of await checkCatalogue(dir)) {
          expect(problem.line).toBeGreaterThanOrEqual(1);
          expect(problem.message).not.toMatch(/Invalid|expected|undefined|\[object/);
        }
      },
    ),
    { numRuns: 150 },
  );
});

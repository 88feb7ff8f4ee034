import { describe, expect, it } from 'vitest';
import { checkCatalogue, loadCatalogue } from '../../src/catalogue/index.js';
import type { Form } from '../../src/model/catalogue.js';
import { changed, RIGHT, rulesFolder } from './folder.js';

const FORM = 'forms/a-2020.yaml';
const BASE = RIGHT[FORM] ?? '';

const WITH_A_THIRD = {
  'indicators/b.yaml': 'indicators:\n  A-1.3:\n    label: Số nhiệm vụ mới\n    type: count\n    basis: stock\n',
};

const later = (differences: string) => ({
  ...WITH_A_THIRD,
  'forms/a-2022.yaml': `id: a-2022\ntitle: Mẫu sau\nlevel: xa\nextends: a-2020\n${differences}`,
});

async function formOf(id: string, files: Record<string, string>): Promise<Form> {
  const { forms } = await loadCatalogue(await rulesFolder(files));
  const form = forms.find((candidate) => candidate.id === id);
  if (form === undefined) throw new Error(`no form ${id}`);
  return form;
}

const problems = async (files: Record<string, string>) =>
  (await checkCatalogue(await rulesFolder(files))).map(({ file, line, message }) => `${file}:${line}: ${message}`);

/** Rows as `code label/indicator <parent`. */
const outline = ({ rows }: Form) =>
  rows.map((row) => `${row.printedCode ?? '-'} ${row.indicator?.code ?? row.label} <${row.parent ?? ''}`);

describe('rows', () => {
  it('take label and unit of their indicator unless the form prints others', async () => {
    const { rows } = await formOf('a-2020', {});
    expect(rows.map(({ label, unit }) => [label, unit])).toEqual([
      ['Kế hoạch', null],
      ['Số nhiệm vụ đề ra', 'Nhiệm vụ'],
      ['Nhiệm vụ đã xong', 'Nhiệm vụ'],
    ]);
  });

  it('keep codes as they are written: 1.10 is not 1.1, and a trailing dot is none', async () => {
    const { rows } = await formOf('a-2020', changed(FORM, 'code: 1.1\n', 'code: 1.10\n'));
    expect(rows.map(({ printedCode }) => printedCode)).toEqual(['1', '1.10', '1.2']);
  });

  it('may be known and not collected, with or without an indicator', async () => {
    const { rows, checks } = await formOf('a-2020', {
      [FORM]: BASE.slice(0, BASE.indexOf('checks:')).replace(
        'label: Nhiệm vụ đã xong',
        'collected: false\n      - code: 2\n        label: Ý kiến khác\n        collected: false',
      ),
    });
    expect(rows.map((row) => [row.printedCode, row.indicator?.code ?? null, row.collected])).toEqual([
      ['1', null, true],
      ['1.1', 'A-1.1', true],
      ['1.2', 'A-1.2', false],
      ['2', null, false],
    ]);
    expect(checks).toEqual([]);
  });

  it('may carry codes that start again in the next table', async () => {
    const { tables, rows } = await formOf('a-2020', {
      [FORM]: BASE.replace('          - code: 1.2.\n', '  - caption: Biểu 2\n    rows:\n          - code: 1.1\n'),
    });
    expect(tables.map(({ caption, rows: of }) => [caption, of.length])).toEqual([
      [null, 2],
      ['Biểu 2', 1],
    ]);
    expect(rows.map(({ index, table, parent }) => [index, table, parent])).toEqual([
      [0, 0, null],
      [1, 0, 0],
      [2, 1, null],
    ]);
  });
});

describe('a form that extends another', () => {
  it('is the same form when it says nothing else', async () => {
    const form = await formOf('a-2022', later(''));
    expect(outline(form)).toEqual(['1 Kế hoạch <', '1.1 A-1.1 <0', '1.2 A-1.2 <0']);
    expect(form.checks.map(({ id }) => id)).toEqual(['a-2022/subset-1.2']);
  });

  it('replaces what it says of a row and keeps the rest', async () => {
    const form = await formOf('a-2022', later('replace:\n  - row: A-1.2\n    code: 1.9\n    variants: [Đã xong]\n'));
    expect(form.rows[2]).toMatchObject({
      printedCode: '1.9',
      label: 'Nhiệm vụ đã xong',
      variants: ['Đã xong'],
      parent: 0,
    });
  });

  it('keeps the rows under a row it replaces', async () => {
    const form = await formOf('a-2022', later('replace:\n  - row: 1\n    heading: Chỉ đạo\n'));
    expect(outline(form)).toEqual(['1 Chỉ đạo <', '1.1 A-1.1 <0', '1.2 A-1.2 <0']);
  });

  it('removes a row, what stands under it, and the checks that named it', async () => {
    const one = await formOf('a-2022', later('remove:\n  - row: 1.1.\n'));
    expect(outline(one)).toEqual(['1 Kế hoạch <', '1.2 A-1.2 <0']);
    expect(one.checks).toEqual([]);
    const all = await formOf(
      'a-2022',
      later(
        'insert:\n  - after: 1\n    rows:\n      - code: 2\n        indicator: A-1.3\nremove:\n  - row: A-1.1\n  - row: A-1.2\n',
      ),
    );
    expect(outline(all)).toEqual(['1 Kế hoạch <', '2 A-1.3 <']);
  });

  it('inserts before, after and under a row', async () => {
    const insert = (where: string) =>
      formOf('a-2022', later(`insert:\n  - ${where}\n    rows:\n      - code: 9\n        indicator: A-1.3\n`)).then(
        outline,
      );
    expect(await insert('before: A-1.2')).toEqual(['1 Kế hoạch <', '1.1 A-1.1 <0', '9 A-1.3 <0', '1.2 A-1.2 <0']);
    expect(await insert('after: 1.2')).toEqual(['1 Kế hoạch <', '1.1 A-1.1 <0', '1.2 A-1.2 <0', '9 A-1.3 <0']);
    expect(await insert('after: 1')).toEqual(['1 Kế hoạch <', '1.1 A-1.1 <0', '1.2 A-1.2 <0', '9 A-1.3 <']);
    expect(await insert('under: A-1.1')).toEqual(['1 Kế hoạch <', '1.1 A-1.1 <0', '9 A-1.3 <1', '1.2 A-1.2 <0']);
  });

  it('leaves its base alone', async () => {
    const files = later('replace:\n  - row: A-1.1\n    label: Khác\nremove:\n  - row: A-1.2\n');
    expect((await formOf('a-2020', files)).rows).toEqual((await formOf('a-2020', {})).rows);
  });

  it('may itself be extended', async () => {
    const form = await formOf('a-2023', {
      ...later('remove:\n  - row: A-1.2\n'),
      'forms/a-2023.yaml':
        'id: a-2023\ntitle: Ba\nlevel: xa\nextends: a-2022\nreplace:\n  - row: A-1.1\n    code: 1.7\n',
    });
    expect(outline(form)).toEqual(['1 Kế hoạch <', '1.7 A-1.1 <0']);
  });

  it('may soften a check of its base', async () => {
    const { checks } = await formOf(
      'a-2022',
      later('checks:\n  - kind: subset\n    part: A-1.2\n    whole: A-1.1\n    soft: true\n'),
    );
    expect(checks).toEqual([
      { id: 'a-2022/subset-1.2', kind: 'subset', part: 'A-1.2', whole: 'A-1.1', soft: true, note: null },
    ]);
  });

  it('is told what its base does not have', async () => {
    expect(await problems(later('replace:\n  - row: A-1.4\n    code: 3\n'))).toEqual([
      expect.stringMatching(/^forms\/a-2022\.yaml:6: biểu mẫu gốc không có hàng "A-1.4"; có phải "A-1\.[12]" không\?$/),
    ]);
    expect(await problems({ 'forms/b-2022.yaml': 'id: b-2022\ntitle: B\nlevel: xa\nextends: a-2012\n' })).toEqual([
      'forms/b-2022.yaml:4: không có biểu mẫu gốc "a-2012"; có phải "a-2020" không?',
    ]);
  });

  it('is told when a code stands in several tables, and can say which', async () => {
    const two = BASE.replace('          - code: 1.2.\n', '  - caption: Biểu 2\n    rows:\n          - code: 1.1\n');
    expect(await problems({ ...later('remove:\n  - row: 1.1\n'), [FORM]: two })).toEqual([
      'forms/a-2022.yaml:6: có 2 hàng "1.1"; thêm "table: <số thứ tự bảng>" hoặc dùng mã chỉ tiêu',
    ]);
    const form = await formOf('a-2022', { ...later('remove:\n  - row: 1.1\n    table: 1\n'), [FORM]: two });
    expect(outline(form)).toEqual(['1 Kế hoạch <', '1.1 A-1.2 <']);
  });

  it('is told when it is unclear where rows go, or what it extends', async () => {
    expect(await problems(later('insert:\n  - rows:\n      - indicator: A-1.3\n'))).toEqual([
      expect.stringMatching(/^forms\/a-2022\.yaml:6: ghi đúng một trong ba khóa before, after, under/),
    ]);
    expect(await problems(later(BASE.slice(BASE.indexOf('tables:'))))).toContainEqual(
      'forms/a-2022.yaml:5: đã có extends thì không ghi tables; dùng replace, remove, insert',
    );
    expect(await problems({ [FORM]: `${BASE}remove:\n  - row: A-1.1\n` })).toEqual([
      'forms/a-2020.yaml:18: "remove" chỉ dùng cùng "extends: <mã biểu mẫu gốc>"',
    ]);
    const circle = (id: string, base: string) => `id: ${id}\ntitle: Vòng\nlevel: xa\nextends: ${base}\n`;
    expect(await problems({ 'forms/b-1.yaml': circle('b-1', 'b-2'), 'forms/b-2.yaml': circle('b-2', 'b-1') })).toEqual([
      expect.stringMatching(/^forms\/b-1\.yaml:4: "b-2" dựa vòng quanh trở lại/),
      expect.stringMatching(/^forms\/b-2\.yaml:4: "b-1" dựa vòng quanh trở lại/),
    ]);
  });
});

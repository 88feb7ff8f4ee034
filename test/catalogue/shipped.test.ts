/** The forms as shipped, against the transcriptions that the fixtures are made from. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkCatalogue, loadCatalogue } from '../../src/catalogue/index.js';
import type { Catalogue, Form, FormRow } from '../../src/model/catalogue.js';
import { foldKey } from '../../src/vietnamese/keys.js';
import { rulesFolder } from './folder.js';

type CsvRow = Readonly<Record<string, string>>;
const readCsv = async (name: string): Promise<CsvRow[]> =>
  parse(await readFile(new URL(`../../fixtures/data/${name}`, import.meta.url)), { columns: true });

let catalogue: Catalogue;
let communeRows: CsvRow[];
let provinceRows: CsvRow[];
beforeAll(async () => {
  catalogue = await loadCatalogue();
  communeRows = await readCsv('hoang-thanh-2021.csv');
  provinceRows = await readCsv('tinh-2025.csv');
});

function form(id: string): Form {
  const found = catalogue.forms.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no form ${id}`);
  return found;
}

const above = ({ rows }: Form, row: FormRow | undefined) =>
  row === undefined || row.parent === null ? null : (rows[row.parent] ?? null);

it('has no problems', async () => {
  expect(await checkCatalogue()).toEqual([]);
});

describe('xa-2021', () => {
  it('is the printed appendix, row by row', () => {
    const rows = form('xa-2021').rows;
    expect(rows.map((row) => [row.printedCode ?? '', row.indicator?.code ?? '', row.label, row.unit ?? ''])).toEqual(
      communeRows.map((row) => [row.printed_code?.replace(/\.$/, ''), row.indicator_code, row.label, row.unit]),
    );
    expect(rows).toHaveLength(77);
    expect(rows.filter((row) => row.indicator === null)).toHaveLength(17);
  });

  it('gives each indicator its type', () => {
    for (const row of communeRows.filter(({ indicator_code }) => indicator_code !== ''))
      expect([row.indicator_code, catalogue.indicators.get(row.indicator_code ?? '')?.type]).toEqual([
        row.indicator_code,
        row.value_type,
      ]);
  });

  it('hangs the ten rows without a number under the rows they are parts of', () => {
    const xa = form('xa-2021');
    const parts = xa.rows.filter((row) => row.printedCode === null);
    expect(parts.map((row) => [row.indicator?.code, above(xa, row)?.indicator?.code])).toEqual([
      ...['a', 'b', 'c', 'd'].map((letter) => [`X-3.3.1${letter}`, 'X-3.3.1']),
      ...['a', 'b', 'c', 'd'].map((letter) => [`X-3.3.2${letter}`, 'X-3.3.2']),
      ...['a', 'b'].map((letter) => [`X-7.2.2${letter}`, 'X-7.2.2']),
    ]);
  });

  it('belongs to communes of Thanh Hóa', () => {
    expect(form('xa-2021')).toMatchObject({ level: 'xa', province: '38', validFrom: '2021-01-01', validTo: null });
  });

  it('reads the nine enumerations from their units', () => {
    const enums = form('xa-2021').rows.flatMap(({ indicator }) => (indicator?.type === 'enum' ? [indicator] : []));
    expect(enums.map(({ code, domain }) => `${code} ${domain?.join('|')}`)).toEqual([
      'X-1.4.2 0|1|2',
      'X-1.5 0|1',
      'X-5.2 0|1',
      'X-6.1 0|1',
      'X-6.2 0|1',
      'X-7.1 0|1',
      'X-7.3 0|1',
      'X-7.4 0|1',
      'X-7.6 0|1',
    ]);
  });
});

describe('tinh-2025', () => {
  it('is the seven tables, row by row, codes starting again in each', () => {
    const { tables, rows } = form('tinh-2025');
    expect(tables.map(({ caption }) => caption)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `Biểu mẫu ${n}`));
    expect(
      rows.map((row) => [`${row.table + 1}`, row.printedCode, row.indicator?.code ?? '', row.label, row.unit ?? '']),
    ).toEqual(provinceRows.map((row) => [row.bieu_mau, row.printed_code, row.indicator_code, row.label, row.unit]));
    expect(rows).toHaveLength(123);
    expect(rows.filter((row) => row.indicator === null)).toHaveLength(15);
  });

  it('gives each indicator its type and parent', () => {
    for (const row of provinceRows.filter(({ indicator_code }) => indicator_code !== '')) {
      const indicator = catalogue.indicators.get(row.indicator_code ?? '');
      expect([row.indicator_code, indicator?.type, indicator?.parent ?? '']).toEqual([
        row.indicator_code,
        row.value_type,
        row.parent_code,
      ]);
    }
  });

  it('nests rows as their printed codes do', () => {
    const tinh = form('tinh-2025');
    for (const row of tinh.rows)
      expect(above(tinh, row)?.printedCode ?? '').toBe(row.printedCode?.split('.').slice(0, -1).join('.'));
  });
});

describe('all forms', () => {
  it('number their rows and keep parents above their children in one table', () => {
    for (const { rows, tables } of catalogue.forms) {
      expect(tables.flatMap((table) => table.rows)).toEqual(rows);
      for (const [index, row] of rows.entries()) {
        expect(row.index).toBe(index);
        expect(row.parent ?? -1).toBeLessThan(index);
        expect(rows[row.parent ?? index]?.table).toBe(row.table);
      }
    }
  });

  it('say no wording of two rows under one parent', () => {
    for (const { id, rows } of catalogue.forms) {
      const seen = new Map<string, number>();
      for (const row of rows) {
        for (const wording of new Set([row.label, ...row.variants].map(foldKey))) {
          const key = `${row.table} ${row.parent} ${wording}`;
          expect(`${id} ${row.label}: ${seen.get(key) ?? row.index}`).toBe(`${id} ${row.label}: ${row.index}`);
          seen.set(key, row.index);
        }
      }
    }
  });

  it('measure rates as percentages and everything else not', () => {
    for (const { code, unit, type, basis } of catalogue.indicators.values())
      expect([code, type === 'percent', basis === 'rate']).toEqual([code, unit === '%', unit === '%']);
  });
});

describe('the rest of rules/', () => {
  it('spells out what the labels abbreviate', () => {
    const capitals = /(?<![\p{L}\p{M}])[\p{Lu}]{2,}(?![\p{L}\p{M}])/gu;
    const labels = [...catalogue.indicators.values()].map(({ label }) => label);
    const used = new Set(labels.flatMap((label) => label.match(capitals) ?? []));
    // Words in capitals, and a standard's name.
    for (const word of ['VĂN', 'BẢN', 'ĐẾN', 'ĐI', 'ISO']) used.delete(word);
    expect([...used].filter((word) => !catalogue.abbreviations.has(word))).toEqual([]);
    expect(catalogue.abbreviations.get('BCCI')).toBe('bưu chính công ích');
  });

  it('holds the units of measure that forms write differently for one another', () => {
    const same = (a: string, b: string) => catalogue.unitSynonyms.some((set) => set.includes(a) && set.includes(b));
    expect(same('Hồ sơ', 'Số lượng hồ sơ')).toBe(true);
    expect(same('Thủ tục', 'TTHC')).toBe(true);
    expect(same('Thủ tục', 'Hồ sơ')).toBe(false);
  });

  it('breaks every series at the reform of 1 July 2025', () => {
    const reform = catalogue.breaks.find(({ date }) => date === '2025-07-01');
    expect(reform).toMatchObject({ levels: ['xa', 'huyen', 'tinh'], indicators: null });
  });
});

it('the form that rules/README.md shows as an example can be used as it stands', async () => {
  const readme = await readFile(new URL('../../rules/README.md', import.meta.url), 'utf8');
  const example =
    readme
      .split('```')
      .find((block) => block.startsWith('yaml\nid:'))
      ?.slice('yaml\n'.length) ?? '';
  const dir = await rulesFolder({ 'indicators/a.yaml': null, 'forms/a-2020.yaml': null });
  await cp(new URL('../../rules', import.meta.url), dir, { recursive: true });
  await writeFile(join(dir, 'forms', 'xa-2023.yaml'), example);
  const extended = (await loadCatalogue(dir)).forms.find(({ id }) => id === 'xa-2023');
  expect(extended?.rows).toHaveLength(77);
  expect(extended?.rows.find(({ indicator }) => indicator?.code === 'X-3.3.1c')?.label).toBe(
    'Tiếp nhận trực tuyến một phần',
  );
});

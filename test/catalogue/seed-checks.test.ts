/**
 * Do the declared relations mean what the form means? They are applied, in the plainest way, to the figures of a real
 * report, and must object to what a careful clerk objects to and to nothing else.
 */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/catalogue/index.js';
import type { Catalogue, Check } from '../../src/model/catalogue.js';
import { foldKey } from '../../src/vietnamese/keys.js';

const fixture = (name: string) => readFile(new URL(`../../fixtures/data/${name}`, import.meta.url), 'utf8');
type CsvRow = Readonly<Record<string, string>>;

let catalogue: Catalogue;
let values: Map<string, number>;
let flags: CsvRow[];
let prose: string;
beforeAll(async () => {
  catalogue = await loadCatalogue();
  const rows = parse(await fixture('hoang-thanh-2021.csv'), { columns: true }) as CsvRow[];
  const filled = rows.filter((row) => row.indicator_code !== '' && row.value !== '');
  values = new Map(filled.map((row) => [row.indicator_code ?? '', Number(row.value)]));
  flags = parse(await fixture('hoang-thanh-2021.flags.csv'), { columns: true }) as CsvRow[];
  prose = (await fixture('hoang-thanh-2021.txt')).split('Phụ lục 1')[0] ?? '';
});

/** `FLAG indicator expected`, or null when the check holds or cannot be evaluated. */
function objection(check: Check): string | null {
  const all = (codes: readonly string[]) => {
    const found = codes.flatMap((code) => values.get(code) ?? []);
    return found.length === codes.length ? found : null;
  };
  const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
  switch (check.kind) {
    case 'sum': {
      const [whole, parts] = [values.get(check.whole), all(check.parts)];
      if (whole === undefined || parts === null) return null;
      const sum = total(parts);
      return (check.atMost ? sum <= whole : sum === whole) ? null : `SUM_MISMATCH ${check.whole} ${sum}`;
    }
    case 'subset': {
      const [part, whole] = [values.get(check.part), values.get(check.whole)];
      if (part === undefined || whole === undefined || part <= whole) return null;
      return `PART_EXCEEDS_WHOLE ${check.part} <=${whole}`;
    }
    case 'partition': {
      const members = all(check.members);
      const most = check.limit ?? values.get(check.whole ?? '');
      if (members === null || most === undefined || total(members) <= most) return null;
      return `PARTITION_EXCEEDED ${check.members.at(-1)} <=${most}`;
    }
    case 'rate': {
      const [rate, numerator, denominator] = [check.rate, check.numerator, check.denominator].map((c) => values.get(c));
      if (rate === undefined || numerator === undefined || !denominator) return null;
      return Math.abs(rate - (100 * numerator) / denominator) < 0.0051 ? null : `RATE_MISMATCH ${check.rate}`;
    }
    case 'narrative': {
      const figure = figureAfter(check.phrases);
      if (figure === null || figure === values.get(check.indicator)) return null;
      return `NARRATIVE_MISMATCH ${check.indicator} ${figure}`;
    }
  }
}

/** The first number right after one of the phrases (a few words may stand between, `là` say). */
function figureAfter(phrases: readonly string[]): number | null {
  const text = foldKey(prose);
  const found = phrases.flatMap((phrase) => {
    const [, figure] = new RegExp(`(?:^| )${phrase}(?: ${foldKey('là')})? (\\d+)(?= |$)`).exec(text) ?? [];
    return figure === undefined ? [] : [Number(figure)];
  });
  return found[0] ?? null;
}

const checksOfForm = () => catalogue.forms.find(({ id }) => id === 'xa-2021')?.checks ?? [];

describe('the checks of xa-2021 on the report of xã Hoằng Thành', () => {
  it('object to what must be objected to, with the figure expected, and to nothing else', () => {
    const kinds = ['SUM_MISMATCH', 'PARTITION_EXCEEDED', 'PART_EXCEEDS_WHOLE', 'NARRATIVE_MISMATCH'];
    const must = flags.filter(({ flag, raise }) => raise === 'must' && kinds.includes(flag ?? ''));
    expect(
      checksOfForm()
        .flatMap((check) => objection(check) ?? [])
        .sort(),
    ).toEqual(must.map(({ flag, indicator_code, expected }) => `${flag} ${indicator_code} ${expected}`).sort());
  });

  it('find the one value outside its domain', () => {
    const outside = [...values].flatMap(([code, value]) => {
      const domain = catalogue.indicators.get(code)?.domain ?? null;
      return domain === null || domain.includes(value) ? [] : [`${code} ${domain.join('|')}`];
    });
    const must = flags.filter(({ flag }) => flag === 'OUT_OF_DOMAIN');
    expect(outside).toEqual(must.map(({ indicator_code, expected }) => `${indicator_code} ${expected}`));
  });

  it('meet the prose where it names the same figures', () => {
    const met = checksOfForm().flatMap((check) =>
      check.kind === 'narrative' && figureAfter(check.phrases) !== null ? [check.indicator] : [],
    );
    expect(met).toEqual(['X-3.3.1', 'X-3.3.1a', 'X-3.3.1b', 'X-3.3.1c', 'X-3.3.1d', 'X-4.3']);
  });
});

describe('checks as declared', () => {
  it('have stable ids, unique in the catalogue', () => {
    const ids = catalogue.forms.flatMap(({ checks }) => checks.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('xa-2021/sum-3.3.1');
    expect(ids).toContain('xa-2021/partition-7.5.2');
    expect(ids).toContain('tinh-2025/rate-7.4.5');
  });

  it('test every rate of the province form that stands beside its parts', () => {
    const tinh = catalogue.forms.find(({ id }) => id === 'tinh-2025');
    const rates = tinh?.checks.flatMap((check) => (check.kind === 'rate' ? [check.rate] : []));
    const withParts = tinh?.rows.flatMap(({ index, indicator }) =>
      indicator?.type === 'percent' &&
      tinh.rows.filter((row) => row.parent === index && row.indicator?.type !== 'percent').length === 2
        ? [indicator.code]
        : [],
    );
    expect(rates).toEqual(withParts);
    expect(rates).toHaveLength(13);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Corrected, numbersIn, readCorrection } from '../../src/review/corrected-value.js';
import { catalogue as small } from '../dataset/build.js';

const catalogue = small({ bearer: (code) => (code === '00004' ? { name: 'Xã Tân Thành', validFrom: null } : null) });
const VALUE: Corrected = { subject: 'value', indicatorCode: 'A-1', level: 'xa', day: '2021-09-30' };

function reading(text: string, at: Partial<Corrected> = {}) {
  const result = readCorrection(text, { ...VALUE, ...at }, catalogue);
  return 'problem' in result ? result.problem : result.values;
}

describe('a number', () => {
  it.each([
    ['478', [478]],
    ['-5', [-5]],
    ['\u22125', [-5]],
    ['0', [0]],
    ['007', [7]],
    ['12,5', [12.5]],
    ['12.5', [12.5]],
    ['0,125', [0.125]],
    ['1.2340', [1.234]],
    ['1234.567', [1234.567]],
    ['1.234,5', [1234.5]],
    ['1,234.5', [1234.5]],
    ['12 345', [12345]],
    ['12\u00a0345', [12345]],
    ['12.345.678', [12345678]],
    ['1.234', [1.234, 1234]],
    ['1,234', [1.234, 1234]],
    ['1.234.56', []],
    ['1.23E+11', []],
    ['10/10', []],
    ['12 người', []],
    ['', []],
    ['.', []],
  ])('%s', (text, values) => expect(numbersIn(text)).toEqual(values));

  it('is the same however a country writes it, or two readings are offered, never another one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.constantFrom('', '5', '25', '125', '0625'),
        fc.constantFrom(['.', ','], [',', '.'], [' ', ','], ['', ','], ['', '.']),
        (whole, fraction, [group = '', mark = '']) => {
          const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, group);
          const meant = Number(fraction === '' ? whole : `${whole}.${fraction}`);
          const values = numbersIn(fraction === '' ? grouped : `${grouped}${mark}${fraction}`);
          expect(values).toContain(meant);
          expect(values.length).toBeLessThanOrEqual(2);
        },
      ),
    );
  });
});

describe('what a correction may hold', () => {
  it.each([
    ['478', {}, ['478']],
    ['1,2340', {}, ['1.2340']],
    ['95 %', { indicatorCode: 'A-3' }, ['95']],
    ['95 %', {}, 'not-a-number'],
    ['bốn', {}, 'not-a-number'],
    ['', {}, 'no-value'],
    ['trống', {}, ['trống']],
    ['Trong', {}, ['trống']],
    ['blank', {}, ['trống']],
    ['a-2', { subject: 'indicator' }, ['A-2']],
    ['không', { subject: 'indicator' }, ['không']],
    ['none', { subject: 'indicator' }, ['không']],
    ['Z-9', { subject: 'indicator' }, 'no-indicator'],
    ['2021-9M', { subject: 'period' }, ['2021-9M']],
    ['2021-q3', { subject: 'period' }, ['2021-Q3']],
    ['2021-8M', { subject: 'period' }, 'no-period'],
    ['quý III', { subject: 'period' }, 'no-period'],
    ['00004', { subject: 'unit' }, ['00004']],
    ['4', { subject: 'unit' }, ['00004']],
    ['4', { subject: 'unit', level: null }, 'no-unit'],
    ['00005', { subject: 'unit' }, 'no-unit'],
    ['xã Tân Thành', { subject: 'unit' }, 'no-unit'],
    ['12/BC-UBND', { subject: 'number' }, ['12/BC-UBND']],
    ['5', { subject: 'finding' }, 'nothing-to-correct'],
  ] as const)('%s %o', (text, at, expected) => expect(reading(text, at)).toEqual(expected));
});

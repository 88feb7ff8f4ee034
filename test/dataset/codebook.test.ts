import { expect, test } from 'vitest';
import { codebook } from '../../src/dataset/codebook.js';
import { catalogue } from './build.js';

test('every indicator stands in the order of its form, those of no form first', () => {
  expect(codebook(catalogue()).map((one) => [one.indicator_code, one.form, one.printed_code])).toEqual([
    ['B-1', null, null],
    ['A-1', 'xa-thu', '1.1'],
    ['A-2', 'xa-thu', '1.2'],
    ['A-3', 'xa-thu', '1.3'],
    ['A-4', 'xa-thu', null],
  ]);
});

test('an enumeration lists its values, a part names what it is part of', () => {
  expect(codebook(catalogue()).at(-1)).toMatchObject({
    domain: '0|1|2',
    parent_code: 'A-1',
    unit: null,
    basis: 'stock',
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainNumber, rounded } from '../../src/dataset/numbers.js';
import { InvariantError } from '../../src/model/errors.js';

test('every number reads back as itself and is written with digits only', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = plainNumber(value);
      expect(text).toMatch(/^-?\d+(\.\d+)?$/);
      expect(Number(text)).toBe(value === 0 ? 0 : value);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  [-0, '0'],
  [1e21, '1000000000000000000000'],
  [-1.25e-7, '-0.000000125'],
  [17454000, '17454000'],
  [63.6, '63.6'],
])('%s is written %s', (value, text) => {
  expect(plainNumber(value)).toBe(text);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('%s is no value of a cell', (value) => {
  expect(() => plainNumber(value)).toThrow(InvariantError);
});

test('rounding leaves no -0', () => {
  expect(Object.is(rounded(-0.04, 1), 0)).toBe(true);
  expect(rounded(30.04, 1)).toBe(30);
  expect(rounded(0.97656, 4)).toBe(0.9766);
});

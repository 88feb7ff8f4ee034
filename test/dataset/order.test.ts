import fc from 'fast-check';
import { expect, test } from 'vitest';
import { by, byNumber, inOrderOf, reversed } from '../../src/dataset/order.js';
import { compareText } from '../../src/model/order.js';

test('texts stand in the order of their code points, which is the order of their UTF-8 bytes', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareText(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

test('a character beyond the first plane comes after every one of it', () => {
  expect(['\u{1f600}', 'ﬁ', 'z'].sort(compareText)).toEqual(['z', 'ﬁ', '\u{1f600}']);
});

test('later comparisons decide only between equals, and what is not known comes first', () => {
  const compare = inOrderOf<{ name: string | null; size: number }>(
    by((thing) => thing.name),
    reversed(byNumber((thing) => thing.size)),
  );
  const things = [
    { name: 'b', size: 1 },
    { name: 'a', size: 1 },
    { name: 'a', size: 2 },
    { name: null, size: 0 },
  ];
  expect(things.sort(compare).map(({ name, size }) => `${name}${size}`)).toEqual(['null0', 'a2', 'a1', 'b1']);
});

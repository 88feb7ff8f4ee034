import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bareKey, foldKey, nameKey } from '../../src/vietnamese/keys.js';
import { VOCABULARY } from '../../src/vietnamese/vocabulary.js';

describe('foldKey: the same', () => {
  test.each([
    ['Hóa đơn', 'HOÁ ĐƠN'],
    ['thủy lợi', 'thuỷ lợi'],
    ['Tỷ lệ', 'tỉ lệ'],
    ['quý IV', 'quí iv'],
    ['kỷ luật', 'kỉ luật'],
    ['Số TTHC/ danh mục', 'số TTHC / danh mục'],
    ['- Tổng số:', 'tổng số'],
    ['Cán bộ – công chức', 'cán bộ - công chức,'],
    ['2.3.', '2.3'],
    ['2021 – 2025', '2021-2025'],
    ['theo NĐ34', 'theo NĐ 34'],
    ['“một cửa”', 'một   cửa'],
    ['Có=1', 'có = 1'],
    ['e\u0302\u0323', 'ệ'],
    ['th\u00adông tin', 'thông\u00a0tin'],
  ])('%s | %s', (a, b) => expect(foldKey(a)).toBe(foldKey(b)));
});

describe('foldKey: different', () => {
  test.each([
    ['1.1', '11'],
    ['1.1', '1 1'],
    ['1.1', '1,1'],
    ['10/10', '1010'],
    ['10/10', '10-10'],
    ['3,4', '34'],
    ['1 234', '1234'],
    ['mục 1. 10 hồ sơ', 'mục 1.10 hồ sơ'],
    ['2', '²'],
    ['50', '50 %'],
    ['> 95', '95'],
    ['tai', 'tay'],
    ['thúi', 'thúy'],
    ['y', 'i'],
    ['phòng', 'phõng'],
    ['đạo', 'dạo'],
    ['tư', 'tu'],
    ['hoá', 'hoà'],
    ['mức độ 3', 'mức độ 4'],
    ['hoa 2', 'hoá'],
  ])('%s | %s', (a, b) => expect(foldKey(a)).not.toBe(foldKey(b)));
});

test('names keep i and y apart, and nothing else', () => {
  expect(nameKey('Xã Lý Nhân')).not.toBe(nameKey('Xã Lí Nhân'));
  expect(nameKey('Bắc Kạn')).not.toBe(nameKey('Bắc Cạn'));
  expect(nameKey('THANH HÓA')).toBe(nameKey('Thanh Hoá'));
  expect(nameKey('Xã Quảng-Thành')).toBe(nameKey('xã Quảng Thành'));
});

test('bare keys have no diacritics', () => {
  expect(bareKey('Số hồ sơ đã giải quyết: 1.479')).toBe('so ho so da giai quyet 1.479');
});

const word = fc.constantFrom(...VOCABULARY, 'UBND', 'TTHC', '1.1', '10/10', '2021', '%', '≥');
const noise = fc.constantFrom(' ', '  ', ', ', ' - ', ': ', ' (', ' – ', '\u00a0', '…');

test('punctuation and spacing between words never count', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          word.filter((w) => !/^\d/.test(w)),
          noise,
        ),
        { minLength: 1 },
      ),
      (parts) => {
        const noisy = parts.map(([w, between]) => w + between).join('');
        expect(foldKey(noisy)).toBe(foldKey(parts.map(([w]) => w).join(' ')));
      },
    ),
  );
});

test('two words of the vocabulary share a key only if they differ in tone placement or i and y', () => {
  const plain = (w: string): string =>
    w.replace(/^(b|h|k|l|m|s|t|v|qu)[yỳýỷỹỵ]$/u, (y) => y.normalize('NFD').replace('y', 'i').normalize('NFC'));
  fc.assert(
    fc.property(word, word, (a, b) => {
      fc.pre(plain(a) !== plain(b));
      expect(foldKey(a)).not.toBe(foldKey(b));
    }),
  );
});

test('a key of a key is the key, and digits survive in order', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ab đôế12.,/-–% '), maxLength: 30 });
  const digits = (s: string): string => s.replace(/\D/g, '');
  fc.assert(
    fc.property(text, (s) => {
      expect(bareKey(bareKey(s))).toBe(bareKey(s));
      expect(digits(bareKey(s))).toBe(digits(s));
    }),
  );
});

import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { CP1258, decodeTcvn3, decodeUtf8, decodeVni, TCVN3, VNI } from '../../src/vietnamese/encodings.js';
import { MARKED_LETTERS } from '../../src/vietnamese/letters.js';

test('TCVN3 has 74 letters, the same as iconv-lite', () => {
  expect(TCVN3.size).toBe(74);
  for (const [from, to] of TCVN3) expect(iconv.decode(Buffer.from([from.charCodeAt(0)]), 'tcvn')).toBe(to);
});

test('windows-1258 is told from 1252 by the same bytes as in iconv-lite', () => {
  for (const [from, to] of CP1258) expect(iconv.decode(iconv.encode(from, 'windows1252'), 'windows1258')).toBe(to);
});

test('VNI spells every Vietnamese letter that windows-1252 lacks or has elsewhere, and no two letters alike', () => {
  const spelled = new Set(VNI.values());
  const same = new Set(['ì', 'í', 'Ì', 'Í']);
  expect([...MARKED_LETTERS].filter((letter) => !spelled.has(letter) && !same.has(letter))).toEqual([]);
  expect(VNI.get('yû')).toBe('ỷ');
  expect(VNI.get('yõ')).toBe('ỹ');
});

describe('decoding', () => {
  test.each([
    ['Céng hßa x· héi chñ nghÜa ViÖt Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'],
    ['®­îc', 'được'],
    ['A¸', 'Á'],
    ['m² 2,5', 'm² 2,5'],
    ['®−îc, t− ph¸p', 'được, tư pháp'],
    ['− 5, −5', '− 5, −5'],
  ])('TCVN3 %s', (from, to) => expect(decodeTcvn3(from).text).toBe(to));

  test('.VnTimeH draws capitals', () => {
    expect(decodeTcvn3('tr­êng ®¹i häc', true).text).toBe('TRƯỜNG ĐẠI HỌC');
  });

  test.each([
    ['Ngöôøi laäp bieåu', 'Người lập biểu'],
    ['TAÏP CHÍ KHOA HOÏC', 'TẠP CHÍ KHOA HỌC'],
    ['ñöôïc, thuûy lôïi, kyõ sö, kyû luaät', 'được, thủy lợi, kỹ sư, kỷ luật'],
  ])('VNI %s', (from, to) => expect(decodeVni(from).text).toBe(to));

  test('UTF-8 read as 1252; what spells no Vietnamese letter stays', () => {
    expect(decodeUtf8('Ä‘Æ°á»£c').text).toBe('được');
    expect(decodeUtf8('Â©').text).toBe('Â©');
    expect(decodeUtf8('ngÃ').lost).toBe(1);
  });
});

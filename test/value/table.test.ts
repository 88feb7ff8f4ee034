/** The table of number forms, one test a line, in its order; what is expected is written out, not computed. */
import { describe, expect, it } from 'vitest';
import type { ValueType } from '../../src/model/value.js';
import { type NumberMarks, type ReadValue, readValue, type ValueContext } from '../../src/value/index.js';

const UNDECIDED: NumberMarks = { thousands: null, decimal: null };
const VIETNAMESE: NumberMarks = { thousands: '.', decimal: ',' };
const ENGLISH: NumberMarks = { thousands: ',', decimal: '.' };

const TRISTATE = 'Trực tuyến = 0 Phát phiếu = 1 Kết hợp = 2';
const YES_NO = 'Không = 0 Có = 1';

function read(raw: string, type: ValueType, more: Partial<ValueContext> = {}): ReadValue {
  const unit = type === 'percent' ? '%' : 'Hồ sơ';
  return readValue(raw, { type, unit, domain: null, marks: UNDECIDED, origin: 'text', note: '', ...more });
}

const codes = (reading: ReadValue) => reading.flags.map((raised) => raised.code);
const expected = (reading: ReadValue) => reading.flags.map((raised) => raised.expected);

/** A number and nothing to say about it. */
function plain(reading: ReadValue, value: number) {
  expect(reading).toMatchObject({ value, denominator: null, state: 'present', flags: [] });
}

function noValue(reading: ReadValue, state: ReadValue['state'], ...flags: string[]) {
  expect(reading).toMatchObject({ value: null, denominator: null, state });
  expect(codes(reading)).toEqual(flags);
}

function flagged(reading: ReadValue, value: number, ...flags: string[]) {
  expect(reading).toMatchObject({ value, state: 'present' });
  expect(codes(reading)).toEqual(flags);
}

describe('marks', () => {
  it('1.234,5: the last of two marks is the decimal one', () => {
    plain(read('1.234,5', 'money'), 1234.5);
    plain(read('17.454.000,25', 'money'), 17454000.25);
    flagged(read('1,234.5', 'money'), 1234.5, 'VALUE_INTERPRETED');
  });

  it('1.234: a thousand in a count', () => {
    plain(read('1.234', 'count'), 1234);
    plain(read('17.454.000', 'money'), 17454000);
    flagged(read('1.234', 'count', { marks: ENGLISH }), 1234, 'AMBIGUOUS_NUMBER');
    flagged(read('1.234', 'money', { marks: ENGLISH }), 1.234, 'VALUE_INTERPRETED');
  });

  it('1.234 with unit %: a decimal, with a flag', () => {
    flagged(read('1.234', 'percent'), 1.234, 'AMBIGUOUS_NUMBER');
    flagged(read('1.234', 'percent', { marks: VIETNAMESE }), 1.234, 'AMBIGUOUS_NUMBER');
    flagged(read('1.234', 'percent', { marks: ENGLISH }), 1.234, 'VALUE_INTERPRETED');
  });

  it('1,234 in a count: a thousand, with a warning unless the report writes thousands so', () => {
    const reading = read('1,234', 'count');
    flagged(reading, 1234, 'AMBIGUOUS_NUMBER');
    expect(reading.flags[0]?.params).toEqual({ raw: '1,234', readings: [1234, 1.234] });
    flagged(read('1,234', 'count', { marks: VIETNAMESE }), 1234, 'AMBIGUOUS_NUMBER');
    flagged(read('1,234', 'count', { marks: ENGLISH }), 1234, 'VALUE_INTERPRETED');
  });

  it('1,234 in a rate or in tỷ: a decimal', () => {
    plain(read('1,234', 'percent'), 1.234);
    plain(read('1,234', 'money', { unit: 'Tỷ đồng' }), 1.234);
    plain(read('1,234', 'percent', { marks: VIETNAMESE }), 1.234);
    flagged(read('1,234', 'percent', { marks: ENGLISH }), 1.234, 'AMBIGUOUS_NUMBER');
  });

  it('1,234 elsewhere: the report decides', () => {
    const unit = 'Triệu đồng';
    flagged(read('1,234', 'money', { unit }), 1.234, 'AMBIGUOUS_NUMBER');
    plain(read('1,234', 'money', { unit, marks: VIETNAMESE }), 1.234);
    flagged(read('1,234', 'money', { unit, marks: ENGLISH }), 1234, 'VALUE_INTERPRETED');
  });

  it('90,9% and 63,6: a comma before one or two digits is decimal', () => {
    plain(read('90,9%', 'percent'), 90.9);
    plain(read('63,6', 'percent'), 63.6);
    plain(read('9,05', 'money'), 9.05);
    flagged(read('63,6', 'count'), 63.6, 'UNIT_MISMATCH');
  });

  it('12.5: decimal in English style, with a note', () => {
    const reading = read('12.5', 'percent');
    flagged(reading, 12.5, 'VALUE_INTERPRETED');
    expect(reading.flags[0]?.params).toEqual({ raw: '12.5', value: 12.5, how: 'decimal-point' });
    flagged(read('12.5', 'count'), 12.5, 'VALUE_INTERPRETED', 'UNIT_MISMATCH');
  });

  it('1 234 with any space: groups of three are thousands, anything else is two cells', () => {
    for (const space of [' ', '\u00a0', '\u202f', '\u2009']) plain(read(`1${space}234`, 'count'), 1234);
    plain(read('12 345 678', 'count'), 12345678);
    plain(read('1 234,5', 'money'), 1234.5);
    for (const raw of ['12 34', '0 234', '10 10', '1234 567']) {
      noValue(read(raw, 'count'), 'unreadable', 'NOT_A_NUMBER');
    }
  });

  it('09 người, 03 buổi, 05: a leading zero is drafting style', () => {
    plain(read('05', 'count'), 5);
    plain(read('010', 'count'), 10);
    flagged(read('09 người', 'count', { unit: 'Người' }), 9, 'VALUE_INTERPRETED');
    flagged(read('03 buổi', 'count', { unit: '' }), 3, 'VALUE_INTERPRETED');
  });
});

describe('ratios and percent', () => {
  it('10/10: numerator as value, denominator beside it', () => {
    expect(read('10/10', 'count')).toEqual({
      value: 10,
      denominator: 10,
      type: 'fraction',
      state: 'present',
      flags: [],
    });
    expect(read('9 / 12', 'fraction')).toMatchObject({ value: 9, denominator: 12, type: 'fraction', flags: [] });
    flagged(read('10/11 người', 'count', { unit: 'Người' }), 10, 'VALUE_INTERPRETED');
    flagged(read('10/11 người', 'count'), 10, 'UNIT_MISMATCH');
  });

  it('more than all of them is an error, never clamped', () => {
    const reading = read('29/12', 'count');
    flagged(reading, 29, 'OUT_OF_DOMAIN');
    expect(expected(reading)).toEqual(['<=12']);
  });

  it('a ratio in a rate row is not taken for a percentage', () => {
    const reading = read('10/12', 'percent');
    noValue(reading, 'unreadable', 'UNIT_MISMATCH');
    expect(expected(reading)).toEqual(['83.33']);
  });

  it('01/9 with a day or a year is a date', () => {
    for (const raw of ['ngày 01/9', '01/9/2021', '29/12/2020'])
      noValue(read(raw, 'count'), 'unreadable', 'NOT_A_NUMBER');
  });

  it('100 %, 100%, 100 with unit %: stored as percent', () => {
    for (const raw of ['100 %', '100%', '100', '100 phần trăm']) plain({ ...read(raw, 'percent'), flags: [] }, 100);
    for (const raw of ['100 %', '100%', '100']) plain(read(raw, 'percent'), 100);
  });

  it('a percentage over 100 has one flag: a bare whole number looks like a count', () => {
    flagged(read('124', 'percent'), 124, 'UNIT_MISMATCH');
    for (const raw of ['124%', '124,5', '-3']) {
      const reading = read(raw, 'percent');
      expect(codes(reading)).toEqual(['OUT_OF_DOMAIN']);
      expect(expected(reading)).toEqual(['0-100']);
    }
    flagged(read('124 hồ sơ', 'percent'), 124, 'UNIT_MISMATCH');
  });

  it('a percentage in a count row is not a count', () => {
    const reading = read('90%', 'count');
    flagged(reading, 90, 'UNIT_MISMATCH');
    expect(reading.type).toBe('percent');
  });
});

describe('nothing, not yet, none', () => {
  it('0 is a true zero', () => {
    plain(read('0', 'count'), 0);
    plain(read('0', 'percent'), 0);
  });

  it('blank is missing with its note, never 0', () => {
    for (const raw of ['', '  ', '\u00a0', '\u200b']) {
      noValue(read(raw, 'count'), 'missing', 'MISSING_VALUE');
    }
    const reading = read('', 'enum', { note: 'Quý IV/2021' });
    expect(reading.flags[0]).toMatchObject({
      code: 'MISSING_VALUE',
      severity: 'warning',
      fault: 'document',
      expected: '',
      params: { note: 'Quý IV/2021', raw: '' },
    });
  });

  it('- – —: none arising, nothing to say', () => {
    for (const raw of ['-', '–', '—', '\u2212', '--']) noValue(read(raw, 'count'), 'none_arising');
  });

  it('… and ...: not available', () => {
    for (const raw of ['…', '...', '..', '……']) noValue(read(raw, 'percent'), 'not_available', 'MISSING_VALUE');
  });

  it('/ and //: a struck cell is as good as blank', () => {
    for (const raw of ['/', '//']) noValue(read(raw, 'count'), 'missing', 'MISSING_VALUE');
  });

  it('x: a tick in a yes/no row, not applicable elsewhere', () => {
    flagged(read('x', 'enum', { unit: YES_NO, domain: [0, 1] }), 1, 'VALUE_INTERPRETED');
    noValue(read('x', 'count'), 'not_available', 'MISSING_VALUE');
    noValue(read('x', 'enum', { unit: TRISTATE, domain: [0, 1, 2] }), 'unreadable', 'NOT_A_NUMBER');
  });

  it('không: 0 of an enumeration of yes and no', () => {
    flagged(read('Không', 'enum', { unit: YES_NO, domain: [0, 1] }), 0, 'VALUE_INTERPRETED');
    flagged(read('không', 'enum', { unit: 'Đã vận hành = 1 Chưa = 0', domain: [0, 1] }), 0, 'VALUE_INTERPRETED');
    flagged(read('không', 'enum', { unit: '', domain: [0, 1] }), 0, 'VALUE_INTERPRETED');
    flagged(read('Không', 'enum', { unit: 'Không = 1 Có = 0', domain: [0, 1] }), 1, 'VALUE_INTERPRETED');
  });

  it('không: none of the choices where they are of another kind', () => {
    noValue(read('Không', 'enum', { unit: TRISTATE, domain: [0, 1, 2] }), 'unreadable', 'NOT_A_NUMBER');
    noValue(read('Không', 'enum', { unit: '', domain: [0, 1, 2] }), 'unreadable', 'NOT_A_NUMBER');
  });

  it('không, không có, không phát sinh: 0 of a count, with a note', () => {
    for (const raw of ['không', 'Không', 'Không có', 'không phát sinh']) {
      flagged(read(raw, 'count'), 0, 'VALUE_INTERPRETED');
    }
  });

  it('không in a rate row is no 0 %', () => {
    noValue(read('không phát sinh', 'percent'), 'none_arising', 'VALUE_INTERPRETED');
    noValue(read('không', 'percent'), 'unreadable', 'NOT_A_NUMBER');
  });

  it('chưa có: not available in a count, 0 where the unit says so', () => {
    noValue(read('chưa có', 'count'), 'not_available', 'MISSING_VALUE');
    flagged(read('Chưa có', 'enum', { unit: 'Có = 1 Chưa có = 0', domain: [0, 1] }), 0, 'VALUE_INTERPRETED');
  });

  it('KIẾN NGHỊ: Không có is the text none', () => {
    noValue(read('Không có', 'text'), 'none_arising');
    noValue(read('Đề nghị tập huấn', 'text'), 'present');
  });

  it('Có, Đã, Đạt: 1 of a yes/no row, no number of a count', () => {
    for (const raw of ['Có', 'Đã', 'Đạt']) {
      flagged(read(raw, 'enum', { unit: YES_NO, domain: [0, 1] }), 1, 'VALUE_INTERPRETED');
    }
    noValue(read('Có', 'count'), 'unreadable', 'NOT_A_NUMBER');
  });

  it('the words of a choice are its number', () => {
    flagged(read('Phát phiếu', 'enum', { unit: TRISTATE, domain: [0, 1, 2] }), 1, 'VALUE_INTERPRETED');
    flagged(read('kết hợp', 'enum', { unit: TRISTATE, domain: [0, 1, 2] }), 2, 'VALUE_INTERPRETED');
  });

  it('nt and its like in the value column: copied only on review', () => {
    for (const raw of ['nt', 'n.t', 'như trên', '"', "''", '-nt-', '”']) {
      noValue(read(raw, 'count'), 'unreadable', 'VALUE_QUALIFIED');
    }
  });

  it('10 where 0 1 2 are allowed: an error, never clamped', () => {
    const reading = read('10', 'enum', { unit: TRISTATE, domain: [0, 1, 2] });
    flagged(reading, 10, 'OUT_OF_DOMAIN');
    expect(reading.flags[0]).toMatchObject({ severity: 'error', fault: 'document', expected: '0|1|2' });
    flagged(read('10', 'enum', { unit: TRISTATE }), 10, 'OUT_OF_DOMAIN');
  });
});

describe('times, names and sentences are no numbers', () => {
  const notNumbers = (raws: string[]) => {
    for (const raw of raws) noValue(read(raw, 'count', { unit: 'Văn bản' }), 'unreadable', 'NOT_A_NUMBER');
    for (const raw of raws) noValue(read(raw, 'text'), 'present');
  };

  it('quarters', () => notNumbers(['Quý IV/2021', 'Quí 4', 'Q4/2021', 'quý 3 năm 2021', 'Quý III', 'Quý 1V']));
  it('months of a year', () => notNumbers(['quý 9 tháng', '9 tháng đầu năm', '6 tháng', '3 tháng cuối năm']));
  it('dates', () => notNumbers(['ngày 01/9/2021', '01-9-2021', '01.09.2021', '01/9/21']));
  it('a date with a blank day', () => notNumbers(['ngày   tháng 9 năm 2021']));
  it('month precision', () => notNumbers(['ngày 09 tháng 3', 'tháng 9/2021']));
  it('document numbers', () => notNumbers(['số       /BC-UBND', '14a/KH-UBND', '61/2018/NĐ-CP', '96 /KH-UBND']));
  it('year ranges and lists', () => notNumbers(['2021 – 2025', '2021- 2026', 'mức độ 3,4', 'mức độ 3, mức độ 4']));
  it('standards and decrees', () => notNumbers(['TCVN ISO 9001:2015', 'NĐ34', 'NĐ 34']));

  it('a number of days or months is one in a row that counts them', () => {
    flagged(read('5 ngày', 'count', { unit: 'Ngày' }), 5, 'VALUE_INTERPRETED');
    noValue(read('5 ngày', 'count', { unit: 'Người' }), 'unreadable', 'NOT_A_NUMBER');
  });
});

describe('units, qualifiers, marks around a number', () => {
  it('479 hồ sơ, 1.250 hs, 2,5 tỷ, 350 triệu', () => {
    flagged(read('479 hồ sơ', 'count'), 479, 'VALUE_INTERPRETED');
    flagged(read('1.250 hs', 'count'), 1250, 'VALUE_INTERPRETED');
    flagged(read('2,5 tỷ', 'money', { unit: 'Đồng' }), 2_500_000_000, 'VALUE_INTERPRETED');
    flagged(read('350 triệu', 'money', { unit: '' }), 350_000_000, 'VALUE_INTERPRETED');
    flagged(read('12 nghìn đồng', 'money', { unit: 'Đồng' }), 12_000, 'VALUE_INTERPRETED');
  });

  it('a scale word is brought to the unit of the row', () => {
    flagged(read('2,3 tỷ', 'money', { unit: 'Triệu đồng' }), 2300, 'VALUE_INTERPRETED');
    flagged(read('350 triệu đồng', 'money', { unit: 'Triệu đồng' }), 350, 'VALUE_INTERPRETED');
    flagged(read('1,234 tỷ', 'money', { unit: 'Triệu đồng' }), 1234, 'VALUE_INTERPRETED');
  });

  it('> 95, ≥90%, khoảng 20, 20-25: no value, text kept', () => {
    const raws = [
      '> 95',
      '≥90%',
      'khoảng 20',
      '20-25',
      '20 – 25',
      '20 đến 25',
      'trên 30',
      'từ 20 đến 25',
      '90 trở lên',
    ];
    for (const raw of raws) noValue(read(raw, 'count'), 'unreadable', 'VALUE_QUALIFIED');
    noValue(read('90%-95%', 'percent'), 'unreadable', 'VALUE_QUALIFIED');
  });

  it('4l, O, 1O, l: the digits are proposed, not used', () => {
    for (const [raw, proposal] of [
      ['4l', '41'],
      ['O', '0'],
      ['1O', '10'],
      ['l', '1'],
      ['S5', '55'],
      ['1OO', '100'],
      ['12.5OO', '12500'],
      ['l0/1O', '10/10'],
    ] as const) {
      const reading = read(raw, 'count', { origin: 'ocr' });
      noValue(reading, 'unreadable', 'NOT_A_NUMBER');
      expect(reading.flags[0]).toMatchObject({ fault: 'extraction', expected: proposal });
    }
    expect(read('1O', 'count').flags[0]).toMatchObject({ code: 'NOT_A_NUMBER', fault: 'document', expected: '10' });
  });

  it('479. 306; 100%.: one closing mark is habit', () => {
    plain(read('479.', 'count'), 479);
    plain(read('306;', 'count'), 306);
    plain(read('100%.', 'percent'), 100);
    plain(read('1.234.', 'count'), 1234);
  });

  it('306², 266 (*): the footnote mark is set aside', () => {
    for (const raw of ['306²', '306 (*)', '306*', '306 [1]', '306 (**)'])
      flagged(read(raw, 'count'), 306, 'VALUE_INTERPRETED');
    flagged(read('266 (đạt 55,6%)', 'count'), 266, 'VALUE_INTERPRETED');
  });

  it('a number broken by a narrow column is one number', () => {
    plain(read('17.454.\n000', 'money'), 17454000);
  });

  it('fullwidth digits are digits', () => plain(read('４７９', 'count'), 479));

  it('other text is no number', () => {
    for (const raw of ['nhiều', '10 không đạt', '5 người, 3 hồ sơ', '1.23.456', '.', '12a']) {
      noValue(read(raw, 'count'), 'unreadable', 'NOT_A_NUMBER');
    }
  });
});

describe('whose fault', () => {
  it('what OCR read is not blamed on the report', () => {
    const faults = (raw: string, type: ValueType) =>
      read(raw, type, { origin: 'ocr', domain: [0, 1], unit: type === 'percent' ? '%' : 'x' }).flags.map(
        (f) => f.fault,
      );
    expect(faults('', 'count')).toEqual(['unknown']);
    expect(faults('7', 'enum')).toEqual(['unknown']);
    expect(faults('nhiều', 'count')).toEqual(['extraction']);
  });
});

it('figures over one another are two numbers, or one that nobody can put together', () => {
  for (const raw of ['306\n479', '1.\n306', '1. 306', '10/\n10', '12,\n5'])
    expect(read(raw, 'count')).toMatchObject({ value: null, state: 'unreadable', flags: [{ code: 'NOT_A_NUMBER' }] });
  expect(read('9\nhồ sơ', 'count')).toMatchObject({ value: 9 });
});

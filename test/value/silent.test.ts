/** Cells that look like a plain figure and are not: each must be read rightly or raise a flag. */
import { describe, expect, it } from 'vitest';
import type { ValueType } from '../../src/model/value.js';
import { readValue, type ValueContext } from '../../src/value/index.js';

const MARKS = { thousands: null, decimal: null };

function read(raw: string, unit = 'Hồ sơ', type: ValueType = 'count', origin: ValueContext['origin'] = 'text') {
  const { value, flags } = readValue(raw, { type, unit, domain: null, marks: MARKS, origin, note: '' });
  return [value, ...flags.map((raised) => raised.code)];
}
const money = (raw: string, unit = 'Triệu đồng') => read(raw, unit, 'money');
const proposed = (raw: string) =>
  readValue(raw, { type: 'count', unit: '', domain: null, marks: MARKS, origin: 'docx', note: '' }).flags[0]?.expected;

describe('money', () => {
  it('is brought to the unit of the row', () => {
    expect(money('2.500.000.000 đồng')).toEqual([2500, 'VALUE_INTERPRETED']);
    expect(money('2.500.000.000đ', 'Nghìn đồng')).toEqual([2_500_000, 'VALUE_INTERPRETED']);
    expect(money('2.500.000.000 VNĐ', 'Tỷ đồng')).toEqual([2.5, 'VALUE_INTERPRETED']);
    expect(money('2.500 triệu đồng', 'Tỷ đồng')).toEqual([2.5, 'VALUE_INTERPRETED']);
    expect(money('2 nghìn tỷ đồng', 'Tỷ đồng')).toEqual([2000, 'VALUE_INTERPRETED']);
    expect(money('2 tỷ', 'Nghìn tỷ đồng')).toEqual([0.002, 'VALUE_INTERPRETED']);
    expect(read('2.500.000 đồng', 'Triệu đồng')).toEqual([2.5, 'VALUE_INTERPRETED', 'UNIT_MISMATCH']);
    expect(money('2.500.000 đồng', '')).toEqual([2_500_000, 'VALUE_INTERPRETED']);
    expect(money('2.500')).toEqual([2500]);
  });

  it('of another currency or an undecided unit is a mismatch', () => {
    expect(money('2.500 USD')).toEqual([2500, 'UNIT_MISMATCH']);
    expect(money('2 triệu USD')[1]).toBe('UNIT_MISMATCH');
    expect(money('2.500 đồng', 'Triệu USD')).toEqual([2500, 'UNIT_MISMATCH']);
    expect(money('2.500.000 đồng', '1.000 đồng')).toEqual([2_500_000, 'UNIT_MISMATCH']);
    expect(money('2 triệu', '1.000 đồng')[1]).toBe('UNIT_MISMATCH');
  });
});

it('letters behind digits are no unit, whatever the cell came from', () => {
  for (const [raw, digits] of [
    ['1OO', '100'],
    ['2ll', '211'],
    ['1o', '10'],
    ['4I', '41'],
    ['4|', '41'],
  ] as const) {
    expect(read(raw, '')).toEqual([null, 'NOT_A_NUMBER']);
    expect(proposed(raw)).toBe(digits);
  }
  expect(read('2ll hồ sơ')).toEqual([null, 'NOT_A_NUMBER']);
  expect(read('10/1O')).toEqual([null, 'NOT_A_NUMBER']);
});

it('so many of a year is a date', () => {
  for (const raw of ['9/2021', '09/2021', '15/1999', '9/2021 hs']) expect(read(raw)).toEqual([null, 'NOT_A_NUMBER']);
  expect(read('9/2.021')).toEqual([9]);
  expect(read('1950/2000 hồ sơ')).toEqual([1950, 'VALUE_INTERPRETED']);
});

it('a tab or a wide gap parts two figures', () => {
  for (const gap of ['\t', '      ', '  ', '\u00a0\u00a0', '\u2003', ' \t']) {
    expect(read(`12${gap}345`)).toEqual([null, 'NOT_A_NUMBER']);
  }
  for (const gap of [' ', '\u00a0', '\u2009', '\u202f']) expect(read(`12${gap}345`)).toEqual([12_345]);
});

it('a second figure in brackets is a rival', () => {
  for (const [raw, value] of [
    ['306 (479)', 306],
    ['0 (15)', 0],
    ['15 (lũy kế 120)', 15],
  ] as const) {
    expect(read(raw)).toEqual([value, 'AMBIGUOUS_NUMBER']);
  }
  expect(read('10/12 (15)')).toEqual([10, 'AMBIGUOUS_NUMBER']);
  expect(read('90% (85%)', '%', 'percent')).toEqual([90, 'AMBIGUOUS_NUMBER']);
  for (const raw of ['266 (55,6%)', '306 (*)', '306 [1]']) expect(read(raw)[1]).toBe('VALUE_INTERPRETED');
});

it('a figure of another time, or not yet a fact, is not read', () => {
  for (const raw of ['12 (dự kiến)', '12 dự kiến', '12 (kỳ trước)', 'ước 12', '12 (ước)', '12 hồ sơ (cùng kỳ 9)']) {
    expect(read(raw)).toEqual([null, 'VALUE_QUALIFIED']);
    expect(read(raw, '')).toEqual([null, 'VALUE_QUALIFIED']);
  }
  expect(read('12 kế hoạch', 'Kế hoạch')).toEqual([12, 'VALUE_INTERPRETED']);
});

it('a day of a month is no ratio of things that are counted', () => {
  for (const raw of ['05/09', '01/9', '9/09']) expect(read(raw)[1]).toBe('AMBIGUOUS_NUMBER');
  for (const raw of ['5/9', '10/10', '9/12']) expect(read(raw)).toEqual([Number.parseInt(raw, 10)]);
  expect(read('05/09 hồ sơ')).toEqual([5, 'VALUE_INTERPRETED']);
  expect(read('05/09', 'Bộ phận', 'fraction')).toEqual([5]);
});

it('a choice in words beside another in figures is a rival', () => {
  const choice = (raw: string) => read(raw, 'Trực tuyến = 0 Phát phiếu = 1 Kết hợp = 2', 'enum');
  expect(choice('0 (phát phiếu)')).toEqual([0, 'AMBIGUOUS_NUMBER']);
  expect(choice('1 (phát phiếu)')).toEqual([1, 'VALUE_INTERPRETED']);
  expect(read('1 (không)', 'Không = 0 Có = 1', 'enum')).toEqual([1, 'AMBIGUOUS_NUMBER']);
});

it('a remark that calls the figure a difference or an old one is a mismatch', () => {
  for (const raw of ['15 (giảm)', '15 (cũ)', '15 (đã xóa)']) expect(read(raw)).toEqual([15, 'UNIT_MISMATCH']);
});

describe('a figure and its words', () => {
  it('that say another number are both asked about', () => {
    expect(read('12 (mười ba)')).toEqual([12, 'AMBIGUOUS_NUMBER']);
    expect(read('306 (ba trăm sáu mươi)')).toEqual([306, 'AMBIGUOUS_NUMBER']);
    expect(read('12 (bằng chữ: mười hai nghìn)')).toEqual([12, 'AMBIGUOUS_NUMBER']);
    expect(read('5 (không)')).toEqual([5, 'AMBIGUOUS_NUMBER']);
  });

  it('that say the same are a remark', () => {
    expect(read('0 (không)')).toEqual([0, 'VALUE_INTERPRETED']);
    expect(read('12 (mười hai hồ sơ)')).toEqual([12, 'VALUE_INTERPRETED']);
    expect(read('21 (Bằng chữ: hai mươi mốt)')).toEqual([21, 'VALUE_INTERPRETED']);
    expect(money('2,5 (hai triệu năm trăm nghìn đồng)')).toEqual([2.5, 'VALUE_INTERPRETED']);
    expect(money('2.500.000 (hai triệu năm trăm nghìn)', 'Đồng')).toEqual([2_500_000, 'VALUE_INTERPRETED']);
  });

  it('are no figure where they name a choice', () => {
    expect(read('1 (không)', 'Không = 1 Có = 2', 'enum')).toEqual([1, 'VALUE_INTERPRETED']);
  });

  it('words alone are proposed, unless they may be two numbers', () => {
    expect(read('mười hai')).toEqual([null, 'NOT_A_NUMBER']);
    expect(proposed('mười hai')).toBe('12');
    expect(proposed('ba nghìn không trăm linh tư')).toBe('3004');
    for (const raw of ['một nghìn hai', 'hai rưỡi', 'hai ba', 'linh', 'trăm', 'ba nghìn hai triệu', 'hồ sơ'])
      expect(proposed(raw)).toBe('');
  });
});

describe('a note beside the figure', () => {
  const beside = (note: string, unit = 'Thủ tục') => {
    const context = { type: 'count', unit, domain: null, marks: MARKS, origin: 'docx', note } as const;
    const { value, flags } = readValue('168', context);
    return [value, ...flags.map((raised) => raised.code)];
  };

  it('that calls it another time’s, corrects it or gives it another unit puts it in doubt', () => {
    for (const note of [
      'Dự kiến',
      'Số liệu ước thực hiện',
      'Số liệu kỳ trước',
      'Số liệu cũ',
      'Sai',
      'Số tạm',
      'Tạm',
      'Chưa chính xác',
      'KH',
      'Ước đạt',
      'Lấy theo số năm trước',
      'Số liệu kỳ trước chưa cập nhật',
      'Nhập nhầm',
      'Chờ xác nhận',
      '(?)',
    ])
      expect(beside(note)).toEqual([null, 'VALUE_QUALIFIED']);
    for (const note of [
      'Số đúng là 200',
      'sửa thành: 200',
      'Đính chính lại là 1.200.',
      'Số đúng 200',
      'Đúng: 200',
      'Thực tế 200',
    ])
      expect(beside(note)).toEqual([168, 'AMBIGUOUS_NUMBER']);
    for (const note of ['ĐVT: nghìn thủ tục', 'Đơn vị tính: hồ sơ', 'Nghìn thủ tục', 'nghìn', 'x 1000'])
      expect(beside(note)).toEqual([168, 'UNIT_MISMATCH']);
  });

  it('that is about the matter changes nothing', () => {
    for (const note of [
      'Dự kiến tổ chức trong quý IV',
      'Kế hoạch số 15/KH-UBND',
      'Đúng là 168',
      'ĐVT: TTHC',
      '200',
      'Thủ tục',
      'Sai sót do hệ thống',
    ])
      expect(beside(note)).toEqual([168]);
  });
});

describe('a unit over the whole table', () => {
  const under = (unitsOver: readonly string[], unit: string, type: ValueType = 'count') => {
    const context = { type, unit, domain: null, marks: MARKS, origin: 'docx', note: '', unitsOver } as const;
    return readValue('168', context).flags.map((raised) => raised.code);
  };

  it('that makes another power of ten of the figure puts it in doubt', () => {
    expect(under(['nghìn'], 'Hồ sơ')).toEqual(['UNIT_MISMATCH']);
    expect(under(['nghìn hồ sơ'], 'Hồ sơ')).toEqual(['UNIT_MISMATCH']);
    expect(under(['kèm theo', 'nghìn đồng'], 'Triệu đồng', 'money')).toEqual(['UNIT_MISMATCH']);
    expect(under(['tỷ đồng'], 'Đồng', 'money')).toEqual(['UNIT_MISMATCH']);
  });

  it('that is the row’s own, or of what the row does not count, says nothing', () => {
    expect(under(['triệu đồng'], 'Triệu đồng', 'money')).toEqual([]);
    expect(under(['nghìn đồng'], 'Hồ sơ')).toEqual([]);
    expect(under(['Triệu Phong', 'tỷ lệ phần trăm', 'Hồ sơ'], 'Hồ sơ')).toEqual([]);
    expect(under(['nghìn'], '%', 'percent')).toEqual(under([], '%', 'percent'));
  });
});

describe('the words behind a count', () => {
  it('another unit or a condition is a mismatch', () => {
    const raws = ['12 người', '12 quá hạn', '12 hồ sơ quá hạn', '12 đồng', '15đ', '12 (quá hạn)', '12 (chưa đạt)'];
    for (const raw of raws) expect(read(raw)).toEqual([Number.parseInt(raw, 10), 'UNIT_MISMATCH']);
    expect(read('12 triệu đồng')[1]).toBe('UNIT_MISMATCH');
    expect(read('12 triệu')[1]).toBe('UNIT_MISMATCH');
    expect(read('12 đơn thư', 'Đơn vị')).toEqual([12, 'UNIT_MISMATCH']);
    expect(read('12 quá hạn', 'Số lượng')).toEqual([12, 'UNIT_MISMATCH']);
  });

  it('the unit of the row, in its own or shorter words, is none', () => {
    for (const [raw, unit] of [
      ['12 hồ sơ', 'Số lượng hồ sơ'],
      ['12 hồ sơ', 'Số hồ sơ đã giải quyết'],
      ['12 nhiệm vụ', 'Nhiệm vụ'],
      ['12 hs', 'Hồ sơ'],
      ['12 TTHC', 'Thủ tục'],
      ['12 thủ tục', 'TTHC'],
      ['12 người dân', 'Người'],
      ['12 cơ quan', 'Cơ quan, đơn vị'],
      ['12 hồ sơ quá hạn', 'Hồ sơ quá hạn'],
      ['12 bất kỳ', ''],
    ] as const) {
      expect(read(raw, unit)).toEqual([12, 'VALUE_INTERPRETED']);
    }
    expect(read('12 huyện Triệu Phong', '')).toEqual([12, 'VALUE_INTERPRETED']);
    expect(read('2 nghìn hồ sơ')).toEqual([2000, 'VALUE_INTERPRETED']);
  });
});

/** Notes beside a figure that are a time and nothing else. */
import { describe, expect, it } from 'vitest';
import { periodOf } from '../../src/report/period.js';
import { footnoteOf, isOfAnotherPeriodBy } from '../../src/report/remark.js';

const NINE_MONTHS = periodOf('9M', 2021);

describe('a note in a report on nine months of 2021', () => {
  it.each([
    'Số liệu quý III',
    'Số liệu 6 tháng',
    'Lũy kế 6 tháng đầu năm 2021',
    'Theo báo cáo quý II',
    'Tính đến 30/6/2021',
    'Số liệu tháng 8',
    'Số liệu năm 2020',
    'Số liệu 9 tháng đầu năm 2020',
    'Năm 2020',
    'Như năm 2020',
    'Lũy kế từ 2016',
    'Giai đoạn 2016-2021',
  ])('is of another period: %s', (note) => {
    expect(isOfAnotherPeriodBy(note, NINE_MONTHS)).toBe(true);
  });

  it.each([
    '',
    '9 tháng',
    'Lũy kế 9 tháng đầu năm 2021',
    'Năm 2021',
    'Đến 14/9/2021',
    'Từ ngày 15/12/2020',
    'Tính đến ngày 31/8/2021',
    'Quý IV tổ chức',
    'Quý IV/2021',
    'Tháng 8/2021',
    'Lũy kế từ đầu năm',
    'Số liệu báo cáo',
    'Khảo sát tháng 8/2021',
    'KH số 12/KH-UBND năm 2020',
    'QĐ 15/QĐ-UBND ngày 30/6/2021',
    'Tăng so với 6 tháng đầu năm',
    '5',
  ])('is not: %s', (note) => {
    expect(isOfAnotherPeriodBy(note, NINE_MONTHS)).toBe(false);
  });

  it('says nothing where the report’s period is not known', () => {
    expect(isOfAnotherPeriodBy('Số liệu quý III', null)).toBe(false);
  });
});

describe('a footnote', () => {
  const below = ['Người lập biểu', '(*) Số liệu 6 tháng đầu năm', '(**): Ước tính', '* * *'];

  it.each([
    ['1.730*', 'Số liệu 6 tháng đầu năm'],
    ['1.730 (*)', 'Số liệu 6 tháng đầu năm'],
    ['168 **', 'Ước tính'],
    ['168', ''],
    ['168***', ''],
  ])('of %s is "%s"', (value, words) => {
    expect(footnoteOf(value, below)).toBe(words);
  });
});

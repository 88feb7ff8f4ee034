import { describe, expect, it } from 'vitest';
import { periodOf, periodsIn } from '../../src/report/period.js';

/** What a statement names, as labels; a period without a year as its part alone. */
function labels(statement: string): string[] {
  return periodsIn(statement).map(({ part, year }) => (year === null ? part : periodOf(part, year).label));
}

describe('periods in a statement', () => {
  it.each([
    ['Báo cáo công tác cải cách hành chính quý I năm 2021', ['2021-Q1']],
    ['Kết quả CCHC Quý III/2021', ['2021-Q3']],
    ['Quí 4, năm 2020', ['2020-Q4']],
    ['QUÝ IV NĂM 2019', ['2019-Q4']],
    ['Q4/2021', ['2021-Q4']],
    ['quý 3 năm 2021', ['2021-Q3']],
    ['quý lll năm 2021', ['2021-Q3']],
    ['quý 1V năm 2021', ['2021-Q4']],
    ['6 tháng đầu năm 2021', ['2021-6M']],
    ['sáu tháng đầu năm 2022', ['2022-6M']],
    ['công tác CCHC 06 tháng năm 2023', ['2023-6M']],
    ['quý 9 tháng đầu năm 2021', ['2021-9M']],
    ['9 tháng năm 2021', ['2021-9M']],
    ['CCHC 9 tháng 2021', ['2021-9M']],
    ['3 tháng đầu năm 2024', ['2024-Q1']],
    ['12 tháng năm 2024', ['2024-Y']],
    ['công tác cải cách hành chính năm 2021', ['2021-Y']],
    ['quý ba năm 2021', ['2021-Q3']],
    ['Quý III/20221', ['Q3']],
    ['quý I', ['Q1']],
    ['9 tháng đầu năm', ['9M']],
  ])('%s', (statement, expected) => {
    expect(labels(statement)).toEqual(expected);
  });

  it('takes the year from the plan that follows, never its period', () => {
    expect(
      labels('Tình hình cải cách hành chính 9 tháng đầu năm. Phương hướng, nhiệm vụ trọng tâm 3 tháng cuối năm 2021'),
    ).toEqual(['2021-9M']);
    expect(labels('Kết quả CCHC năm 2021, phương hướng nhiệm vụ năm 2022')).toEqual(['2021-Y']);
    expect(labels('Kết quả CCHC năm 2021 và kế hoạch năm 2022')).toEqual(['2021-Y']);
    expect(labels('Kết quả CCHC quý IV và kế hoạch quý I năm 2022')).toEqual(['2021-Q4']);
    expect(labels('CCHC quý I, nhiệm vụ trọng tâm quý II năm 2022')).toEqual(['2022-Q1']);
    expect(labels('Kết quả 6 tháng đầu năm 2021 và nhiệm vụ 6 tháng cuối năm 2021')).toEqual(['2021-6M']);
  });

  it('names both where a title names both', () => {
    expect(labels('Báo cáo quý III và 9 tháng đầu năm 2021')).toEqual(['2021-Q3', '2021-9M']);
    expect(labels('Kết quả CCHC quý IV và năm 2021')).toEqual(['2021-Q4', '2021-Y']);
    expect(labels('Kết quả CCHC quý IV/2021 và cả năm 2021')).toEqual(['2021-Q4', '2021-Y']);
    expect(labels('Kết quả CCHC quý IV, cả năm 2021')).toEqual(['2021-Q4', '2021-Y']);
    expect(labels('Kết quả CCHC Quý III - 9 tháng 2021')).toEqual(['2021-Q3', '2021-9M']);
    expect(labels('Kết quả CCHC năm 2020 và 6 tháng đầu năm 2021')).toEqual(['2020-Y', '2021-6M']);
    expect(labels('Kết quả thực hiện Kế hoạch CCHC năm 2021, quý I')).toEqual(['2021-Q1']);
    expect(labels('Kết quả CCHC quý IV, năm 2021')).toEqual(['2021-Q4']);
    expect(labels('Kết quả thực hiện Kế hoạch CCHC năm 2021 quý I')).toEqual(['2021-Q1']);
  });

  it.each([
    '(Kèm theo Báo cáo số /BC-UBND ngày 01/9/2021 của UBND xã)',
    'Chương trình tổng thể cải cách hành chính giai đoạn 2021-2030',
    '11 tháng năm 2021',
    'tuần 36 năm 2021',
    'quy trình nội bộ',
    'trong 30 tháng',
    'tháng 9 năm 2021',
    'ngày 09 tháng 3 năm 2021',
    'quyết định quyền lợi',
  ])('finds none in: %s', (statement) => {
    expect(labels(statement)).toEqual([]);
  });

  it('gives each period its calendar dates and basis', () => {
    expect(periodOf('9M', 2021)).toEqual({
      label: '2021-9M',
      start: '2021-01-01',
      end: '2021-09-30',
      basis: 'cumulative',
    });
    expect(periodOf('Q3', 2021)).toEqual({ label: '2021-Q3', start: '2021-07-01', end: '2021-09-30', basis: 'period' });
    expect(periodOf('Q1', 2021).basis).toBe('cumulative');
  });
});

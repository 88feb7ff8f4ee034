/** The prose against the appendix and against itself. */
import { describe, expect, it } from 'vitest';
import { checkReport } from '../../src/check/index.js';
import { blotted, figuresIn } from '../../src/check/prose-figures.js';
import type { Check, Indicator } from '../../src/model/catalogue.js';
import { brief, catalogue, form, formRow, indicator, narrative, rate, rowsOf } from './small.js';

const figures = (text: string) => figuresIn(blotted(text)).map(({ value, percent }) => (percent ? `${value}%` : value));

describe('figures in the prose', () => {
  it.each([
    ['+ Số hồ sơ tiếp nhận trực tiếp: 306 hồ sơ', [306]],
    ['UBND xã đã làm 09 băngzôn. Lồng ghép được 03 buổi', [9, 3]],
    ['Đại học: 10 người = 90,9%; Cao đẳng: 0 người = 10 %', [10, '90.9%', 0, '10%']],
    ['giải ngân 17.454.000 đồng, đạt 98,25%', [17454000, '98.25%']],
    ['đã tiếp nhận 1 250 hồ sơ', [1250]],
    ['tổng 2,5 tỷ', [2.5]],
  ])('%s', (text, expected) => expect(figures(text)).toEqual(expected));

  it.each([
    'Kế hoạch số 96/KH-UBND ngày 29/12/2020; số 14a/KH-UBND',
    'Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ',
    'Kế hoạch số 03/KH- UBND ngày 11/01/2021',
    'Quyết định số 45/2016/QĐ-TTg; Quyết định số 228',
    'trực tuyến mức độ 3, mức độ 4; mức độ 3,4; mức độ 3 và 4; mức 3/4',
    'theo Tiêu chuẩn TCVN ISO 9001:2015; tiêu chuẩn ISO 9001',
    'năm 2021, giai đoạn 2021 – 2025, nhiệm kỳ 2021-2026',
    'quý 9 tháng đầu năm 2021; 3 tháng cuối năm; 6 tháng; tháng 9/2021; quý 3 năm 2021',
    'ngày 01/9/2021, ngày 5-9, 01.09.2021, 15/12/20',
    'NĐ34, NĐ 34, NQ 76, QĐ 228',
    '2.1. Kiểm soát thủ tục hành chính',
    '3) Công tác tuyên truyền',
    'Phụ lục 1, Biểu mẫu 3, Điều 4 khoản 2, phụ lục số 2',
    'đạt 10/12 nhiệm vụ; 1,234',
  ])('no figure in: %s', (text) => expect(figures(text)).toEqual([]));
});

const [A, B, C] = [indicator('X-1'), indicator('X-2'), rate('X-3')];
const CHECKS = [
  narrative(A, ['tổng số hồ sơ đã tiếp nhận', 'hồ sơ tiếp nhận']),
  narrative(B, ['số hồ sơ tiếp nhận trực tuyến mức độ 3', 'công chức']),
  narrative(C, ['tỷ lệ giải quyết đúng hạn']),
];

function report(prose: readonly string[], checks: readonly Check[] = CHECKS, of: readonly Indicator[] = [A, B, C]) {
  const rows = rowsOf([
    [A, 479],
    [B, 72],
    [C, 98.7],
  ]);
  const items = prose.map((text, index) => ({ text, page: index + 1 }));
  return checkReport(
    rows,
    form(
      of.map((one, index) => formRow(one, index)),
      checks,
    ),
    items,
    catalogue(of),
  );
}

describe('prose and appendix', () => {
  it('agree', () => {
    const { flags, passed } = report([
      '- Tổng số hồ sơ đã tiếp nhận:  479 hồ sơ. Trong đó:',
      '+ Số hồ sơ tiếp nhận trực tuyến mức độ 3: 72 hồ sơ',
      'Tỷ lệ giải quyết đúng hạn đạt 98,7%.',
    ]);
    expect(flags).toEqual([]);
    expect(passed).toBe(3);
  });

  it('differ: on the row, with the sentence, and nobody is blamed', () => {
    const { flags, passed } = report(['x 1', '- Tổng số hồ sơ đã tiếp nhận là 497 hồ sơ.']);
    expect(flags.map(brief)).toEqual(['NARRATIVE_MISMATCH warning unknown X-1 497']);
    expect(flags[0]).toMatchObject({
      row: 1,
      page: 1,
      params: { value: 479, figure: 497, page: 2, sentence: '- Tổng số hồ sơ đã tiếp nhận là 497 hồ sơ.' },
    });
    expect(passed).toBe(0);
  });

  it('one flag for one indicator, and also when the prose says both', () => {
    const text = 'Tổng số hồ sơ đã tiếp nhận: 479 hồ sơ';
    expect(report([text, text.replace('479', '480'), text.replace('479', '481')]).flags).toHaveLength(1);
  });

  it('the longer phrase has the figure', () => {
    const { flags, passed } = report(['Số hồ sơ tiếp nhận trực tuyến mức độ 3: 72 hồ sơ', 'Hồ sơ tiếp nhận: 479']);
    expect({ flags, passed }).toEqual({ flags: [], passed: 2 });
  });

  it('a rate rounded in the prose agrees; a count next to a rate is not compared with it', () => {
    expect(report(['Tỷ lệ giải quyết đúng hạn: 99%']).passed).toBe(1);
    expect(report(['Tỷ lệ giải quyết đúng hạn: 97%']).flags).toHaveLength(1);
    expect(report(['Tỷ lệ giải quyết đúng hạn: 12 hồ sơ'])).toEqual({ flags: [], passed: 0 });
  });

  it.each([
    'phấn đấu tổng số hồ sơ đã tiếp nhận: 500 hồ sơ',
    'so với cùng kỳ, tổng số hồ sơ đã tiếp nhận 450 hồ sơ',
    'Tổng số hồ sơ đã tiếp nhận khoảng 500 hồ sơ',
    'Tổng số hồ sơ đã tiếp nhận theo Kế hoạch số 96/KH-UBND ngày 29/12/2020',
    'Tổng số hồ sơ đã tiếp nhận trong đó trực tuyến 72 hồ sơ',
    'đào tạo, bồi dưỡng cho 12 công chức',
    'tập huấn cho cán bộ, viên chức và nhân viên công chức 12 người',
  ])('not a figure of the indicator: %s', (text) => expect(report([text])).toEqual({ flags: [], passed: 0 }));

  it('a short phrase must be all that introduces its figure', () => {
    expect(report(['* Công chức: 11 người.']).flags).toHaveLength(1);
    expect(report(['Cán bộ 9 người, công chức 72 người']).passed).toBe(1);
  });

  it('a row without a value is not compared', () => {
    const rows = rowsOf([[A, null]]);
    const items = [{ text: 'Tổng số hồ sơ đã tiếp nhận: 479 hồ sơ', page: null }];
    const { flags } = checkReport(rows, form([formRow(A, 0)], CHECKS), items, catalogue([A, B, C]));
    expect(flags).toEqual([]);
  });
});

describe('the prose against itself', () => {
  const inconsistent = (...prose: string[]) =>
    report(prose, []).flags.map((raised) => {
      expect(raised).toMatchObject({ code: 'NARRATIVE_INCONSISTENT', severity: 'warning', row: null });
      return raised.expected;
    });
  const LIST = '+ Trình độ: Đại học: 10 người = 90,9%; Cao đẳng: 0 người = 10%; Trung cấp: 01 người = 9,1%.';

  it('0 people are no share, and the shares of one list add up to more than all', () => {
    expect(inconsistent('* Công chức: 11 người.', LIST)).toEqual(['0', '100']);
    expect(inconsistent(LIST)).toEqual(['0', '100']);
    expect(inconsistent(`* Công chức: 11 người. ${LIST}`)).toEqual(['0', '100']);
  });

  it('what is right raises nothing', () => {
    const right = LIST.replace('10%', '0%');
    expect(inconsistent('* Công chức: 11 người.', right)).toEqual([]);
    expect(inconsistent('* Công chức: 11 người.', '+ Chính trị: Trung cấp: 07 người = 63,6%.')).toEqual([]);
    expect(inconsistent('* Cán bộ: 09 người', '+ Chuyên môn: Đại học: 09 người = 100%.')).toEqual([]);
  });

  it('a wrong share beside a right one, of the total the list stands under', () => {
    const prose = ['- Tổng số: 20 người. Trong đó:', '* Cán bộ: 09 người', '+ Đại học: 09 người = 100 %'];
    const list = '+ Đại học: 8 người = 72,7%; Cao đẳng: 3 người = 17,3%';
    expect(inconsistent(...prose, '* Công chức: 11 người.', list)).toEqual(['27.3']);
  });

  it('a share whose whole is not certain is left alone', () => {
    expect(inconsistent('* Công chức: 11 người.', '+ Đảng viên: 8 người = 40%')).toEqual([]);
    expect(inconsistent('* Công chức: 11 người.', '+ Đã xử lý: 8 hồ sơ = 40%; 2 hồ sơ = 10%')).toEqual([]);
    expect(inconsistent('+ Đạt 110 hồ sơ = 110% kế hoạch; 50 hồ sơ = 60% so với cùng kỳ')).toEqual([]);
  });

  it('shares of people who may be the same people may add up to anything', () => {
    const text = '+ Đảng viên: 18 người = 90%; nữ: 8 người = 40%; đại học: 15 người = 75%';
    expect(inconsistent('* Công chức: 20 người.', text)).toEqual([]);
    expect(inconsistent(text)).toEqual([]);
    expect(inconsistent('* Cán bộ: 09 người', '+ Đại học: 09 người = 100%. Trung cấp: 09 người = 100 %.')).toEqual([]);
  });

  it('rounding may add up to a little more', () => {
    expect(inconsistent('+ A: 1 người = 16,7%; B: 1 người = 16,7%; C: 4 người = 66,7%')).toEqual([]);
    expect(inconsistent('+ A: 1 người = 16,7%; B: 1 người = 16,7%; C: 4 người = 68,7%')).toEqual(['100']);
  });

  it('shares in words and in parentheses', () => {
    const words = 'Đại học 8 người chiếm tỷ lệ 72,7%, cao đẳng 3 người chiếm 17,3%';
    expect(inconsistent('* Công chức: 11 người.', `+ ${words}`)).toEqual(['27.3']);
    expect(inconsistent('* Công chức: 11 người.', '+ Đại học: 8 người (72,7%); Cao đẳng: 3 người (17,3%)')).toEqual([
      '27.3',
    ]);
    expect(inconsistent('hồ sơ quá hạn: 0 hồ sơ (100% đúng hạn)')).toEqual([]);
  });
});

/** Which form an appendix is on, and what happens to rows that no form, or no row of it, fits. */
import { describe, expect, it } from 'vitest';
import { tinh2025, xa2021 } from '../../fixtures/forms.js';
import { loadCatalogue } from '../../src/catalogue/index.js';
import { matchReport } from '../../src/match/index.js';
import type { Catalogue } from '../../src/model/catalogue.js';
import type { AppendixTable, ReportRow } from '../../src/model/report.js';

const catalogue = await loadCatalogue();

type Line = readonly [code: string, label: string, unit: string, value: string];

function appendix(...tables: readonly (readonly Line[])[]): AppendixTable[] {
  let index = 0;
  return tables.map((lines, t) => ({
    table: t + 1,
    caption: tables.length > 1 ? `Biểu mẫu ${t + 1}` : null,
    valueHeader: 'Số liệu',
    page: null,
    rows: lines.map(
      ([printedCode, label, unit, valueRaw]): ReportRow => ({
        table: t + 1,
        row: ++index,
        place: { page: null, box: null },
        printedCode,
        label,
        unit,
        unitRaw: unit,
        valueRaw,
        otherValueRaw: null,
        note: '',
        partOf: false,
        origin: 'docx',
        confidence: 1,
      }),
    ),
  }));
}

const lines = (rows: typeof xa2021): Line[] =>
  rows.map((row) => [
    row.printedCode,
    row.label,
    row.unit.replaceAll('\n', ' '),
    row.indicatorCode === null ? '' : '5',
  ]);
const byTable = (rows: typeof tinh2025) =>
  [1, 2, 3, 4, 5, 6, 7].map((n) => lines(rows.filter((row) => row.table === n)));
const codesOf = (tables: AppendixTable[], by: Catalogue = catalogue) =>
  matchReport(tables, by).matches.map(({ formRow }) => formRow?.indicator?.code ?? '');

describe('the form', () => {
  it('is the one that explains most', () => {
    expect(matchReport(appendix(lines(xa2021)), catalogue)).toMatchObject({
      form: { id: 'xa-2021' },
      formScore: 1,
      flags: [],
    });
    const tinh = matchReport(appendix(...byTable(tinh2025)), catalogue);
    expect(tinh).toMatchObject({ form: { id: 'tinh-2025' }, formScore: 1, flags: [] });
  });

  it('keeps seven tables whose codes restart apart', () => {
    expect(codesOf(appendix(...byTable(tinh2025)))).toEqual(tinh2025.map((row) => row.indicatorCode ?? ''));
  });

  it('takes no row from a table of an earlier period', () => {
    const [now, before] = appendix(lines(xa2021.filter((row) => row.indicatorCode !== 'X-2.3')), lines(xa2021));
    if (!now || !before) throw new Error('no tables');
    const { matches, flags } = matchReport([now, { ...before, isUncounted: true }], catalogue);
    expect(matches).toHaveLength(now.rows.length + before.rows.length);
    expect(matches.slice(now.rows.length).every(({ formRow }) => formRow === null)).toBe(true);
    expect(matches.some(({ formRow }) => formRow?.indicator?.code === 'X-2.3')).toBe(false);
    expect(flags.every(({ code, severity }) => code === 'UNMATCHED' && severity === 'info')).toBe(true);
  });

  it('is unknown where none explains half; then only words that name one indicator are believed', () => {
    const rows: Line[] = [
      ['1', 'Số tàu cá trên 15 mét', 'Tàu', '4'],
      ['2', 'Số lãnh đạo cấp xã bị kỷ luật.', 'Người', '0'],
      ['3', 'Sản lượng lúa vụ đông xuân', 'Tấn', '1.200'],
      ['4', 'Số trường đạt chuẩn quốc gia', 'Trường', '3'],
    ];
    const { form, matches, flags } = matchReport(appendix(rows), catalogue);
    expect(form).toBeNull();
    expect(matches.map(({ formRow }) => formRow?.indicator?.code ?? '')).toEqual(['', 'X-5.3', '', '']);
    expect(flags.map(({ code }) => code)).toEqual(['FORM_UNKNOWN', 'UNMATCHED', 'UNMATCHED', 'UNMATCHED']);
  });

  it.each([
    ['two of seven tables', byTable(tinh2025).slice(2, 4), 'tinh-2025'],
    ['one page of five', [lines(xa2021).slice(50, 68)], 'xa-2021'],
  ] as const)('is known from a part of it: %s', (_, tables, id) => {
    const matching = matchReport(appendix(...tables), catalogue);
    expect(matching).toMatchObject({ form: { id }, flags: [] });
    expect(matching.formScore).toBeLessThan(0.5);
  });

  it('is not known from a few rows, nor from a part that two forms would read differently', () => {
    const few = matchReport(appendix(lines(xa2021).slice(50, 58)), catalogue);
    expect(few.form).toBeNull();
    const part = appendix(lines(xa2021).slice(50, 68));
    const [xa] = catalogue.forms.filter(({ id }) => id === 'xa-2021');
    if (!xa) throw new Error('no such form');
    const twin = (change: (code: string) => string) => ({
      ...catalogue,
      forms: [
        xa,
        {
          ...xa,
          id: 'xa-2022',
          rows: xa.rows.map((row) => ({
            ...row,
            indicator: row.indicator && { ...row.indicator, code: change(row.indicator.code) },
          })),
        },
      ],
    });
    expect(
      matchReport(
        part,
        twin((code) => code),
      ).form?.id,
    ).toBe('xa-2021');
    expect(
      matchReport(
        part,
        twin((code) => `${code}-moi`),
      ).form,
    ).toBeNull();
  });
});

describe('a row', () => {
  const at = (index: number, line: Line, remove = 0) => {
    const all = lines(xa2021);
    all.splice(index, remove, line);
    return appendix(all);
  };

  it('that is new stays without a code', () => {
    const { matches, flags } = matchReport(
      at(5, ['1.1.4', 'Số hội nghị chuyên đề đã tổ chức', 'Hội nghị', '2']),
      catalogue,
    );
    expect(matches[5]?.formRow).toBeNull();
    expect(flags.map(({ code, row }) => [code, row])).toEqual([['UNMATCHED', 6]]);
  });

  it('close to one that was left out is not forced on to its code', () => {
    const index = xa2021.findIndex((row) => row.indicatorCode === 'X-5.4');
    const { matches, flags } = matchReport(
      at(index, ['5.4', 'Số lượng viên chức cấp xã bị kỷ luật', 'Người', '1'], 1),
      catalogue,
    );
    const silent =
      matches[index]?.formRow?.indicator?.code !== undefined && !flags.some(({ row }) => row === index + 1);
    expect(silent).toBe(false);
  });

  it('that bears another row’s code is in conflict', () => {
    const index = xa2021.findIndex((row) => row.indicatorCode === 'X-3.1.2');
    const row = lines(xa2021)[index];
    if (!row) throw new Error('no such row');
    const { matches, flags } = matchReport(at(index, ['3.1.3', row[1], row[2], row[3]], 1), catalogue);
    expect(matches[index]?.formRow?.indicator?.code).toBe('X-3.1.2');
    expect(flags.map(({ code, row: at }) => [code, at])).toEqual([['CODE_LABEL_CONFLICT', index + 1]]);
  });

  it.each([
    ['X-2.2', 'Số VBQPPL chưa kiểm tra theo thẩm quyền'],
    ['X-2.3', 'Số VBQPPL dự kiến rà soát'],
    ['X-2.3', 'Tỷ lệ VBQPPL đã rà soát'],
    ['X-4.3', 'Tổng số biên chế có mặt tại thời điểm báo cáo (nữ)'],
    ['X-3.1.3', 'Tổng số TTHC đang áp dụng kỳ trước'],
    ['X-2.1', 'Số VBQPPL đã ban hành/tham mưu ban hành năm 2020'],
    ['X-4.3', 'Tổng số biên chế vắng mặt tại thời điểm báo cáo'],
    ['X-1.1.3', 'Số văn bản chỉ đạo CĐS đã ban hành'],
    ['X-1.2.2', 'Số vấn đề phát hiện qua thanh tra'],
    ['X-1.4.1', 'Số lượng phiếu khảo sát phát ra'],
    ['X-3.2.5', 'Tỷ lệ hồ sơ giải quyết TTHC đã được điện tử hóa'],
    ['X-3.3.1', 'Số lượng hồ sơ đã trả lại'],
    ['X-3.3.1', 'Số lượng hồ sơ tiếp nhận mới'],
    ['X-3.3.2', 'Số lượng hồ sơ TTHC do UBND cấp xã tiếp nhận được giải quyết trễ hẹn'],
    ['X-3.3.2', 'Số lượng hồ sơ TTHC do UBND cấp xã tiếp nhận được giải quyết'],
    ['X-3.4.1', 'Công khai kết quả giải quyết trên Cổng dịch vụ công của huyện'],
    ['X-4.3', 'Tổng số biên chế có mặt tại thời điểm 31/12/2020'],
    ['X-5.3', 'Số lãnh đạo cấp xã được bổ nhiệm'],
    ['X-6.2', 'Đơn vị đã thực hiện Quy chế dân chủ'],
    ['X-7.2.1', 'Tổng số VĂN BẢN ĐẾN dạng giấy trên địa bàn xã'],
    ['X-7.5.1', 'Tổng số hồ sơ trực tuyến mức độ 3'],
    ['X-2.1', 'Số văn bản cá biệt đã ban hành/tham mưu ban hành'],
    ['X-2.2', 'Số VBQPPL đã được cấp trên kiểm tra theo thẩm quyền'],
    ['X-5.4', 'Số lượng công chức cấp xã bị kỷ luật về Đảng'],
    ['X-2.3', 'Số VBQPPL cần rà soát'],
    ['X-2.2', 'Số VBQPPL đã thẩm định theo thẩm quyền'],
    ['X-1.1.1', 'Số nhiệm vụ bổ sung trong kế hoạch'],
    ['X-3.2.3', 'Số TTHC liên thông giữa các cơ quan cùng cấp'],
    ['X-3.3.1c', 'Tiếp nhận trực tuyến mức độ 3, 4'],
    ['X-7.5.1', 'Tổng số TTHC cung cấp trực tuyến mức độ 3 và 4'],
    ['X-3.3.3', 'Số lượng hồ sơ TTHC về lĩnh vực đất đai, xây dựng được giải quyết đúng hẹn'],
    ['X-5.3', 'Số lãnh đạo cấp xã bị kỷ luật khiển trách'],
    ['X-7.1', 'Xây dựng và vận hành Hệ thống camera'],
    ['X-1.5', 'Tổ chức đối thoại của lãnh đạo với thanh niên'],
    ['X-3.2.1', 'Số TTHC đưa vào thực hiện theo cơ chế một cửa tại cấp xã: 201'],
    ['X-1.1.1', 'Số nhiệm vụ đề ra trong kế hoạch cả nhiệm kỳ'],
    ['X-1.1.3', 'Số văn bản chỉ đạo CCHC đã ban hành trong quý'],
    ['X-1.1.3', 'Số văn bản chỉ đạo CCHC đã ban hành tăng thêm'],
    ['X-1.1.3', 'Số văn bản chỉ đạo CCHC đã ban hành (nghìn)'],
    ['X-1.1.3', 'Số văn bản chỉ đạo CCHC đã ban hành tại ấp 1'],
    ['X-3.2.1', 'Số TTHC đưa vào thực hiện theo cơ chế một cửa tại cấp xã còn lại'],
    ['X-3.3.2', 'Số lượng hồ sơ TTHC do UBND cấp xã tiếp nhận được giải quyết gần đúng hẹn'],
    ['X-1.1.3', 'Số văn bản chỉ đạo CCHC sắp ban hành'],
    ['X-3.3.2', 'Số lượng hồ sơ TTHC do UBND cấp xã tiếp nhận sắp được giải quyết đúng hẹn'],
    ['X-3.3.2', 'Số lượng hồ sơ TTHC do UBND cấp xã tiếp nhận được giải quyết đúng hẹn hoặc sắp đến hạn'],
    ['X-1.1.2', 'Số nhiệm vụ sắp hoàn thành'],
    ['X-1.1.1', 'Số đề xuất đề ra trong kế hoạch'],
    ['X-1.1.2', 'Số đề xuất đã hoàn thành'],
    ['X-3.3.2', 'Số lượng kiến nghị TTHC do UBND cấp xã tiếp nhận được giải quyết đúng hẹn'],
  ])('in the place of %s is not taken for it in silence when it says "%s"', (code, label) => {
    const index = xa2021.findIndex((row) => row.indicatorCode === code);
    const row = lines(xa2021)[index];
    if (!row) throw new Error('no such row');
    const { matches, flags } = matchReport(at(index, [row[0], label, row[2], row[3]], 1), catalogue);
    const taken = matches[index]?.formRow?.indicator?.code === code;
    expect(taken && !flags.some((flag) => flag.row === index + 1)).toBe(false);
  });

  it('with the mark of a footnote is still its own', () => {
    const index = xa2021.findIndex((row) => row.indicatorCode === 'X-3.2.1');
    const row = lines(xa2021)[index];
    if (!row) throw new Error('no such row');
    expect(matchReport(at(index, [row[0], `${row[1]} (1)`, row[2], row[3]], 1), catalogue).flags).toEqual([]);
  });

  it.each([
    ['T-1.4.1.3', 'Số nhiệm vụ chưa đến hạn nhưng chưa hoàn thành'],
    ['T-5.2.1', 'Số công chức được nâng ngạch (thi tuyển, xét tuyển)'],
    ['T-5.2.1', 'Số công chức được tuyển dụng (xét tuyển)'],
    ['T-5.4', 'Số lượng cán bộ, công chức bị kỷ luật (cả về Đảng và chính quyền).'],
    ['T-7.2', 'Tỷ lệ báo cáo đột xuất được gửi, nhận qua Hệ thống thông tin báo cáo quốc gia'],
  ])('of a province in the place of %s is not taken for it in silence when it says "%s"', (code, label) => {
    const index = tinh2025.findIndex((row) => row.indicatorCode === code);
    const tables = appendix(...byTable(tinh2025.map((row, i) => (i === index ? { ...row, label } : row))));
    const { matches, flags } = matchReport(tables, catalogue);
    const taken = matches[index]?.formRow?.indicator?.code === code;
    expect(index >= 0 && taken && !flags.some((flag) => flag.row === index + 1)).toBe(false);
  });

  it('whose words stand a line too low is not taken in silence with the figure of the row before it', () => {
    const all = lines(xa2021);
    const index = xa2021.findIndex((row) => row.indicatorCode === 'X-2.3');
    all.splice(
      index,
      3,
      ['2.3', 'Số VBQPPL đã rà soát Số VBQPPL đã kiến nghị xử lý sau kiểm tra, rà', 'Văn bản', '13'],
      ['2.4', 'soát Số VBQPPL có kiến nghị xử lý đã được xử lý', 'Văn bản', '04'],
      ['2.5', 'xong', 'Văn bản', '02'],
    );
    const { flags } = matchReport(appendix(all), catalogue);
    expect([1, 2, 3].map((line) => flags.some(({ row }) => row === index + line))).toEqual([true, true, true]);
  });

  it('whose heading was left out is told from its namesake by the form’s number', () => {
    const kept = tinh2025.filter((row) => row.indicatorCode !== 'T-3.3.2');
    const { matches, flags } = matchReport(appendix(...byTable(kept)), catalogue);
    expect(matches.map(({ formRow }) => formRow?.indicator?.code ?? '')).toEqual(
      kept.map((row) => row.indicatorCode ?? ''),
    );
    expect(flags).toEqual([]);
  });

  it('whose heading was left out is not taken in silence for its namesake under the heading before', () => {
    const left = ['T-3.3.1.1', 'T-3.3.1.2', 'T-3.3.2'];
    const kept = tinh2025.filter((row) => !left.includes(row.indicatorCode ?? ''));
    // The report has numbers of its own, and the rows that lost their heading go on under the one before.
    const renumbered = kept.map((row) => {
      const isOrphan = row.indicatorCode?.startsWith('T-3.3.2.') === true;
      return { ...row, printedCode: `9.${isOrphan ? row.printedCode.replace('3.2.', '3.1.') : row.printedCode}` };
    });
    const tables = appendix(...byTable(renumbered));
    const { flags } = matchReport(tables, catalogue);
    const rows = tables.flatMap((table) => table.rows);
    for (const code of ['T-3.3.2.1', 'T-3.3.2.2']) {
      const at = kept.findIndex((row) => row.indicatorCode === code);
      expect(flags.filter(({ row }) => row === rows[at]?.row).map((raised) => raised.code)).not.toEqual([]);
    }
  });

  it('that is printed twice is twice its own, though the one after it is missing', () => {
    const index = xa2021.findIndex((row) => row.indicatorCode === 'X-6.1');
    const all = lines(xa2021);
    const twice = all.map((line, i) => (i === index + 1 ? (all[index] ?? line) : line));
    const { matches } = matchReport(appendix(twice), catalogue);
    const codes = [index, index + 1].map((i) => matches[i]?.formRow?.indicator?.code);
    expect(codes).toEqual(['X-6.1', 'X-6.1']);
  });

  it('with a label that other rows bear too is told by the form’s own words only', () => {
    const called = ['X-1.1.1', 'X-1.3.1', 'X-3.1.1'];
    const all = lines(xa2021).map((line, i): Line => {
      const code = xa2021[i]?.indicatorCode ?? '';
      if (!called.includes(code)) return line;
      return [code === 'X-1.1.1' ? '1.1.2' : line[0], 'Đã hoàn thành', line[2], line[3]];
    });
    const index = xa2021.findIndex((row) => row.indicatorCode === 'X-1.1.2');
    all.splice(index, 1);
    const { matches, flags } = matchReport(appendix(all), catalogue);
    expect(matches[index - 1]?.formRow?.indicator?.code === 'X-1.1.2' && !flags.some(({ row }) => row === index)).toBe(
      false,
    );
  });

  it('whose number another row bears and the other way round: both are in conflict', () => {
    const all = lines(xa2021);
    const index = xa2021.findIndex((row) => row.indicatorCode === 'X-2.2');
    const [one, two] = [all[index], all[index + 1]];
    if (!one || !two) throw new Error('no such rows');
    all.splice(index, 2, [one[0], two[1], two[2], two[3]], [two[0], one[1], one[2], one[3]]);
    const { flags } = matchReport(appendix(all), catalogue);
    expect(flags.map(({ code, row }) => [code, row])).toEqual([
      ['CODE_LABEL_CONFLICT', index + 1],
      ['CODE_LABEL_CONFLICT', index + 2],
    ]);
  });

  it('that is known but not collected is only noted', () => {
    const index = xa2021.findIndex((row) => row.indicatorCode === 'X-1.4.1');
    const forms = catalogue.forms.map((form) => ({
      ...form,
      rows: form.rows.map((row) =>
        form.id === 'xa-2021' && row.indicator?.code === 'X-1.4.1'
          ? { ...row, indicator: null, collected: false }
          : row,
      ),
    }));
    const { flags } = matchReport(appendix(lines(xa2021)), { ...catalogue, forms });
    expect(flags.map(({ code, severity, row }) => [code, severity, row])).toEqual([['UNMATCHED', 'info', index + 1]]);
  });
});

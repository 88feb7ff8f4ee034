/** Who, when, for which period: every wording and every disagreement, on reports as lines of text. */
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/catalogue/index.js';
import type { Block, Cell, Layout } from '../../src/model/layout.js';
import type { Metadata } from '../../src/model/report.js';
import { readReport } from '../../src/report/index.js';

const { units } = await loadCatalogue();

const HEADER = ['STT', 'Chỉ tiêu', 'Đơn vị tính', 'Số liệu'];

function text(line: string, bold = false): Block {
  return { kind: 'text', text: line, place: { page: null, box: null }, bold, size: null };
}

function table(rows: readonly (readonly string[])[]): Block {
  const cols = rows[0]?.length ?? 0;
  const cells = rows.flatMap((row, r) =>
    row.map(
      (content, c): Cell => ({ row: r, col: c, rowspan: 1, colspan: 1, text: content, places: [], confidence: 1 }),
    ),
  );
  return {
    kind: 'table',
    table: { rows: rows.length, cols, cells, pages: [], headerRows: 0, seams: [], method: 'docx', origin: 'docx' },
  };
}

interface Said {
  readonly valueHeader?: string;
  readonly head?: readonly string[];
  readonly right?: readonly string[];
  readonly title?: readonly string[];
  readonly prose?: readonly string[];
  readonly caption?: readonly string[];
  readonly below?: readonly string[];
}

function metadata({
  head = [],
  right = [],
  title = [],
  prose = [],
  caption = [],
  valueHeader = '',
  below = [],
}: Said): Metadata {
  const layout: Layout = {
    pages: [],
    trackedChanges: false,
    blocks: [
      table([[head.join('\n'), right.join('\n')]]),
      text('BÁO CÁO', true),
      ...title.map((line) => text(line, true)),
      ...prose.map((line) => text(line)),
      table([['Nơi nhận:\n- Như trên', 'CHỦ TỊCH']]),
      ...caption.map((line) => text(line, true)),
      table([
        valueHeader === '' ? HEADER : [...HEADER.slice(0, -1), valueHeader],
        ['1', 'Số nhiệm vụ đề ra trong kế hoạch', 'Nhiệm vụ', '27'],
        ['2', 'Số nhiệm vụ đã hoàn thành', 'Nhiệm vụ', '11'],
      ]),
      ...below.map((line) => text(line)),
    ],
  };
  return readReport(layout, units).metadata;
}

const TITLE = ['Kết quả công tác cải cách hành chính quý I năm 2021'];

describe('the issuer', () => {
  it.each([
    ['a commune under its district', ['UBND HUYỆN HOẰNG HÓA', 'UBND XÃ HOẰNG THÀNH'], 'xã Hoằng Thành', 'xa', '15961'],
    ['a committee written out', ['ỦY BAN NHÂN DÂN', 'XÃ HOẰNG THÀNH'], 'xã Hoằng Thành', 'xa', '15961'],
    ['a name that wraps', ['UBND HUYỆN HOẰNG HÓA', 'UBND XÃ HOẰNG', 'THÀNH'], 'xã Hoằng Thành', 'xa', '15961'],
    ['a district', ['UBND TỈNH THANH HÓA', 'UBND HUYỆN HOẰNG HÓA'], 'huyện Hoằng Hóa', 'huyen', '399'],
    ['a province', ['ỦY BAN NHÂN DÂN', 'TỈNH THANH HÓA'], 'tỉnh Thanh Hóa', 'tinh', '38'],
    ['a department', ['UBND TỈNH THANH HÓA', 'SỞ NỘI VỤ'], 'sở Nội vụ', 'so', null],
    ['a city that is a province', ['ỦY BAN NHÂN DÂN', 'THÀNH PHỐ HẢI PHÒNG'], 'thành phố Hải Phòng', 'tinh', '31'],
  ])('%s', (_, head, issuer, level, unitCode) => {
    expect(metadata({ head, title: TITLE })).toMatchObject({ issuer, level, unitCode });
  });

  it('takes the units above it from the report, else from its own code', () => {
    const said = metadata({ head: ['UBND XÃ HOẰNG THÀNH'], title: TITLE });
    expect(said).toMatchObject({ district: 'huyện Hoằng Hóa', province: 'tỉnh Thanh Hóa' });
  });

  it('tells namesakes apart by their district, and says so where nothing does', () => {
    const head = ['UBND PHƯỜNG TÂN THÀNH'];
    const alone = metadata({ head, title: TITLE });
    expect(alone.unitCode).toBeNull();
    expect(alone.unitCandidates.length).toBeGreaterThan(1);
    const named = metadata({ head: ['UBND QUẬN TÂN PHÚ', ...head], title: TITLE });
    expect(named).toMatchObject({ district: 'quận Tân Phú' });
    expect(named.unitCode).toMatch(/^\d{5}$/u);
    const cited = metadata({ head, title: TITLE, prose: ['Thực hiện Kế hoạch số 5/KH-UBND của UBND quận Tân Phú.'] });
    expect(cited.unitCode).toBe(named.unitCode);
  });

  it('knows a code by the date: 15961 was Hoằng Thành and is Hoằng Lộc', () => {
    const after = metadata({
      head: ['UBND TỈNH THANH HÓA', 'UBND XÃ HOẰNG LỘC'],
      title: ['Kết quả cải cách hành chính quý IV năm 2025'],
    });
    expect(after).toMatchObject({ issuer: 'xã Hoằng Lộc', unitCode: '15961' });
    expect(metadata({ head: ['UBND XÃ HOẰNG LỘC'], title: TITLE }).unitCode).toBe('15964');
  });

  it('is not a unit that is only cited', () => {
    const said = metadata({ title: TITLE, prose: ['Kế hoạch số 121/KH-UBND của UBND huyện Hoằng Hóa.'] });
    expect(said).toMatchObject({ issuer: null, level: null });
  });

  it('is doubted where letterhead and caption name two', () => {
    const said = metadata({
      head: ['UBND XÃ HOẰNG THÀNH'],
      title: TITLE,
      caption: ['Phụ lục 1', 'SỐ LIỆU CẢI CÁCH HÀNH CHÍNH CỦA UBND XÃ HOẰNG TRẠCH'],
    });
    expect(said.disagreements).toEqual([{ what: 'issuer', readings: ['xã Hoằng Thành', 'xã Hoằng Trạch'] }]);
  });
});

describe('the issuer is doubted', () => {
  const HEAD = ['UBND HUYỆN HOẰNG HÓA', 'UBND XÃ HOẰNG THÀNH'];
  const doubts = (said: Said) =>
    metadata({ head: HEAD, title: TITLE, ...said }).disagreements.flatMap(({ what, readings }) =>
      what === 'issuer' ? [readings] : [],
    );

  it.each([
    ['THỐNG KÊ SỐ LIỆU CỦA UBND HUYỆN HOẰNG HÓA', 'huyện Hoằng Hóa'],
    ['(Kèm theo Báo cáo số 12/BC-UBND ngày 01/3/2021 của UBND huyện Hoằng Hóa)', 'huyện Hoằng Hóa'],
    ['THỐNG KÊ SỐ LIỆU CẢI CÁCH HÀNH CHÍNH TOÀN HUYỆN', 'toàn huyện'],
    ['TỔNG HỢP SỐ LIỆU CCHC CỦA HUYỆN HOẰNG HÓA', 'huyện Hoằng Hóa'],
    ['SỐ LIỆU XÃ HOẰNG TRẠCH', 'xã Hoằng Trạch'],
    ['SỐ LIỆU THÔN 3', 'THÔN 3'],
  ])('where the table is the district’s, a neighbour’s or a part’s: %s', (line, reading) => {
    expect(doubts({ caption: ['Phụ lục 1', line] })).toEqual([['xã Hoằng Thành', reading]]);
  });

  it.each([
    '(Ban hành kèm theo Công văn số 12/UBND-NV ngày 01/3/2021 của UBND huyện Hoằng Hóa)',
    '(Báo cáo theo mẫu của UBND huyện Hoằng Hóa)',
    '(Kèm theo Báo cáo số 12/BC-UBND ngày 01/3/2021 của UBND xã Hoằng Thành)',
    'KẾT QUẢ THỰC HIỆN NHIỆM VỤ CỦA HUYỆN GIAO',
    'SỐ LIỆU BÁO CÁO UBND HUYỆN HOẰNG HÓA',
    'KẾT QUẢ THỰC HIỆN NHIỆM VỤ ĐƯỢC GIAO THEO KẾ HOẠCH CỦA UBND HUYỆN HOẰNG HÓA',
  ])('not where only the form or the task is: %s', (line) => {
    expect(doubts({ caption: ['Phụ lục 1', line] })).toEqual([]);
  });

  it('where the title names a neighbour', () => {
    expect(doubts({ title: [`${TITLE} của xã Hoằng Trạch`] })).toEqual([['xã Hoằng Thành', 'xã Hoằng Trạch']]);
    expect(doubts({ title: [`${TITLE} trên địa bàn xã Hoằng Thành`] })).toEqual([]);
  });

  it('where a body of the unit reports', () => {
    expect(doubts({ head: ['UBND XÃ HOẰNG THÀNH', 'BỘ PHẬN MỘT CỬA'] })).toHaveLength(1);
    expect(doubts({ head: ['UBND XÃ HOẰNG THÀNH', 'CÔNG AN XÃ HOẰNG THÀNH'] })).toHaveLength(1);
    expect(doubts({ head: ['UBND XÃ HOẰNG THÀNH', 'TRƯỜNG TIỂU HỌC HOẰNG THÀNH'] })).toHaveLength(1);
    expect(doubts({ head: ['UBND HUYỆN HOẰNG HÓA', 'PHÒNG NỘI VỤ'] })).toHaveLength(1);
    expect(doubts({ head: ['HỘI ĐỒNG NHÂN DÂN', 'UBND XÃ HOẰNG THÀNH'] })).toEqual([]);
    // A name of two lines.
    expect(doubts({ head: ['ỦY BAN NHÂN DÂN', 'THÀNH PHỐ HẢI', 'PHÒNG'] })).toEqual([]);
  });

  it.each([
    'ĐẢNG ỦY XÃ HOẰNG THÀNH',
    'MẶT TRẬN TỔ QUỐC VIỆT NAM',
    'ĐOÀN TNCS HỒ CHÍ MINH',
    'HỢP TÁC XÃ HOẰNG THÀNH',
    'THÔN 3',
    'VĂN PHÒNG - THỐNG KÊ',
  ])('where another body of the place reports: %s', (line) => {
    expect(doubts({ head: [line, 'XÃ HOẰNG THÀNH'] })).toHaveLength(1);
  });

  it('where a name misspelt begins with the name of another unit', () => {
    const head = ['ỦY BAN NHÂN DÂN', 'XÃ HIẾU NHON'];
    const said = metadata({ head, title: TITLE });
    // There is a xã Hiếu, in another province.
    expect(said.disagreements).toEqual([{ what: 'issuer', readings: ['xã Hiếu', 'XÃ HIẾU NHON'] }]);
    for (const line of [
      'XÃ HOẰNG THÀNH Số: 12/BC-UBND',
      'UBND XÃ HOẰNG THÀNH – HUYỆN HOẰNG HÓA',
      'Xã Hoằng Thành về việc',
    ])
      expect(doubts({ head: ['ỦY BAN NHÂN DÂN', line] })).toEqual([]);
  });

  it('where it was signed in a neighbour', () => {
    const signed = (place: string) => doubts({ right: [`${place}, ngày 14 tháng 3 năm 2021`] });
    expect(signed('Hoằng Trạch')).toEqual([['xã Hoằng Thành', 'Hoằng Trạch']]);
    for (const place of ['Hoằng Thành', 'Xã Hoằng Thành', 'Hoằng Hóa', 'Thanh Hóa', 'Hà Nội', '……'])
      expect(signed(place)).toEqual([]);
  });
});

it('a name that became another unit’s between the period and the signature is open', () => {
  const of = (right: string, head = ['TỈNH THANH HÓA', 'UBND XÃ HOẰNG LỘC']) =>
    metadata({ head, right: [right], title: ['Kết quả cải cách hành chính 6 tháng đầu năm 2025'] });
  expect(of('Hoằng Lộc, ngày 12 tháng 6 năm 2025').unitCode).toBe('15964');
  const late = of('Hoằng Lộc, ngày 09 tháng 7 năm 2025');
  expect(late.unitCode).toBeNull();
  expect(late.unitCandidates.map((unit) => /\d+/u.exec(unit)?.[0])).toEqual(['15964', '15961']);
});

describe('a caption', () => {
  const caption = ['Phụ lục 1', '(Kèm theo Báo cáo số 55/BC-UBND ngày 01/3/2021 của UBND xã Hoằng Thành)'];

  it('names the issuer after the number', () => {
    expect(metadata({ title: TITLE, caption })).toMatchObject({
      issuer: 'xã Hoằng Thành',
      documentNumber: '55/BC-UBND',
    });
  });

  it('that names a lower unit than the letterhead puts the issuer in doubt', () => {
    const said = metadata({ head: ['UBND HUYỆN HOẰNG HÓA'], title: TITLE, caption });
    expect(said.disagreements).toEqual([{ what: 'issuer', readings: ['huyện Hoằng Hóa', 'xã Hoằng Thành'] }]);
  });
});

describe('the period', () => {
  const period = (said: Said) => metadata({ head: ['UBND XÃ HOẰNG THÀNH'], ...said }).period?.label ?? null;

  it('is the title’s, else the caption’s, else the closing sentence’s', () => {
    expect(period({ title: TITLE, caption: ['Phụ lục quý II năm 2021'] })).toBe('2021-Q1');
    expect(period({ title: ['Công tác cải cách hành chính'], caption: ['Phụ lục 1', 'SỐ LIỆU QUÝ II NĂM 2021'] })).toBe(
      '2021-Q2',
    );
    expect(
      period({ title: ['Công tác cải cách hành chính'], prose: ['Trên đây là báo cáo 6 tháng đầu năm 2022.'] }),
    ).toBe('2022-6M');
  });

  it('is doubted where two places name two', () => {
    const said = metadata({ title: TITLE, caption: ['Phụ lục 1', 'SỐ LIỆU QUÝ II NĂM 2021'] });
    expect(said.disagreements).toEqual([{ what: 'period', readings: ['2021-Q1', '2021-Q2'] }]);
  });

  it('is open where a title names a quarter and nine months, unless the caption decides', () => {
    const title = ['Báo cáo quý III và 9 tháng đầu năm 2021'];
    expect(period({ title })).toBeNull();
    expect(period({ title, caption: ['Phụ lục 1', 'SỐ LIỆU 9 THÁNG ĐẦU NĂM 2021'] })).toBe('2021-9M');
  });

  it('is doubted where the appendix is attached to a report of another time', () => {
    const doubts = (date: string) =>
      metadata({
        title: ['Kết quả CCHC 9 tháng đầu năm 2021'],
        right: ['ngày 09 tháng 9 năm 2021'],
        caption: [
          'UBND xã báo cáo kết quả như sau:',
          'Phụ lục',
          `(Kèm theo Báo cáo số     /BC-UBND ngày ${date} của UBND xã Hoằng Thành)`,
        ],
      }).disagreements.flatMap(({ what, readings }) => (what === 'period' ? [readings] : []));
    expect(doubts('09/6/2021')).toEqual([['2021-9M', '2021-06-09']]);
    expect(doubts('07/9/2021')).toEqual([]);
  });

  it('is doubted where a remark below the table gives its figures another time', () => {
    const doubts = (...below: string[]) => metadata({ title: TITLE, below }).disagreements.map(({ what }) => what);
    expect(doubts('Ghi chú: Số liệu tính đến 30/6/2021')).toEqual(['period']);
    expect(doubts('Lưu ý: Số liệu quý IV năm 2020.')).toEqual(['period']);
    expect(doubts('Ghi chú: Số liệu tính đến 14/3/2021', 'Ghi chú: Không phát sinh thì ghi số 0')).toEqual([]);
  });

  it('is doubted where the title speaks of a month or of all the years of a programme, too', () => {
    const doubts = (title: string) => metadata({ title: [title] }).disagreements.map(({ what }) => what);
    expect(doubts('Kết quả CCHC tháng 9 và 9 tháng đầu năm 2021')).toEqual(['period']);
    expect(doubts('Kết quả CCHC tháng 3, quý I năm 2021')).toEqual(['period']);
    expect(doubts('Tổng kết chương trình CCHC giai đoạn 2011-2020 và năm 2020')).toEqual(['period']);
    expect(doubts('Kết quả CCHC 9 tháng đầu năm 2021, phương hướng tháng 10 và quý IV')).toEqual([]);
    expect(doubts('Kết quả CCHC quý I năm 2021 (từ ngày 15 tháng 12 năm 2020 đến ngày 14 tháng 3)')).toEqual([]);
    expect(doubts('Kết quả CCHC năm 2021 theo Chương trình giai đoạn 2021-2030')).toEqual([]);
  });

  it('takes the year from the report’s date where it names none', () => {
    const right = ['Hoằng Thành, ngày 14 tháng 12 năm 2022'];
    expect(period({ title: ['Công tác cải cách hành chính quý IV'], right })).toBe('2022-Q4');
    expect(period({ title: ['Công tác cải cách hành chính quý IV'] })).toBeNull();
  });

  it('is doubted where its year lies far from the report’s date, or the table is of another period', () => {
    const typo = metadata({ title: ['Kết quả CCHC 9 tháng đầu năm 2012'], right: ['ngày 05 tháng 9 năm 2021'] });
    expect(typo.disagreements).toEqual([{ what: 'period', readings: ['2012-9M', '2021-09-05'] }]);
    const lastYears = metadata({ title: ['Kết quả CCHC 9 tháng đầu năm 2021'], right: ['ngày 05 tháng 10 năm 2022'] });
    expect(lastYears.disagreements).toEqual([{ what: 'period', readings: ['2021-9M', '2022-10-05'] }]);
    // The half year's report begun in the file of the first quarter's, nine months' in that of the half year's.
    for (const [quarters, right] of [
      ['quý I', 'ngày 07 tháng 6 năm 2021'],
      ['6 tháng đầu năm', 'ngày 10 tháng 9 năm 2021'],
    ] as const) {
      const lastOnes = metadata({ title: [`Kết quả CCHC ${quarters} năm 2021`], right: [right] });
      expect(lastOnes.disagreements).toMatchObject([{ what: 'period' }]);
    }
    const late = metadata({ title: ['Kết quả CCHC quý I năm 2021'], right: ['ngày 29 tháng 5 năm 2021'] });
    expect(late.disagreements).toEqual([]);
    const halfYears = metadata({ title: TITLE, caption: ['Phụ lục 1', '(Số liệu tính đến ngày 30/6/2021)'] });
    expect(halfYears.disagreements).toEqual([{ what: 'period', readings: ['2021-Q1', '2021-06-30'] }]);
    const other = metadata({ title: TITLE, caption: ['Phụ lục 2', 'SỐ LIỆU CÙNG KỲ NĂM TRƯỚC'] });
    expect(other.disagreements).toMatchObject([{ what: 'period' }]);
  });

  it.each([
    ...['Kế hoạch', 'Chỉ tiêu giao', 'Ước thực hiện', 'Tăng/giảm', 'Tháng 9/2021', 'Cùng kỳ'],
    ...['KH năm', 'Số liệu đầu kỳ', 'Điểm', 'Số liệu (%)', '%'],
    ...['2020', 'Thực hiện 2020', 'Đến tháng 6', 'Số liệu đến ngày 15/6/2021', 'Lũy kế nhiệm kỳ', 'Định mức', 'Cả năm'],
    ...['Xã Hoằng Trạch', 'Toàn huyện', 'Số giao'],
  ])('is doubted where the only column of figures is called "%s"', (valueHeader) => {
    expect(metadata({ title: TITLE, valueHeader }).disagreements).toMatchObject([{ what: 'period' }]);
  });

  it.each([
    'Kết quả thực hiện kế hoạch',
    'Số liệu đến hết tháng 3/2021',
    'Số lượng, tỷ lệ',
    'Thực hiện',
    'Số liệu cuối kỳ',
    'SL',
    'KQ TH',
    'Xã Hoằng Thành',
    'UBND xã',
    'Trong quý',
    'Quý này',
    '2021',
    '3T/2021',
    'Con số',
    'Trả lời',
    'Số liệu (từ 15/12/2020 đến 14/3/2021)',
    '',
    '(4)',
  ])('is not doubted for a column called "%s"', (valueHeader) => {
    const head = ['UBND HUYỆN HOẰNG HÓA', 'UBND XÃ HOẰNG THÀNH'];
    expect(metadata({ head, title: TITLE, valueHeader }).disagreements).toEqual([]);
  });

  it('is doubted where a column of the quarter stands in a report on more', () => {
    const said = metadata({ title: ['Kết quả CCHC 9 tháng đầu năm 2021'], valueHeader: 'Trong quý' });
    expect(said.disagreements).toEqual([{ what: 'period', readings: ['2021-9M', 'Trong quý'] }]);
  });

  it.each([
    'SỐ LIỆU TẠM TÍNH',
    'DỰ KIẾN QUÝ I NĂM 2021',
    'SỐ LIỆU ĐẾN THÁNG 12/2020',
    'SỐ LIỆU THÁNG 3',
    '(Số liệu chưa chỉnh lý)',
  ])('is doubted where the table is called "%s"', (line) => {
    expect(metadata({ title: TITLE, caption: ['Phụ lục 1', line] }).disagreements).toMatchObject([{ what: 'period' }]);
  });

  it.each([
    'SỐ LIỆU CẢI CÁCH HÀNH CHÍNH',
    'SỐ LIỆU QUÝ I NĂM 2021',
    'Tổng hợp số liệu đến tháng 3/2021',
    'Dự kiến chương trình công tác và các nhiệm vụ trọng tâm khác của xã trong thời gian tới',
  ])('is not doubted where it is called "%s"', (line) => {
    expect(metadata({ title: TITLE, caption: ['Phụ lục 1', line] }).disagreements).toEqual([]);
  });

  it('says which days the figures cover where the report does', () => {
    const said = metadata({ title: [...TITLE, '(Số liệu tính từ ngày 15/12/2020 đến ngày 14/3/2021)'] });
    expect(said).toMatchObject({ coverFrom: '2020-12-15', coverTo: '2021-03-14', asOf: '2021-03-14' });
  });
});

describe('the number and the date', () => {
  it.each([
    [['UBND XÃ HOẰNG THÀNH', 'Số: 12/BC-UBND'], [], '12/BC-UBND'],
    [['UBND XÃ HOẰNG THÀNH', 'Số: 14a / BC-UBND'], [], '14a/BC-UBND'],
    [['UBND XÃ HOẰNG THÀNH', 'Số:       /BC-UBND'], [], null],
    [
      ['UBND XÃ HOẰNG THÀNH', 'Số: …/BC-UBND'],
      ['Phụ lục', '(Kèm theo Báo cáo số 12/BC-UBND ngày 01/9/2021)'],
      '12/BC-UBND',
    ],
    [['UBND XÃ HOẰNG THÀNH'], ['(Kèm theo Báo cáo số       /BC-UBND ngày 01/9/2021)'], null],
    [['UBND XÃ HOẰNG THÀNH'], ['(Ban hành kèm theo Công văn số 581/BNV-CCHC ngày 01/9/2021)'], null],
  ])('%j %j', (head, caption, number) => {
    expect(metadata({ head, caption, title: TITLE }).documentNumber).toBe(number);
  });

  it('is doubted where letterhead and caption differ', () => {
    const said = metadata({ head: ['Số: 12/BC-UBND'], caption: ['(Kèm theo Báo cáo số 13/BC-UBND)'], title: TITLE });
    expect(said.disagreements).toContainEqual({ what: 'document_number', readings: ['12/BC-UBND', '13/BC-UBND'] });
  });

  it('reads dates as day, month, year, and a blank day as none', () => {
    expect(metadata({ right: ['ngày 01 tháng 9 năm 2021'], title: TITLE }).issuedOn).toBe('2021-09-01');
    expect(metadata({ right: ['ngày 04.3.2021'], title: TITLE }).issuedOn).toBe('2021-03-04');
    expect(metadata({ right: ['ngày     tháng 9 năm 2021'], title: TITLE }).issuedOn).toBeNull();
    expect(metadata({ right: ['ngày 31 tháng 2 năm 2021'], title: TITLE }).issuedOn).toBeNull();
  });

  it('knows a report that replaces another', () => {
    expect(metadata({ title: [...TITLE, '(Thay thế Báo cáo số 12/BC-UBND)'] }).replaces).toBe(true);
    expect(metadata({ title: TITLE, prose: ['Các thủ tục sửa đổi, bổ sung, thay thế.'] }).replaces).toBe(false);
  });
});

describe('a second table', () => {
  const rows = (value: string) => [HEADER, ['1', 'Số nhiệm vụ đề ra trong kế hoạch', 'Nhiệm vụ', value]];
  const counted = (caption: string) =>
    readReport(
      {
        pages: [],
        trackedChanges: false,
        blocks: [
          table([['UBND HUYỆN HOẰNG HÓA\nUBND XÃ HOẰNG THÀNH', '']]),
          text('BÁO CÁO', true),
          ...TITLE.map((line) => text(line, true)),
          table([['Nơi nhận:', 'CHỦ TỊCH']]),
          text('Phụ lục 1'),
          table(rows('27')),
          text('Phụ lục 2'),
          text(caption),
          table(rows('28')),
        ],
      },
      units,
    ).tables.map((read) => read.isUncounted !== true);

  it('of an earlier period or of another unit does not count beside the report’s own', () => {
    expect(counted('SỐ LIỆU CÙNG KỲ NĂM 2020')).toEqual([true, false]);
    expect(counted('SỐ LIỆU CỦA UBND XÃ HOẰNG LỘC')).toEqual([true, false]);
    expect(counted('(Kèm theo Báo cáo của UBND xã Hoằng Thành)')).toEqual([true, true]);
    expect(counted('SỐ LIỆU TRÊN ĐỊA BÀN HUYỆN HOẰNG HÓA')).toEqual([true, true]);
  });
});

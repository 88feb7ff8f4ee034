import { describe, expect, test } from 'vitest';
import * as damage from '../../fixtures/legacy.js';
import { judgeDocument, mergeRepairs, type PageText } from '../../src/vietnamese/judge.js';
import { DIGITAL, docxPage, judgePage, pdfPage, repairedText, repairsOf } from './helpers.js';
import { APPENDIX, ENGLISH, FRENCH, NARRATIVE, PROSE } from './samples.js';

const verdicts = (page: PageText) =>
  Object.fromEntries(judgePage(page).fonts.map(({ name, verdict, reasons }) => [name, [verdict, ...reasons]]));

const glyphs = damage.glyphNumbers(APPENDIX);

describe('one font', () => {
  test.each([
    ['clean prose', PROSE, ['clean']],
    ['clean appendix', APPENDIX, ['clean']],
    ['English', ENGLISH, ['clean']],
    ['French', FRENCH, ['clean']],
    [
      'glyph numbers',
      glyphs,
      ['untrusted', 'unmapped-glyphs', 'capitals-without-words', 'few-syllables', 'lone-consonants', 'marks-lost'],
    ],
    [
      'a foreign OCR layer',
      `ceNG HoA xA uQr cuu xcuia vrET NAM ${'bdo cdo ket qud thuc hien nbiem vu cdi cdch hdnh chinb '.repeat(3)}`,
      ['untrusted', 'few-syllables', 'marks-lost'],
    ],
    ['a foreign OCR heading', 'ceNG HoA xA ugr cuu xcuia vrET NAM', ['untrusted', 'broken-words']],
    [
      'lost toned glyphs, still 81 % syllables',
      `B O HI M XÃ H I VI T NAM ${'thông tin cho nhân dân xem '.repeat(5)}`,
      ['untrusted', 'lone-consonants'],
    ],
    [
      'a heading that lost its toned glyphs',
      'C NG H A XÃ H I CH NGH A VI T NAM',
      ['untrusted', 'few-syllables', 'lone-consonants'],
    ],
    ['capitals that lost their ư', 'PHƠNG HỚNG NHIỆM VỤ TRỌNG TÂM ĐỢC GIAO', ['untrusted', 'letters-missing']],
    ['characters that the font does not name', '\ufffd\ufffd\ufffd 12', ['untrusted', 'unmapped-glyphs']],
    [
      'Cyrillic where Latin should be',
      'Бао сао кӟт цуа тху тус хањ жињ',
      ['untrusted', 'foreign-script', 'broken-words', 'strange-letters'],
    ],
  ])('%s', (_name, text, expected) => expect(verdicts(pdfPage(['F', text]))).toEqual({ F: expected }));
});

describe('too little to condemn', () => {
  test.each([
    ['numbers', '27 11 9 0 10/10 1.479 17.454.000 99,12% 0 0 0 1 2'],
    ['codes', '1.1.1 1.1.2 1.2.1 2.4. 3.3.1 a b c d'],
    ['letters of a list', 'a b c d đ'],
    ['document numbers', '12/KH-UBND 61/2018/NĐ-CP 45/2016/QĐ-TTg 30c/NQ-CP 14a/KH-UBND'],
    ['abbreviations', 'TTHC UBND HĐND CCHC BCCI VBQPPL TTHC UBND'],
    ['Roman numerals', 'I II III IV V VI VII VIII IX X'],
    ['the letters of a distribution list', '(b/c); (t/h); CT, PCT.UBND; Lưu: VT, TH.'],
    ['a product', 'Microsoft Windows Server'],
    ['names of the highlands', 'Đắk Lắk, Krông Pắc, Ea Kar, Pleiku'],
    [
      'communes of the highlands',
      'Xã Ch’ơm Xã Gari Xã Axan Xã Tr’hy Xã Bhalêê Xã Avương Xã Dliê Yang Xã Kmút Xã Dăh Xã Pơng',
    ],
    ['abbreviations that are onsets', 'TH NH KH TR'],
    ['pictures', 'J q v Ø ü xyz'],
    ['one word', 'Phụ'],
    ['a bullet without a meaning', '\ue123'],
  ])('%s', (name, text) => {
    const font = name === 'pictures' ? 'Wingdings 3' : 'F';
    const page = pdfPage(['Body', PROSE], [font, text]);
    expect(judgePage(page)).toMatchObject({ readable: true });
    expect(verdicts(page)).toMatchObject({ [font]: ['clean'] });
  });
});

describe('mixed documents', () => {
  test('VNI headings over a Unicode body, each font by itself', () => {
    const page = pdfPage(['VNI-Times', damage.toVni('TẠP CHÍ KHOA HỌC')], ['Tinos', PROSE]);
    expect(verdicts(page)).toEqual({ Tinos: ['clean'], 'VNI-Times': ['repairable', 'vni'] });
    expect(repairedText(page)).toBe(`TẠP CHÍ KHOA HỌC ${PROSE}`);
  });

  test('a VNI heading under a font name that says nothing', () => {
    const page = pdfPage(['F7', damage.toVni('TẠP CHÍ KHOA HỌC')], ['Tinos', PROSE]);
    expect(repairedText(page)).toBe(`TẠP CHÍ KHOA HỌC ${PROSE}`);
  });

  test('a DOCX whose runs are in three encodings under one font', () => {
    const heading = 'Kết quả thực hiện nhiệm vụ';
    const page = docxPage(['Arial', damage.toVni(heading)], ['Arial', PROSE], ['Arial', damage.toTcvn3(heading)]);
    expect(repairedText(page)).toBe(`${heading} ${PROSE} ${heading}`);
  });

  test('Unicode text that was pasted into a TCVN3 font', () => {
    const pasted = 'cán bộ, công chức cấp xã được đào tạo lại';
    const page = docxPage(['.VnTime', damage.toTcvn3(NARRATIVE)], ['.VnTime', pasted]);
    expect(repairedText(page)).toBe(`${NARRATIVE} ${pasted}`);
  });

  test('one garbage font among good ones: the page does not pass', () => {
    const page = pdfPage(['Tinos', PROSE], ['Bad', glyphs]);
    expect(judgePage(page)).toMatchObject({ readable: false });
    expect(judgePage(page).reasons[0]).toMatch(/^untrusted-font Bad: unmapped-glyphs/);
    expect(verdicts(page)).toMatchObject({
      Tinos: ['clean'],
      Bad: expect.arrayContaining(['untrusted', 'unmapped-glyphs']),
    });
  });

  test('a garbage font spoils only the pages it stands on', () => {
    const pages = [pdfPage(['Tinos', PROSE]), pdfPage(['Tinos', PROSE], ['Bad', glyphs]), pdfPage(['Tinos', APPENDIX])];
    expect(judgeDocument(pages).map(({ readable }) => readable)).toEqual([true, false, true]);
  });

  test('one font name, broken on one page only', () => {
    const pages = [pdfPage(['Tinos', PROSE]), pdfPage(['Tinos', glyphs]), pdfPage(['Tinos', NARRATIVE])];
    expect(judgeDocument(pages).map(({ readable }) => readable)).toEqual([true, false, true]);
  });

  test('one font name, in another encoding on one page', () => {
    const pages = [...Array<PageText>(30).fill(pdfPage(['Arial', PROSE])), pdfPage(['Arial', damage.toVni(APPENDIX)])];
    const judgements = judgeDocument(pages);
    const [last, judgement] = [pages.at(-1), judgements.at(-1)];
    expect(last && judgement && repairedText(last, judgement)).toBe(APPENDIX);
    expect(judgements.slice(0, -1).every(({ fonts }) => fonts.every(({ verdict }) => verdict === 'clean'))).toBe(true);
  });

  test('a small font is judged by what the document holds of it', () => {
    const few = damage.glyphNumbers('bao cao');
    const pages = [pdfPage(['Tinos', PROSE], ['Bad', few]), pdfPage(['Bad', glyphs])];
    expect(judgeDocument(pages)[0]).toMatchObject({ readable: false });
  });

  test('letters of a fallback font inside the words of another are no lone consonants', () => {
    const runs = PROSE.split(' ').flatMap((word) =>
      (word.match(/[ạ-ỹ]+|[^ạ-ỹ]+/gu) ?? []).map((text) => ({
        text,
        font: /[ạ-ỹ]/u.test(text) ? 'Fallback' : 'Main',
      })),
    );
    expect(judgePage({ runs, hidden: [], evidence: DIGITAL }).reasons).toEqual([]);
  });

  test('a word cut at the end of the page is one word too', () => {
    const runs = [
      { text: 'Th', font: 'Main' },
      { text: 'ị', font: 'Fallback' },
    ];
    expect(
      judgePage({ runs, hidden: [], evidence: DIGITAL }).fonts.map(({ measurements }) => measurements.loneConsonants),
    ).toEqual([0, 0]);
  });

  test('a letter that a font has lost in the whole document is lost on each of its pages', () => {
    const lost = (text: string) => text.replaceAll('đ', 'd').replaceAll('Đ', 'D');
    const pages = (lost(`${PROSE} ${NARRATIVE}`).match(/(?:\S+ ){60}/g) ?? []).map((text) => pdfPage(['F', text]));
    expect(pages.every((page) => judgePage(page).readable)).toBe(true);
    expect(judgeDocument(pages).some(({ readable }) => readable)).toBe(false);
  });

  test('a letter that is lost on one page is lost there', () => {
    const pages = [pdfPage(['F', PROSE]), pdfPage(['F', PROSE.replaceAll('đ', 'd').replaceAll('Đ', 'D')])];
    expect(judgeDocument(pages).map(({ readable }) => readable)).toEqual([true, false]);
  });

  test('words cut into runs of one font (DOCX) are no lone consonants', () => {
    const parts = (PROSE.match(/.{1,7}/gu) ?? []).map((text) => ['F', text] as const);
    expect(judgePage(docxPage(...parts)).reasons).toEqual([]);
  });
});

describe('a document in another language', () => {
  const FIGURES =
    'Manufacturing 1,204 Construction 311 Transportation and storage 98 Accommodation 41 Education 77 '.repeat(3);
  const HEADINGS =
    'SELECTED CHARACTERISTICS GEOGRAPHIC DIVISION NEW ENGLAND MIDDLE ATLANTIC MOUNTAIN PACIFIC ALASKA TEXAS';
  const TABLE = `${FIGURES} Agriculture Information Communication Professional services Unemployment wholesale statistics`;

  test.each([
    ['headings in capitals', HEADINGS],
    ['states', 'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ'],
    ['formulas', 'α β γ δ p q x y z k n m f g h'.repeat(3)],
    ['code', 'int asn char uint ptr memcpy struct typedef enum extern elif argv stdio errno buf len idx tmp'.repeat(3)],
  ])('%s are as good as its prose', (_name, text) => {
    expect(judgePage(pdfPage(['Body', ENGLISH], ['F', text]))).toMatchObject({ readable: true });
  });

  test('that is a table and little else is known by its long words', () => {
    expect(judgePage(pdfPage(['F', TABLE], ['H', HEADINGS]))).toMatchObject({ readable: true });
  });

  test('bears a sign that its font does not name, not an alphabet', () => {
    const signs = (count: number) => pdfPage(['F', ENGLISH], ['F', '\ufffdof '.repeat(count)]);
    expect(judgePage(signs(3))).toMatchObject({ readable: true });
    expect(judgePage(pdfPage(['F', ENGLISH], ['G', '\ufffd\ue001\ue002 \ue003of']))).toMatchObject({ readable: false });
  });

  test('does not vouch for a page of damaged Vietnamese', () => {
    const damaged = damage.toVni(PROSE).replaceAll(/[^\p{ASCII}]/gu, '');
    const pages = [...Array<PageText>(9).fill(pdfPage(['F', ENGLISH])), pdfPage(['F', damaged])];
    expect(judgeDocument(pages).map(({ readable }) => readable)).toEqual([...Array<boolean>(9).fill(true), false]);
  });
});

describe('the page', () => {
  const stamp = 'Ký bởi: Ủy ban nhân dân xã Email: xa@tinh.gov.vn Thời gian ký: 14.06.2019 09:12:33 +07:00';
  const over = (page: PageText, imageCoverage: number, textCoverage: number): PageText => ({
    ...page,
    evidence: { imageCoverage, textCoverage },
  });
  const hidden = (page: PageText): PageText => ({ ...page, runs: [], hidden: page.runs });

  test.each([
    ['a scan whose only text is a stamp', over(pdfPage(['F', stamp]), 1, 0.03), ['stamp-on-scan']],
    ['a scan whose stamp covers more', over(pdfPage(['F', stamp]), 0.95, 0.4), ['stamp-on-scan']],
    [
      'an old OCR layer, however good',
      over(hidden(pdfPage(['GlyphLessFont', PROSE])), 1, 0),
      ['hidden-text-over-image'],
    ],
    ['a scan without text', over(pdfPage(), 1, 0), ['no-visible-text']],
    ['a scan in strips', over(pdfPage(), 0.05, 0), ['no-visible-text']],
    ['a blank page', over(pdfPage(), 0, 0), []],
    ['text beside a coat of arms', over(pdfPage(['F', PROSE]), 0.05, 0.7), []],
    ['text over a picture of paper', over(pdfPage(['F', PROSE]), 1, 0.7), []],
    ['a cover with a few words', over(pdfPage(['F', 'BÁO CÁO CẢI CÁCH HÀNH CHÍNH']), 0, 0.05), []],
  ])('%s', (_name, page, reasons) =>
    expect(judgePage(page)).toMatchObject({ readable: reasons.length === 0, reasons }),
  );

  test('hidden text is measured', () => {
    const page = hidden(pdfPage(['F', PROSE]));
    expect(judgePage(page).fonts[0]?.measurements).toMatchObject({ hiddenShare: 1 });
  });
});

test('measurements are finite numbers, fonts are in order of name', () => {
  const { fonts } = judgePage(pdfPage(['Z', PROSE], ['A', ''], ['M', '12']));
  expect(fonts.map(({ name }) => name)).toEqual(['M', 'Z']);
  for (const { measurements } of fonts) expect(Object.values(measurements).every(Number.isFinite)).toBe(true);
});

test('a document without pages, a page without runs, a run of an unknown font', () => {
  expect(judgeDocument([])).toEqual([]);
  const judgement = judgePage(pdfPage());
  expect(judgement.repair({ text: 'Ðe\u0323 2', font: 'Nowhere' })).toMatchObject({
    text: 'Ðẹ 2',
    repairs: [{ from: 'e\u0323', to: 'ẹ', count: 1, class: 'nfc' }],
  });
});

test('repairs of the same change are summed in the order they first occurred', () => {
  const page = pdfPage(['F', `${NARRATIVE} Ðảng Ðiều điều`]);
  const repairs = repairsOf(page.runs, judgePage(page));
  expect(repairs).toEqual([{ from: 'Ð', to: 'Đ', count: 2, class: 'eth' }]);
  expect(mergeRepairs([...repairs, { from: 'a', to: 'b', count: 1, class: 'x' }, ...repairs])).toEqual([
    { from: 'Ð', to: 'Đ', count: 4, class: 'eth' },
    { from: 'a', to: 'b', count: 1, class: 'x' },
  ]);
});

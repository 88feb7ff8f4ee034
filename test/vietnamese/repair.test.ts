import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as damage from '../../fixtures/legacy.js';
import { judgeDocument } from '../../src/vietnamese/judge.js';
import { Notes } from '../../src/vietnamese/notes.js';
import { joinSplitSyllables } from '../../src/vietnamese/splits.js';
import { readTwice } from '../../src/vietnamese/twice.js';
import { ABBREVIATIONS, VOCABULARY } from '../../src/vietnamese/vocabulary.js';
import { docxPage, judgePage, pdfPage, repairedText, repairsOf } from './helpers.js';
import { ENGLISH, FRENCH, NARRATIVE } from './samples.js';

const CONTEXT = 'Ủy ban nhân dân xã đã giải quyết được các thủ tục hành chính theo quy định của pháp luật';

/** What becomes of one more run in a Vietnamese document. */
function repairIn(text: string, font = 'F', context = CONTEXT): string {
  const page = docxPage(['Body', context], [font, text]);
  return judgePage(page).repair({ text, font }).text;
}

describe('glyph by glyph, in a Vietnamese document', () => {
  test.each([
    ['Ðộc lập', 'Độc lập'],
    ['₫ộc lập', 'độc lập'],
    ['500.000₫ và 10 ₫', '500.000₫ và 10 ₫'],
    ['e\u0323\u0302', 'ệ'],
    ['e\u0302\u0323', 'ệ'],
    ['ê\u0323', 'ệ'],
    ['e\u0301\u0302', 'ế'],
    ['a\u0340', 'à'],
    ['40/2026/NĐ-СР', '40/2026/NĐ-CP'],
    ['сộng hòа', 'cộng hòa'],
    ['14а/KH-UBND', '14a/KH-UBND'],
    ['1О', '1О'],
    ['\uf0b7 Số hồ sơ', '• Số hồ sơ'],
    ['\uf0fe Có \uf0a8 Không', '☑ Có ☐ Không'],
    ['\uf0b3 95%', '≥ 95%'],
    ['ﬁle', 'file'],
    ['m², ½, ①, １２', 'm², ½, ①, １２'],
    ['306²', '306²'],
    ['hành\u00a0chính', 'hành chính'],
    ['hành\u200b chính', 'hành chính'],
    ['hà\u00adnh', 'hành'],
    ['12/KH\u00adUBND', '12/KH-UBND'],
    ['\u00ad', '-'],
    ['TH Ự C TẬ P TỐ T NGHIỆ P', 'THỰC TẬP TỐT NGHIỆP'],
    ['B O HI M XÃ H I VI T NAM', 'B O HI M XÃ H I VI T NAM'],
    ['nhóm B ở xã, nhóm C ở bản', 'nhóm B ở xã, nhóm C ở bản'],
    ['a b c d đ', 'a b c d đ'],
    ['– — − …', '– — − …'],
    ['khoán, toàn, hoá', 'khoán, toàn, hoá'],
  ])('%s', (damaged, clean) => expect(repairIn(damaged)).toBe(clean));
});

test('a symbol font is read by its own table, and its tick boxes are data', () => {
  expect(repairIn('þ', 'Wingdings')).toBe('☑');
  expect(repairIn('o', 'Wingdings')).toBe('☐');
  expect(repairIn('R', 'Wingdings 2')).toBe('☑');
  expect(repairIn('\uf0a3', 'Wingdings 2')).toBe('☐');
  expect(repairIn('\uf0a3', 'SymbolMT')).toBe('≤');
  expect(repairIn('o', 'Wing')).toBe('o');
  expect(repairIn('Ð', 'Wingdings 3')).toBe('Ð');
});

describe('ƣ', () => {
  // Bug fixture: lines of the commune report this project began with, bold face only (7 small letters and 4 capitals).
  const bold = [
    'Phƣơng hƣớng, nhiệm vụ trọng tâm 3 tháng cuối năm 2021',
    'II. KẾT QUẢ CHỦ YẾU ĐẠT ĐƢỢC',
    'Cán bộ: 09 ngƣời',
    'Công chức: 11 ngƣời.',
    'III . NHỮNG KHÓ KHĂN, VƢỚNG MẮC',
    'V. PHƢƠNG HƢỚNG, NHIỆM VỤ TRỌNG TÂM 3 THÁNG CUỐI NĂM',
    'Cải cách tổ chức bộ máy hành chính nhà nƣớc',
  ].join('\n');

  test('becomes ư and is counted, letter by letter', () => {
    const page = pdfPage(['Tinos-Bold', bold], ['Tinos', NARRATIVE]);
    const judgement = judgePage(page);
    expect(repairsOf(page.runs, judgement)).toEqual([
      { from: 'ƣ', to: 'ư', count: 5, class: 'gha' },
      { from: 'Ƣ', to: 'Ư', count: 4, class: 'gha' },
    ]);
    expect(repairedText(page, judgement)).not.toMatch(/[ƣƢ]/);
    expect(judgement.fonts.map(({ name, verdict, reasons }) => [name, verdict, reasons])).toEqual([
      ['Tinos', 'clean', []],
      ['Tinos-Bold', 'repairable', ['gha-for-u-horn']],
    ]);
  });

  test('is left alone in a document without a Vietnamese letter', () => {
    const page = docxPage(['F', 'The letter ƣ (gha) was used in Turkic alphabets: ƣa, baƣ.']);
    expect(repairedText(page)).toBe(page.runs[0]?.text);
  });

  test('is left alone where it makes no syllables', () => {
    const page = docxPage(['Body', CONTEXT], ['F', 'qaƣaz oƣlan baƣça']);
    expect(repairsOf(page.runs, judgePage(page))).toEqual([]);
  });

  test('brings õ for ò only beside it, and only where the word decides', () => {
    const damaged = 'PHÕNG NỘI VỤ theo dõi rõ ngƣời cõn thiếu';
    expect(repairIn(damaged)).toBe('PHÒNG NỘI VỤ theo dõi rõ người còn thiếu');
    expect(repairIn('PHÕNG theo dõi')).toBe('PHÕNG theo dõi');
  });
});

describe('evidence before repair', () => {
  test('Russian words in a Vietnamese document stay, those spelled with our shapes too', () => {
    expect(repairIn('сао', 'F', `${CONTEXT} Отчёт`)).toBe('сао');
    expect(repairIn('сао')).toBe('cao');
    expect(repairIn('mүu')).toBe('mẫu');
  });

  test('a hyphen is ư only in a TCVN3 font that has lost every ư', () => {
    const withU = damage.toTcvn3(NARRATIVE);
    expect(repairIn('t- pháp lµ', '.VnTime')).toBe('t- phỏp là');
    const judgement = judgePage(docxPage(['.VnTime', withU]));
    expect(judgement.repair({ text: 't- ph¸p', font: '.VnTime' }).text).toBe('t- pháp');
    const lost = judgePage(docxPage(['.VnTime', withU.replaceAll('\u00ad', '-')]));
    expect(lost.repair({ text: 't- ph¸p, Hµ-Nam', font: '.VnTime' }).text).toBe('tư pháp, Hà-Nam');
  });

  test('few words decide an encoding only in a Vietnamese document, and only when all are broken', () => {
    const alone = docxPage(['F', 'où eùt aï']);
    expect(repairedText(alone)).toBe(alone.runs[0]?.text);
    expect(repairIn('laø coù')).toBe('là có');
    expect(repairIn('laø')).toBe('laø');
    expect(repairIn('khoán laø')).toBe('khoán laø');
    expect(repairIn('khoán toàn hoàn laø')).toBe('khoán toàn hoàn laø');
  });

  test('signs among letters are letters of TCVN3, though what they part may be syllables', () => {
    expect(repairIn('yªu ¸o ¶o ©u')).toBe('yêu áo ảo âu');
  });

  test('the name of a font does not outweigh its words', () => {
    expect(repairIn('có', '.VnTime')).toBe('có');
    expect(repairIn('cã', '.VnTime')).toBe('có');
    const body = docxPage(['.VnTime', damage.toTcvn3(NARRATIVE)], ['.VnTime', 'cán bộ']);
    expect(repairedText(body)).toBe(`${NARRATIVE} cán bộ`);
  });

  test('too short a text was not converted twice', () => {
    const page = docxPage(['F', 'giỏc cỏc']);
    expect(repairedText(page)).toBe('giỏc cỏc');
  });
});

describe('words converted twice', () => {
  test.each<[found: string, was: string | null, why: string]>([
    ['giỏc', 'giác', 'the only syllable'],
    ['đó', 'đã', 'ó itself would have moved'],
    ['cụng', 'công', 'the only one in the vocabulary'],
    ['CễNG', 'CÔNG', 'a capital'],
    ['cễ', 'cễ', 'no capital among small letters'],
    ['tỏi', null, 'tái or tỏi: neither is known'],
  ])('%s was %s: %s', (found, was) => expect(readTwice(found, 'tcvn3-twice')).toBe(was));

  test.each<[found: string, was: string | null]>([
    ['khơng', 'không'],
    ['tồn', 'toàn'],
    ['đơn', null],
  ])('through VNI, %s was %s', (found, was) => expect(readTwice(found, 'vni-twice')).toBe(was));
});

describe('blanks inside syllables', () => {
  test.each([
    ['TH Ự C TẬ P TỐ T NGHIỆ P', 'THỰC TẬP TỐT NGHIỆP', 4 + 1],
    ['th á nh a ng', 'th á nh a ng', 0],
    ['B O HI M XÃ H I', 'B O HI M XÃ H I', 0],
    ['nhóm B ở', 'nhóm B ở', 0],
    ['b c d đ', 'b c d đ', 0],
  ])('%s', (split, joined, blanks) => {
    const notes = new Notes();
    expect(joinSplitSyllables(split, notes)).toBe(joined);
    expect(notes.repairs.reduce((sum, { count }) => sum + count, 0)).toBe(blanks);
  });
});

/** Digits of any script, in order. */
const digits = (text: string): string => text.replace(/\P{Nd}/gu, '');

const FONTS = ['Tinos', '.VnTime', '.VnTimeH', 'VNI-Times', 'Wingdings', 'Wingdings 2', 'Symbol'] as const;
const letters = fc.constantFrom(
  ...'abcghinotuêôơưđáàộếệìòõÐðƣƢÃÆÄá»¿©­®µ¸·§¶×Üßÿûùøï\u0301\u0323\u00a0\uf0fe\uf0a8аосР',
);
const digit = fc.constantFrom(...'0123456789');
const anything = fc.string({
  unit: fc.oneof(
    { weight: 4, arbitrary: letters },
    { weight: 2, arbitrary: digit },
    { weight: 1, arbitrary: fc.constantFrom(' ', '-', '/', '.') },
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 40,
});
const runs = fc.array(fc.record({ text: anything, font: fc.constantFrom(...FONTS) }), {
  maxLength: 12,
});

test('repair never changes a digit', () => {
  fc.assert(
    fc.property(runs, runs, (document, hidden) => {
      const judgement = judgePage({ runs: document, hidden, evidence: { imageCoverage: 0, textCoverage: 1 } });
      for (const run of [...document, ...hidden]) expect(digits(judgement.repair(run).text)).toBe(digits(run.text));
    }),
  );
});

test('repaired text is NFC, and counts what it changed', () => {
  fc.assert(
    fc.property(runs, runs, (document, hidden) => {
      const judgement = judgePage({ runs: document, hidden, evidence: { imageCoverage: 0, textCoverage: 1 } });
      for (const run of [...document, ...hidden]) {
        const { text, repairs } = judgement.repair(run);
        expect(text).toBe(text.normalize('NFC'));
        // In a font of pictures a soft hyphen is a picture.
        const invisible = /^(?:Wingdings|Symbol)/.test(run.font)
          ? /[\u200b-\u200d\u2060\ufeff]/g
          : /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
        const spacing = run.text.replace(invisible, '').replace(/[\u00a0\u2007\u202f\u3000\t]/g, ' ');
        if (repairs.length === 0) expect(text).toBe(spacing);
        expect(repairs.every(({ count, from, to }) => count > 0 && from !== to)).toBe(true);
      }
    }),
  );
});

const word = fc.constantFrom(...VOCABULARY);
const code = fc.constantFrom(
  '1.1.1',
  '10/10',
  '12/KH-UBND',
  '61/2018/NĐ-CP',
  '45/2016/QĐ-TTg',
  '17.454.000',
  '99,12%',
  'IV/2021',
  '14/6/2019',
  'm²',
  '(b/c);',
  '–',
  '…',
  ...ABBREVIATIONS,
);
const capital = word.map((w) => w.toUpperCase());
const title = word.map((w) => w.slice(0, 1).toUpperCase() + w.slice(1));
const sentence = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: word },
      { weight: 1, arbitrary: title },
      { weight: 1, arbitrary: capital },
      { weight: 2, arbitrary: code },
    ),
    { minLength: 1, maxLength: 60 },
  )
  .map((words) => words.join(' '));

describe('no harm', () => {
  const untouched = (text: string, font: string): void => {
    for (const page of [pdfPage([font, text]), docxPage([font, text])]) {
      const judgement = judgePage(page);
      expect(judgement.reasons).toEqual([]);
      expect(repairsOf(page.runs, judgement)).toEqual([]);
      expect(repairedText(page, judgement)).toBe(text);
    }
  };

  test('clean Vietnamese', () => {
    fc.assert(fc.property(sentence, (text) => untouched(text, 'Tinos')));
  });

  test('numbers, codes, document numbers and abbreviations', () => {
    fc.assert(fc.property(fc.array(code, { minLength: 1 }), (codes) => untouched(codes.join(' '), 'Tinos-Bold')));
  });

  test.each([
    ['English', ENGLISH],
    ['French', FRENCH],
  ])('%s', (_language, sample) => {
    untouched(sample, 'Tinos');
    const foreign = fc.constantFrom(...sample.split(' '));
    fc.assert(
      fc.property(fc.array(foreign, { minLength: 1, maxLength: 40 }), (words) => {
        const text = words.join(' ');
        for (const page of [pdfPage(['F', text]), docxPage(['F', text])]) {
          expect(repairsOf(page.runs, judgePage(page))).toEqual([]);
          expect(repairedText(page)).toBe(text);
        }
      }),
    );
  });

  test.each([
    ['Russian', 'Отчёт о работе комитета за 2021 год: он сказал, что все хорошо'],
    ['Greek', 'Η έκθεση της επιτροπής για το 2021'],
    ['Icelandic', 'Ðað er góð hugmynd að læra íslensku'],
    ['Chinese', '行政改革报告 2021 年'],
  ])('%s', (_language, text) => {
    const page = docxPage(['F', text]);
    expect(repairsOf(page.runs, judgePage(page))).toEqual([]);
    expect(repairedText(page)).toBe(text);
  });
});

const DAMAGES = {
  none: (text: string) => text,
  gha: (text: string) => text.replaceAll('ư', 'ƣ').replaceAll('Ư', 'Ƣ'),
  nfd: (text: string) => text.normalize('NFD'),
  tcvn3: damage.toTcvn3,
  vni: damage.toVni,
  cp1258: damage.as1252From1258,
  utf8: damage.as1252FromUtf8,
  eth: (text: string) => text.replaceAll('đ', 'ð').replaceAll('Đ', 'Ð'),
};

test('repair is idempotent: text that was repaired is judged clean and not touched again', () => {
  const long = fc.array(word, { minLength: 25, maxLength: 60 }).map((words) => words.join(' '));
  const parts = fc.array(
    fc.tuple(
      fc.constantFrom('Tinos', 'Tinos-Bold', '.VnTime', '.VnTimeH', 'VNI-Times'),
      fc.constantFrom(...(Object.keys(DAMAGES) as (keyof typeof DAMAGES)[])),
      long,
    ),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(parts, (document) => {
      const page = docxPage(...document.map(([font, kind, text]) => [font, DAMAGES[kind](text)] as const));
      const first = judgePage(page);
      const again = docxPage(...page.runs.map((run) => [run.font, first.repair(run).text] as const));
      const second = judgePage(again);
      expect(repairsOf(again.runs, second)).toEqual([]);
      expect(repairedText(again, second)).toBe(repairedText(page, first));
    }),
  );
});

test('the same document is judged the same twice', () => {
  const page = docxPage(['.VnTime', damage.toTcvn3(NARRATIVE)], ['F', CONTEXT]);
  const facts = () => judgeDocument([page]).map(({ fonts, readable, reasons }) => ({ fonts, readable, reasons }));
  expect(facts()).toEqual(facts());
});

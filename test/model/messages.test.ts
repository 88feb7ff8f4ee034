/** Every flag and every error has its sentence in both languages, with its figures and nothing broken in it. */
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_ERRORS } from '../../src/model/errors.js';
import { FLAG_CODES, type Flag, type FlagCode, type FlagParams, type FlagPlace, flag } from '../../src/model/flags.js';
import { describeError, describeFlag, INTERPRETATIONS, LANGUAGES } from '../../src/model/messages.js';
import type { SetAside } from '../../src/read/pdf/painting.js';

const whole = { code: '3.3.1', label: 'Số lượng hồ sơ đã tiếp nhận', value: 1479 };
const parts = [
  { code: '', label: 'Tiếp nhận trực tiếp', value: 1306 },
  { code: '', label: 'Tiếp nhận qua BCCI', value: 0 },
];
const [direct, postal] = [parts[0] ?? whole, parts[1] ?? whole];

/** Text that was set aside on a page; a kind without its words does not compile. */
const SET_ASIDE: Readonly<Record<SetAside, true>> = {
  'invisible-text': true,
  'background-coloured-text': true,
  'covered-text': true,
  'clipped-text': true,
  'text-outside-page': true,
  'hidden-layer': true,
  'rotated-text': true,
};

/** Every reason of a page or a font. */
const REASONS = [
  ...Object.keys(SET_ASIDE),
  'unmapped-glyphs',
  'foreign-script',
  'capitals-without-words',
  'few-syllables',
  'broken-words',
  'strange-letters',
  'lone-consonants',
  'marks-lost',
  'letters-missing',
  'undecidable-words',
  'hidden-text-over-image',
  'no-visible-text',
  'stamp-on-scan',
  'page-damaged',
  'page-too-large',
  'page-not-reached',
  'later-pages-may-be-missing',
  'font-not-loaded',
  'double-struck-text',
  'damaged-data',
  'turned-90',
  'turned-180',
  'turned-270',
  'reads-as-noise',
  'ocr-timeout',
  'low-resolution',
  'embedded-document-not-read',
  'hidden-text-left-out',
  'prompt-left-out',
  'struck-text',
  'struck-text-left-out',
  'tiny-text-left-out',
  'white-text-left-out',
  'hidden-row',
  'part-missing: footnotes',
  'field-without-result: DOCPROPERTY',
];

/** At least one of everything a flag can say; a flag without an example does not compile. */
const EXAMPLES: { readonly [C in FlagCode]: readonly FlagParams[C][] } = {
  UNMATCHED: [
    { label: 'Số thư xin lỗi', known: false, nearest: 'X-3.5', score: 0.614 },
    { label: 'Số thư xin lỗi', known: false, nearest: null, score: 0 },
    { label: 'Số thư xin lỗi', known: true, nearest: null, score: 0 },
  ],
  AMBIGUOUS_MATCH: [{ label: 'Đã hoàn thành', chosen: whole, other: direct, score: 0.9, otherScore: 0.89 }],
  CODE_LABEL_CONFLICT: [{ printedCode: '3.3.2', byCode: whole, byLabel: direct }],
  DUPLICATE_ROW: [{ indicator: whole, rows: [12, 40] }],
  VALUES_SHIFTED: [
    { from: whole, direction: 'down', contradictions: 9, left: 1 },
    { from: whole, direction: 'up', contradictions: 9, left: 1 },
  ],
  MISSING_ROW: [{ form: 'xa-2021', missing: [whole, direct] }],
  MISSING_VALUE: [
    { note: 'Quý IV/2021', raw: '' },
    { note: '', raw: '…' },
  ],
  NOT_A_NUMBER: [{ raw: 'nhiều' }],
  AMBIGUOUS_NUMBER: [{ raw: '1,234', readings: [1234, 1.234] }],
  VALUE_INTERPRETED: [
    ...INTERPRETATIONS.map((how) => ({ raw: 'không', value: 0, how })),
    { raw: 'không phát sinh', value: null, how: 'none-arising-word' },
    { raw: 'x', value: 1, how: 'some other way' },
  ],
  VALUE_QUALIFIED: [{ raw: '> 95' }],
  OUT_OF_DOMAIN: [{ raw: '10', value: 10, allowed: '0|1|2' }],
  UNIT_MISMATCH: [
    { printed: '%', expected: '%', raw: '124' },
    { printed: 'Thủ tục', expected: 'Hồ sơ', raw: '12' },
    { printed: '', expected: '%', raw: '124' },
    { printed: '', expected: '', raw: '63,6' },
  ],
  RATE_SCALE: [{ value: 0.98 }],
  SUM_MISMATCH: [
    { whole, parts, sum: 1306, difference: 173, note: 'Mỗi hồ sơ một hình thức.' },
    { whole, parts, sum: 1500, difference: -21, note: null },
  ],
  PART_EXCEEDS_WHOLE: [{ part: direct, whole, note: null }],
  RATE_MISMATCH: [
    { rate: { ...whole, value: 98.2 }, numerator: direct, denominator: whole, computed: 88.3, note: null },
  ],
  PARTITION_EXCEEDED: [
    { members: parts, sum: 1306, whole, limit: 1000, note: null },
    { members: parts, sum: 200, whole: null, limit: 100, note: 'Loại trừ nhau' },
  ],
  NARRATIVE_MISMATCH: [
    { value: 19, figure: 9, sentence: '* Cán bộ: 09 người', page: 4 },
    { value: 19, figure: 9, sentence: 'x '.repeat(300), page: null },
  ],
  NARRATIVE_INCONSISTENT: [
    { what: 'share', sentence: 'Cao đẳng: 0 người = 10%;', stated: 10, computed: 0 },
    { what: 'shares', sentence: '90,9%; 10%; 9,1%', stated: 110, computed: 100 },
  ],
  REPEATED_NEIGHBOUR: [{ value: 79, above: whole }],
  CUMULATIVE_DECREASE: [{ value: 10, earlier: 12, earlierPeriod: '2021-6M' }],
  OUTLIER: [{ value: 4790, typical: 480.5 }],
  DUPLICATE_REPORT: [
    { other: 'a.pdf', period: '2021-9M', differing: [] },
    { other: 'a.pdf', period: '2021-9M', differing: ['X-1.1.1'] },
  ],
  LOW_CONFIDENCE: [
    { reading: '479', otherReading: '419', what: 'value', seen: 'picture' },
    { reading: '', otherReading: '', what: 'code', seen: 'text' },
  ],
  TEXT_REPAIRED: [{ repairs: [{ from: 'ƣ', to: 'ư', count: 7, class: 'gha' }], total: 7 }],
  TEXT_UNTRUSTED: [{ reasons: ['lone-consonants'] }, { reasons: [] }],
  TRACKED_CHANGES: [{}],
  PERIOD_UNKNOWN: [{ readings: [] }, { readings: ['2021-9M', '2021-Q3'] }],
  ISSUER_UNKNOWN: [{ readings: [] }, { readings: ['xã A', 'xã B'] }],
  UNIT_AMBIGUOUS: [
    { issuer: 'xã Tân Thành', candidates: ['00001', '00002'] },
    { issuer: 'xã X', candidates: [] },
  ],
  FORM_UNKNOWN: [
    { nearest: 'xa-2021', score: 0.41 },
    { nearest: null, score: 0 },
  ],
  DOCUMENT_NUMBER_MISSING: [{ readings: [] }, { readings: ['1/BC-UBND', '2/BC-UBND'] }],
  NO_APPENDIX: [{}],
  PAGE_UNREADABLE: [{ reasons: ['page-damaged'] }, { reasons: [] }],
  STALE_DECISION: [
    { decided: '479', now: '478' },
    { decided: '', now: '478' },
  ],
};

const PLACES: readonly FlagPlace[] = [{}, { expected: '478', table: 3 }, { expected: '>=478' }];

function examplesOf<C extends FlagCode>(code: C): Flag[] {
  return PLACES.flatMap((at) => EXAMPLES[code].map((params) => flag(code, 'document', params, at)));
}

describe('describeFlag', () => {
  it.each(FLAG_CODES)('%s: one whole sentence in both languages', (code) => {
    for (const raised of examplesOf(code)) {
      const [vi = '', en = ''] = LANGUAGES.map((lang) => describeFlag(raised, lang));
      for (const sentence of [vi, en]) {
        expect(sentence).not.toMatch(/undefined|NaN|null|\[object|\.\.$| {2}|\(\)/);
        expect(sentence).toMatch(/^[\p{Lu}\d“][^\n]*\.$/u);
      }
      expect(vi).not.toBe(en);
      expect(vi.normalize('NFC')).toBe(vi);
    }
  });

  it('a sum with the figures, the difference, and every way out', () => {
    const params = { whole, parts, sum: 1306, difference: 173, note: null };
    const raised = flag('SUM_MISMATCH', 'document', params, { expected: '1306' });
    expect(describeFlag(raised, 'vi')).toBe(
      '3.3.1: Tổng 1.479 ≠ cộng các phần 1.306 + 0 = 1.306, lệch 173; khớp nếu tổng là 1.306, ' +
        'hoặc nếu chỉ sửa một phần: “Tiếp nhận trực tiếp” là 1.479 hoặc “Tiếp nhận qua BCCI” là 173.',
    );
  });

  it('a part that would have to be less than nothing is no way out', () => {
    const params = { whole: { ...whole, value: 1300 }, parts, sum: 1306, difference: -6, note: null };
    const sentence = describeFlag(flag('SUM_MISMATCH', 'document', params), 'vi');
    expect(sentence).toContain('“Tiếp nhận trực tiếp” là 1.300');
    expect(sentence).not.toContain(postal.label);
  });

  it('numbers as the language prints them', () => {
    const raised = flag('OUTLIER', 'unknown', { value: 1234567.5, typical: -1000 });
    expect(describeFlag(raised, 'vi')).toContain('1.234.567,5');
    expect(describeFlag(raised, 'vi')).toContain('-1.000');
    expect(describeFlag(raised, 'en')).toContain('1234567.5');
  });

  it('says why a page was set aside in words, not in keys', () => {
    const reasons = ['untrusted-font Arial-Bold: lone-consonants, marks-lost', 'stamp-on-scan', 'something-new'];
    const raised = flag('PAGE_UNREADABLE', 'unknown', { reasons });
    expect(describeFlag(raised, 'vi')).toContain(
      '(phông Arial-Bold: mất nguyên âm, mất dấu, trang quét, chỉ dấu ký số có chữ, something-new)',
    );
    expect(describeFlag(raised, 'en')).toContain('stamp on scan');
  });

  it.each(REASONS)('the reason %s has its words', (reason) => {
    const [key = ''] = reason.split(':');
    const raised = flag('PAGE_UNREADABLE', 'unknown', { reasons: [reason, `untrusted-font F: ${reason}`] });
    expect(describeFlag(raised, 'vi')).not.toContain(reason.includes(':') ? `(${key}` : key);
    expect(describeFlag(raised, 'en')).toContain(key.replace(/-(?=\p{L})/gu, ' '));
  });

  it('every reason that a reader or the judge writes is among them', async () => {
    const known = new Set(REASONS.map((reason) => reason.split(':')[0]));
    for (const file of await readdir('src/read', { recursive: true })) {
      const text = file.endsWith('.ts') ? await readFile(`src/read/${file}`, 'utf8') : '';
      for (const [, reason = ''] of text.matchAll(/(?:reasons\.add|missing\.push)\([`']([a-z-]+)/gu))
        expect(known, file).toContain(reason.replace(/-$/u, '-90'));
    }
    const verdicts = await readFile('src/vietnamese/verdict.ts', 'utf8');
    for (const [, reason] of verdicts.matchAll(/[[(]'([a-z]+(?:-[a-z]+)+)'/gu)) expect(known).toContain(reason);
  });

  it('the note of a blank is in its message', () => {
    const raised = flag('MISSING_VALUE', 'document', { note: 'Quý IV/2021', raw: '' });
    for (const lang of LANGUAGES) expect(describeFlag(raised, lang)).toContain('Quý IV/2021');
  });
});

describe('describeError', () => {
  it.each(DOCUMENT_ERRORS)('%s says what happened and what to do, whatever the detail', (code) => {
    for (const detail of ['', 'ole-doc', 'html', 'anything else', 'constructor']) {
      for (const lang of LANGUAGES) expect(describeError(code, detail, lang)).toMatch(/^\p{Lu}.+[;,].+\.$/u);
    }
  });

  it.each(['ole-doc', 'html', 'rtf', 'odt'])('%s: how to save it as .docx or PDF', (detail) => {
    for (const lang of LANGUAGES) expect(describeError('UNSUPPORTED', detail, lang)).toMatch(/\.docx.*PDF/);
  });

  it('a password is to be removed', () => {
    expect(describeError('ENCRYPTED', 'office', 'vi')).toContain('bỏ mật khẩu');
  });
});

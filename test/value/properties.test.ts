/** Whatever number a report prints, in whatever of its styles, is the number that is read. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ValueType } from '../../src/model/value.js';
import { type NumberMarks, readValue, voteOnMarks } from '../../src/value/index.js';

const UNDECIDED: NumberMarks = { thousands: null, decimal: null };

const read = (raw: string, type: ValueType, marks = UNDECIDED, unit = type === 'percent' ? '%' : 'Hồ sơ') =>
  readValue(raw, { type, unit, domain: null, marks, origin: 'text', note: '' });

const grouped = (digits: string, mark: string) => digits.replace(/\B(?=(\d{3})+$)/g, mark);

/** A whole number as its digits, and as one style prints it. */
interface Style {
  readonly thousands: string;
  readonly decimal: string;
}
const STYLES: readonly Style[] = [
  { thousands: '.', decimal: ',' },
  { thousands: ',', decimal: '.' },
  { thousands: ' ', decimal: ',' },
  { thousands: '\u00a0', decimal: ',' },
  { thousands: '\u202f', decimal: ',' },
  { thousands: '', decimal: ',' },
  { thousands: '', decimal: '.' },
];
const style = fc.constantFrom(...STYLES);
const whole = fc.integer({ min: 0, max: 999_999_999 });
/** Decimals without a last zero, so that the number is what its text says. */
const decimals = fc.stringMatching(/^\d{0,3}[1-9]$/);
const surround = fc.constantFrom(
  (text: string) => text,
  (text: string) => ` ${text} `,
  (text: string) => `\u00a0${text}\n`,
  (text: string) => `${text}.`,
  (text: string) => `${text} hồ sơ`,
  (text: string) => `${text} (*)`,
);

function print(number: number, fraction: string, { thousands, decimal }: Style): string {
  const digits = grouped(String(number), thousands);
  return fraction === '' ? digits : `${digits}${decimal}${fraction}`;
}

/** Every sign by which `12.345` or `12,345` says that it may be either number. */
const doubted = (raw: string) => read(raw, 'money').flags.some((raised) => raised.code === 'AMBIGUOUS_NUMBER');

describe('numbers', () => {
  it('whole numbers', () => {
    fc.assert(
      fc.property(whole, style, surround, (number, way, around) => {
        expect(read(around(print(number, '', way)), 'count')).toMatchObject({ value: number, state: 'present' });
      }),
    );
  });

  it('leading zeros below ten', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), (number) => {
        expect(read(`0${number}`, 'count')).toMatchObject({ value: number, flags: [] });
      }),
    );
  });

  it('decimals, once the report shows its style', () => {
    fc.assert(
      fc.property(whole, decimals, style, (number, fraction, way) => {
        const raw = print(number, fraction, way);
        const marks = voteOnMarks([
          { raw: print(1_234_567, '', way), type: 'money' },
          { raw: print(12, '5', way), type: 'money' },
        ]);
        const reading = read(raw, 'money', marks, 'Triệu đồng');
        expect(reading).toMatchObject({ value: Number(`${number}.${fraction}`), state: 'present' });
      }),
    );
  });

  it('without a style: the number, or a doubt that names it', () => {
    fc.assert(
      fc.property(whole, decimals, style, (number, fraction, way) => {
        const raw = print(number, fraction, way);
        const value = Number(`${number}.${fraction}`);
        const reading = read(raw, 'money', UNDECIDED, 'Triệu đồng');
        const vietnameseThousand = /^[1-9]\d{0,2}\.\d{3}$/.test(raw);
        if (vietnameseThousand) expect(reading.value).toBe(Number(raw.replace('.', '')));
        else if (!doubted(raw)) expect(reading.value).toBe(value);
      }),
    );
  });

  it('percentages', () => {
    const sign = fc.constantFrom('', '%', ' %', ' phần trăm');
    const share = fc.record({ whole: fc.integer({ min: 0, max: 99 }), fraction: fc.stringMatching(/^\d?[1-9]$/) });
    fc.assert(
      fc.property(share, fc.constantFrom(',', '.'), sign, ({ whole, fraction }, decimal, percent) => {
        const reading = read(`${whole}${decimal}${fraction}${percent}`, 'percent');
        expect(reading).toMatchObject({ value: Number(`${whole}.${fraction}`), type: 'percent', state: 'present' });
        expect(reading.flags.every((raised) => raised.severity === 'info')).toBe(true);
      }),
    );
  });

  it('ratios', () => {
    fc.assert(
      fc.property(whole, whole, fc.constantFrom('/', ' / '), (a, b, slash) => {
        const [part, all] = [Math.min(a, b), Math.max(a, b)];
        const raw = `${grouped(String(part), '.')}${slash}${grouped(String(all), '.')}`;
        expect(read(raw, 'count')).toEqual({
          value: part,
          denominator: all,
          type: 'fraction',
          state: 'present',
          flags: [],
        });
      }),
    );
  });

  it('tỷ, triệu, nghìn are exact', () => {
    const scale = fc.constantFrom(['tỷ', 9], ['triệu', 6], ['nghìn', 3]) as fc.Arbitrary<[string, number]>;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999 }),
        fc.stringMatching(/^[1-9]$/),
        scale,
        (number, tenth, [word, ten]) => {
          const reading = read(`${number},${tenth} ${word}`, 'money', UNDECIDED, 'Đồng');
          expect(reading.value).toBe(Number(BigInt(`${number}${tenth}`) * 10n ** BigInt(ten - 1)));
        },
      ),
    );
  });
});

/** A whole number in words, as schools teach it. */
function inWords(number: number): string {
  const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];
  const group = (value: number, isFirst: boolean): string[] => {
    const [hundreds, tens, units] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
    const said = hundreds > 0 || !isFirst ? [digits[hundreds] ?? '', 'trăm'] : [];
    if (tens > 1) said.push(digits[tens] ?? '', 'mươi');
    if (tens === 1) said.push('mười');
    if (tens === 0 && units > 0 && said.length > 0) said.push('linh');
    if (units > 0) said.push(tens > 1 && units === 1 ? 'mốt' : tens > 0 && units === 5 ? 'lăm' : (digits[units] ?? ''));
    return said;
  };
  const said: string[] = [];
  for (const [scale, word] of [
    [1e9, 'tỷ'],
    [1e6, 'triệu'],
    [1e3, 'nghìn'],
    [1, ''],
  ] as const) {
    const value = Math.floor(number / scale) % 1000;
    if (value > 0) said.push(...group(value, said.length === 0), word);
  }
  return number === 0 ? 'không' : said.join(' ').trim();
}

describe('a figure said again in words', () => {
  it('is believed exactly when both say the same', () => {
    const near = fc.tuple(whole, fc.constantFrom(0, 0, 1, 10, 1000));
    fc.assert(
      fc.property(near, ([number, more]) => {
        const codes = read(`${number} (${inWords(number + more)})`, 'count').flags.map((raised) => raised.code);
        expect(codes).toEqual([more === 0 ? 'VALUE_INTERPRETED' : 'AMBIGUOUS_NUMBER']);
      }),
    );
  });
});

describe('anything at all', () => {
  const types = fc.constantFrom<ValueType>('count', 'percent', 'enum', 'fraction', 'money');
  const origins = fc.constantFrom('text', 'ocr', 'docx');
  const anything = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...'0123456789.,/%- lOkhôngtỷx()²１０'), maxLength: 10 }),
  );

  it('never throws, and has a value exactly when it is present', () => {
    fc.assert(
      fc.property(anything, types, origins, (raw, type, origin) => {
        const reading = readValue(raw, { type, unit: '', domain: null, marks: UNDECIDED, origin, note: '' });
        expect(reading.state === 'present').toBe(reading.value !== null);
        expect(Number.isNaN(reading.value)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('no value is made of a cell without a digit, unless a flag says how', () => {
    fc.assert(
      fc.property(anything, types, (raw, type) => {
        const reading = read(raw, type);
        if (!/[\d０-９]/.test(raw) && reading.value !== null) {
          expect(reading.flags.map((raised) => raised.code)).toContain('VALUE_INTERPRETED');
        }
      }),
    );
  });

  it('every digit of the cell is in the value, or a flag says what was set aside', () => {
    const narrow = (text: string) => text.replace(/[０-９]/g, (digit) => digit.normalize('NFKC'));
    const zerosApart = (text: string) => narrow(text).replace(/[\D0]/g, '');
    fc.assert(
      fc.property(anything, types, (raw, type) => {
        const reading = read(raw, type);
        if (reading.value === null || reading.flags.length > 0) return;
        const printed = `${reading.value}${reading.denominator ?? ''}`;
        expect(zerosApart(raw.normalize('NFC'))).toBe(zerosApart(printed));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the vote', () => {
  it('contradicting styles decide nothing', () => {
    const cells = [
      { raw: '90,9', type: 'percent' },
      { raw: '12.5', type: 'percent' },
    ] as const;
    expect(voteOnMarks(cells)).toEqual({ thousands: null, decimal: null });
    expect(
      voteOnMarks([
        { raw: '90,9', type: 'percent' },
        { raw: '1,234,567', type: 'money' },
      ]),
    ).toEqual({
      thousands: null,
      decimal: null,
    });
  });

  it('only whole cells vote: dates, codes and lists do not', () => {
    const raws = ['01.09.2021', 'mức độ 3,4', '96/KH-UBND', '1,234', '20-25', '3.1.2', ''];
    expect(voteOnMarks(raws.map((raw) => ({ raw, type: 'count' })))).toEqual({ thousands: null, decimal: null });
  });

  it('clear numbers vote for their marks', () => {
    expect(voteOnMarks([{ raw: '90,9%', type: 'percent' }])).toEqual({ thousands: null, decimal: ',' });
    expect(voteOnMarks([{ raw: '1.234', type: 'count' }])).toEqual({ thousands: '.', decimal: null });
    expect(voteOnMarks([{ raw: '1.234', type: 'percent' }])).toEqual({ thousands: null, decimal: null });
    expect(voteOnMarks([{ raw: '1.234.567 đồng', type: 'money' }])).toEqual({ thousands: '.', decimal: null });
    expect(voteOnMarks([{ raw: '1,234.5', type: 'money' }])).toEqual({ thousands: ',', decimal: '.' });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainOfUnit } from '../../src/catalogue/index.js';

describe('enumerations written as units', () => {
  it.each([
    ['Trực tuyến = 0 Phát phiếu = 1 Kết hợp = 2', [0, 1, 2]],
    ['Trực tuyến =\n0\nPhát phiếu =\n1\nKết hợp =\n2', [0, 1, 2]],
    ['Không = 0 Có = 1', [0, 1]],
    ['Có = 1; Không = 0', [0, 1]],
    ['Có=1,Không=0', [0, 1]],
    ['Có ban hành hoặc triển khai KH = 1 Không ban hành; triển khai KH = 0', [0, 1]],
    ['Có ban hành  QC = 1\nKhông ban hành  QC =\n0', [0, 1]],
    ['Đã vận hành\n= 1\nChưa = 0', [0, 1]],
    ['Mức độ 3 = 1 Mức độ 4 = 2', [1, 2]],
    ['1 = Có; 0 = Không', [0, 1]],
  ])('%j', (unit, domain) => {
    expect(domainOfUnit(unit)).toEqual(domain);
  });

  it.each([
    '',
    '%',
    'Hồ sơ',
    'Thủ tục',
    'Có/Không',
    'Có = 1',
    'x = 1',
    'Có = 1 Không',
    'Có = 1 Không = 1',
    'A = 1,5 B = 2',
    '= 0 = 1',
    'Số 1',
    '10/10',
    '2021 = 1 2022 = 2',
    'Có = 100 Không = 200',
  ])('%j is none', (unit) => {
    expect(domainOfUnit(unit)).toBeNull();
  });

  const words = fc
    .array(fc.constantFrom('Có', 'Không', 'triển', 'khai', 'KH', 'mức', 'độ', 'phiếu', 'Đã', 'kết hợp'), {
      minLength: 1,
      maxLength: 5,
    })
    .map((list) => list.join(' '));
  const space = fc.constantFrom('', ' ', '  ', '\n');
  const between = fc.constantFrom(' ', '\n', '; ', ', ', ';\n', '. ');

  it('reads back every enumeration however it is spaced and separated', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 2, maxLength: 6 }),
        fc.infiniteStream(fc.tuple(words, space, space, between)),
        (numbers, stream) => {
          const unit = numbers
            .map((number) => {
              const [label, before, after, end] = stream.next().value;
              return `${label}${before}=${after}${number}${end}`;
            })
            .join('');
          expect(domainOfUnit(unit)).toEqual([...numbers].sort((a, b) => a - b));
        },
      ),
    );
  });

  it('answers any text, and only with distinct whole numbers', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('A', 'ố', '=', '0', '1', '2', ' ', ';', ',', '\n') }), (text) => {
        const domain = domainOfUnit(text);
        if (domain !== null) expect(new Set(domain).size).toBe(domain.length);
      }),
    );
  });
});

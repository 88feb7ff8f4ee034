/** Sums, subsets, rates and partitions: what holds, what is flagged and where, and what cannot be judged. */
import { describe, expect, it } from 'vitest';
import { describeFlag } from '../../src/model/messages.js';
import { briefs, checked, indicator, partition, rate, rateOf, row, rowsOf, subset, sum } from './small.js';

const [A, B, C, D] = [indicator('X-1'), indicator('X-1a'), indicator('X-1b'), indicator('X-1c')];
const abcd = [A, B, C, D];
const [P, Q, R] = [rate('X-5'), rate('X-6'), rate('X-7')];

describe('sum', () => {
  const parts = sum(A, [B, C, D]);

  it('holds to the last one', () => {
    const rows = rowsOf([
      [A, 478],
      [B, 306],
      [C, 72],
      [D, 100],
    ]);
    expect(checked(rows, abcd, [parts])).toEqual({ flags: [], passed: 1 });
  });

  it('is flagged once, on the whole, naming the parts', () => {
    const rows = rowsOf([
      [A, 479],
      [B, 306],
      [C, 72],
      [D, 100],
    ]);
    const { flags, passed } = checked(rows, abcd, [parts]);
    expect(passed).toBe(0);
    expect(briefs(flags)).toEqual(['SUM_MISMATCH error document X-1 478']);
    expect(flags[0]).toMatchObject({
      row: 1,
      page: 1,
      table: 1,
      params: {
        whole: { code: '1', label: 'Chỉ tiêu X-1', value: 479 },
        parts: [{ value: 306 }, { value: 72 }, { value: 100 }],
        sum: 478,
        difference: 1,
      },
    });
  });

  it('a missing part leaves it open', () => {
    for (const missing of [null, undefined]) {
      const rows = rowsOf([
        [A, 479],
        [B, 306],
        [C, 72],
      ]);
      if (missing === null) rows.push(row(D, null, { row: 9 }));
      const { flags, passed } = checked(rows, [A, B, C], [parts]);
      expect({ flags, passed }).toEqual({ flags: [], passed: 0 });
    }
  });

  it('unless the others exceed the whole already', () => {
    const rows = rowsOf([
      [A, 300],
      [B, 306],
      [C, 72],
      [D, null],
    ]);
    expect(briefs(checked(rows, abcd, [parts]).flags)).toEqual(['SUM_MISMATCH error document X-1 >=378']);
  });

  it('at most: the parts may stay below, not above', () => {
    const open = sum(A, [B, C, D], true);
    const rows = (whole: number) =>
      rowsOf([
        [A, whole],
        [B, 9],
        [C, 0],
        [D, 2],
      ]);
    expect(checked(rows(12), abcd, [open])).toEqual({ flags: [], passed: 1 });
    expect(briefs(checked(rows(10), abcd, [open]).flags)).toEqual(['SUM_MISMATCH error document X-1 >=11']);
  });

  it('a figure that OCR has read is nobody’s fault yet', () => {
    const rows = rowsOf([
      [A, 479],
      [B, 306],
      [C, 72, { origin: 'ocr' }],
      [D, 100],
    ]);
    expect(briefs(checked(rows, abcd, [parts]).flags)).toEqual(['SUM_MISMATCH error unknown X-1 478']);
  });

  it('shares that were rounded one by one may miss by as much, not by more', () => {
    const shares = sum(P, [Q, R]);
    const rows = (whole: number) =>
      rowsOf([
        [P, whole],
        [Q, 33.3],
        [R, 33.3],
      ]);
    expect(checked(rows(66.7), [P, Q, R], [shares]).passed).toBe(1);
    expect(checked(rows(66.9), [P, Q, R], [shares]).flags).toHaveLength(1);
  });

  it('binary fractions do not make a mismatch', () => {
    const money = ['M-1', 'M-2', 'M-3'].map((code) => indicator(code, { type: 'money', unit: 'Tỷ đồng' }));
    const [whole = A, left = A, right = A] = money;
    const rows = rowsOf([
      [whole, 0.3],
      [left, 0.1],
      [right, 0.2],
    ]);
    expect(checked(rows, money, [sum(whole, [left, right])])).toEqual({ flags: [], passed: 1 });
  });

  it('dash and ellipsis are not 0', () => {
    const rows = rowsOf([
      [A, 478],
      [B, 306],
      [C, 72],
      [D, null, { valueState: 'none_arising' }],
    ]);
    expect(checked(rows, abcd, [parts])).toEqual({ flags: [], passed: 0 });
  });

  it('an indicator with two rows has no figure', () => {
    const rows = rowsOf([
      [A, 479],
      [B, 306],
      [C, 72],
      [D, 100],
      [D, 101],
    ]);
    expect(briefs(checked(rows, abcd, [parts]).flags)).toEqual([
      'DUPLICATE_ROW warning unknown X-1c',
      'DUPLICATE_ROW warning unknown X-1c',
    ]);
  });

  it('a percentage in a count’s row takes no part: it has its flag', () => {
    const rows = rowsOf([
      [A, 479],
      [B, 306],
      [C, 72],
      [D, 100, { valueType: 'percent' }],
    ]);
    expect(checked(rows, abcd, [parts])).toEqual({ flags: [], passed: 0 });
  });
});

describe('subset', () => {
  it('may be all of the whole', () => {
    expect(
      checked(
        rowsOf([
          [A, 20],
          [B, 20],
        ]),
        [A, B],
        [subset(B, A)],
      ),
    ).toEqual({ flags: [], passed: 1 });
  });

  it('a hard one is the document’s error, on the part', () => {
    const { flags } = checked(
      rowsOf([
        [A, 19],
        [B, 20],
      ]),
      [A, B],
      [subset(B, A)],
    );
    expect(briefs(flags)).toEqual(['PART_EXCEEDS_WHOLE error document X-1a <=19']);
  });

  it('a soft one is a warning that blames nobody', () => {
    const { flags } = checked(
      rowsOf([
        [A, 19],
        [B, 20],
      ]),
      [A, B],
      [subset(B, A, true)],
    );
    expect(briefs(flags)).toEqual(['PART_EXCEEDS_WHOLE warning unknown X-1a <=19']);
  });
});

describe('rate', () => {
  const declared = rateOf(P, B, A);
  const rows = (printed: string, part: number, whole: number) =>
    rowsOf([
      [P, Number(printed.replace(',', '.')), { valueRaw: `${printed}%` }],
      [B, part],
      [A, whole],
    ]);
  const check = (printed: string, part: number, whole: number) =>
    checked(rows(printed, part, whole), [P, A, B], [declared]);

  it('holds to the decimals that are printed', () => {
    for (const [printed, part, whole] of [
      ['99,79', 478, 479],
      ['99,8', 478, 479],
      ['100', 478, 479],
    ] as const) {
      expect(check(printed, part, whole)).toEqual({ flags: [], passed: 1 });
    }
  });

  it('half-way is right rounded either way', () => {
    expect(check('12,5', 1, 8).passed).toBe(1);
    expect(check('12', 1, 8).passed).toBe(1);
    expect(check('13', 1, 8).passed).toBe(1);
  });

  it('is flagged from the last printed decimal on', () => {
    expect(briefs(check('99,78', 478, 479).flags)).toEqual(['RATE_MISMATCH warning document X-5 99.79']);
    expect(briefs(check('90,10', 478, 479).flags)).toEqual(['RATE_MISMATCH warning document X-5 99.79']);
    expect(briefs(check('98', 478, 479).flags)).toEqual(['RATE_MISMATCH warning document X-5 100']);
    expect(check('90,1', 901, 1000).passed).toBe(1);
    expect(check('90,10', 90_104, 100_000).passed).toBe(1);
    expect(check('90,10', 90_106, 100_000).passed).toBe(0);
  });

  it('nothing of nothing cannot be judged', () => {
    expect(check('100', 0, 0)).toEqual({ flags: [], passed: 0 });
  });

  it('0,98 for 98 % is a matter of scale', () => {
    expect(briefs(check('0,98', 49, 50).flags)).toEqual(['RATE_SCALE warning document X-5 98']);
  });

  it('an impossible rate has its flag already', () => {
    expect(check('124', 478, 479)).toEqual({ flags: [], passed: 0 });
  });

  it('a thousands dot is no decimal', () => {
    const big = [
      [P, 50, { valueRaw: '50' }],
      [B, 1500, { valueRaw: '1.500' }],
      [A, 3000, { valueRaw: '3.000' }],
    ] as const;
    expect(checked(rowsOf(big), [P, A, B], [declared]).passed).toBe(1);
  });
});

describe('partition', () => {
  it('is flagged on the last member', () => {
    const { flags } = checked(
      rowsOf([
        [A, 196],
        [B, 194],
        [C, 194],
      ]),
      [A, B, C],
      [partition([B, C], A)],
    );
    expect(briefs(flags)).toEqual(['PARTITION_EXCEEDED warning document X-1b <=196']);
    expect(flags[0]?.params).toMatchObject({ sum: 388, limit: 196, whole: { value: 196 } });
  });

  it('may stay below the whole', () => {
    expect(
      checked(
        rowsOf([
          [A, 196],
          [B, 94],
          [C, 2],
        ]),
        [A, B, C],
        [partition([B, C], A)],
      ).passed,
    ).toBe(1);
  });

  it('shares stay within 100 but for rounding', () => {
    const within = partition([P, Q, R], 100);
    const shares = (last: number) =>
      rowsOf([
        [P, 33.4],
        [Q, 33.4],
        [R, last],
      ]);
    expect(checked(shares(33.3), [P, Q, R], [within]).passed).toBe(1);
    expect(briefs(checked(shares(33.5), [P, Q, R], [within]).flags)).toEqual([
      'PARTITION_EXCEEDED warning document X-7 <=100',
    ]);
  });

  it('without its whole it is open; with a missing member too, until the others exceed it', () => {
    expect(
      checked(
        rowsOf([
          [B, 194],
          [C, 194],
        ]),
        [B, C],
        [partition([B, C], A)],
      ),
    ).toEqual({ flags: [], passed: 0 });
    const rows = (first: number) =>
      rowsOf([
        [A, 196],
        [B, first],
        [C, null],
      ]);
    expect(checked(rows(100), [A, B, C], [partition([B, C], A)])).toEqual({ flags: [], passed: 0 });
    expect(briefs(checked(rows(197), [A, B, C], [partition([B, C], A)]).flags)).toEqual([
      'PARTITION_EXCEEDED warning document X-1a <=196',
    ]);
  });
});

describe('a second OCR reading', () => {
  const parts = sum(A, [B, C, D]);
  const scanned = (of: typeof A, value: number, number: number, second?: number) =>
    row(of, value, {
      row: number,
      origin: 'ocr',
      ...(second === undefined ? {} : { second: { raw: String(second), value: second } }),
    });
  const rows = (...seconds: (number | undefined)[]) =>
    [A, B, C, D].map((of, i) => scanned(of, [479, 306, 72, 100][i] ?? 0, i + 1, seconds[i]));

  it.each([
    ['of a part', rows(undefined, 307), { code: '1a', value: 307 }],
    ['of the whole', rows(478), { code: '1', value: 478 }],
    ['of the one among several that fits', rows(419, 305, 73), { code: '1b', value: 73 }],
  ])('%s with which the sum holds speaks against the first', (_, seen, reread) => {
    const { flags, passed } = checked(seen, abcd, [parts]);
    expect(passed).toBe(0);
    expect(briefs(flags)).toEqual(['SUM_MISMATCH error extraction X-1 478']);
    expect(flags[0]).toMatchObject({ reread });
    expect(flags.map((flag) => describeFlag(flag, 'vi'))[0]).toMatch(
      /Có lẽ do đọc nhầm: đọc lần hai 1\S* “.+” là \d+/u,
    );
    expect(flags.map((flag) => describeFlag(flag, 'en'))[0]).toContain('Most likely misread');
  });

  it('that mends nothing leaves open who was wrong', () => {
    const { flags } = checked(rows(419, 305, 71, 700), abcd, [parts]);
    expect(briefs(flags)).toEqual(['SUM_MISMATCH error unknown X-1 478']);
    expect(flags[0]).not.toHaveProperty('reread');
  });

  it('is not asked where the first readings agree: both may be wrong alike', () => {
    const right = [A, B, C, D].map((of, i) => scanned(of, [478, 306, 72, 100][i] ?? 0, i + 1, 7));
    expect(checked(right, abcd, [parts])).toEqual({ flags: [], passed: 1 });
  });

  it('speaks in a subset too', () => {
    const part = [scanned(A, 12, 1), scanned(B, 72, 2, 7)];
    expect(checked(part, abcd, [subset(B, A)]).flags[0]).toMatchObject({ fault: 'extraction', reread: { value: 7 } });
  });
});

import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../src/read/pdf/index.js';
import { onePage } from './make.js';

/** `text confidence` of each word, and what was set aside. */
async function read(content: string): Promise<[string[], readonly string[]]> {
  const { pages } = await readPdf(onePage(content));
  const words = pages[0]?.words.map(({ text, confidence }) => `${text} ${confidence}`) ?? [];
  return [words, pages[0]?.reasons ?? []];
}

const text = (content: string) => `BT /F1 10 Tf 100 200 Td (${content}) Tj ET `;

describe('a stroke through the middle', () => {
  it('strikes a word, and it alone', async () => {
    expect(await read(`${text('1205')} BT /F1 10 Tf 160 200 Td (15) Tj ET 0.6 w 98 203 m 125 203 l S`)).toEqual([
      ['1205 0.5', '15 1'],
      ['struck-text'],
    ]);
  });

  it('may be a thin rectangle, and in pieces', async () => {
    const pieces = '99 203 10 0.6 re f 109 203 14 0.6 re f';
    expect(await read(text('1205') + pieces)).toEqual([['1205 0.5'], ['struck-text']]);
  });
});

it('a word that goes on in the colour of the paper is doubted', async () => {
  const [words] = await read('BT /F1 10 Tf 100 200 Td 1 1 1 rg (1) Tj 0 0 0 rg (68) Tj ET');
  expect(words).toEqual(['68 0.5']);
});

describe('a pen', () => {
  it.each([
    ['aslant', '0.8 w 98 199 m 125 209 l S'],
    ['crosswise', '0.8 w 104 196 m 116 212 l S'],
    ['in a curve', '0.8 w 98 203 m 105 199 115 208 125 203 c S'],
    ['around it', '0.8 w 96 203 m 96 215 126 215 126 203 c 126 192 96 192 96 203 c S'],
  ])('that runs %s strikes a word, and it alone', async (_, stroke) => {
    const other = 'BT /F1 10 Tf 160 200 Td (15) Tj ET ';
    expect(await read(`${text('1205')} ${other} ${stroke}`)).toEqual([['1205 0.5', '15 1'], ['struck-text']]);
  });

  it.each([
    ['a corner cut aslant', '0.8 w 90 196 m 101 212 l S'],
    ['a rounded frame around much more', '20 100 m 20 300 20 300 200 300 c 200 100 l S'],
  ])('leaves %s alone', async (_, stroke) => {
    expect(await read(text('1205') + stroke)).toEqual([['1205 1'], []]);
  });
});

describe.each([
  ['below it, as an underline', '0.6 w 99 198.5 m 123 198.5 l S'],
  ['above it', '0.6 w 99 208 m 123 208 l S'],
  ['that runs on as a ruling', '0.6 w 40 203 m 280 203 l S'],
  ['that runs on as a ruling drawn in pieces', '0.6 w 40 203 m 99 203 l S 99 203 m 123 203 l S 123 203 m 280 203 l S'],
  ['that is the border of a cell', '0.6 w 97 203 m 126 203 l S 97 150 m 97 250 l S 126 150 m 126 250 l S'],
  ['over a small part of it', '0.6 w 99 203 m 106 203 l S'],
])('a stroke %s', (_, strokes) => {
  it('strikes nothing', async () => {
    expect(await read(text('1205') + strokes)).toEqual([['1205 1'], []]);
  });
});

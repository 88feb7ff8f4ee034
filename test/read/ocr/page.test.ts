/** What is made of a page's readings, with an engine that says what the test wants: pictures drawn here. */
import { describe, expect, it } from 'vitest';
import { type PageImage, prepareScan, type Recogniser, readScan } from '../../../src/read/ocr/index.js';
import type { Grey } from '../../../src/read/ocr/raster.js';
import { cellsOf } from '../../../src/table/index.js';

const [WIDTH, HEIGHT] = [1654, 2339];
const ROWS = 20;

/** A4 at 200 dpi: a grid of rows of one cell, two digits like ones in each. */
function page(): PageImage {
  const grey: Grey = { width: WIDTH, height: HEIGHT, data: new Uint8Array(WIDTH * HEIGHT).fill(255) };
  const fill = (x0: number, y0: number, x1: number, y1: number) => {
    for (let y = y0; y < y1; y++) grey.data.fill(0, y * WIDTH + x0, y * WIDTH + x1);
  };
  for (let row = 0; row <= ROWS; row++) fill(200, 200 + 80 * row, 602, 202 + 80 * row);
  for (const x of [200, 600]) fill(x, 200, x + 2, 202 + 80 * ROWS);
  for (let row = 0; row < ROWS; row++) for (const x of [300, 318]) fill(x, 230 + 80 * row, x + 10, 252 + 80 * row);
  return { page: 1, grey, width: 595, height: 842 };
}

/** Reads 11 everywhere, but something else apart in as many cells as wanted. */
function engine(differing: number): Recogniser {
  let [apart, width] = [0, 0];
  return {
    allow: () => undefined,
    close: async () => undefined,
    block: async () => [
      {
        words: [{ text: 'Tổng số hồ sơ', box: { x0: 0, y0: 0, x1: 9, y1: 9 }, confidence: 0.95 }],
        baseline: 9,
        height: 9,
      },
    ],
    line: async (picture, { signs }) => {
      if (signs === undefined) return { text: '11', confidence: 0.99 };
      // Further apart than at first are only digits of which the first two readings differ.
      if (width === 0) width = picture.width;
      const differs = picture.width > width + 5 || ++apart <= differing;
      return { text: differs ? '17' : '11', confidence: 0.99 };
    },
  };
}

async function confidences(differing: number): Promise<number[]> {
  const { words } = await readScan(prepareScan(page(), cellsOf), engine(differing), cellsOf, {
    fonts: [],
    reasons: [],
  });
  expect(words.map(({ text }) => text.length)).toEqual(Array.from({ length: ROWS }, () => 2));
  return words.map(({ confidence }) => confidence);
}

describe('the figures of a page', () => {
  it('are believed one by one where few readings differ', async () => {
    const all = await confidences(1);
    expect(all.filter((confidence) => confidence >= 0.9)).toHaveLength(ROWS - 1);
    expect(Math.min(...all)).toBeLessThanOrEqual(0.3);
  });

  it('are all doubted where many do: two readings may be wrong alike', async () => {
    const all = await confidences(6);
    expect(Math.max(...all)).toBeLessThanOrEqual(0.3);
  });
});

/** Reads the same words everywhere. */
function wordy(confidence: number): { engine: Recogniser; pieces: () => number; mayRepeat: (boolean | undefined)[] } {
  const mayRepeat: (boolean | undefined)[] = [];
  let pieces = 0;
  const own = engine(0);
  const line: Recogniser['line'] = async (_, reading) => {
    if (reading.model === 'quick') mayRepeat.push(reading.mayRepeat);
    return { text: 'Tổng số hồ sơ', confidence };
  };
  const block: Recogniser['block'] = (picture, reading) => {
    pieces++;
    return own.block(picture, reading);
  };
  return { engine: { ...own, line, block }, pieces: () => pieces, mayRepeat };
}

describe('a page as it lies', () => {
  it.each([
    [0.95, 0],
    [0.5, 1],
  ])('is not tried in pieces where its fullest cell reads: confidence %f', async (confidence, expected) => {
    const { engine: reader, pieces } = wordy(confidence);
    const { reasons } = await readScan(prepareScan(page(), cellsOf), reader, cellsOf, { fonts: [], reasons: [] });
    expect(pieces()).toBe(expected);
    expect(reasons.filter((reason) => reason.startsWith('turned'))).toEqual([]);
  });

  it('may repeat the heading of another, and nothing else', async () => {
    const { engine: reader, mayRepeat } = wordy(0.95);
    await readScan(prepareScan(page(), cellsOf), reader, cellsOf, { fonts: [], reasons: [] });
    // The fullest cell is read before the others.
    expect(mayRepeat.toSorted()).toEqual([...Array.from({ length: ROWS - 1 }, () => false), true]);
  });
});

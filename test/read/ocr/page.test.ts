/** What is made of a page's readings, with an engine that says what the test wants: pictures drawn here. */
import { describe, expect, it } from 'vitest';
import type { Page } from '../../../src/model/page.js';
import { inkOfCell, readCell } from '../../../src/read/ocr/cell.js';
import { type PageImage, prepareScan, readScan } from '../../../src/read/ocr/index.js';
import type { Grey } from '../../../src/read/ocr/raster.js';
import type { Recogniser, Recognisers } from '../../../src/read/ocr/recogniser.js';
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
    block: async () => [
      {
        words: [{ text: 'Tổng số hồ sơ '.repeat(20), box: { x0: 0, y0: 0, x1: 9, y1: 9 }, confidence: 0.95 }],
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

/** The same for each page, without a deadline. */
function withOnly(recogniser: Recogniser): Recognisers {
  return { page: (_, read) => read(recogniser), close: async () => undefined };
}

/** The page by that engine alone. */
async function pageOf(scan: PageImage, recogniser: Recogniser): Promise<Page> {
  return readScan(await prepareScan(scan, cellsOf), withOnly(recogniser), cellsOf, { fonts: [], reasons: [] });
}

async function confidences(differing: number): Promise<number[]> {
  const { words } = await pageOf(page(), engine(differing));
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
    const { reasons } = await pageOf(page(), reader);
    expect(pieces()).toBe(expected);
    expect(reasons.filter((reason) => reason.startsWith('turned'))).toEqual([]);
  });

  it('may repeat the heading of another, and nothing else', async () => {
    const { engine: reader, mayRepeat } = wordy(0.95);
    await pageOf(page(), reader);
    // The fullest cell is read before the others.
    expect(mayRepeat.toSorted()).toEqual([...Array.from({ length: ROWS - 1 }, () => false), true]);
  });
});

/** Says of each line what is asked for: the first reading, the digits set apart, the third reading. */
function saying(first: string, apart: string, third: string): Recogniser {
  return {
    ...engine(0),
    line: async (picture, { signs, model }) => {
      if (signs !== undefined) return { text: apart, confidence: 0.99 };
      const isInkAlone = picture.data.every((shade) => shade === 0 || shade === 255);
      return { text: model === 'quick' && isInkAlone ? first : third, confidence: 0.99 };
    },
  };
}

/** The grid with grey within each of its ink's edges, so that what is shown as grey as scanned is told from ink and paper. */
function shaded(
  change: (fill: (x0: number, y0: number, x1: number, y1: number, shade: number) => void) => void,
): PageImage {
  const scan = page();
  const data = scan.grey.data.map((shade) => (shade === 0 ? 30 : shade));
  change((x0, y0, x1, y1, shade) => {
    for (let y = y0; y < y1; y++) data.fill(shade, y * WIDTH + x0, y * WIDTH + x1);
  });
  return { ...scan, grey: { ...scan.grey, data } };
}

async function wordsOf(scan: PageImage, reader: Recogniser) {
  const { words } = await pageOf(scan, reader);
  return words.toSorted((a, b) => a.box[1] - b.box[1]);
}

/** The words of the first cell of a grid. */
async function firstCell(scan: PageImage, reader: Recogniser) {
  const { parts } = await prepareScan(scan, cellsOf);
  if (typeof parts === 'string') throw new Error(parts);
  const cell = inkOfCell(parts.sheet, { x0: 205, y0: 205, x1: 597, y1: 275 }, false);
  if (cell === null) throw new Error('nothing in the cell');
  return readCell(parts.sheet, cell, cell.darkness, reader);
}

describe('a cell that does not show all it held', () => {
  it('is doubted where a line goes through its figure, though both readings are the same', async () => {
    const [struck, ...others] = await wordsOf(
      shaded((fill) => fill(220, 240, 580, 243, 30)),
      engine(0),
    );
    expect([struck?.text, others.length]).toEqual(['11', ROWS - 1]);
    expect(struck?.confidence).toBeLessThanOrEqual(0.3);
    expect(others.map(({ confidence }) => confidence >= 0.9)).toEqual(Array.from({ length: ROWS - 1 }, () => true));
  });

  it('is doubted where the line goes from border to border and makes two cells of it', async () => {
    const words = await wordsOf(
      shaded((fill) => fill(200, 240, 602, 243, 30)),
      engine(0),
    );
    expect(words).toHaveLength(ROWS + 1);
    expect(words.map(({ confidence }) => confidence <= 0.3).filter(Boolean)).toHaveLength(2);
  });

  it.each([
    ['doubted where the page ends close behind its ink', 335, false],
    ['believed where there is room', 400, true],
  ])('is %s and no border does', async (_, end, believed) => {
    const cut = shaded((fill) => {
      fill(end, 0, WIDTH, HEIGHT, 255);
      fill(260, 200, 262, 202 + 80 * ROWS, 30);
      // Prose below, or the page is one that cannot be read.
      for (let x = 200; x < 1200; x += 20) fill(x, 2000, x + 12, 2020, 30);
    });
    const words = (await wordsOf(cut, engine(0))).filter(({ text }) => text === '11');
    expect(words).toHaveLength(ROWS);
    expect(words.every(({ confidence }) => (believed ? confidence >= 0.9 : confidence <= 0.3))).toBe(true);
  });

  it('is not blank where it holds what is too pale to be ink', async () => {
    const scan = shaded((fill) => {
      fill(300, 230, 330, 252, 255);
      for (const x of [300, 318]) fill(x, 230, x + 3, 252, 200);
    });
    const [pale, ...others] = await wordsOf(scan, engine(0));
    expect([pale?.text, pale?.confidence, others.length]).toEqual(['', 0, ROWS - 1]);
  });

  it('is doubted where it holds more than its ink', async () => {
    const [partial] = await wordsOf(
      shaded((fill) => fill(350, 230, 353, 252, 215)),
      engine(0),
    );
    expect(partial?.text).toBe('11');
    expect(partial?.confidence).toBeLessThanOrEqual(0.3);
  });
});

describe('a figure that was read', () => {
  it('is doubted where its ink is paler than that of other cells: it shines through from the back', async () => {
    const scan = shaded((fill) => {
      for (const x of [300, 318]) fill(x, 230, x + 10, 252, 140);
    });
    const [pale, ...others] = await wordsOf(scan, engine(0));
    expect(pale?.text).toBe('11');
    expect(pale?.confidence).toBeLessThanOrEqual(0.3);
    expect(others.map(({ confidence }) => confidence >= 0.9)).toEqual(Array.from({ length: ROWS - 1 }, () => true));
  });

  it('is doubted where its lines could not be parted and it was read once', async () => {
    const block: Recogniser['block'] = async () => [
      { words: [{ text: '95', box: { x0: 0, y0: 0, x1: 9, y1: 9 }, confidence: 0.95 }], baseline: 9, height: 9 },
    ];
    const scan = shaded((fill) => {
      fill(300, 208, 310, 242, 30);
      fill(310, 238, 320, 272, 30);
    });
    const [read] = await firstCell(scan, { ...engine(0), block });
    expect([read?.text, read?.confidence]).toEqual(['95', 0.3]);
  });

  it('is read twice among words as well', async () => {
    const words = await firstCell(
      shaded(() => undefined),
      saying('12 hồ sơ', '', '17 hồ sơ'),
    );
    expect(words.map(({ text }) => text)).toEqual(['12', 'hồ', 'sơ']);
    expect(words[0]?.other).toBe('17 hồ sơ');
    expect(words.every(({ confidence }) => confidence <= 0.3)).toBe(true);
  });
});

describe('signs that both readings take for the same', () => {
  it('are doubted where one is unlike the others of the page', async () => {
    const [cut, ...others] = await wordsOf(
      shaded((fill) => fill(322, 230, 328, 252, 255)),
      engine(0),
    );
    expect(cut?.text).toBe('11');
    expect(cut?.confidence).toBeLessThanOrEqual(0.3);
    expect(others.map(({ confidence }) => confidence >= 0.9)).toEqual(Array.from({ length: ROWS - 1 }, () => true));
  });
});

describe('a percent sign', () => {
  it('is none where less stands before its rings than was read: a digit cut by a line is its stroke', async () => {
    const scan = shaded((fill) => {
      fill(280, 230, 340, 252, 255);
      fill(285, 230, 295, 252, 30);
      fill(326, 225, 330, 259, 30);
      for (const x of [312, 335]) fill(x, 235, x + 9, 251, 30);
    });
    const [read] = await firstCell(scan, saying('813%', '8', '8'));
    expect(read?.text).toBe('813%');
    expect(read?.confidence).toBeLessThanOrEqual(0.3);
  });
});

describe('marks of a figure', () => {
  it('are believed where shapes and readings have the same', async () => {
    const words = await wordsOf(
      shaded(() => undefined),
      saying('11', '11', '11'),
    );
    expect(words).toHaveLength(ROWS);
    expect(words.every(({ confidence }) => confidence >= 0.9)).toBe(true);
  });

  it('are believed less where a reading has others, and not where two have', async () => {
    const outvoted = await wordsOf(
      shaded(() => undefined),
      saying('1,1', '11', '11'),
    );
    expect(outvoted.map(({ confidence }) => confidence)).toEqual(Array.from({ length: ROWS }, () => 0.8));
    const [doubted] = await firstCell(
      shaded(() => undefined),
      saying('1,1', '11', '1,1'),
    );
    expect([doubted?.text, doubted?.other, doubted?.confidence]).toEqual(['1,1', '11', 0.3]);
    const [dropped] = await firstCell(
      shaded((fill) => fill(312, 248, 316, 252, 30)),
      saying('11', '11', '11'),
    );
    expect([dropped?.text, dropped?.other, dropped?.confidence]).toEqual(['1.1', '11', 0.3]);
    const [led] = await firstCell(
      shaded(() => undefined),
      saying('.11', '11', '.11'),
    );
    expect([led?.text, led?.other, led?.confidence]).toEqual(['11', '.11', 0.3]);
    const [apart] = await firstCell(
      shaded(() => undefined),
      saying('1,1', '11', '1.1'),
    );
    expect([apart?.text, apart?.other, apart?.confidence]).toEqual(['11', '1,1', 0.3]);
  });
});

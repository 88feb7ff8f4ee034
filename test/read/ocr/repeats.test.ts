/** The heading that stands on each page is read once: the same pictures are the same, and no others. */
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { FONT_FILES } from '../../../fixtures/fonts.js';
import { Dice } from '../../../fixtures/prng.js';
import { type Grey, greyOfRgba } from '../../../src/read/ocr/raster.js';
import { OcrTimeout, type Reading, type Recogniser, type Recognisers } from '../../../src/read/ocr/recogniser.js';
import { isSamePicture, sparingRepeats } from '../../../src/read/ocr/repeats.js';

GlobalFonts.registerFromPath(FONT_FILES.regular, 'Tinos');
const PADDING = 10;

/** A line as the reader of scans cuts it out: black and white, tight but for the white around it. */
function line(text: string, { dpi = 200, points = 12, at = 0, grain = 0 } = {}): Grey {
  const canvas = createCanvas(700, 80);
  const pen = canvas.getContext('2d');
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = 'black';
  pen.font = `${(points * dpi) / 72}px Tinos`;
  pen.fillText(text, 30 + at, 55 + at);
  const grey = greyOfRgba(pen.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height);
  const dice = new Dice(Math.round(100 * at));
  const isInk = (x: number, y: number) =>
    (grey.data[y * grey.width + x] ?? 255) + grain * (dice.chance(0.5) ? 0.5 : -0.5) < 150;
  const ink: [number, number][] = [];
  for (let y = 0; y < grey.height; y++) for (let x = 0; x < grey.width; x++) if (isInk(x, y)) ink.push([x, y]);
  const [xs, ys] = [ink.map(([x]) => x), ink.map(([, y]) => y)];
  const [x0, y0] = [Math.min(...xs) - PADDING, Math.min(...ys) - PADDING];
  const [width, height] = [Math.max(...xs) + PADDING + 1 - x0, Math.max(...ys) + PADDING + 1 - y0];
  const data = new Uint8Array(width * height).fill(255);
  for (const [x, y] of ink) data[(y - y0) * width + x - x0] = 0;
  return { width, height, data };
}

describe('pictures of lines', () => {
  it.each([220, 250, 300])('are the same where the line stands a little elsewhere, and in grain: %i dpi', (dpi) => {
    const picture = line('Số lượng hồ sơ', { dpi });
    expect(isSamePicture(picture, line('Số lượng hồ sơ', { dpi, at: 0.25 }))).toBe(true);
    expect(isSamePicture(picture, line('Số lượng hồ sơ', { dpi, grain: 40 }))).toBe(true);
  });

  // One sign for another, and marks for marks: what a word of another meaning may differ by.
  const SIGNS =
    'aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịlt1oòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵdđcbhnmrvxskgqpIVX023456789.,;:';
  it.each([
    [220, 13],
    [250, 13],
    [300, 11],
  ])('are not where a single sign is another: %i dpi, %i points', (dpi, points) => {
    const drawn = [...SIGNS].map((sign) => [sign, line(`Số h${sign}n đã`, { dpi, points })] as const);
    const taken = drawn.flatMap(([sign, picture], i) =>
      drawn.slice(i + 1).flatMap(([other, its]) => (isSamePicture(picture, its) ? [`${sign}${other}`] : [])),
    );
    expect(taken).toEqual([]);
  });
});

describe('a recogniser that spares repeats', () => {
  const reading: Reading = { dpi: 200, model: 'quick', mayRepeat: true };

  function over(answers: readonly (string | Error)[], confidence = 0.95): { engine: Recognisers; asked: () => number } {
    let asked = 0;
    const recogniser = {
      line: async () => {
        const answer = answers[asked++] ?? 'not expected';
        if (answer instanceof Error) throw answer;
        return { text: answer, confidence };
      },
    } as unknown as Recogniser;
    const engine: Recognisers = { page: (_, read) => read(recogniser), close: async () => undefined };
    return { engine: sparingRepeats(engine), asked: () => asked };
  }

  /** Each on a page of its own. */
  const texts = async (engine: Recognisers, each: Reading, pictures: readonly Grey[]) => {
    const pages = pictures.map((picture) => engine.page(60, (recogniser) => recogniser.line(picture, each)));
    return (await Promise.allSettled(pages)).map((page) => (page.status === 'fulfilled' ? page.value.text : 'failed'));
  };
  const twice = [line('Thủ tục'), line('Thủ tục', { at: 0.5 })];

  it('asks once for words', async () => {
    const { engine, asked } = over(['Thủ tục']);
    expect(await texts(engine, reading, twice)).toEqual(['Thủ tục', 'Thủ tục']);
    expect(asked()).toBe(1);
  });

  it.each([
    ['a figure', ['12,5', '12,5'], reading, 0.95],
    ['words with a figure', ['mức độ 3', 'mức độ 4'], reading, 0.95],
    ['a code', ['IIV', 'III'], reading, 0.95],
    ['what was not read for certain', ['Thủ tuc', 'Thủ tục'], reading, 0.89],
    ['a coarse picture', ['Thủ tục', 'Thu tục'], { ...reading, dpi: 120 }, 0.95],
    ['another way of reading', ['Thủ tục', 'Thu tục'], { dpi: 200, model: 'quick' } as const, 0.95],
  ])('asks again for %s', async (_, answers, each, confidence) => {
    const { engine } = over(answers, confidence);
    expect(await texts(engine, each, twice)).toEqual(answers);
  });

  it('one that was not read in time is asked for again', async () => {
    const { engine } = over([new OcrTimeout(), 'Thủ tục']);
    expect(await texts(engine, reading, twice)).toEqual(['failed', 'Thủ tục']);
  });
});

/** What one recogniser reads hangs on nothing but the picture: not on what it read before, nor for whom. */
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { FONT_FILES } from '../../fixtures/fonts.js';
import { greyOfRgba } from '../../src/read/ocr/raster.js';
import { OcrTimeout, type Reading, type Recogniser } from '../../src/read/ocr/recogniser.js';
import { openRecogniser } from '../../src/recogniser/index.js';
import { findOcr } from '../../src/tessdata.js';

// A machine may have no font of its own.
GlobalFonts.registerFromPath(FONT_FILES.regular, 'Tinos');
const { options } = await findOcr('force');
const model = options?.model ?? { quick: '', thorough: '' };
const QUICK: Reading = { dpi: 200, model: 'quick' };
const TEXTS = ['So van ban', '1.234', 'Don vi tinh', '17/20', 'Van ban', '9.1.1', 'So ho so tiep nhan'];

function picture(text: string) {
  const canvas = createCanvas(60 + 16 * text.length, 56);
  const pen = canvas.getContext('2d');
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = 'black';
  pen.font = '30px Tinos';
  pen.fillText(text, 20, 38);
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  return greyOfRgba(data, canvas.width, canvas.height);
}

async function readings(recogniser: Recogniser, texts: readonly string[]): Promise<unknown[]> {
  return Promise.all(
    texts.flatMap((text) => [
      recogniser.line(picture(text), QUICK),
      recogniser.line(picture(text), { ...QUICK, model: 'thorough', signs: '0123456789/' }),
      recogniser.block(picture(text), QUICK),
    ]),
  );
}

describe('a recogniser', () => {
  it('reads the same in any order, and for the next document', async () => {
    const first = openRecogniser(model);
    const forth = await readings(first, TEXTS);
    const back = await readings(first, TEXTS.toReversed());
    await first.close();
    const next = openRecogniser(model);
    const later = await readings(next, TEXTS);
    await next.close();
    const each = Array.from({ length: TEXTS.length }, (_, i) => forth.slice(3 * i, 3 * i + 3));
    expect(back).toEqual(each.toReversed().flat());
    expect(later).toEqual(forth);
    expect(forth.length).toBe(3 * TEXTS.length);
  });

  it('says that there was no time, and reads on when there is', async () => {
    const recogniser = openRecogniser(model);
    recogniser.allow(0);
    const many = Array.from({ length: 10 }, () => TEXTS).flat();
    await expect(readings(recogniser, many)).rejects.toBeInstanceOf(OcrTimeout);
    recogniser.allow(60);
    await expect(recogniser.line(picture('17/20'), QUICK)).resolves.toMatchObject({ text: '17/20' });
    await recogniser.close();
  });

  it('whose model is none says so each time it is asked', async () => {
    const none = import.meta.filename;
    const recogniser = openRecogniser({ quick: none, thorough: none });
    for (let time = 0; time < 2; time++) await expect(recogniser.line(picture('1'), QUICK)).rejects.toThrow(/model/u);
    await recogniser.close();
  });
});

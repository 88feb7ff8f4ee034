/** What one recogniser reads hangs on nothing but the picture: not on what it read before, nor for whom. */

import type * as threads from 'node:worker_threads';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { describe, expect, it, vi } from 'vitest';
import { FONT_FILES } from '../../fixtures/fonts.js';
import { greyOfRgba } from '../../src/read/ocr/raster.js';
import { OcrTimeout, type Reading, type Recognisers } from '../../src/read/ocr/recogniser.js';
import { openRecogniser } from '../../src/recogniser/index.js';
import { findOcr } from '../../src/tessdata.js';

const count = vi.hoisted(() => ({ started: 0, ended: 0 }));
vi.mock('node:worker_threads', async (original) => {
  const real = await original<typeof threads>();
  class Counted extends real.Worker {
    constructor(...args: ConstructorParameters<typeof real.Worker>) {
      count.started += 1;
      super(...args);
    }
    override terminate(): Promise<number> {
      count.ended += 1;
      return super.terminate();
    }
  }
  return { ...real, Worker: Counted };
});

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

/** All of one page. */
async function readings(engine: Recognisers, texts: readonly string[], seconds = 60): Promise<unknown[]> {
  return engine.page(seconds, (recogniser) =>
    Promise.all(
      texts.flatMap((text) => [
        recogniser.line(picture(text), QUICK),
        recogniser.line(picture(text), { ...QUICK, model: 'thorough', signs: '0123456789/' }),
        recogniser.block(picture(text), QUICK),
      ]),
    ),
  );
}

/** 17/20 */
async function figure(engine: Recognisers): Promise<unknown> {
  return engine.page(60, (recogniser) => recogniser.line(picture('17/20'), QUICK));
}

describe('a recogniser', () => {
  it('reads the same in any order, and for the next document', async () => {
    const first = openRecogniser(model, () => 0);
    const forth = await readings(first, TEXTS);
    const back = await readings(first, TEXTS.toReversed());
    await first.close();
    const next = openRecogniser(model, () => 0);
    const later = await readings(next, TEXTS);
    await next.close();
    const each = Array.from({ length: TEXTS.length }, (_, i) => forth.slice(3 * i, 3 * i + 3));
    expect(back).toEqual(each.toReversed().flat());
    expect(later).toEqual(forth);
    expect(forth.length).toBe(3 * TEXTS.length);
  });

  it('reads the same in as many threads as it may, and in one when another document has their processor', async () => {
    const many = Array.from({ length: 5 }, () => TEXTS).flat();
    const alone = openRecogniser(model, () => 0);
    const expected = await readings(alone, many);
    // Not closed before the others have theirs: what rests would be taken over.
    const before = count.started;
    let spare = 2;
    const several = openRecogniser(model, () => spare);
    expect(await readings(several, many)).toEqual(expected);
    expect(count.started - before).toBe(3);
    spare = 0;
    expect(await readings(several, many)).toEqual(expected);
    const next = openRecogniser(model, () => 0);
    // One of the two that rest now.
    expect(await readings(next, TEXTS)).toEqual(expected.slice(0, 3 * TEXTS.length));
    expect(count.started - before).toBe(3);
    await Promise.all([alone, several, next].map((one) => one.close()));
  });

  it.each([0, 1])(
    'says that there was no time, and reads on when there is, with processors beside one: %s',
    async (spare) => {
      const recogniser = openRecogniser(model, () => spare);
      const before = count.ended;
      const many = Array.from({ length: 10 }, () => TEXTS).flat();
      await expect(readings(recogniser, many, 0)).rejects.toBeInstanceOf(OcrTimeout);
      // Whoever was at work on those may never end.
      expect(count.ended - before).toBe(1 + spare);
      await expect(figure(recogniser)).resolves.toMatchObject({ text: '17/20' });
      await recogniser.close();
    },
  );

  describe('with two pages at a time', () => {
    it('reads the one that was begun first, and the same', async () => {
      const recogniser = openRecogniser(model, () => 0);
      const expected = await readings(recogniser, TEXTS);
      const ended: string[] = [];
      const read = async (page: string) => {
        const words = await readings(recogniser, TEXTS);
        ended.push(page);
        return words;
      };
      expect(await Promise.all([read('first'), read('second')])).toEqual([expected, expected]);
      expect(ended).toEqual(['first', 'second']);
      await recogniser.close();
    });

    it('does not count the time of the one before it', async () => {
      const recogniser = openRecogniser(model, () => 0);
      let end = () => {};
      const first = recogniser.page(60, () => new Promise<void>((resolve) => (end = resolve)));
      const second = recogniser.page(0, (its) => its.line(picture('17/20'), QUICK));
      await expect(second).resolves.toMatchObject({ text: '17/20' });
      end();
      await first;
      await recogniser.close();
    });

    it('reads all of the second when its thread had no time for the first', async () => {
      const recogniser = openRecogniser(model, () => 0);
      const expected = await readings(recogniser, TEXTS);
      const before = count.ended;
      const late = readings(recogniser, ['1.234'], 0);
      const second = readings(recogniser, TEXTS);
      await expect(late).rejects.toBeInstanceOf(OcrTimeout);
      expect(count.ended - before).toBe(1);
      expect(await second).toEqual(expected);
      await recogniser.close();
    });
  });

  it('whose model is none says so each time it is asked', async () => {
    const none = import.meta.filename;
    const recogniser = openRecogniser({ quick: none, thorough: none }, () => 0);
    for (let time = 0; time < 2; time++) await expect(figure(recogniser)).rejects.toThrow(/model/u);
    await recogniser.close();
  });
});

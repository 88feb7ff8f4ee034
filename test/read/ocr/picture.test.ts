/** From grey to lines and signs, without the engine: pictures drawn here, so that what must come out is known. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dice } from '../../../fixtures/prng.js';
import type { Ruling } from '../../../src/model/page.js';
import { binarised } from '../../../src/read/ocr/binarise.js';
import { hasFaint, seenFrom } from '../../../src/read/ocr/faint.js';
import { glyphsIn, holesFit, shapeOf, withMarks, withoutSpecks } from '../../../src/read/ocr/glyphs.js';
import { type Sign, signIn, strangers } from '../../../src/read/ocr/likeness.js';
import { textLinesIn } from '../../../src/read/ocr/lines.js';
import { type Grey, greyOfBits, greyOfRgb, type Ink, levelled, turned } from '../../../src/read/ocr/raster.js';
import { crossingsOf, rulingsOf, withoutRulings } from '../../../src/read/ocr/rulings.js';
import { skewOf } from '../../../src/read/ocr/skew.js';

const DPI = 200;

function paper(width: number, height: number, shade = 255): Grey {
  return { width, height, data: new Uint8Array(width * height).fill(shade) };
}

/** Draws a dark rectangle. */
function fill({ width, data }: Grey | Ink, x0: number, y0: number, x1: number, y1: number, shade = 0): void {
  for (let y = y0; y < y1; y++) data.fill(shade, y * width + x0, y * width + x1);
}

function blank(width: number, height: number): Ink {
  return { width, height, data: new Uint8Array(width * height) };
}

/** A page of lines of words, as far as its darkness goes. */
function lines(): Grey {
  const page = paper(1000, 1200);
  for (let y = 100; y < 1100; y += 40)
    for (let x = 100; x < 880; x += 60) fill(page, x, y, x + 10 + ((x * 7 + y) % 35), y + 16);
  return page;
}

describe('ink and paper', () => {
  it('dark letters are ink on white, on grey and in a shaded row', () => {
    const page = paper(400, 400, 250);
    fill(page, 0, 200, 400, 400, 170);
    fill(page, 50, 50, 80, 56);
    fill(page, 50, 300, 80, 306, 40);
    const ink = binarised(page, DPI);
    expect(ink.data[53 * 400 + 60]).toBe(1);
    expect(ink.data[303 * 400 + 60]).toBe(1);
    expect(ink.data[120 * 400 + 200]).toBe(0);
    expect(ink.data[350 * 400 + 200]).toBe(0);
  });

  it('a red seal is paper, a blue pen is ink', () => {
    const grey = greyOfRgb(Uint8Array.from([214, 32, 40, 20, 30, 160, 0, 0, 0]), 3, 1);
    expect([...grey.data].map((shade) => shade > 128)).toEqual([true, false, false]);
  });

  it('fax rows are padded to whole bytes', () => {
    expect([...greyOfBits(Uint8Array.from([0b10100000, 0b10000000, 0xff, 0xff]), 9, 2).data]).toEqual([
      ...[255, 0, 255, 0, 0, 0, 0, 0, 255],
      ...new Array<number>(9).fill(255),
    ]);
  });
});

describe('turning', () => {
  it('four quarters are a whole turn', () => {
    const pictures = fc
      .record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }) })
      .chain(({ width, height }) =>
        fc
          .uint8Array({ minLength: width * height, maxLength: width * height })
          .map((data): Grey => ({ width, height, data })),
      );
    fc.assert(
      fc.property(pictures, (picture) => {
        expect(turned(turned(picture, 90), 270)).toEqual(picture);
        expect(turned(turned(picture, 180), 180)).toEqual(picture);
        expect(turned(turned(picture, 90), 90)).toEqual(turned(picture, 180));
      }),
    );
  });

  it('a page that stands straight hangs by nothing, however many angles leave its rows as they are', () => {
    expect(skewOf(binarised(lines(), DPI))).toBeCloseTo(0, 5);
  });

  it('a skew that was put on is found, to a fifteenth of a degree', () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), (degrees) => {
        const hanging = levelled(lines(), -degrees, 1);
        expect(Math.abs(skewOf(binarised(hanging, DPI)) - degrees)).toBeLessThan(1 / 15);
      }),
      { numRuns: 12 },
    );
  });
});

describe('ruled lines', () => {
  /** A grid of three rows and two columns, 100 pixels apart, its lines of that shade. */
  function grid(shade = 0): Grey {
    const page = paper(500, 500);
    for (const y of [50, 150, 250, 350]) fill(page, 50, y, 250, y + 2, shade);
    for (const x of [50, 150, 248]) fill(page, x, 50, x + 2, 352, shade);
    return page;
  }
  const inPixels = (rulings: readonly Ruling[], orientation: 'h' | 'v') =>
    rulings
      .filter((ruling) => ruling.orientation === orientation)
      .toSorted((a, b) => a.at - b.at)
      .map(({ at, from, to }) => [at, from, to].map((points) => Math.round((points * DPI) / 72)));

  it('are where they were drawn', () => {
    const rulings = rulingsOf(grid(), DPI);
    expect(inPixels(rulings, 'h').map(([at]) => at)).toEqual([51, 151, 251, 351]);
    expect(inPixels(rulings, 'v').map(([at]) => at)).toEqual([51, 151, 249]);
  });

  it('are whole where a fax has broken them', () => {
    const page = grid();
    for (const x of [90, 130, 200]) fill(page, x, 145, x + 6, 156, 255);
    expect(inPixels(rulingsOf(page, DPI), 'h')).toHaveLength(4);
  });

  it('are seen between bold letters however faint they are', () => {
    const page = grid(200);
    for (let x = 60; x < 240; x += 16) for (const y of [125, 158]) fill(page, x, y, x + 10, y + 20);
    expect(inPixels(rulingsOf(page, DPI), 'h')).toHaveLength(4);
  });

  it('reach the border they go on to where they are worn away, and no further', () => {
    const page = grid();
    fill(page, 52, 145, 90, 156, 255);
    const second = inPixels(rulingsOf(page, DPI), 'h')[1];
    expect(second?.[1]).toBeLessThanOrEqual(52);
    expect(second?.[2]).toBeLessThanOrEqual(252);
  });

  it('underlines stay as long as they are, and the feet of letters are none', () => {
    const page = grid();
    fill(page, 70, 220, 140, 222);
    for (let x = 160; x < 240; x += 10) fill(page, x, 220, x + 8, 222);
    const underline = inPixels(rulingsOf(page, DPI), 'h').filter(([at]) => at === 221);
    expect(underline).toHaveLength(1);
    expect(underline[0]?.[2]).toBeLessThan(145);
  });

  it('are found in grain, and only they', () => {
    const dice = new Dice(7);
    const page = grid();
    const grainy = { ...page, data: page.data.map((shade) => Math.min(255, Math.max(0, shade - dice.whole(0, 90)))) };
    expect(rulingsOf(grainy, DPI)).toHaveLength(7);
  });

  it('are taken out, and strokes that cross them stay', () => {
    const page = grid();
    fill(page, 100, 130, 103, 170);
    const clean = withoutRulings(binarised(page, DPI), rulingsOf(page, DPI), DPI);
    expect(clean.data[51 * 500 + 80]).toBe(0);
    expect(clean.data[151 * 500 + 200]).toBe(0);
    expect(clean.data[151 * 500 + 101]).toBe(1);
  });

  it('go through no strokes but where something is struck out or cut', () => {
    const crossingsIn = (page: Grey) => crossingsOf(binarised(page, DPI), rulingsOf(page, DPI), DPI);
    const page = grid();
    // A digit that sits on a border, and one that touches it from below.
    fill(page, 80, 128, 84, 151);
    fill(page, 200, 152, 204, 176);
    expect(crossingsIn(page)).toEqual([]);
    fill(page, 60, 420, 240, 423);
    for (const x of [120, 140]) fill(page, x, 410, x + 4, 432);
    expect(crossingsIn(page).map(({ x0, x1 }) => [x0, x1])).toEqual([
      [120, 124],
      [140, 144],
    ]);
  });

  it('a streak of the scanner goes through the digits it cuts', () => {
    const page = grid();
    fill(page, 100, 54, 103, 348);
    fill(page, 92, 300, 112, 304);
    const [cut, ...others] = crossingsOf(binarised(page, DPI), rulingsOf(page, DPI), DPI);
    expect(others).toEqual([]);
    expect([cut?.y0, cut?.y1]).toEqual([300, 304]);
  });

  it('letters are none', () => {
    const page = paper(400, 100);
    for (let x = 20; x < 380; x += 20) fill(page, x, 30, x + 12, 52);
    expect(rulingsOf(page, DPI)).toEqual([]);
  });
});

describe('signs', () => {
  const HEIGHT = 22;
  /** Draws digits as blocks with the marks of `text` between them, the way they stand on a line. */
  function drawn(text: string): Ink {
    const ink = blank(60 + 24 * text.length, 80);
    let x = 20;
    for (const sign of text) {
      if (sign === '.') fill(ink, x, 20 + HEIGHT - 4, x + 4, 20 + HEIGHT, 1);
      else if (sign === ',') fill(ink, x, 20 + HEIGHT - 4, x + 4, 20 + HEIGHT + 5, 1);
      else if (sign !== ' ') fill(ink, x, 20, x + 10, 20 + HEIGHT, 1);
      x += /\d/u.test(sign) ? 14 : 8;
    }
    return ink;
  }
  const shape = (ink: Ink) => shapeOf(glyphsIn(ink, { x0: 0, y0: 0, x1: ink.width, y1: ink.height }));

  it('dots and commas come back where they stood, whatever the digits', () => {
    const figures = fc
      .array(fc.stringMatching(/^\d{1,3}$/u), { minLength: 1, maxLength: 4 })
      .chain((groups) => fc.constantFrom('.', ',').map((mark) => groups.join(mark)));
    fc.assert(
      fc.property(figures, (figure) => {
        expect(withMarks(figure.replace(/[.,]/gu, ''), shape(drawn(figure)))).toBe(figure);
      }),
    );
  });

  it('as many signs as shapes, or no figure', () => {
    expect(withMarks('12', shape(drawn('123')))).toBeNull();
    expect(withMarks('1234', shape(drawn('123')))).toBeNull();
  });

  it('a speck is neither dot nor sign, above the line or on it', () => {
    const ink = drawn('479');
    fill(ink, 31, 38, 33, 39, 1);
    fill(ink, 45, 15, 47, 17, 1);
    expect(withMarks('479', shape(ink))).toBe('479');
    expect(shape(ink).strange).toBe(0);
  });

  it('two digits that touch, or a digit in two pieces, are no figure by their shapes', () => {
    const touching = drawn('58');
    fill(touching, 30, 30, 34, 32, 1);
    expect(shape(touching).strange).toBe(1);
    const broken = drawn('58');
    fill(broken, 20, 28, 30, 34, 0);
    expect(shape(broken).strange).toBeGreaterThan(0);
  });

  it('two digits between which another has room are none, and a blank between them is no such room', () => {
    const covered = drawn('518');
    fill(covered, 34, 0, 44, 80, 0);
    expect(shape(covered).strange).toBe(1);
    for (const text of ['5 18', '5,18', '5.118']) expect(shape(drawn(text)).strange).toBe(0);
  });

  it('a digit that encloses more or less paper than its shape is none', () => {
    const ink = drawn('19');
    const { tall } = shape(ink);
    const nine = tall[1] ?? { x0: 0, y0: 0, x1: 0, y1: 0 };
    fill(ink, nine.x0 + 3, nine.y0 + 3, nine.x0 + 7, nine.y0 + 9, 0);
    // A crack of one pixel within the stroke of the 1.
    fill(ink, (tall[0]?.x0 ?? 0) + 4, 30, (tall[0]?.x0 ?? 0) + 5, 32, 0);
    const fitting = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0')).filter((signs) =>
      holesFit(signs, shape(ink), ink),
    );
    const [none, one] = ['123457', '0469'];
    expect(fitting).toEqual([...none].flatMap((first) => [...one].map((second) => first + second)).sort());
  });

  it('specks go, dots stay', () => {
    const ink = drawn('1.1');
    const before = ink.data.reduce((sum, pixel) => sum + pixel, 0);
    fill(ink, 5, 5, 7, 6, 1);
    expect(withoutSpecks(ink, DPI).data.reduce((sum, pixel) => sum + pixel, 0)).toBe(before);
  });
});

describe('lines of a cell', () => {
  const whole = (ink: Ink) => ({ x0: 0, y0: 0, x1: ink.width, y1: ink.height });

  it('are parted by paper, and marks stay with their letters', () => {
    const ink = blank(300, 120);
    fill(ink, 20, 10, 60, 14, 1);
    fill(ink, 20, 18, 200, 40, 1);
    fill(ink, 20, 60, 240, 84, 1);
    expect(textLinesIn(ink, whole(ink), DPI)?.map(({ x0, y0, x1, y1 }) => [x0, y0, x1, y1])).toEqual([
      [20, 10, 200, 40],
      [20, 60, 240, 84],
    ]);
  });

  it('that touch cannot be parted', () => {
    const ink = blank(300, 140);
    fill(ink, 20, 10, 200, 110, 1);
    expect(textLinesIn(ink, whole(ink), DPI)).toBeNull();
  });
});

describe('what is neither ink nor paper', () => {
  const cell = { x0: 100, y0: 100, x1: 300, y1: 160 };

  /** Paper with grain, with text enough to say how dark ink is, and a ruled cell. */
  function worn(): Grey {
    const dice = new Dice(11);
    const page = paper(600, 600, 240);
    fill(page, 50, 400, 550, 430, 20);
    for (const y of [99, 160]) fill(page, 99, y, 301, y + 2, 20);
    return { ...page, data: page.data.map((shade) => Math.max(0, Math.min(255, shade + dice.whole(-20, 20)))) };
  }

  const isSeen = (page: Grey) =>
    hasFaint({ grey: page, ink: binarised(page, DPI), dpi: DPI, seen: seenFrom(page) }, cell);

  it('is not seen in a blank cell, nor beside ink, nor in a speck or a shadow', () => {
    expect(isSeen(worn())).toBe(false);
    const written = worn();
    fill(written, 150, 120, 154, 142, 20);
    fill(written, 154, 120, 155, 142, 130);
    fill(written, 220, 130, 223, 133, 100);
    for (let x = 100; x < 300; x++)
      for (let y = 100; y < 160; y++) {
        const at = y * written.width + x;
        written.data[at] = (written.data[at] ?? 0) * (1 - (x - 100) / 800);
      }
    expect(isSeen(written)).toBe(false);
  });

  it('is not seen on a page with next to nothing on it', () => {
    const page = paper(600, 600);
    fill(page, 200, 120, 203, 142, 247);
    expect(isSeen(page)).toBe(false);
  });

  it('is where a pencil drew a stroke', () => {
    const page = worn();
    fill(page, 200, 120, 203, 142, 195);
    expect(inkIn(withoutSpecks(binarised(page, DPI), DPI), cell)).toBe(0);
    expect(isSeen(page)).toBe(true);
  });

  function inkIn({ data, width }: Ink, { x0, y0, x1, y1 }: typeof cell): number {
    let count = 0;
    for (let y = y0 + 5; y < y1 - 5; y++) for (let x = x0 + 5; x < x1 - 5; x++) count += data[y * width + x] ?? 0;
    return count;
  }
});

describe('signs of a page', () => {
  /** A ring of `thick` pixels as an 0, a stem as a 1; `cut`: pixels of its left that are gone. */
  function sign(kind: '0' | '1', thick: number, cut = 0): Sign {
    const ink = blank(60, 60);
    if (kind === '1') fill(ink, 20, 10, 20 + thick, 34, 1);
    else {
      fill(ink, 10, 10, 26, 34, 1);
      fill(ink, 10 + thick, 10 + thick, 26 - thick, 34 - thick, 0);
    }
    fill(ink, 0, 0, 10 + cut, 60, 0);
    const [glyph] = glyphsIn(ink, { x0: 0, y0: 0, x1: 60, y1: 60 });
    if (glyph === undefined) throw new Error('nothing drawn');
    return signIn(ink, glyph, kind);
  }

  it('are alike, some a little bolder than others', () => {
    const signs = [3, 3, 4, 3, 4, 4].flatMap((thick) => [sign('0', thick), sign('1', thick)]);
    expect(strangers(signs).size).toBe(0);
  });

  it('but for one that was cut, if there are enough to tell', () => {
    const cut = sign('0', 3, 8);
    const whole = [3, 3, 3, 3].map((thick) => sign('0', thick));
    expect([...strangers([...whole, cut])]).toEqual([cut]);
    expect(strangers([...whole.slice(0, 2), cut]).size).toBe(0);
  });

  it('but for two that were cut alike', () => {
    const cut = [sign('0', 3, 8), sign('0', 3, 8)];
    const whole = [3, 3, 3, 3].map((thick) => sign('0', thick));
    expect([...strangers([...whole, ...cut])]).toEqual(cut);
  });

  it('where all are worn apart, none says anything of the others', () => {
    const worn = [3, 5, 7, 2, 6].map((thick, i) => sign('0', thick, 3 * (i % 3)));
    expect(strangers(worn).size).toBe(0);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Page, Ruling } from '../../../src/model/page.js';
import { characterOf, describeFont } from '../../../src/read/pdf/fonts.js';
import { readPdf } from '../../../src/read/pdf/index.js';
import type { Glyph, Show } from '../../../src/read/pdf/painting.js';
import { findWords } from '../../../src/read/pdf/words.js';
import { onePage } from './make.js';

const FONT = describeFont({ name: 'Some' });
const OTHER = describeFont({ name: 'Other' });
/** Widths of Times New Roman in thousandths, so that narrow and wide letters stand side by side. */
const WIDTHS: Readonly<Record<string, number>> = { i: 278, l: 278, '.': 250, m: 778, W: 944, ụ: 500, ế: 444 };

const text = fc.string({ unit: fc.constantFrom(...'0123456789.,/%ilmWụế'), minLength: 1, maxLength: 8 });
const grid = fc.array(fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 6,
});

interface Drawn {
  readonly glyphs: Glyph[];
  readonly rulings: Ruling[];
  /** Words, cells joined by `|`, rows by line breaks. */
  readonly expected: string;
}

/** A show operation of its own, so that a word is one whatever wrote it. */
function showOf(font: Show['font'], size: number): Show {
  return { font, size, spacing: 0, turn: 0, renderingMode: 0, colour: '#000000' };
}

/** Cells right beside each other with a ruling between, as narrow as can be; 1 or 2 fonts by turns. */
function draw(rows: readonly (readonly (readonly string[])[])[], size: number, fonts: number): Drawn {
  const glyphs: Glyph[] = [];
  const rulings: Ruling[] = [];
  rows.forEach((cells, row) => {
    const baseline = 100 + 2 * size * row;
    let x = 50;
    cells.forEach((words, column) => {
      if (column > 0) {
        rulings.push({ orientation: 'v', at: x, from: baseline - size, to: baseline + size, width: 0.5 });
        x += 0.01;
      }
      words.forEach((word, i) => {
        if (i > 0) x += 0.25 * size;
        for (const letter of word) {
          const width = ((WIDTHS[letter] ?? 500) / 1000) * size;
          const order = glyphs.length;
          const font = order % fonts === 0 ? FONT : OTHER;
          const place = { x0: x, x1: x + width, baseline };
          glyphs.push({ character: characterOf(letter), show: showOf(font, size), ...place, order, setAside: null });
          x += width;
        }
      });
    });
  });
  return { glyphs, rulings, expected: rows.map((cells) => cells.flat().join(' ')).join('\n') };
}

function read(glyphs: readonly Glyph[], rulings: readonly Ruling[]): string {
  const lines = new Map<number, string[]>();
  for (const word of findWords(glyphs, rulings).words) {
    const line = lines.get(word.baseline) ?? [];
    line.push(word.runs.map((run) => run.text).join(''));
    lines.set(word.baseline, line);
  }
  return [...lines.values()].map((line) => line.join(' ')).join('\n');
}

describe('words', () => {
  it('come back whatever the order, the fonts and the size they are written in', () => {
    fc.assert(
      fc.property(
        grid,
        fc.double({ min: 4, max: 40, noNaN: true }),
        fc.constantFrom(1, 2),
        fc.func(fc.nat()),
        (rows, size, fonts, shuffle) => {
          const { glyphs, rulings, expected } = draw(rows, size, fonts);
          const shuffled = [...glyphs].sort((one, other) => shuffle(one.order) - shuffle(other.order));
          expect(read(glyphs, rulings)).toBe(expected);
          expect(read(shuffled, rulings)).toBe(expected);
        },
      ),
    );
  });

  it('come back once when every glyph is struck several times', () => {
    const offset = fc.double({ min: -0.04, max: 0.04, noNaN: true });
    fc.assert(
      fc.property(grid, fc.array(fc.tuple(offset, offset), { minLength: 1, maxLength: 3 }), (rows, offsets) => {
        const size = 12;
        const { glyphs, rulings, expected } = draw(rows, size, 1);
        const struck = glyphs.flatMap((glyph) => [
          glyph,
          ...offsets.map(([dx, dy], i) => ({
            ...glyph,
            x0: glyph.x0 + Math.abs(dx) * size,
            x1: glyph.x1 + Math.abs(dx) * size,
            baseline: glyph.baseline + dy * size,
            order: glyph.order + (i + 1) / 10,
          })),
        ]);
        expect(findWords(struck, rulings).doubleStruck).toBe(struck.length - glyphs.length);
        expect(read(struck, rulings)).toBe(expected);
      }),
    );
  });

  it('never gain or lose a character', () => {
    const glyph = fc.record({
      text: fc.constantFrom('1', '7', 'a', ' ', '\u0301', '\u00ad', '\ufffd', 'ff'),
      x: fc.double({ min: 0, max: 60, noNaN: true }),
      width: fc.double({ min: 0, max: 12, noNaN: true }),
      baseline: fc.constantFrom(100, 101, 104, 112),
      size: fc.constantFrom(6, 10, 11),
    });
    fc.assert(
      fc.property(fc.array(glyph, { maxLength: 30 }), (drawn) => {
        const glyphs = drawn.map(({ text, x, width, baseline, size }, order): Glyph => {
          const place = { x0: x, x1: x + width, baseline, order };
          return { character: characterOf(text), show: showOf(FONT, size), ...place, setAside: null };
        });
        const { words, doubleStruck } = findWords(glyphs, []);
        const inked = glyphs.filter(({ character }) => character.text !== ' ');
        const characters = words.flatMap((word) => word.runs.flatMap((run) => [...run.text]));
        const expected = inked.flatMap(({ character }) => [...character.text]);
        if (doubleStruck === 0) expect(characters.sort()).toEqual(expected.sort());
        else expect(expected).toEqual(expect.arrayContaining(characters));
      }),
    );
  });
});

describe('a page', () => {
  const line = fc.record({
    x: fc.integer({ min: 10, max: 150 }),
    y: fc.integer({ min: 20, max: 380 }),
    vertical: fc.boolean(),
  });
  const figure = fc.record({
    x: fc.integer({ min: 10, max: 250 }),
    y: fc.integer({ min: 20, max: 380 }),
    text: fc.integer({ min: 0, max: 9999 }),
  });

  it('reads the same however it is turned, scaled and nested', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 5 }),
        fc.array(figure, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(90, 180, 270),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        async (lines, figures, rotate, scale) => {
          const content = [
            ...lines.map(({ x, y, vertical }) => `${x} ${y} m ${vertical ? `${x} ${y + 15}` : `${x + 99} ${y}`} l S`),
            ...figures.map(({ x, y, text: shown }) => `BT /F1 10 Tf ${x} ${y} Td (${shown}) Tj ET`),
          ].join('\n');
          const s = scale.toFixed(6);
          const back = (1 / Number(s)).toFixed(9);
          const turn = { 90: '0 1 -1 0 400 0', 180: '-1 0 0 -1 300 400', 270: '0 -1 1 0 0 300' }[rotate];
          const box = rotate === 180 ? '/MediaBox [0 0 300 400]' : '/MediaBox [0 0 400 300]';
          const turned = onePage(`q ${turn} cm q ${s} 0 0 ${s} 0 0 cm ${back} 0 0 ${back} 0 0 cm\n${content}\nQ Q`, {
            entries: `/Rotate ${rotate} ${box}`,
          });
          expect(await outline(turned)).toEqual(await outline(onePage(content)));
        },
      ),
      { numRuns: 30 },
    );
  });
});

async function outline(bytes: Uint8Array): Promise<unknown> {
  const [page] = (await readPdf(bytes)).pages;
  const { width, height, words, rulings, reasons } = page as Page;
  const near = (n: number) => Math.round(n * 10) / 10 + 0;
  return {
    width,
    height,
    words: words
      .map((word) => [word.text, ...word.box.map(near), near(word.baseline), near(word.size)].join(' '))
      .sort(),
    rulings: rulings.map((r) => [r.orientation, ...[r.at, r.from, r.to, r.width].map(near)].join(' ')).sort(),
    reasons,
  };
}

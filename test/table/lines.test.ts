/** Figures in one line of a cell that are not of one number are kept apart, so that nobody reads them as one. */
import { expect, it } from 'vitest';
import type { Word } from '../../src/model/page.js';
import { wordsText } from '../../src/table/lines.js';

/** A word 10 points high, 5 points a character. */
const word = (text: string, x: number, baseline = 100): Word => ({
  text,
  box: [x, baseline - 9, x + 5 * text.length, baseline + 2],
  baseline,
  size: 10,
  font: 'Tinos',
  bold: false,
  confidence: 1,
});

it.each([
  ['a written space apart, they are groups of one number', [word('12', 0), word('345', 12.5)], '12 345'],
  ['two spaces apart', [word('168', 0), word('170', 20)], '168\t170'],
  ['over one another', [word('168', 0), word('170', 3)], '168\t170'],
  ['raised', [word('168', 0), word('200', 17, 97)], '168\t200'],
  ['words, however far apart', [word('168', 0), word('hồ', 40)], '168 hồ'],
])('%s', (_, words, text) => {
  expect(wordsText(words)).toBe(text);
});

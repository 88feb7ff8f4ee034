import { describe, expect, test } from 'vitest';
import { isSyllable, SYLLABLES } from '../../src/vietnamese/syllables.js';
import { FOREIGN_WORDS, VOCABULARY } from '../../src/vietnamese/vocabulary.js';
import { NARRATIVE, PROSE } from './samples.js';

const TONES_OPEN = 6;
const TONES_STOPPED = 2;

test('the tables spell about as many syllables as the spelling rules allow (3,861 toneless, 17,606 toned)', () => {
  const toned = [...SYLLABLES.values()].reduce((n, { stopped }) => n + (stopped ? TONES_STOPPED : TONES_OPEN), 0);
  expect({ toneless: SYLLABLES.size, toned }).toEqual({ toneless: 3817, toned: 17526 });
});

test('every lower-case word of clean text is a syllable', () => {
  const words = `${PROSE} ${NARRATIVE}`.match(/(?<![\p{L}\p{N}(/])\p{Ll}{2,}(?![\p{L}\p{N}/])/gu) ?? [];
  expect(words.length).toBeGreaterThan(500);
  expect([...new Set(words)].filter((word) => !isSyllable(word))).toEqual([]);
});

test('every word of the vocabulary is a syllable', () => {
  expect([...VOCABULARY].filter((word) => !isSyllable(word))).toEqual([]);
  expect([...FOREIGN_WORDS].filter((word) => VOCABULARY.has(word))).toEqual([]);
});

describe('placement of the tone', () => {
  test.each([
    'hóa',
    'hoá',
    'thủy',
    'thuỷ',
    'tòan',
    'toàn',
    'quý',
    'qúy',
    'giá',
    'gìn',
    'khuỷu',
    'ngoèo',
    'mía',
    'múa',
    'mứa',
    'chuyện',
    'nghiêng',
    'Ủy',
    'HUỲNH',
  ])('%s', (word) => expect(isSyllable(word)).toBe(true));
});

describe('no syllables', () => {
  test.each([
    ['cîng', 'a letter of no use'],
    ['tlnh', 'no vowel'],
    ['kà', 'k before a'],
    ['cê', 'c before ê'],
    ['ngê', 'ng before ê'],
    ['các'.replace('á', 'à'), 'a falling tone before a stop'],
    ['cac', 'no tone before a stop'],
    ['hóà', 'two tones'],
    ['tiéng', 'é before ng'],
    ['thưòng', 'the tone on no main vowel'],
    ['', 'nothing'],
    ['H', 'an onset alone'],
    ['UBND', 'an abbreviation'],
    ['a1', 'a digit'],
  ])('%s: %s', (word) => expect(isSyllable(word)).toBe(false));
});

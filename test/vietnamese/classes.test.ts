import { describe, expect, test } from 'vitest';
import * as damage from '../../fixtures/legacy.js';
import { characterErrorRate, docxPage, judgePage, pdfPage } from './helpers.js';
import { APPENDIX, NARRATIVE, PROSE } from './samples.js';

interface Class {
  readonly name: string;
  readonly font: string;
  readonly damage: (clean: string) => string;
  /** What the page shows, where that is not the clean text. */
  readonly drawn?: (clean: string) => string;
  /** repaired: to the letter (0.1 %). rejected: the page must not pass. caught: either of the two. measured: printed only. */
  readonly must: 'repaired' | 'rejected' | 'caught' | 'measured';
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const TONED = /[àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/giu;
const parted = (text: string): string => text.normalize('NFD');
const gha = (text: string): string => text.replaceAll('ư', 'ƣ').replaceAll('Ư', 'Ƣ');
const smallTones = (text: string): string => text.replace(TONED, (letter) => letter.toLowerCase());
const withoutMarks = (text: string): string =>
  parted(text).replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

const VIQR: Readonly<Record<string, string>> = {
  '\u0302': '^',
  '\u0306': '(',
  '\u031b': '+',
  '\u0300': '`',
  '\u0301': "'",
  '\u0303': '~',
  '\u0309': '?',
  '\u0323': '.',
};

const CLASSES: readonly Class[] = [
  { name: 'ƣ for ư', font: 'Bold', damage: gha, must: 'repaired' },
  {
    name: 'ƣ and õ for ò',
    font: 'Bold',
    damage: (t) => gha(t).replaceAll('ò', 'õ').replaceAll('Ò', 'Õ'),
    must: 'caught',
  },
  {
    name: 'ƣ and lost y',
    font: 'Bold',
    damage: (t) => gha(t).replace(/(?<=\p{L})y(?!\p{L})/giu, ''),
    must: 'measured',
  },
  { name: 'NFD', font: 'F', damage: parted, must: 'repaired' },
  {
    name: 'NFD, tone before letter mark',
    font: 'F',
    damage: (t) => [...t].map((c) => parted(c).replace(/^(.)([\u0302\u0306\u031b])(.)$/u, '$1$3$2')).join(''),
    must: 'repaired',
  },
  {
    name: 'letter and loose tone',
    font: 'F',
    damage: (t) =>
      [...t].map((c) => parted(c).replace(TONES, '').normalize('NFC') + (parted(c).match(TONES)?.[0] ?? '')).join(''),
    must: 'repaired',
  },
  { name: 'Ð ð for Đ đ', font: 'F', damage: (t) => t.replaceAll('Đ', 'Ð').replaceAll('đ', 'ð'), must: 'repaired' },
  {
    name: 'Ɖ for Đ, ₫ for đ',
    font: 'F',
    damage: (t) => t.replaceAll('Đ', 'Ɖ').replace(/(?<![\p{L}\p{N}])đ/gu, '₫'),
    must: 'repaired',
  },
  { name: 'cp1258 as 1252', font: 'F', damage: damage.as1252From1258, must: 'repaired' },
  { name: 'UTF-8 as 1252', font: 'F', damage: damage.as1252FromUtf8, must: 'repaired' },
  {
    name: 'UTF-8 as 1252, bytes lost',
    font: 'F',
    damage: (t) => damage.as1252FromUtf8(t).replace(/[\u0080-\u00a0]/g, ''),
    must: 'rejected',
  },
  { name: 'TCVN3', font: 'F', damage: damage.toTcvn3, drawn: smallTones, must: 'repaired' },
  { name: 'TCVN3, .VnTime', font: '.VnTime', damage: damage.toTcvn3, drawn: smallTones, must: 'repaired' },
  {
    name: 'TCVN3, .VnTimeH',
    font: '.VnTimeH',
    damage: (t) => damage.toTcvn3(t.toLowerCase()),
    drawn: (t) => t.toUpperCase(),
    must: 'repaired',
  },
  {
    name: 'TCVN3, ư as hyphen',
    font: 'F',
    damage: (t) => damage.toTcvn3(t).replaceAll('\u00ad', '-'),
    drawn: smallTones,
    must: 'repaired',
  },
  {
    name: 'TCVN3, ư as minus, à as mu',
    font: 'F',
    damage: (t) => damage.toTcvn3(t).replaceAll('\u00ad', '\u2212').replaceAll('µ', 'μ'),
    drawn: smallTones,
    must: 'repaired',
  },
  {
    name: 'TCVN3, ư deleted',
    font: 'F',
    damage: (t) => damage.toTcvn3(t).replaceAll('\u00ad', ''),
    drawn: smallTones,
    must: 'rejected',
  },
  { name: 'VNI', font: 'F', damage: damage.toVni, must: 'repaired' },
  { name: 'VNI, VNI-Times', font: 'VNI-Times', damage: damage.toVni, must: 'repaired' },
  { name: 'converted twice, TCVN3', font: 'F', damage: damage.throughTcvn3, must: 'caught' },
  { name: 'converted twice, VNI', font: 'F', damage: damage.throughVni, must: 'caught' },
  { name: 'glyph numbers', font: 'F', damage: damage.glyphNumbers, must: 'rejected' },
  { name: 'toned glyphs missing', font: 'F', damage: (t) => t.replace(TONED, ''), must: 'rejected' },
  { name: 'toned glyphs as blanks', font: 'F', damage: (t) => t.replace(TONED, ' '), must: 'rejected' },
  { name: 'toned glyphs as _', font: 'F', damage: (t) => t.replace(TONED, '_'), must: 'rejected' },
  {
    name: 'private letters',
    font: 'F',
    damage: (t) => t.replace(TONED, (c) => String.fromCharCode(0xe000 + (c.charCodeAt(0) % 256))),
    must: 'rejected',
  },
  {
    name: 'Cyrillic homoglyphs',
    font: 'F',
    damage: (t) =>
      t.replaceAll('a', 'а').replaceAll('c', 'с').replaceAll('o', 'о').replaceAll('C', 'С').replaceAll('P', 'Р'),
    must: 'repaired',
  },
  {
    name: 'invisible marks, odd blanks',
    font: 'F',
    damage: (t) => t.replace(/(?<=\p{L})(?=[nt])/gu, '\u200b').replace(/ (?=[a-m])/g, '\u00a0'),
    must: 'repaired',
  },
  {
    name: 'ligatures',
    font: 'F',
    damage: (t) => t.replaceAll('fi', '\ufb01').replaceAll('fl', '\ufb02'),
    must: 'repaired',
  },
  {
    name: 'blanks inside syllables',
    font: 'F',
    damage: (t) => t.replace(/(?<=\p{L})(?=[ạ-ỹ])|(?<=[ạ-ỹ])(?=\p{L})/gu, ' '),
    must: 'caught',
  },
  { name: 'đ as d', font: 'F', damage: (t) => t.replaceAll('đ', 'd').replaceAll('Đ', 'D'), must: 'caught' },
  { name: 'all marks lost', font: 'F', damage: withoutMarks, must: 'rejected' },
  {
    name: 'VIQR',
    font: 'F',
    damage: (t) =>
      parted(t)
        .replace(/\p{M}/gu, (mark) => VIQR[mark] ?? mark)
        .replaceAll('đ', 'dd'),
    must: 'rejected',
  },
  {
    name: 'foreign OCR layer',
    font: 'F',
    damage: (t) =>
      withoutMarks(t).replaceAll('h', 'b').replaceAll('O', 'o').replaceAll('ng', 'Ng').replaceAll('ie', 'te'),
    must: 'rejected',
  },
];

interface Outcome {
  readonly readable: boolean;
  readonly errorRate: number;
  /** Words that came out wrong, of those that were damaged. */
  readonly wrong: number;
  readonly damaged: number;
}

function outcome(kind: Class, clean: string, format: 'pdf' | 'docx'): Outcome {
  const truth = kind.drawn?.(clean) ?? clean;
  const damaged = kind.damage(clean);
  const page = (format === 'pdf' ? pdfPage : docxPage)([kind.font, damaged]);
  const judgement = judgePage(page);
  const read = page.runs.map((run) => judgement.repair(run).text).join(' ');
  const [was, is] = [truth.split(' '), read.split(' ')];
  const wordByWord = clean.split(' ').filter((word) => kind.damage(word) !== word).length;
  return {
    readable: judgement.readable,
    errorRate: characterErrorRate(read, truth),
    wrong: was.length === is.length ? was.filter((word, i) => word !== is[i]).length : wordByWord,
    damaged: wordByWord,
  };
}

const TEXTS = { prose: PROSE, appendix: APPENDIX, 'other prose': NARRATIVE };
const table: string[] = [];

describe.each(CLASSES)('$name', (kind) => {
  test.each(['pdf', 'docx'] as const)('%s', (format) => {
    const cells = Object.entries(TEXTS).map(([name, clean]) => {
      const found = outcome(kind, clean, format);
      const repaired = found.errorRate <= 0.001;
      if (kind.must === 'repaired') expect(found, name).toMatchObject({ readable: true });
      if (kind.must === 'repaired') expect(found.errorRate, name).toBeLessThanOrEqual(0.001);
      if (kind.must === 'rejected') expect(found, name).toMatchObject({ readable: false });
      if (kind.must === 'caught') expect(repaired || !found.readable, name).toBe(true);
      const caught = found.readable ? 1 - found.wrong / Math.max(1, found.damaged) : 1;
      const how = found.readable ? `repaired ${(100 * (1 - found.errorRate)).toFixed(2)} %` : 'rejected';
      return `${how.padEnd(17)} ${`${(100 * caught).toFixed(0)} %`.padStart(5)}`;
    });
    if (format === 'pdf') table.push(`${kind.name.padEnd(30)} ${cells.join('   ')}`);
    if (format === 'pdf' && kind === CLASSES.at(-1)) {
      console.log(
        ['class (characters right, damaged words caught): prose, appendix, other prose', ...table].join('\n'),
      );
    }
  });
});

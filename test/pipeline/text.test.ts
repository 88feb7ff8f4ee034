/**
 * Every damage class through real files and the whole pipeline: in the appendix nothing wrong may be silent, and what can
 * be repaired is repaired to the letter. A new report at every run; its seed is printed.
 */
import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { distance } from 'fastest-levenshtein';
import { afterAll, describe, expect, it } from 'vitest';
import { DAMAGES, type Damage, type DamageId } from '../../fixtures/damage.js';
import { damagedReports } from '../../fixtures/damaged.js';
import { randomReport } from '../../fixtures/random.js';
import { readLayout } from '../../src/extract.js';
import { extractReport, loadCatalogue } from '../../src/index.js';
import { judgeAppendix } from './unsaid.js';

/** At most one character in a thousand is wrong after repair (issue TEXT). */
const TO_THE_LETTER = 0.001;

const REPAIRED: readonly DamageId[] = [
  'gha',
  'gha-all',
  'nfd',
  'loose-tones',
  'eth',
  'tcvn3',
  'tcvn3-unnamed',
  'vni',
  'vni-unnamed',
  'vni-bold',
  'cp1258',
  'utf8',
  'homoglyphs',
  'gaps',
  'struck-lines',
  'struck-glyphs',
  'orphan',
  'private-symbols',
];
/** Lines end elsewhere than in the clean report: of their prose every word is found, wherever it stands. */
const WRAPPED_OTHERWISE: readonly DamageId[] = ['gaps', 'orphan'];
/** Lines hold other signs than those of the clean report: their letters are compared in the appendix only. */
const SIGNED_OTHERWISE: readonly DamageId[] = ['private-symbols'];
/** Nothing of it may be passed on. */
const REJECTED: readonly DamageId[] = [
  'wide-gaps',
  'glyph-numbers',
  'no-to-unicode',
  'missing-toned',
  'private-letters',
  'foreign-ocr',
  'foreign-ocr-shown',
  'stamp',
  'strips',
];

const catalogue = await loadCatalogue();
const seed = randomInt(1, 1_000_000_000);
const report = (format: 'docx' | 'pdf', damage?: Damage) =>
  randomReport(seed, { faults: [], form: 'xa-2021', format, ...(damage && { damage }) });

interface Text {
  readonly words: readonly string[];
  readonly prose: readonly string[];
}

const wordsOf = (texts: readonly string[]) =>
  texts
    .join(' ')
    .split(/\s+/u)
    .filter((word) => word !== '');

async function textOf(bytes: Uint8Array, format: 'docx' | 'pdf'): Promise<Text> {
  const { blocks } = await readLayout(bytes, format, {});
  const prose = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
  const cells = blocks.flatMap((block) => (block.kind === 'table' ? block.table.cells.map(({ text }) => text) : []));
  return { words: wordsOf([...prose, ...cells]), prose: wordsOf(prose) };
}

/** What the same report reads like when its text is typed as the damaged one shows it, without any damage. */
const clean = new Map<string, Promise<Text>>();
function cleanText(format: 'docx' | 'pdf', { shown }: Damage): Promise<Text> {
  const key = `${format} ${shown}`;
  const known = clean.get(key) ?? writeClean(format, shown);
  clean.set(key, known);
  return known;
}

async function writeClean(format: 'docx' | 'pdf', shown: Damage['shown']): Promise<Text> {
  const typed = shown && { id: 'clean', name: '', formats: [format], typed: shown };
  return textOf((await report(format, typed)).bytes, format);
}

/** Words of the one text that the other lacks, each as often as it is lacking. */
function lacking(all: readonly string[], found: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of found) left.set(word, (left.get(word) ?? 0) + 1);
  let count = 0;
  for (const word of all) {
    const times = left.get(word) ?? 0;
    if (times === 0) count += 1;
    else left.set(word, times - 1);
  }
  return count;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(8);
const lines: string[] = [];
let silentInAll = 0;

const CASES = DAMAGES.flatMap((damage: Damage) =>
  damage.formats.map((format) => ({ damage, format, is: damage.name })),
);

describe.each(CASES)('$is in $format', ({ damage, format }) => {
  it('is repaired, rejected or flagged, and never silent', async () => {
    const { bytes, truth } = await report(format, damage);
    const { extraction } = await extractReport(bytes, { source: 'x', catalogue, ocr: 'off' });
    const appendix = judgeAppendix(extraction, truth);
    const shown = await cleanText(format, damage);
    const whole = extraction.flags.every(({ code }) => code !== 'PAGE_UNREADABLE');
    const read = whole ? await textOf(bytes, format) : shown;
    const errorRate = distance(read.words.join(' '), shown.words.join(' ')) / shown.words.join(' ').length;
    const wrong = lacking(shown.prose, read.prose);
    const damaged = shown.prose.filter((word) => damageOf(damage, word) !== word).length;
    silentInAll += appendix.silent.length;
    lines.push(
      [
        `${damage.name.padEnd(44)} ${format.padEnd(4)}`,
        percent(appendix.right / appendix.rows),
        percent(appendix.rejected / appendix.rows),
        percent(appendix.flagged / appendix.rows),
        String(appendix.silent.length).padStart(6),
        whole
          ? percent(1 - errorRate)
              .replace(/ %$/u, '%')
              .padStart(9)
          : ' rejected',
        damaged === 0 ? '       -' : percent(1 - wrong / damaged),
      ].join(' '),
    );
    expect(appendix.silent, `seed ${seed}`).toEqual([]);
    if ((REPAIRED as readonly string[]).includes(damage.id)) {
      expect(appendix.right, `seed ${seed}`).toBe(appendix.rows);
      expect(whole, `seed ${seed}`).toBe(true);
      if ((WRAPPED_OTHERWISE as readonly string[]).includes(damage.id)) expect(wrong, `seed ${seed}`).toBe(0);
      else if (!(SIGNED_OTHERWISE as readonly string[]).includes(damage.id))
        expect(errorRate, `seed ${seed}`).toBeLessThanOrEqual(TO_THE_LETTER);
    }
    if ((REJECTED as readonly string[]).includes(damage.id)) {
      expect(extraction.rows, `seed ${seed}`).toEqual([]);
      expect(extraction.status).toBe('partial');
    }
  });
});

describe('the committed damaged reports', async () => {
  for (const { path, bytes, truth } of await damagedReports()) {
    it(`${path}: nothing wrong is silent`, async () => {
      const committed = await readFile(`fixtures/${path}`);
      const { extraction } = await extractReport(committed, { source: path, catalogue, ocr: 'off' });
      expect(judgeAppendix(extraction, truth).silent).toEqual([]);
      // What another version packs differently may differ in bytes, not in what is read.
      const made = await extractReport(bytes, { source: path, catalogue, ocr: 'off' });
      expect({ ...made.extraction, sha256: '' }).toEqual({ ...extraction, sha256: '' });
    });
  }
});

/** Whether a word came to harm: what is drawn is damaged by its typing, what is coded by its font. */
function damageOf({ typed, pieces }: Damage, word: string): string {
  const drawn = typed?.(word) ?? word;
  return (pieces?.(drawn, true) ?? [{ text: drawn, dress: null }])
    .map((piece) => (piece.missing ? '' : (piece.dress?.code(piece.text) ?? piece.text)))
    .join('');
}

afterAll(() => {
  console.log(
    [
      `seed ${seed}; appendix rows: right, rejected with their page, flagged, wrong and silent; characters right; words damaged in prose that were repaired or rejected`,
      ...lines,
      `wrong and silent in all: ${silentInAll}`,
    ].join('\n'),
  );
});

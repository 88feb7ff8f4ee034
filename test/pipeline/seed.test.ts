/** The real report, as DOCX and as PDF: every row, every value, every flag that a careful clerk raises, and no other. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Truth } from '../../fixtures/truth.js';
import { extractReport } from '../../src/index.js';
import { flagDifferences, metadataDifferences, rowDifferences, silentErrors } from './compare.js';

const REPORT = 'archive/2021/Huyện Hoằng Hóa/Xã Hoằng Thành - Báo cáo CCHC 9 tháng 2021';

describe.each(['docx', 'pdf'])('the seed report as %s', async (format) => {
  const path = `fixtures/${REPORT}.${format}`;
  const truth = JSON.parse(await readFile(`fixtures/truth/${REPORT}.${format}.truth.json`, 'utf8')) as Truth;
  const { extraction } = await extractReport(await readFile(path), { source: path });

  it('has 60 rows of data, each with its code, value, unit, note, page and box', () => {
    expect(rowDifferences(extraction, truth)).toEqual([]);
    expect(extraction.rows.filter((row) => row.indicatorCode !== '')).toHaveLength(60);
    expect(silentErrors(extraction, truth)).toEqual([]);
  });

  it('keeps a blank blank, a ratio a ratio, and resolves what is said to be the same', () => {
    const row = (code: string) => extraction.rows.find(({ indicatorCode }) => indicatorCode === code);
    expect(row('X-1.5')).toMatchObject({ value: null, valueState: 'missing', valueRaw: '', note: 'Quý IV/2021' });
    expect(row('X-1.2.1')).toMatchObject({ value: 10, denominator: 10, valueRaw: '10/10' });
    expect(row('X-3.3.2a')).toMatchObject({ unit: 'Số lượng hồ sơ', unitRaw: 'nt' });
    expect(row('X-1.4.2')).toMatchObject({ value: 10 });
  });

  it('knows who reports on what', () => {
    expect(metadataDifferences(extraction, truth)).toEqual([]);
    expect(extraction).toMatchObject({ unitCode: '15961', documentNumber: null, form: 'xa-2021', status: 'ok' });
    expect(extraction.period).toMatchObject({ label: '2021-9M', basis: 'cumulative' });
  });

  it('raises what a careful clerk raises, and nothing else', () => {
    const { missed, unjustified } = flagDifferences(extraction, truth);
    expect({ missed, unjustified }).toEqual({ missed: [], unjustified: [] });
  });

  it('repairs the eleven letters of the bold font in the PDF, and nothing in the DOCX', () => {
    expect(extraction.repaired).toBe(truth.damagedCharacters);
    expect(truth.damagedCharacters).toBe(format === 'pdf' ? 11 : 0);
  });
});

/** A file whose data took harm may say one digit for another: what is read from it is for looking up, row by row. */
import { expect, it } from 'vitest';
import { randomReport } from '../../fixtures/random.js';
import { extractReport } from '../../src/index.js';

it('every value of a PDF with a wrong checksum is flagged', async () => {
  const { bytes } = await randomReport(7, { faults: [], form: 'xa-2021', format: 'pdf' });
  const harmed = Buffer.from(bytes);
  // The last byte of a packed stream is the last of its checksum: the first stream is the content of the first page.
  const end = harmed.indexOf('\nendstream');
  harmed[end - 1] = (harmed[end - 1] ?? 0) ^ 1;
  const { extraction } = await extractReport(harmed, { source: 'x', ocr: 'off' });
  const flagged = new Set(extraction.flags.filter(({ code }) => code === 'LOW_CONFIDENCE').map(({ row }) => row));
  const values = extraction.rows.filter(({ indicatorCode, valueRaw }) => indicatorCode !== '' && valueRaw !== '');
  expect(values.length).toBeGreaterThan(50);
  for (const row of values) {
    expect(row.confidence).toBeLessThan(1);
    expect(flagged, row.label).toContain(row.row);
  }
});

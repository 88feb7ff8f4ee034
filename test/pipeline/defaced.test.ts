/** Scans of pages that something has happened to: what is left of a figure reads as another, and both readings agree on it. */
import { describe, expect, it } from 'vitest';
import { DEFACINGS, defaced } from '../../fixtures/defaced.js';
import { randomReport } from '../../fixtures/random.js';
import { extractReport, loadCatalogue } from '../../src/index.js';
import type { ExtractedRow } from '../../src/model/extraction.js';
import { score } from './scan-score.js';

const MINUTES = 60_000;
const catalogue = await loadCatalogue();
/** One in which figures of one and of several digits stand, whose remainders are figures. */
const SEED = 11;

describe('a page', () => {
  it.each(DEFACINGS)(
    '$what: no value is wrong without a word',
    async (defacing) => {
      const report = await randomReport(SEED, { format: 'pdf', form: 'xa-2021', faults: [] });
      const { path, bytes, truth } = await defaced(report, defacing, SEED);
      const { extraction } = await extractReport(bytes, { source: path, ocr: 'force', catalogue });
      const { cells, notes, wrongSilent } = score(extraction, truth);
      console.log(`${defacing.what}: ${notes.length} of ${cells} wrong`);
      expect(wrongSilent).toEqual([]);
      const doubted = new Set(extraction.flags.filter(({ code }) => code === 'LOW_CONFIDENCE').map(({ row }) => row));
      const spoilt = truth.rows.filter(defacing.isSpoilt).map(({ box }) => {
        const middle = ((box?.[1] ?? 0) + (box?.[3] ?? 0)) / 2;
        return extraction.rows.find((row) => row.box !== null && row.box[1] < middle && row.box[3] > middle);
      });
      const isBelieved = (row: ExtractedRow) => row.valueState === 'present' && !doubted.has(row.row);
      expect(spoilt.filter((row) => row !== undefined && (row.valueState === 'missing' || isBelieved(row)))).toEqual(
        [],
      );
    },
    3 * MINUTES,
  );
});

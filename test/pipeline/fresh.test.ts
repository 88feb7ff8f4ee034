/** Reports that nobody has looked at: new ones at every run, each with its truth and its planted faults. */
import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { randomReport } from '../../fixtures/random.js';
import { extractReport, loadCatalogue } from '../../src/index.js';
import { flagDifferences, metadataDifferences, rowDifferences, silentErrors } from './compare.js';

const SEEDS = Array.from({ length: 3 }, () => randomInt(1, 1_000_000_000));

describe('fresh reports', () => {
  it.each(SEEDS)('seed %i: every row right, every planted fault flagged, nothing else', async (seed) => {
    const { path, bytes, truth, faults } = await randomReport(seed);
    const catalogue = await loadCatalogue();
    const { extraction } = await extractReport(bytes, { source: path, catalogue });
    console.log(
      `seed ${seed}: ${path}, form ${truth.form}, ${truth.rows.length} rows, faults: ${faults.join(', ') || 'none'}`,
    );
    expect({
      rows: rowDifferences(extraction, truth),
      metadata: metadataDifferences(extraction, truth),
      flags: flagDifferences(extraction, truth),
      silent: silentErrors(extraction, truth),
    }).toEqual({ rows: [], metadata: [], flags: { missed: [], unjustified: [] }, silent: [] });
  });
});

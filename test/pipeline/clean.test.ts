/** Every report of the fixtures against its truth: nothing wrong, nothing missed, and no alarm that nothing justifies. */
import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { Truth } from '../../fixtures/truth.js';
import { extractReport, loadCatalogue } from '../../src/index.js';
import { flagDifferences, metadataDifferences, rowDifferences, silentErrors } from './compare.js';

const SUFFIX = '.truth.json';
const files = await readdir('fixtures/truth', { recursive: true });
const reports = files
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith(SUFFIX) && file.includes('/') && !/^(bad|scans)\//u.test(file))
  .map((file) => file.slice(0, -SUFFIX.length))
  .sort();
const catalogue = await loadCatalogue();

it.each(reports)('%s', async (report) => {
  const truth = JSON.parse(await readFile(`fixtures/truth/${report}${SUFFIX}`, 'utf8')) as Truth;
  const { extraction } = await extractReport(await readFile(`fixtures/${report}`), { source: report, catalogue });
  expect({
    rows: rowDifferences(extraction, truth),
    metadata: metadataDifferences(extraction, truth),
    flags: flagDifferences(extraction, truth),
    silent: silentErrors(extraction, truth),
    status: extraction.status,
  }).toEqual({ rows: [], metadata: [], flags: { missed: [], unjustified: [] }, silent: [], status: 'ok' });
});

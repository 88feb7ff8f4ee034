/** Painters are kept for document after document: what one leaves behind, thousands leave behind. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import type { PaintJob, paintRows as PaintRows } from '../../src/run/index.js';
import { freshFolder } from '../cli/run.js';

/** Node warns from the eleventh listener on. */
const DOCUMENTS = 12;

it('many documents leave no listeners behind, even when none of them is there', async () => {
  // As shipped: the painter is a program of its own.
  const shipped = pathToFileURL(path.resolve('dist/run/index.js')).href;
  const { paintRows } = (await import(shipped)) as { paintRows: typeof PaintRows };
  const folder = await freshFolder();
  const jobs = Array.from({ length: DOCUMENTS }, (_, n): PaintJob => {
    const location = { path: path.join(folder, `${n}.pdf`), entries: [] };
    return { sha256: '', format: 'pdf', location, folder, wanted: [] };
  });
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on('warning', note);
  try {
    await paintRows(jobs, { jobs: 1, signal: new AbortController().signal });
    await new Promise(setImmediate);
  } finally {
    process.off('warning', note);
  }
  expect(warnings).toEqual([]);
});

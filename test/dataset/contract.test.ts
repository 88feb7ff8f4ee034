import { readdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildDataset } from '../../src/dataset/index.js';
import {
  columnsOf,
  coverageRecord,
  documentRecord,
  flagRecord,
  indicatorRecord,
  observationRecord,
  seriesRecord,
  TABLES,
} from '../../src/dataset/records.js';
import { schemaFiles } from '../../src/dataset/schemas.js';
import { archive } from './arbitrary.js';
import { catalogue } from './build.js';

const docs = new URL('../../docs/', import.meta.url);

/** The column lists of the contract: code spans of at least eight names. */
async function contractColumns(): Promise<string[]> {
  const text = await readFile(new URL('contract.md', docs), 'utf8');
  return [...text.matchAll(/`(\w+(?:, \w+){7,})`/g)].map(([, list = '']) => list);
}

test('the columns of every table are those of the contract, in its order', async () => {
  const lists = await contractColumns();
  const { documents, observations, series, indicators, coverage, flags } = TABLES;
  expect(lists.slice(0, 6)).toEqual(
    [documents, observations, series, indicators, coverage, flags].map((table) => columnsOf(table).join(', ')),
  );
});

describe('docs/schemas', () => {
  test('are current: node --import tsx docs/schemas/make.ts writes them anew', async () => {
    const folder = new URL('schemas/', docs);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
    expect(names).toEqual([...schemaFiles().keys()].sort());
    for (const [name, text] of schemaFiles()) {
      expect(await readFile(new URL(name, folder), 'utf8'), name).toBe(text);
    }
  });
});

test('every record is what its schema says, with its columns in order', () => {
  fc.assert(
    fc.property(archive, (documents) => {
      const dataset = buildDataset(documents, catalogue());
      const lists = [
        [documentRecord, dataset.documents],
        [observationRecord, dataset.observations],
        [seriesRecord, dataset.series],
        [indicatorRecord, dataset.indicators],
        [coverageRecord, dataset.coverage],
        [flagRecord, dataset.flags],
      ] as const;
      for (const [schema, records] of lists) {
        for (const record of records) {
          expect(schema.parse(record)).toEqual(record);
          expect(Object.keys(record)).toEqual(Object.keys(schema.shape));
        }
      }
    }),
  );
});

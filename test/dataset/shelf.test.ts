import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { FileShelf, MemoryShelf, type Shelf } from '../../src/dataset/shelf.js';

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sohoa-shelf-'));
  folders.push(folder);
  return folder;
}

/** Puts all, then takes all, last one first, twice. */
function throughTheShelf(shelf: Shelf, pieces: readonly unknown[][]): void {
  const places = pieces.map((piece) => shelf.put(piece));
  for (const pass of [places.toReversed(), places]) {
    for (const place of pass) expect(shelf.take(place)).toEqual(pieces[places.indexOf(place)]);
  }
}

const pieces = fc.array(fc.array(fc.record({ flags: fc.string({ unit: 'binary' }), value: fc.integer() })));

test('what was put comes back, from memory and from disk', async () => {
  const folder = await freshFolder();
  fc.assert(fc.property(pieces, (given) => throughTheShelf(new MemoryShelf(), given)));
  fc.assert(
    fc.property(pieces, (given) => {
      const shelf = new FileShelf(path.join(folder, 'own'));
      try {
        throughTheShelf(shelf, given);
      } finally {
        shelf.close();
      }
    }),
  );
  expect(await readdir(folder)).toEqual([]);
});

test('a folder that holds other things stays', async () => {
  const folder = await freshFolder();
  const [one, two] = [new FileShelf(path.join(folder, 'a')), new FileShelf(folder)];
  two.close();
  expect(await readdir(folder)).toEqual(['a']);
  one.close();
  expect(await readdir(folder)).toEqual([]);
});

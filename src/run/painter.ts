/** A child process that cuts rows out of pages, one document at a time. What goes wrong costs pictures, nothing else. */
import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Location, LocationReader } from '../archive/index.js';
import type { Format } from '../model/extraction.js';
import { drawRows, type Wanted } from '../picture.js';

export interface PaintJob {
  readonly sha256: string;
  readonly format: Format;
  readonly location: Location;
  /** Folder the pictures go to, each as `<key>.webp`. */
  readonly folder: string;
  readonly wanted: readonly Wanted[];
}

const locations = new LocationReader();

async function paint({ sha256, format, location, folder, wanted }: PaintJob): Promise<void> {
  const bytes = await locations.read(location);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) return;
  await mkdir(folder, { recursive: true });
  for await (const { key, image } of drawRows(bytes, format, wanted)) {
    const file = path.join(folder, `${key}.webp`);
    await writeFile(`${file}.tmp`, image);
    await rename(`${file}.tmp`, file);
  }
}

process.on('message', (job: PaintJob) => {
  paint(job)
    .catch(() => undefined)
    .then(() => process.send?.('done'));
});
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());

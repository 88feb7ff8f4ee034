/** review.html of an output folder: the pictures it lacks are drawn, then the page is written. */
import { createReadStream } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { OutputFolder, type SeriesRecord } from '../dataset/index.js';
import type { Language } from '../model/messages.js';
import { PAGE_END, type PictureRequest, pagePicture, pageStart, type Worklist } from '../review/index.js';
import { type Archive, type PaintJob, paintRows } from '../run/index.js';

export interface PageOptions {
  readonly lang: Language;
  /** At most so many pictures. */
  readonly images: number;
  /** How to draw those that are not there yet; null to do with what there is. */
  readonly draw: {
    readonly jobs: number;
    readonly signal: AbortSignal;
    /** Told how many, before. */
    readonly onStart: (pictures: number) => void;
  } | null;
}

export async function writeReviewPage(
  outDir: string,
  worklist: Worklist,
  archive: Archive,
  { lang, images, draw }: PageOptions,
): Promise<void> {
  const folder = path.join(outDir, '.sohoa', 'pictures');
  const wanted = worklist.pictures();
  const requests = wanted.slice(0, images);
  const before = await drawnIn(folder);
  const missing = requests.filter(({ key }) => !before.has(key));
  if (draw !== null && missing.length > 0) {
    draw.onStart(missing.length);
    await paintRows(await paintJobs(missing, folder, archive), draw);
  }
  const drawn = await drawnIn(folder);
  const keys = requests.map(({ key }) => key).filter((key) => drawn.has(key));
  for (const key of drawn) if (!keys.includes(key)) await rm(pictureFile(folder, key), { force: true });

  const script = await readFile(new URL('../review/page/app.js', import.meta.url), 'utf8');
  const { head, items } = await worklist.page(lang, new Set(keys), wanted.length - requests.length, seriesOf(outDir));
  const output = new OutputFolder(outDir, lang);
  await output.fill(async () => {
    const page = await output.create('review.html');
    for (const piece of pageStart(head, items, script)) {
      page.write(piece);
      await page.settle();
    }
    for (const key of keys) {
      page.write(pagePicture(key, await readFile(pictureFile(folder, key))));
      await page.settle();
    }
    page.write(PAGE_END);
  });
}

function pictureFile(folder: string, key: string): string {
  return path.join(folder, `${key}.webp`);
}

async function drawnIn(folder: string): Promise<Set<string>> {
  const names = await readdir(folder).catch(() => []);
  return new Set(names.flatMap((name) => (name.endsWith('.webp') ? [name.slice(0, -'.webp'.length)] : [])));
}

async function paintJobs(requests: readonly PictureRequest[], folder: string, archive: Archive): Promise<PaintJob[]> {
  const byDocument = new Map<string, PictureRequest[]>();
  for (const one of requests) byDocument.set(one.sha256, [...(byDocument.get(one.sha256) ?? []), one]);
  const documents = await archive.found(new Set(byDocument.keys()));
  return [...byDocument].flatMap(([sha256, wanted]) => {
    const found = documents.get(sha256);
    return found === undefined ? [] : [{ sha256, ...found, folder, wanted }];
  });
}

/** series.json as it was just written: one element a line. */
async function* seriesOf(outDir: string): AsyncGenerator<SeriesRecord> {
  for await (const line of createInterface({ input: createReadStream(path.join(outDir, 'series.json')) }))
    if (line.startsWith('{')) yield JSON.parse(line.replace(/,$/, '')) as SeriesRecord;
}

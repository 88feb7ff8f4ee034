/** review.html with very many flags, and with texts that would like to be markup, in a real browser. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decideDocument } from '../../src/dataset/decide.js';
import { DecisionBook } from '../../src/dataset/decisions.js';
import { reduceDocument } from '../../src/dataset/document.js';
import type { SourcedExtraction } from '../../src/dataset/index.js';
import { buildDataset, MemoryShelf } from '../../src/dataset/index.js';
import { flag } from '../../src/model/flags.js';
import { PAGE_END, pagePicture, pageStart, Worklist } from '../../src/review/index.js';
import { figure, catalogue as small, sourced } from '../dataset/build.js';
import { BROWSER, openBrowser } from './browser.js';

/** Documents of 50 rows, each row flagged. */
function documents(count: number, label: (i: number) => string): SourcedExtraction[] {
  return Array.from({ length: count }, (_, d) => {
    const rows = Array.from({ length: 50 }, (__, i) =>
      figure(i + 1, 'A-1', i, { label: label(i), box: [400, 14 * i, 450, 14 * i + 14] }),
    );
    const flags = rows.map(({ row }) =>
      flag(
        'MISSING_VALUE',
        'document',
        { note: label(row - 1), raw: '' },
        { page: 1, table: 1, row, indicatorCode: 'A-1' },
      ),
    );
    return sourced(`xã ${String(d).padStart(3, '0')}.pdf`, { issuer: `xã số ${d}`, unitCode: null, rows, flags });
  });
}

async function pageOf(sources: readonly SourcedExtraction[], picture: Uint8Array): Promise<string> {
  const catalogue = small();
  const worklist = new Worklist(catalogue, new MemoryShelf());
  for (const one of sources)
    worklist.add(
      one,
      reduceDocument(decideDocument(one, new DecisionBook(), catalogue), { flags: [], twin: '' }, 'vi'),
    );
  const keys = worklist
    .pictures()
    .slice(0, 2000)
    .map(({ key }) => key);
  const { series } = buildDataset(sources, catalogue);
  const { head, items } = await worklist.page(
    'vi',
    new Set(keys),
    0,
    (async function* () {
      yield* series;
    })(),
  );
  const script = await readFile('dist/review/page/app.js', 'utf8');
  return (
    [...pageStart(head, items, script)].join('') + keys.map((key) => pagePicture(key, picture)).join('') + PAGE_END
  );
}

/** Opens the page and gives what `use` makes of it. */
async function inBrowser<T>(
  html: string,
  use: (page: Awaited<ReturnType<Awaited<ReturnType<typeof openBrowser>>['newPage']>>, url: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sohoa-page-'));
  const browser = await openBrowser();
  try {
    const file = path.join(folder, 'review.html');
    await writeFile(file, html);
    return await use(await browser.newPage(), pathToFileURL(file).href);
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

describe.skipIf(BROWSER === undefined)('review.html', () => {
  it('with 5,000 flags and 2,000 pictures is usable, and shows what it is asked for', async () => {
    const html = await pageOf(
      documents(100, (i) => `Chỉ tiêu số ${i}`),
      new Uint8Array(13_000).fill(7),
    );
    await inBrowser(html, async (page, url) => {
      const started = performance.now();
      await page.goto(url, { waitUntil: 'commit' });
      await page.waitForSelector('body[data-ready]');
      const ready = performance.now() - started;
      console.log(
        `review.html, ${(html.length / 1e6).toFixed(1)} MB, 5,000 flags: usable after ${Math.round(ready)} ms`,
      );
      expect(await page.textContent('#count')).toContain('5000/5000');
      const before = performance.now();
      await page.selectOption('#filter-issuer', '=xã số 42');
      expect(await page.textContent('#count')).toContain('50/5000');
      console.log(`filtered after ${Math.round(performance.now() - before)} ms`);
      await page.fill('#search', 'chỉ tiêu số 49');
      expect(await page.textContent('#count')).toContain('1/5000');
    });
  });

  it('runs nothing that a document says, and sends nothing anywhere', async () => {
    const label = `<img src=x onerror="document.title='hỏng'"></script><script>document.title='hỏng'</script>`;
    await inBrowser(
      await pageOf(
        documents(1, () => label),
        new Uint8Array(1),
      ),
      async (page, url) => {
        const sent: string[] = [];
        page.on('request', (request) => sent.push(request.url()));
        await page.goto(url);
        await page.waitForSelector('body[data-ready]');
        expect(await page.title()).toBe('sohoa · Xem lại số liệu');
        expect(await page.textContent('#detail h2')).toContain(label);
        expect(sent.filter((request) => !request.startsWith('data:'))).toEqual([url]);
        // Even what got in would not run: the page's policy names its own script by its hash.
        await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="document.title=1">')`);
        await page.waitForTimeout(100);
        expect(await page.title()).toBe('sohoa · Xem lại số liệu');
      },
    );
  });
});

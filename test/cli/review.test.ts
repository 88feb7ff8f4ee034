/** The review loop as a clerk has it: the command line, a file, and a page opened from disk. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSER, openBrowser } from './browser.js';
import { csv, freshFolder, sohoa } from './run.js';

const SEED = 'fixtures/archive/2021/Huyện Hoằng Hóa';

/** The seed report extracted once; each test has a copy of the folder. */
let extracted: string;

beforeAll(async () => {
  extracted = await mkdtemp(path.join(tmpdir(), 'sohoa-test-'));
  expect((await sohoa(['extract', SEED, '-o', extracted])).code).toBe(0);
});

afterAll(() => rm(extracted, { recursive: true, force: true }));

async function copyOfFolder(): Promise<string> {
  const folder = await freshFolder();
  await cp(extracted, folder, { recursive: true });
  return folder;
}

interface Answer {
  readonly flag: string;
  readonly indicator: string;
  readonly decision: string;
  readonly value?: string;
}

async function filled(folder: string, name: string, ...answers: readonly Answer[]): Promise<string> {
  const rows = await csv(folder, 'flags.csv');
  for (const { flag, indicator, decision, value } of answers) {
    const row = rows.find((one) => one.flag === flag && one.indicator_code === indicator);
    Object.assign(row ?? {}, { decision, corrected_value: value ?? '' });
  }
  const file = path.join(folder, name);
  await writeFile(file, stringify(rows, { header: true, bom: true, delimiter: ';', record_delimiter: '\r\n' }));
  return file;
}

async function pointOf(folder: string, indicator: string) {
  return (await csv(folder, 'series.csv')).find((point) => point.indicator_code === indicator);
}

const TOTAL: Answer = { flag: 'SUM_MISMATCH', indicator: 'X-3.3.1', decision: 'sửa', value: '478' };

describe('sohoa review', () => {
  it('applies a file, says so, and does not apply it twice', async () => {
    const out = await copyOfFolder();
    const file = await filled(out, 'chi-lan.csv', TOTAL);
    const first = await sohoa(['review', file, '-o', out]);
    expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining('1 đã áp dụng, 0 đã áp dụng từ trước') });
    expect(await pointOf(out, 'X-3.3.1')).toMatchObject({ value: '478', status: 'corrected' });
    const again = await sohoa(['review', file, '-o', out, '--lang', 'en']);
    expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining('0 applied, 1 applied already') });
    expect(await csv(out, 'decisions.csv')).toHaveLength(1);
  });

  it('says with the line what it could not apply, applies the rest, and answers 3', async () => {
    const out = await copyOfFolder();
    const lan = await filled(out, 'chi-lan.csv', TOTAL, { ...TOTAL, indicator: 'X-3.3.2', value: '477' });
    const minh = await filled(out, 'anh-minh.csv', { ...TOTAL, decision: 'accept', value: '' });
    const { code, stderr } = await sohoa(['review', lan, minh, '-o', out]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/chi-lan\.csv dòng \d+: trái với anh-minh\.csv dòng \d+/);
    expect(stderr).toMatch(/anh-minh\.csv dòng \d+: trái với chi-lan\.csv dòng \d+/);
    expect(await pointOf(out, 'X-3.3.1')).toMatchObject({ value: '479', status: 'review' });
    expect(await pointOf(out, 'X-3.3.2')).toMatchObject({ value: '477', status: 'corrected' });
  });

  it('is no use without an output folder, or with a file that is none', async () => {
    const out = await copyOfFolder();
    const empty = await freshFolder();
    const flags = path.join(out, 'flags.csv');
    expect(await sohoa(['review', flags, '-o', empty])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('sohoa extract'),
    });
    expect((await sohoa(['review', path.join(out, 'run.json'), '-o', out])).stderr).toContain('flag_id');
    expect((await sohoa(['review', path.join(out, 'none.csv'), out, '-o', out])).code).toBe(1);
  });

  it('extract --review does the same on the way, and what stands in flags.csv is taken over', async () => {
    const out = await copyOfFolder();
    const file = await filled(out, 'chi-lan.csv', TOTAL);
    await filled(out, 'flags.csv', { flag: 'MISSING_VALUE', indicator: 'X-1.5', decision: 'accept' });
    const options = ['-o', out, '--review', file, '--review-images', '1'];
    const { code, stderr } = await sohoa(['extract', 'fixtures/archive/2021', ...options]);
    expect(code).toBe(0);
    const page = await readFile(path.join(out, 'review.html'), 'utf8');
    expect(page.match(/id="picture-/g)).toHaveLength(1);
    expect(page).toMatch(/"picturesLeftOut":[1-9]/);
    // A small line through the three periods of the other commune.
    expect(page).toMatch(/"series":\[\["2021-Q1",\d+\],\["2021-6M",\d+\],\["2021-9M",\d+\]\]/);
    expect(stderr).toContain('2 đã áp dụng');
    expect(await pointOf(out, 'X-3.3.1')).toMatchObject({ value: '478', status: 'corrected' });
    const missing = (await csv(out, 'flags.csv')).filter(({ flag }) => flag === 'MISSING_VALUE');
    expect(missing.map(({ decision }) => decision)).toContain('accept');
  });
});

describe.skipIf(BROWSER === undefined)('review.html in a browser', () => {
  it('opens from disk, is filtered and decided by keyboard, and its file is applied', async () => {
    const out = await copyOfFolder();
    const browser = await openBrowser();
    try {
      const page = await browser.newPage({ acceptDownloads: true });
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        if (!/^(file|blob|data):/.test(request.url())) complaints.push(request.url());
      });
      await page.goto(pathToFileURL(path.join(out, 'review.html')).href);
      await page.waitForSelector('body[data-ready]');

      await page.selectOption('#filter-kind', '=SUM_MISMATCH');
      expect(await page.locator('#list li:visible').count()).toBe(4);
      await page.selectOption('#filter-source', { index: 2 });
      await page.locator('#list li:visible button').first().focus();
      expect(await page.textContent('#detail h2')).toContain('306 + 0 + 72 + 100 = 478');
      // The piece of the page, as a picture that a browser can show.
      expect(await page.evaluate(`document.querySelector('#detail img').naturalWidth`)).toBeGreaterThan(500);

      await page.keyboard.press('c');
      await page.keyboard.type('478');
      await page.keyboard.press('Enter');
      expect(await page.textContent('#detail h2')).toContain('306 + 0 + 72 + 99 = 477');
      await page.keyboard.press('a');
      const download = page.waitForEvent('download');
      await page.keyboard.press('s');
      const file = path.join(out, 'da-xem.csv');
      await (await download).saveAs(file);
      expect(complaints).toEqual([]);

      const { code, stderr } = await sohoa(['review', file, '-o', out]);
      expect(`${code} ${stderr}`).toContain('0 Quyết định: 2 đã áp dụng, 0 đã áp dụng từ trước, 0 không áp dụng được.');
      expect(await pointOf(out, 'X-3.3.1')).toMatchObject({ value: '478', status: 'corrected' });
      expect(await pointOf(out, 'X-3.3.2')).toMatchObject({ value: '478', status: 'accepted' });
    } finally {
      await browser.close();
    }
  });

  it('keeps what was decided when it is closed by mistake, and speaks English', async () => {
    const out = await copyOfFolder();
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(path.join(out, 'review.html')).href);
      await page.waitForSelector('body[data-ready]');
      await page.locator('#list button').first().focus();
      await page.keyboard.press('a');
      await page.reload();
      await page.waitForSelector('body[data-ready]');
      expect(await page.textContent('#list li:first-child .state')).toContain('Đồng ý ✓');
      // Reached with Tab alone, the keys are about what has the focus.
      await page.locator('#list button').first().focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('r');
      expect(await page.textContent('#list li:nth-child(2) .state')).toContain('Bỏ ✓');
      await page.click('#language');
      expect(await page.textContent('#list li:first-child .state')).toContain('Accept ✓');
      expect(await page.getAttribute('html', 'lang')).toBe('en');
    } finally {
      await browser.close();
    }
  });

  it('can be used at 200 % zoom: nothing is cut off at half the width', async () => {
    const out = await copyOfFolder();
    const browser = await openBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 640, height: 400 } });
      await page.goto(pathToFileURL(path.join(out, 'review.html')).href);
      await page.waitForSelector('body[data-ready]');
      expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(
        true,
      );
      // Every control has a name that can be read aloud.
      const nameless = await page.evaluate(
        `[...document.querySelectorAll('button, input, select')].filter((one) => !(one.labels?.[0]?.textContent || one.textContent).trim()).map((one) => one.outerHTML)`,
      );
      expect(nameless).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});

/** A real browser, where there is one: Debian's chromium, or what CHROMIUM names. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CANDIDATES = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

export const BROWSER = CANDIDATES.find((file) => file !== '' && existsSync(file));
if (BROWSER === undefined) console.log('review.html was not tried in a browser: no chromium here');

export function openBrowser(): Promise<Browser> {
  // Root in a container has no sandbox to run in; the page tried is our own.
  return chromium.launch({ executablePath: BROWSER ?? '', args: ['--no-sandbox'] });
}

/**
 * review.html in three parts: what stands before the pictures, each picture, what stands behind. One file, no network.
 * Its policy lets only its own script and style run, named by their hashes: a label that is markup stays text.
 */
import { createHash } from 'node:crypto';
import type { PageData, PageItem } from './data.js';
import { STYLE } from './style.js';

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The data as one JSON object, its items one after another: all of them at once are tens of megabytes, several times over. */
function* pageData(head: Omit<PageData, 'items'>, items: Iterable<PageItem>): Generator<string> {
  yield `${embedded(head).slice(0, -1)},"items":[`;
  let comma = '';
  for (const item of items) {
    yield comma + embedded(item);
    comma = ',';
  }
  yield ']}';
}

/** JSON that can stand inside a script element: no `</script`, no `<!--`. */
function embedded(data: unknown): string {
  return JSON.stringify(data).replace(/</g, '\\u003c');
}

/** In pieces. @param script app.ts, compiled */
export function* pageStart(
  head: Omit<PageData, 'items'>,
  items: Iterable<PageItem>,
  script: string,
): Generator<string> {
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(STYLE)}; img-src data:; base-uri 'none'; form-action 'none'`;
  yield `<!doctype html>
<html lang="${head.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>sohoa</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1 data-word="title"></h1>
<label class="search"><span data-word="search"></span><input id="search" type="search"></label>
<label class="search"><span data-word="reviewer"></span><input id="reviewer" autocomplete="name"></label>
<button type="button" id="save"><span data-word="save"></span> <kbd>S</kbd></button>
<label><input type="checkbox" id="shortcuts" checked> <span data-word="shortcuts"></span></label>
<button type="button" id="language" data-word="language"></button>
</header>
<div id="filters"></div>
<p id="notes"></p>
<p id="keys" data-word="keys"></p>
<details><summary data-word="documents"></summary><ul id="documents"></ul></details>
<p id="count" role="status"></p>
<main>
<ol id="list"></ol>
<section id="detail"></section>
</main>
<datalist id="indicators"></datalist>
<script type="application/json" id="data">`;
  yield* pageData(head, items);
  yield `</script>
<script>${script}</script>
`;
}

/** @param image WebP */
export function pagePicture(key: string, image: Uint8Array): string {
  return `<script type="text/plain" id="picture-${key}">${Buffer.from(image).toString('base64')}</script>\n`;
}

export const PAGE_END = '</body>\n</html>\n';

/** What a clerk sees while a run goes on: a bar on a terminal, plain lines elsewhere, JSON events for programs. */
import { SingleBar } from 'cli-progress';
import type { RunEvent } from '../run/index.js';

export interface Progress {
  on(event: RunEvent): void;
  /** Leaves the terminal ready for other lines. */
  stop(): void;
}

export function progressFor(options: { json: boolean; lang: 'vi' | 'en' }): Progress {
  if (options.json) return { on: (event) => process.stdout.write(`${JSON.stringify(event)}\n`), stop: () => undefined };
  return process.stderr.isTTY ? bar(options.lang) : lines(options.lang);
}

const WORDS = {
  vi: {
    documents: 'tệp',
    failed: 'không đọc được',
    left: 'còn',
    page: 'trang',
    found: (n: number, m: number) => `${n} tệp, ${m} tệp cần đọc`,
  },
  en: {
    documents: 'files',
    failed: 'failed',
    left: 'left',
    page: 'page',
    found: (n: number, m: number) => `${n} files, ${m} to read`,
  },
} as const;

function bar(lang: 'vi' | 'en'): Progress {
  const words = WORDS[lang];
  const single = new SingleBar({
    format: `{bar} {value}/{total} ${words.documents} · {failed} ${words.failed} · ${words.left} {eta_formatted} · {on}`,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  let failed = 0;
  return {
    on: (event) => {
      if (event.event === 'found') single.start(event.toRead, 0, { failed, on: '' });
      if (event.event === 'page')
        single.update({ on: `${baseName(event.source)} ${words.page} ${event.page}/${event.of}` });
      if (event.event === 'document') {
        if (event.status === 'failed') failed++;
        single.increment(1, { failed, on: baseName(event.source) });
      }
    },
    stop: () => single.stop(),
  };
}

function lines(lang: 'vi' | 'en'): Progress {
  const words = WORDS[lang];
  let done = 0;
  let total = 0;
  return {
    on: (event) => {
      if (event.event === 'found') {
        total = event.toRead;
        process.stderr.write(`${words.found(event.documents, event.toRead)}\n`);
      }
      if (event.event === 'document') {
        done++;
        process.stderr.write(`[${done}/${total}] ${event.source}: ${event.error ?? event.status}\n`);
      }
    },
    stop: () => undefined,
  };
}

function baseName(source: string): string {
  return source.slice(source.lastIndexOf('/') + 1);
}

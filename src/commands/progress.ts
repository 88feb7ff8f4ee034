/** What a clerk sees while a run goes on: a view on a terminal, plain lines elsewhere, JSON events for programs. */
import { MultiBar, type SingleBar } from 'cli-progress';
import type { RunEvent } from '../run/index.js';

export interface Progress {
  readonly on: (event: RunEvent) => void;
  /** Leaves the terminal ready for other lines. */
  readonly stop: () => void;
}

export function progressFor(options: { json: boolean; lang: 'vi' | 'en' }): Progress {
  if (options.json) return { on: (event) => process.stdout.write(`${JSON.stringify(event)}\n`), stop: () => undefined };
  return process.stderr.isTTY ? view(options.lang) : lines(options.lang);
}

const WORDS = {
  vi: {
    found: (documents: string, toRead: string) => `${documents} tệp, ${toRead} tệp cần đọc`,
    links: (links: string) => `Bỏ qua ${links} liên kết (symbolic link): không đi theo liên kết.`,
    documents: 'tệp',
    pages: 'trang',
    pageRate: 'trang/phút',
    documentRate: 'tệp/phút',
    left: 'còn khoảng',
    failed: 'không đọc được',
    page: 'trang',
  },
  en: {
    found: (documents: string, toRead: string) => `${documents} files, ${toRead} to read`,
    links: (links: string) => `${links} symbolic links were left out: links are not followed.`,
    documents: 'files',
    pages: 'pages',
    pageRate: 'pages/min',
    documentRate: 'files/min',
    left: 'about',
    failed: 'failed',
    page: 'page',
  },
} as const;

/** What has happened so far, in figures. */
export class Course {
  #toRead = 0;
  #documents = 0;
  #pages = 0;
  #failed = 0;
  #startedAt = 0;
  /** By worker. */
  readonly #current = new Map<number, { readonly source: string; readonly page: number; readonly of: number }>();

  constructor(readonly lang: 'vi' | 'en') {}

  /** @param now milliseconds */
  take(event: RunEvent, now: number): void {
    switch (event.event) {
      case 'found':
        this.#toRead = event.toRead;
        this.#startedAt = now;
        break;
      case 'start':
        this.#current.set(event.worker, { source: event.source, page: 0, of: 0 });
        break;
      case 'page':
        for (const [worker, { source }] of this.#current)
          if (source === event.source) this.#current.set(worker, { source, page: event.page, of: event.of });
        break;
      case 'document':
        this.#documents++;
        this.#pages += event.pages;
        if (event.status === 'failed') this.#failed++;
        for (const [worker, { source }] of this.#current) if (source === event.source) this.#current.delete(worker);
    }
  }

  get toRead(): number {
    return this.#toRead;
  }

  get documents(): number {
    return this.#documents;
  }

  /** Documents, pages, pages a minute, time left, failures. */
  total(now: number): string {
    const words = WORDS[this.lang];
    const number = (value: number) => value.toLocaleString(this.lang);
    const minutes = Math.max((now - this.#startedAt) / 60_000, 1 / 60);
    const left = this.#documents === 0 ? null : (minutes / this.#documents) * (this.#toRead - this.#documents);
    return [
      `${number(this.#documents)}/${number(this.#toRead)} ${words.documents}`,
      `${number(this.#pages)} ${words.pages}`,
      // A DOCX has no pages.
      this.#pages > 0
        ? `${number(Math.round(this.#pages / minutes))} ${words.pageRate}`
        : `${number(Math.round(this.#documents / minutes))} ${words.documentRate}`,
      ...(left === null ? [] : [`${words.left} ${clock(left)}`]),
      ...(this.#failed === 0 ? [] : [`${number(this.#failed)} ${words.failed}`]),
    ].join(' · ');
  }

  /** What a worker is on. */
  worker(slot: number): string {
    const current = this.#current.get(slot);
    if (current === undefined) return '-';
    const name = current.source.slice(current.source.lastIndexOf('/') + 1);
    return current.of === 0 ? name : `${name} · ${WORDS[this.lang].page} ${current.page}/${current.of}`;
  }
}

/** `4:05`, `2:04:05` of minutes. */
function clock(minutes: number): string {
  const seconds = Math.ceil(minutes * 60);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

const BAR_WIDTH = 20;
const REDRAWN_A_SECOND = 4;

function view(lang: 'vi' | 'en'): Progress {
  const course = new Course(lang);
  const bars = new MultiBar({ stream: process.stderr, hideCursor: true, clearOnComplete: true, fps: REDRAWN_A_SECOND });
  const total = bars.create(1, 0, {}, { format: (_, { progress }) => `${bar(progress)} ${course.total(Date.now())}` });
  const workers = new Map<number, SingleBar>();
  return {
    on: (event) => {
      course.take(event, Date.now());
      if (event.event === 'found' && event.links > 0)
        bars.log(`${WORDS[lang].links(event.links.toLocaleString(lang))}\n`);
      if (event.event === 'start' && !workers.has(event.worker)) {
        const format = () => `  ${event.worker}: ${course.worker(event.worker)}`;
        workers.set(event.worker, bars.create(1, 0, {}, { format }));
      }
      total.setTotal(Math.max(1, course.toRead));
      total.update(course.documents);
    },
    stop: () => bars.stop(),
  };
}

function bar(share: number): string {
  const full = Math.round(share * BAR_WIDTH);
  return '█'.repeat(full) + '░'.repeat(BAR_WIDTH - full);
}

function lines(lang: 'vi' | 'en'): Progress {
  const course = new Course(lang);
  const words = WORDS[lang];
  const say = (line: string) => process.stderr.write(`${line}\n`);
  return {
    on: (event) => {
      course.take(event, Date.now());
      if (event.event === 'found') {
        say(words.found(event.documents.toLocaleString(lang), event.toRead.toLocaleString(lang)));
        if (event.links > 0) say(words.links(event.links.toLocaleString(lang)));
      }
      if (event.event === 'document')
        say(`[${course.documents}/${course.toRead}] ${event.source}: ${event.error ?? event.status}`);
    },
    stop: () => undefined,
  };
}

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
    machines: (workers: string) => `${workers} máy đang nhận việc`,
    queueLost: 'Mất kết nối với Redis, đang chờ nó trở lại; không mất gì cả.',
    queueBack: 'Đã kết nối lại với Redis.',
    noMachine: 'Chưa có máy nào nhận việc. Hãy chạy "sohoa worker --queue …" trên các máy sẽ đọc.',
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
    machines: (workers: string) => `${workers} workers connected`,
    queueLost: 'Redis does not answer; waiting for it, nothing is lost.',
    queueBack: 'Redis answers again.',
    noMachine: 'No worker is connected. Run "sohoa worker --queue …" on the machines that shall read.',
  },
} as const;

/** A process of this machine by its number, a worker on another one by its name. */
type Worker = number | string;

/** What has happened so far, in figures. */
export class Course {
  #toRead = 0;
  #documents = 0;
  #pages = 0;
  #failed = 0;
  #startedAt = 0;
  /** What is being read, by source. */
  readonly #current = new Map<string, { readonly worker: Worker; readonly page: number; readonly of: number }>();
  readonly #workers = new Map<Worker, { readonly since: number; documents: number }>();

  constructor(readonly lang: 'vi' | 'en') {}

  /** @param now milliseconds */
  take(event: RunEvent, now: number): void {
    switch (event.event) {
      case 'found':
        this.#toRead = event.toRead;
        this.#startedAt = now;
        break;
      case 'start':
        this.#current.set(event.source, { worker: event.worker, page: 0, of: 0 });
        this.#workerOf(event.worker, now);
        break;
      case 'page': {
        const current = this.#current.get(event.source);
        if (current !== undefined)
          this.#current.set(event.source, { worker: current.worker, page: event.page, of: event.of });
        break;
      }
      case 'document':
        this.#documents++;
        this.#pages += event.pages;
        if (event.status === 'failed') this.#failed++;
        this.#current.delete(event.source);
        if (event.worker !== null) this.#workerOf(event.worker, now).documents++;
    }
  }

  #workerOf(name: Worker, now: number): { readonly since: number; documents: number } {
    const worker = this.#workers.get(name) ?? { since: now, documents: 0 };
    this.#workers.set(name, worker);
    return worker;
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

  /** What a process is on. */
  worker(name: Worker): string {
    const [first, ...others] = [...this.#current].filter(([, { worker }]) => worker === name);
    if (first === undefined) return '-';
    const [source, { page, of }] = first;
    const file = source.slice(source.lastIndexOf('/') + 1);
    const where = of === 0 ? file : `${file} · ${WORDS[this.lang].page} ${page}/${of}`;
    return others.length === 0 ? where : `${where} (+${others.length})`;
  }

  /** Documents a minute of a worker on another machine, since it began. */
  rate(name: Worker, now: number): string {
    const { since, documents } = this.#workerOf(name, now);
    const rate = documents / Math.max((now - since) / 60_000, 1 / 60);
    return `${Math.round(rate).toLocaleString(this.lang)} ${WORDS[this.lang].documentRate}`;
  }

  /** Names of the workers on other machines. */
  get machines(): string[] {
    return [...this.#workers.keys()].filter((name) => typeof name === 'string');
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
/** What a terminal holds; the total counts all of them. */
const MOST_WORKERS_SHOWN = 20;

function view(lang: 'vi' | 'en'): Progress {
  const course = new Course(lang);
  const bars = new MultiBar({ stream: process.stderr, hideCursor: true, clearOnComplete: true, fps: REDRAWN_A_SECOND });
  const total = bars.create(1, 0, {}, { format: (_, { progress }) => `${bar(progress)} ${course.total(Date.now())}` });
  const workers = new Map<Worker, SingleBar>();
  return {
    on: (event) => {
      course.take(event, Date.now());
      const notice = noticeOf(event, lang);
      if (notice !== null) bars.log(`${notice}\n`);
      if (event.event === 'start' && !workers.has(event.worker) && workers.size < MOST_WORKERS_SHOWN) {
        const { worker } = event;
        const rate = () => (typeof worker === 'string' ? `${course.rate(worker, Date.now())} · ` : '');
        workers.set(worker, bars.create(1, 0, {}, { format: () => `  ${worker}: ${rate()}${course.worker(worker)}` }));
      }
      total.setTotal(Math.max(1, course.toRead));
      total.update(course.documents);
    },
    stop: () => bars.stop(),
  };
}

/** What a person wants to know at once; null for what only counts. */
function noticeOf(event: RunEvent, lang: 'vi' | 'en'): string | null {
  const words = WORDS[lang];
  if (event.event === 'queue') return event.reachable ? words.queueBack : words.queueLost;
  if (event.event === 'workers')
    return event.workers === 0 ? words.noMachine : words.machines(event.workers.toLocaleString(lang));
  return event.event === 'found' && event.links > 0 ? words.links(event.links.toLocaleString(lang)) : null;
}

function bar(share: number): string {
  const full = Math.round(share * BAR_WIDTH);
  return '█'.repeat(full) + '░'.repeat(BAR_WIDTH - full);
}

function lines(lang: 'vi' | 'en'): Progress {
  const course = new Course(lang);
  const words = WORDS[lang];
  const say = (line: string) => process.stderr.write(`${line}\n`);
  let stopped = false;
  return {
    on: (event) => {
      course.take(event, Date.now());
      if (event.event === 'found')
        say(words.found(event.documents.toLocaleString(lang), event.toRead.toLocaleString(lang)));
      const notice = noticeOf(event, lang);
      if (notice !== null) say(notice);
      if (event.event === 'document')
        say(`[${course.documents}/${course.toRead}] ${event.source}: ${event.error ?? event.status}`);
    },
    stop: () => {
      for (const name of stopped ? [] : course.machines) say(`${name}: ${course.rate(name, Date.now())}`);
      stopped = true;
    },
  };
}

/** A worker: looks for an archive that is being read, shows that it fits, and reads until it is told to stop. */

import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { UsageError } from '../../model/errors.js';
import { type PlaceEvent, settle, type Verdict, verdictIn, type Wanted } from '../place.js';
import { Pool } from '../pool.js';
import { Store } from '../store.js';
import { type Announcement, Board } from './board.js';
import { type Claim, claim } from './claims.js';
import { type Joined, join, type Whereabouts } from './handshake.js';
import { explainedByRedis, Link } from './link.js';
import { wantedOf } from './tasks.js';

/** How often it looks whether what is being read has changed. */
const LOOK_EVERY_MS = 2_000;
/** Pages are told so often, for a person to see that it goes on. */
const TELL_EVERY_MS = 1_000;

export interface WorkerOptions extends Whereabouts {
  /** Documents at a time. */
  readonly jobs: number;
  /** How long it may be silent before its documents go to others, in seconds. */
  readonly lease: number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: WorkerEvent) => void;
}

export type WorkerEvent =
  | { readonly event: 'waiting' }
  | { readonly event: 'joined'; readonly outDir: string; readonly worker: string }
  | Extract<PlaceEvent, { event: 'start' | 'page' }>
  | ({ readonly event: 'document'; readonly source: string } & Omit<Verdict, 'key' | 'name' | 'failure'>);

/**
 * Reads for whatever archive is announced at this Redis, one after another, until the signal aborts.
 *
 * @throws EnvironmentError when it would read otherwise than asked, does not see the documents, or cannot write what
 *   it has read; UsageError when several archives are announced and it is not said which
 */
export async function work(url: string, options: WorkerOptions): Promise<void> {
  const link = await Link.open(url);
  try {
    const board = new Board(link);
    while (!options.signal.aborted) {
      const announcement = await announced(board, options);
      if (announcement === null) return;
      await serve(link, board, announcement, options);
    }
  } catch (error) {
    throw explainedByRedis(error);
  } finally {
    link.close();
  }
}

/** Waits for an archive; null when the signal aborts before there is one. */
async function announced(board: Board, { outDir, signal, onEvent }: WorkerOptions): Promise<Announcement | null> {
  for (let told = false; !signal.aborted; told = true) {
    const identity = outDir === null ? null : await Store.identityOf(outDir);
    const all = await board.all();
    const [first, ...others] = identity === null ? all : all.filter((one) => one.identity === identity);
    if (others.length > 0) throw new UsageError(severalArchives(all));
    if (first !== undefined && (outDir === null || identity !== null)) return first;
    if (!told) onEvent({ event: 'waiting' });
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  return null;
}

function severalArchives(all: readonly Announcement[]): string {
  const folders = all.map(({ outDir }) => `  ${outDir}`).join('\n');
  return `Redis này đang phục vụ nhiều kho, hãy chọn một bằng -o. / Several archives are being read here, choose one with -o:\n${folders}`;
}

/** Until the archive is read, something else is announced for it, the signal aborts, or there is trouble. */
async function serve(link: Link, board: Board, announcement: Announcement, options: WorkerOptions): Promise<void> {
  const joined = await join(announcement, options);
  const name = `${hostname()}-${process.pid}`;
  options.onEvent({ event: 'joined', outDir: joined.outDir, worker: name });
  const reader = new ClaimReader(joined, name, options);
  const claiming = claim(link, announcement.queue, { width: options.jobs, lease: options.lease, name }, (claimed) =>
    reader.read(claimed),
  );
  const ended = AbortSignal.any([options.signal, reader.troubled]);
  try {
    while (!ended.aborted && isSame(await board.of(announcement.identity), announcement))
      await pause(LOOK_EVERY_MS, undefined, { signal: ended }).catch(() => undefined);
  } finally {
    // Asked to stop, what it is on goes back at once; else that is finished first.
    if (ended.aborted) await Promise.all([reader.end(), claiming.stop()]);
    else await claiming.stop();
    await reader.end();
    if ((await board.of(announcement.identity)) === null) await claiming.sweep();
  }
  reader.throwTrouble();
}

function isSame(now: Announcement | null, before: Announcement): boolean {
  return JSON.stringify(now) === JSON.stringify(before);
}

/** Reads what is claimed, in processes of this machine, into the shared folder. */
class ClaimReader {
  readonly #pool: Pool;
  readonly #troubled = new AbortController();

  constructor(
    readonly joined: Joined,
    readonly name: string,
    readonly options: WorkerOptions,
  ) {
    this.#pool = new Pool(options.jobs);
  }

  /** Aborts when this machine cannot go on; what it is on is then another's. */
  get troubled(): AbortSignal {
    return this.#troubled.signal;
  }

  throwTrouble(): void {
    if (this.troubled.aborted) throw this.troubled.reason;
  }

  /** Null when it did not come to a verdict. Never rejects. */
  async read(claimed: Claim): Promise<Verdict | null> {
    if (this.troubled.aborted) return null;
    try {
      const { task, again } = claimed;
      const { reading, outDir, store } = this.joined;
      const document = wantedOf(task, reading.conditions, outDir);
      // Also of one that was never claimed: a coordinator that was started again does not know what was read meanwhile.
      const known = await verdictIn(store.results, document.key, task.timeout, { cuts: again });
      return known ?? (await this.#read(document, claimed));
    } catch (error) {
      this.#troubled.abort(error);
      return null;
    }
  }

  async end(): Promise<void> {
    await this.#pool.end();
  }

  async #read({ key, source, ...document }: Wanted, { task, tell }: Claim): Promise<Verdict | null> {
    const { reading, store, assertInSight } = this.joined;
    const { onEvent } = this.options;
    const worker = this.name;
    let toldAt = 0;
    const job = { ...document, rules: reading.rules, ocr: reading.ocr.options, timeout: task.timeout };
    const outcome = await this.#pool.read(job, {
      onStart: () => {
        onEvent({ event: 'start', source, worker });
        tell({ worker, page: null, of: 0 });
      },
      onPage: ({ done, of }) => {
        if (Date.now() - toldAt < TELL_EVERY_MS) return;
        toldAt = Date.now();
        onEvent({ event: 'page', source, page: done, of });
        tell({ worker, page: done, of });
      },
    });
    if (outcome === null) return null;
    // One document that went away is its own affair; a share that went away would fail every document.
    if (outcome.failure?.detail === 'changed') await assertInSight();
    const verdict = await settle(store.results, key, outcome, task.timeout, worker);
    const { status, error, pages } = verdict;
    onEvent({ event: 'document', source, status, error, pages, worker });
    return verdict;
  }
}

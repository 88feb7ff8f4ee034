/** The map on other machines, seen from the coordinator: it announces what is read, hands it over and follows. */
import { realpath } from 'node:fs/promises';
import { hashOf } from '../known.js';
import type { Place, Verdict, Wanted, Work } from '../place.js';
import { type Announcement, Board } from './board.js';
import { explainedByRedis, Link } from './link.js';
import { toPortable } from './portable.js';
import { Round } from './round.js';

export class QueuePlace implements Place {
  private constructor(readonly link: Link) {}

  /** @throws UsageError, EnvironmentError: see Link.open */
  static async open(url: string): Promise<QueuePlace> {
    return new QueuePlace(await Link.open(url));
  }

  async *run(documents: Iterable<Wanted>, work: Work): AsyncGenerator<Verdict> {
    const waiting = documents[Symbol.iterator]();
    const first = waiting.next();
    if (first.done) return;
    const announcement = await announcementOf(work);
    const board = new Board(this.link);
    // A coordinator that was killed under other conditions, or with other deadlines, has left what nobody wants now.
    const before = await board.of(announcement.identity);
    if (before !== null && before.queue !== announcement.queue) await this.#forget(before.queue);
    const round = await Round.begin(this.link, announcement.queue, work, () => board.announce(announcement));
    const { redis } = this.link;
    const lost = () => work.onEvent({ event: 'queue', reachable: false });
    const found = () => work.onEvent({ event: 'queue', reachable: true });
    redis.on('close', lost).on('ready', found);
    try {
      yield* round.verdicts(first.value, waiting);
    } catch (error) {
      throw explainedByRedis(error);
    } finally {
      redis.off('close', lost).off('ready', found);
      await board.withdraw(announcement.identity);
      await round.end();
    }
  }

  async close(): Promise<void> {
    this.link.close();
  }

  async #forget(name: string): Promise<void> {
    const queue = new this.link.bullmq.Queue(name, this.link.options);
    queue.on('error', () => undefined);
    await queue.obliterate({ force: true });
    await queue.close();
  }
}

async function announcementOf({ reading, outDir, identity, roots }: Work): Promise<Announcement> {
  const { conditions, rules, timeout } = reading;
  const own = await identity();
  const real = await realpath(outDir);
  return {
    identity: own,
    queue: `${own}-${hashOf(conditions)}-${timeout ?? 'pages'}`,
    outDir: real,
    roots: roots.map((root) => toPortable(real, root)),
    rules: rules === null ? null : toPortable(real, await realpath(rules)),
    conditions,
  };
}

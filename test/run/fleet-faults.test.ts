import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Dice } from '../../fixtures/prng.js';
import { contents, freshFolder, sohoa } from '../cli/run.js';
import { begun, CAN_HALT, coordinator, inWork, letter, SABOTAGED, share, stopped, worker } from './fleet.js';
import { keptExtractions, temporaryFiles } from './folder.js';
import { leftProcesses } from './processes.js';
import { killed, type Running } from './program.js';
import { HAS_REDIS, redisServer } from './redis.js';

const PATIENCE_MS = 900_000;
const WORKERS = 3;
/** Seconds. Long enough that a worker on a slow machine is not taken for lost. */
const LEASE = 8;
const FAULTS = { worker: 20, coordinator: 3, redis: 2 };
const DOCUMENTS = 60;
/** The last faults come when there is still something to do. */
const QUIET_END = 12;
const LOOK_EVERY_MS = 20;
/** For what a halted process has told to arrive. */
const SETTLE_MS = 100;

describe.skipIf(!HAS_REDIS || !CAN_HALT)('a fleet in which everything breaks', () => {
  it(
    `finishes after ${FAULTS.worker} kills of workers, ${FAULTS.coordinator} of the coordinator, ${FAULTS.redis} of Redis; nothing is done more than twice`,
    async () => {
      const seed = Math.floor(Math.random() * 2 ** 32);
      console.log(`fleet: faults from seed ${seed}`);
      const dice = new Dice(seed);
      const redis = await redisServer();
      const { archive, out } = await share(
        Object.fromEntries(Array.from({ length: DOCUMENTS }, (_, n) => [`${n}.pdf`, letter(String(n), 'dawdle 0')])),
      );
      const own = await freshFolder();
      const local = sohoa(['extract', archive, '-o', own, '--jobs', '4', '--ocr', 'off'], { env: SABOTAGED });

      const started = () => worker(redis.url, { lease: LEASE, env: SABOTAGED });
      const workers = Array.from({ length: WORKERS }, started);
      const every = [...workers];
      let run = coordinator(archive, out, redis.url);
      /** What was in work when something was killed: such a document may be hit once, a second time would be poison. */
      const hit = new Set<string>();

      const killWorker = async (): Promise<void> => {
        for (;;) {
          const slot = dice.whole(0, WORKERS - 1);
          const victim = workers[slot] as Running;
          victim.child.kill('SIGSTOP');
          await pause(SETTLE_MS);
          const sources = inWork(victim);
          if ([...sources].every((source) => !hit.has(source))) {
            for (const source of sources) hit.add(source);
            await killed(victim);
            const next = started();
            workers[slot] = next;
            every.push(next);
            return;
          }
          victim.child.kill('SIGCONT');
          await pause(SETTLE_MS);
        }
      };
      const killRedis = async (): Promise<void> => {
        await redis.kill();
        for (const one of workers) for (const source of inWork(one)) hit.add(source);
        await redis.restart();
      };
      const killCoordinator = async (): Promise<void> => {
        await killed(run);
        run = coordinator(archive, out, redis.url);
      };
      const act = { worker: killWorker, coordinator: killCoordinator, redis: killRedis };
      const faults = dice.shuffle(
        (Object.keys(FAULTS) as (keyof typeof FAULTS)[]).flatMap(
          (kind) => Array(FAULTS[kind]).fill(kind) as (typeof kind)[],
        ),
      );
      // Each at a moment of its own in the course of the run, whatever the machine's speed.
      const moments = faults.map(() => dice.whole(0, DOCUMENTS - QUIET_END)).sort((a, b) => a - b);
      for (const [n, kind] of faults.entries()) {
        while ((await keptExtractions(out)).length < (moments[n] ?? 0)) await pause(LOOK_EVERY_MS);
        expect(run.child.exitCode, `before fault ${n}, seed ${seed}\n${run.said()}`).toBeNull();
        await pause(dice.whole(0, 300));
        await act[kind]();
      }

      expect(await run.ended, `seed ${seed}\n${run.said()}`).toBe(0);
      expect((await local).code).toBe(0);
      expect(await contents(out), `seed ${seed}`).toEqual(await contents(own));
      const counts = begun(every);
      expect(
        [...counts].filter(([, times]) => times > 2),
        `seed ${seed}`,
      ).toEqual([]);
      expect(counts.size).toBe(DOCUMENTS);
      for (const one of workers) expect(await stopped(one), one.said()).toBe(0);
      expect(await temporaryFiles(out)).toEqual([]);
      expect(await leftProcesses()).toEqual([]);
    },
    PATIENCE_MS,
  );
});

import { setImmediate as tick } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Turns } from '../../src/run/turns.js';

it('go to so many at once or to one alone, in the order asked for, and to everybody', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.record({ alone: fc.boolean(), ticks: fc.integer({ min: 0, max: 5 }), fails: fc.boolean() })),
      async (width, tasks) => {
        const turns = new Turns(width);
        const running = new Set<number>();
        const begun: number[] = [];
        const all = tasks.map(({ alone, ticks, fails }, n) => {
          const work = async () => {
            running.add(n);
            begun.push(n);
            for (let i = 0; i < ticks; i++) {
              expect(running.size).toBeLessThanOrEqual(alone ? 1 : width);
              await tick();
            }
            running.delete(n);
            if (fails) throw new Error('failed');
          };
          return alone ? turns.alone(work) : turns.among(work);
        });
        const ended = await Promise.allSettled(all);
        expect(ended.map(({ status }) => status)).toEqual(tasks.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')));
        expect(begun).toEqual(tasks.map((_, n) => n));
      },
    ),
  );
});

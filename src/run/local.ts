/** The map in processes of this machine. */
import { type Place, settle, type Verdict, type Wanted, type Work } from './place.js';
import { Pool } from './pool.js';

export class LocalPlace implements Place {
  /** @param jobs documents at a time */
  constructor(readonly jobs: number) {}

  async *run(documents: Iterable<Wanted>, { reading, results, signal, onEvent }: Work): AsyncGenerator<Verdict> {
    const pool = new Pool(this.jobs);
    const read = async ({ key, source, ...document }: Wanted): Promise<Verdict | null> => {
      const { rules, timeout, ocr } = reading;
      let worker = 0;
      const outcome = await pool.read(
        { ...document, rules, timeout, ocr: ocr.options },
        {
          onStart: (slot) => {
            worker = slot;
            onEvent({ event: 'start', source, worker });
          },
          onPage: ({ done, of }) => onEvent({ event: 'page', source, page: done, of }),
        },
      );
      return outcome === null ? null : settle(results, key, outcome, timeout, worker);
    };
    try {
      for await (const verdict of atOnce(documents, this.jobs, signal, read)) if (verdict !== null) yield verdict;
    } finally {
      await pool.end();
    }
  }

  async close(): Promise<void> {}
}

/** Works on so many things at a time and gives what comes as it comes, until the signal aborts. */
async function* atOnce<T, R>(
  things: Iterable<T>,
  width: number,
  signal: AbortSignal,
  work: (thing: T) => Promise<R>,
): AsyncGenerator<R> {
  const waiting = things[Symbol.iterator]();
  const running = new Map<number, Promise<{ number: number; result: R }>>();
  let number = 0;
  for (;;) {
    while (running.size < width && !signal.aborted) {
      const { value: thing, done } = waiting.next();
      if (done) break;
      const own = number++;
      running.set(
        own,
        work(thing).then((result) => ({ number: own, result })),
      );
    }
    if (running.size === 0) return;
    // A new one each time: a promise remembers every race it was in, with what came of it, until it settles.
    const aborted = abortOf(signal);
    const ended = await Promise.race([...running.values(), aborted.promise]).finally(aborted.dispose);
    if (ended === null || signal.aborted) return;
    running.delete(ended.number);
    yield ended.result;
  }
}

/** The abort of a signal as a promise, of null. */
function abortOf(signal: AbortSignal): { promise: Promise<null>; dispose: () => void } {
  let listen = () => {};
  const promise = new Promise<null>((resolve) => {
    listen = () => resolve(null);
    signal.addEventListener('abort', listen, { once: true });
  });
  return { promise, dispose: () => signal.removeEventListener('abort', listen) };
}

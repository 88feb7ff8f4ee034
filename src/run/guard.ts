/**
 * A thread beside the reader of a child process, which goes on when the reader is caught in a loop: it ends the
 * process when that needs too much memory, or when nobody is left to read for.
 */
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

/** All memory of the process, what lies outside of the heap (images, fonts, codecs) too. A long scan needs a quarter. */
const MOST_BYTES = 2 * 1024 ** 3;
/** A reader that eats memory takes about a second for a gigabyte. */
const LOOK_EVERY_MS = 250;

const STDERR = 2;

/** What the parent reads on the child's last line to know the reason. */
const OUT_OF_MEMORY = 'out of memory';

const { parent } = workerData as { parent: number };

setInterval(() => {
  if (process.memoryUsage.rss() > MOST_BYTES) {
    writeSync(STDERR, `guard: ${OUT_OF_MEMORY}\n`);
    process.kill(process.pid, 'SIGKILL');
  }
  if (isOrphan()) process.kill(process.pid, 'SIGKILL');
}, LOOK_EVERY_MS);

/** On Windows the number of the parent stays; elsewhere an orphan gets another one. */
function isOrphan(): boolean {
  if (process.ppid !== parent) return true;
  try {
    process.kill(parent, 0);
    return false;
  } catch {
    return true;
  }
}

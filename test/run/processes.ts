/** Finds processes that a run has left behind: they carry its environment. */
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const NAME = 'SOHOA_TEST_RUN';
const VALUE = randomUUID();

/** To be given to a run as environment. */
export const MARK = { [NAME]: VALUE };

/** A child whose parent was killed notices within a quarter of a second; a machine under load takes longer. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 100;

/** Numbers of processes with the mark that do not go away. Only Linux tells; elsewhere there seem to be none. */
export async function leftProcesses(): Promise<string[]> {
  let left: string[] = [];
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    left = await marked();
    if (left.length === 0) break;
    await pause(LOOK_EVERY_MS);
  }
  return left;
}

async function marked(): Promise<string[]> {
  const processes = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/u.test(name));
  const found = await Promise.all(
    processes.map(async (id) => {
      const environment = await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '');
      return environment.includes(`${NAME}=${VALUE}`) ? [id] : [];
    }),
  );
  return found.flat();
}

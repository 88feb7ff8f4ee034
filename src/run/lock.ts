/** One run at a time on an output folder. A run that was killed does not keep the next one waiting. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { lock } from 'proper-lockfile';
import { EnvironmentError } from '../model/errors.js';

/** A lock not renewed for so long has no owner any more: a machine that was switched off, on a shared drive. */
const STALE_MS = 30_000;
const RENEW_MS = 5_000;

interface Owner {
  readonly host: string;
  readonly pid: number;
}

export interface Held {
  /** Aborts when another run has taken the lock all the same. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** @throws EnvironmentError when another run holds the folder */
export async function holdFolder(folder: string): Promise<Held> {
  const lost = new AbortController();
  const lockfilePath = path.join(folder, 'lock');
  const ownerFile = path.join(folder, 'owner.json');
  const take = () =>
    lock(folder, { lockfilePath, stale: STALE_MS, update: RENEW_MS, retries: 0, onCompromised: () => lost.abort() });
  const release = await take().catch(async (error: unknown) => {
    if (!isLocked(error)) throw error;
    const owner = await ownerOf(ownerFile);
    if (owner === null || !isDead(owner)) throw inUse(folder, owner, error);
    // If two runs find the dead one at once, the second takes the first one's lock, and the first gives up.
    await rm(lockfilePath, { recursive: true, force: true });
    return take().catch((second: unknown) => {
      throw isLocked(second) ? inUse(folder, null, second) : second;
    });
  });
  await writeFile(ownerFile, JSON.stringify({ host: hostname(), pid: process.pid } satisfies Owner));
  return {
    lost: lost.signal,
    release: async () => {
      if (lost.signal.aborted) return;
      await rm(ownerFile, { force: true });
      await release();
    },
  };
}

async function ownerOf(file: string): Promise<Owner | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Owner;
  } catch {
    return null;
  }
}

/** Only of this machine's processes can it be said. */
function isDead({ host, pid }: Owner): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as { code?: unknown }).code === 'ESRCH';
  }
}

function isLocked(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'ELOCKED';
}

function inUse(folder: string, owner: Owner | null, cause: unknown): EnvironmentError {
  const who = owner === null ? '' : ` (${owner.host}, PID ${owner.pid})`;
  return new EnvironmentError(
    `Thư mục "${path.dirname(folder)}" đang được một lần chạy khác dùng${who}. Hãy đợi lần chạy đó xong rồi chạy lại. / Another run is using this folder.`,
    { cause },
  );
}

/** One run at a time on an output folder. A run that was killed, at whatever moment, does not keep the next one waiting. */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { lock } from 'proper-lockfile';
import { EnvironmentError } from '../model/errors.js';

/** A lock not renewed for so long has no owner any more: a machine that was switched off, on a shared drive. */
const STALE_MS = 30_000;
const RENEW_MS = 5_000;

interface Claim {
  readonly pid: number;
  readonly host: string;
}

/** A claim is the name of an empty file, so that none is ever half written. */
const CLAIM = /^(\d+)@(.+)$/u;

export interface Held {
  /** Aborts when another run has taken the lock all the same. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * The lock itself cannot say who has it, and a run may be killed the moment it has it. So each run lays a claim first
 * and asks for the lock then: whoever has the lock has a claim, and a lock with only dead claims has no owner.
 *
 * @throws EnvironmentError when another run holds the folder
 */
export async function holdFolder(folder: string): Promise<Held> {
  const lost = new AbortController();
  const lockfilePath = path.join(folder, 'lock');
  const claims = path.join(folder, 'claims');
  const own = `${process.pid}@${hostname()}`;
  const claim = () => writeFile(path.join(claims, own), '');
  const unclaim = () => rm(path.join(claims, own), { force: true });
  const take = () =>
    lock(folder, { lockfilePath, stale: STALE_MS, update: RENEW_MS, retries: 0, onCompromised: () => lost.abort() });
  await mkdir(claims, { recursive: true });
  await claim();
  try {
    const release = await take().catch(async (error: unknown) => {
      if (!isLocked(error)) throw error;
      const owner = (await otherClaims(claims, own)).find((other) => !isDead(other));
      if (owner !== undefined) throw inUse(folder, owner, error);
      // If two runs find the dead one at once, the second takes the first one's lock, and the first gives up.
      await rm(lockfilePath, { recursive: true, force: true });
      return take().catch((second: unknown) => {
        throw isLocked(second) ? inUse(folder, null, second) : second;
      });
    });
    for (const { pid, host } of await otherClaims(claims, own))
      await rm(path.join(claims, `${pid}@${host}`), { force: true });
    // The run that had the lock before this one may just have swept the claim laid above.
    await claim();
    return {
      lost: lost.signal,
      release: async () => {
        await unclaim();
        if (!lost.signal.aborted) await release();
      },
    };
  } catch (error) {
    await unclaim();
    throw error;
  }
}

async function otherClaims(folder: string, own: string): Promise<Claim[]> {
  const names = (await readdir(folder)).filter((name) => name !== own);
  return names.flatMap((name) => {
    const [, pid, host] = CLAIM.exec(name) ?? [];
    return pid === undefined || host === undefined ? [] : [{ pid: Number(pid), host }];
  });
}

/** Only of this machine's processes can it be said. */
function isDead({ host, pid }: Claim): boolean {
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

function inUse(folder: string, owner: Claim | null, cause: unknown): EnvironmentError {
  const who = owner === null ? '' : ` (${owner.host}, PID ${owner.pid})`;
  return new EnvironmentError(
    `Thư mục "${path.dirname(folder)}" đang được một lần chạy khác dùng${who}. Hãy đợi lần chạy đó xong rồi chạy lại. / Another run is using this folder.`,
    { cause },
  );
}

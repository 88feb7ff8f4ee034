/** Puts a finished file in its place, on systems too where somebody may be looking at the old one or the new one. */
import { rename } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** What Windows answers when another program holds the old file open, or has yet to let go of the new one (a virus scanner). */
const HELD = ['EBUSY', 'EPERM', 'EACCES'];
const ATTEMPTS = 6;
/** A scanner takes tens of milliseconds; the pauses grow to a second and a half in all. */
const FIRST_PAUSE_MS = 100;

export function isHeld(error: unknown): boolean {
  return error instanceof Error && 'code' in error && HELD.includes(String(error.code));
}

/** Tries for a while. @throws what the file system answers at last; see isHeld */
export async function moved(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!isHeld(error) || attempt === ATTEMPTS) throw error;
      await pause(FIRST_PAUSE_MS * attempt);
    }
  }
}

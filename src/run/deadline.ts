/** How long a document may take (OUTPUTS, `--timeout`). */

const BASE_SECONDS = 120;
const SECONDS_PER_PAGE = 20;

/** Reading pages ends at this share, so that what was read can still be put together before the worker is ended. */
const READING_SHARE = 0.8;

/** @param timeout seconds asked for, null for the default by pages @param pages null while they are not known */
export function deadlineSeconds(timeout: number | null, pages: number | null): number {
  return timeout ?? BASE_SECONDS + SECONDS_PER_PAGE * (pages ?? 0);
}

export function readingSeconds(timeout: number | null, pages: number): number {
  return READING_SHARE * deadlineSeconds(timeout, pages);
}

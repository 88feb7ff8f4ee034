/** Parts of an archive by the hashes of its documents: as many runs, on as many machines, need no queue to share it. */
import { UsageError } from '../model/errors.js';

export interface Shard {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/** Of a SHA-256, enough to make all shards about equal. */
const PREFIX_DIGITS = 8;

/** @throws UsageError for anything but `i/n` with 1 ≤ i ≤ n */
export function parseShard(text: string): Shard {
  const [, number, of] = /^(\d{1,6})\/(\d{1,6})$/u.exec(text) ?? [];
  const shard = { number: Number(number), of: Number(of) };
  if (!(shard.number >= 1 && shard.number <= shard.of))
    throw new UsageError(
      `--shard "${text}" không đúng: hãy viết i/n, ví dụ 2/8 là phần thứ hai trong tám phần. / --shard wants i/n, 2/8 for the second part of eight.`,
    );
  return shard;
}

/** Every document is in exactly one of `of` shards, on whatever machine it is asked; the same bytes in the same. */
export function inShard(sha256: string, { number, of }: Shard): boolean {
  return Number.parseInt(sha256.slice(0, PREFIX_DIGITS), 16) % of === number - 1;
}

/** What one repair did, written down while it is done. */
import type { Repair } from '../model/page.js';

/** Sums counts of the same change, in the order the changes first occurred. */
export function mergeRepairs(repairs: Iterable<Repair>): Repair[] {
  const merged = new Map<string, Repair>();
  for (const repair of repairs) {
    const key = `${repair.class}\u0000${repair.from}\u0000${repair.to}`;
    const count = (merged.get(key)?.count ?? 0) + repair.count;
    merged.set(key, { ...repair, count });
  }
  return [...merged.values()];
}

export class Notes {
  /** Words whose original could not be told, left as they are. */
  undecided = 0;
  private readonly changes: Repair[] = [];

  /** `count`: characters changed; one letter out of a cluster of several is one. */
  changed(from: string, to: string, kind: string, count = 1): void {
    this.changes.push({ from, to, count, class: kind });
  }

  get repairs(): Repair[] {
    return mergeRepairs(this.changes);
  }
}

/** What one repair did, written down while it is done. */
import type { Repair } from '../model/page.js';

/** Repairs summed up: one of each change, in the order the changes first occurred. */
class Sum {
  private readonly changes = new Map<string, { repair: Repair; count: number }>();

  add(repair: Repair, times: number): void {
    const key = `${repair.class}\u0000${repair.from}\u0000${repair.to}`;
    const known = this.changes.get(key);
    if (known === undefined) this.changes.set(key, { repair, count: repair.count * times });
    else known.count += repair.count * times;
  }

  get repairs(): Repair[] {
    return [...this.changes.values()].map(({ repair, count }) => ({ ...repair, count }));
  }
}

/** Sums counts of the same change, in the order the changes first occurred. */
export function mergeRepairs(repairs: Iterable<Repair>): Repair[] {
  const sum = new Sum();
  for (const repair of repairs) sum.add(repair, 1);
  return sum.repairs;
}

/**
 * What was repaired in many texts, summed up. A text is repaired once and occurs often: how often is counted by that one
 * list of its repairs.
 */
export class RepairSum {
  private readonly times = new Map<readonly Repair[], number>();

  add(repairs: readonly Repair[]): void {
    if (repairs.length > 0) this.times.set(repairs, (this.times.get(repairs) ?? 0) + 1);
  }

  /** In the order the changes first occurred. */
  merged(): Repair[] {
    const sum = new Sum();
    for (const [repairs, times] of this.times) for (const repair of repairs) sum.add(repair, times);
    return sum.repairs;
  }
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

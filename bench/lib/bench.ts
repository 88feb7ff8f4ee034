/** What a module `bench/*.bench.ts` gives to the runner. */

export interface Measurement {
  /** What was measured, on what. */
  readonly what: string;
  readonly value: string;
  /** The same of a peer in the same run, a ratio, or how it was taken; '' for nothing. */
  readonly beside: string;
}

export interface BenchOptions {
  /** The long measurements too (some twenty minutes on two cores). */
  readonly full: boolean;
}

/** Default export of a bench module. */
export type Bench = (options: BenchOptions) => AsyncGenerator<Measurement>;

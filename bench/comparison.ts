import type { DataSets } from './history/data-sets';
import { many } from './smoke';

/** One of the two that are compared, prepared and waiting. */
export interface Contender {
  /** Does the work once; answers with operations per second. */
  run(): Promise<number>;
}

/** Two prepared contenders, and how to put everything away. */
export interface Opened {
  readonly ours: Contender;
  readonly theirs: Contender;
  close(): Promise<void>;
}

/** What is compared with what. */
export interface Comparison {
  readonly name: string;
  readonly against: string;
  /** What is counted per second. */
  readonly unit: string;
  /** The ratio that we hold ourselves to, where there is one. */
  readonly atLeast?: number;
  /** How often each side is measured, where 5 times would take too long or say too little. */
  readonly runs?: number;
  /** Runs before measuring begins, where one does not warm up all the code. */
  readonly warmUps?: number;
  /** Needs the packages in bench/. */
  readonly needsEmmett?: true;
  /** Needs a redis-server on this machine. */
  readonly needsRedis?: true;
  open(data: DataSets): Promise<Opened>;
}

/** Something that is measured alone. */
export interface Measure {
  readonly name: string;
  readonly what: string;
  readonly unit: string;
  /** What we hold ourselves to, where there is a limit. */
  readonly atMost?: number;
  measure(data: DataSets): Promise<number>;
}

/** The figures of a comparison: a ratio above 1 means that we are faster. */
export interface Result {
  readonly name: string;
  readonly against: string;
  /** The median of the runs' ratios. */
  readonly ratio: number;
  /** Each run's ratio: ours to theirs, measured one right after the other. */
  readonly runs: readonly number[];
  readonly ours: number;
  readonly theirs: number;
}

/** How often each side is measured, unless told. */
const RUNS = 5;

/** Lets both warm up, then measures them in turn, so that what else the machine does strikes both. */
export async function compare(comparison: Comparison, data: DataSets): Promise<Result> {
  const opened = await comparison.open(data);
  const { ours, theirs } = opened;
  try {
    for (let run = 0; run < many(comparison.warmUps ?? 1, 0); run++) {
      await ours.run();
      await theirs.run();
    }
    const pairs: { ours: number; theirs: number }[] = [];
    for (let run = 0; run < many(comparison.runs ?? RUNS, 1); run++)
      pairs.push({ ours: await ours.run(), theirs: await theirs.run() });
    const runs = pairs.map((pair) => pair.ours / pair.theirs);
    return {
      name: comparison.name,
      against: comparison.against,
      ratio: median(runs),
      runs,
      ours: median(pairs.map((pair) => pair.ours)),
      theirs: median(pairs.map((pair) => pair.theirs)),
    };
  } finally {
    await opened.close();
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

// What a bench and a fault run look like to the commands that start them (build/bench.mjs, build/fault.mjs).

/** An Electron to start: `spawn(path, [...args, app], { env })`. */
export interface Runtime {
  path: string;
  /** To be put before the app's path (`--no-sandbox` for root). */
  args: readonly string[];
  env: NodeJS.ProcessEnv;
}

/** Handed to every bench and fault run. */
export interface RunContext {
  /** True inside `npm test`: small sizes, few rounds, the same path through the code. */
  short: boolean;
  electron: Runtime;
  /** Project root, absolute; the app in it is built. */
  root: string;
  /** A line for the person, on standard error. */
  say(line: string): void;
}

export interface BenchContext extends RunContext {
  /** Delay to put into the product (ms): 0, or 20 in the self-check, where the figure must rise. */
  delayMs: number;
}

export interface BenchResult {
  /** The figure; smaller is better. */
  ratio: number;
  /** Medians, the contestants' figures, sizes: numbers, words or flat records of them. */
  [figure: string]: unknown;
}

/** Default export of tests/bench/NAME.ts or tests/bench/NAME/index.ts. */
export interface Bench {
  (context: BenchContext): Promise<BenchResult>;
  /** Delay of the self-check in a short run (ms), where the figure is made of whole seconds; 20 otherwise. */
  selfCheckMs?: number;
}

export interface FaultContext extends RunContext {
  /** How many runs are asked for. */
  runs: number;
  /** Seed of the first run; run n uses seed + n. */
  seed: number;
}

export interface FaultResult {
  /** Runs done. */
  runs: number;
  /** One entry a run that was not clean; `log` is enough to replay it. */
  failures: readonly { seed: number; log: string }[];
  /** Why nothing was run (a missing program, by name); then `runs` is 0. */
  skipped?: string;
}

/** Default export of tests/fault/NAME.ts or tests/fault/NAME/index.ts. */
export type Fault = (context: FaultContext) => Promise<FaultResult>;

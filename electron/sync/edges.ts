import type { Policy } from '../../shared/domain/settings';
import type { Store } from '../store/contract';

/** Time as the sync sees it; tests hand in one of their own. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Runs once after `ms` milliseconds; the answer calls it off. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    // A waiting retry never keeps a process alive that wants to end.
    timer.unref?.();
    return () => clearTimeout(timer);
  },
};

/** The system's keychain: `safeStorage` in Electron. Where `available` is false nothing secret may touch the disk. */
export interface Keychain {
  available(): boolean;
  encrypt(text: string): Uint8Array;
  /** @throws when the bytes were made on another machine or for another person. */
  decrypt(bytes: Uint8Array): string;
}

export type Log = (event: string, detail: Readonly<Record<string, string | number>>) => void;

/** All that the sync needs from outside, so that it runs under plain Node too. */
export interface Edges {
  readonly store: Store;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly secrets: Keychain;
  readonly policy: Pick<Policy, 'insecureHosts'>;
  readonly log: Log;
  /** How long one request may be silent, in ms; an upload gets more by its size. */
  readonly patienceMs?: number;
}

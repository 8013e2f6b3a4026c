import type { Typed } from './keys';
import type { SaveSeen } from './saves';
import { median } from './stats';

/** So long after a save a key may be slow because of it (ms) … */
const AFTER = 500;
/** … and so long before main sees it: what is saved is gathered in the page first. */
const BEFORE = 50;

/** Indices [from, to) of the keys that came around each save. Saves without a key beside them, and parts of one save, give none. */
export function windows({ keys }: Typed, saves: readonly SaveSeen[]): [number, number][] {
  const found: [number, number][] = [];
  for (const { asked } of saves) {
    const near = keys.flatMap(({ epoch }, at) => (epoch >= asked - BEFORE && epoch <= asked + AFTER ? [at] : []));
    const [from] = near;
    const to = near.at(-1);
    if (from === undefined || to === undefined) continue;
    const last = found.at(-1);
    if (last && from < last[1]) continue;
    found.push([from, to + 1]);
  }
  return found;
}

/** The slowest key (ms) of each window. */
export const slowest = ({ keys }: Typed, among: readonly (readonly [number, number])[]): number[] =>
  among.map(([from, to]) => Math.max(...keys.slice(from, to).map(({ at, painted }) => painted - at)));

/** One stretch typed twice in the same place: with autosave (and the saves seen), and with autosave off. */
export interface Pair {
  readonly on: Typed;
  readonly saves: readonly SaveSeen[];
  readonly off: Typed;
}

/** Median of the slowest key around each autosave ÷ the same of the same keys with autosave off. */
export function hiccup(pairs: readonly Pair[]): { ratio: number; on: number; off: number; saves: number } {
  const on: number[] = [];
  const off: number[] = [];
  for (const pair of pairs) {
    const among = windows(pair.on, pair.saves);
    on.push(...slowest(pair.on, among));
    off.push(...slowest(pair.off, among));
  }
  return { ratio: median(on) / median(off), on: median(on), off: median(off), saves: on.length };
}

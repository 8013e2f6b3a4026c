import { expect, test } from 'vitest';
import { hiccup, slowest, windows } from './hiccup';
import type { Typed } from './keys';

/** Keys every 100 ms, each painted after `ms`. */
const typed = (...ms: number[]): Typed => ({
  keys: ms.map((took, at) => ({ at: at * 100, painted: at * 100 + took, epoch: 1_000_000 + at * 100 })),
});
const save = (ms: number) => ({ asked: 1_000_000 + ms, answered: 1_000_000 + ms + 5 });

test('a window holds the keys from just before a save to 500 ms after it', () => {
  const keys = typed(...Array.from({ length: 20 }, () => 10));
  expect(windows(keys, [save(310)])).toEqual([[3, 9]]);
});

test('the parts of one save make one window, a save beside the typing none', () => {
  const keys = typed(...Array.from({ length: 20 }, () => 10));
  expect(windows(keys, [save(310), save(330), save(1200), save(60_000)])).toEqual([
    [3, 9],
    [12, 18],
  ]);
});

test('the slowest key around each save is held against the same keys without saving', () => {
  const on = typed(10, 10, 40, 10, 10, 10, 10, 10, 10, 10, 99);
  const off = typed(10, 10, 10, 20, 10, 10, 10, 10, 10, 10, 99);
  expect(slowest(on, windows(on, [save(210)]))).toEqual([40]);
  expect(hiccup([{ on, off, saves: [save(210)] }])).toEqual({ ratio: 2, on: 40, off: 20, saves: 1 });
});

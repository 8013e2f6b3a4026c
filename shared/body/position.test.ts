import fc from 'fast-check';
import { expect, test } from 'vitest';
import { positionBetween, positionsBetween } from './position';

const rising = (keys: readonly string[]): boolean => keys.every((key, i) => i === 0 || (keys[i - 1] ?? '') < key);

test('any run of insertions keeps its order and never ends a key in 0', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 30 })), { maxLength: 60 }), (steps) => {
      const keys: string[] = [];
      for (const [where, count] of steps) {
        const at = where % (keys.length + 1);
        const before = at === 0 ? null : (keys[at - 1] ?? null);
        const after = keys[at] ?? null;
        keys.splice(
          at,
          0,
          ...(count === 1 ? [positionBetween(before, after)] : positionsBetween(before, after, count)),
        );
      }
      expect(rising(keys)).toBe(true);
      expect(keys.some((key) => key.endsWith('0'))).toBe(false);
    }),
  );
});

test('typing 5,000 paragraphs on in one place keeps keys within 24 letters', () => {
  for (const place of ['end', 'start', 'middle', 'before the middle'] as const) {
    const keys = positionsBetween(null, null, 2);
    let [low, high] = keys as [string | null, string | null];
    let longest = 0;
    for (let i = 0; i < 5000; i++) {
      const key = positionBetween(
        place === 'start' ? null : place === 'end' ? high : low,
        place === 'end' ? null : high,
      );
      if (place === 'end' || place === 'start' || place === 'before the middle') high = key;
      else low = key;
      longest = Math.max(longest, key.length);
    }
    expect(longest, place).toBeLessThanOrEqual(24);
  }
});

test('10,000 paragraphs at once get keys of five letters at most', () => {
  const keys = positionsBetween(null, null, 10_000);
  expect(rising(keys)).toBe(true);
  expect(Math.max(...keys.map((key) => key.length))).toBeLessThanOrEqual(5);
});

test('two keys the wrong way round are refused', () => {
  expect(() => positionBetween('b', 'a')).toThrow(RangeError);
});

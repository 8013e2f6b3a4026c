import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BASE_MS, backoff, CAP_MS, retryAfter } from './backoff';

test('the wait grows with each failure up to the cap, is never shorter than half a second nor than what was asked', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2000 }),
      fc.double({ min: 0, max: 0.999999, noNaN: true }),
      fc.nat(10 ** 7),
      (failures, share, asked) => {
        const ms = backoff(failures, () => share, asked);
        expect(ms).toBeGreaterThanOrEqual(Math.max(500, asked));
        expect(ms).toBeLessThanOrEqual(Math.max(500, asked, Math.min(CAP_MS, BASE_MS * 2 ** (failures - 1))));
      },
    ),
  );
});

test('the whole stretch is used: offices that fail together do not come back together', () => {
  expect(backoff(4, () => 0)).toBe(500);
  expect(backoff(4, () => 0.5)).toBe(20_000);
  expect(backoff(40, () => 0.999)).toBeGreaterThan(CAP_MS * 0.99);
});

test.each([
  ['120', 120_000],
  [' 3 ', 3000],
  ['Thu, 01 Jan 1970 00:01:00 GMT', 50_000],
  ['Thu, 01 Jan 1970 00:00:01 GMT', 0],
  ['soon', 0],
  ['-5', 0],
  ['99999999', 86_400_000],
])('Retry-After %j at 10 s past is %i ms', (header, ms) => {
  expect(retryAfter(header, 10_000)).toBe(ms);
});

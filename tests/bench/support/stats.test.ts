import { expect, test } from 'vitest';
import { median, p95, quantile } from './stats';

test('the median of an even count lies between the two in the middle, in any order', () => {
  expect(median([9, 1, 3, 5])).toBe(4);
  expect(median([7])).toBe(7);
});

test('a quantile lies in proportion between its neighbours', () => {
  const hundred = Array.from({ length: 101 }, (_, at) => at);
  expect(p95(hundred)).toBe(95);
  expect(quantile([0, 10], 0.25)).toBe(2.5);
});

test('nothing has no quantile', () => {
  expect(() => median([])).toThrow(RangeError);
});

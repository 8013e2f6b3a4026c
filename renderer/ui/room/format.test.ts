import { expect, test } from 'vitest';
import { dateOf, dayStart, formatCount, formatDate, formatDay, formatMoment, formatWhen } from './format';

const at = new Date(2026, 8, 2, 7, 5).getTime();

test('a day is told as dd/mm/yyyy', () => {
  expect(formatDay(at)).toBe('02/09/2026');
  expect(formatMoment(at)).toBe('02/09/2026 07:05');
});

test('the same day is told by its time, another by its date', () => {
  expect(formatWhen(at, new Date(2026, 8, 2, 23, 59).getTime())).toBe('07:05');
  expect(formatWhen(at, new Date(2026, 8, 3, 0, 0).getTime())).toBe('02/09/2026');
});

test('thousands are parted by a point in Vietnamese and a comma in English', () => {
  expect(formatCount(100_000, 'vi')).toBe('100.000');
  expect(formatCount(100_000, 'en')).toBe('100,000');
});

test('a date field is turned round and an empty one stays empty', () => {
  expect(formatDate('2026-09-02')).toBe('02/09/2026');
  expect(formatDate('')).toBe('');
});

test('a day starts at local midnight, also the day after the last of a month', () => {
  expect(dayStart('2026-09-30', 1)).toBe(new Date(2026, 9, 1).getTime());
  expect(dayStart(null)).toBeNull();
  expect(dateOf(dayStart('2026-02-28', 1) ?? 0)).toBe('2026-03-01');
});

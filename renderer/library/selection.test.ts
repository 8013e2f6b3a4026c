import { expect, test } from 'vitest';
import { extend, NOTHING, pickOne, reach, rowAfterKey, toggle, walk } from './selection';

test('a click chooses one alone', () => {
  expect([...pickOne(3, 'c').ids]).toEqual(['c']);
});

test('Ctrl adds and takes away, and Shift then reaches from there', () => {
  const two = toggle(toggle(NOTHING, 0, 'a'), 4, 'e');
  expect([...two.ids]).toEqual(['a', 'e']);
  expect(reach(two, 1)).toEqual([1, 4]);
  expect([...toggle(two, 0, 'a').ids]).toEqual(['e']);
});

test('Shift may turn round at its anchor', () => {
  const down = extend(pickOne(5, 'f'), 7, ['f', 'g', 'h']);
  expect(reach(down, 3)).toEqual([3, 5]);
});

test('Ctrl and an arrow walk without choosing', () => {
  const walked = walk(pickOne(1, 'b'), 2);
  expect([...walked.ids]).toEqual(['b']);
  expect(walked.active).toBe(2);
});

test('keys stay inside the list', () => {
  expect(rowAfterKey('ArrowUp', 0, 10, 5)).toBe(0);
  expect(rowAfterKey('ArrowDown', -1, 10, 5)).toBe(0);
  expect(rowAfterKey('PageDown', 8, 10, 5)).toBe(9);
  expect(rowAfterKey('End', 2, 10, 5)).toBe(9);
  expect(rowAfterKey('ArrowDown', 0, 0, 5)).toBeNull();
  expect(rowAfterKey('a', 0, 10, 5)).toBeNull();
});

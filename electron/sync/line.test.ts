import { expect, test } from 'vitest';
import { LineWatch } from './line';

test('the line is unknown until a target is asked, up while any answers, down when none does', () => {
  const line = new LineWatch();
  expect(line.state).toBe('unknown');
  expect([line.hear('a', false), line.state]).toEqual([true, 'down']);
  expect([line.hear('b', true), line.state]).toEqual([true, 'up']);
  expect([line.hear('a', false), line.state]).toEqual([false, 'up']);
  expect([line.hear('b', false), line.state]).toEqual([true, 'down']);
});

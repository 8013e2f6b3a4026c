import { expect, test } from 'vitest';
import { scaleOf, stepped } from './zoom';

const paper = { width: 538.6, height: 765.4 };

test('100 % is the true size: 190 mm are 718 CSS pixels', () => {
  expect(Math.round(paper.width * scaleOf(1, paper, { width: 1, height: 1 }))).toBe(718);
});

test('a fitted page is wholly in view, a fitted width fills the pane', () => {
  const pane = { width: 600, height: 500 };
  expect(paper.height * scaleOf('page', paper, pane)).toBeCloseTo(500);
  expect(paper.width * scaleOf('width', paper, pane)).toBeCloseTo(600);
});

test('a fitted width stops at one and a half times the true size', () => {
  expect(scaleOf('width', paper, { width: 4000, height: 500 })).toBeCloseTo(2);
});

test('steps go on from a fitted size and end at the last', () => {
  expect(stepped((96 / 72) * 0.9, 1)).toBe(1);
  expect(stepped((96 / 72) * 0.9, -1)).toBe(0.75);
  expect(stepped((96 / 72) * 2, 1)).toBe(2);
  expect(stepped((96 / 72) * 0.5, -1)).toBe(0.5);
});

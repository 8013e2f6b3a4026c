import { expect, test } from 'vitest';
import { BLOCKS, blocksOf, stateAfter, textOf } from './edits';

test('the state after n saves is what n saves in a row make', () => {
  const before = Array.from({ length: BLOCKS }, (_, at) => `vốn ${at}`);
  const state = [...before];
  for (let n = 0; n <= 40; n++) {
    if (n > 0) for (const block of blocksOf(n)) state[block] = textOf(n, block);
    expect(stateAfter(before, n)).toEqual(state);
  }
});

test('a half of a save is never a whole one', () => {
  const [one, other] = blocksOf(9);
  expect(one).not.toBe(other);
});

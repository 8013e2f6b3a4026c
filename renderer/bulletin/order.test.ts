import { expect, test } from 'vitest';
import { EMPTY_BULLETIN } from '../../shared/domain/bulletin';
import { moved, rebased } from './order';

test('an entry goes up, down, and not out of the list', () => {
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 1, 3)).toEqual(['a', 'b', 'c']);
});

const item = (articleId: string) => ({ articleId });

test('a title typed here and an article put in elsewhere both stay', () => {
  const base = { ...EMPTY_BULLETIN, items: [item('aaaaaaaa')] };
  const mine = { ...base, masthead: { ...base.masthead, title: 'Số Tết' } };
  const theirs = { ...base, items: [...base.items, item('bbbbbbbb')] };
  expect(rebased(base, mine, theirs)).toEqual({ ...mine, items: theirs.items });
});

test('an order changed here keeps what was put in elsewhere, at the end', () => {
  const base = { ...EMPTY_BULLETIN, items: [item('aaaaaaaa'), item('bbbbbbbb')] };
  const mine = { ...base, items: [item('bbbbbbbb'), item('aaaaaaaa')] };
  const theirs = { ...base, items: [...base.items, item('cccccccc')] };
  expect(rebased(base, mine, theirs).items).toEqual([item('bbbbbbbb'), item('aaaaaaaa'), item('cccccccc')]);
});

test('an article taken out here does not come back', () => {
  const base = { ...EMPTY_BULLETIN, items: [item('aaaaaaaa'), item('bbbbbbbb')] };
  const mine = { ...base, items: [item('aaaaaaaa')] };
  expect(rebased(base, mine, { ...base, columns: 3 })).toEqual({ ...mine, columns: 3 });
});

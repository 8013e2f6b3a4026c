import { expect, test } from 'vitest';
import { articleFilter } from '../../shared/channels';
import { clearedView, FIRST_VIEW, isFiltered, toFilter } from './filter';

test('the first view is a filter the channel takes', () => {
  expect(articleFilter.parse(toFilter(FIRST_VIEW))).toEqual(toFilter(FIRST_VIEW));
});

test('the last day of a range belongs to it', () => {
  const filter = toFilter({ ...FIRST_VIEW, from: '2026-03-01', to: '2026-03-31' });
  expect(filter.from).toBe(new Date(2026, 2, 1).getTime());
  expect(filter.to).toBe(new Date(2026, 3, 1).getTime());
});

test('relevance without words falls back to the newest first', () => {
  expect(toFilter({ ...FIRST_VIEW, sort: 'relevance', descending: false })).toMatchObject({
    sort: 'updated',
    descending: true,
  });
  expect(toFilter({ ...FIRST_VIEW, query: 'lúa', sort: 'relevance' }).sort).toBe('relevance');
});

test('words typed with combining marks are asked for in composed form', () => {
  expect(toFilter({ ...FIRST_VIEW, query: ' đại '.normalize('NFD') }).query).toBe('đại');
});

test('clearing keeps the words and the order', () => {
  const view = { ...FIRST_VIEW, query: 'lúa', status: ['draft' as const], author: 'An', sort: 'title' as const };
  expect(isFiltered(view)).toBe(true);
  expect(isFiltered(clearedView(view))).toBe(false);
  expect(clearedView(view)).toMatchObject({ query: 'lúa', sort: 'title' });
});

import { expect, test, vi } from 'vitest';
import { Notices } from './notices';

test('what happened before the window opened is kept for it; what happens later is told at once', () => {
  const notices = new Notices();
  notices.add('policy.unreadable', 'warn', { path: '/p' });
  const heard = vi.fn();
  notices.onAdd(heard);
  notices.add('store.corrupt', 'fault');
  expect(notices.all().map(({ code }) => code)).toEqual(['policy.unreadable', 'store.corrupt']);
  expect(heard.mock.calls).toEqual([[{ code: 'store.corrupt', severity: 'fault', params: {} }]]);
});

test('the same trouble again is one notice', () => {
  const notices = new Notices();
  for (let time = 0; time < 3; time++) notices.add('settings.unreadable', 'warn', { path: '/s' });
  notices.add('settings.unreadable', 'warn', { path: '/other' });
  expect(notices.all()).toHaveLength(2);
});

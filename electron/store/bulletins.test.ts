import { expect, test, vi } from 'vitest';
import { testStore } from './fixtures/store';

// Every save waits for the disk; on a busy machine that is most of the time.
vi.setConfig({ testTimeout: 60_000 });

test('a bulletin comes back as it was saved, a stale one is refused', () => {
  const { call } = testStore();
  const { id } = call('articles.create', { fields: { title: 'Bài' } });
  const bulletin = call('bulletins.create', {});
  const fields = { ...bulletin.fields, items: [{ articleId: id }, { articleId: 'goneforgood' }] };
  const saved = call('bulletins.save', { id: bulletin.id, baseVersion: 1, fields });
  expect(saved).toMatchObject({ version: 2, fields });
  expect(() => call('bulletins.save', { id: bulletin.id, baseVersion: 1, fields })).toThrow(
    expect.objectContaining({ code: 'article.stale' }),
  );
  expect(call('bulletins.list', {})).toMatchObject([{ id: bulletin.id, items: 2 }]);
  const whole = call('bulletins.whole', { id: bulletin.id });
  expect(whole.articles.map(({ whole: one }) => one?.article.fields.title ?? null)).toEqual(['Bài', null]);
  call('bulletins.trash', { id: bulletin.id });
  expect(call('bulletins.list', {})).toEqual([]);
  call('bulletins.restore', { id: bulletin.id });
  expect(call('bulletins.list', {}).length).toBe(1);
});

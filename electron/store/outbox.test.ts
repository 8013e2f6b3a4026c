import { expect, test, vi } from 'vitest';
import type { Receipt } from '../../shared/domain/outbox';
import { openCore } from './core';
import { placedJson } from './fixtures/body';
import { testFolder } from './fixtures/folder';
import { testStore } from './fixtures/store';

// Every save waits for the disk; on a busy machine that is most of the time.
vi.setConfig({ testTimeout: 60_000 });

function ready(store = testStore()) {
  const { call } = store;
  const target = (name: string): string =>
    call('targets.put', { id: null, name, config: { kind: 'folder', path: `/x/${name}` } }).id;
  const approved = (title: string): string => {
    const { id } = call('articles.create', { fields: { title }, blocksJson: placedJson('đã duyệt') });
    call('articles.move', { id, to: 'ready' });
    call('articles.move', { id, to: 'approved' });
    return id;
  };
  const receipt = (articleId: string, targetId: string, status: Receipt['status'] = 'published'): Receipt => ({
    articleId,
    targetId,
    remoteId: '7',
    remoteVersion: '1',
    link: 'https://example.test/7',
    contentHash: 'x',
    status,
    at: 1,
  });
  const status = (id: string): string => call('articles.open', { id }).article.status;
  return { ...store, target, approved, receipt, status };
}

test('an order takes the approved text along, whatever is done to the article afterwards', () => {
  const { call, target, approved, receipt, status, now } = ready();
  const [id, to] = [approved('Bài'), target('một')];
  const [item] = call('outbox.order', { articleIds: [id], targetIds: [to], action: 'publish' });
  expect(item).toMatchObject({ state: 'waiting', version: 1, title: 'Bài', targetName: 'một' });
  expect(status(id)).toBe('queued');
  expect(() => call('articles.trash', { ids: [id] })).toThrow(expect.objectContaining({ code: 'article.status' }));
  const claimed = call('outbox.claim', { now: now() });
  expect(claimed).toMatchObject({ id: item?.id, state: 'sending', attempts: 1 });
  call('outbox.done', { id: claimed?.id ?? 0, receipt: receipt(id, to) });
  expect(status(id)).toBe('published');
  expect(call('receipts.get', { articleId: id, targetId: to })?.remoteId).toBe('7');
  call('articles.move', { id, to: 'draft' });
  const block = call('articles.whole', { id })?.blocks[0];
  call('articles.save', {
    id,
    baseVersion: 1,
    fields: { title: 'Khác' },
    changedJson: '[]',
    removed: [block?.id ?? ''],
  });
  const sent = call('articles.whole', { id, version: 1 });
  expect(sent?.article.fields.title).toBe('Bài');
  expect(sent?.blocks).toEqual([block]);
});

test('the same order twice while it waits is one', () => {
  const { call, target, approved } = ready();
  const input = { articleIds: [approved('Bài')], targetIds: [target('một')], action: 'publish' as const };
  expect(call('outbox.order', input)).toEqual(call('outbox.order', input));
  expect(call('outbox.list', { done: true }).length).toBe(1);
});

test('orders are all taken or none', () => {
  const { call, target, approved, status } = ready();
  const [id, to] = [approved('Bài'), target('một')];
  const draft = call('articles.create', { fields: {} }).id;
  expect(() => call('outbox.order', { articleIds: [id, draft], targetIds: [to], action: 'publish' })).toThrow(
    expect.objectContaining({ code: 'article.status' }),
  );
  expect(() => call('outbox.order', { articleIds: [id], targetIds: [to, 'nosuchtarget'], action: 'publish' })).toThrow(
    expect.objectContaining({ code: 'not-found' }),
  );
  expect(status(id)).toBe('approved');
  expect(call('outbox.list', { done: true })).toEqual([]);
});

test('what a target never had cannot be taken down from it', () => {
  const { call, target, approved } = ready();
  expect(() =>
    call('outbox.order', { articleIds: [approved('Bài')], targetIds: [target('một')], action: 'take_down' }),
  ).toThrow(expect.objectContaining({ code: 'not-found' }));
});

test('to one target an article goes strictly in order; another article does not wait for it', () => {
  const { call, target, approved, receipt, status, now, pass } = ready();
  const [one, two, to] = [approved('Một'), approved('Hai'), target('đích')];
  call('outbox.order', { articleIds: [one], targetIds: [to], action: 'publish' });
  const first = call('outbox.claim', { now: now() });
  call('outbox.done', { id: first?.id ?? 0, receipt: receipt(one, to) });
  call('outbox.order', { articleIds: [one], targetIds: [to], action: 'publish' });
  call('outbox.order', { articleIds: [one], targetIds: [to], action: 'take_down' });
  const again = call('outbox.claim', { now: now() });
  call('outbox.delay', { id: again?.id ?? 0, nextAt: now() + 60_000, error: { code: 'target.offline', params: {} } });
  call('outbox.order', { articleIds: [two], targetIds: [to], action: 'publish' });
  const other = call('outbox.claim', { now: now() });
  expect(other?.articleId).toBe(two);
  expect(call('outbox.claim', { now: now() })).toBeNull();
  expect(call('outbox.nextAt', {})).toBe(now() + 60_000);
  expect(call('outbox.counts', {})).toEqual({ waiting: 2, sending: 1, needsYou: 0 });
  pass(60_000);
  expect(call('outbox.claim', { now: now() })).toMatchObject({ id: again?.id, attempts: 2 });
  call('outbox.done', { id: again?.id ?? 0, receipt: receipt(one, to) });
  expect(status(one)).toBe('queued');
  const down = call('outbox.claim', { now: now() });
  expect(down?.action).toBe('take_down');
  call('outbox.done', { id: down?.id ?? 0, receipt: receipt(one, to, 'taken_down') });
  expect(status(one)).toBe('taken_down');
});

test('an order that needs a person stands still until that person asks again, and wakes for a returned line', () => {
  const { call, target, approved, now } = ready();
  const [one, to] = [approved('Một'), target('đích')];
  call('outbox.order', { articleIds: [one], targetIds: [to], action: 'publish' });
  const { id = 0 } = call('outbox.claim', { now: now() }) ?? {};
  call('outbox.needsYou', { id, error: { code: 'target.auth', params: {} } });
  expect(call('outbox.list', { done: false })[0]?.error?.code).toBe('target.auth');
  expect(call('outbox.nextAt', {})).toBeNull();
  call('outbox.retry', { id });
  call('outbox.claim', { now: now() });
  call('outbox.delay', { id, nextAt: now() + 1e6, error: { code: 'target.offline', params: {} } });
  expect(call('outbox.claim', { now: now() })).toBeNull();
  call('outbox.wake', { now: now(), targetId: to });
  expect(call('outbox.claim', { now: now() })?.id).toBe(id);
});

test('when all orders of an article are cancelled it is approved again; one that is being sent cannot be', () => {
  const { call, target, approved, status, now } = ready();
  const [one, a, b] = [approved('Một'), target('a'), target('b')];
  const items = call('outbox.order', { articleIds: [one], targetIds: [a, b], action: 'publish' });
  const { id = 0 } = call('outbox.claim', { now: now() }) ?? {};
  expect(() => call('outbox.cancel', { id })).toThrow(expect.objectContaining({ code: 'target.busy' }));
  expect(() => call('targets.remove', { id: a })).toThrow(expect.objectContaining({ code: 'target.busy' }));
  call('outbox.delay', { id, nextAt: now() + 1, error: { code: 'target.offline', params: {} } });
  for (const item of items) call('outbox.cancel', { id: item.id });
  expect(status(one)).toBe('approved');
  call('targets.remove', { id: a });
  expect(call('targets.list', {}).map(({ id: left }) => left)).toEqual([b]);
  expect(
    call('outbox.list', { done: true })
      .map(({ targetName }) => targetName)
      .sort(),
  ).toEqual(['a', 'b']);
});

test('an order that a killed process was sending is given out again after the next open', () => {
  const folder = testFolder();
  const first = openCore(folder);
  const { target, approved } = ready({ core: first, call: first.call, folder, pass: () => undefined, now: Date.now });
  const article = approved('Một');
  first.call('outbox.order', { articleIds: [article], targetIds: [target('đích')], action: 'publish' });
  first.call('outbox.claim', { now: Date.now() });
  first.close();
  const second = openCore(folder);
  expect(second.call('outbox.claim', { now: Date.now() })).toMatchObject({ articleId: article, attempts: 2 });
  second.close();
});

test('a secret is kept, replaced and forgotten apart from its target', () => {
  const { call } = testStore();
  const config = { kind: 'wordpress', url: 'https://example.test', user: 'an', finalStatus: 'publish' } as const;
  const { id } = call('targets.put', { id: null, name: 'Cổng', config, secret: new Uint8Array([1, 2]) });
  expect(call('targets.put', { id, name: 'Cổng xã', config })).toMatchObject({ name: 'Cổng xã', hasSecret: true });
  expect(call('targets.get', { id })?.secret).toEqual(new Uint8Array([1, 2]));
  expect(call('targets.put', { id, name: 'Cổng xã', config, secret: null }).hasSecret).toBe(false);
});

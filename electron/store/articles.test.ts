import { expect, onTestFinished, test, vi } from 'vitest';
import type { PlacedBlock } from '../../shared/body/schema';
import type { ArticleFilter } from '../../shared/channels';
import { openCore } from './core';
import { placed, placedJson, reworded } from './fixtures/body';
import { testFolder } from './fixtures/folder';

// Every save waits for the disk; on a busy machine that is most of the time.
vi.setConfig({ testTimeout: 60_000 });

const ALL: ArticleFilter = {
  query: '',
  status: [],
  category: null,
  author: null,
  from: null,
  to: null,
  trash: false,
  sort: 'updated',
  descending: true,
};

function store() {
  let now = 1_700_000_000_000;
  const core = openCore(testFolder(), { clock: () => now });
  onTestFinished(() => core.close());
  return { call: core.call, core, pass: (ms: number) => (now += ms) };
}

test('an article comes back as it was saved', () => {
  const { call } = store();
  const body = placed(['Một', 'Hai hai', 'Ba ba ba']);
  const made = call('articles.create', { fields: { title: 'Đại hội' }, blocksJson: JSON.stringify(body) });
  expect(made).toMatchObject({ version: 1, words: 6, blocks: 3, status: 'draft' });
  const opened = call('articles.open', { id: made.id });
  expect(JSON.parse(opened.blocksJson)).toEqual(body);
  expect(opened.next).toBeNull();
  const [first, second] = body as [PlacedBlock, PlacedBlock];
  const saved = call('articles.save', {
    id: made.id,
    baseVersion: 1,
    fields: { title: 'Đại hội đảng bộ' },
    changedJson: JSON.stringify([reworded(first, 'Một một một một')]),
    removed: [second.block.id],
  });
  expect(saved).toMatchObject({ version: 2, words: 7 });
  const whole = call('articles.whole', { id: made.id });
  expect(whole?.article.fields.title).toBe('Đại hội đảng bộ');
  expect(whole?.blocks).toEqual([reworded(first, 'Một một một một').block, body[2]?.block]);
});

test('a stale save is refused, and what it sent is kept as a conflict', () => {
  const { call } = store();
  const body = placed(['Một', 'Hai']);
  const [first, second] = body as [PlacedBlock, PlacedBlock];
  const { id } = call('articles.create', { fields: {}, blocksJson: JSON.stringify(body) });
  const save = (baseVersion: number, block: PlacedBlock) =>
    call('articles.save', { id, baseVersion, changedJson: JSON.stringify([block]), removed: [] });
  save(1, reworded(first, 'Một mới'));
  expect(() => save(1, reworded(second, 'Hai mới'))).toThrow(expect.objectContaining({ code: 'article.stale' }));
  const conflict = call('revisions.list', { id }).find(({ kind }) => kind === 'conflict');
  const kept = call('revisions.open', { id, revision: conflict?.id ?? 0 });
  expect(JSON.parse(kept.blocksJson)).toEqual([reworded(first, 'Một mới'), reworded(second, 'Hai mới')]);
  expect(call('articles.whole', { id })?.blocks).toEqual([reworded(first, 'Một mới').block, second.block]);
});

test('the library finds "đại đoàn kết" by "dai doan ket", and "đại" does not find "dài"', () => {
  const { call } = store();
  call('articles.create', { fields: { title: 'Một' }, blocksJson: placedJson('Ngày hội đại đoàn kết toàn dân') });
  call('articles.create', { fields: { title: 'Hai' }, blocksJson: placedJson('Con đường dài theo Chỉ thị 35-CT/TW') });
  const found = (query: string) =>
    call('articles.list', { filter: { ...ALL, query }, offset: 0, limit: 50 }).rows.map(({ title }) => title);
  expect(found('dai doan ket')).toEqual(['Một']);
  expect(found('đại')).toEqual(['Một']);
  expect(found('dài')).toEqual(['Hai']);
  expect(found('dai').sort()).toEqual(['Hai', 'Một']);
  expect(found('35-CT/TW')).toEqual(['Hai']);
  expect(found('"35-ct/tw"')).toEqual(['Hai']);
  expect(found('35-CT/TX')).toEqual([]);
});

test('the trash takes an article out of the list, and only from there it goes for good', () => {
  const { call } = store();
  const { id } = call('articles.create', { fields: { title: 'Một' } });
  const rows = (trash: boolean) =>
    call('articles.list', { filter: { ...ALL, trash }, offset: 0, limit: 50 }).rows.length;
  expect(() => call('articles.purge', { ids: [id] })).toThrow(expect.objectContaining({ code: 'article.status' }));
  call('articles.trash', { ids: [id] });
  expect([rows(false), rows(true)]).toEqual([0, 1]);
  call('articles.restore', { ids: [id] });
  expect([rows(false), rows(true)]).toEqual([1, 0]);
  call('articles.trash', { ids: [id] });
  call('articles.purge', { ids: [id] });
  expect(call('articles.whole', { id })).toBeNull();
});

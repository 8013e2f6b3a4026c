import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { openStore } from './client';
import type { Store, StoreChange } from './contract';
import { DATABASE_FILE, openReading } from './database';
import { placed, reworded } from './fixtures/body';
import { testFolder } from './fixtures/folder';
import { ALL } from './fixtures/store';
import { bundledWorker } from './fixtures/worker';
import { lockFolder } from './lock';

// Every save waits for the disk; on a busy machine that is most of the time.
vi.setConfig({ testTimeout: 60_000 });

let worker: string;
beforeAll(async () => {
  worker = await bundledWorker();
}, 60_000);

async function opened(folder = testFolder(), careAfter = 3600_000): Promise<{ store: Store; folder: string }> {
  const store = await openStore({ folder, worker, careAfter });
  onTestFinished(() => store.close());
  return { store, folder };
}

test('a store in its thread answers, tells what changed, and has it again after a close', async () => {
  const { store, folder } = await opened();
  const changes: StoreChange[] = [];
  store.onChange((change) => changes.push(change));
  const { id } = await store.call('articles.create', { fields: { title: 'Một' } });
  await expect(store.call('articles.open', { id: 'nothinghere' })).rejects.toMatchObject({ code: 'not-found' });
  expect(changes).toEqual([{ kind: 'articles', ids: [id] }]);
  await store.close();
  await expect(store.call('articles.facets', {})).rejects.toMatchObject({ code: 'store.closed' });
  const { store: again } = await opened(folder);
  expect((await again.call('articles.open', { id })).article.fields.title).toBe('Một');
});

test('a second copy on the same folder is told so', async () => {
  const { folder } = await opened();
  await expect(openStore({ folder, worker })).rejects.toMatchObject({ code: 'store.busy' });
});

test('a thread that dies is started anew, also when the first try of that is refused', async () => {
  const { store, folder } = await opened();
  const { id } = await store.call('articles.create', { fields: { title: 'Một' } });
  // The next message is the thread's last.
  const send = Worker.prototype.postMessage;
  onTestFinished(() => {
    Worker.prototype.postMessage = send;
  });
  const ended = new Promise<void>((resolve) => {
    Worker.prototype.postMessage = function (this: Worker) {
      Worker.prototype.postMessage = send;
      void this.terminate().then(() => resolve());
    };
  });
  await expect(store.call('articles.facets', {})).rejects.toMatchObject({ code: 'store.closed' });
  await ended;
  const release = lockFolder(folder);
  await expect(store.call('articles.facets', {})).rejects.toMatchObject({ code: 'store.busy' });
  release();
  expect((await store.call('articles.open', { id })).article.fields.title).toBe('Một');
});

test('after settling lists come from a thread of their own and show every acknowledged save', async () => {
  const { store } = await opened();
  store.settle();
  for (let index = 0; index < 20; index++) {
    await store.call('articles.create', { fields: { title: `bài ${index}` } });
    const { total } = await store.call('articles.list', { filter: { ...ALL, query: 'bai' }, offset: 0, limit: 5 });
    expect(total).toBe(index + 1);
  }
  expect(await store.call('articles.facets', {})).toMatchObject({ total: 20 });
});

test('of searches asked for at once only the newest is answered; the others say that they were given up', async () => {
  const { store } = await opened();
  await store.call('articles.create', { fields: { title: 'đại đoàn kết' } });
  store.settle();
  // Answered by the thread for care, which is started after that for lists.
  await store.call('snapshots.list', {});
  const ask = (query: string) => store.call('articles.list', { filter: { ...ALL, query }, offset: 0, limit: 5 });
  await ask('x');
  const answers = await Promise.allSettled([ask('d'), ask('da'), ask('dai'), ask('dai d')]);
  const last = answers.pop();
  expect(last).toMatchObject({ status: 'fulfilled', value: { total: 1 } });
  for (const answer of answers) {
    if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'cancelled' });
  }
  // Two stretches of one list do not supersede each other.
  const both = await Promise.all([
    ask('dai'),
    store.call('articles.list', { filter: { ...ALL, query: 'dai' }, offset: 1, limit: 5 }),
  ]);
  expect(both.map(({ total }) => total)).toEqual([1, 1]);
});

test('a snapshot is taken beside saves, and holds what was acknowledged before it', async () => {
  const { store } = await opened();
  const { id } = await store.call('articles.create', { fields: { title: 'Trước' } });
  const taking = store.call('snapshots.take', { reason: 'manual' });
  for (let index = 0; index < 10; index++)
    await store.call('articles.create', { fields: { title: `Trong lúc ấy ${index}` } });
  const { file } = await taking;
  const copy = openReading(file);
  expect(copy.get('SELECT title FROM articles WHERE id = ?', id)).toEqual({ title: 'Trước' });
  copy.close();
  expect(await store.call('snapshots.list', {})).toMatchObject([{ file, valid: true }]);
});

test('soon after settling the store copies and checks itself without being asked', async () => {
  const folder = testFolder();
  const first = await openStore({ folder, worker });
  await first.call('articles.create', { fields: { title: 'Một' } });
  await first.close();
  const { store } = await opened(folder, 1);
  store.settle();
  await expect.poll(() => store.call('snapshots.list', {}), { timeout: 20_000 }).toHaveLength(1);
});

test('damage that lies still is found after the start, told, and all is there again', async () => {
  const folder = testFolder();
  const first = await openStore({ folder, worker });
  const [block] = placed(['Một']) as [ReturnType<typeof placed>[number]];
  const { id } = await first.call('articles.create', { fields: { title: 'Một' }, blocksJson: JSON.stringify([block]) });
  await first.close();
  const db = openReading(join(folder, DATABASE_FILE));
  const root =
    db.get<{ rootpage: number }>("SELECT rootpage FROM sqlite_schema WHERE name = 'originals_by_sha256'")?.rootpage ??
    0;
  db.close();
  const handle = openSync(join(folder, DATABASE_FILE), 'r+');
  writeSync(handle, Buffer.alloc(4096, 9), 0, 4096, (root - 1) * 4096);
  closeSync(handle);
  const { store } = await opened(folder, 1);
  const told = new Promise<StoreChange>((resolve) => {
    store.onChange((change) => {
      if (change.kind === 'notice') resolve(change);
    });
  });
  store.settle();
  expect(await told).toMatchObject({ code: 'store.recovered' });
  expect(readdirSync(join(folder, 'quarantine'))).toHaveLength(1);
  await store.call('articles.save', {
    id,
    baseVersion: 1,
    changedJson: JSON.stringify([reworded(block, 'Hai')]),
    removed: [],
  });
  const { total } = await store.call('articles.list', { filter: { ...ALL, query: 'hai' }, offset: 0, limit: 5 });
  expect(total).toBe(1);
});

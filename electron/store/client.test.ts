import { beforeAll, expect, test } from 'vitest';
import { openStore } from './client';
import type { StoreChange } from './contract';
import { testFolder } from './fixtures/folder';
import { bundledWorker } from './fixtures/worker';

let worker: string;
beforeAll(async () => {
  worker = await bundledWorker();
}, 60_000);

test('a store in its thread answers, tells what changed, and has it again after a close', async () => {
  const folder = testFolder();
  const store = await openStore({ folder, worker });
  const changes: StoreChange[] = [];
  store.onChange((change) => changes.push(change));
  const { id } = await store.call('articles.create', { fields: { title: 'Một' } });
  await expect(store.call('articles.open', { id: 'nothinghere' })).rejects.toMatchObject({ code: 'not-found' });
  expect(changes).toEqual([{ kind: 'articles', ids: [id] }]);
  await store.close();
  await expect(store.call('articles.facets', {})).rejects.toMatchObject({ code: 'store.closed' });
  const again = await openStore({ folder, worker });
  expect((await again.call('articles.open', { id })).article.fields.title).toBe('Một');
  await again.close();
});

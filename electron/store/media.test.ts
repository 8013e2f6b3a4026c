import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { retrying, sha256Of } from './files';
import { testStore } from './fixtures/store';

// Every save waits for the disk; on a busy machine that is most of the time.
vi.setConfig({ testTimeout: 60_000 });

test('the same picture twice is one file, under its sha256', () => {
  const { call, folder } = testStore();
  const bytes = new Uint8Array([1, 2, 3]);
  const put = () => call('media.put', { bytes, mime: 'image/png', width: 4, height: 5, name: 'ảnh.png' });
  const { sha256 } = put();
  expect(put()).toEqual(call('media.get', { sha256 }));
  expect(sha256).toBe(sha256Of(bytes));
  expect(readdirSync(join(folder, 'media', sha256.slice(0, 2)))).toEqual([sha256]);
  const found = call('media.path', { sha256 });
  expect(found?.media).toMatchObject({ width: 4, height: 5, size: 3 });
  writeFileSync(found?.path ?? '', 'damaged');
  put();
  expect(statSync(found?.path ?? '').size).toBe(3);
});

test('only pictures that nothing has ever referred to are collected', () => {
  const { core, call, pass, now, folder } = testStore();
  const put = (byte: number): string =>
    call('media.put', { bytes: new Uint8Array([byte]), mime: 'image/png', width: 1, height: 1, name: '' }).sha256;
  const [unused, featured, shown, trashed] = [put(1), put(2), put(3), put(4)];
  const picture = (media: string) =>
    JSON.stringify([
      {
        pos: 'V',
        block: { id: 'p00000000001', kind: 'picture', media, width: 1, height: 1, alt: '', credit: '', caption: [] },
      },
    ]);
  call('articles.create', { fields: { featured } });
  const { id } = call('articles.create', { fields: {}, blocksJson: picture(shown) });
  call('articles.save', { id, baseVersion: 1, changedJson: '[]', removed: ['p00000000001'] });
  const gone = call('articles.create', { fields: {}, blocksJson: picture(trashed) }).id;
  call('articles.trash', { ids: [gone] });
  pass(1000);
  const fresh = put(5);
  expect(core.collect([unused, featured, shown, trashed, fresh], now() - 500)).toBe(1);
  expect(existsSync(join(folder, 'media', unused.slice(0, 2), unused))).toBe(false);
  for (const sha256 of [featured, shown, trashed, fresh]) expect(call('media.path', { sha256 })).not.toBeNull();
});

test('a rename that a virus scanner holds up is tried again, anything else is not', () => {
  const pauses: number[] = [];
  let left = 3;
  const held = Object.assign(new Error('held'), { code: 'EBUSY' });
  const answer = retrying(
    () => {
      if (left-- > 0) throw held;
      return 'done';
    },
    (ms) => pauses.push(ms),
  );
  expect(answer).toBe('done');
  expect(pauses).toEqual([10, 20, 40]);
  expect(() =>
    retrying(
      () => {
        throw held;
      },
      () => undefined,
    ),
  ).toThrow('held');
  let tries = 0;
  expect(() =>
    retrying(
      () => {
        tries++;
        throw new Error('other');
      },
      () => undefined,
    ),
  ).toThrow('other');
  expect(tries).toBe(1);
});

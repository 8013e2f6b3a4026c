import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCore } from './core';
import { DATABASE_FILE } from './database';
import { retrying, sha256Of } from './files';
import { placed, placedJson, reworded } from './fixtures/body';
import { testFolder } from './fixtures/folder';
import { testStore } from './fixtures/store';
import { kept, listSnapshots, type Snapshot, takeSnapshot } from './snapshots';

const mounted = (folder: string, megabytes: number): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Whether a small file system of our own can be had: root on Linux, outside a closed container. */
function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'toasoan-mount-'));
  const can = mounted(folder, 1);
  if (can) execFileSync('umount', [folder]);
  rmdirSync(folder);
  return can;
}
const mounts = canMount();
const needs = mounts ? '' : ' (needs root and a tmpfs)';

/** A file system of so many megabytes for one test. */
function smallDisk(megabytes: number): string {
  const folder = testFolder();
  if (!mounted(folder, megabytes)) throw new Error('a tmpfs could be mounted before and now cannot');
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
  });
  return folder;
}

const long = (index: number): string => `đoạn ${index} ${'chữ nghĩa '.repeat(400)}`;

/** Fills a store until it refuses, and shows that all before is there and that it goes on when there is room. */
function fillUntilFull(core: ReturnType<typeof openCore>, room: () => void): void {
  const [block] = placed(['Một']) as [ReturnType<typeof placed>[number]];
  const { id } = core.call('articles.create', { fields: { title: 'Bài' }, blocksJson: JSON.stringify([block]) });
  const made: string[] = [];
  let refused: unknown;
  for (let index = 0; index < 2000 && refused === undefined; index++) {
    try {
      made.push(
        core.call('articles.create', { fields: { title: `Bài ${index}` }, blocksJson: placedJson(long(index)) }).id,
      );
    } catch (error) {
      refused = error;
    }
  }
  expect(refused).toMatchObject({ code: 'store.disk-full' });
  expect(made.length).toBeGreaterThan(2);
  expect(core.call('articles.facets', {}).total).toBe(made.length + 1);
  expect(core.call('articles.whole', { id: made.at(-1) ?? '' })?.blocks.length).toBe(1);
  room();
  expect(
    core.call('articles.save', {
      id,
      baseVersion: 1,
      changedJson: JSON.stringify([reworded(block, long(1))]),
      removed: [],
    }).version,
  ).toBe(2);
  expect(core.connection.raw.pragma('integrity_check', { simple: true })).toBe('ok');
}

test('a file that may not grow: the save is told, all before it is there, and later saves go on', () => {
  const { core } = testStore({ maxPages: 400 });
  fillUntilFull(core, () => core.connection.raw.pragma('max_page_count = 100000'));
});

test.skipIf(!mounts)(`a disk that is really full${needs}: the same`, () => {
  const folder = smallDisk(4);
  const core = openCore(folder);
  onTestFinished(() => core.close());
  const ballast = join(folder, 'ballast');
  writeFileSync(ballast, Buffer.alloc(1_000_000));
  fillUntilFull(core, () => writeFileSync(ballast, ''));
});

test.skipIf(!mounts)(`a picture on a full disk${needs} is refused and leaves nothing of itself`, () => {
  const folder = smallDisk(4);
  const core = openCore(folder);
  onTestFinished(() => core.close());
  const bytes = new Uint8Array(8_000_000).fill(7);
  expect(() => core.call('media.put', { bytes, mime: 'image/png', width: 1, height: 1, name: 'x.png' })).toThrow(
    expect.objectContaining({ code: 'store.disk-full' }),
  );
  expect(readdirSync(join(folder, 'media', sha256Of(bytes).slice(0, 2)))).toEqual([]);
  expect(core.call('media.get', { sha256: sha256Of(bytes) })).toBeNull();
});

test.skipIf(!mounts)(`a file system that is read-only${needs} is told of`, () => {
  const folder = smallDisk(4);
  openCore(folder).close();
  execFileSync('mount', ['-o', 'remount,ro', folder]);
  expect(() => openCore(folder)).toThrow(expect.objectContaining({ code: 'store.read-only' }));
});

const root = process.getuid?.() === 0;
test.skipIf(root)(`a folder without the right to write${root ? ' (root may write anywhere)' : ''} is told of`, () => {
  const folder = join(testFolder(), 'locked');
  mkdirSync(folder);
  chmodSync(folder, 0o500);
  expect(() => openCore(folder)).toThrow(expect.objectContaining({ code: 'store.read-only' }));
});

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

test('a snapshot holds what is saved, is whole, and can be opened by itself', () => {
  const { call, folder, now } = testStore();
  const { id } = call('articles.create', { fields: { title: 'Bài' }, blocksJson: placedJson('Một') });
  const { file } = takeSnapshot(folder, join(folder, DATABASE_FILE), 'manual', now());
  expect(listSnapshots(folder)).toMatchObject([{ file, at: now() }]);
  const other = testFolder();
  writeFileSync(join(other, DATABASE_FILE), '');
  execFileSync('cp', [file, join(other, DATABASE_FILE)]);
  const core = openCore(other);
  onTestFinished(() => core.close());
  expect(core.call('articles.whole', { id })).toEqual(call('articles.whole', { id }));
});

test('copied every hour for sixty days, never more than fourteen stay, of every one of the last days and weeks one', () => {
  const hour = 3600_000;
  const start = Date.UTC(2026, 5, 15, 12);
  let stay: Snapshot[] = [];
  for (let index = 0; index < 24 * 60; index++) {
    const at = start + index * hour;
    stay = kept([...stay, { file: String(index), at, bytes: 1 }], at);
    expect(stay.length).toBeLessThanOrEqual(3 + 7 + 4);
  }
  const ages = stay.map(({ at }) => start + (24 * 60 - 1) * hour - at);
  expect(ages.slice(0, 3)).toEqual([0, hour, 2 * hour]);
  for (let day = 1; day < 7; day++)
    expect(
      ages.some((age) => age >= (day - 1) * 24 * hour && age <= (day + 1) * 24 * hour),
      `${day} days ago`,
    ).toBe(true);
  expect(Math.max(...ages)).toBeGreaterThanOrEqual(14 * 24 * hour);
});

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

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openCore } from './core';
import { sha256Of } from './files';
import { placed, placedJson, reworded } from './fixtures/body';
import { testFolder } from './fixtures/folder';
import { testStore } from './fixtures/store';

// Every save waits for the disk; on a busy machine that is most of the time.
vi.setConfig({ testTimeout: 60_000 });

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

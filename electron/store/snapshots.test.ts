import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openCore } from './core';
import { DATABASE_FILE } from './database';
import { placedJson } from './fixtures/body';
import { testFolder } from './fixtures/folder';
import { testStore } from './fixtures/store';
import { kept, listSnapshots, type Snapshot, takeSnapshot } from './snapshots';

// Every save waits for the disk; on a busy machine that is most of the time.
vi.setConfig({ testTimeout: 60_000 });

test('a snapshot holds what is saved, is whole, and can be opened by itself', () => {
  const { call, folder, now } = testStore();
  const { id } = call('articles.create', { fields: { title: 'Bài' }, blocksJson: placedJson('Một') });
  const { file } = takeSnapshot(folder, join(folder, DATABASE_FILE), 'manual', now());
  expect(listSnapshots(folder)).toMatchObject([{ file, at: now() }]);
  const other = testFolder();
  copyFileSync(file, join(other, DATABASE_FILE));
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

import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { channels } from '../../shared/channels';
import type { BulletinFields } from '../../shared/domain/bulletin';
import { type Jobs, jobHost, nodeChild } from '../jobs';
import { bundled } from '../jobs/fixtures/bundled';
import { openStore, type Store } from '../store';
import { placedJson } from '../store/fixtures/body';
import { testFolder } from '../store/fixtures/folder';
import { bundledWorker } from '../store/fixtures/worker';
import { sampleFields } from './fixtures/bulletin';
import { fontFolder, openPrint, type Print } from './index';

// Real processes on a machine that may be busy with others: the limit is against a hang, not a measure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const root = resolve(import.meta.dirname, '../..');
let worker: string;
let jobs: Jobs;
beforeAll(async () => {
  worker = await bundledWorker();
  const entry = await bundled('electron/print/job.ts', 'print-job');
  jobs = jobHost({
    start: nodeChild,
    entry,
    memoryMb: 1024,
    deadlineMs: 120_000,
    timeoutCode: 'print.timeout',
    crashCode: 'print.failed',
  });
}, 120_000);
afterAll(() => jobs?.shutdown());

interface Room {
  readonly store: Store;
  readonly print: Print;
  readonly previews: string;
  readonly id: string;
  readonly folder: string;
}

/** A real store with a bulletin of two articles, and the print room over a real print process. */
async function room(titles: readonly string[] = ['Một', 'Hai'], more: Partial<BulletinFields> = {}): Promise<Room> {
  const folder = testFolder();
  const store = await openStore({ folder: join(folder, 'data'), worker });
  const items = [];
  for (const title of titles) {
    const blocksJson = placedJson(`Nước lớn, ghe về. Đây là bài ${title}.`);
    const { id } = await store.call('articles.create', { fields: { title }, blocksJson });
    items.push({ articleId: id });
  }
  const { id } = await store.call('bulletins.create', { fields: sampleFields({ items, ...more }) });
  const previews = join(folder, 'previews');
  const print = openPrint({ jobs, store, previews, fonts: fontFolder(root), clock: () => 1_780_000_000_000 });
  return { store, print, previews, id, folder };
}

const isPdf = (path: string) => readFileSync(path).subarray(0, 5).toString('latin1') === '%PDF-';

test('presets are what the channel promises', async () => {
  const { print, store } = await room();
  expect(channels['bulletins.presets'].output.parse(print.presets()).map(({ id }) => id)).toEqual([
    'bulletin-190x270',
    'a5',
    'a4',
  ]);
  await store.close();
});

test('a preview is a PDF behind its token until the next layout of the same bulletin', {
  timeout: 60_000,
}, async () => {
  const { print, store, previews, id } = await room();
  const first = channels['bulletins.render'].output.parse(await print.render(id));
  const token = /^media:\/\/preview\/(.+)$/.exec(first.url)?.[1] ?? '';
  const path = print.preview(token) ?? '';
  expect(isPdf(path)).toBe(true);
  expect(first).toMatchObject({ pages: 1, warnings: [] });
  await print.render(id);
  expect(print.preview(token)).toBeNull();
  expect(existsSync(path)).toBe(false);
  expect(readdirSync(previews)).toHaveLength(1);
  expect(print.preview('../../data/store.db')).toBeNull();
  await store.close();
});

test('previews of an earlier run are taken away, other files are not', async () => {
  const { store, previews, id } = await room();
  mkdirSync(previews, { recursive: true });
  writeFileSync(join(previews, 'preview-00ff.pdf'), 'old');
  writeFileSync(join(previews, 'of-somebody.pdf'), 'keep');
  const print = openPrint({ jobs, store, previews, fonts: fontFolder(root), clock: () => 0 });
  await print.render(id);
  expect(readdirSync(previews)).not.toContain('preview-00ff.pdf');
  expect(readdirSync(previews)).toContain('of-somebody.pdf');
  await store.close();
});

test('an export never takes the place of a file that it was not told to', async () => {
  const { print, store, folder, id } = await room();
  const out = join(folder, 'xuất');
  const first = channels['bulletins.export'].output.parse(await print.export(id, { folder: out }));
  expect(first?.path).toBe(join(out, 'ban-tin-tieng-noi-vam-lon-7.pdf'));
  const bytes = readFileSync(first?.path ?? '');
  expect(bytes.length).toBe(first?.bytes);
  writeFileSync(first?.path ?? '', 'của người khác');
  const second = await print.export(id, { folder: out });
  expect(second.path).toBe(join(out, 'ban-tin-tieng-noi-vam-lon-7 (2).pdf'));
  expect(readFileSync(first?.path ?? '', 'utf8')).toBe('của người khác');
  const chosen = await print.export(id, { path: first?.path ?? '' });
  expect(chosen.path).toBe(first?.path);
  expect(isPdf(chosen.path)).toBe(true);
  expect(readdirSync(out).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  await store.close();
});

test('a folder that is none is named, and nothing is left behind', async () => {
  const { print, store, folder, id } = await room();
  writeFileSync(join(folder, 'tệp'), '');
  await expect(print.export(id, { folder: join(folder, 'tệp', 'con') })).rejects.toMatchObject({
    code: 'folder.not-writable',
    params: { path: join(folder, 'tệp', 'con') },
  });
  await store.close();
});

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a folder without the right to write is named (needs a person other than root)',
  async () => {
    const { print, store, folder, id } = await room();
    const out = join(folder, 'khóa');
    mkdirSync(out);
    chmodSync(out, 0o500);
    await expect(print.export(id, { folder: out })).rejects.toMatchObject({ code: 'folder.not-writable' });
    await store.close();
  },
);

test('an empty bulletin, one of trashed articles and one that is not there', async () => {
  const { print, store, id } = await room();
  const empty = await store.call('bulletins.create', { fields: sampleFields() });
  await expect(print.render(empty.id)).rejects.toMatchObject({ code: 'print.empty' });
  const { fields } = await store.call('bulletins.open', { id });
  const [first, second] = fields.items;
  await store.call('articles.trash', { ids: [first?.articleId ?? ''] });
  expect((await print.render(id)).warnings).toEqual([
    { kind: 'missing-article', articleId: first?.articleId, detail: '' },
  ]);
  await store.call('articles.trash', { ids: [second?.articleId ?? ''] });
  await expect(print.render(id)).rejects.toMatchObject({ code: 'print.empty' });
  await expect(print.render('nothinghere')).rejects.toMatchObject({ code: 'not-found' });
  await store.close();
});

test('cancel and a newer layout give up the older one', async () => {
  const { print, store, previews, id } = await room();
  const older = print.render(id).catch((error: unknown) => error);
  const newer = print.render(id);
  expect(await older).toMatchObject({ code: 'cancelled' });
  expect((await newer).pages).toBe(1);
  const given = print.render(id).catch((error: unknown) => error);
  print.cancel(id);
  expect(await given).toMatchObject({ code: 'cancelled' });
  expect(readdirSync(previews)).toHaveLength(1);
  expect((await print.render(id)).pages).toBe(1);
  await store.close();
});

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlacedBlock } from '../../shared/body/schema';
import { channels } from '../../shared/channels';
import { AppError } from '../../shared/domain/errors';
import { type Jobs, jobHost, nodeChild } from '../jobs';
import { bundled } from '../jobs/fixtures/bundled';
import { openStore, type Store } from '../store';
import { bundledWorker } from '../store/fixtures/worker';
import { BODY, colour, LEAD, SOURCE, sha256Of, TITLE, wordFile } from './fixtures/files';
import { type Intake, openIntake } from './index';

let folder: string;
let store: Store;
let jobs: Jobs;
let intake: Intake;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'toasoan-intake-'));
  store = await openStore({ folder, worker: await bundledWorker() });
  const entry = await bundled('electron/intake/job.ts', 'intake-job');
  jobs = jobHost({
    start: nodeChild,
    entry,
    memoryMb: 512,
    deadlineMs: 30_000,
    timeoutCode: 'intake.timeout',
    crashCode: 'intake.unreadable',
  });
  intake = openIntake({ jobs, store });
}, 60_000);

afterAll(async () => {
  await jobs?.shutdown();
  await store?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a Word file is shown, then stored with its picture and its original bytes', async () => {
  const picture = await colour(40, 30);
  const file = await wordFile(picture);
  const { ticket } = intake.bytes('bài.docx', file);
  const preview = await intake.preview(ticket);
  expect(channels['intake.preview'].output.parse(preview)).toEqual(preview);
  expect(preview.fields).toEqual({ title: TITLE, subtitle: '', lead: LEAD, source: SOURCE, author: '' });
  expect(await store.call('media.get', { sha256: sha256Of(picture) })).toBeNull();

  const article = await intake.accept(ticket);
  expect(article.fields).toMatchObject({ title: TITLE, lead: LEAD, source: SOURCE });
  expect(await store.call('media.get', { sha256: sha256Of(picture) })).toMatchObject({
    width: 40,
    height: 30,
    mime: 'image/png',
  });
  const whole = await store.call('articles.whole', { id: article.id });
  const shown = JSON.parse(preview.blocksJson) as PlacedBlock[];
  expect(whole?.blocks).toEqual(shown.map((one) => one.block));
  expect(readdirSync(join(folder, 'originals', sha256Of(file).slice(0, 2)))).toEqual([sha256Of(file)]);
  await expect(intake.accept(ticket)).rejects.toMatchObject({ code: 'not-found' });
});

test('a file whose original cannot be kept leaves no article behind, and can be taken in again', async () => {
  let full = true;
  const failing: Pick<Store, 'call'> = {
    call: (name, input) =>
      name === 'originals.put' && full ? Promise.reject(new AppError('store.disk-full')) : store.call(name, input),
  };
  const door = openIntake({ jobs, store: failing });
  const { ticket } = door.bytes('bai.txt', new Uint8Array(Buffer.from(BODY.join('\n'))));
  const before = await store.call('articles.facets', {});
  await expect(door.accept(ticket)).rejects.toMatchObject({ code: 'store.disk-full' });
  expect(await store.call('articles.facets', {})).toEqual(before);
  full = false;
  expect((await door.accept(ticket)).blocks).toBeGreaterThan(0);
  expect((await store.call('articles.facets', {})).total).toBe(before.total + 1);
});

test('a discarded file is gone; one that cannot be read says so and can be tried again', async () => {
  const text = intake.bytes('bai.txt', new Uint8Array(Buffer.from(BODY.join('\n'))));
  intake.discard(text.ticket);
  await expect(intake.preview(text.ticket)).rejects.toMatchObject({ code: 'not-found' });
  const pdf = intake.bytes('bai.pdf', new Uint8Array(Buffer.from('%PDF-1.7')));
  await expect(intake.preview(pdf.ticket)).rejects.toMatchObject({ code: 'intake.kind', params: { name: 'bai.pdf' } });
  await expect(intake.preview(pdf.ticket)).rejects.toMatchObject({ code: 'intake.kind' });
});

test.each(['png', 'jpeg', 'webp'] as const)('a %s is stored with its type and pixels', async (format) => {
  const bytes = await colour(64, 48, format);
  const media = await intake.addPicture('ảnh', bytes);
  expect(media).toMatchObject({
    mime: `image/${format}`,
    width: 64,
    height: 48,
    size: bytes.length,
    sha256: sha256Of(bytes),
  });
});

test('a picture that is none is refused and nothing is stored: text, a cut-off file, a wrong head', async () => {
  const whole = await colour(300, 300, 'jpeg');
  const png = await colour(64, 48);
  const broken = new Uint8Array(png);
  broken.set([1, 2, 3, 4], 40);
  for (const bytes of [
    new Uint8Array(Buffer.from('không phải ảnh')),
    new Uint8Array(),
    whole.subarray(0, 200),
    png.subarray(0, 60),
    broken,
  ]) {
    await expect(intake.addPicture('x.jpg', bytes)).rejects.toMatchObject({ code: 'media.not-a-picture' });
  }
});

test('a picture of too many pixels is refused by its head, undecoded', async () => {
  const png = Buffer.from(await colour(64, 48));
  png.writeUInt32BE(50_000, 16);
  png.writeUInt32BE(50_000, 20);
  await expect(intake.addPicture('bom.png', new Uint8Array(png))).rejects.toMatchObject({
    code: 'media.too-big',
    params: { size: '50000 × 50000' },
  });
});

import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bundledWorker } from '../../electron/store/fixtures/worker';
import { writeWhole } from '../../electron/sync/targets/folder/files';
import { newId } from '../../shared/body/id';
import type { Block } from '../../shared/body/schema';
import type { ArticleFields } from '../../shared/domain/article';
import type { Target } from '../../shared/domain/target';
import { type Newsroom, openNewsroom, paragraph } from './newsroom';

describe('a folder as a target', { timeout: 30_000 }, () => {
  let worker: string;
  let room: Newsroom;
  let folder: string;
  let target: Target;
  beforeAll(async () => {
    worker = await bundledWorker();
  }, 60_000);
  beforeEach(async () => {
    room = await openNewsroom(worker);
    folder = join(room.folder, 'Xuất bản');
    target = await room.target({ kind: 'folder', path: folder });
  });
  afterEach(() => room.close());

  const picture = (media: string): Block => ({
    id: newId(),
    kind: 'picture',
    media,
    width: 64,
    height: 48,
    alt: 'Toàn cảnh',
    credit: 'Văn An',
    caption: [{ t: 'text', text: 'Quang cảnh' }],
  });
  const change = async (id: string, fields: Partial<ArticleFields>): Promise<void> => {
    await room.store.call('articles.move', { id, to: 'draft' });
    const { version } = (await room.store.call('articles.open', { id })).article;
    await room.store.call('articles.save', { id, baseVersion: version, fields, changedJson: '[]', removed: [] });
    await room.store.call('articles.move', { id, to: 'ready' });
    await room.store.call('articles.move', { id, to: 'approved' });
  };

  test('an article becomes one page that needs nothing else, and a JSON', async () => {
    const [photo, drawing] = [await room.picture([200, 20, 20]), await room.picture([20, 20, 200], 'image/png')];
    const fields = {
      title: 'Đại đoàn kết <1>',
      lead: 'Sa pô & hơn',
      category: 'Thời sự',
      source: 'camau.gov.vn',
      featured: photo.sha256,
    };
    const id = await room.article(fields, [paragraph('Đoạn một.'), picture(drawing.sha256)]);
    expect(await room.publish(id, target.id)).toMatchObject({ state: 'done' });

    const name = `dai-doan-ket-1-${id.slice(0, 8)}`;
    expect((await readdir(folder)).sort()).toEqual([`${name}.html`, `${name}.json`]);
    const page = await readFile(join(folder, `${name}.html`), 'utf8');
    expect(page).toContain('<html lang="vi">');
    for (const part of [
      '<h1>Đại đoàn kết &lt;1&gt;</h1>',
      'Sa pô &amp; hơn',
      'Đoạn một.',
      'Quang cảnh',
      'Nguồn: camau.gov.vn',
      '@media print',
    ]) {
      expect(page).toContain(part);
    }
    expect(page.normalize('NFC')).toBe(page);
    // Both pictures are inside, byte for byte, and nothing is fetched from elsewhere.
    for (const media of [photo, drawing]) {
      const stored = await room.store.call('media.path', { sha256: media.sha256 });
      const bytes = await readFile(stored?.path ?? '');
      expect(page).toContain(`src="data:${media.mime};base64,${bytes.toString('base64')}"`);
    }
    expect([...page.matchAll(/ (?:src|href)="([^"]{0,20})/g)].every(([, to]) => to?.startsWith('data:'))).toBe(true);

    const json: unknown = JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8'));
    expect(json).toMatchObject({
      format: 'toasoan-article',
      id,
      fields,
      blocks: [{ kind: 'paragraph' }, { kind: 'picture', media: drawing.sha256 }],
    });
  });

  test('a large picture goes in whole', async () => {
    const bytes = new Uint8Array(700_001).map((_, at) => (at * 31) % 251);
    const media = await room.store.call('media.put', {
      bytes,
      mime: 'image/jpeg',
      width: 10,
      height: 10,
      name: 'x.jpg',
    });
    const id = await room.article({ featured: media.sha256 });
    await room.publish(id, target.id);
    const page = await readFile(join(folder, `bai-thu-${id.slice(0, 8)}.html`), 'utf8');
    const inside = /base64,([^"]+)"/.exec(page)?.[1] ?? '';
    expect(Buffer.from(inside, 'base64').equals(bytes)).toBe(true);
  });

  test('the same article twice is written once', async () => {
    const id = await room.article({});
    await room.publish(id, target.id);
    const before = await Promise.all((await readdir(folder)).map(async (file) => (await stat(join(folder, file))).ino));
    await room.publish(id, target.id);
    expect(
      await Promise.all((await readdir(folder)).map(async (file) => (await stat(join(folder, file))).ino)),
    ).toEqual(before);
  });

  test('under a new title the old files go and nobody else’s', async () => {
    const id = await room.article({ title: 'Tên cũ' });
    await room.publish(id, target.id);
    await writeFile(join(folder, `cua-nguoi-khac-${id.slice(0, 8)}.html`), 'somebody else');
    await change(id, { title: 'Tên mới' });
    await room.publish(id, target.id);
    const end = id.slice(0, 8);
    expect((await readdir(folder)).sort()).toEqual([
      `cua-nguoi-khac-${end}.html`,
      `ten-moi-${end}.html`,
      `ten-moi-${end}.json`,
    ]);
  });

  test("a name that somebody else's file has is not taken from it", async () => {
    const id = await room.article({ title: 'Trùng tên' });
    const taken = join(folder, `trung-ten-${id.slice(0, 8)}.html`);
    await mkdir(folder);
    await writeFile(taken, 'somebody else');
    expect((await room.publish(id, target.id)).state).toBe('done');
    expect(await readFile(taken, 'utf8')).toBe('somebody else');
    expect(await readdir(folder)).toContain(`trung-ten-${id}.json`);
  });

  test('taken down, its own files go and the rest stays', async () => {
    const [one, two] = [await room.article({ title: 'Một' }), await room.article({ title: 'Hai' })];
    await room.publish(one, target.id);
    await room.publish(two, target.id);
    const { id } = await room.order(one, target.id, 'take_down');
    await room.reached(id, 'done');
    expect((await readdir(folder)).every((file) => file.startsWith('hai-'))).toBe(true);
    expect((await room.store.call('articles.open', { id: one })).article.status).toBe('taken_down');
  });

  test('a folder that cannot be written to asks a person; put right, the article goes by itself', async () => {
    await writeFile(join(room.folder, 'file'), '');
    const path = join(room.folder, 'file', 'under');
    const wrong = await room.target({ kind: 'folder', path });
    const held = await room.publish(await room.article({}), wrong.id);
    expect(held).toMatchObject({ state: 'needs_you', error: { code: 'folder.not-writable', params: { path } } });
    await room.sync.handlers['targets.save']({
      id: wrong.id,
      name: 'x',
      config: { kind: 'folder', path: folder },
      secret: null,
    });
    expect((await room.reached(held.id, 'done')).state).toBe('done');
  });

  test('the connection test says whether it can be written to', async () => {
    const outcome = async (): Promise<string | undefined> =>
      (await room.sync.handlers['targets.test']({ id: target.id }))[0]?.outcome;
    expect(await outcome()).toBe('warn');
    await mkdir(folder);
    expect(await outcome()).toBe('ok');
    expect(await readdir(folder)).toEqual([]);
    const wrong = await room.target({ kind: 'folder', path: join(room.folder, 'none', 'none') });
    expect(await room.sync.handlers['targets.test']({ id: wrong.id })).toMatchObject([
      { step: 'write', outcome: 'fail' },
    ]);
  });

  test('a file that could not be written whole is not there at all', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'x.html'), 'the old one');
    const half = writeWhole(join(folder, 'x.html'), async (file) => {
      await file.write('half of');
      throw new Error('the disk is full');
    });
    await expect(half).rejects.toThrow('full');
    expect(await readdir(folder)).toEqual(['x.html']);
    expect(await readFile(join(folder, 'x.html'), 'utf8')).toBe('the old one');
  });
});

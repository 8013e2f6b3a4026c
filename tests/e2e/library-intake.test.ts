import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { root } from '../../build/bootstrap/index.mjs';
import { expect, firstPage, test } from './app';
import { call, openRoom } from './rooms';

const SAMPLE = join(root, '..', 'shared', 'domain', 'samples', 'ca-mau-2020.txt');

/** The system's own dialog cannot be driven: it answers with these files. */
const choose = (app: ElectronApplication, paths: readonly string[]) =>
  app.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths });
    },
    [...paths],
  );

const bodyTexts = async (page: Page, id: string) => {
  const { article, blocksJson } = await call(page, 'articles.open', { id });
  const blocks = JSON.parse(blocksJson) as { block: { inline: { text: string }[] } }[];
  return { fields: article.fields, texts: blocks.map(({ block }) => block.inline.map((run) => run.text).join('')) };
};

test('a file is shown as the article it becomes, and stored only when accepted', async ({
  app,
  page,
  dataFolder,
  shot,
}) => {
  const file = join(dataFolder, 'ban-thao.txt');
  await writeFile(
    file,
    'Ấp Cây Me dọn kênh đón nước ngọt\n\nHơn một trăm bà con ấp Cây Me ra kênh từ sáng sớm để dọn cỏ, khơi dòng.\n\nCon kênh dài gần hai cây số đã nhiều năm không được nạo vét.\n\nNguồn: datmoi.example.vn\n'.normalize(
      'NFD',
    ),
  );
  await choose(app, [file]);
  await openRoom(page, 'library', 'Thư viện');
  await page.keyboard.press('Control+o');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('ban-thao.txt');
  await expect(dialog).toContainText('datmoi.example.vn');
  await shot('library-intake');
  expect((await call(page, 'articles.facets', {})).total).toBe(0);
  await dialog.getByRole('button', { name: 'Nhập bài này' }).click();
  await expect(page.locator('[name="title"]')).toHaveValue('Ấp Cây Me dọn kênh đón nước ngọt');
  expect((await call(page, 'articles.facets', {})).total).toBe(1);
});

test('several files come one after another; a refused one says why and is left out', async ({
  app,
  page,
  dataFolder,
  shot,
}) => {
  const good = join(dataFolder, 'mot.txt');
  const bad = join(dataFolder, 'hai.docx');
  const other = join(dataFolder, 'ba.html');
  await writeFile(good, 'Một đoạn văn ngắn để nhập.\n');
  await writeFile(bad, Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3]));
  await writeFile(other, '<h1>Bài ba</h1><p>Đoạn của bài ba.</p>');
  await choose(app, [good, bad, other]);
  await openRoom(page, 'library', 'Thư viện');
  await page.keyboard.press('Control+o');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('tệp 1 trong 3');
  await dialog.getByRole('button', { name: 'Nhập bài này' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await shot('library-intake-refused');
  await dialog.getByRole('button', { name: 'Bỏ qua tệp này' }).click();
  await expect(dialog).toContainText('Đoạn của bài ba');
  await dialog.getByRole('button', { name: 'Nhập bài này' }).click();
  await expect(page.getByText('Đã nhập 2 bài')).toBeVisible();
  expect((await call(page, 'articles.facets', {})).total).toBe(2);
});

test('a dropped file is taken in', async ({ page, shot }) => {
  await openRoom(page, 'library', 'Thư viện');
  const room = page.locator('[data-room="library"] [class*="library"]').first();
  const data = await page.evaluateHandle(() => {
    const files = new DataTransfer();
    files.items.add(new File(['Đoạn văn được thả vào.\n'], 'tha.txt', { type: 'text/plain' }));
    return files;
  });
  await room.dispatchEvent('dragover', { dataTransfer: data });
  await expect(page.getByText('Thả tệp vào đây để nhập')).toBeVisible();
  await shot('library-drop');
  await room.dispatchEvent('drop', { dataTransfer: data });
  await expect(page.getByRole('dialog')).toContainText('Đoạn văn được thả vào.');
});

test('a file that the program is started with is shown for intake, whatever room was open last', async ({
  launch,
  dataFolder,
}) => {
  const file = join(dataFolder, 'kem-theo.txt');
  await writeFile(file, 'Đoạn văn của tệp mở cùng chương trình.\n');
  const page = await firstPage(await launch({ args: [file] }));
  await expect(page.getByRole('dialog')).toContainText('Đoạn văn của tệp mở cùng chương trình.');
});

test('the sample of the house goes in with lead and source recognised', async ({ app, page }) => {
  test.skip(!existsSync(SAMPLE), 'missing: ../shared/domain/samples/ca-mau-2020.txt');
  await choose(app, [SAMPLE]);
  await openRoom(page, 'library', 'Thư viện');
  await page.keyboard.press('Control+o');
  await page.getByRole('dialog').getByRole('button', { name: 'Nhập bài này' }).click();
  await expect(page.locator('[name="title"]')).toBeVisible();
  const filter = {
    query: '',
    status: [],
    category: null,
    author: null,
    from: null,
    to: null,
    trash: false,
    sort: 'updated',
    descending: true,
  } as const;
  const { rows } = await call(page, 'articles.list', { filter: { ...filter, status: [] }, offset: 0, limit: 1 });
  const { fields, texts } = await bodyTexts(page, rows[0]?.id ?? '');
  const words = (await readFile(SAMPLE, 'utf8'))
    .normalize('NFC')
    .split(/\s*\n\s*/)
    .filter((line) => line.trim() !== '');
  expect(fields.lead).toBe(words[0]?.trim());
  expect(fields.source).toBe('camau.gov.vn');
  expect(texts).toHaveLength(2);
});

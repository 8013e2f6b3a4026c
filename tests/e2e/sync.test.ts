import { mkdir, readdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { ElectronApplication, Page } from '@playwright/test';
import { test as base, expect, LARGE } from './app';
import { approve, call, openRoom, writeStories } from './rooms';

/** A site on this machine that closes its index to strangers and refuses every password, as WordPress does. */
const test = base.extend<{ refusing: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the parameters
  refusing: async ({}, use) => {
    const server: Server = createServer((request, answer) => {
      request.resume();
      const code = request.headers.authorization === undefined ? 'rest_not_logged_in' : 'incorrect_password';
      answer.writeHead(401, { 'content-type': 'application/json' });
      answer.end(JSON.stringify({ code, message: 'No.', data: { status: 401 } }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
});

const room = (page: Page) => page.locator('[data-room="sync"]');
const sync = (page: Page) => openRoom(page, 'sync', 'Gửi đi');

const chooseFolder = (app: ElectronApplication, path: string) =>
  app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
  }, path);

async function addFolder(app: ElectronApplication, page: Page, path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  await chooseFolder(app, path);
  await room(page).getByRole('button', { name: 'Thêm nơi nhận' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Thư mục trên máy').click();
  await dialog.getByRole('button', { name: 'Chọn thư mục' }).click();
  await dialog.getByLabel('Tên gọi').fill('Bài gửi tỉnh');
  await dialog.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Chooses the first articles of the library, once it shows that the newest `approved` are, and sends them out by the dialog. */
async function sendOut(page: Page, count: number, approved: number): Promise<void> {
  await openRoom(page, 'library', 'Thư viện');
  const rows = page.getByRole('grid').locator('[role="row"][aria-selected]');
  for (let index = 0; index < approved; index++) await expect(rows.nth(index)).toContainText('Đã duyệt');
  await rows.first().click();
  for (let index = 1; index < count; index++) await rows.nth(index).click({ modifiers: ['Control'] });
  await page.getByRole('toolbar').getByRole('button', { name: 'Gửi đi' }).click();
}

test('with nowhere to send to it says what to do', async ({ page, shot }) => {
  await sync(page);
  await expect(room(page).getByRole('heading', { name: 'Chưa có nơi nhận bài' })).toBeVisible();
  await expect(room(page).getByRole('heading', { name: 'Không có bài nào chờ gửi' })).toBeVisible();
  await shot('sync-nothing');
});

test('approved articles go to a folder, the others stay with the reason, and the history shows what went', async ({
  app,
  page,
  dataFolder,
  shot,
}) => {
  const folder = join(dataFolder, 'tinh');
  await sync(page);
  await addFolder(app, page, folder);
  const articles = await writeStories(page);
  for (const one of articles.slice(-2)) await approve(page, one.id);
  await sendOut(page, 3, 2);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 bài ở lại');
  await shot('sync-publish');
  await dialog.getByRole('button', { name: 'Gửi 2 bài' }).click();
  await sync(page);
  await expect(room(page).getByRole('heading', { name: 'Không có bài nào chờ gửi' })).toBeVisible();
  await room(page).getByRole('button', { name: 'Xem những bài đã gửi' }).click();
  await expect(
    room(page)
      .getByRole('region', { name: /Đã gửi/ })
      .getByRole('listitem'),
  ).toHaveCount(2);
  await shot('sync-history');
  expect((await readdir(folder)).filter((name) => name.endsWith('.html'))).toHaveLength(2);
});

test('a refused password needs you: the reason in words, sent again or given up; the test names the step', async ({
  page,
  refusing,
  shot,
}) => {
  await sync(page);
  await room(page).getByRole('button', { name: 'Thêm nơi nhận' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(dialog).toContainText('Hãy đặt tên để dễ nhận ra.');
  await shot('sync-target');
  await dialog.getByLabel('Tên gọi').fill('Cổng thông tin xã');
  await dialog.getByLabel('Địa chỉ trang').fill(refusing);
  await dialog.getByLabel('Tên đăng nhập WordPress').fill('bientap');
  await dialog.getByRole('textbox', { name: 'Mật khẩu ứng dụng' }).fill('abcd efgh ijkl mnop');
  await dialog.getByRole('button', { name: 'Lưu và thử kết nối' }).click();
  await expect(dialog).toContainText('Chưa gửi bài tới đây được');
  await shot('sync-test');
  await dialog.getByRole('button', { name: 'Sửa' }).click();
  // What was typed as a password never comes back.
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Mật khẩu ứng dụng' })).toHaveValue('');
  await page.getByRole('dialog').getByRole('button', { name: 'Hủy' }).click();

  const articles = await writeStories(page);
  await approve(page, articles.at(-1)?.id ?? '');
  await sendOut(page, 1, 1);
  await page.getByRole('dialog').getByRole('button', { name: 'Gửi 1 bài' }).click();
  await sync(page);
  const needs = room(page).getByRole('region', { name: /Cần bạn xem/ });
  await expect(needs.getByRole('listitem')).toHaveCount(1);
  await shot('sync');
  await needs.getByRole('button', { name: 'Thôi không gửi' }).click();
  await expect(room(page).getByRole('heading', { name: 'Không có bài nào chờ gửi' })).toBeVisible();
  expect((await call(page, 'articles.open', { id: articles.at(-1)?.id ?? '' })).article.status).toBe('approved');
});

test('a silent site keeps the order waiting by itself, with the next time', async ({ page, shot }) => {
  // Nothing listens there.
  await call(page, 'targets.save', {
    id: null,
    name: 'Cổng thông tin xã',
    config: { kind: 'wordpress', url: 'http://127.0.0.1:9', user: 'bientap', finalStatus: 'publish' },
    secret: 'abcd efgh',
  });
  const articles = await writeStories(page);
  await approve(page, articles.at(-1)?.id ?? '');
  await sendOut(page, 1, 1);
  await page.getByRole('dialog').getByRole('button', { name: 'Gửi 1 bài' }).click();
  await sync(page);
  const waiting = room(page).getByRole('region', { name: /Chờ gửi/ });
  await expect(waiting).toContainText(/đã thử \d+ lần/);
  await shot('sync-waiting');
});

test('a place is removed after asking', async ({ app, page, dataFolder }) => {
  await sync(page);
  await addFolder(app, page, join(dataFolder, 'tinh'));
  await room(page).getByRole('button', { name: 'Việc khác với Bài gửi tỉnh' }).click();
  await page.getByRole('menuitem', { name: 'Gỡ bỏ' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Gỡ bỏ' }).click();
  await expect(room(page).getByRole('heading', { name: 'Chưa có nơi nhận bài' })).toBeVisible();
});

test.describe('dark and large', () => {
  test.use({ theme: 'dark', size: LARGE });
  test('the room is drawn, and nothing in it is out of reach for a screen reader', async ({
    app,
    page,
    dataFolder,
    shot,
  }) => {
    await sync(page);
    await addFolder(app, page, join(dataFolder, 'tinh'));
    const articles = await writeStories(page);
    for (const one of articles.slice(-4)) await approve(page, one.id);
    const targets = await call(page, 'targets.list', {});
    await call(page, 'outbox.order', {
      articleIds: articles.slice(-4).map((one) => one.id),
      targetIds: targets.map((one) => one.id),
      action: 'publish',
    });
    await room(page).getByRole('button', { name: 'Xem những bài đã gửi' }).click();
    await expect(
      room(page)
        .getByRole('region', { name: /Đã gửi/ })
        .getByRole('listitem'),
    ).toHaveCount(4);
    await shot('sync');
    // Electron opens no page for axe to finish in: its one-page mode.
    const found = await new AxeBuilder({ page }).setLegacyMode(true).include('[data-room="sync"]').analyze();
    expect(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  });
});

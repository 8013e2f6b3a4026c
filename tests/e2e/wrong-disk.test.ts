import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test as base, closeWindow, expect, firstPage } from './app';
import { Disk, MOUNTS, NEEDS_MOUNT } from './disk';
import { bodyOf, newArticle, saved, storedText } from './writing';

/** The data folder is a disk of its own. */
const test = base.extend<{ disk: Disk }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the parameters
  disk: async ({}, use) => {
    test.skip(!MOUNTS, NEEDS_MOUNT);
    const disk = new Disk(96);
    await use(disk);
    disk.end();
  },
  dataFolder: async ({ disk }, use) => use(disk.folder),
});

const SENTENCE = 'Bà con ấp Cây Me gom góp từng bao xi măng để kịp làm xong con đường trước mùa nước nổi. ';
const toast = (page: Page, words: string) => page.getByTestId('toast').filter({ hasText: words });

/** Writes paragraphs, each asked to be saved, until one is not. @returns what is on the sheet, and how many were saved */
async function writeUntilRefused(page: Page): Promise<{ written: string[]; acknowledged: number }> {
  const state = page.getByTestId('saved');
  const written: string[] = [];
  for (;;) {
    const text = `${written.length + 1}. ${SENTENCE.repeat(200)}`.trim();
    if (written.length > 0) await page.keyboard.press('Enter');
    await page.keyboard.insertText(text);
    written.push(text);
    await page.keyboard.press('Control+s');
    await expect(state).toHaveAttribute('data-state', /^(saved|failed)$/);
    if ((await state.getAttribute('data-state')) === 'failed') return { written, acknowledged: written.length - 1 };
    expect(written.length, 'the disk was to be full').toBeLessThan(2000);
  }
}

test('a full disk while typing: it says so and what to do, keeps every letter, and saves once there is room', async ({
  disk,
  app,
  page,
  launch,
  shot,
}) => {
  await newArticle(page, 'Đường về ấp Cây Me');
  await bodyOf(page).click();
  await page.keyboard.insertText('Đoạn viết lúc ổ đĩa còn chỗ.');
  await saved(page);
  await page.keyboard.press('Enter');
  const free = disk.fill();
  const { written } = await writeUntilRefused(page);

  const told = toast(page, 'Ổ đĩa đã đầy');
  await expect(told).toContainText('Phần vừa gõ vẫn còn trên màn hình');
  const retry = told.getByRole('button', { name: 'Dọn bớt ổ đĩa rồi lưu lại' });
  await expect(retry).toBeVisible();
  await expect(page.getByTestId('saved')).toContainText('Chưa lưu được');
  await shot('wrong-disk-full');

  // Typing goes on; asked for again it says the same again.
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('Đoạn gõ thêm khi ổ đĩa đầy.');
  await retry.click();
  await expect(retry).toBeVisible();
  await expect(bodyOf(page)).toContainText('Đoạn gõ thêm khi ổ đĩa đầy.');

  // Closing the window asks first; the person stays.
  const asked = await app.evaluate(
    ({ dialog, BrowserWindow }) =>
      new Promise<string>((resolve) => {
        dialog.showMessageBox = (async (_window: unknown, options: Electron.MessageBoxOptions) => {
          resolve(`${options.message} ${options.detail}`);
          return { response: 0, checkboxChecked: false };
        }) as typeof dialog.showMessageBox;
        BrowserWindow.getAllWindows()[0]?.close();
      }),
  );
  expect(asked).toContain('Chưa lưu được những chữ vừa gõ');
  expect(asked).toContain('Ở lại để thử lưu lần nữa');

  free();
  await retry.click();
  await expect(page.getByTestId('saved')).toHaveAttribute('data-state', 'saved');
  await expect(page.getByTestId('saved')).toContainText('Đã lưu');
  await expect(told).toHaveCount(0);

  await closeWindow(app);
  const again = await firstPage(await launch());
  await expect(bodyOf(again)).toContainText('Đoạn gõ thêm khi ổ đĩa đầy.');
  const { title, blocks } = await storedText(again);
  expect(title).toBe('Đường về ấp Cây Me');
  expect(blocks).toEqual(['Đoạn viết lúc ổ đĩa còn chỗ.', ...written, 'Đoạn gõ thêm khi ổ đĩa đầy.']);
});

test('killed on a full disk: it opens with no room at all, and every acknowledged word is there', async ({
  disk,
  app,
  page,
  launch,
}) => {
  await newArticle(page, 'Đường về ấp Cây Me');
  await bodyOf(page).click();
  await page.keyboard.insertText('Đoạn viết lúc ổ đĩa còn chỗ.');
  await saved(page);
  await page.keyboard.press('Enter');
  const free = disk.fill();
  const { written, acknowledged } = await writeUntilRefused(page);
  const gone = app.waitForEvent('close');
  app.process().kill('SIGKILL');
  await gone;

  const kept = ['Đoạn viết lúc ổ đĩa còn chỗ.', ...written.slice(0, acknowledged)];
  const cramped = await launch();
  const crampedPage = await firstPage(cramped);
  const told = crampedPage.getByRole('region', { name: 'Thông báo' }).filter({ hasText: 'Ổ đĩa đã đầy' });
  await expect(
    bodyOf(crampedPage)
      .filter({ hasText: kept[0] ?? '' })
      .or(told),
  ).toBeVisible();
  await cramped.close();

  free();
  const again = await firstPage(await launch());
  await expect(bodyOf(again)).toContainText(kept[0] ?? '');
  expect((await storedText(again)).blocks).toEqual(kept);
});

test('a data folder that only lets itself be read: the program opens, says so and what to do, and writes nothing', async ({
  disk,
  app,
  page,
  launch,
  dataFolder,
  shotOf,
}) => {
  await newArticle(page, 'Bài viết hôm qua');
  await saved(page);
  await closeWindow(app);
  const file = join(dataFolder, 'data', 'toasoan.db');
  const before = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  disk.readOnly();
  const second = await launch();
  const again = await firstPage(second);
  const notices = again.getByRole('region', { name: 'Thông báo' });
  await expect(notices).toContainText('Không ghi được vào thư mục dữ liệu');
  await expect(notices).toContainText('Xin người quản trị máy cấp quyền ghi, rồi mở lại chương trình');
  await shotOf(again, 'wrong-read-only');
  await second.close();
  expect(
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex'),
  ).toBe(before);
});

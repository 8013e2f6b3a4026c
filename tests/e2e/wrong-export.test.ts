import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { Disk, MOUNTS, NEEDS_MOUNT } from './disk';
import { call, openRoom, writeStories } from './rooms';

const room = (page: Page) => page.locator('[data-room="bulletin"]');

/** A bulletin of one article, its pages on screen. */
async function compose(page: Page): Promise<void> {
  await writeStories(page);
  await openRoom(page, 'bulletin', 'Bản tin');
  await room(page).getByRole('button', { name: 'Bản tin mới' }).first().click();
  await room(page).getByRole('button', { name: 'Chọn bài' }).click();
  await page.getByRole('dialog').getByRole('option').first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đưa 1 bài vào' }).click();
  await room(page).locator('[data-page="1"][data-drawn="true"] canvas').waitFor();
}

test('an export folder that is gone: it says which, and the next step is to choose another', async ({
  app,
  page,
  dataFolder,
  shot,
}) => {
  const lost = join(dataFolder, 'usb', 'ban-tin');
  await mkdir(lost, { recursive: true });
  await call(page, 'settings.set', { change: { exportFolder: lost } });
  // What carried it is gone, and where it was nothing can be made.
  await rm(join(dataFolder, 'usb'), { recursive: true });
  await writeFile(join(dataFolder, 'usb'), '');
  await compose(page);
  await page.keyboard.press('Control+Shift+E');
  const told = page.getByTestId('toast').filter({ hasText: 'Không ghi được vào thư mục' });
  await expect(told).toContainText(lost);
  await expect(told).toContainText('Bài trong kho còn nguyên');
  await shot('wrong-export-gone');
  const other = join(dataFolder, 'ban-tin.pdf');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, other);
  await told.getByRole('button', { name: 'Chọn thư mục khác' }).click();
  await expect(page.getByText(/^Đã xuất PDF, \d+ trang$/)).toBeVisible();
  expect((await readFile(other)).subarray(0, 5).toString()).toBe('%PDF-');
});

test('an export folder that only lets itself be read: it says which, and leaves nothing half there', async ({
  page,
}) => {
  test.skip(!MOUNTS, NEEDS_MOUNT);
  const disk = new Disk(4);
  try {
    disk.readOnly();
    await call(page, 'settings.set', { change: { exportFolder: disk.folder } });
    await compose(page);
    await page.keyboard.press('Control+Shift+E');
    const told = page.getByTestId('toast').filter({ hasText: 'Không ghi được vào thư mục' });
    await expect(told).toContainText(disk.folder);
    await expect(told.getByRole('button', { name: 'Chọn thư mục khác' })).toBeVisible();
    expect(await readdir(disk.folder)).toEqual([]);
  } finally {
    disk.end();
  }
});

test('an export folder on a full disk: it says so and leaves nothing half there', async ({ page, shot }) => {
  test.skip(!MOUNTS, NEEDS_MOUNT);
  const disk = new Disk(4);
  try {
    disk.fill();
    await call(page, 'settings.set', { change: { exportFolder: disk.folder } });
    await compose(page);
    await page.keyboard.press('Control+Shift+E');
    const told = page.getByTestId('toast').filter({ hasText: 'Ổ đĩa nhận tệp PDF đã đầy' });
    await expect(told).toContainText(disk.folder);
    await expect(told.getByRole('button', { name: 'Chọn ổ đĩa hoặc thư mục khác' })).toBeVisible();
    await shot('wrong-export-full');
    expect(await readdir(disk.folder)).toEqual(['filler']);
  } finally {
    disk.end();
  }
});

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { closeWindow, expect, firstPage, LARGE, test } from './app';
import { call, openRoom } from './rooms';

const room = (page: Page) => page.locator('[data-room="office"]');

test('a name typed here is in the next new article, also when the window closes over it', async ({
  app,
  page,
  launch,
}) => {
  await openRoom(page, 'office', 'Cơ quan');
  await room(page).getByLabel('Tác giả').fill('Nguyễn Thị Ánh');
  await room(page).getByLabel('Bút danh').fill('Ánh Nguyệt');
  await closeWindow(app);
  const again = await firstPage(await launch());
  expect((await call(again, 'settings.get', {})).settings).toMatchObject({
    author: 'Nguyễn Thị Ánh',
    penName: 'Ánh Nguyệt',
  });
  await openRoom(again, 'library', 'Thư viện');
  await again.keyboard.press('Control+n');
  await expect(again.locator('[name="title"]')).toBeVisible();
  const { settings } = await call(again, 'settings.get', {});
  const { article } = await call(again, 'articles.open', { id: settings.lastArticle ?? '' });
  expect(article.fields).toMatchObject({ author: 'Nguyễn Thị Ánh', penName: 'Ánh Nguyệt' });
});

test('language and theme change at once', async ({ page }) => {
  await openRoom(page, 'office', 'Cơ quan');
  await room(page).getByText('English', { exact: true }).click();
  await expect(room(page).getByRole('heading', { name: 'Appearance' })).toBeVisible();
  await room(page).getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test.describe('with a policy', () => {
  test.use({ policy: { theme: 'light', categories: ['Chính trị', 'Kinh tế', 'Xã hội'] } });
  test('what the office has set is shown and cannot be changed', async ({ page, shot }) => {
    await openRoom(page, 'office', 'Cơ quan');
    await expect(room(page).getByText('Do cơ quan đặt')).toHaveCount(2);
    await expect(room(page).getByLabel('Chuyên mục')).toBeDisabled();
    await expect(room(page).getByRole('radio', { name: 'Tối' })).toBeDisabled();
    await shot('office');
    // Electron opens no page for axe to finish in: its one-page mode.
    const found = await new AxeBuilder({ page }).setLegacyMode(true).include('[data-room="office"]').analyze();
    expect(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  });
});

test.describe('dark and large', () => {
  test.use({ theme: 'dark', size: LARGE, language: 'en' });
  test('the room is drawn', async ({ page, shot }) => {
    await openRoom(page, 'office', 'Office');
    await expect(room(page).getByText('Chromium')).toBeVisible();
    await shot('office');
  });
});

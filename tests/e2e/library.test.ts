import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, LARGE, test } from './app';
import { approve, call, newArticle, openRoom, STORIES, writeStories } from './rooms';

const library = (page: Page) => openRoom(page, 'library', 'Thư viện');
const search = (page: Page) => page.locator('[data-room="library"]').getByRole('textbox', { name: 'Tìm bài' });
const grid = (page: Page) => page.getByRole('grid', { name: 'Danh sách bài' });
const rows = (page: Page) => grid(page).locator('[role="row"][aria-selected]');
const titles = (page: Page) => grid(page).locator('[role="row"] [class*="title"]');

test('with no article it says what to do', async ({ page, shot }) => {
  await library(page);
  await expect(page.getByRole('heading', { name: 'Chưa có bài nào' })).toBeVisible();
  await shot('library-nothing');
  await page.locator('[data-room="library"]').getByRole('button', { name: 'Bài mới' }).last().click();
  await expect(page.locator('[name="title"]')).toBeVisible();
  expect((await call(page, 'articles.facets', {})).total).toBe(1);
});

test('words without marks find those with marks and are marked; words with marks find only themselves', async ({
  page,
  shot,
}) => {
  await library(page);
  await writeStories(page);
  await expect(rows(page)).toHaveCount(STORIES.length);
  await page.keyboard.press('/');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('dai doan ket');
  await expect(rows(page)).toHaveCount(1);
  await expect(titles(page).locator('mark')).toHaveText(['Đại', 'đoàn', 'kết']);
  await shot('library-search');
  await search(page).fill('dài');
  await expect(rows(page)).toHaveCount(1);
  await expect(titles(page)).toHaveText([/khởi công tuyến đường/]);
  await search(page).fill('không ai viết chữ này');
  await expect(page.getByRole('heading', { name: /Không có bài nào chứa/ })).toBeVisible();
  await shot('library-not-found');
  await page.getByRole('button', { name: 'Xóa chữ đang tìm' }).last().click();
  await expect(rows(page)).toHaveCount(STORIES.length);
});

test('status, category and author leave out the rest, and a filter that leaves nothing can be cleared', async ({
  page,
  shot,
}) => {
  await library(page);
  const articles = await writeStories(page);
  await approve(page, articles[3]?.id ?? '');
  const chips = page.getByRole('group', { name: 'Trạng thái' });
  await chips.getByRole('button', { name: 'Đã duyệt' }).click();
  await expect(titles(page)).toHaveText([/Vụ lúa hè thu/]);
  await chips.getByRole('button', { name: 'Đã duyệt' }).click();
  await page.getByRole('combobox', { name: 'Tác giả' }).click();
  await page.getByRole('option', { name: 'Nguyễn Thị Ánh' }).click();
  await expect(rows(page)).toHaveCount(3);
  await chips.getByRole('button', { name: 'Đã xuất bản' }).click();
  await expect(page.getByRole('heading', { name: 'Không có bài nào hợp với bộ lọc' })).toBeVisible();
  await shot('library-filtered-away');
  await page.getByRole('button', { name: 'Bỏ hết bộ lọc' }).click();
  await expect(rows(page)).toHaveCount(STORIES.length);
});

test('by keys: arrows walk, Shift reaches, Ctrl+A takes all, Delete trashes, undo brings back, Enter opens', async ({
  page,
  shot,
}) => {
  await library(page);
  await writeStories(page);
  await expect(rows(page)).toHaveCount(STORIES.length);
  await grid(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(grid(page).locator('[aria-selected="true"]')).toHaveCount(2);
  await page.keyboard.press('Control+a');
  await expect(page.getByText(`Đã chọn ${STORIES.length} bài`)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(grid(page).locator('[aria-selected="true"]')).toHaveCount(0);
  await page.keyboard.press('Home');
  const first = await titles(page).first().textContent();
  await page.keyboard.press('Shift+ArrowDown');
  await shot('library-chosen');
  await page.keyboard.press('Delete');
  await expect(rows(page)).toHaveCount(STORIES.length - 2);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(rows(page)).toHaveCount(STORIES.length);
  await grid(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.locator('[name="title"]')).toHaveValue(first ?? '');
});

test('the trash gives back, and is emptied only after its count is named', async ({ page, shot }) => {
  await library(page);
  const articles = await writeStories(page);
  await call(page, 'articles.trash', { ids: articles.slice(0, 3).map((one) => one.id) });
  const room = page.locator('[data-room="library"]');
  await room.getByText('Thùng rác', { exact: true }).click();
  await expect(rows(page)).toHaveCount(3);
  await rows(page).first().click();
  await page.getByRole('button', { name: 'Lấy lại' }).click();
  await expect(rows(page)).toHaveCount(2);
  await room.getByRole('button', { name: 'Dọn thùng rác' }).click();
  await expect(page.getByRole('dialog')).toContainText('xóa hẳn 2 bài');
  await shot('library-empty-trash');
  await page.getByRole('dialog').getByRole('button', { name: 'Xóa hẳn 2 bài' }).click();
  await expect(page.getByRole('heading', { name: 'Thùng rác trống' })).toBeVisible();
  await shot('library-trash-nothing');
  expect(await call(page, 'articles.facets', {})).toMatchObject({ total: STORIES.length - 2, trash: 0 });
});

test('a list longer than its windows keeps its length while it is scrolled, and opens its last row', async ({
  page,
}) => {
  await library(page);
  const many = 620;
  for (let index = 0; index < many; index++) await newArticle(page, { title: `Bài số ${index + 1}` });
  await expect(page.locator('[data-room="library"]').getByText(`${many} bài`)).toBeVisible();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(many + 1));
  await grid(page).focus();
  await page.keyboard.press('End');
  await expect(titles(page).last()).toHaveText('Bài số 1');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(many + 1));
  // Only what is in view exists.
  expect(await grid(page).locator('[role="row"]').count()).toBeLessThan(60);
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await expect(page.getByText(`Đã chọn ${many} bài`)).toBeVisible();
});

test('the narrow list beside the sheet finds, marks and opens', async ({ page }) => {
  const articles = await writeStories(page);
  const pane = page.locator('[data-pane="left"]');
  await openRoom(page, 'library', 'Thư viện');
  await titles(page).first().click();
  await expect(pane.getByRole('option', { selected: true })).toHaveCount(1);
  await pane.getByRole('textbox', { name: 'Tìm bài' }).fill('khoi cong');
  await expect(pane.getByRole('option')).toHaveCount(1);
  await pane.getByRole('option').click();
  await expect(page.locator('[name="title"]')).toHaveValue(articles[0]?.fields.title ?? '-');
});

// Electron opens no page for axe to finish in: its one-page mode.
test('nothing in the library is out of reach for a screen reader', async ({ page }) => {
  await library(page);
  await writeStories(page);
  await expect(rows(page)).toHaveCount(STORIES.length);
  await rows(page).first().click();
  const found = await new AxeBuilder({ page }).setLegacyMode(true).include('[data-room="library"]').analyze();
  expect(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
});

for (const theme of ['light', 'dark'] as const) {
  for (const language of ['vi', 'en'] as const) {
    test.describe(`${theme} ${language}`, () => {
      test.use({ theme, language, ...(theme === 'dark' ? { size: LARGE } : {}) });
      test('the library is drawn', async ({ page, shot }) => {
        await openRoom(page, 'library', language === 'vi' ? 'Thư viện' : 'Library');
        const articles = await writeStories(page);
        await call(page, 'articles.move', { id: articles[2]?.id ?? '', to: 'ready' });
        await approve(page, articles[3]?.id ?? '');
        await expect(page.locator('[role="row"][aria-selected]')).toHaveCount(STORIES.length);
        await expect(page.locator('[role="row"] [data-status="approved"]')).toHaveCount(1);
        await shot('library');
      });
    });
  }
}

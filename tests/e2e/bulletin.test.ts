import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { closeWindow, expect, firstPage, LARGE, test } from './app';
import { call, openRoom, writeStories } from './rooms';

const room = (page: Page) => page.locator('[data-room="bulletin"]');
const bulletins = (page: Page) => openRoom(page, 'bulletin', 'Bản tin');
const list = (page: Page) => page.getByRole('list', { name: 'Các bài trong bản tin' });
const lines = (page: Page) => list(page).locator('[data-title]');
const sheet = (page: Page, number: number) => room(page).locator(`[data-page="${number}"][data-drawn="true"] canvas`);
const saved = (page: Page) => expect(page.getByTestId('bulletin-saved')).toHaveAttribute('data-state', 'saved');

/** A new bulletin with the first three articles of the picker, its pages on screen. */
async function compose(page: Page, shot?: (name: string) => Promise<void>): Promise<void> {
  await bulletins(page);
  await room(page).getByRole('button', { name: 'Bản tin mới' }).first().click();
  await room(page).getByRole('button', { name: 'Chọn bài' }).click();
  const options = page.getByRole('dialog').getByRole('option');
  for (let index = 0; index < 3; index++) await options.nth(index).click();
  await shot?.('bulletin-pick');
  await page.getByRole('dialog').getByRole('button', { name: 'Đưa 3 bài vào' }).click();
  await expect(lines(page)).toHaveCount(3);
  await sheet(page, 1).waitFor();
}

async function fillHead(page: Page): Promise<void> {
  await room(page)
    .getByRole('tab', { name: /khổ giấy/ })
    .click();
  await room(page).getByLabel('Tên bản tin').fill('Đất Mới hôm nay');
  await room(page).getByLabel('Cơ quan xuất bản').fill('Ủy ban nhân dân xã Đất Mới');
  await room(page).getByLabel('Số', { exact: true }).fill('05/2026');
  await room(page).getByLabel('Ngày xuất bản').fill('02/09/2026');
  await room(page).getByLabel('Ngày xuất bản').press('Enter');
  await room(page).getByLabel('Giấy phép xuất bản').fill('Số 12/GP-XBBT ngày 10/01/2026');
  await room(page).getByLabel('Chịu trách nhiệm xuất bản').fill('Bà Lê Thị Ửng, Chủ tịch xã');
  await saved(page);
}

test('articles are chosen, ordered by keys, and stand so after a restart', async ({ app, page, launch, shot }) => {
  await bulletins(page);
  await expect(page.getByRole('heading', { name: 'Chưa có bản tin nào' })).toBeVisible();
  await shot('bulletin-nothing');
  await writeStories(page);
  await compose(page, shot);
  const before = await lines(page).allTextContents();
  await lines(page).nth(2).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  const after = [before[2], before[0], before[1]].map((text) => text ?? '');
  await expect(lines(page)).toHaveText(after);
  await expect(lines(page).first()).toBeFocused();
  await saved(page);
  await closeWindow(app);
  const again = await firstPage(await launch());
  await expect(lines(again)).toHaveText(after);
});

test('a line is dragged to another place', async ({ page }) => {
  await writeStories(page);
  await compose(page);
  const before = await lines(page).allTextContents();
  const items = list(page).getByRole('listitem');
  await items.nth(0).dragTo(items.nth(2), { targetPosition: { x: 100, y: 50 } });
  await expect(lines(page)).toHaveText([before[1], before[2], before[0]].map((text) => text ?? ''));
});

test('the paper follows what is typed, and is looked at in any size', async ({ page, shot }) => {
  await writeStories(page);
  await compose(page);
  await shot('bulletin');
  await fillHead(page);
  await shot('bulletin-head');
  const picture = () => sheet(page, 1).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const before = await picture();
  await room(page).getByLabel('Tên bản tin').fill('Tiếng nói Đất Mới');
  await expect.poll(picture).not.toBe(before);
  await room(page).getByRole('combobox', { name: 'Cỡ xem' }).click();
  await page.getByRole('option', { name: '100 %' }).click();
  // 190 mm at 96 pixels to the inch.
  await expect
    .poll(async () => Math.round((await room(page).locator('[data-page="1"]').boundingBox())?.width ?? 0))
    .toBe(718);
});

test('a title typed just before the window closes is there again', async ({ app, page, launch }) => {
  await bulletins(page);
  await room(page).getByRole('button', { name: 'Bản tin mới' }).first().click();
  await room(page)
    .getByRole('tab', { name: /khổ giấy/ })
    .click();
  await room(page).getByLabel('Tên bản tin').fill('Số cuối năm');
  await closeWindow(app);
  const again = await firstPage(await launch());
  await expect(again.getByRole('heading', { name: 'Số cuối năm' })).toBeVisible();
});

test('articles put in from the library join what is being composed', async ({ page, shot }) => {
  await writeStories(page);
  await compose(page);
  await openRoom(page, 'library', 'Thư viện');
  const grid = page.getByRole('grid');
  await grid.locator('[role="row"]').last().click();
  await page.getByRole('button', { name: 'Đưa vào bản tin' }).click();
  await shot('library-to-bulletin');
  await page.getByRole('dialog').getByRole('button', { name: 'Đưa vào' }).click();
  await page.getByRole('button', { name: 'Mở bản tin' }).click();
  await expect(lines(page)).toHaveCount(4);
});

test.describe('to a folder', () => {
  test('the PDF is written and the program says where', async ({ page, dataFolder }) => {
    await call(page, 'settings.set', { change: { exportFolder: dataFolder } });
    await writeStories(page);
    await compose(page);
    await fillHead(page);
    await page.keyboard.press('Control+Shift+E');
    await expect(page.getByText(/^Đã xuất PDF, \d+ trang$/)).toBeVisible();
    const [name] = (await readdir(dataFolder)).filter((file) => file.endsWith('.pdf'));
    expect((await readFile(join(dataFolder, name ?? ''))).subarray(0, 5).toString()).toBe('%PDF-');
    await expect(page.getByText(join(dataFolder, name ?? '-'))).toBeVisible();
  });
});

test('Ctrl+P hands the very pages to the system’s viewer, or says that there is none', async ({ app, page }) => {
  // The viewer is another program; what it is given is recorded at the border to it.
  const given = async () => app.evaluate(() => (globalThis as { given?: string[] }).given ?? []);
  const answer = (words: string) =>
    app.evaluate(({ shell }, fault) => {
      const record: string[] = [];
      Object.assign(globalThis, { given: record });
      shell.openPath = async (path) => {
        record.push(path);
        return fault;
      };
    }, words);
  await writeStories(page);
  await compose(page);
  await answer('');
  await page.keyboard.press('Control+P');
  await expect.poll(given).toHaveLength(1);
  expect((await readFile((await given())[0] ?? '')).subarray(0, 5).toString()).toBe('%PDF-');
  await answer('no application');
  await page.keyboard.press('Control+P');
  await expect(page.getByText('Máy chưa có chương trình xem PDF')).toBeVisible();
});

test('warnings name their article and lead to it', async ({ page, shot }) => {
  await call(page, 'articles.create', { fields: { title: 'Bài chỉ có tiêu đề' } });
  await bulletins(page);
  await room(page).getByRole('button', { name: 'Bản tin mới' }).first().click();
  await room(page).getByRole('button', { name: 'Chọn bài' }).click();
  await page.getByRole('dialog').getByRole('option').first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đưa 1 bài vào' }).click();
  await room(page)
    .getByRole('button', { name: /điều cần xem/ })
    .click();
  const warnings = room(page).getByRole('region', { name: 'Điều cần xem trước khi in' });
  await expect(warnings).toContainText('Bài chưa có nội dung');
  await shot('bulletin-warnings');
  await warnings.getByRole('button', { name: 'Bài chỉ có tiêu đề' }).click();
  await expect(page.locator('[name="title"]')).toHaveValue('Bài chỉ có tiêu đề');
});

// Electron opens no page for axe to finish in: its one-page mode.
test('nothing in the bulletin room is out of reach for a screen reader', async ({ page }) => {
  await writeStories(page);
  await compose(page);
  const found = await new AxeBuilder({ page }).setLegacyMode(true).include('[data-room="bulletin"]').analyze();
  expect(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
});

test.describe('dark and large', () => {
  test.use({ theme: 'dark', size: LARGE });
  test('the bulletin room is drawn', async ({ page, shot }) => {
    await writeStories(page);
    await compose(page);
    await fillHead(page);
    await room(page).getByRole('tab', { name: /^Bài/ }).click();
    await shot('bulletin');
    await room(page).getByRole('button', { name: 'Về danh sách bản tin' }).click();
    await expect(
      room(page)
        .getByRole('button', { name: /Đất Mới hôm nay/ })
        .first(),
    ).toBeVisible();
    await shot('bulletin-list');
  });
});

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../build/bootstrap/index.mjs';
import { closeWindow, expect, firstPage, test } from './app';
import { bodyOf, newArticle, saved, storedText } from './writing';

test('a new article is written, saved in words on disk, and stands there after a restart', async ({
  app,
  page,
  launch,
}) => {
  await newArticle(page, 'Đại hội đại đoàn kết');
  await bodyOf(page).click();
  await page.keyboard.type('Sáng nay, Ủy ban nhân dân xã họp.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Dòng thứ hai.');
  await saved(page);
  await expect(page.getByTestId('saved')).toHaveText(/^Đã lưu \d\d:\d\d$/);
  expect(await storedText(page)).toEqual({
    title: 'Đại hội đại đoàn kết',
    lead: '',
    blocks: ['Sáng nay, Ủy ban nhân dân xã họp.', 'Dòng thứ hai.'],
  });
  await closeWindow(app);
  const again = await firstPage(await launch());
  await expect(bodyOf(again)).toContainText('Dòng thứ hai.');
  await expect(again.locator('[name="title"]')).toHaveValue('Đại hội đại đoàn kết');
});

const SAMPLE = join(root, '..', 'shared', 'domain', 'samples', 'ca-mau-2020.txt');

test('a whole article pasted onto an empty sheet brings its lead and source', async ({ app, page, shot }) => {
  test.skip(!existsSync(SAMPLE), `${SAMPLE} is not here`);
  await newArticle(page, 'Đất Mũi');
  await bodyOf(page).click();
  const text = await readFile(SAMPLE, 'utf8');
  await app.evaluate(({ clipboard }, words) => clipboard.writeText(words), text);
  await page.keyboard.press('Control+v');
  await expect(page.locator('[name="source"]')).toHaveValue('camau.gov.vn');
  await saved(page);
  const stored = await storedText(page);
  const lines = text
    .normalize('NFC')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  expect(stored.lead).toBe(lines[0]);
  expect(stored.blocks).toEqual(lines.slice(1, -1));
  await shot('editor');
  await page.getByRole('button', { name: 'Đưa lại vào nội dung' }).click();
  await saved(page);
  expect((await storedText(page)).blocks).toEqual(lines);
});

test('in a body of 2,000 paragraphs the caret goes to the end and back, and what is typed there is seen and saved', async ({
  page,
}) => {
  await newArticle(page, 'Bài dài');
  await bodyOf(page).click();
  const lines = Array.from({ length: 2000 }, (_, index) => `Đoạn ${index + 1} của một bài rất dài.`);
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector('[data-testid="body"]')?.dispatchEvent(event);
  }, lines.join('\n'));
  const blocks = page.locator('[data-testid="body"] > *');
  await expect(blocks).toHaveCount(1999);
  await saved(page);
  // Opened again, as it comes from the store.
  await newArticle(page, 'Bài khác');
  await saved(page);
  await page.locator('[data-pane="left"] [role="option"]', { hasText: 'Bài dài' }).click();
  await expect(blocks).toHaveCount(1999);
  await expect(page.locator('[data-testid="body"] > .far').first()).toBeAttached();
  await bodyOf(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' Hết.');
  await expect(blocks.last()).toBeInViewport();
  await expect(blocks.last()).toHaveText('Đoạn 2000 của một bài rất dài. Hết.');
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Đầu. ');
  await expect(blocks.first()).toBeInViewport();
  await page.mouse.move(600, 400);
  for (let turn = 0; turn < 8; turn++) await page.mouse.wheel(0, 6000);
  await expect
    .poll(() =>
      page.evaluate(() => {
        const hit = document.elementFromPoint(650, 400)?.closest('[data-testid="body"] > *');
        return hit ? !hit.classList.contains('far') && hit.checkVisibility({ contentVisibilityAuto: true }) : false;
      }),
    )
    .toBe(true);
  await saved(page);
  await bodyOf(page).press('Control+a');
  await page.keyboard.press('Delete');
  await saved(page);
  expect((await storedText(page)).blocks).toEqual(['']);
});

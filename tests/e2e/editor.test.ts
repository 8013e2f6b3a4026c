import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../build/bootstrap/index.mjs';
import { closeWindow, expect, firstPage, test } from './app';
import { bodyOf, callStore, newArticle, saved, storedText } from './writing';

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

test('a second save from elsewhere is never written over: the person is told, and both texts are kept', async ({
  page,
}) => {
  await newArticle(page, 'Hai người cùng sửa');
  await bodyOf(page).click();
  await page.keyboard.type('Bản đầu.');
  await saved(page);
  const { settings } = await callStore<{ settings: { lastArticle: string } }>(page, 'settings.get', {});
  const id = settings.lastArticle;
  const { article } = await callStore<{ article: { version: number } }>(page, 'articles.open', { id });
  // Typed here, and saved elsewhere before this text is.
  await page.keyboard.type(' Gõ ở đây.');
  await callStore(page, 'articles.save', {
    id,
    baseVersion: article.version,
    fields: { title: 'Sửa ở nơi khác' },
    changedJson: '[]',
    removed: [],
  });
  await page.getByRole('alert').getByRole('button').click();
  await expect(page.locator('[name="title"]')).toHaveValue('Sửa ở nơi khác');
  const revisions = await callStore<{ kind: string; id: number }[]>(page, 'revisions.list', { id });
  const conflict = revisions.find((revision) => revision.kind === 'conflict');
  expect(conflict).toBeDefined();
  const kept = await callStore<{ blocksJson: string }>(page, 'revisions.open', { id, revision: conflict?.id });
  expect(kept.blocksJson).toContain('Gõ ở đây.');
  await bodyOf(page).click();
  await page.keyboard.type('Viết tiếp. ');
  await saved(page);
  expect((await storedText(page)).title).toBe('Sửa ở nơi khác');
});

test('a paste of 50 MB is refused in words, and the text stays as it was', async ({ page }) => {
  await newArticle(page, 'Dán lớn');
  await bodyOf(page).click();
  await page.keyboard.type('Giữ nguyên.');
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'Một dòng chữ dài trong tệp rất lớn.\n'.repeat((50 * 1024 * 1024) / 36));
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector('[data-testid="body"]')?.dispatchEvent(event);
  });
  await expect(page.getByTestId('toast')).toContainText('Nội dung lớn quá');
  await saved(page);
  expect((await storedText(page)).blocks).toEqual(['Giữ nguyên.']);
});

test('one version of Lexical is installed, once: mixed ones swallow letters', async () => {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string }>;
  };
  const found = Object.entries(lock.packages).filter(([path]) =>
    /(^|\/)node_modules\/(lexical|@lexical\/[^/]+)$/.test(path),
  );
  expect(found.length).toBeGreaterThan(5);
  expect(new Set(found.map(([, { version }]) => version)).size).toBe(1);
  expect(found.filter(([path]) => path.lastIndexOf('node_modules/') > 0)).toEqual([]);
});

test('the keyboard reaches everything: F6 walks the panes, Esc goes back to the text, the toolbar is one stop', async ({
  page,
}) => {
  await newArticle(page, 'Bàn phím');
  const pane = () => page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset.pane);
  const walked: (string | undefined)[] = [];
  for (let step = 0; step < 5; step++) {
    await page.keyboard.press('F6');
    walked.push(await pane());
  }
  expect(new Set(walked)).toEqual(new Set(['right', 'status', 'rail', 'left', 'middle']));
  await page.keyboard.press('F6');
  await page.keyboard.press('Escape');
  await expect(bodyOf(page)).toBeFocused();
  await page.locator('.toolbar select').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  await expect(page.locator('.toolbar button').last()).toBeFocused();
});

import { closeWindow, expect, firstPage, test } from './app';
import { bodyOf, newArticle, saved, storedText } from './writing';

test('a new article is written, saved in words on disk, and stands there after a restart', async ({
  app,
  page,
  launch,
  shot,
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
  await shot('editor');
  await closeWindow(app);
  const again = await firstPage(await launch());
  await expect(bodyOf(again)).toContainText('Dòng thứ hai.');
  await expect(again.locator('[name="title"]')).toHaveValue('Đại hội đại đoàn kết');
});

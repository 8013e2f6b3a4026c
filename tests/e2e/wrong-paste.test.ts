import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { bodyOf, newArticle, saved, storedText } from './writing';

const refused = (page: Page, words: string) => page.getByTestId('toast').filter({ hasText: words });
const NOT_A_PICTURE = 'Tệp này không phải ảnh';

/** Files on the clipboard or under the mouse, handed to the editor as Chromium does. */
async function give(page: Page, how: 'paste' | 'drop', files: { name: string; type: string; bytes: number[] }[]) {
  await page.evaluate(
    ([way, list]) => {
      const data = new DataTransfer();
      for (const { name, type, bytes } of list) data.items.add(new File([new Uint8Array(bytes)], name, { type }));
      const body = document.querySelector('[data-testid="body"]');
      const last = body?.lastElementChild?.getBoundingClientRect();
      const at = { clientX: (last?.left ?? 0) + 5, clientY: (last?.top ?? 0) + 5, bubbles: true, cancelable: true };
      body?.dispatchEvent(
        way === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent('drop', { dataTransfer: data, ...at }),
      );
    },
    [how, files] as const,
  );
}

const text = (words: string) => [...new TextEncoder().encode(words)];
/** A real PNG, 2 × 2, drawn by the page itself. */
const png = (page: Page) =>
  page.evaluate(async () => {
    const canvas = new OffscreenCanvas(40, 30);
    canvas.getContext('2d')?.fillRect(0, 0, 40, 30);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())];
  });

async function begin(page: Page): Promise<void> {
  await newArticle(page, 'Bài có ảnh');
  await bodyOf(page).click();
  await page.keyboard.type('Chữ trước.');
}

for (const how of ['paste', 'drop'] as const)
  test(`a picture that is none, by ${how}: it says so and what to do, and the text stays and goes on`, async ({
    page,
    shot,
  }) => {
    await begin(page);
    await give(page, how, [{ name: 'anh.png', type: 'image/png', bytes: text('<html>không phải ảnh</html>') }]);
    await expect(refused(page, NOT_A_PICTURE)).toContainText('Bài không thay đổi');
    await expect(refused(page, NOT_A_PICTURE)).toContainText('Chọn ảnh JPEG, PNG, WebP hoặc GIF');
    if (how === 'paste') await shot('wrong-picture');
    await bodyOf(page).press('Control+End');
    await page.keyboard.type(' Chữ sau.');
    await saved(page);
    expect((await storedText(page)).blocks).toEqual(['Chữ trước. Chữ sau.']);
  });

test('of several pictures the one that is cut short is refused, the others go in', async ({ page }) => {
  await begin(page);
  const whole = await png(page);
  await give(page, 'paste', [
    { name: 'cut.png', type: 'image/png', bytes: whole.slice(0, 40) },
    { name: 'whole.png', type: 'image/png', bytes: whole },
  ]);
  await expect(refused(page, NOT_A_PICTURE)).toBeVisible();
  await expect(bodyOf(page).locator('figure')).toHaveCount(1);
  await saved(page);
  expect((await storedText(page)).blocks[0]).toBe('Chữ trước.');
});

test('a file dropped on the text that is neither a picture nor text is refused in words', async ({ page }) => {
  await begin(page);
  await give(page, 'drop', [{ name: 'bang.xlsx', type: 'application/vnd.ms-excel', bytes: [0x50, 0x4b, 3, 4] }]);
  await expect(refused(page, NOT_A_PICTURE)).toBeVisible();
  await expect(bodyOf(page)).toHaveText('Chữ trước.');
});

test('a picked picture that is none: it says so, and the button picks again', async ({ app, page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'toasoan-picked-'));
  try {
    await writeFile(join(folder, 'hong.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]));
    await writeFile(join(folder, 'tot.png'), Buffer.from(await png(page)));
    await app.evaluate(
      ({ dialog }, files) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [files.shift() ?? ''] });
      },
      [join(folder, 'hong.jpg'), join(folder, 'tot.png')],
    );
    await begin(page);
    await page.getByRole('button', { name: 'Chèn ảnh' }).click();
    await refused(page, NOT_A_PICTURE).getByRole('button', { name: 'Chọn ảnh JPEG, PNG, WebP hoặc GIF' }).click();
    await expect(bodyOf(page).locator('figure')).toHaveCount(1);
    await expect(bodyOf(page)).toContainText('Chữ trước.');
  } finally {
    await rm(folder, { recursive: true });
  }
});

const FIFTY = 50 * 1024 * 1024;

test('50 MB of text pasted from the clipboard are refused in words; the editor takes keys at once', async ({
  app,
  page,
  shot,
}) => {
  await begin(page);
  await app.evaluate(({ clipboard }, size) => clipboard.writeText('một dòng chữ dài. '.repeat(size / 18)), FIFTY);
  await page.keyboard.press('Control+v');
  await page.keyboard.type(' Chữ sau.');
  await expect(refused(page, 'Nội dung lớn quá')).toContainText('Chia thành nhiều phần nhỏ hơn');
  await shot('wrong-paste');
  await saved(page);
  expect((await storedText(page)).blocks).toEqual(['Chữ trước. Chữ sau.']);
  await app.evaluate(({ clipboard }) => clipboard.clear());
});

for (const [name, part, times, end] of [
  ['of markup with little text', '<span></span>', FIFTY / 13, ''],
  ['of a picture inside the page', 'AAAA', FIFTY / 4, '">'],
] as const)
  test(`50 MB ${name} pasted: what is not kept is said, all before it is there, and the editor takes keys`, async ({
    page,
  }) => {
    await begin(page);
    await page.evaluate(
      ([piece, count, last]) => {
        const data = new DataTransfer();
        const open = last === '' ? '' : '<img src="data:image/png;base64,';
        data.setData('text/html', `<p>Ít chữ.</p>${open}${piece.repeat(count)}${last}`);
        data.setData('text/plain', 'Ít chữ.');
        const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
        document.querySelector('[data-testid="body"]')?.dispatchEvent(event);
      },
      [part, times, end] as const,
    );
    await expect(page.getByTestId('toast').first()).toBeVisible({ timeout: 30_000 });
    await page.keyboard.type(' Chữ sau.');
    await saved(page);
    const words = (await storedText(page)).blocks.join(' ');
    expect(words).toContain('Chữ trước.');
    expect(words).toContain('Chữ sau.');
  });

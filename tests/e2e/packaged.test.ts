import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from './packaged';
import { call, openRoom } from './rooms';
import { bodyOf, newArticle, saved } from './writing';

const TITLE = 'Ấp Cây Me rộn ràng ngày hội đại đoàn kết';
const LEAD = 'Sáng nay, bà con ấp Cây Me cùng dọn vườn, nấu bữa cơm chung và bàn việc đường sá.';
const TEXT = 'Ông Tư Ửng kể: “Ở đây, nhà nào có việc thì cả xóm cùng tới.” Ấy là nếp cũ của vùng sông nước.';

async function write(page: Page): Promise<void> {
  await newArticle(page, TITLE);
  await page.locator('[name="lead"]').click();
  await page.keyboard.insertText(LEAD);
  await bodyOf(page).click();
  await page.keyboard.type(TEXT);
  await saved(page);
}

test('what was typed is said to be saved, and is there after a restart', async ({ start }) => {
  const first = await start();
  await write(first.page);
  expect(await first.close()).toBe(0);

  const { page, close } = await start();
  await expect(page.locator('[name="title"]')).toHaveValue(TITLE);
  await expect(page.locator('[name="lead"]')).toHaveValue(LEAD);
  await expect(bodyOf(page)).toContainText(TEXT);
  expect(await close()).toBe(0);
});

test('what was said to be saved is there after the program was killed', async ({ start }) => {
  const first = await start();
  await write(first.page);
  first.process.kill('SIGKILL');
  await once(first.process, 'exit');
  const { page } = await start();
  await expect(page.locator('[name="title"]')).toHaveValue(TITLE);
  await expect(bodyOf(page)).toContainText(TEXT);
});

test('the main job: written, approved, laid out as a PDF, published to a folder', async ({ start, dataFolder }) => {
  const { page, close } = await start();
  await write(page);
  const stand = page.getByRole('region', { name: 'Tình trạng bài' });
  await stand.getByRole('button', { name: 'Nộp bài' }).click();
  await stand.getByRole('button', { name: 'Duyệt bài' }).click();
  await expect(stand.getByRole('button', { name: 'Gửi đăng…' })).toBeVisible();

  await openRoom(page, 'bulletin', 'Bản tin');
  const bulletin = page.locator('[data-room="bulletin"]');
  await bulletin.getByRole('button', { name: 'Bản tin mới' }).first().click();
  await bulletin.getByRole('button', { name: 'Chọn bài' }).click();
  await page.getByRole('dialog').getByRole('option').first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đưa 1 bài vào' }).click();
  // Drawn by pdf.js from the PDF that Typst made in its own process.
  await bulletin.locator('[data-page="1"][data-drawn="true"] canvas').waitFor();
  await bulletin.getByRole('button', { name: 'Xuất PDF' }).click();
  await expect(page.getByText(/Đã xuất PDF/)).toBeVisible();
  const [pdf] = await readdir(join(dataFolder, 'pdf'));
  expect((await readFile(join(dataFolder, 'pdf', pdf ?? ''))).subarray(0, 5).toString()).toBe('%PDF-');

  // The folder is chosen in the system's own dialog, which no test can reach in a fused program: the channel behind it.
  const portal = join(dataFolder, 'portal');
  await mkdir(portal);
  await call(page, 'targets.save', {
    id: null,
    name: 'Bài gửi tỉnh',
    config: { kind: 'folder', path: portal },
    secret: null,
  });
  await openRoom(page, 'library', 'Thư viện');
  await page.getByRole('grid').locator('[role="row"][aria-selected]').first().click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Gửi đi' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Gửi 1 bài' }).click();
  await expect.poll(async () => (await readdir(portal)).filter((name) => name.endsWith('.html'))).toHaveLength(1);
  const html = (await readdir(portal)).find((name) => name.endsWith('.html')) ?? '';
  const published = await readFile(join(portal, html), 'utf8');
  for (const words of [TITLE, LEAD, 'nếp cũ của vùng sông nước']) expect(published).toContain(words);
  expect(await close()).toBe(0);
});

test('the fuses hold: it does not run as Node, takes no inspector and no options for Node', async ({
  program,
  dataFolder,
}) => {
  const outputOf = async (args: string[], env: NodeJS.ProcessEnv) => {
    const child = spawn(program, [...args, '--no-sandbox', `--user-data-dir=${dataFolder}`], {
      env: { ...process.env, ...env, DISPLAY: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (text += part));
    await once(child, 'exit');
    return text;
  };
  // Without a display the program ends by itself, after it would have answered as Node or opened an inspector.
  expect(await outputOf(['-e', 'console.log("as" + "Node")'], { ELECTRON_RUN_AS_NODE: '1' })).not.toContain('asNode');
  expect(await outputOf(['--inspect=0'], {})).not.toContain('Debugger listening');
  expect(await outputOf([], { NODE_OPTIONS: '--require=/none-of-that' })).not.toContain('none-of-that');
});

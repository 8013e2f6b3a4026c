import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closeWindow, expect, firstPage, test } from './app';

test('the window opens on the interface and is shown', async ({ app, page }) => {
  expect(page.url()).toBe('app://toasoan/index.html');
  const state = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return { visible: window?.isVisible(), title: window?.getTitle(), count: BrowserWindow.getAllWindows().length };
  });
  expect(state).toEqual({ visible: true, title: 'Tòa soạn', count: 1 });
});

test('closing the window ends the program and leaves the store closed cleanly', async ({ app, page, dataFolder }) => {
  await expect(page.locator('#root')).toBeVisible();
  await closeWindow(app);
  // SQLite removes its log when the last connection has closed after a checkpoint.
  expect(existsSync(join(dataFolder, 'data'))).toBe(true);
  const left = await readFile(join(dataFolder, 'data', 'window.json'), 'utf8');
  expect(JSON.parse(left)).toMatchObject({ maximized: false });
});

test('the window opens again where it was left', async ({ launch }) => {
  const first = await launch();
  await firstPage(first);
  const bounds = { x: 120, y: 90, width: 1100, height: 700 };
  await first.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), bounds);
  await closeWindow(first);
  const second = await launch();
  await firstPage(second);
  expect(await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(bounds);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../build/bootstrap/index.mjs';
import { closeWindow, expect, firstPage, test } from './app';
import { listen } from './listen';

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
  expect((await readdir(join(dataFolder, 'data'))).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
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

test('a second start brings the first window forward and ends', async ({ app, page, electron, dataFolder }) => {
  await expect(page.locator('#root')).toBeVisible();
  await app.evaluate(({ app: self, BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.minimize();
    (globalThis as unknown as { again: Promise<void> }).again = new Promise((resolve) => {
      self.once('second-instance', () => resolve());
    });
  });
  const second = spawn(electron.electronPath, [...electron.args, root, `--user-data-dir=${dataFolder}`], {
    env: electron.env,
    stdio: 'ignore',
  });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  await app.evaluate(() => (globalThis as unknown as { again: Promise<void> }).again);
  const state = await app.evaluate(({ BrowserWindow }) => {
    const all = BrowserWindow.getAllWindows();
    return { count: all.length, minimized: all[0]?.isMinimized(), visible: all[0]?.isVisible() };
  });
  expect(state).toEqual({ count: 1, minimized: false, visible: true });
});

test('a page that crashes comes back, and the person is told', async ({ app, page }) => {
  await expect(page.locator('#root')).toBeVisible();
  await app.evaluate(({ webContents }) => {
    const own = webContents.getAllWebContents().find((one) => one.getURL().startsWith('app://'));
    const back = new Promise<void>((resolve) => own?.once('did-finish-load', () => resolve()));
    own?.forcefullyCrashRenderer();
    return back;
  });
  const notices = await app.evaluate(async ({ webContents }) => {
    const own = webContents.getAllWebContents().find((one) => one.getURL().startsWith('app://'));
    return own?.executeJavaScript("window.toasoan.call('app.notices', {})");
  });
  expect(notices).toMatchObject({ ok: true, value: [expect.objectContaining({ code: 'shell.reloaded' })] });
});

for (const language of ['vi', 'en'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });
    test('the menu speaks the language and follows its change at once', async ({ app, page }) => {
      await expect(page.locator('#root')).toBeVisible();
      const labels = () =>
        app.evaluate(({ Menu }) => {
          const flat = (items: Electron.MenuItem[]): string[] =>
            items.flatMap((item) => [item.label, ...(item.submenu ? flat(item.submenu.items) : [])]);
          return flat(Menu.getApplicationMenu()?.items ?? []);
        });
      const words = { vi: ['&Tệp', 'Bài mới', 'Thoát', 'Thư viện'], en: ['&File', 'New article', 'Quit', 'Library'] };
      expect(await labels()).toEqual(expect.arrayContaining(words[language]));
      const other = language === 'vi' ? 'en' : 'vi';
      await page.evaluate((to) => window.toasoan.call('settings.set', { change: { language: to } }), other);
      expect(await labels()).toEqual(expect.arrayContaining(words[other]));
    });
  });
}

test('a command of the menu reaches the interface', async ({ app, page }) => {
  const heard = await listen(page);
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('help.about')?.click());
  await expect.poll(heard).toEqual({ command: 'help.about' });
});

test.describe('with a policy', () => {
  test.use({ policy: { theme: 'dark', categories: ['Thời sự', 'Nông thôn mới'] } });
  test('what the office has set holds and cannot be changed', async ({ app, page }) => {
    const get = () => page.evaluate(() => window.toasoan.call('settings.get', {}));
    expect(await get()).toMatchObject({ value: { settings: { theme: 'dark', language: 'vi' } } });
    expect(await get()).toMatchObject({ value: { locked: expect.arrayContaining(['theme', 'categories']) } });
    await page.evaluate(() =>
      window.toasoan.call('settings.set', { change: { theme: 'light', categories: [], author: 'Ngọc Ánh' } }),
    );
    expect(await get()).toMatchObject({
      value: { settings: { theme: 'dark', categories: ['Thời sự', 'Nông thôn mới'], author: 'Ngọc Ánh' } },
    });
    expect(await app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
  });
});

test('an unreadable policy and unreadable settings are told, and the program runs', async ({ launch, dataFolder }) => {
  await writeFile(join(dataFolder, 'policy.json'), '{"theme":"pink"}');
  await writeFile(join(dataFolder, 'settings.json'), 'not JSON');
  const page = await firstPage(await launch());
  const answer = await page.evaluate(() => window.toasoan.call('app.notices', {}));
  expect(answer).toMatchObject({
    ok: true,
    value: [
      { code: 'policy.unreadable', params: { path: join(dataFolder, 'policy.json'), reason: 'theme' } },
      { code: 'settings.unreadable' },
    ],
  });
  const kept = (await readdir(dataFolder)).filter((name) => name.startsWith('settings.json.unreadable-'));
  expect(kept).toHaveLength(1);
  expect(await readFile(join(dataFolder, kept[0] ?? ''), 'utf8')).toBe('not JSON');
});

test('data that a newer version wrote is left closed, and the person is told', async ({ launch, dataFolder }) => {
  const first = await launch();
  await firstPage(first);
  await closeWindow(first);
  const file = join(dataFolder, 'data', 'toasoan.db');
  const bytes = await readFile(file);
  // SQLite keeps user_version at byte 60 of its header, big-endian.
  bytes.writeUInt32BE(9999, 60);
  await writeFile(file, bytes);
  const page = await firstPage(await launch());
  await expect
    .poll(() => page.evaluate(() => window.toasoan.call('app.notices', {})))
    .toMatchObject({ value: [{ code: 'store.newer', severity: 'fault' }] });
  expect(await page.evaluate(() => window.toasoan.call('articles.facets', {}))).toMatchObject({
    ok: false,
    error: { code: 'store.newer' },
  });
  expect((await readFile(file)).equals(bytes)).toBe(true);
});

test('the end of the session closes the program as a person would', async ({ app, page, dataFolder }) => {
  await expect(page.locator('#root')).toBeVisible();
  const child = app.process();
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const [code, signal] = await gone;
  expect([code, signal]).toEqual([0, null]);
  expect((await readdir(join(dataFolder, 'data'))).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
});

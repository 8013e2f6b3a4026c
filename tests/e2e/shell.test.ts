import { expect, test } from './app';

test('the window opens on the interface and is shown', async ({ app, page, shot }) => {
  expect(page.url()).toBe('app://toasoan/index.html');
  const state = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return { visible: window?.isVisible(), title: window?.getTitle(), count: BrowserWindow.getAllWindows().length };
  });
  expect(state).toEqual({ visible: true, title: 'Tòa soạn', count: 1 });
  await shot('shell');
});

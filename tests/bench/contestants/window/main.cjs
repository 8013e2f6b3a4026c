// A bare Electron window: nothing of the product. Says when its first frame is painted.
const { join } = require('node:path');
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({
    x: 0,
    y: 0,
    width: 1366,
    height: 768,
    webPreferences: { contextIsolation: true, sandbox: true, spellcheck: false },
  });
  window.on('page-title-updated', (_event, title) => {
    if (title === 'painted') process.stdout.write(`${JSON.stringify({ mark: 'painted' })}\n`);
  });
  window.loadFile(join(__dirname, 'index.html'));
});
app.on('window-all-closed', () => app.quit());

// A window with bare Lexical in it: nothing of the product. TOASOAN_CONTESTANT names the folder of the built page.
const { join } = require('node:path');
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({
    x: 0,
    y: 0,
    width: Number(process.env.TOASOAN_WIDTH || 1366),
    height: Number(process.env.TOASOAN_HEIGHT || 768),
    webPreferences: { contextIsolation: true, sandbox: true, spellcheck: false },
  });
  window.loadFile(join(process.env.TOASOAN_CONTESTANT, 'index.html'));
});
app.on('window-all-closed', () => app.quit());

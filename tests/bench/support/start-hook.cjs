// Loaded into the product's main process by `-r`, in benches only; no driver is attached. Writes one JSON line a mark:
// `ready` when the interface has told main that the editor is painted and takes keys and the window is shown, `shell` when the
// left pane, the sheet and the inspector are filled and painted.
// TOASOAN_DELAY (ms): so long main stands still before it answers a call: the self-check.
const { app, BrowserWindow, ipcMain } = require('electron');

// The product takes paths on its command line for files to read in: this one is not for it.
process.argv.splice(process.argv.indexOf(__filename) - 1, 2);

const delay = Number(process.env.TOASOAN_DELAY || 0);
const mark = (name, more) => process.stdout.write(`${JSON.stringify({ mark: name, ...more })}\n`);

/** In the page: what is on screen now, then again when the whole window is drawn. */
const look = `(() => {
  const sheet = () => {
    const roots = [...document.querySelectorAll('[contenteditable="true"]')];
    return roots.map((root) => root.textContent.length).reduce((one, other) => Math.max(one, other), 0);
  };
  const pane = (name) => document.querySelector('[data-pane="' + name + '"]');
  const drawn = () => (pane('left')?.textContent.length ?? 0) > 200 &&
    (pane('right')?.querySelectorAll('input, textarea, select, [role="tab"]').length ?? 0) > 2 &&
    document.fonts.status === 'loaded' && sheet() > 0;
  const editable = sheet();
  return new Promise((resolve) => {
    const frame = () => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      const whole = drawn();
      port1.onmessage = () => (whole ? resolve({ editable }) : frame());
      port2.postMessage(null);
    });
    frame();
  });
})()`;

function ready() {
  const [window] = BrowserWindow.getAllWindows();
  const shown = () => {
    mark('ready');
    window.webContents.executeJavaScript(look).then(
      (seen) => mark('shell', seen),
      () => undefined,
    );
  };
  if (window.isVisible()) shown();
  else window.once('show', shown);
}

const handle = ipcMain.handle.bind(ipcMain);
ipcMain.handle = (channel, listener) =>
  handle(channel, (event, name, input) => {
    if (delay > 0) {
      const end = performance.now() + delay;
      while (performance.now() < end);
    }
    if (name === 'app.ready') ready();
    return listener(event, name, input);
  });
app.on('quit', () => mark('quit'));

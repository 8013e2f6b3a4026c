import { expect, test } from './app';

/** Calls through the bridge as a page's script could, past the typed wrapper. */
type Answer = { ok: boolean; error?: { code: string; params: Record<string, unknown> } };

test.describe('the page', () => {
  test('has no Node, no Electron and no more of the bridge than two functions', async ({ page }) => {
    const found = await page.evaluate(() => {
      const names = ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'];
      return {
        node: names.filter((name) => name in globalThis),
        bridge: Object.keys((globalThis as unknown as { toasoan: object }).toasoan).sort(),
      };
    });
    expect(found).toEqual({ node: [], bridge: ['call', 'on'] });
  });

  test('runs isolated and in the sandbox, with nothing loosened', async ({ app, page }) => {
    expect(await page.evaluate(() => window.isSecureContext)).toBe(true);
    const set = await app.evaluate(({ webContents }) => {
      const own = webContents.getAllWebContents().find((one) => one.getURL().startsWith('app://'));
      // Not in the type definitions, and the only place that says what really holds.
      const preferences = (
        own as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
      const names = [
        'contextIsolation',
        'sandbox',
        'nodeIntegration',
        'nodeIntegrationInWorker',
        'nodeIntegrationInSubFrames',
        'webSecurity',
        'allowRunningInsecureContent',
        'experimentalFeatures',
        'webviewTag',
        'navigateOnDragDrop',
        'spellcheck',
      ];
      return Object.fromEntries(names.map((name) => [name, preferences[name] ?? false]));
    });
    expect(set).toEqual({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    });
  });

  test('cannot change the bridge for those who come after', async ({ page }) => {
    const changed = await page.evaluate(() => {
      const before = window.toasoan.call;
      try {
        (window as unknown as { toasoan: unknown }).toasoan = null;
        (window.toasoan as { call: unknown }).call = null;
      } catch {
        // Refused loudly or silently: what counts is what stands there afterwards.
      }
      return window.toasoan.call !== before;
    });
    expect(changed).toBe(false);
  });
});

test.describe('the router refuses', () => {
  const ask = (page: import('@playwright/test').Page, name: string, input: unknown): Promise<Answer> =>
    page.evaluate(([n, i]) => window.toasoan.call(n as string, i), [name, input] as const);

  test('a channel that is none', async ({ page }) => {
    expect(await ask(page, 'files.delete', {})).toMatchObject({ ok: false, error: { code: 'channel.unknown' } });
    expect(await ask(page, 'constructor', {})).toMatchObject({ ok: false, error: { code: 'channel.unknown' } });
  });

  test('an unknown field', async ({ page }) => {
    expect(await ask(page, 'app.info', { extra: 1 })).toEqual({
      ok: false,
      error: { code: 'channel.input', params: { channel: 'app.info', field: 'extra' } },
    });
  });

  test('a link that could start a program', async ({ page }) => {
    expect(await ask(page, 'app.openLink', { url: 'file:///etc/passwd' })).toMatchObject({
      ok: false,
      error: { code: 'channel.input' },
    });
  });

  test('another window, though it has the same preload', async ({ app, page }) => {
    await expect(page.locator('#root')).toBeVisible();
    const answers = await app.evaluate(
      async ({ BrowserWindow, app: self }, urls) => {
        const preload = `${self.getAppPath()}/out/preload/preload.cjs`;
        const all: unknown[] = [];
        for (const url of urls) {
          const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
          await foreign.loadURL(url);
          all.push(await foreign.webContents.executeJavaScript("window.toasoan.call('app.info', {})"));
          foreign.destroy();
        }
        return all;
      },
      ['data:text/html,<p>foreign', 'about:blank'],
    );
    for (const answer of answers) expect(answer).toEqual({ ok: false, error: { code: 'channel.sender', params: {} } });
  });

  test('a frame inside the page', async ({ app, page }) => {
    await expect(page.locator('#root')).toBeVisible();
    // The content policy allows no frame at all; so one is made where no policy is, to see the router's own check.
    const answer = await app.evaluate(async ({ BrowserWindow, app: self }) => {
      const preload = `${self.getAppPath()}/out/preload/preload.cjs`;
      const outer = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, nodeIntegrationInSubFrames: true },
      });
      await outer.loadURL('data:text/html,<iframe srcdoc="<p>inner"></iframe>');
      const inner = outer.webContents.mainFrame.frames[0];
      const found = await inner?.executeJavaScript(
        "window.toasoan ? window.toasoan.call('app.info', {}) : 'no bridge'",
      );
      outer.destroy();
      return found;
    });
    expect(answer).toEqual({ ok: false, error: { code: 'channel.sender', params: {} } });
  });
});

test.describe('the content policy', () => {
  test.use({ allowedFaults: /Content Security Policy|Failed to load resource/ });

  test('runs no inline script, no eval and no inline handler', async ({ page }) => {
    const outcome = await page.evaluate(async () => {
      const broken = new Set<string>();
      const allBroken = new Promise<void>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          broken.add(event.effectiveDirective);
          if (broken.size === 3) resolve();
        });
      });
      const script = document.createElement('script');
      script.textContent = 'window.ranInline = true';
      document.body.append(script);
      const image = document.createElement('img');
      image.setAttribute('onerror', 'window.ranHandler = true');
      image.src = 'app://toasoan/none.png';
      document.body.append(image);
      await new Promise((resolve) => image.addEventListener('error', resolve));
      let evaluated = true;
      try {
        // biome-ignore lint/security/noGlobalEval: the very thing to be refused
        globalThis.eval('1');
      } catch {
        evaluated = false;
      }
      await allBroken;
      const ran = window as unknown as { ranInline?: boolean; ranHandler?: boolean };
      return {
        broken: [...broken].sort(),
        inline: ran.ranInline ?? false,
        handler: ran.ranHandler ?? false,
        evaluated,
      };
    });
    expect(outcome).toEqual({
      broken: ['script-src', 'script-src-attr', 'script-src-elem'],
      inline: false,
      handler: false,
      evaluated: false,
    });
  });

  test('lets nothing in from outside and nothing out', async ({ page }) => {
    const reached = await page.evaluate(async () => {
      const tries: Record<string, () => Promise<unknown>> = {
        fetch: () => fetch('http://127.0.0.1:9/'),
        file: () => fetch('file:///etc/hostname'),
        script: () =>
          new Promise((resolve, reject) => {
            const script = document.createElement('script');
            script.src = 'http://127.0.0.1:9/x.js';
            script.onload = resolve;
            script.onerror = reject;
            document.body.append(script);
          }),
        frame: () =>
          new Promise((_, reject) => {
            document.addEventListener('securitypolicyviolation', reject, { once: true });
            const frame = document.createElement('iframe');
            frame.src = 'app://toasoan/index.html';
            document.body.append(frame);
          }),
      };
      const done: string[] = [];
      for (const [name, one] of Object.entries(tries)) {
        await one().then(
          () => done.push(name),
          () => undefined,
        );
      }
      return done;
    });
    expect(reached).toEqual([]);
  });

  test('comes with every file of the interface', async ({ app, page }) => {
    await expect(page.locator('#root')).toBeVisible();
    const headers = await page.evaluate(async () => {
      const answer = await fetch('app://toasoan/index.html');
      return Object.fromEntries(answer.headers);
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });
});

test.describe('addresses', () => {
  test.use({ allowedFaults: /Failed to load resource|Fetch API cannot load|CORS/ });

  test('outside the interface’s folder are not served', async ({ page }) => {
    const statuses = await page.evaluate(async () => {
      const paths = [
        '../main/index.js',
        '%2e%2e/main/index.js',
        '..%2fmain/index.js',
        '..%5cmain%5cindex.js',
        'none.html',
        '',
        'assets',
      ];
      return Promise.all(paths.map(async (path) => (await fetch(`app://toasoan/${path}`)).status));
    });
    expect(statuses).toEqual([404, 404, 404, 404, 404, 404, 404]);
  });

  test('of pictures that are not stored, or are no sha256, give an error', async ({ page }) => {
    const statuses = await page.evaluate(async (sha) => {
      const urls = [`media://${sha}`, 'media://abc', 'media://preview/none', `media://preview/..%2f${sha}`];
      return Promise.all(urls.map(async (url) => (await fetch(url).catch(() => null))?.status ?? 'refused'));
    }, 'a'.repeat(64));
    // What is an error answers without leave to be read by the page: refused altogether.
    for (const status of statuses) expect(['refused', 400, 404]).toContain(status);
  });
});

test.describe('the window', () => {
  test.use({ allowedFaults: /Not allowed to|net::ERR/ });

  test('goes nowhere else and opens no other', async ({ app, page }) => {
    await app.evaluate(({ shell }) => {
      const opened: string[] = [];
      (globalThis as unknown as { opened: string[] }).opened = opened;
      // The system's browser must not really open on the machine of whoever runs the tests.
      shell.openExternal = (url: string) => {
        opened.push(url);
        return Promise.resolve();
      };
    });
    await page.evaluate(() => {
      window.open('https://example.org/opened');
      window.open('file:///etc/passwd');
      window.open('app://toasoan/index.html');
      for (const href of ['https://example.org/clicked', 'file:///etc/passwd', 'javascript:document.title="x"']) {
        const link = document.createElement('a');
        link.href = href;
        link.textContent = 'x';
        document.body.append(link);
        if (!href.startsWith('javascript')) link.click();
        link.remove();
      }
    });
    const opened = () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
    await expect.poll(opened).toEqual(['https://example.org/opened', 'https://example.org/clicked']);
    expect(page.url()).toBe('app://toasoan/index.html');
    expect(app.windows()).toHaveLength(1);
  });

  test('grants no permission', async ({ page }) => {
    const granted = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
      const states = await Promise.all(
        names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
      );
      const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        () => 'refused',
      );
      return { states, camera, notification: await Notification.requestPermission() };
    });
    expect(granted.states).not.toContain('granted');
    expect(granted).toMatchObject({ camera: 'refused', notification: 'denied' });
  });
});

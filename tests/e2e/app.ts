import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { prepare, root } from '../../build/bootstrap/index.mjs';
import type { Policy, Settings } from '../../shared/domain/settings';

export { expect } from '@playwright/test';

/** What a test may choose of its run: `test.use({ settings: { language: 'en' }, size: SMALL })`. */
export interface AppOptions {
  /** Written before the start; what is not named is the default. */
  settings: Partial<Settings>;
  /** The office's policy; null: none. */
  policy: Policy | null;
  /** Pixels of the whole window, its menu included. */
  size: { width: number; height: number };
  theme: 'light' | 'dark';
  language: 'vi' | 'en';
  /** More of the command line: switches, files to open. */
  args: string[];
  /** Console faults that this test provokes. (One pattern: Playwright takes a list for a value with its options.) */
  allowedFaults: RegExp | null;
}

export interface AppFixtures {
  /** Everything the program writes lies here; removed afterwards. */
  dataFolder: string;
  /** Starts the app on `dataFolder`, also a second time after `close`. */
  launch: (more?: { args?: string[] }) => Promise<ElectronApplication>;
  app: ElectronApplication;
  page: Page;
  /** out/shots/<name>-<width>-<theme>-<language>.png: for the README and for eyes. */
  shot: (name: string) => Promise<void>;
  /** The same of a page that the test opened itself, after a restart. */
  shotOf: (page: Page, name: string) => Promise<void>;
}

interface WorkerFixtures {
  electron: Awaited<ReturnType<typeof prepare>>;
}

/** The screens that every room is looked at on (design §7). */
export const SMALL = { width: 1366, height: 768 };
export const LARGE = { width: 1920, height: 1080 };

/**
 * The real app in the real Electron on a fresh data folder. A fault in the page's console, an uncaught error and a broken
 * content policy fail the test.
 */
export const test = base.extend<AppOptions & AppFixtures, WorkerFixtures>({
  settings: [{}, { option: true }],
  policy: [null, { option: true }],
  size: [SMALL, { option: true }],
  theme: ['light', { option: true }],
  language: ['vi', { option: true }],
  args: [[], { option: true }],
  allowedFaults: [null, { option: true }],

  electron: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the parameters
    async ({}, use) => {
      const set = await prepare({ build: true });
      await use(set);
      set.end();
    },
    { scope: 'worker', timeout: 180_000 },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the parameters
  dataFolder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'toasoan-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  },

  launch: async ({ electron, dataFolder, settings, policy, size, theme, language, args, allowedFaults }, use, info) => {
    const policyFile = join(dataFolder, 'policy.json');
    await mkdir(join(dataFolder, 'data'), { recursive: true });
    await writeFile(join(dataFolder, 'settings.json'), JSON.stringify({ theme, language, ...settings }));
    await writeFile(
      join(dataFolder, 'data', 'window.json'),
      JSON.stringify({ bounds: { x: 0, y: 0, ...size }, maximized: false, fullScreen: false }),
    );
    if (policy) await writeFile(policyFile, JSON.stringify(policy));
    const faults: string[] = [];
    const running = new Set<ElectronApplication>();
    await use(async (more) => {
      // Not named by `executablePath`: only when Playwright finds Electron by itself does it hold the app's start until it
      // is connected. Without that one launch in some fifty hung (seen on a busy machine).
      process.env.ELECTRON_OVERRIDE_DIST_PATH = electron.dist;
      const app = await _electron.launch({
        args: [
          ...electron.args,
          root,
          `--user-data-dir=${dataFolder}`,
          `--policy=${policyFile}`,
          // One pixel is one pixel, and nothing is fetched in the background.
          '--force-device-scale-factor=1',
          '--disable-component-update',
          ...args,
          ...(more?.args ?? []),
        ],
        cwd: root,
        env: { ...strings(electron.env), TZ: 'Asia/Ho_Chi_Minh' },
      });
      running.add(app);
      app.on('close', () => running.delete(app));
      app.on('window', (page) => watch(page, faults, allowedFaults));
      for (const page of app.windows()) watch(page, faults, allowedFaults);
      return app;
    });
    for (const app of running) await app.close();
    if (info.status !== info.expectedStatus) {
      const body = await readFile(join(dataFolder, 'logs', 'main.log')).catch(() => null);
      if (body) await info.attach('the program’s log', { body, contentType: 'text/plain' });
    }
    if (faults.length > 0) throw new Error(`the page reported faults:\n${faults.join('\n')}`);
  },

  app: async ({ launch }, use) => {
    await use(await launch());
  },

  page: async ({ app }, use) => {
    const page = await app.firstWindow();
    await page.waitForSelector('#root > *');
    await use(page);
  },

  shotOf: async ({ size, theme, language }, use) => {
    await use(async (page, name) => {
      const folder = join(root, 'out', 'shots');
      await mkdir(folder, { recursive: true });
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      await page.screenshot({
        path: join(folder, `${name}-${size.width}-${theme}-${language}.png`),
        animations: 'disabled',
        caret: 'hide',
      });
    });
  },

  shot: async ({ page, shotOf }, use) => {
    await use((name) => shotOf(page, name));
  },
});

/** Opens another copy of the app's window handle after a restart. */
export async function firstPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow();
  await page.waitForSelector('#root > *');
  return page;
}

/** Ends the app as the person does: by closing its window. Resolves once the process is gone. */
export async function closeWindow(app: ElectronApplication): Promise<void> {
  const gone = app.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close();
  });
  await gone;
}

const watched = new WeakSet<Page>();

function watch(page: Page, faults: string[], allowed: RegExp | null): void {
  if (watched.has(page)) return;
  watched.add(page);
  const note = (text: string) => {
    if (!allowed?.test(text)) faults.push(text);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => note(`uncaught: ${error.stack ?? error.message}`));
}

function strings(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, test as base, chromium, expect, type Page } from '@playwright/test';
import { prepare } from '../../build/bootstrap/index.mjs';
import { dist } from '../../build/dist.mjs';

/** The packaged program while it runs, seen through its interface alone: no inspector, no main process to reach into. */
export interface Running {
  readonly page: Page;
  readonly process: ChildProcess;
  /** Closes the window as the person does; resolves once the process is gone, with its exit code. */
  close(): Promise<number | null>;
}

export interface PackagedFixtures {
  dataFolder: string;
  /** The program's executable. */
  program: string;
  start: () => Promise<Running>;
}

interface Built {
  built: { program: string; args: readonly string[]; env: NodeJS.ProcessEnv };
}

/**
 * The unpacked program of `npm run dist:dir`, fused as for release. With the inspector fused off Playwright cannot launch
 * it; it is driven through Chromium's own remote debugging.
 */
export const test = base.extend<PackagedFixtures, Built>({
  built: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the parameters
    async ({}, use) => {
      const set = await prepare();
      const out = await dist({ dir: true });
      await use({ program: join(out, 'linux-unpacked', 'toasoan'), args: set.args, env: set.env });
      set.end();
    },
    { scope: 'worker', timeout: 300_000 },
  ],

  program: async ({ built }, use) => use(built.program),

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the parameters
  dataFolder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'toasoan-packaged-'));
    await mkdir(join(folder, 'data'), { recursive: true });
    const settings = { theme: 'light', language: 'vi', exportFolder: join(folder, 'pdf') };
    await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  },

  start: async ({ built, dataFolder }, use) => {
    const running = new Set<{ browser: Browser; child: ChildProcess }>();
    const faults: string[] = [];
    await use(async () => {
      const child = spawn(
        built.program,
        [...built.args, `--user-data-dir=${dataFolder}`, '--remote-debugging-port=0', '--force-device-scale-factor=1'],
        { env: { ...built.env, TZ: 'Asia/Ho_Chi_Minh' }, stdio: ['ignore', 'ignore', 'pipe'] },
      );
      const address = await debuggingAddress(child);
      await pageListed(address);
      const browser = await chromium.connectOverCDP(address);
      const one = { browser, child };
      running.add(one);
      const context = browser.contexts()[0];
      if (!context) throw new Error('the program has no page');
      const page = context.pages()[0] ?? (await context.waitForEvent('page'));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      page.on('pageerror', (error) => faults.push(error.message));
      await page.waitForSelector('#root > *');
      return {
        page,
        process: child,
        close: async () => {
          const gone = once(child, 'exit');
          await page.evaluate(() => window.close());
          const [code] = await gone;
          running.delete(one);
          return code as number | null;
        },
      };
    });
    for (const { browser, child } of running) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await browser.close().catch(() => undefined);
    }
    if (faults.length > 0) throw new Error(`the page reported faults:\n${faults.join('\n')}`);
  },
});

/** Chromium names its port on standard error. @throws when the program ends without one */
async function debuggingAddress(child: ChildProcess): Promise<string> {
  if (!child.stderr) throw new Error('no standard error');
  for await (const line of createInterface({ input: child.stderr })) {
    const hit = /DevTools listening on (ws:\/\/\S+)/.exec(line);
    if (hit?.[1]) {
      child.stderr.resume();
      return hit[1];
    }
  }
  throw new Error('the program ended before it took connections');
}

/** Resolves once the window's page is there: who connects while it is being made may wait for it for ever (seen). */
async function pageListed(address: string): Promise<void> {
  const list = new URL('/json/list', address.replace(/^ws:/, 'http:'));
  await expect
    .poll(async () => ((await (await fetch(list)).json()) as { url: string }[]).map(({ url }) => url), {
      timeout: 30_000,
    })
    .toContain('app://toasoan/index.html');
}

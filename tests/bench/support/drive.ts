import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron, type CDPSession, type ElectronApplication, type Page } from '@playwright/test';
import { build } from 'esbuild';
import type { BenchContext, RunContext } from '../../../build/contracts';
import { WINDOW } from './folder';
import { installMeter } from './meter';

/** An Electron with one page, driven over the debugging protocol. */
export interface Driven {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly cdp: CDPSession;
  end(): Promise<void>;
}

/** Both sides get the same: a window behind another one is drawn and timed like the one in front. */
const COMMON = [
  '--force-device-scale-factor=1',
  '--disable-component-update',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

/** The product on a data folder. It is ready when this resolves: an article stands in the editor. */
export async function driveProduct(context: RunContext, folder: string, delayMs = 0): Promise<Driven> {
  return drive(context, [context.root, `--user-data-dir=${folder}`], {}, delayMs);
}

/** Bare Lexical in a window of the same size. */
export async function driveLexical(context: BenchContext): Promise<Driven> {
  const source = join(context.root, 'tests', 'bench', 'contestants', 'lexical');
  const built = join(context.root, 'out', 'bench', 'lexical');
  await build({
    entryPoints: [join(source, 'page.ts'), join(source, 'page.css')],
    outdir: built,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'chrome130',
    // Lexical's own choice of its production build.
    define: { 'process.env.NODE_ENV': '"production"' },
    conditions: ['production'],
    loader: { '.ttf': 'file' },
    logLevel: 'error',
  });
  await mkdir(built, { recursive: true });
  await cp(join(source, 'index.html'), join(built, 'index.html'));
  const profile = await mkdtemp(join(tmpdir(), 'toasoan-bench-lexical-'));
  const driven = await drive(
    context,
    [join(source, 'main.cjs'), `--user-data-dir=${profile}`],
    { TOASOAN_CONTESTANT: built, TOASOAN_WIDTH: String(WINDOW.width), TOASOAN_HEIGHT: String(WINDOW.height) },
    0,
  );
  return {
    ...driven,
    async end() {
      await driven.end();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

async function drive(
  { electron, root }: RunContext,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  delayMs: number,
): Promise<Driven> {
  // Not named by `executablePath`: only when Playwright finds Electron by itself does it hold the app's start until it is
  // connected. Without that one launch in some fifty hung (seen on a busy machine).
  process.env.ELECTRON_OVERRIDE_DIST_PATH = dirname(electron.path);
  const app = await _electron.launch({
    args: [...electron.args, ...args, ...COMMON],
    cwd: root,
    env: { ...strings(electron.env), ...env },
  });
  const page = await app.firstWindow();
  await page.waitForSelector('[contenteditable="true"]');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.evaluate(installMeter, delayMs);
  const cdp = await page.context().newCDPSession(page);
  // Two windows on one screen: each believes it has the focus, as the one in front would.
  await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  return { app, page, cdp, end: () => app.close() };
}

export function strings(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

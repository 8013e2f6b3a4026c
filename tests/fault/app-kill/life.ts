import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { RunContext } from '../../../build/contracts';
import { saveOn, type stepsOf, type Told, watchSaved } from './script';

/** A start that takes longer than this (ms) is a fault of its own. */
const DEADLINE = 30_000;
const LETTERS = 'anh em xa gan cung nhau di tren con duong dai ve que huong ';

export interface Life {
  readonly folder: string;
  /** Milliseconds from the spawn, or from the first acknowledged save, until the kill. */
  readonly kill: { readonly from: 'spawn' | 'first-save'; readonly ms: number };
  readonly article: { readonly id: string; readonly version: number; readonly steps: ReturnType<typeof stepsOf> };
}

export interface Lived {
  readonly told: readonly Told[];
  /** All that was typed in the sheet, acknowledged or not. */
  readonly typed: string;
}

/**
 * Starts the app, lets a script save by the interface's door while keys are typed into the sheet, and kills the main process and
 * all its children at once at the given moment.
 */
export async function live(context: RunContext, life: Life): Promise<Lived> {
  const { electron, root } = context;
  const args = [root, `--user-data-dir=${life.folder}`, '--remote-debugging-port=0', '--disable-component-update'];
  const child = spawn(electron.path, [...electron.args, ...args], {
    env: electron.env,
    stdio: ['ignore', 'ignore', 'pipe'],
    // A process group of its own: one signal reaches the main process and every child of it at the same moment.
    detached: true,
  });
  const gone = once(child, 'exit');
  const told: Told[] = [];
  const typed = { text: '' };
  if (life.kill.from === 'spawn') {
    child.stderr.resume();
    await pause(life.kill.ms);
    kill(child);
    await gone;
    return { told, typed: '' };
  }
  const deadline = setTimeout(() => kill(child), DEADLINE);
  let browser: Browser | undefined;
  try {
    browser = await connected(await address(child));
    const page = await mainPage(browser);
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    await page.exposeFunction('tell', (one: Told) => {
      told.push(one);
      if (one.kind !== 'said-saved') begin();
    });
    await page.waitForSelector('[data-testid="body"][contenteditable="true"]');
    await page.evaluate(watchSaved);
    // Both end with the process: a fault after the kill is the kill's, one before it is ours.
    let killed = false;
    const early: unknown[] = [];
    const untilKilled = (work: Promise<void>) =>
      work.catch((error: unknown) => {
        if (!killed) early.push(error);
      });
    const working = [untilKilled(page.evaluate(saveOn, life.article)), untilKilled(typeOn(page, told, typed))];
    await Promise.race([begun, gone]);
    await pause(life.kill.ms);
    killed = true;
    kill(child);
    await Promise.all([gone, ...working]);
    if (early.length > 0) throw early[0];
  } finally {
    clearTimeout(deadline);
    kill(child);
    await gone;
    await browser?.close().catch(() => undefined);
  }
  return { told, typed: typed.text };
}

/** Bursts of letters at the end of the first block; the next burst begins when the one before stands as saved. */
async function typeOn(page: Page, told: readonly Told[], typed: { text: string }): Promise<void> {
  await page.evaluate(caretAtEnd);
  for (;;) {
    for (let burst = 0; burst < 12; burst++) {
      const letter = LETTERS.charAt(typed.text.length % LETTERS.length);
      // Written down before it is sent: what was sent may have been stored.
      typed.text += letter;
      await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    }
    const seen = told.length;
    while (!told.slice(seen).some(({ kind }) => kind === 'said-saved'))
      await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** Runs in the page: the caret to the end of the sheet's first block. */
function caretAtEnd(): void {
  const sheet = document.querySelector<HTMLElement>('[data-testid="body"]');
  const block = sheet?.firstElementChild;
  if (!block) throw new Error('the sheet is empty');
  sheet.focus();
  const range = document.createRange();
  range.selectNodeContents(block);
  range.collapse(false);
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/** Where the debugging protocol listens, as the browser says on standard error. */
async function address(child: ChildProcess): Promise<string> {
  if (!child.stderr) throw new Error('no standard error');
  let all = '';
  for await (const line of createInterface(child.stderr)) {
    const found = /DevTools listening on (ws:\/\/\S+)/.exec(line)?.[1];
    if (found) {
      child.stderr.resume();
      return found;
    }
    all += `${line}\n`;
  }
  throw new Error(`Electron ended before it could be driven:\n${all.slice(-2000)}`);
}

/**
 * A driver that comes while the page is still on its way waits for ever (one start in ten on a busy machine, seen; the app itself
 * runs on): it comes once the page is there, and again if it hangs all the same.
 */
async function connected(ws: string): Promise<Browser> {
  const list = new URL('/json/list', ws.replace(/^ws:/, 'http:'));
  for (let found = false; !found; ) {
    const targets: { type: string; url: string }[] = await fetch(list).then((answer) => answer.json());
    found = targets.some(({ type, url }) => type === 'page' && url.startsWith('app://'));
    if (!found) await pause(20);
  }
  for (let left = 3; ; left--) {
    try {
      return await chromium.connectOverCDP(ws, { timeout: 8000 });
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

async function mainPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (!context) throw new Error('the browser has no context');
  return context.pages()[0] ?? (await context.waitForEvent('page'));
}

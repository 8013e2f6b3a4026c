import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import { Flush } from './closing';
import { type LifecycleOptions, watchWindow } from './lifecycle';

/** As much of a window as its life needs; destroy() is what a person sees as closing. */
class Window extends EventEmitter {
  readonly webContents = Object.assign(new EventEmitter(), { reload: vi.fn() });
  destroyed = false;
  destroy = vi.fn(() => {
    this.destroyed = true;
  });
  isDestroyed = () => this.destroyed;
  getNormalBounds = () => ({ x: 1, y: 2, width: 1000, height: 700 });
  isMaximized = () => false;
  isFullScreen = () => false;
  close(): void {
    this.emit('close', { preventDefault: () => undefined });
  }
  crash(reason = 'crashed'): void {
    this.webContents.emit('render-process-gone', {}, { reason });
  }
}

let window: Window;
let flush: Flush;
const asked = vi.fn();
const options = {
  ready: () => true,
  saveState: vi.fn(() => Promise.resolve()),
  closeUnsaved: vi.fn(() => Promise.resolve(false)),
  onCrash: vi.fn(),
  onHopeless: vi.fn(),
};

function open(more: Partial<LifecycleOptions> = {}): void {
  watchWindow(window as unknown as BrowserWindow, { ...options, flush, ...more });
}

beforeEach(() => {
  vi.clearAllMocks();
  window = new Window();
  flush = new Flush(asked);
});

test('a window closes after the interface has saved, and its place is kept', async () => {
  open();
  window.close();
  await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce());
  expect(window.destroyed).toBe(false);
  flush.answered(true);
  await vi.waitFor(() => expect(window.destroyed).toBe(true));
  expect(options.saveState).toHaveBeenCalledWith({
    bounds: { x: 1, y: 2, width: 1000, height: 700 },
    maximized: false,
    fullScreen: false,
  });
});

test('closing again while it saves asks nothing twice', async () => {
  open();
  window.close();
  window.close();
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  window.close();
  expect(asked).toHaveBeenCalledOnce();
});

test('what could not be saved is told: the person may stay, and close later', async () => {
  open();
  window.close();
  await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce());
  flush.answered(false);
  await vi.waitFor(() => expect(options.closeUnsaved).toHaveBeenCalledOnce());
  expect(window.destroyed).toBe(false);
  // Staying answers in a later turn than the question was put.
  await Promise.resolve();
  await Promise.resolve();
  window.close();
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
  flush.answered(true);
  await vi.waitFor(() => expect(window.destroyed).toBe(true));
});

test('what could not be saved may be given up', async () => {
  open({ closeUnsaved: () => Promise.resolve(true) });
  window.close();
  await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce());
  flush.answered(false);
  await vi.waitFor(() => expect(window.destroyed).toBe(true));
});

test('an interface that never came up is not waited for', async () => {
  open({ ready: () => false });
  window.close();
  await vi.waitFor(() => expect(window.destroyed).toBe(true));
  expect(asked).not.toHaveBeenCalled();
});

test('a crash in the middle of closing does not hold the window', async () => {
  open();
  window.close();
  await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce());
  window.crash();
  await vi.waitFor(() => expect(window.destroyed).toBe(true));
  expect(window.webContents.reload).not.toHaveBeenCalled();
});

test('a crashed page is loaded again; one that keeps crashing is not', () => {
  open();
  window.crash();
  window.crash('oom');
  expect(window.webContents.reload).toHaveBeenCalledTimes(2);
  expect(options.onCrash.mock.calls).toEqual([['crashed'], ['oom']]);
  window.crash();
  expect(options.onHopeless).toHaveBeenCalledWith('crashed');
  expect(window.webContents.reload).toHaveBeenCalledTimes(2);
});

import type { BrowserWindow, Rectangle } from 'electron';
import type { Flush } from './closing';
import type { WindowState } from './window-state';

/** So many crashes of the page within CRASH_MS end the program: loading it again would only crash again. */
const CRASHES = 3;
const CRASH_MS = 60_000;
const STATE_MS = 500;

export interface LifecycleOptions {
  readonly flush: Flush;
  /** Whether the interface has come so far that it can have anything to save. */
  readonly ready: () => boolean;
  readonly saveState: (state: WindowState) => Promise<void>;
  /** The last save failed: stay (false), or close all the same (true). */
  readonly closeUnsaved: () => Promise<boolean>;
  /** The page has crashed and is loaded again. */
  readonly onCrash: (reason: string) => void;
  /** It keeps crashing. */
  readonly onHopeless: (reason: string) => void;
}

/** A window's life after it opened: its place is kept, it closes only after saving, its page comes back after a crash. */
export function watchWindow(window: BrowserWindow, options: LifecycleOptions): void {
  let timer: NodeJS.Timeout | undefined;
  const keep = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void options.saveState(stateOf(window)), STATE_MS);
  };
  for (const event of ['resize', 'move', 'maximize', 'unmaximize', 'enter-full-screen', 'leave-full-screen'] as const) {
    window.on(event as 'resize', keep);
  }

  let closing = false;
  let crashed = false;
  window.on('close', (event) => {
    clearTimeout(timer);
    event.preventDefault();
    if (closing) return;
    closing = true;
    void close();
  });

  async function close(): Promise<void> {
    await options.saveState(stateOf(window)).catch(() => undefined);
    const outcome = options.ready() && !crashed ? await options.flush.start() : 'silent';
    if (outcome === 'unsaved' && !window.isDestroyed() && !(await options.closeUnsaved())) {
      closing = false;
      return;
    }
    if (!window.isDestroyed()) window.destroy();
  }

  const crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    crashed = true;
    options.flush.gone();
    if (closing) return;
    const now = Date.now();
    crashes.push(now);
    if (crashes.filter((at) => now - at < CRASH_MS).length >= CRASHES) return options.onHopeless(details.reason);
    options.onCrash(details.reason);
    crashed = false;
    window.webContents.reload();
  });
}

/** What is to be kept of a window. Normal bounds, so that leaving "maximized" finds the old size again. */
export function stateOf(window: BrowserWindow): WindowState {
  const bounds: Rectangle = window.getNormalBounds();
  return {
    bounds: { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height },
    maximized: window.isMaximized(),
    fullScreen: window.isFullScreen(),
  };
}

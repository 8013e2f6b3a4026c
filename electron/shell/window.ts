import { readFileSync } from 'node:fs';
import { BrowserWindow, nativeTheme, type Rectangle, type Session, screen } from 'electron';
import { APP_INDEX } from './csp';
import { placeWindow, SMALLEST, type WindowState } from './window-state';

export interface WindowOptions {
  readonly title: string;
  readonly session: Session;
  /** Absolute path of the bundled preload. */
  readonly preload: string;
  /** Where the window's place is kept between runs. */
  readonly stateFile: string;
  readonly icon?: string | undefined;
  readonly packaged: boolean;
}

/** The grey of the desk in theme.css, so that nothing flashes before the first paint. */
const DESK = { light: '#f1f2f3', dark: '#17191b' } as const;

/** Opens the one window and begins to load the interface into it; it is shown at its first paint. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
  const place = placeWindow(readState(options.stateFile), screens);
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: options.title,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? DESK.dark : DESK.light,
    ...(options.icon ? { icon: options.icon } : {}),
    webPreferences: {
      session: options.session,
      preload: options.preload,
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
      // Vietnamese has no dictionary there, and the English one would be fetched from outside.
      spellcheck: false,
      devTools: !options.packaged,
      v8CacheOptions: 'code',
    },
  });
  if (place.maximized) window.maximize();
  if (place.fullScreen) window.setFullScreen(true);
  window.once('ready-to-show', () => window.show());
  // The page's own <title> would replace the one in the person's language.
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(APP_INDEX).catch(() => undefined);
  return window;
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

function readState(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

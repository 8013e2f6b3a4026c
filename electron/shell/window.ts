import { readFileSync } from 'node:fs';
import { BrowserWindow, nativeTheme, type Session, screen } from 'electron';
import { APP_INDEX } from './csp';
import { placeWindow, SMALLEST } from './window-state';

export interface WindowOptions {
  readonly title: string;
  readonly session: Session;
  /** Absolute path of the bundled preload. */
  readonly preload: string;
  /** Where the window's place is kept between runs. */
  readonly stateFile: string;
  readonly packaged: boolean;
}

/** The grey of the desk in theme.css, so that nothing flashes before the first paint. */
const DESK = { light: '#e6e9eb', dark: '#14181a' } as const;

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

function readState(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

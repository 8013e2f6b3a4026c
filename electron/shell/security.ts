import { app, type Session, shell, type WebContents } from 'electron';
import { APP_ORIGIN } from './csp';
import { outsideLink } from './links';

/** Opens an address outside, if it is one that may be. @returns whether it was */
export async function openOutside(url: string): Promise<boolean> {
  const link = outsideLink(url);
  if (!link) return false;
  await shell.openExternal(link);
  return true;
}

/** Nothing that a page could ask for is granted: no camera, no place, no device, no notification. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_page, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // Chromium would fetch dictionaries from outside by itself.
  session.setSpellCheckerEnabled(false);
  // A page of ours has no business on the network: what comes from outside comes through the main process.
  session.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'] },
    (_details, answer) => answer({ cancel: true }),
  );
}

/** Every page of this program, also one that some library might open: it stays where it is. */
export function guardPages(): void {
  app.on('web-contents-created', (_event, page) => guard(page));
}

function guard(page: WebContents): void {
  page.setWindowOpenHandler(({ url }) => {
    void openOutside(url);
    return { action: 'deny' };
  });
  const stay = (event: Electron.Event, url: string) => {
    // A reload keeps the address.
    if (url === page.getURL() && url.startsWith(`${APP_ORIGIN}/`)) return;
    event.preventDefault();
    void openOutside(url);
  };
  page.on('will-navigate', (event) => stay(event, event.url));
  page.on('will-redirect', (event) => stay(event, event.url));
  page.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  page.on('will-attach-webview', (event) => event.preventDefault());
}

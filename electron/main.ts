import { mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, dialog, Menu, nativeTheme, session as sessions, shell } from 'electron';
import type { CommandId } from '../shared/commands';
import { AppError } from '../shared/domain/errors';
import { type Language, say } from '../shared/i18n';
import { createRouter, emit, listen } from './ipc';
import { appHandlers } from './ipc/app-handlers';
import { forwardChanges } from './ipc/store-events';
import { storeHandlers } from './ipc/store-handlers';
import { Notices, policyPath, readPolicy, SettingsFile, writeWhole } from './office';
import {
  APP_ORIGIN,
  Flush,
  filesGiven,
  guardPages,
  menuTemplate,
  openOutside,
  openWindow,
  places,
  refusePermissions,
  registerSchemes,
  serveApp,
  serveMedia,
  watchWindow,
} from './shell';
import { openStore, type Store } from './store';

// 1. Where things lie. Before anything else: the lock of a running copy and Chromium's own files depend on it.
const chosen = app.commandLine.getSwitchValue('user-data-dir') || undefined;
const folders = places({ platform: process.platform, env: process.env, home: homedir(), chosen });
mkdirSync(folders.settings, { recursive: true });
mkdirSync(folders.session, { recursive: true });
app.setPath('userData', folders.settings);
app.setPath('sessionData', folders.session);

// The program's name goes into every request's User-Agent; a header cannot carry its Vietnamese letters, and the request
// would fail before it reaches the protocol's handler.
app.userAgentFallback = app.userAgentFallback.normalize('NFD').replace(/\p{M}/gu, '').replace('Toa soan', 'Toasoan');

// 2. One copy at a time: a second one hands its files over and ends.
if (!app.requestSingleInstanceLock({ folder: process.cwd() })) app.exit(0);

// 3. What the office and the person have set.
const notices = new Notices();
const policyFile = policyPath({
  platform: process.platform,
  env: process.env,
  packaged: app.isPackaged,
  chosen: app.commandLine.getSwitchValue('policy') || undefined,
});
const policy = readPolicy(policyFile);
if (policy.kind === 'unreadable') {
  notices.add('policy.unreadable', 'warn', { path: policyFile, reason: policy.reason });
}
const settings = new SettingsFile(
  join(folders.settings, 'settings.json'),
  policy.kind === 'set' ? policy.policy : {},
  (code, params) => notices.add(code, 'warn', params),
);
nativeTheme.themeSource = settings.view().settings.theme;

// 4. The store opens in its own thread while Chromium starts.
const bundle = join(app.getAppPath(), 'out');
const store: Promise<Store> = openStore({ folder: folders.data, worker: join(bundle, 'main', 'store.js') });
store.catch((fault) => {
  console.error('[store]', fault);
  notices.add(
    fault instanceof AppError ? fault.code : 'store.closed',
    'fault',
    fault instanceof AppError ? fault.params : {},
  );
});

// 5. The window.
registerSchemes();
guardPages();
// Not awaited here: Electron becomes ready only after this module has run to its end.
void app.whenReady().then(start);

function start(): void {
  const session = sessions.defaultSession;
  refusePermissions(session);
  serveApp(session, join(bundle, 'renderer'));
  serveMedia(session, async (what) => {
    if (what.kind === 'preview') return null;
    const found = await (await store).call('media.path', { sha256: what.sha256 });
    return found && { path: found.path, mime: found.media.mime };
  });

  let ready = false;
  const flush = new Flush(() => emit(page, 'app.flush', {}));
  const missing = () => {
    throw new AppError('store.closed');
  };
  const handlers = {
    ...appHandlers({
      info: {
        version: app.getVersion(),
        electron: process.versions.electron,
        chrome: process.versions.chrome,
        platform: process.platform,
        dataFolder: folders.data,
      },
      notices,
      settings,
      onReady: () => {
        if (ready) return;
        ready = true;
        void store.then((open) => open.settle()).catch(() => undefined);
      },
      onFlushed: (ok) => flush.answered(ok),
      openFolder: async (path) => (await shell.openPath(path)) === '',
      openLink: openOutside,
    }),
    ...storeHandlers(store),
    'media.add': missing,
    'media.pick': missing,
    'intake.pick': missing,
    'intake.bytes': missing,
    'intake.preview': missing,
    'intake.accept': missing,
    'intake.discard': missing,
    'bulletins.presets': missing,
    'bulletins.render': missing,
    'bulletins.export': missing,
    'bulletins.cancel': missing,
    'targets.save': missing,
    'targets.pickFolder': missing,
    'targets.test': missing,
    'line.get': missing,
  };
  listen(
    createRouter(handlers, (channel, fault) => console.error(`[${channel}]`, fault)),
    APP_ORIGIN,
  );

  const stateFile = join(folders.data, 'window.json');
  const window = openWindow({
    title: say(settings.view().settings.language, 'app', 'name'),
    session,
    preload: join(bundle, 'preload', 'preload.cjs'),
    stateFile,
    packaged: app.isPackaged,
  });
  const page = window.webContents;
  const command = (name: CommandId) => emit(page, 'menu.command', { command: name });
  const showMenu = (language: Language) =>
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(menuTemplate({ language, packaged: app.isPackaged, onCommand: command })),
    );
  showMenu(settings.view().settings.language);
  settings.onChange((view) => {
    nativeTheme.themeSource = view.settings.theme;
    showMenu(view.settings.language);
    window.setTitle(say(view.settings.language, 'app', 'name'));
    emit(page, 'settings.changed', view);
  });
  notices.onAdd((notice) => emit(page, 'notice', notice));
  void store.then(
    (open) => forwardChanges(open, (name, payload) => emit(page, name, payload), notices),
    () => undefined,
  );
  const words = (key: string) => say(settings.view().settings.language, 'app', key);
  watchWindow(window, {
    flush,
    ready: () => ready,
    saveState: (state) => writeWhole(stateFile, JSON.stringify(state)).catch(() => undefined),
    closeUnsaved: async (owner) => {
      const { response } = await dialog.showMessageBox(owner, {
        type: 'warning',
        message: words('close.unsaved.title'),
        detail: words('close.unsaved.body'),
        buttons: [words('close.unsaved.stay'), words('close.unsaved.leave')],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      return response === 1;
    },
    onCrash: (reason) => notices.add('shell.reloaded', 'warn', { reason }),
    onHopeless: (reason) => {
      dialog.showErrorBox(words('crash.title'), `${words('crash.body')} (${reason})`);
      app.quit();
    },
  });

  // 6. A second copy, and the end.
  const given = filesGiven(process.argv, process.cwd(), app.isPackaged, isFile);
  void given;
  app.on('second-instance', () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());
  let ended = false;
  app.on('will-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    void shutdown().finally(() => {
      ended = true;
      app.quit();
    });
  });
}

/** What was begun last ends first; the store, which all others write to, ends last. */
async function shutdown(): Promise<void> {
  await settings.flushed();
  await store.then(
    (open) => open.close(),
    () => undefined,
  );
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

import { rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  app,
  dialog,
  Menu,
  nativeTheme,
  powerMonitor,
  safeStorage,
  session as sessions,
  utilityProcess,
} from 'electron';
import type { EventName, EventPayload } from '../shared/channels';
import { AppError } from '../shared/domain/errors';
import { say } from '../shared/i18n';
import { createRouter, emit, type Handlers, listen } from './ipc';
import { appHandlers } from './ipc/app-handlers';
import { intakeHandlers } from './ipc/intake-handlers';
import { printHandlers } from './ipc/print-handlers';
import { forwardChanges } from './ipc/store-events';
import { storeHandlers } from './ipc/store-handlers';
import { syncHandlers } from './ipc/sync-handlers';
import type { HostOptions } from './jobs';
import { later } from './later';
import { Notices, openLog, policyPath, readPolicy, SettingsFile, writeWhole } from './office';
import {
  APP_ORIGIN,
  dialogs,
  Flush,
  filesGiven,
  guardPages,
  handedOver,
  handOver,
  menuTemplate,
  openOutside,
  openPdf,
  openWindow,
  places,
  refusePermissions,
  registerSchemes,
  serveApp,
  serveMedia,
  showInFolder,
  watchWindow,
  writable,
} from './shell';
import { openStore } from './store';

/** Memory of a job's process (MiB): the machines have 4 GB for everything. */
const JOB_MB = 1024;
/** Heavy work waits at most so long (ms) for the panes beside the sheet. */
const PANES_MS = 2000;

// 1. Where things lie. Before anything else: the lock of a running copy and Chromium's own files depend on it.
const demo = !app.isPackaged && app.commandLine.hasSwitch('demo') ? join(app.getAppPath(), 'out', 'demo') : null;
if (demo !== null) rmSync(demo, { recursive: true, force: true });
const chosen = demo === null ? app.commandLine.getSwitchValue('user-data-dir') || undefined : join(demo, 'data');
const folders = places({ platform: process.platform, env: process.env, home: homedir(), chosen });
// Without a place for its lock the program would end without a word: then one that can be thrown away, and the store says
// what is wrong with the real one.
app.setPath('userData', writable(folders.settings));
app.setPath('sessionData', writable(folders.session));
// The program's name goes into every request's User-Agent; a header cannot carry its Vietnamese letters, and the request
// would fail before it reaches the protocol's handler.
app.userAgentFallback = app.userAgentFallback.normalize('NFD').replace(/\p{M}/gu, '').replace('Toa soan', 'Toasoan');

// 2. One copy at a time: a second one hands its files over and ends.
const given = filesGiven(process.argv, process.cwd(), app.isPackaged, isFile);
if (app.requestSingleInstanceLock(handOver(given))) run();
else app.exit(0);

function run(): void {
  // 3. What the office and the person have set.
  const log = openLog(folders.logs);
  const notices = new Notices();
  const policyFile = policyPath({
    platform: process.platform,
    env: process.env,
    packaged: app.isPackaged,
    chosen: app.commandLine.getSwitchValue('policy') || undefined,
  });
  const read = readPolicy(policyFile);
  const policy = read.kind === 'set' ? read.policy : {};
  if (read.kind === 'unreadable') {
    notices.add('policy.unreadable', 'warn', { path: policyFile, reason: read.reason });
  }
  const settings = new SettingsFile(join(folders.settings, 'settings.json'), policy, (code, params) =>
    notices.add(code, 'warn', params),
  );
  const words = (key: string) => say(settings.view().settings.language, 'app', key);
  nativeTheme.themeSource = settings.view().settings.theme;

  // 4. The store opens in its own thread while Chromium starts.
  const bundle = join(app.getAppPath(), 'out');
  const store = openStore({ folder: folders.data, worker: join(bundle, 'main', 'store.js') });
  store.catch((fault: unknown) => {
    log.fault('store', fault);
    const known = fault instanceof AppError ? fault : new AppError('store.closed');
    notices.add(known.code, 'fault', known.params);
  });

  // 5. What is loaded only when it is first asked for, or after the first paint.
  const sync = later(async () => {
    const { openSync, systemClock } = await import('./sync');
    // A session of its own: no cookies, no cache, none of the page's rules, but the system's proxy and certificates.
    const line = sessions.fromPartition('targets', { cache: false });
    return openSync({
      store: await store,
      fetch: (input, init) => line.fetch(input instanceof URL ? input.href : input, init),
      clock: systemClock,
      random: Math.random,
      secrets: {
        // Without a keyring Chromium on Linux "encrypts" with a fixed key: that is no protection, so it does not count.
        available: () =>
          safeStorage.isEncryptionAvailable() &&
          (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
        encrypt: (text) => safeStorage.encryptString(text),
        decrypt: (bytes) => safeStorage.decryptString(Buffer.from(bytes)),
      },
      policy,
      log: log.info,
    });
  });

  const host = (name: string, codes: Pick<HostOptions, 'timeoutCode' | 'crashCode'>, deadlineMs: number) =>
    later(async () => {
      const { jobHost, utilityChild } = await import('./jobs');
      return jobHost({
        start: utilityChild(utilityProcess.fork, `toasoan-${name}`),
        entry: join(bundle, 'main', `${name}.js`),
        memoryMb: JOB_MB,
        deadlineMs,
        ...codes,
      });
    });
  const intakeJobs = host('intake', { timeoutCode: 'intake.timeout', crashCode: 'intake.unreadable' }, 60_000);
  const intake = later(async () => {
    const { openIntake } = await import('./intake');
    return openIntake({ jobs: await intakeJobs(), store: await store });
  });
  const printJobs = host('print', { timeoutCode: 'print.timeout', crashCode: 'print.failed' }, 180_000);
  const print = later(async () => {
    const { fontFolder, openPrint } = await import('./print');
    return openPrint({
      jobs: await printJobs(),
      store: await store,
      previews: folders.previews,
      fonts: fontFolder(app.isPackaged ? process.resourcesPath : app.getAppPath()),
      clock: Date.now,
    });
  });

  // 6. The window. Not awaited: Electron becomes ready only after this module has run to its end.
  registerSchemes();
  guardPages();
  void app.whenReady().then(open, (fault: unknown) => log.fault('ready', fault));

  function open(): void {
    const session = sessions.defaultSession;
    refusePermissions(session);
    serveApp(session, join(bundle, 'renderer'));
    serveMedia(session, async (what) => {
      if (what.kind === 'preview') {
        const path = (await print()).preview(what.token);
        return path === null ? null : { path, mime: 'application/pdf' };
      }
      const found = await (await store).call('media.path', { sha256: what.sha256 });
      return found && { path: found.path, mime: found.media.mime };
    });

    const flush = new Flush(() => tell('app.flush', {}));
    let outboxAsked: () => void = () => undefined;
    const panesStand = new Promise<void>((resolve) => {
      outboxAsked = resolve;
    });
    let ready = false;
    const onReady = (): void => {
      if (ready) return;
      ready = true;
      void settle().catch((fault: unknown) => log.fault('settle', fault));
    };
    const ask = dialogs(() => window, words);
    const handlers: Handlers = {
      ...storeHandlers(store),
      ...syncHandlers(() => {
        outboxAsked();
        return sync();
      }, ask.folder),
      ...intakeHandlers({
        intake,
        pickArticles: ask.articles,
        pickPictures: ask.pictures,
        takeGiven: () => given.splice(0),
      }),
      ...printHandlers({
        print,
        exportFolder: () => demo ?? settings.view().settings.exportFolder ?? app.getPath('documents'),
        pickPdf: ask.pdf,
        printFolder: join(folders.previews, 'print'),
        openPdf,
      }),
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
        onReady,
        onFlushed: (ok) => flush.answered(ok),
        openFolder: showInFolder,
        openLink: openOutside,
      }),
    };
    const router = createRouter(handlers, log.fault);
    listen(router, APP_ORIGIN);

    const stateFile = join(folders.data, 'window.json');
    const window = openWindow({
      title: words('name'),
      session,
      preload: join(bundle, 'preload', 'preload.cjs'),
      stateFile,
      packaged: app.isPackaged,
    });
    const page = window.webContents;
    function tell<N extends EventName>(name: N, payload: EventPayload<N>): void {
      emit(page, name, payload);
    }
    watchWindow(window, {
      flush,
      ready: () => ready,
      saveState: (state) => writeWhole(stateFile, JSON.stringify(state)).catch(() => undefined),
      closeUnsaved: ask.closeUnsaved,
      onCrash: (reason) => {
        log.fault('window', reason);
        notices.add('shell.reloaded', 'warn', { reason });
      },
      onHopeless: (reason) => {
        dialog.showErrorBox(words('crash.title'), `${words('crash.body')} (${reason})`);
        window.destroy();
      },
    });

    // 7. What the window is told on its own.
    const showMenu = () =>
      Menu.setApplicationMenu(
        Menu.buildFromTemplate(
          menuTemplate({
            language: settings.view().settings.language,
            packaged: app.isPackaged,
            onCommand: (command) => tell('menu.command', { command }),
          }),
        ),
      );
    showMenu();
    settings.onChange((view) => {
      nativeTheme.themeSource = view.settings.theme;
      window.setTitle(words('name'));
      showMenu();
      tell('settings.changed', view);
    });
    notices.onAdd((notice) => tell('notice', notice));
    void store.then(
      (opened) => forwardChanges(opened, tell, notices),
      () => undefined,
    );

    // 8. After the first paint: checks, snapshots, the outbox.
    async function settle(): Promise<void> {
      // The panes beside the sheet come through this process first, and then ask for the line: two threads and the outbox
      // beginning before them made the whole window a third later (seen).
      await Promise.race([panesStand, new Promise((resolve) => setTimeout(resolve, PANES_MS).unref())]);
      if (ending) return;
      (await store).settle();
      const line = await sync();
      line.onLine((state) => tell('line.changed', state));
      line.start();
      powerMonitor.on('resume', () => void line.nudge());
      // The interface asks by `intake.pick` what it is to take in, and gets these instead of a dialog.
      if (given.length > 0) tell('menu.command', { command: 'intake.open' });
      if (demo !== null) await play(demo);
    }

    async function play(out: string): Promise<void> {
      const [{ runDemo }, { called, pictures }] = await Promise.all([import('./demo'), import('./demo/stage')]);
      const opened = await store;
      let code = 0;
      await runDemo({
        root: app.getAppPath(),
        out,
        call: called((name, input) => router(true, name, input)),
        onOutbox: (listener) => opened.onChange((change) => void (change.kind === 'outbox' && listener())),
        picture: pictures(page, settings, (command) => tell('menu.command', { command })),
        say: (line) => process.stdout.write(`${line}\n`),
      }).catch((fault: unknown) => {
        code = 1;
        process.stderr.write(`${fault instanceof Error ? fault.stack : String(fault)}\n`);
      });
      await shutdown().catch((fault: unknown) => log.fault('demo', fault));
      app.exit(code);
    }

    app.on('second-instance', (_event, _argv, _folder, data) => {
      if (window.isDestroyed()) return;
      given.push(...handedOver(data, isFile));
      if (given.length > 0) tell('menu.command', { command: 'intake.open' });
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    });
  }

  // 9. The end: what was begun last ends first; the store, which all others write to, ends last.
  let ending = false;
  let ended = false;
  app.on('window-all-closed', () => app.quit());
  // The system's end of a session: as if the person had closed the window.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  app.on('will-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    void shutdown().finally(() => {
      ended = true;
      app.quit();
    });
  });
  async function shutdown(): Promise<void> {
    ending = true;
    await (await sync.begun())?.stop();
    for (const jobs of [intakeJobs, printJobs]) await (await jobs.begun())?.shutdown();
    await settings.flushed();
    await store.then(
      (opened) => opened.close(),
      () => undefined,
    );
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

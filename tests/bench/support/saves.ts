import type { ElectronApplication } from '@playwright/test';

/** One message of a save on its way through main: instants in ms since 1970; `answered` 0 while there is none. */
export interface SaveSeen {
  readonly asked: number;
  readonly answered: number;
}

interface Hook {
  saves: { asked: number; answered: number }[];
  held: boolean;
  waiting: (() => void)[];
}

/**
 * Watches the saves that come to the main process, and can keep them from being done (autosave off): the interface then waits
 * for the first answer and sends nothing more. Set in the running app from outside: the product has no such switch.
 */
export async function watchSaves(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ ipcMain }) => {
    const hook: Hook = { saves: [], held: false, waiting: [] };
    Object.assign(globalThis, { benchSaves: hook });
    const channel = 'toasoan:call';
    type Listener = Parameters<typeof ipcMain.handle>[1];
    // Electron has no public way to ask for a handler; this table is where `handle` puts it.
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Listener> };
    const own = handlers.get(channel);
    if (!own) throw new Error('the product does not listen');
    ipcMain.removeHandler(channel);
    ipcMain.handle(channel, (event, name: unknown, input: unknown) => {
      if (name !== 'articles.save' && name !== 'articles.savePart') return own(event, name, input);
      const seen = { asked: Date.now(), answered: 0 };
      hook.saves.push(seen);
      const go = async () => {
        const answer: unknown = await own(event, name, input);
        seen.answered = Date.now();
        return answer;
      };
      if (!hook.held) return go();
      return new Promise((resolve) => hook.waiting.push(() => resolve(go())));
    });
  });
}

/** Keeps all saves back from now on, or lets those that wait go. */
export async function holdSaves(app: ElectronApplication, held: boolean): Promise<void> {
  await app.evaluate((_electron, value) => {
    const { benchSaves } = globalThis as unknown as { benchSaves: Hook };
    benchSaves.held = value;
    if (value) return;
    for (const go of benchSaves.waiting) go();
    benchSaves.waiting = [];
  }, held);
}

/** The saves seen since it was last asked. */
export async function takeSaves(app: ElectronApplication): Promise<SaveSeen[]> {
  return app.evaluate(() => {
    const { benchSaves } = globalThis as unknown as { benchSaves: Hook };
    return benchSaves.saves.splice(0);
  });
}

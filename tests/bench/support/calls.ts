import type { ElectronApplication, Page } from '@playwright/test';
import type { Bridge, ChannelInput, ChannelName } from '../../../shared/channels';

/** What one call through the glass took, in ms on the page's clock, and what came back. */
export interface Timed {
  readonly ms: number;
  readonly value: unknown;
}

/**
 * Calls a channel from the page, as the interface does.
 * @param restMs not counted: how long the page rests before, and until it is idle. Autosaves lie a second and more apart; without
 * a rest each would be measured against the list that is drawn anew because of the one before.
 * @throws when the call is refused
 */
export async function timedCall<N extends ChannelName>(
  page: Page,
  name: N,
  input: ChannelInput<N>,
  restMs = 0,
): Promise<Timed> {
  const { ms, answer } = await page.evaluate(
    async ([channel, given, rest]) => {
      if (rest > 0) {
        await new Promise((resolve) => setTimeout(resolve, rest));
        await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 }));
      }
      const { toasoan } = globalThis as unknown as { toasoan: Bridge };
      const begun = performance.now();
      const got = await toasoan.call(channel, given);
      return { ms: performance.now() - begun, answer: got };
    },
    [name, input, restMs] as const,
  );
  if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.error)}`);
  return { ms, value: answer.value };
}

/** Puts a delay into every call that comes to the main process: the self-check's fault, set from outside. */
export async function slowCalls(app: ElectronApplication, delayMs: number): Promise<void> {
  if (delayMs === 0) return;
  await app.evaluate(({ ipcMain }, ms) => {
    type Listener = Parameters<typeof ipcMain.handle>[1];
    // Electron has no public way to ask for a handler; this table is where `handle` puts it.
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Listener> };
    const channel = 'toasoan:call';
    const own = handlers.get(channel);
    if (!own) throw new Error('the product does not listen');
    ipcMain.removeHandler(channel);
    ipcMain.handle(channel, async (event, name: unknown, input: unknown) => {
      if (name === 'articles.save' || name === 'articles.list') await new Promise((resolve) => setTimeout(resolve, ms));
      return own(event, name, input) as unknown;
    });
  }, delayMs);
}

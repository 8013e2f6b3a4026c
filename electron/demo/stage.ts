import type { Bridge, ChannelInput, ChannelName, ChannelOutput } from '../../shared/channels';
import type { CommandId } from '../../shared/commands';
import { AppError, type ErrorCode } from '../../shared/domain/errors';
import type { Settings } from '../../shared/domain/settings';
import type { DemoStage } from './index';

/** The router as the interface's `call` sees it. @throws AppError */
export function called(router: Bridge['call']): DemoStage['call'] {
  return async <N extends ChannelName>(name: N, input: ChannelInput<N>): Promise<ChannelOutput<N>> => {
    const answer = await router(name, input);
    if (answer.ok) return answer.value as ChannelOutput<N>;
    throw new AppError(answer.error.code as ErrorCode, answer.error.params);
  };
}

/** The part of Electron's webContents that a picture needs. */
export interface PicturedPage {
  reload(): void;
  once(event: 'did-finish-load', listener: () => void): unknown;
  executeJavaScript(code: string): Promise<unknown>;
  capturePage(): Promise<{ toPNG(): Buffer }>;
}

/** How long the page must stand still to count as drawn (ms). */
const STILL = 900;

/** Runs in the page: resolves when fonts are there and nothing in the document has changed for `STILL`. */
const atRest = `document.fonts.ready.then(() => new Promise((resolve) => {
  let timer = setTimeout(done, ${STILL});
  const watch = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, ${STILL}); });
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  function done() { watch.disconnect(); requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))); }
}))`;

/** Pictures of the running window: a room by its menu command, an article or bulletin as the window would open it at start. */
export function pictures(
  page: PicturedPage,
  settings: { change(change: Partial<Settings>): Promise<unknown> },
  command: (id: CommandId) => void,
): DemoStage['picture'] {
  return async (show) => {
    if (typeof show === 'string') command(show);
    else {
      await settings.change(
        'article' in show
          ? { lastRoom: 'editor', lastArticle: show.article }
          : { lastRoom: 'bulletin', lastBulletin: show.bulletin },
      );
      const loaded = new Promise<void>((resolve) => page.once('did-finish-load', () => resolve()));
      page.reload();
      await loaded;
    }
    await page.executeJavaScript(atRest);
    return (await page.capturePage()).toPNG();
  };
}

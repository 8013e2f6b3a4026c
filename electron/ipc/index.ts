import { ipcMain, type WebContents } from 'electron';
import { type EventName, type EventPayload, events } from '../../shared/channels';
import { CALL, EVENT } from './names';
import type { Answer } from './router';
import { isOwnFrame } from './sender';

export { createRouter, type Handler, type Handlers } from './router';

/**
 * Puts a router on the glass. Only the main frame of a page at `origin` is heard.
 * @returns ends it
 */
export function listen(
  router: (trusted: boolean, name: unknown, input: unknown) => Promise<Answer>,
  origin: string,
): () => void {
  ipcMain.handle(CALL, (event, name: unknown, input: unknown) =>
    router(isOwnFrame(event.senderFrame, origin), name, input),
  );
  return () => ipcMain.removeHandler(CALL);
}

/** Sends an event to a page. @throws ZodError when the payload is not what the event's schema says: a fault of ours. */
export function emit<N extends EventName>(page: WebContents, name: N, payload: EventPayload<N>): void {
  if (page.isDestroyed()) return;
  page.send(EVENT, name, events[name].parse(payload));
}

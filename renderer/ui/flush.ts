import { call, on } from './api';

/** Saves what is typed and not on disk yet; false when that failed. */
type Flush = () => Promise<boolean>;

const flushes = new Set<Flush>();
let listening = false;

/**
 * Takes part in closing the window: main asks once (`app.flush`), every room that holds unsaved work saves it, and one answer
 * goes back for all (`app.flushed`). A fault counts as not saved.
 * @returns ends the taking part
 */
export function registerFlush(flush: Flush): () => void {
  flushes.add(flush);
  if (!listening) {
    listening = true;
    on('app.flush', async () => {
      const answers = await Promise.all([...flushes].map((one) => one().catch(() => false)));
      await call('app.flushed', { ok: answers.every(Boolean) });
    });
  }
  return () => flushes.delete(flush);
}

/** How long the interface may take to save what was just typed (ms). */
export const FLUSH_MS = 5000;

export type Flushed = 'saved' | 'unsaved' | 'silent';

/**
 * Asks the interface to save before its window closes.
 * @param ask sends `app.flush`
 * @returns resolves once, with what came first: the answer of `app.flushed`, or silence for FLUSH_MS
 */
export class Flush {
  readonly #ask: () => void;
  readonly #limit: number;
  #waiting: ((outcome: Flushed) => void) | null = null;

  constructor(ask: () => void, limit = FLUSH_MS) {
    this.#ask = ask;
    this.#limit = limit;
  }

  start(): Promise<Flushed> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#end('silent'), this.#limit);
      this.#waiting = (outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      };
      this.#ask();
    });
  }

  /** The interface has answered. An answer that nobody waits for is nothing. */
  answered(ok: boolean): void {
    this.#end(ok ? 'saved' : 'unsaved');
  }

  /** The page is gone: there is nothing to wait for. */
  gone(): void {
    this.#end('silent');
  }

  #end(outcome: Flushed): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.(outcome);
  }
}

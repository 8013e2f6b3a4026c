import type { EventPayload } from '../../shared/channels';

export type Notice = EventPayload<'notice'>;

/** What the person must be told about this run: kept for a window that opens later, told at once to one that is open. */
export class Notices {
  readonly #all: Notice[] = [];
  readonly #listeners = new Set<(notice: Notice) => void>();

  add(code: string, severity: Notice['severity'], params: Notice['params'] = {}): void {
    const notice = { code, severity, params };
    // The same trouble again (a settings file that stays unwritable) is one line, not a hundred.
    if (this.#all.some((one) => JSON.stringify(one) === JSON.stringify(notice))) return;
    this.#all.push(notice);
    for (const listener of this.#listeners) listener(notice);
  }

  all(): Notice[] {
    return [...this.#all];
  }

  onAdd(listener: (notice: Notice) => void): void {
    this.#listeners.add(listener);
  }
}

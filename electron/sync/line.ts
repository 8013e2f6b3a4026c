import type { Line } from '../../shared/domain/outbox';

/**
 * The line as the targets themselves answer: any answer, even a refusal, means that it is up; a network card that is
 * plugged into a dead router is not.
 */
export class LineWatch {
  readonly #heard = new Map<string, boolean>();
  #state: Line['state'] = 'unknown';

  get state(): Line['state'] {
    return this.#state;
  }

  /** @returns whether the state has changed */
  hear(targetId: string, answered: boolean): boolean {
    this.#heard.set(targetId, answered);
    return this.#judge();
  }

  forget(targetId: string): boolean {
    return this.#heard.delete(targetId) && this.#judge();
  }

  #judge(): boolean {
    const heard = [...this.#heard.values()];
    // One site that is away is that site's trouble as long as another answers.
    const state = heard.length === 0 ? 'unknown' : heard.some(Boolean) ? 'up' : 'down';
    const changed = state !== this.#state;
    this.#state = state;
    return changed;
  }
}

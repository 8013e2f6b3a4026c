import { BLOCK_SIZE } from '../../shared/channels';
import { AppError } from '../../shared/domain/errors';

/** All parts of one save together, in UTF-16 units; more is no article. */
const MAX_SAVE = 16 * BLOCK_SIZE;
/** Saves that were begun and not ended yet; the oldest is given up. */
const MAX_OPEN = 8;

/** Parts of saves too large for one message, kept in memory until the save that commits them. */
export class Parts {
  readonly #open = new Map<string, { parts: Map<number, string>; size: number }>();

  /** @throws AppError `article.too-big` */
  add(id: string, token: string, part: number, json: string): void {
    const key = `${id} ${token}`;
    const entry = this.#open.get(key) ?? { parts: new Map<number, string>(), size: 0 };
    entry.size += json.length - (entry.parts.get(part)?.length ?? 0);
    if (entry.size > MAX_SAVE) {
      this.#open.delete(key);
      throw new AppError('article.too-big', { limit: MAX_SAVE });
    }
    entry.parts.set(part, json);
    this.#open.set(key, entry);
    if (this.#open.size > MAX_OPEN) {
      const [oldest] = this.#open.keys();
      if (oldest !== undefined) this.#open.delete(oldest);
    }
  }

  /**
   * The parts in their order, taken out.
   * @throws AppError `channel.input` when one is missing: half a save must never commit
   */
  take(id: string, token: string): string[] {
    const key = `${id} ${token}`;
    const entry = this.#open.get(key);
    this.#open.delete(key);
    const parts = [...(entry?.parts ?? [])].sort(([a], [b]) => a - b);
    if (parts.length === 0 || parts.some(([part], index) => part !== index)) {
      throw new AppError('channel.input', { what: 'parts', reason: token });
    }
    return parts.map(([, json]) => json);
  }
}

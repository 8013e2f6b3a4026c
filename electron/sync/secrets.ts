import type { Keychain } from './edges';

/**
 * Passwords of targets: encrypted by the system's keychain before they reach the store; where there is none they live in
 * memory until the program closes, and never touch the disk.
 */
export class Secrets {
  readonly #keychain: Keychain;
  readonly #session = new Map<string, string>();

  constructor(keychain: Keychain) {
    this.#keychain = keychain;
  }

  /** Whether a secret outlives this run. */
  get stays(): boolean {
    return this.#keychain.available();
  }

  /** The bytes to store, or null where they may not be stored. */
  seal(secret: string): Uint8Array | null {
    return this.stays ? this.#keychain.encrypt(secret) : null;
  }

  /** @param secret null keeps what is known, an empty one forgets it */
  change(targetId: string, secret: string | null): void {
    if (secret === null) return;
    if (secret === '' || this.stays) this.#session.delete(targetId);
    else this.#session.set(targetId, secret);
  }

  forget(targetId: string): void {
    this.#session.delete(targetId);
  }

  has(targetId: string): boolean {
    return this.#session.has(targetId);
  }

  /** Plain text; null: none is kept, or it was sealed on another machine and must be typed again. */
  open(targetId: string, sealed: Uint8Array | null): string | null {
    const remembered = this.#session.get(targetId);
    if (remembered !== undefined) return remembered;
    if (sealed === null || !this.#keychain.available()) return null;
    try {
      return this.#keychain.decrypt(sealed);
    } catch {
      return null;
    }
  }
}

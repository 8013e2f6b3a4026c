import { AppError } from '../../shared/domain/errors';

/** A save goes out this long after the last key (ms) … */
const PAUSE = 700;
/** … and at the latest this long after the first unsaved one (ms). */
const LONGEST = 2500;
const RETRIES = [1000, 3000, 10_000, 30_000] as const;

export type SaveState = 'saved' | 'unsaved' | 'failed' | 'stale';

export interface SaverParts<B> {
  /** What is to be saved, or null when there is nothing. */
  readonly take: () => B | null;
  readonly send: (batch: B) => Promise<void>;
  /** The batch did not get through: it must come with the next take. */
  readonly giveBack: (batch: B) => void;
  readonly onState: (state: SaveState) => void;
  readonly onFault: (error: unknown) => void;
  readonly now: () => number;
  /** Runs `act` after so many ms; gives back what calls it off. */
  readonly after: (ms: number, act: () => void) => () => void;
}

/**
 * Saves after a pause, and while someone types on and on. One save is under way at a time, in order. A failed one
 * keeps everything and is tried again by itself; a stale one stops until `resume`.
 */
export class Saver<B> {
  readonly #parts: SaverParts<B>;
  #first: number | null = null;
  #last = 0;
  #cancel: (() => void) | null = null;
  #sending: Promise<boolean> | null = null;
  #failures = 0;
  #held = false;
  #state: SaveState = 'saved';

  constructor(parts: SaverParts<B>) {
    this.#parts = parts;
  }

  /** Something was typed. Cheap: called for every key. */
  touch(): void {
    this.#last = this.#parts.now();
    this.#first ??= this.#last;
    if (this.#state === 'saved') this.#tell('unsaved');
    if (this.#failures === 0) this.#arm();
  }

  get clean(): boolean {
    return this.#first === null && this.#sending === null;
  }

  /** Keeps saves back (a body still coming in); `resume` lets them go. */
  hold(): void {
    this.#held = true;
    this.#disarm();
  }

  resume(): void {
    this.#held = false;
    this.#failures = 0;
    if (this.#first !== null) this.#arm();
  }

  /** Saves what there is now. False when it could not be saved. */
  async flush(): Promise<boolean> {
    this.#disarm();
    if (this.#held) return this.#first === null;
    while (this.#sending) await this.#sending;
    while (this.#first !== null) if (!(await this.#save())) return false;
    return true;
  }

  /** Ends: nothing is sent any more. */
  stop(): void {
    this.#disarm();
    this.#held = true;
  }

  #tell(state: SaveState): void {
    if (state === this.#state && state !== 'saved') return;
    this.#state = state;
    this.#parts.onState(state);
  }

  #disarm(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  /** One timer at a time; when it fires too early (someone typed on), it is set for the rest. */
  #arm(): void {
    if (this.#cancel || this.#sending || this.#held || this.#first === null) return;
    const due = Math.min(this.#last + PAUSE, this.#first + LONGEST);
    this.#cancel = this.#parts.after(Math.max(0, due - this.#parts.now()), () => {
      this.#cancel = null;
      if (this.#first !== null && this.#parts.now() < Math.min(this.#last + PAUSE, this.#first + LONGEST)) this.#arm();
      else void this.#save();
    });
  }

  #save(): Promise<boolean> {
    this.#sending ??= this.#saveNow().finally(() => {
      this.#sending = null;
      if (this.#first !== null && this.#failures === 0) this.#arm();
    });
    return this.#sending;
  }

  async #saveNow(): Promise<boolean> {
    this.#first = null;
    const batch = this.#parts.take();
    if (batch === null) {
      this.#tell('saved');
      return true;
    }
    try {
      await this.#parts.send(batch);
    } catch (error) {
      this.#parts.giveBack(batch);
      this.#first ??= this.#last;
      if (error instanceof AppError && error.code === 'article.stale') {
        this.#held = true;
        this.#tell('stale');
      } else {
        const wait = RETRIES[Math.min(this.#failures, RETRIES.length - 1)] ?? 30_000;
        if (this.#failures++ === 0) this.#parts.onFault(error);
        this.#tell('failed');
        if (!this.#held) {
          this.#disarm();
          this.#cancel = this.#parts.after(wait, () => {
            this.#cancel = null;
            void this.#save();
          });
        }
      }
      return false;
    }
    this.#failures = 0;
    this.#tell('saved');
    if (this.#first !== null) this.#tell('unsaved');
    return true;
  }
}

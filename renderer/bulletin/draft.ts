import type { Bulletin, BulletinFields } from '../../shared/domain/bulletin';
import { AppError } from '../../shared/domain/errors';
import { rebased } from './order';

/** How a bulletin's fields stand against the disk. */
export type DraftState = 'saved' | 'unsaved' | 'failed';

export interface DraftView {
  /** As last saved. */
  readonly base: Bulletin;
  /** As on screen. */
  readonly fields: BulletinFields;
  readonly state: DraftState;
}

interface Hands {
  open(id: string): Promise<Bulletin>;
  save(id: string, baseVersion: number, fields: BulletinFields): Promise<Bulletin>;
  /** Calls back after `ms`; the answer takes it back. */
  later(ms: number, act: () => void): () => void;
  /** A save failed; it is tried again by itself. */
  onFault(fault: unknown): void;
}

/** Pause after the last change before it is saved (ms). */
export const PAUSE = 500;
const AGAIN = 3000;

/**
 * One bulletin being edited. Changes are saved one after another by version; when someone else saved meanwhile, ours go on top
 * of theirs and are saved again, so that neither is lost.
 */
export class Draft {
  #view: DraftView;
  #hands: Hands;
  #stop: (() => void) | null = null;
  #saving: Promise<boolean> | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(base: Bulletin, hands: Hands) {
    this.#view = { base, fields: base.fields, state: 'saved' };
    this.#hands = hands;
  }

  readonly view = (): DraftView => this.#view;

  readonly onView = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  change(change: Partial<BulletinFields>): void {
    this.#set({ fields: { ...this.#view.fields, ...change }, state: 'unsaved' });
    this.#plan(PAUSE);
  }

  /** Someone else may have saved: takes theirs in, under what is not saved here yet. */
  async refresh(): Promise<void> {
    await this.#saving;
    const theirs = await this.#hands.open(this.#view.base.id);
    this.#take(theirs);
  }

  /** Saves at once whatever is not saved; false when that failed. */
  async flush(): Promise<boolean> {
    this.#stop?.();
    this.#stop = null;
    if (this.#saving !== null) await this.#saving;
    if (this.#view.state === 'saved') return true;
    this.#saving = this.#save().finally(() => {
      this.#saving = null;
    });
    const done = await this.#saving;
    // Typed on while the save was under way.
    return done && this.#view.fields !== this.#view.base.fields ? this.flush() : done;
  }

  async #save(): Promise<boolean> {
    for (let turn = 0; turn < 5; turn++) {
      const { base, fields } = this.#view;
      try {
        const saved = await this.#hands.save(base.id, base.version, fields);
        const typed = this.#view.fields !== fields;
        this.#set({ base: { ...saved, fields }, fields: this.#view.fields, state: typed ? 'unsaved' : 'saved' });
        return true;
      } catch (fault) {
        if (!(fault instanceof AppError) || fault.code !== 'article.stale') return this.#failed(fault);
        try {
          this.#take(await this.#hands.open(base.id));
        } catch (other) {
          return this.#failed(other);
        }
        if (this.#view.state === 'saved') return true;
      }
    }
    return this.#failed(new AppError('article.stale'));
  }

  #failed(fault: unknown): false {
    this.#set({ state: 'failed' });
    this.#hands.onFault(fault);
    this.#plan(AGAIN);
    return false;
  }

  #take(theirs: Bulletin): void {
    const { base, fields, state } = this.#view;
    if (theirs.version <= base.version) return;
    const next = state === 'saved' ? theirs.fields : rebased(base.fields, fields, theirs.fields);
    const settled = JSON.stringify(next) === JSON.stringify(theirs.fields);
    this.#set({ base: theirs, fields: settled ? theirs.fields : next, state: settled ? 'saved' : 'unsaved' });
  }

  #plan(ms: number): void {
    this.#stop?.();
    this.#stop = this.#hands.later(ms, () => void this.flush());
  }

  #set(change: Partial<DraftView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}

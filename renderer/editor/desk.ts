import { $getRoot, $isParagraphNode, type LexicalEditor } from 'lexical';
import { useSyncExternalStore } from 'react';
import type { PlacedBlock } from '../../shared/body/schema';
import type { ChannelOutput } from '../../shared/channels';
import type { Article, ArticleFields } from '../../shared/domain/article';
import { AppError } from '../../shared/domain/errors';
import { isEditable } from '../../shared/workflow';
import { call, on } from '../ui/api';
import { registerFlush } from '../ui/flush';
import { closeToast, notifyError, tellFault } from '../ui/notify';
import { getSession, onSession, setSession } from '../ui/session';
import { setStatus } from '../ui/status';
import { Ledger } from './body';
import { touchDirty } from './body/dirty';
import { type History, registerHistory } from './history';
import { load } from './load';
import { $isPictureNode } from './nodes/picture';
import { announceFirstFrame } from './ready';
import { Saver, type SaveState } from './saver';
import { sendSave } from './send';
import { createWritingEditor, registerWriting } from './writing';

/** What lies on the desk: which article is open, and how far. */
export type DeskState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'opening'; readonly id: string }
  | { readonly kind: 'failed'; readonly id: string; readonly error: unknown }
  | {
      readonly kind: 'open';
      readonly article: Article;
      /** Text may be changed in this status and outside the trash. */
      readonly editable: boolean;
      /** The rest of a long body is still coming in. */
      readonly loading: boolean;
      /** Someone else saved it meanwhile: nothing more is saved until the person chooses. */
      readonly conflict: boolean;
    };
export type OpenState = Extract<DeskState, { kind: 'open' }>;

/** A new article that nobody has written in: it asks for its title first. */
export const isFresh = (article: Article): boolean =>
  article.version === 1 && article.fields.title === '' && article.blocks === 0;

type Opened = ChannelOutput<'articles.open'>;

interface Pending {
  readonly batch: ReturnType<Ledger['$take']>;
  readonly fields: Partial<ArticleFields>;
}

/**
 * The article under the pen: its editor, what is unsaved, and the way to the store. It lives outside React, so that
 * a key costs no drawing of components, and stays while other rooms are on screen.
 */
class Desk {
  readonly editor: LexicalEditor = createWritingEditor((error) => notifyError(error));
  #history: History;
  #ledger = new Ledger();
  #state: DeskState = { kind: 'empty' };
  #fields: Partial<ArticleFields> = {};
  #version = 0;
  /** Which opening was asked for last, and which has the editor. */
  #request = 0;
  #wanted: string | null = null;
  #turn = 0;
  /** At the start the caret stands in the text, so that the first key is a letter of it. */
  #opened = false;
  #ownSaves = 0;
  #wholeBody: Promise<boolean> = Promise.resolve(true);
  readonly #listeners = new Set<() => void>();
  readonly #saver: Saver<Pending>;

  constructor() {
    registerWriting(this.editor);
    this.#history = registerHistory(this.editor, () => this.#tellHistory());
    this.#saver = new Saver<Pending>({
      take: () => this.#take(),
      send: (pending) => this.#send(pending),
      giveBack: (pending) => {
        this.#ledger.giveBack(pending.batch);
        this.#fields = { ...pending.fields, ...this.#fields };
      },
      onState: (state) => this.#showSaved(state),
      onFault: (error) => this.#tellUnsaved(error),
      now: () => performance.now(),
      after: (ms, act) => {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
    });
    this.editor.registerUpdateListener((update) => {
      if (update.tags.has('loading')) return;
      if (touchDirty(update, this.#ledger)) this.#saver.touch();
    });
    onSession(() => void this.#follow());
    registerFlush(() => this.flush());
    on('articles.changed', ({ ids }) => void this.#changedElsewhere(ids));
  }

  get history(): History {
    return this.#history;
  }
  readonly historyListeners = new Set<() => void>();
  #tellHistory(): void {
    for (const listener of this.historyListeners) listener();
  }

  readonly state = (): DeskState => this.#state;
  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  #set(state: DeskState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
  #change(change: Partial<Omit<OpenState, 'kind'>>): void {
    if (this.#state.kind === 'open') this.#set({ ...this.#state, ...change });
  }

  /** Fields as they stand on screen, saved or not. */
  fields(): ArticleFields | null {
    return this.#state.kind === 'open' ? { ...this.#state.article.fields, ...this.#fields } : null;
  }

  /** Changes fields; they are saved with the text. `redraw`: others than the one typing show them too. */
  setFields(change: Partial<ArticleFields>, redraw = false): void {
    if (this.#state.kind !== 'open' || !this.#state.editable) return;
    this.#fields = { ...this.#fields, ...change };
    if (redraw) this.#change({});
    this.#saver.touch();
  }

  /** Saves all that is typed. False when it could not be. */
  async flush(): Promise<boolean> {
    await this.#wholeBody;
    return this.#saver.flush();
  }

  /** Whether the whole body is in the editor. */
  whole(): Promise<boolean> {
    return this.#wholeBody;
  }

  /** A block that changes its kind stays the same block. */
  inherit(from: string, to: string): void {
    this.#ledger.inherit(from, to);
  }

  /** Opens what the session names; called again on every change of it. */
  async #follow(): Promise<void> {
    const wanted = getSession().articleId;
    if (wanted !== this.#wanted) await this.open(wanted);
  }

  /** The article that lies there stays whole and live, and all typed into it is saved, until the other has come. */
  async open(id: string | null): Promise<void> {
    const request = ++this.#request;
    this.#wanted = id;
    if (this.#state.kind !== 'open' && id !== null) this.#set({ kind: 'opening', id });
    try {
      // Both at once; but an article that is opened again is read only after all of it is saved.
      const again = this.#state.kind === 'open' && this.#state.article.id === id;
      let coming = id === null || again ? null : this.#read(id);
      for (;;) {
        if (!(await this.#safe(request))) return;
        const opened = id === null ? null : await (coming ?? this.#read(id));
        if (request !== this.#request) return;
        // Typed meanwhile: it is saved first.
        const typed = this.#state.kind === 'open' && !this.#state.conflict && !this.#saver.clean;
        if (!typed) return await this.#lay(opened);
        if (!again) coming = Promise.resolve(opened);
      }
    } catch (error) {
      if (request !== this.#request || id === null || !(await this.#safe(request))) return;
      this.#turn++;
      this.#saver.hold();
      this.#wholeBody = Promise.resolve(true);
      this.#set({ kind: 'failed', id, error });
      setStatus({ saved: { state: 'none' }, words: null });
      announceFirstFrame();
    }
  }

  /** Asks for an article; a refusal is told where it is waited for. */
  #read(id: string): Promise<Opened | null> {
    const coming = call('articles.open', { id });
    coming.catch(() => undefined);
    return coming;
  }

  /** Whether what lies on the desk may be taken away; if not, it stays, and the fault has been told. */
  async #safe(request: number): Promise<boolean> {
    const here = this.#state;
    if (here.kind !== 'open' || here.conflict || this.#saver.clean || (await this.flush()))
      return request === this.#request;
    if (request === this.#request) {
      this.#wanted = here.article.id;
      setSession({ articleId: here.article.id });
    }
    return false;
  }

  async #lay(opened: Opened | null): Promise<void> {
    const turn = ++this.#turn;
    this.#saver.hold();
    if (opened === null) {
      this.#set({ kind: 'empty' });
      setStatus({ saved: { state: 'none' }, words: null });
      return;
    }
    this.#wholeBody = this.#show(opened, turn);
    await this.#wholeBody;
  }

  async #show(opened: Opened, turn: number): Promise<boolean> {
    const { article } = opened;
    this.#ledger = new Ledger();
    this.#fields = {};
    this.#kept = null;
    this.#version = article.version;
    let next = opened.next;
    const first = JSON.parse(opened.blocksJson) as PlacedBlock[];
    const editable = isEditable(article.status) && article.deletedAt === null;
    this.editor.setEditable(editable);
    const done = await load({
      editor: this.editor,
      ledger: this.#ledger,
      first,
      more: async () => {
        if (next === null) return null;
        const page = await call('articles.page', { id: article.id, version: article.version, after: next });
        next = page.next;
        return JSON.parse(page.blocksJson) as PlacedBlock[];
      },
      onFirst: () => {
        this.#set({ kind: 'open', article, editable, loading: next !== null, conflict: false });
        setStatus({ saved: { state: 'saved', at: article.updatedAt }, words: article.words });
        if (!this.#opened && !isFresh(article)) this.editor.focus(undefined, { defaultSelection: 'rootStart' });
        this.#opened = true;
        announceFirstFrame();
      },
      wanted: () => turn === this.#turn,
    });
    if (!done) return false;
    // A step of undo from before the end of a long body would take the rest of it away.
    this.#history.clear();
    this.#change({ loading: false });
    this.#saver.resume();
    return true;
  }

  #take(): Pending | null {
    const fields = this.#fields;
    if (!this.#ledger.dirty && Object.keys(fields).length === 0) return null;
    this.#fields = {};
    const batch = this.editor.getEditorState().read(() => this.#ledger.$take(), { editor: this.editor });
    return { batch, fields };
  }

  async #send({ batch, fields }: Pending): Promise<void> {
    if (this.#state.kind !== 'open') return;
    const { article } = this.#state;
    const named = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? value.normalize('NFC') : value]),
    ) as Partial<ArticleFields>;
    this.#expectOwn();
    const answer = await sendSave(
      {
        id: article.id,
        baseVersion: this.#version,
        removed: [...batch.removed],
        ...(Object.keys(named).length > 0 ? { fields: named } : {}),
      },
      batch.changed,
    );
    this.#ledger.settle(batch);
    this.#version = answer.version;
    this.#saved(answer.at);
    if (this.#state.kind !== 'open' || this.#state.article.id !== article.id) return;
    const updated = { ...this.#state.article, version: answer.version, words: answer.words, updatedAt: answer.at };
    // Nobody draws by version or time: the object is renewed without drawing unless fields changed.
    this.#state = { ...this.#state, article: { ...updated, fields: { ...updated.fields, ...named } } };
    if (Object.keys(named).length > 0) this.#change({});
    setStatus({ words: answer.words });
  }

  #unsavedToast = 0;
  #unsavedFault: unknown = null;
  /** Why nothing is saved stands until it is: a word in the corner that goes by itself would be missed. */
  #tellUnsaved(error: unknown): void {
    this.#unsavedFault = error;
    const again = async () => {
      if (!(await this.flush())) this.#tellUnsaved(this.#unsavedFault);
    };
    closeToast(this.#unsavedToast);
    this.#unsavedToast = tellFault(error, () => void again(), null);
  }

  #savedAt: number | null = null;
  /** The version that was kept last: keeping it once more would only fill the history. */
  #kept: number | null = null;
  #saved(at: number): void {
    this.#savedAt = at;
  }
  #showSaved(state: SaveState): void {
    if (state === 'saved' || state === 'stale') closeToast(this.#unsavedToast);
    if (state === 'stale') {
      this.editor.setEditable(false);
      this.#change({ conflict: true, editable: false });
      setStatus({ saved: { state: 'failed' } });
    } else setStatus({ saved: state === 'saved' ? { state, at: this.#savedAt } : { state } });
  }

  /** After a conflict: the store's text again; what was typed here is kept among the revisions. */
  async takeTheirs(): Promise<void> {
    if (this.#state.kind !== 'open') return;
    const { id } = this.#state.article;
    this.#ledger = new Ledger();
    this.#fields = {};
    this.#saver.stop();
    this.#change({ conflict: true });
    await this.open(id);
  }

  /** Opens the article again as the store has it now (after a revision was restored). */
  async reopen(): Promise<void> {
    if (this.#state.kind === 'open') await this.open(this.#state.article.id);
  }

  /**
   * Runs an act of the store on the article as it is saved now. With `same` (a move) its answer is this article anew.
   * Null when there is none, or what is typed could not be saved.
   */
  async act(run: (article: Article) => Promise<Article>, same = true): Promise<Article | null> {
    if (this.#state.kind !== 'open' || !(await this.flush())) return null;
    const { article } = this.#state;
    if (same) this.#expectOwn();
    const answer = await run({ ...article, version: this.#version });
    if (same) this.#renew(answer);
    return answer;
  }

  /** Saves, and keeps what stands now as a named revision for good. False when it could not be. */
  async keep(name: string): Promise<boolean> {
    if (this.#state.kind !== 'open' || !(await this.flush())) return false;
    const { article } = this.#state;
    if (this.#version === this.#kept) return true;
    try {
      this.#expectOwn();
      const save = { id: article.id, baseVersion: this.#version, removed: [], keepAs: name };
      const answer = await sendSave(save, []);
      this.#version = answer.version;
      this.#kept = answer.version;
      this.#savedAt = answer.at;
      setStatus({ saved: { state: 'saved', at: answer.at } });
      return true;
    } catch (error) {
      notifyError(error);
      return false;
    }
  }

  /** The store tells of our own saves too; such news is not another's. */
  #expectOwn(): void {
    this.#ownSaves++;
    setTimeout(() => {
      this.#ownSaves = Math.max(0, this.#ownSaves - 1);
    }, 2000);
  }

  #renew(article: Article): void {
    if (this.#state.kind !== 'open' || this.#state.article.id !== article.id) return;
    this.#version = article.version;
    const editable = isEditable(article.status) && article.deletedAt === null;
    this.editor.setEditable(editable);
    this.#change({ article, editable });
  }

  async #changedElsewhere(ids: readonly string[]): Promise<void> {
    const state = this.#state;
    if (state.kind !== 'open' || !ids.includes(state.article.id)) return;
    if (this.#ownSaves > 0) {
      this.#ownSaves--;
      return;
    }
    if (!this.#saver.clean || state.loading) return;
    try {
      const { article } = await call('articles.open', { id: state.article.id });
      if (article.version === this.#version) this.#renew(article);
      else if (this.#saver.clean) await this.open(article.id);
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-found') setSession({ articleId: null });
      else notifyError(error);
    }
  }

  /** The first picture of the body, offered as the featured one. */
  firstPicture(): string | null {
    return this.editor.getEditorState().read(() => {
      for (let node = $getRoot().getFirstChild(); node !== null; node = node.getNextSibling())
        if ($isPictureNode(node)) return node.shown().media;
      return null;
    });
  }

  /** True when the body has no words and no pictures: what is pasted then is a whole article. */
  empty(): boolean {
    return this.editor.getEditorState().read(() => {
      const root = $getRoot();
      const only = root.getFirstChild();
      return (
        only === null ||
        (only.getNextSibling() === null && $isParagraphNode(only) && only.getTextContent().trim() === '')
      );
    });
  }
}

export const desk = new Desk();
export const useDesk = (): DeskState => useSyncExternalStore(desk.listen, desk.state);

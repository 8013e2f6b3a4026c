import { useSyncExternalStore } from 'react';
import type { Status } from '../../shared/domain/article';
import { isPublishable, movesFrom } from '../../shared/workflow';
import { call } from '../ui/api';
import { registerCommand } from '../ui/commands';
import { notify, notifyError } from '../ui/notify';
import { formatMoment } from '../ui/room/format';
import { getSession, onSession, openArticle, setSession } from '../ui/session';
import { getSettings } from '../ui/settings';
import { say } from '../ui/words';
import { desk } from './desk';

/** A new article with the person's own name in it, open on the desk. */
export async function newArticle(): Promise<void> {
  try {
    const { author, penName } = getSettings();
    const article = await call('articles.create', { fields: { author, penName } });
    openArticle(article.id);
  } catch (error) {
    notifyError(error, () => void newArticle());
  }
}

/** Keeps what stands now among the revisions for good (Ctrl+S). */
async function keep(): Promise<void> {
  if (await desk.keep(say('editor:revision.kept', { time: formatMoment(Date.now()) })))
    notify({ kind: 'done', title: say('editor:revision.keptToast') });
}

/** Moves the open article on in the workflow, if it may go there from where it is. */
export async function moveTo(to: Status): Promise<void> {
  const state = desk.state();
  if (state.kind !== 'open' || !movesFrom(state.article.status).includes(to)) return;
  try {
    const moved = await desk.act((article) => call('articles.move', { id: article.id, to }));
    if (moved) notify({ kind: 'done', title: say(`editor:moved.${to}`) });
  } catch (error) {
    notifyError(error);
  }
}

async function duplicate(): Promise<void> {
  try {
    const copy = await desk.act((article) => call('articles.duplicate', { id: article.id }), false);
    if (copy) openArticle(copy.id);
  } catch (error) {
    notifyError(error);
  }
}

async function trash(): Promise<void> {
  const state = desk.state();
  if (state.kind !== 'open' || !(await desk.flush())) return;
  const { id } = state.article;
  try {
    await call('articles.trash', { ids: [id] });
    setSession({ articleId: null });
    const back = () => call('articles.restore', { ids: [id] }).then(() => openArticle(id), notifyError);
    notify({
      kind: 'info',
      title: say('editor:trashed'),
      action: { label: say('editor:tool.undo'), run: () => void back() },
    });
  } catch (error) {
    notifyError(error);
  }
}

/** What the menu, the palette and shortcuts can ask of the writing room while an article is open in it. */
export function registerEditorCommands(): () => void {
  const always = registerCommand('article.new', () => void newArticle());
  let ends: (() => void)[] = [];
  const follow = () => {
    const on = desk.state().kind === 'open' && getSession().room === 'editor';
    if (on === ends.length > 0) return;
    for (const end of ends) end();
    ends = on
      ? [
          registerCommand('article.keep', () => void keep()),
          registerCommand('article.handIn', () => void moveTo('ready')),
          registerCommand('article.approve', () => void moveTo('approved')),
          registerCommand('article.duplicate', () => void duplicate()),
          registerCommand('article.trash', () => void trash()),
          registerCommand('article.publish', () => askToPublish()),
        ]
      : [];
  };
  follow();
  const listening = [desk.listen(follow), onSession(follow)];
  return () => {
    for (const end of [always, ...ends, ...listening]) end();
  };
}

let asked = false;
const listeners = new Set<() => void>();
function ask(next: boolean): void {
  asked = next;
  for (const listener of listeners) listener();
}
/** Opens the dialog that sends the article on the desk to targets. */
export function askToPublish(): void {
  const state = desk.state();
  if (state.kind !== 'open') return;
  if (!isPublishable(state.article.status)) notify({ kind: 'needs', title: say('editor:publish.notYet') });
  else ask(true);
}
export const closePublish = (): void => ask(false);
export const usePublishAsked = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );

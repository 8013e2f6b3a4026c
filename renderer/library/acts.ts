import { EMPTY_BULLETIN } from '../../shared/domain/bulletin';
import { call } from '../ui/api';
import { notify, notifyError } from '../ui/notify';
import { formatCount } from '../ui/room/format';
import { openArticle, openBulletin } from '../ui/session';
import { getSettings } from '../ui/settings';
import { say } from '../ui/words';

const count = (value: number): string => formatCount(value, getSettings().language);

/** A new article with the author that the office set, opened in the editor. */
export async function createArticle(): Promise<void> {
  try {
    const { author, penName } = getSettings();
    const article = await call('articles.create', { fields: { author, penName } });
    openArticle(article.id);
  } catch (fault) {
    notifyError(fault, () => void createArticle());
  }
}

export async function duplicateArticle(id: string): Promise<void> {
  try {
    const copy = await call('articles.duplicate', { id });
    notify({
      kind: 'done',
      title: say('library:duplicated'),
      body: copy.fields.title,
      action: { label: say('library:open'), run: () => openArticle(copy.id) },
    });
  } catch (fault) {
    notifyError(fault);
  }
}

/** @returns whether the articles lie in the trash now. */
export async function trashArticles(ids: readonly string[]): Promise<boolean> {
  try {
    await call('articles.trash', { ids: [...ids] });
    notify({
      kind: 'info',
      title: say('library:trashed', { count: ids.length, shown: count(ids.length) }),
      action: { label: say('app:common.undo'), run: () => void restoreArticles(ids, true) },
    });
    return true;
  } catch (fault) {
    notifyError(fault);
    return false;
  }
}

export async function restoreArticles(ids: readonly string[], quiet = false): Promise<boolean> {
  try {
    await call('articles.restore', { ids: [...ids] });
    if (!quiet)
      notify({ kind: 'done', title: say('library:restored', { count: ids.length, shown: count(ids.length) }) });
    return true;
  } catch (fault) {
    notifyError(fault);
    return false;
  }
}

export async function purgeArticles(ids: readonly string[]): Promise<boolean> {
  try {
    await call('articles.purge', { ids: [...ids] });
    notify({ kind: 'info', title: say('library:purged', { count: ids.length, shown: count(ids.length) }) });
    return true;
  } catch (fault) {
    notifyError(fault);
    return false;
  }
}

/** Empties the whole trash, 500 at a time, so that no call holds the store for long. */
export async function emptyTrash(): Promise<boolean> {
  const filter = {
    query: '',
    status: [],
    category: null,
    author: null,
    from: null,
    to: null,
    trash: true,
    sort: 'updated',
    descending: true,
  } as const;
  let gone = 0;
  try {
    for (;;) {
      const { rows } = await call('articles.list', { filter: { ...filter, status: [] }, offset: 0, limit: 500 });
      if (rows.length === 0) break;
      await call('articles.purge', { ids: rows.map((row) => row.id) });
      gone += rows.length;
    }
    notify({ kind: 'info', title: say('library:purged', { count: gone, shown: count(gone) }) });
    return true;
  } catch (fault) {
    notifyError(fault, () => void emptyTrash());
    return false;
  }
}

/** Puts articles at the end of a bulletin (null: of a new one); what is in it already stays where it is. */
export async function addToBulletin(bulletinId: string | null, articleIds: readonly string[]): Promise<boolean> {
  try {
    const bulletin =
      bulletinId === null
        ? await call('bulletins.create', { fields: EMPTY_BULLETIN })
        : await call('bulletins.open', { id: bulletinId });
    const there = new Set(bulletin.fields.items.map((item) => item.articleId));
    const added = articleIds.filter((id) => !there.has(id));
    if (added.length > 0) {
      const items = [...bulletin.fields.items, ...added.map((articleId) => ({ articleId }))];
      await call('bulletins.save', {
        id: bulletin.id,
        baseVersion: bulletin.version,
        fields: { ...bulletin.fields, items },
      });
    }
    notify({
      kind: added.length > 0 ? 'done' : 'info',
      title:
        added.length > 0
          ? say('library:added', { count: added.length, shown: count(added.length) })
          : say('library:added.none'),
      body: bulletin.fields.masthead.title,
      action: { label: say('library:added.open'), run: () => openBulletin(bulletin.id) },
    });
    return true;
  } catch (fault) {
    notifyError(fault);
    return false;
  }
}

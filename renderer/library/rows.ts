import { queryOptions, useQueries } from '@tanstack/react-query';
import type { ChannelOutput } from '../../shared/channels';
import type { Status } from '../../shared/domain/article';
import { call } from '../ui/api';
import { cache } from '../ui/room/cache';

/** What other rooms show of an article. Null: it is gone for good. */
export interface ArticleMark {
  readonly id: string;
  readonly title: string;
  readonly status: Status;
  readonly words: number;
  readonly author: string;
  readonly trashed: boolean;
}

/** Looks in the lists already here first; what is not in them is asked for by itself. */
async function find(id: string): Promise<ArticleMark | null> {
  for (const [key, page] of cache.getQueriesData<ChannelOutput<'articles.list'>>({ queryKey: ['articles', 'list'] })) {
    if (cache.getQueryState(key)?.isInvalidated) continue;
    const row = page?.rows.find((one) => one.id === id);
    if (row !== undefined) {
      const { title, status, words, author, deletedAt } = row;
      return { id, title, status, words, author, trashed: deletedAt !== null };
    }
  }
  try {
    const { article } = await call('articles.open', { id });
    const { title, author } = article.fields;
    return { id, title, status: article.status, words: article.words, author, trashed: article.deletedAt !== null };
  } catch {
    return null;
  }
}

const markQuery = (id: string) => queryOptions({ queryKey: ['articles', 'mark', id], queryFn: () => find(id) });

/** Marks of articles by id, in order; undefined while one is on the way. They follow every change. */
export function useMarks(ids: readonly string[]): (ArticleMark | null | undefined)[] {
  return useQueries({ queries: ids.map(markQuery), combine: (answers) => answers.map((answer) => answer.data) });
}

import { useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { ArticleFilter, ChannelOutput, ListedArticle } from '../../shared/channels';
import { call } from '../ui/api';
import { cache } from '../ui/room/cache';

/** Rows asked for at once. */
export const WINDOW = 100;

type Page = ChannelOutput<'articles.list'>;

const pageKey = (filter: ArticleFilter, page: number) => ['articles', 'list', filter, page] as const;
const pageQuery = (filter: ArticleFilter, page: number) => ({
  queryKey: pageKey(filter, page),
  queryFn: () => call('articles.list', { filter, offset: page * WINDOW, limit: WINDOW }),
});

/** The windows that rows [first, last] lie in. */
export function pagesOf(first: number, last: number): number[] {
  const pages: number[] = [];
  for (let page = Math.floor(first / WINDOW); page <= Math.floor(last / WINDOW); page++) pages.push(page);
  return pages;
}

const askAgain = (): void => void cache.invalidateQueries({ queryKey: ['articles'] });

export interface ArticleList {
  /** The filter whose rows are shown: the one before, until the first window of the new one is here. */
  readonly shown: ArticleFilter;
  readonly total: number;
  readonly capped: boolean;
  /** True while rows of an older filter stand in. */
  readonly stale: boolean;
  /** True until the very first window is here. */
  readonly waiting: boolean;
  readonly fault: unknown;
  row(index: number): ListedArticle | undefined;
  /** Tells which rows are in view, so that their windows are fetched. */
  view(first: number, last: number): void;
  retry(): void;
}

/**
 * The list of a filter, by windows of 100 rows. A request that a newer filter overtook is dropped: its answer goes into
 * the cache under its own key and is never shown. Rows of the filter before stay until the new ones are here, so
 * that nothing blinks while someone types.
 */
export function useArticles(filter: ArticleFilter): ArticleList {
  const [shown, setShown] = useState(filter);
  const [range, setRange] = useState<readonly [number, number]>([0, 0]);
  const head = useQuery(pageQuery(filter, 0));
  const arrived = head.data !== undefined;
  if (arrived && shown !== filter) {
    setShown(filter);
    setRange([0, 0]);
  }
  const current = arrived ? filter : shown;
  const pages = useMemo(() => pagesOf(range[0], range[1]), [range]);
  const windows = useQueries({ queries: pages.map((page) => pageQuery(current, page)) });

  let newest: Page | undefined;
  let at = -1;
  for (const answer of [...windows, ...(current === filter ? [head] : [])]) {
    if (answer.data !== undefined && answer.dataUpdatedAt > at) {
      newest = answer.data;
      at = answer.dataUpdatedAt;
    }
  }

  const view = useCallback((first: number, last: number) => {
    setRange((before) =>
      pagesOf(before[0], before[1]).join() === pagesOf(first, last).join() ? before : [first, last],
    );
  }, []);

  return {
    shown: current,
    total: newest?.total ?? 0,
    capped: newest?.capped ?? false,
    stale: current !== filter,
    waiting: newest === undefined,
    fault: head.error ?? windows.find((answer) => answer.error !== null)?.error ?? null,
    row: (index) => cache.getQueryData<Page>(pageKey(current, Math.floor(index / WINDOW)))?.rows[index % WINDOW],
    view,
    retry: askAgain,
  };
}

/** Most rows that one gesture chooses: what one call of the trash takes. */
export const MOST_CHOSEN = 1000;

/** Ids of rows [first, last] in the order of the list, at most `MOST_CHOSEN`; asks for windows not seen yet. */
export async function idsBetween(filter: ArticleFilter, first: number, last: number): Promise<string[]> {
  const end = Math.min(last, first + MOST_CHOSEN - 1);
  const pages = await Promise.all(pagesOf(first, end).map((page) => cache.ensureQueryData(pageQuery(filter, page))));
  const start = pagesOf(first, end)[0] ?? 0;
  return pages
    .flatMap((page) => page.rows)
    .slice(first - start * WINDOW, end - start * WINDOW + 1)
    .map((row) => row.id);
}

import { QueryClient } from '@tanstack/react-query';
import { AppError } from '../../../shared/domain/errors';
import { on } from '../api';
import { whenQuiet } from '../quiet';

/** A list call that a newer one overtook in the store; whoever still looks at it asks again. */
const overtaken = (fault: unknown): boolean => fault instanceof AppError && fault.code === 'cancelled';

/**
 * One cache over the channels for all rooms. Nothing goes stale by time: only an event of the main process says so.
 * `networkMode: always`, because the library would otherwise hold every call while the machine is offline.
 */
export const cache = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (count, fault) => overtaken(fault) && count < 5,
      retryDelay: (count) => 20 * 2 ** count,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** First part of the query keys, one an area of data. */
export type Area = 'articles' | 'facets' | 'bulletins' | 'outbox' | 'targets' | 'line' | 'settings';

let pending: Set<Area> | null = null;

/** Autosave tells of a change every second while someone types: lists are asked again in a pause, at most five times a second. */
function refresh(...areas: Area[]): void {
  if (pending === null) {
    pending = new Set();
    whenQuiet(200, () => {
      const due = pending;
      pending = null;
      for (const area of due ?? []) void cache.invalidateQueries({ queryKey: [area] });
    });
  }
  for (const area of areas) pending.add(area);
}

let listening = false;

/** Ties the cache to the events, once a window. */
export function listen(): void {
  if (listening) return;
  listening = true;
  on('articles.changed', () => refresh('articles', 'facets'));
  on('bulletins.changed', () => refresh('bulletins'));
  on('outbox.changed', () => refresh('outbox'));
  on('targets.changed', () => refresh('targets'));
  on('line.changed', (line) => cache.setQueryData(['line'], line));
  on('settings.changed', (answer) => cache.setQueryData(['settings'], answer));
}

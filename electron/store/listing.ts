import { join } from 'node:path';
import { AppError } from '../../shared/domain/errors';
import { type Connection, DATABASE_FILE, openReading } from './database';
import { Lists } from './list';
import { type Report, type ThreadData, toWire } from './wire';
import type { Serve } from './writing';

/** The thread that answers lists and searches on a connection of its own: no save ever waits for one. */
export function serveListing({ folder, newestSearch }: ThreadData, report: (report: Report) => void): Serve {
  const open = (): { db: Connection; lists: Lists } => {
    const db = openReading(join(folder, DATABASE_FILE));
    return { db, lists: new Lists(db) };
  };
  let state: ReturnType<typeof open> | null = open();
  report({ kind: 'open', checked: true });
  return (request) => {
    switch (request.kind) {
      case 'call':
        try {
          state ??= open();
          const superseded = (): boolean => request.search > 0 && Atomics.load(newestSearch, 0) !== request.search;
          report({
            kind: 'answer',
            id: request.id,
            value: answer(state.lists, request.name, request.input, superseded),
          });
        } catch (error) {
          report({ kind: 'refusal', id: request.id, error: toWire(error) });
        }
        return;
      case 'release':
      case 'close':
        state?.db.close();
        state = null;
        return;
      case 'reopen':
        state?.db.close();
        state = open();
        return;
      case 'suspect':
      case 'collect':
        return;
    }
  };
}

function answer(lists: Lists, name: string, input: unknown, superseded: () => boolean): unknown {
  switch (name) {
    case 'articles.list':
      return lists.list(input as Parameters<Lists['list']>[0], superseded);
    case 'articles.facets':
      return lists.facets();
    default:
      throw new AppError('channel.unknown', { name });
  }
}

import { AppError } from '../../../shared/domain/errors';
import { APPLICATION_ID, type Connection } from '../database';
import articles from './0001-articles.sql?raw';
import media from './0002-media.sql?raw';
import bulletins from './0003-bulletins.sql?raw';
import outbox from './0004-outbox.sql?raw';

/** In order; the number of a migration is its place, and `user_version` says how many stand. A released one never changes. */
export const MIGRATIONS: readonly { readonly name: string; readonly sql: string }[] = [
  { name: '0001-articles', sql: articles },
  { name: '0002-media', sql: media },
  { name: '0003-bulletins', sql: bulletins },
  { name: '0004-outbox', sql: outbox },
];

/**
 * Brings a database to the newest schema, each step in a transaction of its own.
 * @param upTo how many migrations are to stand (tests stop on the way)
 * @throws AppError `store.newer` when a newer program has written it: nothing is touched then
 */
export function migrate(connection: Connection, upTo = MIGRATIONS.length): void {
  const database = connection.raw;
  const standing = Number(database.pragma('user_version', { simple: true }));
  if (standing > MIGRATIONS.length) throw new AppError('store.newer', { found: standing, known: MIGRATIONS.length });
  for (const [index, { sql }] of MIGRATIONS.entries()) {
    if (index < standing || index >= upTo) continue;
    connection.transaction(() => {
      database.exec(sql);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma(`user_version = ${index + 1}`);
    });
  }
}

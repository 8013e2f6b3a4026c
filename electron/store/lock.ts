import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/domain/errors';

/**
 * Keeps a second copy of the program off the same folder. A lock of SQLite's on an empty file beside: the system drops it
 * with the process, however that ends, and it works the same on Windows.
 * @returns gives it back
 * @throws AppError `store.busy`
 */
export function lockFolder(folder: string): () => void {
  const database = new Database(join(folder, 'lock.db'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
    throw busy ? new AppError('store.busy', { folder }, { cause: error }) : error;
  }
  return () => database.close();
}

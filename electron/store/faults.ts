import { AppError } from '../../shared/domain/errors';

const codeOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
};

/** A row that SQLite could read and that makes no sense: a bit has flipped where no structure shows it. */
export class DamagedRow extends Error {
  override readonly name = 'DamagedRow';
}

/** Whether the database itself, not one statement, is what is wrong. */
export function isDamage(error: unknown): boolean {
  if (error instanceof DamagedRow) return true;
  const code = codeOf(error);
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}

/**
 * A fault of SQLite or of the disk as what a person is told; anything else stays as it is.
 * SQLite has rolled back what was under way: the store goes on after it.
 */
export function asAppError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const cause = { cause: error };
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('store.disk-full', {}, cause);
  if (
    code.startsWith('SQLITE_READONLY') ||
    code === 'SQLITE_CANTOPEN' ||
    code === 'EROFS' ||
    code === 'EACCES' ||
    code === 'EPERM'
  )
    return new AppError('store.read-only', {}, cause);
  if (isDamage(error)) return new AppError('store.corrupt', {}, cause);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new AppError('store.busy', {}, cause);
  return error;
}

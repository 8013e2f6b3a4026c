import { AppError } from '../../shared/domain/errors';
import { say } from '../../shared/i18n';
import type { Io } from './io';

/** A fault as a script reads it: the code to act on, the words to show. */
export interface Fault {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly message: string;
}

/** @param file what was worked on, for the line on standard error */
export function faultOf(error: unknown, file: string, io: Io): Fault {
  const shown =
    error instanceof AppError
      ? { code: error.code, params: error.params, message: say('vi', 'error', `${error.code}.title`, error.params) }
      : { code: codeOf(error), params: {}, message: error instanceof Error ? error.message : String(error) };
  io.say(`${file}: ${shown.message} (${shown.code})`);
  return shown;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'not-found' : 'internal';
}

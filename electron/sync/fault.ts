import { AppError, type ErrorCode, type ErrorParams } from '../../shared/domain/errors';

/** A fault of a target, with what the target said about trying again. */
export class TargetFault extends AppError {
  readonly retryAfterMs: number;

  constructor(code: ErrorCode, params: ErrorParams = {}, more: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(code, params, { cause: more.cause });
    this.retryAfterMs = more.retryAfterMs ?? 0;
  }
}

/**
 * What a fault means for the order:
 * - `wait`: the line or the server; it is tried again for as long as it takes
 * - `unclear`: may pass by itself (a hotel's sign-in page answers HTML for everything), so a few tries, then a person
 * - `person`: trying again cannot help
 */
export type Verdict = 'wait' | 'unclear' | 'person';

export function verdict(code: ErrorCode): Verdict {
  switch (code) {
    case 'target.offline':
    case 'target.server':
    case 'target.busy':
    case 'store.busy':
    case 'store.disk-full':
    case 'cancelled':
      return 'wait';
    case 'target.not-wordpress':
    case 'internal':
      return 'unclear';
    default:
      return 'person';
  }
}

/** Tries before an `unclear` fault is shown to a person. */
export const UNCLEAR_TRIES = 5;

/** Faults of the account or address: every further order to the same target would fail alike (and could lock the account). */
export function concernsTarget(code: ErrorCode): boolean {
  return (
    code === 'target.auth' ||
    code === 'target.insecure' ||
    code === 'target.address' ||
    code === 'target.secret-missing'
  );
}

/** Whether the fault shows that no answer came at all: the line, not the server. */
export function isSilence(code: ErrorCode): boolean {
  return code === 'target.offline';
}

export function asFault(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('internal', {}, { cause: error });
}

import { AppError, ERROR_CODES, type ErrorShape } from '../../shared/domain/errors';
import type { StoreCall, StoreChange } from './contract';
import { asAppError } from './faults';

/** What a thread of the store is for. */
export type Role = 'write' | 'list' | 'care';

export interface ThreadData {
  readonly role: Role;
  readonly folder: string;
  /** Number of the newest search asked for, shared by all threads: an older one that still runs gives itself up. */
  readonly newestSearch: Int32Array;
  /** How long the thread for care waits before its first check and copy, in ms. */
  readonly careAfter: number;
  /** Whether the database has been checked as a whole at this start. */
  readonly checked: boolean;
}

/** To a thread. */
export type Request =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly name: StoreCall;
      readonly input: unknown;
      readonly search: number;
    }
  /** To the writing thread: another connection has seen damage. */
  | { readonly kind: 'suspect' }
  /** To the writing thread: pictures that nothing refers to, added before a moment. */
  | { readonly kind: 'collect'; readonly unused: readonly string[]; readonly before: number }
  /** To the others: the database is about to be replaced; it was. */
  | { readonly kind: 'release' }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'close' };

/** From a thread. */
export type Report =
  | { readonly kind: 'open'; readonly checked: boolean }
  | { readonly kind: 'failed'; readonly error: WireError }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly error: WireError }
  | { readonly kind: 'change'; readonly change: StoreChange }
  | { readonly kind: 'replacing' }
  | { readonly kind: 'replaced' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'unused'; readonly unused: readonly string[]; readonly before: number };

/** An error as it crosses: an AppError's shape, or the words of a fault of ours for the log. */
export type WireError = { readonly shape: ErrorShape } | { readonly message: string; readonly stack: string };

export function toWire(error: unknown): WireError {
  const known = asAppError(error);
  if (known instanceof AppError) return { shape: known.toShape() };
  return known instanceof Error
    ? { message: known.message, stack: known.stack ?? '' }
    : { message: String(known), stack: '' };
}

export function fromWire(error: WireError): Error {
  if ('shape' in error) {
    const { code, params } = error.shape;
    if ((ERROR_CODES as readonly string[]).includes(code)) return new AppError(code, params);
  }
  const fault = new Error('message' in error ? error.message : 'unknown fault');
  if ('stack' in error && error.stack !== '') fault.stack = error.stack;
  return fault;
}

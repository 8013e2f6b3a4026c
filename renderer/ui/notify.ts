import { AppError } from '../../shared/domain/errors';
import { say } from './words';

export interface Toast {
  readonly id: number;
  readonly kind: 'info' | 'done' | 'needs' | 'fault';
  readonly title: string;
  readonly body?: string | undefined;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
  /** Milliseconds on screen; null: until it is closed. */
  readonly lasts: number | null;
}

let toasts: readonly Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

function set(list: readonly Toast[]): void {
  toasts = list;
  for (const listener of listeners) listener();
}

export const getToasts = (): readonly Toast[] => toasts;
export const onToasts = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const closeToast = (id: number): void => set(toasts.filter((toast) => toast.id !== id));

/**
 * Tells the person something in the corner of the window; at most four stand at once, the oldest goes first.
 * @returns its id, for `closeToast`.
 */
export function notify(toast: Omit<Toast, 'id' | 'lasts'> & { readonly lasts?: number | null }): number {
  const id = next++;
  const lasts = toast.lasts === undefined ? (toast.kind === 'fault' || toast.action ? 12_000 : 6_000) : toast.lasts;
  const same = toasts.filter((other) => other.title !== toast.title || other.body !== toast.body);
  set([...same, { ...toast, id, lasts }].slice(-4));
  return id;
}

/** The words of a fault, as its code has them: what happened, that nothing is lost, the one next step. */
export function faultWords(error: unknown): { title: string; body: string; action: string } {
  const fault = error instanceof AppError ? error : new AppError('internal', {}, { cause: error });
  const part = (name: string) => say(`error:${fault.code}.${name}`, fault.params);
  return { title: part('title'), body: part('body'), action: part('action') };
}

/**
 * Tells of a fault. Its next step is the button that runs `retry`; without one it is said.
 * A cancelled act needs no words.
 * @returns its id, for `closeToast`; 0 where nothing was told
 */
export function tellFault(error: unknown, retry?: () => void, lasts?: number | null): number {
  if (error instanceof AppError && error.code === 'cancelled') return 0;
  if (!(error instanceof AppError)) console.warn(error);
  const words = faultWords(error);
  return notify({
    kind: 'fault',
    title: words.title,
    body: retry ? words.body : `${words.body} ${words.action}.`,
    action: retry ? { label: words.action, run: retry } : undefined,
    ...(lasts === undefined ? {} : { lasts }),
  });
}

/** The same for an act that has nothing more to do with it; fits `.catch(notifyError)`. */
export function notifyError(error: unknown, retry?: () => void): void {
  tellFault(error, retry);
}

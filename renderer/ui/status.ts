import { useSyncExternalStore } from 'react';
import type { ChannelOutput } from '../../shared/channels';

export type Saved =
  /** Nothing open that could be saved. */
  | { readonly state: 'none' }
  /** On disk, acknowledged, at this instant (ms). */
  | { readonly state: 'saved'; readonly at: number | null }
  /** Typed and not on disk yet. */
  | { readonly state: 'unsaved' }
  | { readonly state: 'failed' };

/** What the status bar says; each part is set by whoever knows it. */
export interface Status {
  readonly saved: Saved;
  /** Words of the open article; null: none is open. */
  readonly words: number | null;
  /** Pages of the bulletin on screen; null: none is laid out. */
  readonly pages: number | null;
  readonly line: ChannelOutput<'line.get'> | null;
}

let status: Status = { saved: { state: 'none' }, words: null, pages: null, line: null };
const listeners = new Set<() => void>();

export const getStatus = (): Status => status;
export function setStatus(change: Partial<Status>): void {
  status = { ...status, ...change };
  for (const listener of listeners) listener();
}
export const onStatus = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
/** One part of the status; the component is drawn again only when that part changes. */
export const useStatus = <K extends keyof Status>(key: K): Status[K] =>
  useSyncExternalStore(onStatus, () => status[key]);

import { useSyncExternalStore } from 'react';
import { DEFAULT_SETTINGS } from '../../shared/domain/defaults';
import type { Settings } from '../../shared/domain/settings';
import { call, on } from './api';

export interface KnownSettings {
  readonly settings: Settings;
  /** Names set by the office's policy: shown, not changeable. */
  readonly locked: readonly string[];
}

const HINT = 'toasoan.settings';
const listeners = new Set<() => void>();

/**
 * The last known settings, kept by the page itself: the first frame is drawn in the right theme, language and
 * widths, and the last article is asked for at once, without waiting for an answer first. Main's answer wins.
 */
function hint(): Settings {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(HINT) ?? '{}');
    return { ...DEFAULT_SETTINGS, ...(kept as Partial<Settings>) };
  } catch {
    return DEFAULT_SETTINGS;
  }
}

let known: KnownSettings = { settings: hint(), locked: [] };

function take(next: KnownSettings): void {
  known = next;
  localStorage.setItem(HINT, JSON.stringify(next.settings));
  for (const listener of listeners) listener();
}

export const getSettings = (): Settings => known.settings;
export const onSettings = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useSettings = (): KnownSettings => useSyncExternalStore(onSettings, () => known);

/** Asks main for the truth once, and listens to changes from then on. */
export async function loadSettings(): Promise<void> {
  on('settings.changed', take);
  take(await call('settings.get', {}));
}

/** Changes are shown at once and stored by main; its answer (a locked value stays) is what counts. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  take({ ...known, settings: { ...known.settings, ...change } });
  take(await call('settings.set', { change }));
}

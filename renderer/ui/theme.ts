import type { Settings } from '../../shared/domain/settings';

type Shown = 'light' | 'dark';
const system = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
let wanted: Settings['theme'] = 'system';

export const shownTheme = (): Shown => (wanted === 'system' ? (system.matches ? 'dark' : 'light') : wanted);

function apply(): void {
  const root = document.documentElement;
  root.dataset.theme = shownTheme();
  root.dataset.mantineColorScheme = shownTheme();
  for (const listener of listeners) listener();
}
system.addEventListener('change', apply);

/** Draws the window light, dark or as the system does. */
export function setTheme(theme: Settings['theme']): void {
  wanted = theme;
  apply();
}

export function onTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

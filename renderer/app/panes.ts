import { getSession, openRoom } from '../ui/session';

const FOCUSABLE =
  '[contenteditable="true"], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), a[href], [tabindex="0"]';
const last = new Map<string, HTMLElement>();

const visible = (element: HTMLElement) => element.checkVisibility?.() ?? element.offsetParent !== null;

/** Moves the focus to the next pane (F6): where it was in there last, else its first control. */
export function nextPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(visible);
  const active = document.activeElement;
  const here = panes.findIndex((pane) => pane.contains(active));
  const from = panes[here]?.dataset.pane;
  if (from && active instanceof HTMLElement) last.set(from, active);
  for (let count = 1; count <= panes.length; count++) {
    const pane = panes[(here + step * count + panes.length * 2) % panes.length];
    if (!pane) return;
    const kept = last.get(pane.dataset.pane ?? '');
    const target =
      kept && pane.contains(kept) && visible(kept)
        ? kept
        : [...pane.querySelectorAll<HTMLElement>(FOCUSABLE)].find(visible);
    if (!target) continue;
    target.focus();
    return;
  }
}

/** Esc goes one step back: from a side pane to the sheet, from another room to the editor. */
export function listenToEscape(): void {
  window.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    // An open dialog, menu or list of choices closes itself.
    const choosing = document.activeElement?.getAttribute('aria-expanded') === 'true';
    if (choosing || document.querySelector('[role="dialog"], [role="menu"], dialog[open]')) return;
    const pane = document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset.pane;
    if (pane === 'middle' || pane === undefined) {
      if (getSession().room !== 'editor') openRoom('editor');
      return;
    }
    document.querySelector<HTMLElement>('[data-pane="middle"] [contenteditable="true"]')?.focus();
  });
}

import type { CommandId } from '../../shared/commands';
import { AppError } from '../../shared/domain/errors';
import { call, on } from '../ui/api';
import { runCommand } from '../ui/commands';
import { getSession, onSession, setSession } from '../ui/session';
import { changeSettings, getSettings, loadSettings, onSettings } from '../ui/settings';
import { setStatus } from '../ui/status';
import { setTheme } from '../ui/theme';
import { setLanguage } from '../ui/words';
import { listenToEscape } from './panes';
import { listenToShortcuts } from './shortcuts';

/** What the first frame needs, from what the page itself remembers: no answer is waited for. */
export function restoreSession(): void {
  const settings = getSettings();
  setTheme(settings.theme);
  setSession({ room: settings.lastRoom, articleId: settings.lastArticle, bulletinId: settings.lastBulletin });
}

/** Settings from main, then events; a first start on this machine takes its room and article from the answer. */
export async function connect(): Promise<void> {
  const before = getSettings();
  const settled = loadSettings();
  onSettings(() => {
    setTheme(getSettings().theme);
    setLanguage(getSettings().language);
  });
  listenToShortcuts();
  listenToEscape();
  on('menu.command', ({ command }) => runCommand(command as CommandId));
  await settled;
  const now = getSettings();
  const session = getSession();
  if (before.lastRoom !== now.lastRoom && session.room === before.lastRoom) setSession({ room: now.lastRoom });
  if (session.articleId === null && now.lastArticle !== null) setSession({ articleId: now.lastArticle });
  if (session.bulletinId === null && now.lastBulletin !== null) setSession({ bulletinId: now.lastBulletin });
  rememberSession();
}

function rememberSession(): void {
  onSession(() => {
    const { room, articleId, bulletinId } = getSession();
    const kept = getSettings();
    if (kept.lastRoom === room && kept.lastArticle === articleId && kept.lastBulletin === bulletinId) return;
    void changeSettings({ lastRoom: room, lastArticle: articleId, lastBulletin: bulletinId });
  });
}

/** After the first frame: the word to main that heavy work may begin. */
export async function settle(): Promise<void> {
  await call('app.ready', {});
}

/** The line's state. Main loads the outbox to answer: asked once the panes stand, which come from main too. */
export async function watchLine(): Promise<void> {
  on('line.changed', (line) => setStatus({ line }));
  try {
    setStatus({ line: await call('line.get', {}) });
  } catch (error) {
    // A store that could not be opened is told by the bar above everything: once is enough.
    if (!(error instanceof AppError && error.code.startsWith('store.'))) throw error;
  }
}

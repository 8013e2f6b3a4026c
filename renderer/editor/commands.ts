import { call } from '../ui/api';
import { registerCommand } from '../ui/commands';
import { notifyError } from '../ui/notify';
import { openArticle } from '../ui/session';
import { getSettings } from '../ui/settings';
import { desk } from './desk';

/** A new article with the person's own name in it, open and ready for its title. */
export async function newArticle(): Promise<void> {
  try {
    const { author, penName } = getSettings();
    const article = await call('articles.create', { fields: { author, penName } });
    openArticle(article.id);
    await desk.opened(article.id);
    document.querySelector<HTMLElement>('.head-fields [name="title"]')?.focus();
  } catch (error) {
    notifyError(error, () => void newArticle());
  }
}

/** What the menu, the palette and shortcuts can ask of the writing room. */
export function registerEditorCommands(): () => void {
  const ends = [
    registerCommand('article.new', () => void newArticle()),
    registerCommand('article.keep', () => void desk.flush()),
  ];
  return () => {
    for (const end of ends) end();
  };
}

import { useEffect } from 'react';
import { registerCommand } from '../ui/commands';
import { openRoom, type Room, useSession } from '../ui/session';
import { createArticle } from './acts';
import { ask } from './requests';

/** What the library does for a room that has no articles of its own on screen: a new one, and finding one. */
export function useLibraryCommands(room: Room): void {
  const here = useSession().room === room;
  useEffect(() => {
    if (!here) return;
    const ends = [
      registerCommand('article.new', () => void createArticle()),
      registerCommand('search.focus', () => {
        openRoom('library');
        ask('search');
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [here]);
}

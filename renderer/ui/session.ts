import { useSyncExternalStore } from 'react';
import type { Settings } from '../../shared/domain/settings';

export type Room = Settings['lastRoom'];

/** What is open in this window: kept apart from React so that commands and events can read it. */
export interface Session {
  readonly room: Room;
  readonly articleId: string | null;
  readonly bulletinId: string | null;
}

let session: Session = { room: 'editor', articleId: null, bulletinId: null };
const listeners = new Set<() => void>();

export const getSession = (): Session => session;

export function setSession(change: Partial<Session>): void {
  session = { ...session, ...change };
  for (const listener of listeners) listener();
}

/** Opens an article in the editor room. The editor itself saves what was open before. */
export const openArticle = (articleId: string): void => setSession({ room: 'editor', articleId });
export const openBulletin = (bulletinId: string): void => setSession({ room: 'bulletin', bulletinId });
export const openRoom = (room: Room): void => setSession({ room });

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSession = (): Session => useSyncExternalStore(onSession, getSession);

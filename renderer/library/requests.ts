/** What another room or the menu asks of the library before it may even be loaded: taken once by the room. */
type Request = 'intake' | 'search';

const waiting = new Set<Request>();
const listeners = new Set<() => void>();

export function ask(request: Request): void {
  waiting.add(request);
  for (const listener of listeners) listener();
}

/** True once for each time it was asked. */
export const take = (request: Request): boolean => waiting.delete(request);

export function onAsk(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

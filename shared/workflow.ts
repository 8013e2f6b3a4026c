import type { Status } from './domain/article';

/** An edge of the status graph. `by` says whose act it is: a person's choice or the outbox's. */
export interface Move {
  readonly from: Status;
  readonly to: Status;
  readonly by: 'person' | 'outbox';
}

/** The thin workflow: whoever sits at the machine may do all of the person's moves (roles come later). */
export const MOVES: readonly Move[] = [
  { from: 'draft', to: 'ready', by: 'person' },
  { from: 'ready', to: 'draft', by: 'person' },
  { from: 'ready', to: 'approved', by: 'person' },
  { from: 'approved', to: 'draft', by: 'person' },
  { from: 'approved', to: 'queued', by: 'outbox' },
  { from: 'published', to: 'queued', by: 'outbox' },
  { from: 'taken_down', to: 'queued', by: 'outbox' },
  { from: 'queued', to: 'approved', by: 'outbox' },
  { from: 'queued', to: 'published', by: 'outbox' },
  { from: 'queued', to: 'taken_down', by: 'outbox' },
  { from: 'published', to: 'taken_down', by: 'outbox' },
  { from: 'published', to: 'draft', by: 'person' },
  { from: 'taken_down', to: 'draft', by: 'person' },
];

export function mayMove(from: Status, to: Status, by: Move['by']): boolean {
  return MOVES.some((move) => move.from === from && move.to === to && move.by === by);
}

/** The moves a person can choose from a status, in the order they are offered. */
export function movesFrom(from: Status): readonly Status[] {
  return MOVES.filter((move) => move.from === from && move.by === 'person').map((move) => move.to);
}

/** Text can be changed only while an article is a draft: what was handed in or approved is what goes out. */
export function isEditable(status: Status): boolean {
  return status === 'draft' || status === 'ready';
}

/** From here an article can be put into the outbox. */
export function isPublishable(status: Status): boolean {
  return mayMove(status, 'queued', 'outbox');
}

import type { EventName, EventPayload } from '../../shared/channels';
import { assertNever } from '../../shared/domain/errors';
import type { Notices } from '../office';
import type { Store } from '../store/contract';

type Emit = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

/** Turns what changed in the store into events for the interface. */
export function forwardChanges(store: Store, emit: Emit, notices: Notices): void {
  store.onChange((change) => {
    switch (change.kind) {
      case 'articles':
        return emit('articles.changed', { ids: change.ids });
      case 'bulletins':
        return emit('bulletins.changed', { ids: change.ids });
      case 'outbox':
        return emit('outbox.changed', {});
      case 'targets':
        return emit('targets.changed', {});
      case 'notice':
        return notices.add(change.code, change.severity, change.params);
      default:
        return assertNever(change);
    }
  });
}

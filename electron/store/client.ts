import { AppError, assertNever } from '../../shared/domain/errors';
import type { Store, StoreCall, StoreCalls, StoreChange, StoreOptions } from './contract';
import { type News, Thread } from './thread';
import type { Role } from './wire';

/** Checks and copies wait so long after `settle`, in ms: the first minute belongs to the person. */
const CARE_AFTER = 60_000;
const LISTS: readonly StoreCall[] = ['articles.list', 'articles.facets'];
const CARE: readonly StoreCall[] = ['snapshots.take', 'snapshots.list'];

/**
 * The store: one thread that writes from the start; one for lists and one for care join it after `settle`, so that the
 * first paint waits for one thread only. Until then the first answers lists too.
 * A search is rejected with `cancelled` when another search with other words was asked for meanwhile.
 * @throws AppError `store.newer`, `store.network-share`, `store.busy`, `store.read-only`, `store.disk-full`
 */
export async function openStore({
  folder,
  worker,
  careAfter = CARE_AFTER,
}: StoreOptions & { careAfter?: number }): Promise<Store> {
  const listeners = new Set<(change: StoreChange) => void>();
  // What happened at opening is told to the first who listens.
  let untold: StoreChange[] = [];
  const newestSearch = new Int32Array(new SharedArrayBuffer(4));
  let newestWords = '';
  let closed = false;

  const tell = (change: StoreChange): void => {
    if (listeners.size === 0) untold.push(change);
    for (const listener of listeners) listener(change);
  };
  const hear = (news: News): void => {
    switch (news.kind) {
      case 'change':
        tell(news.change);
        break;
      case 'replacing':
        listing?.send({ kind: 'release' });
        break;
      case 'replaced':
        listing?.send({ kind: 'reopen' });
        break;
      case 'damaged':
        writing.send({ kind: 'suspect' });
        break;
      case 'unused':
        writing.send({ kind: 'collect', unused: news.unused, before: news.before });
        break;
      default:
        assertNever(news);
    }
  };
  const start = (role: Role, checked: boolean): Promise<Thread> =>
    Thread.start(worker, { role, folder, newestSearch, careAfter, checked }, hear);

  let writing = await start('write', true);
  let restarting: Promise<Thread> | null = null;
  /** The writing thread; started anew where a fault of ours has ended it. What it had acknowledged is on disk. */
  const writer = (): Thread | Promise<Thread> => {
    if (writing.alive) return writing;
    restarting ??= start('write', true)
      .then((thread) => {
        writing = thread;
        return thread;
      })
      .finally(() => {
        // One that could not start (a full disk) is tried again with the next call.
        restarting = null;
      });
    return restarting;
  };
  const write = async (name: StoreCall, input: unknown): Promise<unknown> => (await writer()).call(name, input);
  let listing: Thread | null = null;
  let care: Promise<Thread> | null = null;
  let starting: Promise<unknown> = Promise.resolve();

  const list = async (name: StoreCall, input: StoreCalls[StoreCall]['input']): Promise<unknown> => {
    const words = 'filter' in input ? input.filter.query : '';
    if (words !== '' && words !== newestWords) {
      newestWords = words;
      Atomics.add(newestSearch, 0, 1);
    }
    if (!listing?.alive) return write(name, input);
    try {
      return await listing.call(name, input, words === '' ? 0 : Atomics.load(newestSearch, 0));
    } catch (error) {
      // The writing thread meets the same damage, recovers and answers.
      if (error instanceof AppError && error.code === 'store.corrupt') return write(name, input);
      throw error;
    }
  };
  const carer = (): Promise<Thread> => {
    care ??= start('care', writing.checked);
    return care;
  };

  return {
    async call<N extends StoreCall>(name: N, input: StoreCalls[N]['input']): Promise<StoreCalls[N]['output']> {
      if (closed) throw new AppError('store.closed');
      const answer = CARE.includes(name)
        ? (await carer()).call(name, input)
        : LISTS.includes(name)
          ? list(name, input)
          : write(name, input);
      return (await answer) as StoreCalls[N]['output'];
    },
    onChange(listener) {
      listeners.add(listener);
      const missed = untold;
      untold = [];
      for (const change of missed) listener(change);
      return () => {
        listeners.delete(listener);
      };
    },
    settle() {
      if (closed || listing) return;
      starting = start('list', true).then(
        (thread) => {
          listing = thread;
        },
        (fault) => console.error('[store list]', fault),
      );
      carer().catch((fault) => console.error('[store care]', fault));
    },
    async close() {
      if (closed) return;
      closed = true;
      await starting;
      const others = [listing?.close(), care?.then((thread) => thread.close()).catch(() => undefined)];
      await Promise.all(others);
      // Last, so that its connection is the one that folds the log back into the file.
      await writing.close();
    },
  };
}

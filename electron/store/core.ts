import { AppError } from '../../shared/domain/errors';
import * as articles from './articles';
import { parsePlaced } from './body';
import * as bulletins from './bulletins';
import type { StoreCall, StoreCalls, StoreChange } from './contract';
import type { Connection, OpenOptions } from './database';
import { asAppError, isDamage } from './faults';
import { Lists } from './list';
import * as media from './media';
import { MIGRATIONS } from './migrations';
import { holdFolder, markCleanEnd, openDatabase, recovered } from './open';
import * as outbox from './outbox';
import { Parts } from './parts';
import * as receipts from './receipts';
import * as revisions from './revisions';
import { articleRow } from './rows';
import { faultOf } from './snapshots';
import * as targets from './targets';

export interface CoreOptions extends OpenOptions {
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** Called before a damaged database is replaced: other connections to it must be closed. */
  readonly onDamage?: () => void;
}

interface State {
  readonly connection: Connection;
  readonly checked: boolean;
  readonly handling: Handling;
}

/** Calls that need a thread of their own beside the writing one. */
export type Aside = 'snapshots.take' | 'snapshots.list';
export type CoreCall = Exclude<StoreCall, Aside>;
type Handlers = { readonly [N in CoreCall]: (input: StoreCalls[N]['input']) => StoreCalls[N]['output'] };

interface Handling {
  call<N extends CoreCall>(name: N, input: StoreCalls[N]['input']): StoreCalls[N]['output'];
  /** What has changed since it was last asked. */
  takeChanges(): StoreChange[];
}

/** The store without threads around it: a call is done, and on disk, when it returns. */
export interface Core extends Handling {
  /** Of tests: the connection that stands now. */
  readonly connection: Connection;
  /** Whether the database was checked as a whole when it was opened. */
  readonly checked: boolean;
  /** How many times the database was replaced by a recovered one: other connections must be opened anew. */
  readonly recoveries: number;
  /** Another connection has seen damage: looks for itself, and recovers if it is so. */
  suspect(): void;
  /** Deletes pictures that nothing refers to any more. */
  collect(unused: readonly string[], before: number): number;
  /** A clean end. */
  close(): void;
}

/** @throws AppError `store.newer`, `store.network-share`, `store.busy`, `store.read-only`, `store.disk-full` */
export function openCore(folder: string, options: CoreOptions = {}): Core {
  const clock = options.clock ?? Date.now;
  const notices: StoreChange[] = [];
  const parts = new Parts();
  const start = (open: typeof openDatabase): State => {
    const { connection, checked, notices: told } = open(folder, options, clock());
    notices.push(...told);
    return { connection, checked, handling: handlingOn(connection, folder, clock, parts) };
  };
  let release: (() => void) | null = null;
  let recoveries = 0;
  try {
    release = holdFolder(folder);
    let state: State | null = start(openDatabase);
    outbox.resumeOrders(state.connection);
    /** The state that stands; opened again where a recovery could not be finished (a full disk) when it was tried. */
    const standing = (): State => {
      state ??= start(openDatabase);
      return state;
    };
    /** Damage found while working: nothing of the call that met it was committed, so it can be made again. */
    const recoverNow = (damaged: State): void => {
      options.onDamage?.();
      notices.push(...damaged.handling.takeChanges());
      state = null;
      damaged.connection.close();
      state = start(recovered);
      recoveries++;
    };
    return {
      get connection() {
        return standing().connection;
      },
      get checked() {
        return state?.checked ?? true;
      },
      get recoveries() {
        return recoveries;
      },
      call(name, input) {
        try {
          const now = standing();
          try {
            return now.handling.call(name, input);
          } catch (error) {
            if (!isDamage(error)) throw error;
            recoverNow(now);
            return standing().handling.call(name, input);
          }
        } catch (error) {
          throw asAppError(error);
        }
      },
      takeChanges: () => [...notices.splice(0), ...(state?.handling.takeChanges() ?? [])],
      suspect() {
        const now = standing();
        let fault: string | null;
        try {
          fault = faultOf(now.connection, 'quick_check');
        } catch (error) {
          fault = String(error);
        }
        if (fault !== null) recoverNow(now);
      },
      collect: (unused, before) => media.collectMedia(standing().connection, folder, unused, before),
      close() {
        if (state) {
          state.connection.close();
          markCleanEnd(folder);
        }
        release?.();
      },
    };
  } catch (error) {
    release?.();
    throw asAppError(error);
  }
}

function handlingOn(db: Connection, folder: string, clock: () => number, parts: Parts): Handling {
  const lists = new Lists(db);
  let changes: StoreChange[] = [];
  const changed = (kind: 'articles' | 'bulletins', ...ids: string[]): void => {
    changes.push({ kind, ids });
  };
  const ordersChanged = (): void => {
    changes.push({ kind: 'outbox' });
  };
  /** For writes that answer with what they wrote. */
  const told = <T extends { id: string }>(kind: 'articles' | 'bulletins', value: T): T => {
    changed(kind, value.id);
    return value;
  };

  const handlers: Handlers = {
    'articles.list': (input) => lists.list(input),
    'articles.facets': () => lists.facets(),
    'articles.create': ({ fields, blocksJson }) =>
      told('articles', articles.createArticle(db, fields, parsePlaced(blocksJson ?? '[]'), clock())),
    'articles.duplicate': ({ id }) => told('articles', articles.duplicateArticle(db, id, clock())),
    'articles.open': ({ id }) => articles.openArticle(db, id),
    'articles.page': ({ id, version, after }) => articles.pageArticle(db, id, version, after),
    'articles.whole': ({ id, version }) => articles.wholeArticle(db, id, version),
    'articles.savePart': ({ id, token, part, changedJson }) => {
      parts.add(id, token, part, changedJson);
      return {};
    },
    'articles.save': ({ id, baseVersion, fields, changedJson, removed, token, keepAs }) => {
      const sent = token === undefined ? [changedJson] : [...parts.take(id, token), changedJson];
      const change = articles.parsedChange(sent, removed);
      const saved = articles.saveArticle(db, { id, baseVersion, fields, change, keepAs }, clock());
      changed('articles', id);
      if (!saved.done) throw saved.refused;
      return { version: saved.version, at: saved.at, words: saved.words };
    },
    'articles.move': ({ id, to }) => told('articles', articles.moveArticle(db, id, to, clock())),
    'articles.trash': ({ ids }) => {
      articles.trashArticles(db, ids, clock());
      changed('articles', ...ids);
      return {};
    },
    'articles.restore': ({ ids }) => {
      articles.restoreArticles(db, ids);
      changed('articles', ...ids);
      return {};
    },
    'articles.purge': ({ ids }) => {
      articles.purgeArticles(db, ids);
      changed('articles', ...ids);
      return {};
    },
    'revisions.list': ({ id }) => revisions.listRevisions(db, id),
    'revisions.open': ({ id, revision }) => {
      const row = revisions.revisionRow(db, articleRow(db, id).n, revision);
      const { fields, placed } = revisions.revisionState(db, row);
      return { fields, blocksJson: JSON.stringify(placed) };
    },
    'revisions.name': ({ id, revision, name }) => {
      revisions.nameRevision(db, id, revision, name);
      changed('articles', id);
      return {};
    },
    'revisions.restore': ({ id, revision, baseVersion }) =>
      told('articles', articles.restoreRevision(db, id, revision, baseVersion, clock())),

    'media.get': ({ sha256 }) => media.getMedia(db, sha256),
    'media.put': (input) => media.putMedia(db, folder, input, clock()),
    'media.path': ({ sha256 }) => media.mediaPath(db, folder, sha256),
    'originals.put': (input) => media.putOriginal(db, folder, input, clock()),

    'bulletins.list': () => bulletins.listBulletins(db),
    'bulletins.create': ({ fields }) => told('bulletins', bulletins.createBulletin(db, fields, clock())),
    'bulletins.open': ({ id }) => bulletins.openBulletin(db, id),
    'bulletins.save': (input) => told('bulletins', bulletins.saveBulletin(db, input, clock())),
    'bulletins.trash': ({ id }) => {
      bulletins.setBulletinDeleted(db, id, clock());
      changed('bulletins', id);
      return {};
    },
    'bulletins.restore': ({ id }) => {
      bulletins.setBulletinDeleted(db, id, null);
      changed('bulletins', id);
      return {};
    },
    'bulletins.whole': ({ id }) => bulletins.wholeBulletin(db, id),

    'targets.list': () => targets.listTargets(db),
    'targets.get': ({ id }) => targets.getTarget(db, id),
    'targets.put': (input) => {
      const target = targets.putTarget(db, input, clock());
      changes.push({ kind: 'targets' });
      return target;
    },
    'targets.remove': ({ id }) => {
      targets.removeTarget(db, id, clock());
      changes.push({ kind: 'targets' });
      return {};
    },

    'outbox.list': ({ done }) => outbox.listOrders(db, done),
    'outbox.order': (input) => {
      const items = outbox.order(db, input, clock());
      changed('articles', ...input.articleIds);
      ordersChanged();
      return items;
    },
    'outbox.claim': ({ now, except }) => {
      const item = outbox.claim(db, now, except);
      if (item) ordersChanged();
      return item;
    },
    'outbox.nextAt': ({ except }) => outbox.nextAt(db, except),
    'outbox.delay': ({ id, nextAt, error }) => {
      outbox.delay(db, id, nextAt, error);
      ordersChanged();
      return {};
    },
    'outbox.needsYou': ({ id, error }) => {
      outbox.needsYou(db, id, error);
      ordersChanged();
      return {};
    },
    'outbox.retry': ({ id }) => {
      outbox.retry(db, id, clock());
      ordersChanged();
      return {};
    },
    'outbox.cancel': ({ id }) => {
      changed('articles', outbox.cancel(db, id, clock()));
      ordersChanged();
      return {};
    },
    'outbox.done': ({ id, receipt }) => {
      changed('articles', outbox.done(db, id, receipt, clock()));
      ordersChanged();
      return {};
    },
    'outbox.wake': ({ now, targetId }) => {
      if (outbox.wake(db, now, targetId) > 0) ordersChanged();
      return {};
    },
    'outbox.counts': () => outbox.counts(db),
    'receipts.put': (receipt) => {
      receipts.putReceipt(db, receipt);
      return {};
    },
    'receipts.get': ({ articleId, targetId }) => receipts.getReceipt(db, articleId, targetId),
    'mediaReceipts.put': (receipt) => {
      receipts.putMediaReceipt(db, receipt);
      return {};
    },
    'mediaReceipts.get': ({ targetId, sha256 }) => receipts.getMediaReceipt(db, targetId, sha256),
    'store.facts': () => facts(db),
  };

  return {
    call(name, input) {
      if (!Object.hasOwn(handlers, name)) throw new AppError('channel.unknown', { name });
      return handlers[name](input);
    },
    takeChanges() {
      const taken = changes;
      changes = [];
      return taken;
    },
  };
}

function facts(db: Connection): Record<string, number | string> {
  const count = (table: string): number => db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0;
  return {
    schema: MIGRATIONS.length,
    sqlite: db.get<{ v: string }>('SELECT sqlite_version() AS v')?.v ?? '',
    articles: count('articles'),
    blocks: count('blocks'),
    revisions: count('revisions'),
    media: count('media'),
    bulletins: count('bulletins'),
    outbox: count('outbox'),
    pages: Number(db.raw.pragma('page_count', { simple: true })),
    freePages: Number(db.raw.pragma('freelist_count', { simple: true })),
  };
}

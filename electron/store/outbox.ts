import type { Status } from '../../shared/domain/article';
import { AppError, type ErrorShape } from '../../shared/domain/errors';
import { type OutboxItem, outboxItem, type Receipt } from '../../shared/domain/outbox';
import { isPublishable } from '../../shared/workflow';
import { setStatus } from './articles';
import type { StoreCalls } from './contract';
import type { Reading, Writing } from './database';
import { getReceipt, putReceipt } from './receipts';
import { type ArticleRecord, articleRow } from './rows';

interface OrderRecord {
  readonly n: number;
  readonly article: string;
  readonly target: string;
  readonly target_name: string;
  readonly action: OutboxItem['action'];
  readonly state: OutboxItem['state'];
  readonly version: number;
  readonly title: string;
  readonly attempts: number;
  readonly next_at: number;
  readonly created_at: number;
  readonly finished_at: number | null;
  readonly error: string | null;
  readonly link: string | null;
}

/** Ended orders shown as history. */
const HISTORY = 500;
const ORDER = 'SELECT o.*, t.name AS target_name FROM outbox o JOIN targets t ON t.id = o.target';

function itemOf(row: OrderRecord): OutboxItem {
  return {
    id: row.n,
    articleId: row.article,
    targetId: row.target,
    action: row.action,
    state: row.state,
    version: row.version,
    title: row.title,
    targetName: row.target_name,
    attempts: row.attempts,
    nextAt: row.next_at,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    error: outboxItem.shape.error.parse(row.error === null ? null : JSON.parse(row.error)),
    link: row.link,
  };
}

function orderRow(db: Reading, id: number): OrderRecord {
  const row = db.get<OrderRecord>(`${ORDER} WHERE o.n = ?`, id);
  if (!row) throw new AppError('not-found', { what: 'order', id });
  return row;
}

/** Open orders in their order; with `done` also the newest ended ones. */
export function listOrders(db: Reading, done: boolean): OutboxItem[] {
  const open = db.all<OrderRecord>(`${ORDER} WHERE o.finished_at IS NULL ORDER BY o.n`);
  const ended = done
    ? db.all<OrderRecord>(
        `${ORDER} WHERE o.finished_at IS NOT NULL ORDER BY o.finished_at DESC, o.n DESC LIMIT ${HISTORY}`,
      )
    : [];
  return [...open, ...ended].map(itemOf);
}

/**
 * Orders articles to targets: status, kept version and outbox rows in one transaction, all or none.
 * The version that stands now is what will be sent. The same order while it is open is the same row.
 * @throws AppError `article.status` where the workflow does not allow it; `not-found` for a target that is gone or a
 * take-down of what the target never had
 */
export function order(
  db: Writing,
  { articleIds, targetIds, action }: StoreCalls['outbox.order']['input'],
  now: number,
): OutboxItem[] {
  return db.transaction(() => {
    const items: OutboxItem[] = [];
    for (const articleId of new Set(articleIds)) {
      const article = articleRow(db, articleId);
      // An article on its way may be sent to one more target: the same approved text.
      if (article.deleted_at !== null || !(article.status === 'queued' || isPublishable(article.status))) {
        throw new AppError('article.status', { from: article.status, to: 'queued' });
      }
      if (article.status !== 'queued') setStatus(db, article, 'queued', now);
      for (const targetId of new Set(targetIds)) items.push(orderOne(db, article, targetId, action, now));
    }
    return items;
  });
}

function orderOne(
  db: Writing,
  article: ArticleRecord,
  targetId: string,
  action: OutboxItem['action'],
  now: number,
): OutboxItem {
  if (!db.get('SELECT 1 FROM targets WHERE id = ? AND removed_at IS NULL', targetId)) {
    throw new AppError('not-found', { what: 'target', id: targetId });
  }
  if (action === 'take_down' && getReceipt(db, article.id, targetId)?.status !== 'published') {
    throw new AppError('not-found', { what: 'receipt', id: article.id });
  }
  const same = db.get<OrderRecord>(
    `${ORDER} WHERE o.article = ? AND o.target = ? AND o.finished_at IS NULL ORDER BY o.n DESC LIMIT 1`,
    article.id,
    targetId,
  );
  if (same && same.action === action && same.version === article.version) return itemOf(same);
  const { id } = db.run(
    `INSERT INTO outbox (article, target, action, state, version, title, next_at, created_at)
     VALUES (?, ?, ?, 'waiting', ?, ?, ?, ?)`,
    article.id,
    targetId,
    action,
    article.version,
    article.title,
    now,
    now,
  );
  return itemOf(orderRow(db, id));
}

/** An order left `sending` by a process that was killed is given out again. Called once at open. */
export function resumeOrders(db: Writing): void {
  db.run("UPDATE outbox SET state = 'waiting' WHERE state = 'sending'");
}

/** Due ones that no earlier order of the same article and target stands before. */
const FREE = `o.state = 'waiting' AND o.finished_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM outbox e WHERE e.article = o.article AND e.target = o.target AND e.n < o.n AND e.finished_at IS NULL)`;

/** Targets that are passed over come as one JSON list: one prepared statement for any number of them. */
const ELSEWHERE = 'o.target NOT IN (SELECT value FROM json_each(?))';

export function claim(db: Writing, now: number, except: readonly string[] = []): OutboxItem | null {
  return db.transaction(() => {
    const row = db.get<OrderRecord>(
      `${ORDER} WHERE ${FREE} AND o.next_at <= ? AND ${ELSEWHERE} ORDER BY o.next_at, o.n LIMIT 1`,
      now,
      JSON.stringify(except),
    );
    if (!row) return null;
    db.run("UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE n = ?", row.n);
    return itemOf(orderRow(db, row.n));
  });
}

export function nextAt(db: Reading, except: readonly string[] = []): number | null {
  return (
    db.get<{ at: number | null }>(
      `SELECT min(o.next_at) AS at FROM outbox o WHERE ${FREE} AND ${ELSEWHERE}`,
      JSON.stringify(except),
    )?.at ?? null
  );
}

export function delay(db: Writing, id: number, at: number, error: ErrorShape): void {
  setOpen(db, id, 'waiting', at, error);
}

export function needsYou(db: Writing, id: number, error: ErrorShape): void {
  setOpen(db, id, 'needs_you', orderRow(db, id).next_at, error);
}

/** A person asks to try again now. */
export function retry(db: Writing, id: number, now: number): void {
  const row = orderRow(db, id);
  if (row.state === 'waiting' || row.state === 'needs_you') setOpen(db, id, 'waiting', now, null);
}

function setOpen(db: Writing, id: number, state: OutboxItem['state'], at: number, error: ErrorShape | null): void {
  const changed = db.run(
    'UPDATE outbox SET state = ?, next_at = ?, error = ? WHERE n = ? AND finished_at IS NULL',
    state,
    at,
    error === null ? null : JSON.stringify({ code: error.code, params: error.params }),
    id,
  ).changes;
  if (changed === 0) throw new AppError('not-found', { what: 'order', id });
}

/** @throws AppError `target.busy` for one that is just being sent: whether it arrived is not known yet */
export function cancel(db: Writing, id: number, now: number): string {
  return db.transaction(() => {
    const row = orderRow(db, id);
    if (row.state === 'sending') throw new AppError('target.busy', { id });
    if (row.finished_at === null) {
      db.run("UPDATE outbox SET state = 'cancelled', finished_at = ? WHERE n = ?", now, id);
      settleArticle(db, row.article, now);
    }
    return row.article;
  });
}

/** Receipt, order and article status in one transaction. */
export function done(db: Writing, id: number, receipt: Receipt, now: number): string {
  return db.transaction(() => {
    const row = orderRow(db, id);
    putReceipt(db, receipt);
    if (row.finished_at === null) {
      db.run(
        "UPDATE outbox SET state = 'done', finished_at = ?, link = ?, error = NULL WHERE n = ?",
        now,
        receipt.link,
        id,
      );
      settleArticle(db, row.article, now);
    }
    return row.article;
  });
}

/** When all orders of an article have ended, its status says what the targets now show. */
function settleArticle(db: Writing, articleId: string, now: number): void {
  const open = db.get('SELECT 1 FROM outbox WHERE article = ? AND finished_at IS NULL LIMIT 1', articleId);
  const article = db.get<ArticleRecord>('SELECT * FROM articles WHERE id = ?', articleId);
  if (open || article?.status !== 'queued') return;
  const shown = db
    .all<{ status: Receipt['status'] }>('SELECT DISTINCT status FROM receipts WHERE article = ?', articleId)
    .map(({ status }) => status);
  const to: Status = shown.includes('published')
    ? 'published'
    : shown.includes('taken_down')
      ? 'taken_down'
      : 'approved';
  setStatus(db, article, to, now);
}

export function wake(db: Writing, now: number, targetId?: string): number {
  return targetId === undefined
    ? db.run("UPDATE outbox SET next_at = ? WHERE state = 'waiting' AND next_at > ?", now, now).changes
    : db.run("UPDATE outbox SET next_at = ? WHERE state = 'waiting' AND next_at > ? AND target = ?", now, now, targetId)
        .changes;
}

export function counts(db: Reading): StoreCalls['outbox.counts']['output'] {
  const by = new Map(
    db
      .all<{ state: string; count: number }>(
        'SELECT state, count(*) AS count FROM outbox WHERE finished_at IS NULL GROUP BY state',
      )
      .map(({ state, count }) => [state, count]),
  );
  return { waiting: by.get('waiting') ?? 0, needsYou: by.get('needs_you') ?? 0, sending: by.get('sending') ?? 0 };
}
